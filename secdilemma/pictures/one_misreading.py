"""One misreading: two beliefs over the years of one history, and how minds fare in both worlds."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, bar, dot, heading, say
from secdilemma.pictures.play import recorded
from secdilemma.play import (
    MINDS,
    RULES,
    Ending,
    History,
    Move,
    Tabled,
    decisive,
    outcomes,
    replayed,
)
from secdilemma.play.minds import STEPS
from secdilemma.play.words import names, words
from secdilemma.style import DASHED, DOTTED, WIDTH, colour
from secdilemma.theory import Intent
from secdilemma.words import number, percent

HIGH, LOW = 11, -15
"""The beliefs of the history in the picture stay between these, in steps from even odds."""

BELIEFS = (
    Plot(1.0, 3.42, 3.7, 1.75, RULES.turns, HIGH, LOW),
    Plot(1.0, 0.5, 3.7, 1.75, RULES.turns, HIGH, LOW),
)
"""The plots of the history as it was, and with one sight as it was meant."""

BARS = tuple(range(-10, 6, 3))
"""How much suspicion makes a mind arm, in steps, from almost none to a good deal."""

LUCK = 400
"""So many histories for each mind and world of a picture."""

WORLDS = Plot(0.6, 0.72, 4.1, 3.3, 1.0, 1.0)
"""The plot of restraint with a defensive neighbour and coercion by an offensive one."""


KEY = 6.02
"""Inches up the sheet: the line of the key."""


def both() -> tuple[History, History]:
    """Return the recorded history, and the same with its deciding sight as it was meant.

    Returns
    -------
    tuple of History
        As it was, and as it would have been.

    Raises
    ------
    ValueError
        If no misreading decides it any more.
    """
    history = recorded()
    return history, replayed(history, *_deciding(history))


def _deciding(history: History) -> tuple[int, int]:
    """Return the year, from 0, and the chair of the misreading that decides a history."""
    found = decisive(history)
    if found is None:
        raise ValueError("the recorded history hangs on no misreading; expected one that does")
    return found


def belief(history: History, seat: int) -> list[int]:
    """Return what a chair believed year by year.

    Parameters
    ----------
    history : History
        With a `Tabled` mind in that chair.
    seat : int
        The chair, 0 or 1.

    Returns
    -------
    list of int
        In steps of log-odds, one for each year.

    Raises
    ------
    TypeError
        If a mind sits there that is no table.
    """
    return _table(history, seat).beliefs(history.view(len(history.turns) - 1, seat))[1:]


def _table(history: History, seat: int) -> Tabled:
    mind = history.minds[seat]
    if not isinstance(mind, Tabled):
        raise TypeError(f"{mind!r} has no belief to draw; expected a mind that is a table")
    return mind


CHAIRS = (("reader", "-", 3.6, 13, "o"), ("other", DOTTED, 1.8, 7.5, "D"))
"""Colour, line, its width, size and mark of each chair: where both coincide, both are seen."""


def _draw_history(ax: Axes, plot: Plot, history: History, bar: int) -> Artists:
    """Draw the beliefs of both chairs; a filled mark is a year in which the state armed."""
    years = range(1, len(history.turns) + 1)
    plot.frame(ax, years, ())
    plot.line(ax, [0, RULES.turns + 0.2], [0, 0], "rule", width=1)
    plot.line(ax, [0, RULES.turns + 0.2], [bar, bar], "ink", linestyle=DASHED, width=1.2)
    scale = {2 * STEPS: "4 : 1", 0: "even odds", -3 * STEPS: "1 : 8"}
    for step, odds in scale.items():
        say(ax, plot.left - 0.08, plot.y(step), odds, "muted", ha="right")
    say(ax, plot.left - 0.08, plot.y(bar), "arms from", ha="right", weight=600)
    drawn: Artists = []
    for chair, (meaning, dashes, width, size, mark) in enumerate(CHAIRS):
        steps = belief(history, chair)
        drawn.append(plot.line(ax, list(years), steps, meaning, linestyle=dashes, width=width))
        for year, step in zip(years, steps, strict=True):
            armed = history.turns[year - 1].moves[chair] is Move.ARMED
            rim = colour("paper" if armed else meaning)
            look: dict[str, Any] = {"markeredgecolor": rim, "zorder": 3 + chair}
            plot.dot(ax, year, step, meaning, size=size, mark=mark, hollow=not armed, **look)
    return drawn


def _headline() -> str:
    history, again = both()
    turn, _ = _deciding(history)
    return f"One sight in year {turn + 1}, rightly read, turns {history.ending} into {again.ending}"


@figure(6.2, _headline)
def draw_beliefs(ax: Axes) -> Artists:
    """Draw what two frightened states believed of each other, as it was and without one misreading.

    The reader should see that the same luck, with one sight as it was meant, ends otherwise: the
    lines part in the year of that sight, and below the lower ones sink under the bar.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        Four lines: of both chairs as it was, and of both without the misreading.

    Notes
    -----
    Addition: not from the article; the model is this book's. Beliefs in steps of log-odds.
    """
    history, again = both()
    turn, seat = _deciding(history)
    drawn: Artists = []
    told = (f"As it was: {history.ending}", f"Year {turn + 1} seen as it was meant: {again.ending}")
    above_scale = "suspicion: odds that the other is offensive"
    for plot, above, one in zip(BELIEFS, told, (history, again), strict=True):
        heading(ax, plot.bottom + plot.height + 0.42, above)
        say(ax, 0.08, plot.bottom + plot.height + 0.14, above_scale, "muted", ha="left")
        drawn += _draw_history(ax, plot, one, _table(one, seat).bar)
        plot.dot(ax, turn + 1, belief(one, seat)[turn], size=17, fillstyle="none")
    say(ax, BELIEFS[1].x((RULES.turns + 1) / 2), 0.14, "year", "muted")
    chairs = zip((0.16, 1.05), names(history.seat), CHAIRS, strict=True)
    for x, name, (meaning, *_, size, mark) in chairs:
        dot(ax, x, KEY, meaning, size, mark)
        say(ax, x + 0.14, KEY, name, meaning, ha="left", weight=600)
    say(ax, WIDTH - 0.1, KEY, "filled: armed, empty: held back", "muted", ha="right")
    return drawn


def describe_beliefs() -> str:
    """Say in words what `draw_beliefs` shows."""
    history, again = both()
    turn, seat = _deciding(history)
    state = names(history.seat)[seat]
    said = []
    for as_seen, one in (("As it was", history), ("Seen as it was meant", again)):
        steps = belief(one, seat)
        said.append(
            f"{as_seen}, the suspicion of {state} goes from {number(steps[turn - 1])} to "
            f"{number(steps[turn])} steps in year {turn + 1}, and the history ends in {one.ending}."
        )
    return " ".join((f"Beliefs of two frightened states over {len(history.turns)} years.", *said))


@dataclass(frozen=True)
class Fare:
    """How a mind fares in both worlds.

    Attributes
    ----------
    restraint : float
        Share of histories with a defensive neighbour of the same mind that end in restraint.
    races : float
        Share of them that end in an arms race.
    coerced : float
        Share of histories in which an offensive neighbour coerces it.
    """

    restraint: float
    races: float
    coerced: float


@cache
def fare(mind: str, bar: int | None = None) -> Fare:
    """Let a mind live through many histories in both worlds.

    Parameters
    ----------
    mind : str
        A key of `MINDS`.
    bar : int, optional
        Another belief from which it arms, in steps.

    Returns
    -------
    Fare
        By the first `LUCK` seeds.
    """
    one = MINDS[mind] if bar is None else replace(MINDS[mind], bar=bar)
    pair, seeds = (one, one), range(LUCK)
    safe = outcomes(pair, (Intent.DEFENSIVE, Intent.DEFENSIVE), seeds)
    pressed = outcomes(pair, (Intent.DEFENSIVE, Intent.OFFENSIVE), seeds)
    counts = (safe[Ending.RESTRAINT], safe[Ending.RACE], pressed[Ending.COERCION])
    return Fare(*(count / LUCK for count in counts))


KINDS = {"fearful": "-", "sensible": DASHED, "tester": DOTTED}
"""Minds whose bar is moved, each with the style of its line; the calm one is blind as well."""


BESIDE = {
    "fearful": (-0.02, 0.2, "center"),
    "calm": (-0.08, 0.2, "right"),
    "sensible": (0.1, -0.26, "left"),
    "tester": (-0.1, 0.16, "right"),
}
"""Where the name of a mind stands beside its mark: inches to the right and up, and its side."""


def _best() -> str:
    most = max(MINDS, key=lambda name: fare(name).restraint)
    pressed = max(MINDS, key=lambda name: fare(name).coerced)
    both = f" and is coerced most often ({fare(most).coerced:.0%})" if most == pressed else ""
    return f"The {most} mind finds restraint most often ({fare(most).restraint:.0%}){both}"


GOOD = (0.64, 0.11)
"""Good in both worlds: at least so much restraint, and at most so much coercion."""

LABELS = {
    "fearful": (0.02, 0.14),
    "sensible": (-0.42, 0.04),
    "tester": (-0.06, 0.14),
}
"""Where the line of a mind is named: inches to the right of its end, and up."""


@figure(4.5, _best)
def draw_both_worlds(ax: Axes) -> Artists:
    """Draw how minds fare with a neighbour that wants to be safe, and with one that wants more.

    The reader should see that no line reaches the lower right corner: along each of them more
    restraint is paid for with more coercion.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        A line for each of `KINDS`, by `BARS`; then a mark for each of `MINDS`.

    Notes
    -----
    Addition: not from the article; the model is this book's. Shares of `LUCK` histories.
    """
    plot = WORLDS
    plot.frame(ax, (0, 0.5, 1), (0.5, 1), percent)
    say(ax, 0.08, 4.24, "coerced by an offensive neighbour (upwards)", ha="left")
    say(ax, WIDTH - 0.1, 0.28, "restraint with a defensive neighbour →", ha="right")
    left, top = (float(plot.x(GOOD[0])), float(plot.y(GOOD[1])))
    corner = (left, plot.bottom, plot.left + plot.width - left, top - plot.bottom)
    bar(ax, *corner, "panel", zorder=0)
    say(ax, left + corner[2] / 2, plot.bottom + 0.14, "good in both worlds", weight=600)
    drawn: Artists = []
    for name, dashes in KINDS.items():
        found = [fare(name, bar) for bar in BARS]
        x, y = [one.restraint for one in found], [one.coerced for one in found]
        drawn.append(plot.line(ax, x, y, "muted", linestyle=dashes, width=1.4))
        right, up = LABELS[name]
        say(ax, plot.x(x[-1]) + right, plot.y(y[-1]) + up, name, "muted", ha="right")
    for name, (right, up, side) in BESIDE.items():
        one = fare(name)
        x, y = plot.x(one.restraint), plot.y(one.coerced)
        drawn.append(plot.dot(ax, one.restraint, one.coerced, "reader", size=9))
        say(ax, x + right, y + up, words()["labels"][name], ha=side, weight=600)
    return drawn


def describe_both_worlds() -> str:
    """Say in words what `draw_both_worlds` shows."""
    called = words()["labels"]
    told = [f"{called[m]}, {fare(m).restraint:.0%} and {fare(m).coerced:.0%}" for m in MINDS]
    return (
        "How often minds come to restraint with a defensive neighbour, and are coerced by an "
        f"offensive one: {'; '.join(told)}. Along each line, from a low bar to a high one, both "
        "rise together."
    )
