"""Table 1 in pictures: what it says as ratios, and one row at a time."""

from math import log2

from matplotlib.axes import Axes

from islands import Choice, Slider
from secdilemma import table1
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, bar, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import DOTTED, LARGE, TEXT, WIDTH
from secdilemma.table1 import described, measured, measures
from secdilemma.words import count

BEFORE: Sign = {"meaning": "reader", "size": 9, "hollow": True, "markeredgewidth": 2}
LAST: Sign = {"meaning": "reader", "size": 10, "markeredgewidth": 2}
WITHOUT: Sign = {"mark": "D", "size": 8, "hollow": True, "markeredgewidth": 2}
"""The marks of the years before the last, of the last, and of the last without an actor."""

BEYOND = 0.16
"""Where what lies beyond the scale is marked, in inches: left of a break, at no ratio."""


def steps(case: Case) -> dict[int, str]:
    """Return what arrives in the figure of ratios, step by step.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    dict of int to str
        Words by step from 1: the years, then the last one without an actor, where there is one.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> steps(load_case("baltic"))
    {1: '1986', 2: '2014', 3: '2014, without the United States'}
    """
    layout = described(case)
    words = [str(year) for year in layout.years]
    words += [f"{max(layout.years)}, without {layout.apart.name}"] if layout.apart else []
    return dict(enumerate(words, start=1))


def _sides(case: Case, year: int) -> tuple[str, str]:
    """Return the two sides of a year, as sentences name them."""
    layout = described(case)
    one, other = layout.years[year].sides
    return layout.named(one), layout.named(other)


def _largest_shift(case: Case) -> str:
    """Return the row on which the balance turned most between the first year and the last."""
    table, years = table1.ratios(case), described(case).years
    return str((table[max(years)] / table[min(years)]).idxmax())


def _headline(case: Case, step: int = 0) -> str:
    """Follow the row on which the balance turned most; without a step, to the last one."""
    table, layout, thing = table1.ratios(case), described(case), _largest_shift(case)
    first, last = min(layout.years), max(layout.years)
    column = list(table.columns)[step - 1]
    then, now = float(table.at[thing, first]), float(table.at[thing, last])
    (side, before), (_, other) = _sides(case, first), _sides(case, last)
    if column not in (last, "without"):
        side, before = _sides(case, column)
        ratio = float(table.at[thing, column])
        if ratio < 1:
            side, before, ratio = before, side, 1 / ratio
        return f"In {column} {side} had {ratio:.1f} {thing} for each of {before}’s"
    adjective = layout.adjectives.get(layout.years[last].sides[1])
    one = f"{adjective} one" if adjective else f"of {other}’s"
    sentence = f"{side} has {now:.1f} {thing} for each {one}"
    if column == last == first:
        return sentence
    if column == last:
        return f"{sentence}; in {first} it had {then:.1f} for each of {before}’s"
    without = layout.apart.name if layout.apart else ""
    return f"{sentence}; without {without} {table.at[thing, column]:.1f}"


