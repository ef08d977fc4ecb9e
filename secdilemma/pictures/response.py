"""The chain of misplaced suspicion, and where sensibility breaks it."""

from textwrap import fill

from matplotlib.axes import Axes

from islands import Choice, Slider, pick
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, arrow, line, say, strong, target
from secdilemma.kit.signs import SIDES, act, landing, river
from secdilemma.style import LARGE
from secdilemma.theory import PARADOX_CHAIN, Intent
from secdilemma.words import count

BREAKS = tuple(n for n, link in enumerate(PARADOX_CHAIN, start=1) if link.breaks)
"""The steps at which sensibility can break the chain: where one side reads the other."""

ASKED = "“Could they be afraid of us?”"


def _headline(step: int, broken: int) -> str:
    if broken and step >= broken:
        return f"Sensibility breaks the chain at step {count(broken)}"
    breaks, steps = count(len(BREAKS)), count(len(PARADOX_CHAIN))
    return f"{PARADOX_CHAIN[step - 1].text}; {breaks} of the {steps} steps can break the chain"


@figure(4.55, _headline, wide=4.0)
def draw_paradox_chain(ax: Axes, *, step: int, broken: int, wide: bool = False) -> Artists:
    """Draw the chain of misplaced suspicion up to one step, or to where sensibility breaks it.

    The reader should see that the sides read and arm in turn, that the chain feeds itself, so that
    it runs again, and that it breaks where somebody reads otherwise. Pressing a reading breaks it
    there, and pressing it again lets the chain go on.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; time runs downwards.
    step : int
        1 to 6.
    broken : int
        The step at which sensibility breaks the chain, or 0.
    wide : bool
        Whether the sheet is that of a wide page.

    Returns
    -------
    list of Artist
        What is reached, a line for a reading and a mark for an act, then the loop if there is one.

    Notes
    -----
    Source: Kerstens and Noll (2017), the section on the dilemma of response; marking the breaking
    points is this book's reading of what they say about sensibility.
    """
    banks, top, fall, room, reach = (4.3, 8.2), 3.6, 0.98, 60, 3.6
    if not wide:
        banks, top, fall, room, reach = (1.66, 3.24), 4.2, 1.12, 17, 1.55
    end = min(step, broken or step)
    river(ax, banks[0] + 0.3, top - 3.1 * fall, banks[1] - banks[0] - 0.6, 3.2 * fall)
    for x, side, name in zip(banks, SIDES, "AB", strict=True):
        say(ax, x, top + 0.3, name, side, weight=600, size=LARGE)
    act(ax, banks[1], top, "other", armed=False)
    artists: Artists = []
    for number, link in enumerate(PARADOX_CHAIN[:-1], start=1):
        at_b, reads, reached = number in (3, 4), link.breaks, number <= end
        out, asked = 1 if at_b else -1, reached and number == broken
        x, y = banks[at_b], top - fall * ((number + 1) // 2)
        (left, above), inner = (banks[not at_b], y + fall), x - 0.25 * out
        if reads and reached:
            reading = Intent.DEFENSIVE if asked else Intent.OFFENSIVE
            sight = landing(ax, (left, above), (inner, y), SIDES[not at_b], reading, width=2.2)
            artists.append(sight)
            act(ax, x, y, SIDES[at_b], armed=number == len(PARADOX_CHAIN) - 1)
        elif reads:
            line(ax, [left, inner], [above, y], "rule", 1)
        elif reached:
            artists.append(act(ax, x, y, SIDES[at_b], armed=True))
        words = fill(ASKED if asked else f"{number}. {link.text}", room)
        look: Look = {"ha": "left" if at_b else "right", "va": "bottom" if reads else "top"}
        look |= {"meaning": "ink" if reached else "muted", "weight": 600 if number == end else 400}
        say(ax, x + 0.28 * out, y + (0.04 if reads else -0.04), words, **look)
        to: Look = {"step": max(step, number) if reads else number}
        edge, foot = min(x - 0.3 * out, x + reach * out), y if reads else y - 0.6
        to |= {"broken": 0 if broken == number else number} if reads else {}
        target(ax, edge, foot, reach + 0.3, 0.6, f"step {number}", **to)
        if reads:
            unseen = line(ax, [left, inner], [above, y], "paper", 26, alpha=0.01, zorder=9)
            pick(unseen, f"crossing {number}", **to)
    last, here = len(PARADOX_CHAIN), end == len(PARADOX_CHAIN)
    end_of_all = say(ax, sum(banks) / 2, 0.2, f"{last}. {PARADOX_CHAIN[-1].text}", **strong(here))
    pick(end_of_all, f"step {last}", step=last)
    if step >= last - 1 and not broken:
        low, high = (banks[0], top - 3 * fall + 0.12), (banks[0], top - fall - 0.12)
        artists.append(arrow(ax, low, high, "ink", name="loop"))
    return artists


def describe_paradox_chain(*, step: int, broken: int) -> str:
    """Say in words what `draw_paradox_chain` shows."""
    text = PARADOX_CHAIN[min(step, broken or step) - 1].text
    if broken and step >= broken:
        later = f" Step {step} is never reached." * (step > broken)
        return (
            f"Step {broken}: instead of “{text}” somebody asks whether the other could be afraid. "
            f"The chain breaks here.{later} That it can is this book’s inference."
        )
    awaits = f" Here the chain is to be broken at step {broken}." if broken else ""
    loop = " The fifth step feeds the second, so that the chain can run again." * (step >= 5)
    end = " Neither side wanted this: it is the security paradox." * (step == len(PARADOX_CHAIN))
    return f"Step {step} of {len(PARADOX_CHAIN)}: {text}.{end}{awaits}{loop}"


@explorer(draw_paradox_chain)
def paradox_chain() -> Setup:
    """Step through the chain, and break it.

    Returns
    -------
    islands.Explorer
        The step, and where sensibility breaks in: no step behind that is reached. It opens at the
        first.
    """
    steps = {n: f"step {n}" for n in range(1, len(PARADOX_CHAIN) + 1)}
    breaks = {0: "nowhere"} | {n: f"at step {n}" for n in BREAKS}
    broken = Choice("broken", "Sensibility breaks the chain", breaks)
    controls = [Slider("step", "Step", steps), broken]
    return "Step through the paradox", controls, {}
