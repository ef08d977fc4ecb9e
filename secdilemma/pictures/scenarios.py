"""The four scenarios, from two readings and two policies."""

from textwrap import fill

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, box, edge, say
from secdilemma.style import LARGE, TEXT
from secdilemma.theory import FAILING, Intent, Outcome, Policy, Scenario, judge
from secdilemma.words import listed, sentence

Cells = dict[Scenario, tuple[float, float, float, float]]


def grid(ax: Axes, base: float) -> Cells:
    """Head the square of reading and policy.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    base : float
        Inches below the lower row.

    Returns
    -------
    dict of Scenario to tuple
        Each cell as x, y, width, height in inches.
    """
    gutter, width, height, gap = 0.42, 2.14, 1.34, 0.1
    cells = {}
    for column, policy in enumerate(Policy):
        x = gutter + 0.06 + column * (width + gap)
        top = base + 2 * height + gap + 0.2
        say(ax, x + width / 2, top, policy, policy.value, weight=600, size=TEXT)
        for row, intent in enumerate(reversed(Intent)):
            y = base + row * (height + gap)
            cells[judge(intent, intent, policy).scenario] = (x, y, width, height)
            if not column:
                look: Look = {"weight": 600, "rotation": 90}
                middle = y + height / 2
                say(ax, gutter - 0.16, middle, f"read as\n{intent}", intent.value, **look)
    return cells


def _headline() -> str:
    risks = {
        policy: {world.outcome for world in FAILING.values() if world.policy is policy}
        for policy in Policy
    }
    each = [f"{p} risks {listed(sorted(map(_risk, ends)))}" for p, ends in risks.items()]
    return sentence("; ".join(each))


def _risk(outcome: Outcome) -> str:
    return outcome.removeprefix("risk of ").replace("security paradox", "the paradox")


@figure(3.3, _headline)
def draw_scenarios(ax: Axes, *, highlight: str | None = None) -> Artists:
    """Draw the article's Figure 2 anew: four scenarios from two readings and two policies.

    The reader should see that the left column risks the paradox and the right one appeasement, and
    that each column has one failure of interpretation and one of response.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    highlight : str, optional
        The name of a scenario to frame.

    Returns
    -------
    list of Artist
        One box per scenario, in the article's order.

    Raises
    ------
    ValueError
        If ``highlight`` is not a scenario.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Source: Kerstens and Noll (2017), the section on the four scenarios.
    """
    chosen = Scenario(highlight) if highlight else None
    cells = grid(ax, 0.06)
    boxes: Artists = []
    for scenario in Scenario:
        x, y, width, height = cells[scenario]
        world = FAILING[scenario]
        framed = edge(width=2.4) if scenario is chosen else {}
        boxes.append(box(ax, x, y, width, height, **framed))
        left = x + 0.13
        say(ax, left, y + height - 0.22, scenario.capitalize(), ha="left", size=LARGE, weight=600)
        risk = fill(world.outcome.value, 24)
        say(ax, left, y + height - 0.43, risk, ha="left", va="top")
        say(ax, left, y + 0.25, f"explained by\n{world.dilemma}", "muted", ha="left")
    return boxes


def describe_scenarios(*, highlight: str | None = None) -> str:
    """Say in words what `draw_scenarios` shows."""
    cells = "; ".join(
        f"{p.scenario.capitalize()}: read as {p.reading}, {p.policy}, {p.outcome}, explained by "
        f"{p.dilemma}"
        for p in FAILING.values()
    )
    framed = f" The {Scenario(highlight)} scenario is framed." if highlight else ""
    return f"Four scenarios in a square of two readings and two policies. {cells}.{framed}"
