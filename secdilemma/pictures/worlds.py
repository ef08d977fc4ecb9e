"""The eight worlds, and which of them follows from a reading and a policy."""

from matplotlib.axes import Axes

from islands import Choice
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, line, say, strong, target
from secdilemma.pictures.scenarios import RISKS, small_crossing
from secdilemma.style import TEXT
from secdilemma.theory import Intent, Policy, judge, worlds
from secdilemma.words import count, sentence


def _headline(actual: str, reading: str, policy: str) -> str:
    fails = judge(actual, reading, policy).outcome.fails
    many = sum(world.outcome.fails == fails for world in worlds())
    of_all = f"{count(many)} of {count(len(worlds()))} worlds {'fail' if fails else 'fit'}"
    return f"{of_all.capitalize()}, this one among them: {policy} if the other is {actual}"


@figure(4.5, _headline, wide=3.0)
def draw_worlds(ax: Axes, *, actual: str, reading: str, policy: str, wide: bool = False) -> Artists:
    """Draw the eight worlds as crossings: each scenario once where it fails, once where it fits.

    The reader should see that reading and policy, at the left bank, name the scenario, that what
    the other is in fact decides what follows, and where a reading is wrong: a line of two colours.
    Pressing a world chooses it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actual, reading, policy : str
        The world that is chosen, as `secdilemma.theory.judge` takes it.
    wide : bool
        Whether the sheet is that of a wide page.

    Returns
    -------
    list of Artist
        For each world its line as it arrives, and what follows: bold where the policy fails.

    Notes
    -----
    Source: Kerstens and Noll (2017) for the failing worlds; the other four are inferred.
    """
    chosen, left = judge(actual, reading, policy), {"ha": "left"}
    length, step, fall, top = (1.95, 3.12, 1.2, 2.15) if wide else (1.48, 2.48, 1.13, 3.9)
    artists: Artists = []
    for number, world in enumerate(worlds()):
        row, fact = divmod(number, len(Intent))
        across, down = (row, fact) if wide else (fact, row)
        x, y = 0.08 + step * across, top - fall * down
        if not fact:  # the first of its scenario
            aside, below, head = (0, 0.24, y + 0.72) if wide else (1.26, 0, y + 0.44)
            say(ax, x, head, sentence(world.scenario), size=TEXT, weight=600, **left)
            read = f"read as {world.reading}:"
            say(ax, x + aside, head - below, read, world.reading, **left)
            say(ax, x + aside + 1.37, head - below, world.policy, world.policy, **left)
        words = RISKS.get(world.outcome, world.outcome.value)
        artists += [
            small_crossing(ax, x + 0.12, y, length, world, width=5.5 if world == chosen else 2.4),
            say(ax, x, y - 0.37, words, **left, **strong(world.outcome.fails)),
        ]
        if world == chosen:
            line(ax, [x, x + length + 0.75], [y - 0.51] * 2, "ink", 4)
        sets = {"actual": world.actual, "reading": world.reading, "policy": world.policy}
        target(ax, x, y - 0.5, length + 0.75, 0.75, f"world {number}", **sets)
    return artists


def describe_worlds(*, actual: str, reading: str, policy: str, case: Case) -> str:
    """Say in words what `draw_worlds` shows."""
    world = judge(actual, reading, policy)
    stated = "stated by the article" if world.basis == "article" else "inferred"
    right = "rightly" if world.reading is world.actual else "wrongly"
    explained = f", by the dilemma of {world.dilemma}" if world.dilemma else ""
    reader, other = case.sides
    return (
        f"The {world.scenario} scenario: {world.outcome}{explained} ({stated}). {reader} reads "
        f"{other} as {reading}, {right} if it is in fact {actual}, and answers with {policy}."
    )


@explorer(draw_worlds)
def scenario_map(case: Case) -> Setup:
    """Suppose an intent, read it, answer it, and see which scenario that is and what follows.

    Parameters
    ----------
    case : Case
        Who reads whom.

    Returns
    -------
    islands.Explorer
        Three choices, eight states.
    """
    (reader, other), intents = case.sides, list(map(str, Intent))
    controls = [
        Choice("actual", f"Suppose {other} is in fact", intents),
        Choice("reading", f"{reader} reads it as", intents),
        Choice("policy", f"{reader} answers with", list(map(str, Policy))),
    ]
    return "Which scenario, and what follows?", controls, {}
