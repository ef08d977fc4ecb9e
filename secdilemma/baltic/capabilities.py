"""Table 1 in pictures: what it says as ratios, and one row at a time."""

from math import log2
from typing import Any

from matplotlib.axes import Axes

from islands import Choice, Explorer, Slider, halo, part
from secdilemma.baltic.table1 import MEASURES, YEARS, described, measured, ratios
from secdilemma.case import Case
from secdilemma.kit.figure import explorer, figure
from secdilemma.kit.shapes import Artists, bar, dot, line, say
from secdilemma.style import DOTTED, LARGE, TEXT, WIDTH
from secdilemma.words import count

STEPS = {1: "1986", 2: "2014", 3: "2014, without the United States"}
"""What arrives in the figure of ratios, step by step."""

COLUMNS = (*YEARS, "without_us")
"""The columns of `ratios`, by step."""

BEYOND = 0.16
"""Where what lies beyond the scale is marked, in inches: left of a break, at no ratio."""


def _turned(case: Case) -> str:
    """Return the row on which the balance turned most between the two years."""
    found = ratios(case)
    return str((found[YEARS[1]] / found[YEARS[0]]).idxmax())


def _headline(case: Case, step: int = 3) -> str:
    thing = _turned(case)
    then, now, alone = (float(ratios(case).at[thing, column]) for column in COLUMNS)
    if step == 1:
        return f"In {YEARS[0]} the East had {1 / then:.1f} {thing} for each of NATO’s"
    told = f"NATO has {now:.1f} {thing} for each Russian one"
    if step == 2:
        return f"{told}; in {YEARS[0]} it had {then:.1f} for each of the East’s"
    return f"{told}; without the United States {alone:.1f}"


@figure(4.55, _headline)
def draw_ratios(ax: Axes, *, case: Case, step: int = 3) -> Artists:
    """Draw NATO's strength as a ratio to its adversary's: in 1986, in 2014, and without the US.

    The reader should see almost every indicator cross from the adversary's side of parity to
    NATO's between the two years, the nuclear one stay put, and how much of it is American.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a Table 1.
    step : int
        A key of `STEPS`; what has not arrived yet waits under the mark before it.

    Returns
    -------
    list of Artist
        For each indicator its line, then its three marks: open for 1986, filled for 2014, a
        diamond for 2014 without the United States, or a head that points off the scale.

    Notes
    -----
    Logarithmic scale. Source: computed from Table 1 of Kerstens and Noll (2017), as printed.
    """
    found = ratios(case)
    left, right = 0.55, WIDTH - 0.45
    shown = found[list(YEARS)].to_numpy()
    low, high = log2(min(0.35, 0.9 * shown.min())), log2(max(8, 1.1 * shown.max()))

    def place(ratio: float) -> float:
        if log2(ratio) < low:
            return BEYOND
        return left + (log2(ratio) - low) / (high - low) * (right - left)

    top, rows = 3.82, 3.48 / len(found)
    line(ax, [place(1)] * 2, [0.62, 4.22], "ink")
    say(ax, place(1), 4.38, "parity", weight=600)
    say(ax, place(1) - 0.3, 4.38, "← adversary has more", "muted", ha="right")
    say(ax, place(1) + 0.3, 4.38, "NATO has more →", "muted", ha="left")
    for tick in (0.5, 2, 4, 8):
        line(ax, [place(tick)] * 2, [0.62, 4.22], "rule", 0.8)
    for tick, words in ((0.5, "1 : 2"), (1, "1 : 1"), (2, "2 : 1"), (4, "4 : 1"), (8, "8 : 1")):
        say(ax, place(tick), 0.46, words, "muted")
    artists: Artists = []
    for number, indicator in enumerate(found.index):
        y = top - number * rows
        values = [float(found.at[indicator, column]) for column in COLUMNS]
        then, now, alone = (place(values[min(n, step) - 1]) for n in STEPS)
        name = say(ax, 0.06, y + 0.2, indicator.capitalize(), ha="left", weight=600)
        halo(name, "paper")
        told = [f"{indicator.capitalize()}, {words}: {value:.2g} : 1"
                for value, words in zip(values, STEPS.values(), strict=True)]  # fmt: skip
        looks: tuple[dict[str, Any], ...] = (
            {"size": 9, "hollow": True, "zorder": 5},
            {"size": 10, "zorder": 4},
            {"size": 8, "mark": "D", "meaning": "ink", "hollow": True, "zorder": 3},
        )
        if log2(values[2]) < low:
            looks[2]["mark"] = "<"
        way = line(ax, [then, now], [y, y], "reader", 2.4, zorder=2)
        artists.append(part(way, f"{indicator}, way"))
        for x, look, words, n in zip((then, now, alone), looks, told, STEPS, strict=True):
            hidden = {"size": 2} if n > step else {}  # under the mark before it
            mark = dot(ax, x, y, **{"meaning": "reader", "markeredgewidth": 2, **look, **hidden})
            artists.append(part(mark, f"{indicator} {n}", words))
        if step == 3 and log2(values[2]) < low:
            _break(ax, alone, min(then, now), y)
            beyond = say(ax, 0.06, y - 0.21, f"1 : {1 / values[2]:.0f}, off the scale", ha="left")
            part(beyond, f"{indicator} beyond the scale")
    _key(ax, step)
    return artists


