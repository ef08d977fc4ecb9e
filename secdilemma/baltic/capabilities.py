"""Table 1 in pictures: what it says as ratios, and one row at a time."""

from math import log2

from matplotlib.axes import Axes

from islands import Choice, Slider
from secdilemma.baltic import table1
from secdilemma.baltic.table1 import MEASURES, YEARS, measured
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, bar, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import DOTTED, LARGE, TEXT, WIDTH
from secdilemma.words import count

STEPS = {1: "1986", 2: "2014", 3: "2014, without the United States"}
"""What arrives in the figure of ratios, step by step."""

COLUMNS = (*YEARS, "without_us")
"""The columns of `table1.ratios`, by step."""

SIGNS: dict[str, Sign] = {
    "1986": {"meaning": "reader", "size": 9, "hollow": True, "markeredgewidth": 2},
    "2014": {"meaning": "reader", "size": 10, "markeredgewidth": 2},
    "2014, without the US": {"mark": "D", "size": 8, "hollow": True, "markeredgewidth": 2},
}
"""The mark of each step, and what the key calls it."""

BEYOND = 0.16
"""Where what lies beyond the scale is marked, in inches: left of a break, at no ratio."""


def _turned(case: Case) -> str:
    """Return the row on which the balance turned most between the two years."""
    ratio = table1.ratios(case)
    return str((ratio[YEARS[1]] / ratio[YEARS[0]]).idxmax())


def _headline(case: Case, step: int = 3) -> str:
    thing = _turned(case)
    then, now, alone = table1.ratios(case).loc[thing, list(COLUMNS)].tolist()
    if step == 1:
        return f"In {YEARS[0]} the East had {1 / then:.1f} {thing} for each of NATO’s"
    today = f"NATO has {now:.1f} {thing} for each Russian one"
    if step == 2:
        return f"{today}; in {YEARS[0]} it had {then:.1f} for each of the East’s"
    return f"{today}; without the United States {alone:.1f}"


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
    table = table1.ratios(case)
    left, right = 0.55, WIDTH - 0.45
    scale = table[list(YEARS)].to_numpy()
    low, high = log2(min(0.35, 0.9 * scale.min())), log2(max(8, 1.1 * scale.max()))

    def place(ratio: float) -> float:
        if log2(ratio) < low:
            return BEYOND
        return left + (log2(ratio) - low) / (high - low) * (right - left)

    top, rows = 3.82, 3.48 / len(table)
    say(ax, place(1), 4.38, "parity", weight=600)
    say(ax, place(1) - 0.3, 4.38, "← adversary has more", "muted", ha="right")
    say(ax, place(1) + 0.3, 4.38, "NATO has more →", "muted", ha="left")
    for tick, words in ((1, "1 : 1"), (0.5, "1 : 2"), (2, "2 : 1"), (4, "4 : 1"), (8, "8 : 1")):
        meaning, width = ("ink", 1.2) if tick == 1 else ("rule", 0.8)
        line(ax, [place(tick)] * 2, [0.62, 4.22], meaning, width)
        say(ax, place(tick), 0.46, words, "muted")
    artists: Artists = []
    for number, (indicator, *values) in enumerate(table[list(COLUMNS)].itertuples()):
        y, name = top - number * rows, indicator.capitalize()
        then, now, alone = (place(values[min(n, step) - 1]) for n in STEPS)
        beyond = log2(values[2]) < low
        say(ax, 0.06, y + 0.2, name, ha="left", weight=600, ground="paper")
        way = f"{indicator}, way"
        artists.append(line(ax, [then, now], [y, y], "reader", 2.4, zorder=2, name=way))
        marks = zip((then, now, alone), SIGNS.values(), STEPS.items(), values, strict=True)
        for x, look, (n, words), value in marks:
            look = {**look, "mark": "<"} if n == 3 and beyond else look
            look = {**look, "size": 2} if n > step else look  # under the mark before it
            part = {"name": f"{indicator} {n}", "tip": f"{name}, {words}: {value:.2g} : 1"}
            artists.append(sign(ax, x, y, look, zorder=6 - n, **part))
        if step == 3 and beyond:
            _break(ax, alone, min(then, now), y)
            words = f"1 : {1 / values[2]:.0f}, off the scale"
            say(ax, 0.06, y - 0.21, words, ha="left", name=f"{indicator} beyond the scale")
    for x, (words, look) in list(zip((0.14, 0.9, 1.66), SIGNS.items(), strict=True))[:step]:
        key(ax, x, 0.14, {**look, "size": min(9, look["size"])}, words, gap=0.13)
    return artists