@figure(4.55, _headline)
def draw_ratios(ax: Axes, *, case: Case, step: int = 0) -> Artists:
    """Draw the strength of one side as a ratio to the other's: year by year, and without an actor.

    The reader should see which indicators cross parity between the years, which stay put, and how
    much of it is the actor's: in the Baltic case, how much is American.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a Table 1.
    step : int
        A key of `steps`, by default the last; what has not arrived yet waits under the mark before
        it.

    Returns
    -------
    list of Artist
        For each indicator its line, then its marks: open for the years before the last, filled for
        the last, a diamond for the last without an actor, or a head that points off the scale.

    Notes
    -----
    Logarithmic scale. Source in the Baltic case: computed from Table 1 of Kerstens and Noll (2017),
    as printed.
    """
    table, years, words = table1.ratios(case), list(described(case).years), steps(case)
    step = step or len(words)
    left, right = 0.55, WIDTH - 0.45
    scale = table[years].to_numpy()
    low, high = log2(min(0.35, 0.9 * scale.min())), log2(max(8, 1.1 * scale.max()))

    def place(ratio: float) -> float:
        if log2(ratio) < low:
            return BEYOND
        return left + (log2(ratio) - low) / (high - low) * (right - left)

    top, rows = 3.82, 3.48 / len(table)
    say(ax, place(1), 4.38, "parity", weight=600)
    say(ax, place(1) - 0.3, 4.38, "← adversary has more", "muted", ha="right")
    say(ax, place(1) + 0.3, 4.38, f"{_sides(case, years[-1])[0]} has more →", "muted", ha="left")
    for tick, share in ((1, "1 : 1"), (0.5, "1 : 2"), (2, "2 : 1"), (4, "4 : 1"), (8, "8 : 1")):
        meaning, width = ("ink", 1.2) if tick == 1 else ("rule", 0.8)
        line(ax, [place(tick)] * 2, [0.62, 4.22], meaning, width)
        say(ax, place(tick), 0.46, share, "muted")
    artists: Artists = []
    for number, (indicator, *values) in enumerate(table.itertuples()):
        y, name = top - number * rows, indicator.capitalize()
        places = [place(values[min(n, step) - 1]) for n in words]
        beyond = log2(values[-1]) < low
        say(ax, 0.06, y + 0.2, name, ha="left", weight=600, ground="paper")
        way: Look = {"zorder": 2, "name": f"{indicator}, way"}
        artists.append(line(ax, places[: len(years)], [y] * len(years), "reader", 2.4, **way))
        marks = zip(places, _signs(case), words.items(), values, strict=True)
        for x, look, (n, when), value in marks:
            if beyond and n == len(words):
                look = {**look, "mark": "<"}
            if n > step:  # under the mark before it
                look = {**look, "size": 2}
            part: Look = {"name": f"{indicator} {n}", "tip": f"{name}, {when}: {value:.2g} : 1"}
            artists.append(sign(ax, x, y, look, zorder=6 - n, **part))
        if step == len(words) and beyond:
            _break(ax, places[-1], min(places[:-1]), y)
            off = f"1 : {1 / values[-1]:.0f}, off the scale"
            say(ax, 0.06, y - 0.21, off, ha="left", name=f"{indicator} beyond the scale")
    layout = described(case)
    names = [str(year) for year in layout.years]
    names += [f"{max(layout.years)}, without {layout.apart.short}"] if layout.apart else []
    for n, (look, words_of) in enumerate(zip(_signs(case)[:step], names, strict=False)):
        key(ax, 0.14 + 0.76 * n, 0.14, {**look, "size": min(9, look["size"])}, words_of, gap=0.13)
    return artists


def _signs(case: Case) -> list[Sign]:
    """List the mark of each step."""
    before = len(described(case).years) - 1
    return [*[BEFORE] * before, LAST, *([WITHOUT] if described(case).apart else [])]


def _break(ax: Axes, start: float, end: float, y: float) -> None:
    """Draw a line that is broken in its middle, between a mark off the scale and one on it."""
    middle = (start + end) / 2
    for ends in ([start, middle - 0.04], [middle + 0.04, end]):
        line(ax, ends, [y, y], "ink", 1.2, linestyle=DOTTED, zorder=1)
    for x in (middle - 0.04, middle + 0.04):
        line(ax, [x - 0.03, x + 0.03], [y - 0.09, y + 0.09], "ink", 1.6)


def describe_ratios(*, case: Case, step: int = 0) -> str:
    """Say in words what `draw_ratios` shows."""
    table, layout = table1.ratios(case), described(case)
    column, last = list(table.columns)[step - 1], max(layout.years)
    if column == "without" and layout.apart:
        divided = f"The same without {layout.apart.name}, for {last}"
    else:
        side, other = _sides(case, column)
        divided = f"{side}’s printed total divided by {other}’s in {column}"
    values = "; ".join(f"{name} {table.at[name, column]:.2g}" for name in table.index)
    ahead, side = int((table[column] > 1).sum()), _sides(case, last)[0]
    return (
        f"{_headline(case, step)}. {divided}, on a logarithmic scale with parity marked: {values}. "
        f"{side} is ahead on {count(ahead)} of {count(len(table))} rows."
    )


def _has_table(case: Case) -> bool:
    return case.has("table1.csv")


@explorer(draw_ratios, needs=_has_table)
def ratios(case: Case) -> Setup:
    """Go from the balance of the first year to that of the last, and take an actor away.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    islands.Explorer
        One slider; it opens with the whole figure.
    """
    years, words = described(case).years, steps(case)
    step = Slider("step", "Balance of", words)
    return f"From {min(years)} to {max(years)}", [step], {"step": len(words)}


