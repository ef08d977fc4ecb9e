"""The four scenarios, from two readings and two policies."""

from itertools import product

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, beside, line, say
from secdilemma.kit.signs import act, landing, river
from secdilemma.style import LARGE, TEXT
from secdilemma.theory import FAILING, Judgement, Outcome, Policy
from secdilemma.words import sentence

RISKS = {
    Outcome.PARADOX: "may frighten a peaceful state",
    Outcome.APPEASEMENT: "may give in to an offensive one",
}
"""The two risks in plain words; the sentences have the article’s terms."""


def small_crossing(
    ax: Axes, x: float, y: float, length: float, world: Judgement, *, width: float = 3
) -> Line2D:
    """Draw one world as a crossing: in fact at the right, how it is read and answered at the left.

    Where the reading is wrong, the line changes its colour, and a word says so.

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
    if world.reading is not world.actual:
        middle = (start[0] + end[0]) / 2
        line(ax, [middle, middle], [y - 0.09, y + 0.05], "ink", 2, zorder=4)
        say(ax, middle, y + 0.13, "wrong", weight=600)
    return landing(ax, start, end, world.actual, world.reading, width=width)


def _headline() -> str:
    risks = {world.policy: RISKS[world.outcome] for world in FAILING.values()}
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
        lines.append(small_crossing(ax, x + 0.12, y, 1.48, world))
        if world.policy is Policy.DETERRENCE:  # at the left: the head of the row
            say(ax, x, y + 0.38, f"read as {world.reading}", world.reading, weight=600, **left)
        say(ax, x, y - 0.4, world.scenario.capitalize(), size=LARGE, weight=600, **left)
        say(ax, x, y - 0.64, RISKS[world.outcome], **left)
        right = "a right reading, a wrong answer"
        fault = right if world.reading is world.actual else "a wrong reading"
        say(ax, x, y - 0.86, fault, "muted", **left)
    return lines


def describe_scenarios() -> str:
    """Say in words what `draw_scenarios` shows."""
    cells = "; ".join(
        f"{p.scenario.capitalize()}: read as {p.reading}, {p.policy}, {p.outcome} if it is in fact "
        f"{p.actual}, explained by {p.dilemma}"
        for p in FAILING.values()
    )
    return f"Four scenarios in a square of two readings and two policies. {cells}."
