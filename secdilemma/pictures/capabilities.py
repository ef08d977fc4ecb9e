"""Table 1 in a picture: who has more of what, and how that turned."""

from functools import cache
from math import log2

from matplotlib.axes import Axes

from islands import Slider, handle, pick
from secdilemma import table1
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, bar, line, say, strong
from secdilemma.kit.signs import SIDES, river
from secdilemma.style import TEXT, WIDE, WIDTH
from secdilemma.table1 import described
from secdilemma.words import count

GUESSES = {0.5: "half as many", 1.0: "as many", 2.0: "twice as many", 4.0: "four times as many"}
"""What can be guessed of the last year, as ratios, in words."""


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


def _year(case: Case, step: int) -> int:
    """Return the year of a step, or without one the last."""
    years = list(described(case).years)
    return years[min(step, len(years)) - 1]


def _short(case: Case) -> list[str]:
    """Name the steps in few words."""
    apart = described(case).apart
    return [*map(str, described(case).years), *([f"without\n{apart.short}"] if apart else [])]


def _sides(case: Case, step: int) -> tuple[str, str]:
    """Return the two sides of a step, as sentences name them."""
    layout = described(case)
    one, other = layout.years[_year(case, step)].sides
    return layout.named(one), layout.named(other)


@cache
def _turned(case: Case) -> str:
    """Return the row on which the balance turned most between the first year and the last."""
    table, years = table1.ratios(case), described(case).years
    return str((table[max(years)] / table[min(years)]).idxmax())


def _headline(case: Case, step: int = 0) -> str:
    """Follow the row on which the balance turned most; without a step, to the last one."""
    layout, thing = described(case), _turned(case)
    step, row = step or len(steps(case)), list(table1.ratios(case).loc[thing])
    (side, other), ratio, last = _sides(case, step), row[step - 1], len(layout.years)
    if step < last:
        if ratio < 1:
            side, other, ratio = other, side, 1 / ratio
        return f"In {_year(case, step)} {side} had {ratio:.1f} {thing} for each of {other}’s"
    adjective = layout.adjectives.get(layout.years[_year(case, step)].sides[1])
    each = f"{adjective} one" if adjective else f"of {other}’s"
    sentence = f"{side} has {row[last - 1]:.1f} {thing} for each {each}"
    if layout.apart and step > last:
        return f"{sentence}; without {layout.apart.name} {ratio:.1f}"
    if last == 1:
        return sentence
    return f"{sentence}; in {_year(case, 1)} it had {row[0]:.1f} for each of {_sides(case, 1)[1]}’s"


def _written(ratio: float) -> str:
    """Write a ratio with two digits."""
    return f"{ratio:.2g} : 1" if ratio >= 1 else f"1 : {1 / ratio:.2g}"


class _Scale:
    """Where a ratio lies across a sheet: what the first side has more of, at the left."""

    def __init__(self, case: Case, wide: bool) -> None:
        printed = table1.ratios(case)[list(described(case).years)].to_numpy()
        self.left, self.right = (2.0, 8.9) if wide else (1.6, WIDTH - 0.75)
        self.wide, self.steps = wide, len(steps(case))
        self.high = log2(max(8, 1.1 * printed.max()))
        self.low = log2(min(0.35, 0.9 * printed.min()))

    def holds(self, ratio: float) -> bool:
        return log2(ratio) >= self.low

    def x(self, ratio: float) -> float:
        """Return inches; what lies beyond the scale lies at its right edge."""
        share = (self.high - max(log2(ratio), self.low)) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def column(self, step: int) -> float:
        """Return where the number of a step ends: on a narrow sheet, where that of each does."""
        return WIDE - 0.06 - (self.steps - step) if self.wide else WIDTH - 0.06


ROW, FOOT = 0.56, 0.5
"""Inches from row to row, and below the lowest."""


def _height(case: Case) -> float:
    return FOOT + ROW * len(described(case).rows) + 0.42


