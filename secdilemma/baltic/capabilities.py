"""Table 1 in pictures: what it says as ratios, and one row at a time."""

from math import log2

from matplotlib.axes import Axes

from islands import Choice, Explorer, halo, part
from secdilemma.baltic.table1 import MEASURES, YEARS, described, measured, ratios
from secdilemma.case import Case
from secdilemma.pictures.sheet import Artists, bar, dot, explorer, line, say, sheet
from secdilemma.style import LARGE, TEXT, WIDTH


@sheet(4.35)
def draw_ratios(ax: Axes, *, case: Case) -> Artists:
    """Draw NATO's strength as a ratio to its adversary's, in 1986 and in 2014.

    The reader should see almost every indicator cross from the adversary's side of parity to
    NATO's between the two years, and the nuclear one stay put.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a Table 1.

    Returns
    -------
    list of Artist
        For each indicator its line, then its two marks: open for 1986, filled for 2014.

    Notes
    -----
    Logarithmic scale. Source: computed from Table 1 of Kerstens and Noll (2017), as printed.
    """
    found = ratios(case)
    left, right = 0.55, WIDTH - 0.45
    shown = found[list(YEARS)].to_numpy()
    low, high = log2(min(0.35, 0.9 * shown.min())), log2(max(8, 1.1 * shown.max()))

    def place(ratio: float) -> float:
        return left + (log2(ratio) - low) / (high - low) * (right - left)

    top, step = 3.62, 3.48 / len(found)
    line(ax, [place(1)] * 2, [0.42, 4.02], "ink")
    say(ax, place(1), 4.18, "parity", weight=600)
    say(ax, place(1) - 0.3, 4.18, "← adversary has more", "muted", ha="right")
    say(ax, place(1) + 0.3, 4.18, "NATO has more →", "muted", ha="left")
    for tick in (0.5, 2, 4, 8):
        line(ax, [place(tick)] * 2, [0.42, 4.02], "rule", 0.8)
    for tick, words in ((0.5, "1 : 2"), (1, "1 : 1"), (2, "2 : 1"), (4, "4 : 1"), (8, "8 : 1")):
        say(ax, place(tick), 0.26, words, "muted")
    artists: Artists = []
    for number, indicator in enumerate(found.index):
        y = top - number * step
        then, now = (place(float(found.at[indicator, year])) for year in YEARS)
        name = say(ax, 0.06, y + 0.2, indicator.capitalize(), ha="left", weight=600)
        halo(name, "paper")
        artists.append(line(ax, [then, now], [y, y], "reader", 2.4, zorder=2))
        artists.append(dot(ax, then, y, "reader", 9, hollow=True, markeredgewidth=2, zorder=3))
        artists.append(dot(ax, now, y, "reader", 10, zorder=4))
        if not number:
            for x, year in zip((then, now), YEARS, strict=True):
                say(ax, x, y - 0.2, str(year), "reader")
    return artists


def describe_ratios(*, case: Case) -> str:
    """Say in words what `draw_ratios` shows."""
    found = ratios(case)
    parts = "; ".join(
        f"{indicator} {found.at[indicator, 1986]:.1f} then, {found.at[indicator, 2014]:.1f} now"
        for indicator in found.index
    )
    return (
        "NATO’s printed total divided by the East’s in 1986 and by Russia’s in 2014, on a "
        f"logarithmic scale with parity marked: {parts}."
    )


def _scale(case: Case, indicator: str, measure: str) -> float:
    """Return the largest value that shares a scale: both years, and whatever has one unit."""
    rows, measures = [indicator], [measure]
    if measure == "ratio":  # a number without a unit: all rows compare
        rows = list(described(case).rows)
    elif measure in ("absolute", "without us"):
        measures = ["absolute", "without us"]
    found = (measured(case, year, row, by) for year in YEARS for row in rows for by in measures)
    return max(max(one.values) for one in found) or 1


@sheet(4.5)
def draw_balance(ax: Axes, *, indicator: str, measure: str, case: Case) -> Artists:
    """Draw one row of Table 1 as two bars for each year, by the measure chosen.

    The reader should see how much the answer to "who is stronger" depends on the measure, and how
    far it has changed between the two years, all on one scale.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    indicator, measure : str
        As `secdilemma.baltic.table1.measured` takes them.
    case : Case
        With a Table 1.

    Returns
    -------
    list of Artist
        The bars of NATO and of its adversary, first of 1986, then of 2014.

    Notes
    -----
    Source: Kerstens and Noll (2017), Table 1, which names no source.
    """
    say(ax, 0.06, 4.28, indicator.capitalize(), ha="left", size=LARGE, weight=600)
    bars: Artists = []
    most = _scale(case, indicator, measure)
    for base, year in zip((2.22, 0.12), YEARS, strict=True):
        found = measured(case, year, indicator, measure)
        say(ax, 0.06, base + 1.76, str(year), ha="left", size=TEXT, weight=600)
        say(ax, 0.55, base + 1.76, found.unit, "muted", ha="left")
        drawn = zip(("reader", "other"), found.names, found.values, found.words, strict=True)
        for y, (role, name, value, words) in zip((base + 0.86, base), drawn, strict=True):
            say(ax, 0.06, y + 0.49, name, role, ha="left", weight=600)
            length = 3.6 * value / most
            shown = bar(ax, 0.06, y, max(0.02, length), 0.32, role)
            bars.append(part(shown, f"{role} {year}", f"{name}, {year}: {words} {found.unit}"))
            number = say(ax, 0.06 + length + 0.1, y + 0.16, words, ha="left", size=TEXT)
            part(number, f"{role} {year} in numbers")
    return bars


def describe_balance(*, indicator: str, measure: str, case: Case) -> str:
    """Say in words what `draw_balance` shows."""
    told, caveats = [], []
    for year in YEARS:
        found = measured(case, year, indicator, measure)
        (one, other), (first, second) = found.names, found.words
        told.append(f"{year}, {found.unit}: {one} {first}, {other} {second}")
        caveats += [caveat for caveat in found.caveats if caveat not in caveats]
    return f"{indicator.capitalize()}. {'; '.join(told)}. {' '.join(caveats)}"


def balance(case: Case) -> Explorer:
    """Ask who is stronger, by row and by measure.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    islands.Explorer
        Row and measure; both years are always in view.
    """
    counted = {indicator: indicator.capitalize() for indicator in described(case).rows}

    def senseless(indicator: str, measure: str) -> str | None:
        whole = (indicator, measure) == ("population", "per head")
        return "a population has no share of itself" if whole else None

    return explorer(
        "balance",
        "Who is stronger?",
        [
            Choice("indicator", "Row of Table 1", counted, many=True),
            Choice("measure", "Measure", MEASURES),
        ],
        draw_balance,
        describe_balance,
        {"indicator": "tanks"},
        case=case,
        unavailable=senseless,
    )
