"""The verdict: a band between scenarios, the article's and the reader's own."""

from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from islands import Explorer, Slider, part
from secdilemma.case import Case
from secdilemma.data import labels_of, named
from secdilemma.pictures.scenarios import Cells, grid
from secdilemma.pictures.sheet import Artists, box, explorer, say, sheet, strong
from secdilemma.style import LARGE, TEXT, WIDTH
from secdilemma.theory import FAILING, Scenario


def _band(ax: Axes, cells: Cells, across: int, row: int, words: str) -> FancyBboxPatch:
    """Draw a band on the square of scenarios: its columns run from 0 to 4, its rows from 0 to 3."""
    left, low, *_ = cells[Scenario.REALIST]
    x, length = left + 0.14 + across * 0.55, 1.9
    y = low + (1.84, 1.24, 1.08, 0.44)[row]  # only the outer two lie inside a row
    band = box(ax, x, y, length, 0.46, "reader", radius=0.23)
    said = say(ax, x + length / 2, y + 0.23, words, "paper", weight=600, size=TEXT)
    part(said, "name of the band")
    return part(band, "band")


def _place(case: Case) -> tuple[int, int]:
    """Return column and row of the article's verdict, between two scenarios that fail alike."""
    near = case.verdict
    if not (near.mixes and near.readings):
        return 2, 3
    return list(case.mixes).index(near.mixes[0]), list(case.readings).index(near.readings[-1])


@sheet(3.62)
def draw_verdict(ax: Axes, *, case: Case) -> Artists:
    """Draw the place of the reading side as the authors see it: a band, never a point.

    The reader should see that the verdict lies in the offensive row and spans deterrence and
    reassurance, touching neither end.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        Whose conduct.

    Returns
    -------
    list of Artist
        The band, then its two scenario names.

    Notes
    -----
    The verdict is that of the case's article; placing it as a band on Figure 2 is this
    book's.
    """
    cells = grid(ax, 0.38)
    names: Artists = []
    for scenario, (x, y, width, height) in cells.items():
        between = scenario in case.between
        box(ax, x, y, width, height)
        words, top = scenario.capitalize(), y + height - 0.26
        said = say(ax, x + width / 2, top, words, size=LARGE, **strong(between))
        if between:
            names.append(said)
    band = _band(ax, cells, *_place(case), f"{case.sides[0]}’s conduct")
    told = "a band, never a point: width and ends are ours"
    say(ax, WIDTH / 2 + 0.2, 0.16, told, "muted", style="italic")
    return [band, *names]


def describe_verdict(*, case: Case) -> str:
    """Say in words what `draw_verdict` shows."""
    one, other = case.between
    return (
        f"The square of four scenarios. A band for {case.sides[0]}’s conduct lies in the row of "
        f"the {FAILING[one].reading} reading and stretches from inside the {one} scenario to "
        f"inside the {other} one, filling neither."
    )


@sheet(5.0)
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
    base, labels = 1.7, labels_of(case)
    cells = grid(ax, base)
    spoken = ((0.06, "reading", case.readings[reading]), (2.5, "policy", case.mixes[mix]))
    for x, about, claims in spoken:
        say(ax, x, base - 0.26, f"for (+) and against (−) this {about}", "muted", ha="left")
        signs = [(sign, key) for sign, keys in zip("+−", claims, strict=True) for key in keys]
        words = "\n".join(fill(f"{sign} {key}: {labels[key]}", 31) for sign, key in signs)
        say(ax, x, base - 0.42, words, ha="left", va="top", linespacing=1.25)
    for scenario, (x, y, width, height) in cells.items():
        box(ax, x, y, width, height)
        upper = y > cells[Scenario.REALIST][1]
        name = y + (height - 0.22 if upper else 0.22)
        say(ax, x + width / 2, name, scenario.capitalize(), "muted", size=LARGE)
    across, row = list(case.mixes).index(mix), list(case.readings).index(reading)
    return [_band(ax, cells, across, row, f"{case.sides[0]}’s conduct")]


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


def describe_placement(*, reading: str, mix: str, case: Case) -> str:
    """Say in words what `draw_placement` shows."""
    row = _ROWS[list(case.readings).index(reading)]
    column = _COLUMNS[list(case.mixes).index(mix)]
    told = []
    for name, claims in (("the reading", case.readings[reading]), ("the mix", case.mixes[mix])):
        speaks, against = (named(case, keys) for keys in claims)
        objection = f"; against it: {against}" if against else ""
        told.append(f"For {name}: {speaks or 'no claim'}{objection}")
    near = reading in case.verdict.readings and mix in case.verdict.mixes
    between = " and the ".join(case.between)
    article = f" The article’s own verdict, between the {between}, is hereabouts." if near else ""
    return (
        f"With {case.sides[1]} read as {reading} and the policy set to “{mix}”, the band lies "
        f"{row}, {column}; the placement is ours. {'. '.join(told)}.{article}"
    )


def verdict(case: Case) -> Explorer:
    """Place the reading side yourself.

    Parameters
    ----------
    case : Case
        With readings, mixes and claims.

    Returns
    -------
    islands.Explorer
        Two sliders; it opens with the band where `draw_verdict` has it.
    """
    (reader, other), near = case.sides, case.verdict
    return explorer(
        "verdict",
        f"Place {reader} yourself",
        [
            Slider("reading", f"{reader} reads {other} as", list(case.readings)),
            Slider("mix", f"{reader}’s policy is", list(case.mixes)),
        ],
        draw_placement,
        describe_placement,
        {"reading": near.readings[-1], "mix": near.mixes[0]},
        case=case,
    )
