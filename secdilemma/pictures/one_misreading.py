"""One misreading: two beliefs over the years of one history, and how minds fare in both worlds.

The numbers are those of the played dilemma; a chapter hands them over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, heading, say
from secdilemma.kit.signs import key
from secdilemma.style import DASHED, DOTTED, WIDTH, colour
from secdilemma.words import number, percent

HIGH, LOW = 11, -25
"""The beliefs of the history in the picture stay between these, in steps from even odds."""

YEARS = 8
"""So many the plots have room for."""

BELIEFS = (
    Plot(1.0, 3.42, 3.7, 1.75, YEARS, HIGH, LOW),
    Plot(1.0, 0.5, 3.7, 1.75, YEARS, HIGH, LOW),
)
"""The plots of the history as it was, and with one sight put straight."""

WORLDS = Plot(0.6, 0.72, 4.1, 3.3, 1.0, 1.0)
"""The plot of restraint with a defensive neighbour and coercion by an offensive one."""


KEY = 6.02
"""Inches up the sheet: the line of the key."""


CHAIRS = (("reader", "-", 3.6, 13, "o"), ("other", DOTTED, 1.8, 7.5, "D"))
"""Colour, line, its width, size and mark of each chair: where both coincide, both are seen."""


@dataclass(frozen=True)
class Beliefs:
    """What two states believe of each other, with one bent sight and without.

    Attributes
    ----------
    names : sequence of str
        Of the states, by chair.
    year, chair : int
        Of the bent sight; years from 1.
    bar, doubling : int
        The belief from which a state arms, and how many steps double the odds.
    endings : sequence of str
        Of both histories: as it was, and with that sight put straight.
    beliefs, armed : sequence, shape (2, 2, years)
        For each history and chair, year by year: beliefs in steps of log-odds; whether it armed.
    """

    names: Sequence[str]
    year: int
    chair: int
    bar: int
    doubling: int
    endings: Sequence[str]
    beliefs: Sequence[Sequence[Sequence[int]]]
    armed: Sequence[Sequence[Sequence[bool]]]


def _draw_history(ax: Axes, plot: Plot, beliefs: Beliefs, which: int) -> Artists:
    """Draw the beliefs of both chairs; a filled mark is a year in which the state armed."""
    years = range(1, len(beliefs.beliefs[which][0]) + 1)
    plot.frame(ax, years, ())
    plot.line(ax, [0, YEARS + 0.2], [0, 0], "rule", width=1)
    plot.line(ax, [0, YEARS + 0.2], [beliefs.bar] * 2, "ink", linestyle=DASHED, width=1.2)
    scale = {2 * beliefs.doubling: "4 : 1", 0: "even odds", -3 * beliefs.doubling: "1 : 8"}
    for step, odds in scale.items():
        say(ax, plot.left - 0.08, plot.y(step), odds, "muted", ha="right")
    right = plot.left + plot.width
    say(ax, right, plot.y(beliefs.bar) - 0.13, "arms from here up", ha="right", weight=600)
    drawn: Artists = []
    for chair, (meaning, dashes, width, size, mark) in enumerate(CHAIRS):
        steps = beliefs.beliefs[which][chair]
        drawn.append(plot.line(ax, list(years), steps, meaning, linestyle=dashes, width=width))
        for year, step, armed in zip(years, steps, beliefs.armed[which][chair], strict=True):
            rim = colour("paper" if armed else meaning)
            look: Look = {"markeredgecolor": rim, "zorder": 3 + chair}
            plot.dot(ax, year, step, meaning, size=size, mark=mark, hollow=not armed, **look)
    return drawn


def _headline(beliefs: Beliefs) -> str:
    was, meant = beliefs.endings
    return f"One sight in year {beliefs.year}, put straight, turns {was} into {meant}"


@figure(6.2, _headline)
def draw_beliefs(ax: Axes, beliefs: Beliefs) -> Artists:
    """Draw what two frightened states believed, as it was and with one sight put straight.

    The reader should see that the same luck, with one sight put straight, ends otherwise: the
    lines part in the year of that sight, and below the lower ones sink under the bar.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    beliefs : Beliefs
        Of both histories, as `game.figures.beliefs` computes them.

    Returns
    -------
    list of Artist
        Four lines: of both chairs as it was, and of both with that sight put straight.

    Notes
    -----
    Addition: not from the article; the model is this book's. Beliefs in steps of log-odds.
    """
    drawn: Artists = []
    was, meant = beliefs.endings
    titles = (f"As it was: {was}", f"Year {beliefs.year} put straight: {meant}")
    above_scale = "suspicion: odds that the other is offensive"
    for which, (plot, above) in enumerate(zip(BELIEFS, titles, strict=True)):
        heading(ax, plot.bottom + plot.height + 0.42, above)
        say(ax, 0.08, plot.bottom + plot.height + 0.14, above_scale, "muted", ha="left")
        drawn += _draw_history(ax, plot, beliefs, which)
        there = beliefs.beliefs[which][beliefs.chair][beliefs.year - 1]
        plot.dot(ax, beliefs.year, there, size=17, fillstyle="none")
    say(ax, BELIEFS[1].x((YEARS + 1) / 2), 0.14, "year", "muted")
    for x, name, (meaning, *_, size, mark) in zip((0.16, 1.05), beliefs.names, CHAIRS, strict=True):
        key(ax, x, KEY, {"meaning": meaning, "size": size, "mark": mark}, name, meaning, weight=600)
    say(ax, WIDTH - 0.1, KEY, "filled: armed, empty: held back", "muted", ha="right")
    return drawn


def describe_beliefs(beliefs: Beliefs) -> str:
    """Say in words what `draw_beliefs` shows."""
    year, state = beliefs.year, beliefs.names[beliefs.chair]
    sentences = [f"Beliefs of two frightened states over {len(beliefs.beliefs[0][0])} years."]
    seen = ("As it was", "Put straight")
    for as_seen, ending, chairs in zip(seen, beliefs.endings, beliefs.beliefs, strict=True):
        before, after = (number(step) for step in chairs[beliefs.chair][year - 2 : year])
        sentences.append(
            f"{as_seen}, the suspicion of {state} goes from {before} to {after} steps in year "
            f"{year}, and the history ends in {ending}."
        )
    return " ".join(sentences)


Shares = tuple[float, float]
"""How a mind fares: restraint with its own kind, coercion by a neighbour that wants more."""

KINDS = {"fearful": "-", "sensible": DASHED, "tester": DOTTED}
"""Minds whose bar is moved, each with the style of its line."""


BESIDE = {
    "fearful": (-0.02, 0.2, "center"),
    "calm": (-0.08, 0.2, "right"),
    "sensible": (0.1, -0.26, "left"),
    "tester": (-0.1, 0.16, "right"),
}
"""Where the name of a mind stands beside its mark: inches to the right and up, and its side."""


def _best(minds: Mapping[str, Shares]) -> str:
    most = max(minds, key=lambda name: minds[name][0])
    pressed = max(minds, key=lambda name: minds[name][1])
    both = f" and gives in most often ({minds[most][1]:.0%})" if most == pressed else ""
    return f"The {most} mind finds restraint most often ({minds[most][0]:.0%}){both}"


GOOD = (0.64, 0.11)
"""Good in both worlds: at least so much restraint, and at most so much coercion."""

LABELS = {"fearful": (0.12, -0.1), "sensible": (0.02, 0.3), "tester": (-0.12, 0.18)}
"""Where the line of a mind is named: inches to the right of its second point, and up."""


@figure(4.5, _best)
def draw_both_worlds(
    ax: Axes, minds: Mapping[str, Shares], lines: Mapping[str, Sequence[Shares]]
) -> Artists:
    """Draw how minds fare with a neighbour that wants to be safe, and with one that wants more.

    The reader should see that no line reaches the lower right corner: along each of them more
    restraint is paid for with more coercion.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    minds : mapping of str to pair of float
        By name.
    lines : mapping of str to sequence of pairs of float
        Of minds of `KINDS`, as the bar from which they arm is moved.

    Returns
    -------
    list of Artist
        A line for each of ``lines``; then a mark for each of ``minds``.

    Notes
    -----
    Addition: not from the article; the model is this book's. `game.figures.worlds` gives both.
    """
    plot = WORLDS
    plot.frame(ax, (0, 0.5, 1), (0.5, 1), percent)
    say(ax, 0.08, 4.24, "gives in to an offensive neighbour (upwards)", ha="left")
    say(ax, WIDTH - 0.1, 0.28, "restraint with a defensive neighbour →", ha="right")
    left, top = (float(plot.x(GOOD[0])), float(plot.y(GOOD[1])))
    corner = (left, plot.bottom, plot.left + plot.width - left, top - plot.bottom)
    bar(ax, *corner, "panel", zorder=0)
    say(ax, left + corner[2] / 2, plot.bottom + 0.14, "good in both worlds", weight=600)
    drawn: Artists = []
    for name, fares in lines.items():
        x, y = zip(*fares, strict=True)
        drawn.append(plot.line(ax, x, y, "muted", linestyle=KINDS[name], width=1.4))
        right, up = LABELS[name]
        say(ax, plot.x(x[1]) + right, plot.y(y[1]) + up, name, "muted", ha="left")
    for name, (rest, pressed) in minds.items():
        right, up, side = BESIDE[name]
        at, high = plot.x(rest), plot.y(pressed)
        drawn.append(plot.dot(ax, rest, pressed, "ink", size=9))
        say(ax, at + right, high + up, name, ha=side, weight=600)
    return drawn


def describe_both_worlds(minds: Mapping[str, Shares], lines: Mapping[str, Sequence[Shares]]) -> str:
    """Say in words what `draw_both_worlds` shows."""
    rates = [f"{name}, {rest:.0%} and {pressed:.0%}" for name, (rest, pressed) in minds.items()]
    return (
        "How often minds come to restraint with a defensive neighbour, and give in to an "
        f"offensive one: {'; '.join(rates)}. Along each line, from a low bar to a high one, both "
        "rise together."
    )