@figure(_height, _headline, wide=_height)
def draw_ratios(
    ax: Axes, *, case: Case, step: int = 0, guess: float = 0, wide: bool = False
) -> Artists:
    """Draw who has more of what, as a multiple: a bar from parity towards the bank of that side.

    The reader should see which rows cross parity between the years, which stay put, and how much
    of it is one actor's: in the Baltic case, how much is American.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a Table 1.
    step : int
        A key of `steps`, by default the last.
    guess : float
        A key of `GUESSES`: what the reader guessed of the row that turned most.
    wide : bool
        Whether the numbers stand in columns, or at the bars.

    Returns
    -------
    list of Artist
        For each row its bar on either bank, one of which has no length.

    Notes
    -----
    Logarithmic scale. Source in the Baltic case: computed from Table 1 of Kerstens and Noll (2017),
    as printed.
    """
    scale, step = _Scale(case, wide), step or len(steps(case))
    table, top = table1.ratios(case), _height(case) - 0.42
    parity = scale.x(1)
    river(ax, parity - 0.16, FOOT - 0.08, 0.32, top - FOOT + 0.16)
    for side, out, name in zip(SIDES, (-0.24, 0.24), _sides(case, step), strict=True):
        look: Look = {"ha": "right" if out < 0 else "left", "size": TEXT, "weight": 600}
        say(ax, parity + out, top + 0.2, f"{name} ahead", side, **look)
    for ratio in (8, 4, 2, 1, 0.5):
        say(ax, scale.x(ratio), 0.2, _written(ratio) if ratio != 1 else "parity", "muted")
        line(ax, [scale.x(ratio)] * 2, [FOOT - 0.12, FOOT - 0.04])
    for n, words in list(enumerate(_short(case)[:step], 1)) if wide else []:
        say(ax, scale.column(n), top + 0.2, words, ha="right", **strong(n == step))
    artists: Artists = []
    for number, (indicator, *values) in enumerate(table.itertuples()):
        y = top - (number + 0.5) * ROW
        say(ax, 0.06, y, indicator.capitalize(), ha="left", weight=600)
        artists += _draw_bar(ax, case, scale, y, indicator, values[:step], wide)
        if guess and indicator == _turned(case):
            _draw_guess(ax, scale, y, step == 1, guess)
    return artists


def _draw_bar(
    ax: Axes, case: Case, scale: _Scale, y: float, row: str, values: list[float], wide: bool
) -> Artists:
    """Draw a row as far as it has come: its bar, and a mark for each step before."""
    now, parity, words = values[-1], scale.x(1), steps(case)
    about = described(case).doubt(_year(case, len(values)), row)
    tip = f"{row.capitalize()}, {words[len(values)]}: {_written(now)}. {about}."
    bars: Artists = []
    for side, end in zip(SIDES, (min, max), strict=True):
        length = end(0.0, scale.x(now) - parity)
        part: Look = {"name": f"{row}, {side}", "tip": tip if length else "", "linewidth": 0}
        bars.append(bar(ax, parity, y - 0.11, length, 0.22, side, zorder=2, **part))
    if not scale.holds(now):
        for x in (0.3, 0.22):
            ends = [scale.right - x - 0.05, scale.right - x + 0.05]
            line(ax, ends, [y - 0.16, y + 0.16], "paper", 3, zorder=3)
    for n, value in enumerate(values[:-1], 1):
        mark = line(ax, [scale.x(value)] * 2, [y - 0.16, y + 0.16], "ink", 1.6, zorder=3)
        told = f"{row.capitalize()}, {words[n]}: {_written(value)}"
        pick(mark, f"{row} in step {n}", told, step=n)
        if row == _turned(case) and n in (1, len(described(case).years)):
            say(ax, scale.x(value), y + 0.26, words[n], "muted", name=f"year of step {n}")
    for n, value in enumerate(values, 1):
        if wide or n == len(values):
            x = scale.column(n)
            look: Look = {"name": f"{row} in numbers, {n}" if wide else f"{row} in numbers"}
            say(ax, x, y, _written(value), ha="right", **strong(n == len(values)), **look)
    return bars


def _draw_guess(ax: Axes, scale: _Scale, y: float, asked: bool, guess: float) -> None:
    """Draw what was guessed; it can be moved as long as it is asked."""
    x = scale.x(guess)
    look: Look = {"linestyle": (0, (2, 1.6)), "zorder": 4, "name": "guess"}
    line(ax, [x, x], [y - 0.2, y + 0.2], "ink", 2, **look)
    say(ax, x, y - 0.3, "your guess", style="italic", ground="paper", name="your guess", zorder=4)
    if asked:
        handle(ax, "guess", {ratio: (scale.x(ratio), y) for ratio in GUESSES})


def describe_ratios(*, case: Case, step: int = 0, guess: float = 0) -> str:
    """Say in words what `draw_ratios` shows."""
    values = table1.ratios(case).iloc[:, step - 1]
    side, ahead = _sides(case, step or len(steps(case)))[0], int((values > 1).sum())
    guessed = f" Your guess for {_year(case, 0)}: {GUESSES[guess]}." if guess else ""
    rows = f"{side} is ahead on {count(ahead)} of {count(len(values))} rows."
    return f"{_headline(case, step)}. {rows}{guessed}"


@explorer(draw_ratios, needs=lambda case: case.has("table1.csv"))
def ratios(case: Case) -> Setup:
    """Guess what the first year’s balance has become, see it, and take an actor away.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    islands.Explorer
        A guess, and one slider; it opens with the first year.
    """
    layout, last = described(case), max(described(case).years)
    one, other = layout.years[last].sides
    asked = f"Your guess for {last}: {one}’s {_turned(case)} to {other}’s"
    guess = Slider("guess", asked, GUESSES)
    step = Slider("step", "Balance of", steps(case))
    return f"From {min(layout.years)} to {last}", [guess, step], {"guess": 1.0, "step": 1}