def _break(ax: Axes, start: float, end: float, y: float) -> None:
    """Draw a line that is broken in its middle, between a mark off the scale and one on it."""
    middle = (start + end) / 2
    for ends in ([start, middle - 0.04], [middle + 0.04, end]):
        line(ax, ends, [y, y], "ink", 1.2, linestyle=DOTTED, zorder=1)
    for x in (middle - 0.04, middle + 0.04):
        line(ax, [x - 0.03, x + 0.03], [y - 0.09, y + 0.09], "ink", 1.6)


def describe_ratios(*, case: Case, step: int = 3) -> str:
    """Say in words what `draw_ratios` shows."""
    ratio = table1.ratios(case)[COLUMNS[step - 1]]
    against = (
        f"NATO’s printed total divided by the East’s in {YEARS[0]}",
        f"NATO’s printed total divided by Russia’s in {YEARS[1]}",
        f"The same without the United States, for {YEARS[1]}",
    )[step - 1]
    rows = "; ".join(f"{name} {value:.2g}" for name, value in ratio.items())
    ahead = int((ratio > 1).sum())
    return (
        f"{_headline(case, step)}. {against}, on a logarithmic scale with parity marked: {rows}. "
        f"NATO is ahead on {count(ahead)} of {count(len(ratio))} rows."
    )


def _has_table(case: Case) -> bool:
    return case.has("table1.csv")


@explorer(draw_ratios, needs=_has_table)
def ratios(case: Case) -> Setup:
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
    return "From 1986 to 2014", [Slider("step", "Balance of", STEPS)], {"step": 3}


def _balance(case: Case, indicator: str, measure: str) -> str:
    year = YEARS[-1]
    ours, theirs = measured(case, year, indicator, "ratio").values
    strength = f"In {year} NATO has {ours / theirs:.2g} times Russia’s {indicator}"
    if measure in ("absolute", "ratio"):
        return strength
    ours, theirs = measured(case, year, indicator, measure).values
    words = "per head" if measure == "per head" else "without the US"
    return f"{strength}; {words} {ours / theirs:.2g} times"


def _scale(case: Case, indicator: str, measure: str) -> float:
    """Return the largest value that shares a scale: both years, and whatever has one unit."""
    rows, measures = [indicator], [measure]
    if measure == "ratio":  # a number without a unit: all rows compare
        rows = list(table1.described(case).rows)
    elif measure in ("absolute", "without us"):
        measures = ["absolute", "without us"]
    every = (measured(case, year, row, by) for year in YEARS for row in rows for by in measures)
    return max(max(one.values) for one in every) or 1


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
        row = measured(case, year, indicator, measure)
        say(ax, 0.06, base + 1.76, str(year), ha="left", size=TEXT, weight=600)
        say(ax, 0.55, base + 1.76, row.unit, "muted", ha="left")
        both = zip(("reader", "other"), row.names, row.values, row.words, strict=True)
        for y, (role, name, value, words) in zip((base + 0.86, base), both, strict=True):
            say(ax, 0.06, y + 0.49, name, role, ha="left", weight=600)
            length, part = 3.6 * value / most, f"{role} {year}"
            tip = f"{name}, {year}: {words} {row.unit}"
            bars.append(bar(ax, 0.06, y, max(0.02, length), 0.32, role, name=part, tip=tip))
            end: Look = {"ha": "left", "size": TEXT, "name": f"{part} in numbers"}
            say(ax, 0.06 + length + 0.1, y + 0.16, words, **end)
    return bars


def describe_balance(*, indicator: str, measure: str, case: Case) -> str:
    """Say in words what `draw_balance` shows."""
    rows = {year: measured(case, year, indicator, measure) for year in YEARS}
    each = "; ".join(
        f"{year}, {row.unit}: {row.names[0]} {row.words[0]}, {row.names[1]} {row.words[1]}"
        for year, row in rows.items()
    )
    caveats = dict.fromkeys(caveat for row in rows.values() for caveat in row.caveats)
    return f"{indicator.capitalize()}. {each}. {' '.join(caveats)}"


def _senseless(indicator: str, measure: str) -> str | None:
    itself = (indicator, measure) == ("population", "per head")
    return "a population has no share of itself" if itself else None


@explorer(draw_balance, needs=_has_table, unavailable=_senseless)
def balance(case: Case) -> Setup:
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
    rows = {indicator: indicator.capitalize() for indicator in table1.described(case).rows}
    indicator = Choice("indicator", "Row of Table 1", rows, many=True)
    measure = Choice("measure", "Measure", MEASURES)
    return "Who is stronger?", [indicator, measure], {"indicator": "tanks"}
