"""A belief that moves with signals, and one that drifts without."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes

from islands import Choice, Slider, handle, pick
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, beside, line, say
from secdilemma.kit.signs import arrival, crossing, river
from secdilemma.models.domains import Array
from secdilemma.models.reading_signals import drift, rates, read_signals, resting_belief
from secdilemma.style import DASHED, TEXT
from secdilemma.theory import Intent
from secdilemma.words import listed, percent

KINDS = {True: "alarm", False: "reassurance"}
"""What a signal is called."""

SIGNS = {True: ("spear", "offensive"), False: ("restraint", "defensive")}
"""What arrives, and the colour of how it is read."""


def _name(alarms: Sequence[bool], between: str = "-") -> str:
    return between.join(KINDS[alarm] for alarm in alarms)


SEQUENCES = {_name(alarms): alarms for alarms in product(KINDS, repeat=4)}
"""Sequences of four signals by name; True is an alarm."""

PRIORS = (0.1, 0.3, 0.5, 0.7)
"""Beliefs before any signal."""

ROWS = 5.3
"""Time runs down: at 0 there is the prior, at 1 to 4 a signal arrives, here all have."""

SHEETS = {
    False: (Plot(0.3, 0.95, 3.0, 2.65, 1.0, 0.0, ROWS), 0.95),
    True: (Plot(0.6, 0.65, 7.8, 2.65, 1.0, 0.0, ROWS), 1.9),
}
"""For a phone and for a wide page: the plot of the belief, and how broad the river may be."""


@figure(4.1, wide=3.8)
def draw_reading_signals(
    ax: Axes, *, p: float, d: float, signals: str, lens: bool, wide: bool = False
) -> Artists:
    """Draw how a belief moves through four signals, with and without the negative lens.

    The reader should see that signals that both types send teach nothing, that only the balance of
    alarms and reassurances counts, and that under the negative lens a belief never falls.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Prior probability in [0, 1] that the other is offensive.
    d : float
        Distinguishability in [0, 1): the better signals tell, the narrower is the river.
    signals : str
        A key of `SEQUENCES`; pressing a signal turns it into the other kind.
    lens : bool
        Whether the reader wears the negative lens; then the path without it is shown too.
    wide : bool
        Whether it is for a wide page.

    Returns
    -------
    list of Artist
        The path, the signals, and under the lens the path without it.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.reading_signals.read_signals`.
    """
    (plot, _), alarms = SHEETS[wide], SEQUENCES[signals]
    top = plot.bottom + plot.height
    for share, meaning in ((0.0, "rule"), (0.5, "muted"), (1.0, "rule")):
        line(ax, plot.x([share] * 2), [plot.bottom, top], meaning, 1)
        say(ax, plot.x(share), plot.bottom - 0.14, f"{share:.0%}", "muted")
    for share, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        say(ax, plot.x(share), top + 0.32, f"read as {intent}", intent.value, weight=600)
    say(ax, plot.x(0.25), plot.bottom - 0.14, "your belief", "reader", weight=600)
    path, plain = (read_signals(p, alarms, d, lens=worn) for worn in (lens, False))
    artists: Artists = [line(ax, *_corners(plot, path), "reader", 2.8, name="path")]
    artists += _signals(ax, path, alarms, d, lens, wide)
    left = bool(path[-1] > 0.5)
    look: Look = {"gap": 0.1, "size": TEXT, "weight": 600, "name": "end"}
    y = plot.bottom + 0.12
    beside(ax, plot.x(path[-1]), y, percent(path[-1]), "reader", left=left, **look)
    if lens:
        ghost: Look = {"linestyle": DASHED, "zorder": 1, "name": "without the lens"}
        artists.append(line(ax, *_corners(plot, plain), "muted", 1.6, **ghost))
        words, x = f"without the lens {percent(plain[-1])}", max(plot.x(plain[-1]), 0.95)
        say(ax, x, plot.bottom - 0.4, words, "muted", name="end without the lens")
    handle(ax, "p", {prior: (plot.x(prior), plot.y(0)) for prior in PRIORS})
    return artists


def _corners(plot: Plot, path: Array) -> tuple[Array, Array]:
    """Return the way of a belief, which rests from signal to signal and is pushed by each."""
    rows = [0, *np.repeat(range(1, len(path)), 2), ROWS]
    return plot.x(np.repeat(path, 2)), plot.y(rows)


def _signals(
    ax: Axes, path: Array, alarms: tuple[bool, ...], d: float, lens: bool, wide: bool
) -> Artists:
    """Draw the river, what crosses it, and how what lands in a row pushes the belief."""
    plot, broad = SHEETS[wide]
    shore = plot.left + plot.width + 0.3
    over = shore + 0.25 + broad * (1 - d)
    river(ax, shore + 0.08, plot.bottom, over - shore - 0.13, plot.height)
    y = plot.bottom + plot.height + 0.32
    say(
        ax, min(over, 4.55) if not wide else over, y, "the other", "other", weight=600, name="other"
    )
    marks: Artists = []
    for row, alarm in enumerate(alarms):
        y, (kind, reading) = float(plot.y(row + 1)), SIGNS[alarm]
        ends = plot.x(path[row : row + 2])
        passes = lens and not alarm
        crossing(ax, (over, y), (shore, y), "other", name=f"line {row}")
        if not passes:
            line(ax, [max(ends), shore], [y, y], reading, 0.8, name=f"reach {row}")
            line(ax, ends, [y, y], reading, 2.8, zorder=3, name=f"push {row}")
        if wide:
            words = f"{KINDS[alarm]}, ignored" if passes else KINDS[alarm]
            beside(ax, over, y, words, "muted", name=f"words {row}")
        turned = (*alarms[:row], not alarm, *alarms[row + 1 :])
        meaning = "rule" if passes else reading
        marks.append(arrival(ax, shore, y, kind, meaning, zorder=4, name=f"signal {row}"))
        room: Look = {"alpha": 0.01, "linewidth": 0, "zorder": 5}
        pressed = bar(ax, shore - 0.2, y - 0.2, 0.25 + broad / 2, 0.4, "paper", **room)
        words = f"Press: {KINDS[alarm]} becomes {KINDS[not alarm]}"
        pick(pressed, f"press {row}", words, signals=_name(turned))
    if not wide:
        for x, alarm in ((2.3, True), (3.35, False)):
            kind, reading = SIGNS[alarm]
            arrival(ax, x, 0.2, kind, reading, label=KINDS[alarm])
            beside(ax, x, 0.2, KINDS[alarm], "muted")
    return marks


def describe_reading_signals(*, p: float, d: float, signals: str, lens: bool) -> str:
    """Say in words what `draw_reading_signals` shows."""
    alarms = SEQUENCES[signals]
    end, plain = (read_signals(p, alarms, d, lens=worn)[-1] for worn in (lens, False))
    alpha, beta = rates(d)
    ratio = f"{alpha / beta:.2g}"
    kinds = listed([KINDS[alarm] for alarm in alarms])
    reading = Intent.OFFENSIVE if round(end, 9) > 0.5 else Intent.DEFENSIVE  # up to rounding
    tie = ", as at every tie" if round(end, 9) == 0.5 else ""
    return (
        f"From {percent(p)} your belief comes to {percent(end)}: you read the other as "
        f"{reading}{tie}. {kinds.capitalize()}: {_lesson(alarms, ratio, d, lens, percent(plain))}"
    )


def _lesson(alarms: tuple[bool, ...], ratio: str, d: float, lens: bool, plain: str) -> str:
    worn = "with the lens " if lens else ""
    if not d:
        return f"{worn}nothing is learned from what both types send equally often."
    if lens and all(alarms):
        return f"each multiplies the odds by {ratio}, and the lens has nothing to ignore."
    if lens:
        alone = f"each alarm multiplies the odds by {ratio}, reassurance is ignored"
        return f"{alone}; without the lens: {plain}."
    if sum(alarms) * 2 == len(alarms):
        return f"each multiplies the odds by {ratio} or divides them, and they cancel out."
    return f"each alarm multiplies the odds by {ratio}, each reassurance divides them by it."


STARTS = {
    0.0: ("defensive", "sure it is defensive", (2.0, 0.05)),
    0.5: ("ink", "even odds", (-0.3, 0.295)),
    1.0: ("offensive", "sure it is offensive", (2.4, 0.75)),
}
"""Beliefs today, each with its colour, its name, and where that stands: time and belief."""

PERIODS = 20
"""How far to look ahead."""


def _headline(lam: float = 0.05, mu: float = 0.15) -> str:
    rest = percent(float(resting_belief(lam, mu)))
    return f"Without a new signal even certainty drifts to a belief of {rest}"


@figure(2.85, _headline)
def draw_drift(ax: Axes, *, lam: float = 0.05, mu: float = 0.15) -> Artists:
    """Draw how beliefs about the other's intent drift while no new signal comes.

    The reader should see that all of them end at the same resting belief, even those that began as
    certainty.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    lam, mu : float
        λ and μ, as `secdilemma.models.reading_signals.drift` takes them.

    Returns
    -------
    list of Artist
        One path per start in `STARTS`, then the line of the resting belief.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.reading_signals.drift`.
    """
    times = np.arange(PERIODS + 1)
    plot = Plot(0.62, 0.6, 3.2, 2.1, PERIODS)
    paths: Artists = []
    for start, (meaning, words, (time, belief)) in STARTS.items():
        paths.append(plot.line(ax, times, drift(start, lam, mu, times), meaning, 2.2))
        beside(ax, plot.left, plot.y(start), percent(start), meaning, left=True, weight=600)
        beside(ax, plot.x(time), plot.y(belief), words, meaning)
    rest = float(resting_belief(lam, mu))
    ends = [plot.left, plot.left + plot.width + 0.1]
    paths.append(line(ax, ends, [plot.y(rest)] * 2, "muted", 1))
    beside(ax, ends[1], plot.y(rest), f"resting\nbelief\n{percent(rest)}", gap=0.05, weight=600)
    for time in (0, PERIODS // 2, PERIODS):
        say(ax, plot.x(time), plot.bottom - 0.2, str(time), "muted")
    say(ax, plot.x(PERIODS / 2), 0.14, "periods without a new signal", "muted")
    return paths


def describe_drift(*, lam: float = 0.05, mu: float = 0.15) -> str:
    """Say in words what `draw_drift` shows."""
    now, half, end = (
        listed([percent(float(drift(start, lam, mu, time))) for start in STARTS])
        for time in (0, PERIODS // 2, PERIODS)
    )
    return (
        f"Beliefs that the other is offensive, carried {PERIODS} periods ahead without a new "
        f"signal. In each period a defensive other turns offensive with a chance of "
        f"{percent(lam)}, and the reverse happens with one of {percent(mu)}. From "
        f"{now} they come to {half} after {PERIODS // 2} periods and "
        f"to {end} after {PERIODS}: all drift to the resting belief p*, "
        f"{percent(float(resting_belief(lam, mu)))}, even those that began as certainty."
    )


@explorer(draw_reading_signals)
def reading_signals() -> Setup:
    """Read a sequence of signals, with and without the negative lens.

    Returns
    -------
    islands.Explorer
        Prior, distinguishability, sequence and lens.
    """
    priors = {share: f"{share:.0%}" for share in PRIORS}
    clarity = {0.0: "not at all", 0.5: "fairly well", 0.8: "well"}
    asked = "Prior belief that the other is offensive"
    sequences = {name: _name(alarms, ", ") for name, alarms in SEQUENCES.items()}
    controls = [
        Slider("p", asked, priors, fine=(0.01, 0.99, 0.01)),
        Slider("d", "Signals tell offensive from defensive", clarity, fine=(0.0, 0.95, 0.05)),
        Choice("signals", "Signals", sequences, many=True, moves=True),
        Choice("lens", "Negative lens", {False: "off", True: "on"}, moves=True),
    ]
    default = {"p": 0.5, "d": 0.5, "signals": "alarm-reassurance-alarm-reassurance"}
    return "Read a sequence of signals", controls, default
