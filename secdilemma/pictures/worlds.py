"""The eight worlds, and which of them follows from a reading and a policy."""

from textwrap import fill

from matplotlib.axes import Axes

from islands import Choice
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, box, edge, say
from secdilemma.style import WIDTH
from secdilemma.theory import Intent, Judgement, Policy, judge, worlds
from secdilemma.words import count

DASHES = (0, (4, 3))
"""The edge of what is inferred and not stated."""


def _headline(actual: str, reading: str, policy: str) -> str:
    fails = judge(actual, reading, policy).outcome.fails
    many = sum(world.outcome.fails == fails for world in worlds())
    of_all = f"{count(many)} of {count(len(worlds()))} worlds {'fail' if fails else 'fit'}"
    return f"{of_all.capitalize()}, this one among them: {policy} if the other is {actual}"


@figure(4.15, _headline)
def draw_worlds(ax: Axes, *, actual: str, reading: str, policy: str) -> Artists:
    """Draw the eight worlds: each scenario once where it fails and once where it fits.

    The reader should see that reading and policy name the scenario, a row, that the actual intent
    names the column, and that each row has one world that fails and one that fits.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actual, reading, policy : str
        The world that is framed, as `secdilemma.theory.judge` takes it.

    Returns
    -------
    list of Artist
        Two boxes for each row; solid where the article states the world, dashed where inferred.

    Notes
    -----
    Source: Kerstens and Noll (2017) for the failing worlds; the other four are inferred.
    """
    columns = {Intent.DEFENSIVE: 1.34, Intent.OFFENSIVE: 3.14}
    width, height, chosen = 1.7, 0.74, judge(actual, reading, policy)
    for intent, x in columns.items():
        say(ax, x + width / 2, 3.92, f"if in fact {intent}", intent.value, weight=600)
    boxes: Artists = []
    for number, world in enumerate(worlds()):
        y = 2.96 - number // 2 * (height + 0.12)
        x, middle = columns[world.actual], y + height / 2
        if not number % 2:
            left: Look = {"ha": "left"}
            bold = 600 if world.scenario is chosen.scenario else 400
            say(ax, 0.02, middle + 0.22, world.scenario.capitalize(), weight=bold, **left)
            say(ax, 0.02, middle, f"read as {world.reading}", world.reading.value, **left)
            say(ax, 0.02, middle - 0.22, world.policy, world.policy.value, **left)
        fails = world.outcome.fails
        look: Look = {} if fails else {"facecolor": "none", **edge("rule", 1.2, DASHES)}
        if world == chosen:
            look |= edge("ink", 2.2, "-" if fails else DASHES)
        boxes.append(box(ax, x, y, width, height, name=f"world {number}", **look))
        words: Look = {"weight": 600 if world == chosen else 400}
        words |= {"meaning": "ink" if fails else "muted", "name": f"outcome {number}"}
        say(ax, x + width / 2, middle, _verdict(world), **words)
    note = "filled: stated by the article    dashed: inferred"
    say(ax, WIDTH / 2, 0.14, note, "muted", style="italic")
    return boxes


def _verdict(world: Judgement) -> str:
    if not world.outcome.fails:
        return fill(world.outcome.value, 20)
    risk = world.outcome.removeprefix("risk of ").replace("security ", "").split(" and")[0]
    return f"risk: {risk}\n({world.dilemma})"


def describe_worlds(*, actual: str, reading: str, policy: str, case: Case) -> str:
    """Say in words what `draw_worlds` shows."""
    world = judge(actual, reading, policy)
    stated = "The article states this" if world.basis == "article" else "This is inferred"
    right = "rightly" if world.reading is world.actual else "wrongly"
    explained = f", explained by the dilemma of {world.dilemma}" if world.dilemma else ""
    reader, other = case.sides
    return (
        f"The {world.scenario} scenario: {world.outcome}{explained}. {reader} reads {other} as "
        f"{reading} and answers with {policy}; if {other} is in fact {actual}, it has read "
        f"{right}. {stated}."
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
