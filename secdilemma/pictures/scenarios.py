"""The four scenarios, from two readings and two policies."""

from itertools import product
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, beside, say
from secdilemma.kit.signs import act, landing, river
from secdilemma.style import LARGE, TEXT
from secdilemma.theory import FAILING, Judgement, Policy
from secdilemma.words import sentence


def small_crossing(
    ax: Axes, x: float, y: float, length: float, world: Judgement, *, width: float = 1.6
) -> Line2D:
    """Draw one world as a crossing: in fact at the right, how it is read and answered at the left.

    The line has two colours where the reading is wrong.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y, length : float
        The place of the answer, and how far from it the other's bank lies, in inches.
    world : Judgement
        What is drawn.
    width : float
        Of its line, in points.

    Returns
    -------
    matplotlib.lines.Line2D
        The line as it arrives.
    """
    river(ax, x + 0.42, y - 0.2, length - 0.55, 0.4)
    beside(ax, x + length, y, f"in fact\n{world.actual}", world.actual, gap=0.06)
    act(ax, x, y, "reader", armed=world.policy is Policy.DETERRENCE)
    start, end = (x + length, y), (x + 0.25, y)
    return landing(ax, start, end, world.actual, world.reading, width=width)


def verdict_on(world: Judgement) -> str:
    """Say in a few words what follows in one world, after the name of its policy or without.

    Parameters
    ----------
    world : Judgement
        One of the eight.

    Returns
    -------
    str
        Such as ``risks the paradox`` or ``deterrence fits``.
    """
    return world.outcome.replace("risk of security", "risks the").replace("risk of", "risks")


def _headline() -> str:
    risks = {world.policy: verdict_on(world) for world in FAILING.values()}
    return sentence("; ".join(f"{policy} {risk}" for policy, risk in risks.items()))


@figure(3.8, _headline)
def draw_scenarios(ax: Axes) -> Artists:
    """Draw the article's Figure 2 anew: each scenario in the world in which it goes wrong.

    The reader should see that the left column risks the paradox and the right one appeasement, and
    that each column has one failure of interpretation, a line of two colours, and one of response.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        One line per scenario as it arrives, column by column: in the article's order.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Source: Kerstens and Noll (2017), the section on the four scenarios.
    """
    lines: Artists = []
    left: Look = {"ha": "left"}
    for x, policy in zip((0.08, 2.56), Policy, strict=True):
        say(ax, x, 3.68, policy, policy, weight=600, size=TEXT, **left)
    places = product((0.08, 2.56), (2.93, 1.15))  # column by column, as the article orders them
    for (x, y), world in zip(places, FAILING.values(), strict=True):
        risk = fill(world.outcome.value, 24)
        lines.append(small_crossing(ax, x + 0.12, y, 1.48, world))
        say(ax, x, y + 0.36, f"read as {world.reading}", world.reading, **left)
        say(ax, x, y - 0.4, world.scenario.capitalize(), size=LARGE, weight=600, **left)
        say(ax, x, y - 0.53, risk, va="top", **left)
        below = y - 0.83 - 0.2 * risk.count("\n")
        say(ax, x, below, f"explained by {world.dilemma}", "muted", **left)
    return lines


def describe_scenarios() -> str:
    """Say in words what `draw_scenarios` shows."""
    cells = "; ".join(
        f"{p.scenario.capitalize()}: read as {p.reading}, {p.policy}, {p.outcome} if it is in fact "
        f"{p.actual}, explained by {p.dilemma}"
        for p in FAILING.values()
    )
    return f"Four scenarios in a square of two readings and two policies. {cells}."
