"""The verdict: a band between scenarios, the article's and the reader's own."""

from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from islands import Slider, handle
from secdilemma.case import Case
from secdilemma.data import labels_of, named
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, box, say
from secdilemma.pictures.scenarios import Cells, grid
from secdilemma.style import LARGE, TEXT
from secdilemma.theory import Scenario

LONG, HIGH = 1.9, 0.46
"""The size of a band, in inches."""


def _corner(cells: Cells, across: int, row: int) -> tuple[float, float]:
    """Place a band on the square of scenarios: columns run from 0 to 4, rows from 0 to 3."""
    left, low, *_ = cells[Scenario.REALIST]
    # only the outer two lie inside a row
    return left + 0.14 + across * 0.55, low + (1.84, 1.24, 1.08, 0.44)[row]


def _band(ax: Axes, x: float, y: float, words: str) -> FancyBboxPatch:
    """Draw a band with its name."""
    bold: Look = {"weight": 600, "size": TEXT, "name": "name of the band"}
    say(ax, x + LONG / 2, y + HIGH / 2, words, "paper", **bold)
    return box(ax, x, y, LONG, HIGH, "reader", radius=HIGH / 2, name="band")


def _near(case: Case, reading: str, mix: str) -> bool:
    """Tell whether a place is that of the article's verdict."""
    return reading in case.verdict.readings and mix in case.verdict.mixes


def _headline(case: Case, reading: str, mix: str) -> str:
    reader, (one, other) = case.sides[0], case.between
    if _near(case, reading, mix):
        return f"{reader}’s conduct lies between the {one} and the {other} scenario"
    row, column = _cell_of(case, reading, mix)
    return f"Yours: {row}, {column}"


@figure(5.2, _headline)
def draw_placement(ax: Axes, *, reading: str, mix: str, case: Case) -> Artists:
    """Draw a band on Figure 2 for a graded reading and a mix of policies, with the evidence.

    The reader should see that in-between readings and mixes give bands that no cell contains, and
    which claims of the article speak for and against each.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    reading : str
        A key of the case's readings.
    mix : str
        A key of the case's mixes.
    case : Case
        With readings, mixes and claims.

    Returns
    -------
    list of Artist
        The band.

    Notes
    -----
    The placement is this book's, on the scheme of Kerstens and Noll (2017).
    """
    base, labels = 1.9, labels_of(case)
    cells = grid(ax, base)
    spoken = ((0.06, "reading", case.readings[reading]), (2.5, "policy", case.mixes[mix]))
    for x, about, claims in spoken:
        say(ax, x, base - 0.26, f"for (+) and against (−) this {about}", "muted", ha="left")
        signs = [(sign, key) for sign, keys in zip("+−", claims, strict=True) for key in keys]
        words = "\n".join(
            fill(f"{sign} {key}: {labels[key]}", 31, subsequent_indent="   ") for sign, key in signs
        )
        say(ax, x, base - 0.42, words, ha="left", va="top")
    for scenario, (x, y, width, height) in cells.items():
        box(ax, x, y, width, height)
        upper = y > cells[Scenario.REALIST][1]
        name = y + (height - 0.22 if upper else 0.22)
        say(ax, x + width / 2, name, scenario.capitalize(), "muted", size=LARGE)
    say(ax, 0.06, 0.12, "the band’s width is drawn, not measured", "muted", ha="left")
    across, row = list(case.mixes).index(mix), list(case.readings).index(reading)
    x, y = _corner(cells, across, row)
    rows = (_corner(cells, across, number) for number in range(len(case.readings)))
    ends = {one: (x, at + HIGH / 2) for one, (_, at) in zip(case.readings, rows, strict=True)}
    handle(ax, "reading", ends)
    columns = (_corner(cells, number, row) for number in range(len(case.mixes)))
    ends = {
        one: (at + LONG, y + HIGH / 2) for one, (at, _) in zip(case.mixes, columns, strict=True)
    }
    handle(ax, "mix", ends)
    return [_band(ax, x, y, f"{case.sides[0]}’s conduct")]


_ROWS = (
    "in the defensive row",
    "across the border of the rows, most of it above",
    "across the border of the rows, most of it below",
    "in the offensive row",
)
_COLUMNS = (
    "at the side of deterrence",
    "leaning to deterrence",
    "across both columns",
    "leaning to reassurance",
    "at the side of reassurance",
)


def _cell_of(case: Case, reading: str, mix: str) -> tuple[str, str]:
    """Say in which row and in which column a band lies."""
    return _ROWS[list(case.readings).index(reading)], _COLUMNS[list(case.mixes).index(mix)]


def describe_placement(*, reading: str, mix: str, case: Case) -> str:
    """Say in words what `draw_placement` shows."""
    row, column = _cell_of(case, reading, mix)
    evidence = []
    for name, claims in (("the reading", case.readings[reading]), ("the mix", case.mixes[mix])):
        speaks, against = (named(case, keys) for keys in claims)
        objection = f"; against it: {against}" if against else ""
        evidence.append(f"For {name}: {speaks or 'no claim'}{objection}")
    near = _near(case, reading, mix)
    between = " and the ".join(case.between)
    article = f", where the article puts it too, between the {between}" if near else ""
    return (
        f"{case.sides[0]}’s conduct lies {row}, {column}{article}. So it is with {case.sides[1]} "
        f"read as {reading} and the policy “{mix}”; place and width of the band are ours. "
        f"{'. '.join(evidence)}."
    )


@explorer(draw_placement, needs=lambda case: case.verdict.readings and case.verdict.mixes)
def verdict(case: Case) -> Setup:
    """Place the reading side yourself.

    Parameters
    ----------
    case : Case
        With readings, mixes and claims.

    Returns
    -------
    islands.Explorer
        Two sliders; it opens with the verdict of the article.
    """
    (reader, other), near = case.sides, case.verdict
    reading = Slider("reading", f"{reader} reads {other} as", list(case.readings))
    mix = Slider("mix", f"{reader}’s policy is", list(case.mixes))
    default = {"reading": near.readings[-1], "mix": near.mixes[0]}
    return f"Place {reader} yourself", [reading, mix], default