def _balance(case: Case, indicator: str, measure: str) -> str:
    year = max(described(case).years)
    side, other = _sides(case, year)
    one, two = measured(case, year, indicator, "ratio").values
    sentence = f"In {year} {side} has {one / two:.2g} times {other}’s {indicator}"
    if measure in ("absolute", "ratio"):
        return sentence
    one, two = measured(case, year, indicator, measure).values
    apart = described(case).apart
    words = f"without {apart.short}" if apart and measure == apart.measure else measure
    return f"{sentence}; {words} {one / two:.2g} times"


def _scale(case: Case, indicator: str, measure: str) -> float:
    """Return the largest value that shares a scale: all years, and whatever has one unit."""
    rows, alike = [indicator], [measure]
    if measure == "ratio":  # a number without a unit: all rows compare
        rows = list(described(case).rows)
    elif measure != "per head":
        alike = [name for name in measures(case) if name not in ("ratio", "per head")]
    return max(
        max(measured(case, year, row, by).values)
        for year in described(case).years
        for row in rows
        for by in alike
    )


BLOCK = 2.1
"""The inches that the two bars of a year take."""


@figure(lambda case: len(described(case).years) * BLOCK + 0.3, _balance)
def draw_balance(ax: Axes, *, indicator: str, measure: str, case: Case) -> Artists:
    """Draw one row of Table 1 as two bars for each year, by the measure chosen.

    The reader should see how much the answer to "who is stronger" depends on the measure, and how
    far it has changed between the years, all on one scale.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    indicator, measure : str
        As `secdilemma.table1.measured` takes them.
    case : Case
        With a Table 1.

    Returns
    -------
    list of Artist
        The bars of both sides, year by year.

    Notes
    -----
    Source in the Baltic case: Kerstens and Noll (2017), Table 1, which names no source.
    """
    years = list(described(case).years)
    top = len(years) * BLOCK + 0.08
    say(ax, 0.06, top, indicator.capitalize(), ha="left", size=LARGE, weight=600)
    bars: Artists = []
    most = _scale(case, indicator, measure)
    for number, year in enumerate(years, start=1):
        base, row = 0.12 + (len(years) - number) * BLOCK, measured(case, year, indicator, measure)
        say(ax, 0.06, base + 1.76, str(year), ha="left", size=TEXT, weight=600)
        say(ax, 0.55, base + 1.76, row.unit, "muted", ha="left")
        sides = zip(("reader", "other"), row.names, row.values, row.words, strict=True)
        for y, (role, name, value, words) in zip((base + 0.86, base), sides, strict=True):
            say(ax, 0.06, y + 0.49, name, role, ha="left", weight=600)
            length, part = 3.6 * value / most, f"{role} {year}"
            tip = f"{name}, {year}: {words} {row.unit}"
            bars.append(bar(ax, 0.06, y, max(0.02, length), 0.32, role, name=part, tip=tip))
            end: Look = {"ha": "left", "size": TEXT, "name": f"{part} in numbers"}
            say(ax, 0.06 + length + 0.1, y + 0.16, words, **end)
    return bars


def describe_balance(*, indicator: str, measure: str, case: Case) -> str:
    """Say in words what `draw_balance` shows."""
    values, caveats = [], []
    for year in described(case).years:
        row = measured(case, year, indicator, measure)
        (one, other), (first, second) = row.names, row.words
        values.append(f"{year}, {row.unit}: {one} {first}, {other} {second}")
        caveats += [caveat for caveat in row.caveats if caveat not in caveats]
    return f"{indicator.capitalize()}. {'; '.join(values)}. {' '.join(caveats)}"


def _senseless(indicator: str, measure: str, case: Case) -> str | None:
    itself = (indicator, measure) == (described(case).inhabitants, "per head")
    return f"a {indicator} has no share of itself" if itself else None


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
        Row and measure; all years are always in view.
    """
    rows = {row: row.capitalize() for row in described(case).rows}
    indicator = Choice("indicator", "Row of Table 1", rows, many=True)
    measure = Choice("measure", "Measure", measures(case))
    return "Who is stronger?", [indicator, measure], {"indicator": _largest_shift(case)}