def _break(ax: Axes, start: float, end: float, y: float) -> None:
    """Draw a line that is broken in its middle, between a mark off the scale and one on it."""
    middle = (start + end) / 2
    for ends in ([start, middle - 0.04], [middle + 0.04, end]):
        line(ax, ends, [y, y], "ink", 1.2, linestyle=DOTTED, zorder=1)
    for x in (middle - 0.04, middle + 0.04):
        line(ax, [x - 0.03, x + 0.03], [y - 0.09, y + 0.09], "ink", 1.6)


def _key(ax: Axes, step: int) -> None:
    """Say under the figure which mark stands for what, of those that have arrived."""
    signs: dict[str, dict[str, Any]] = {
        str(YEARS[0]): {"hollow": True},
        str(YEARS[1]): {},
        "2014, without the US": {"mark": "D", "meaning": "ink", "hollow": True, "size": 8},
    }
    for x, (words, look) in list(zip((0.14, 0.9, 1.66), signs.items(), strict=True))[:step]:
        dot(ax, x, 0.14, **{"meaning": "reader", "size": 9, "markeredgewidth": 2, **look})
        say(ax, x + 0.13, 0.14, words, "muted", ha="left")


def describe_ratios(*, case: Case, step: int = 3) -> str:
    """Say in words what `draw_ratios` shows."""
    found = ratios(case)
    column = COLUMNS[step - 1]
    against = (
        f"NATO’s printed total divided by the East’s in {YEARS[0]}",
        f"NATO’s printed total divided by Russia’s in {YEARS[1]}",
        f"The same without the United States, for {YEARS[1]}",
    )[step - 1]
    told = "; ".join(f"{name} {found.at[name, column]:.2g}" for name in found.index)
    ahead = int((found[column] > 1).sum())
    return (
        f"{_headline(case, step)}. {against}, on a logarithmic scale with parity marked: {told}. "
        f"NATO is ahead on {count(ahead)} of {count(len(found))} rows."
    )


def ratio_steps(case: Case) -> Explorer:
    """Go from the balance of 1986 to that of 2014, and take the United States away.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    islands.Explorer
        One slider; it opens with the whole figure.
    """
    return explorer(
        "ratios",
        "From 1986 to 2014",
        [Slider("step", "Balance of", STEPS)],
        draw_ratios,
        describe_ratios,
        {"step": 3},
        case=case,
    )


def _balance(case: Case, indicator: str, measure: str) -> str:
    year = YEARS[-1]
    ours, theirs = measured(case, year, indicator, "ratio").values
    told = f"In {year} NATO has {ours / theirs:.2g} times Russia’s {indicator}"
    if measure in ("absolute", "ratio"):
        return told
    found = measured(case, year, indicator, measure)
    words = "per head" if measure == "per head" else "without the US"
    return f"{told}; {words} {found.values[0] / found.values[1]:.2g} times"


def _scale(case: Case, indicator: str, measure: str) -> float:
    """Return the largest value that shares a scale: both years, and whatever has one unit."""
    rows, measures = [indicator], [measure]
    if measure == "ratio":  # a number without a unit: all rows compare
        rows = list(described(case).rows)
    elif measure in ("absolute", "without us"):
        measures = ["absolute", "without us"]
    found = (measured(case, year, row, by) for year in YEARS for row in rows for by in measures)
    return max(max(one.values) for one in found) or 1


@figure(4.5, _balance)
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
