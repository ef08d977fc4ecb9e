"""A belief that moves with signals, and one that drifts without."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from islands import Choice, Slider
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.models.domains import Array
from secdilemma.models.reading_signals import drift, rates, read_signals, resting_belief
from secdilemma.style import TEXT
from secdilemma.theory import Intent
from secdilemma.words import listed, percent

SEQUENCES = {
    "six alarms": (True,) * 6,
    "six reassurances": (False,) * 6,
    "alarms and reassurances in turn": (True, False) * 3,
    "three alarms, then three reassurances": (True,) * 3 + (False,) * 3,
    "three reassurances, then three alarms": (False,) * 3 + (True,) * 3,
    "one alarm among reassurances": (False, False, True, False, False, False),
    "one reassurance among alarms": (True, True, False, True, True, True),
}
"""Sequences of six signals by name; True is an alarm."""


def _reading(p: float) -> Intent:
    """Read by the odds; a path that returns to one half does so only up to rounding."""
    return Intent.OFFENSIVE if round(p, 9) > 0.5 else Intent.DEFENSIVE


@figure(4.15)
def draw_reading_signals(ax: Axes, *, p: float, d: float, signals: str, lens: bool) -> Artists:
    """Draw how a belief moves through six signals, with and without the negative lens.

    The reader should see that signals that both types send teach nothing, that only the balance of
    alarms and reassurances counts, and that under the negative lens a belief never falls.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Prior probability in [0, 1] that the other is offensive.
    d : float
        Distinguishability in [0, 1).
    signals : str
        A key of `SEQUENCES`.
    lens : bool
        Whether the reader wears the negative lens; then the path without it is shown too.

    Returns
    -------
    list of Artist
        The path, one mark per signal, and under the lens the path without it.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.reading_signals.read_signals`.
    """
    alarms = SEQUENCES[signals]
    plot = Plot(1.22, 1.25, 2.78, 2.75, len(alarms))
    places = plot.x(np.arange(len(alarms) + 1))
    for share, meaning in ((0.0, "rule"), (0.5, "muted"), (1.0, "rule")):
        y = plot.y(share)
        line(ax, [1.0, 4.05], [y, y], meaning, 1)
        say(ax, 0.92, y, f"{share:.0%}", "muted", ha="right")
    for share, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        words = f"read as\n{intent}"
        say(ax, 0.25, plot.y(share), words, intent.value, weight=600, rotation=90)
    artists: Artists = []
    path = read_signals(p, alarms, d, lens=lens)
    dots: Look = {"marker": "o", "markersize": 5, "zorder": 4}
    artists.append(line(ax, places, plot.y(path), "ink", 1.8, **dots))
    artists += _signals(ax, places[1:], alarms, lens)
    say(ax, places[0], 0.82, f"prior\n{percent(p)}", "muted")
    y = plot.y(path[-1])
    say(ax, 4.12, y, percent(path[-1]), ha="left", size=TEXT, weight=600)
    if lens:
        plain = read_signals(p, alarms, d)
        artists.append(line(ax, places, plot.y(plain), "muted", 1.4, linestyle=(0, (4, 3))))
        same = np.allclose(plain, path)
        words = "the same\nwithout" if same else f"without:\n{percent(plain[-1])}"
        say(ax, 4.12, min(plot.y(plain[-1]), y - 0.36), words, "muted", ha="left")
    return artists


SIGNS: dict[str, Sign] = {
    "alarming": {"mark": "^", "meaning": "offensive", "size": 10},
    "reassuring": {"meaning": "defensive", "size": 10, "hollow": True, "markeredgewidth": 2},
    "ignored by the lens": {"mark": "x", "size": 11, "markeredgewidth": 1.6},
}
"""The marks of the signals, and of what the lens does to one."""


def _signals(ax: Axes, places: Array, alarms: Sequence[bool], lens: bool) -> Artists:
    """Draw one mark per signal, and beneath them what the marks mean."""
    marks: Artists = []
    for x, alarm in zip(places, alarms, strict=True):
        marks.append(sign(ax, x, 0.82, SIGNS["alarming" if alarm else "reassuring"]))
        if lens and not alarm:
            sign(ax, x, 0.82, SIGNS["ignored by the lens"])
    for x, (words, look) in list(zip((0.75, 1.85, 3.12), SIGNS.items(), strict=True))[: 2 + lens]:
        key(ax, x, 0.28, {**look, "size": look["size"] - 1}, words, "ink", gap=0.13)
    return marks


def describe_reading_signals(*, p: float, d: float, signals: str, lens: bool) -> str:
    """Say in words what `draw_reading_signals` shows."""
    alarms = SEQUENCES[signals]
    end, plain = (read_signals(p, alarms, d, lens=worn)[-1] for worn in (lens, False))
    alpha, beta = rates(d)
    ratio = f"{alpha / beta:.2g}"
    signs = (
        f"alarms that an offensive state sends {ratio} times as often as a defensive one"
        if d
        else "signals that an offensive and a defensive state send equally often"
    )
    tie = ": at exactly one half the milder reading stands" if round(end, 9) == 0.5 else ""
    worn = "Through the negative lens" if lens else "Without the negative lens"
    return (
        f"You read the other as {_reading(end)}{tie}. {worn}, your belief that it is offensive is "
        f"{percent(end)} after {signals}; it was {percent(p)}, and you meet {signs}. "
        + _lesson(alarms, ratio, d, lens, percent(plain))
    )


def _lesson(alarms: Sequence[bool], ratio: str, d: float, lens: bool, plain: str) -> str:
    if not d:
        idle = ", and a lens has nothing to distort" if lens else ""
        return f"This is pure ambiguity: however many signals come, nothing is learned{idle}."
    if lens and all(alarms):
        return "The lens makes no difference here: there is no reassuring signal to ignore."
    if lens:
        return (
            "The lens ignores each reassuring signal, so that the belief can never fall; without "
            f"the lens it would end at {plain}."
        )
    if sum(alarms) * 2 == len(alarms):
        return "As many alarms as reassurances cancel out, in whatever order they come."
    return f"Each alarm multiplies the odds by {ratio}, and each reassurance divides them by it."


STARTS = {0.0: "defensive", 0.5: "ink", 1.0: "offensive"}
"""Beliefs today, each with its colour."""

PERIODS = 20
"""How far to look ahead."""


def _headline(lam: float = 0.05, mu: float = 0.15) -> str:
    rest = percent(float(resting_belief(lam, mu)))
    return f"Without a new signal even certainty drifts to a belief of {rest}"


@figure(3.45, _headline)
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
    plot = Plot(1.05, 0.85, 2.95, 2.4, PERIODS)
    paths: Artists = []
    dots: Look = {"width": 1.4, "marker": "o", "markersize": 4}
    for start, meaning in STARTS.items():
        paths.append(plot.line(ax, times, drift(start, lam, mu, times), meaning, **dots))
        say(ax, 0.92, plot.y(start), percent(start), meaning, ha="right", weight=600)
    rest = float(resting_belief(lam, mu))
    y = plot.y(rest)
    paths.append(line(ax, [1.05, 4.1], [y, y], "muted", 1))
    say(ax, 4.16, y, f"p* = {percent(rest)}", ha="left", weight=600)
    say(ax, 0.2, plot.y(0.5), "belief that it is offensive", "muted", rotation=90)
    for time in range(0, PERIODS + 1, PERIODS // 4):
        say(ax, plot.x(time), 0.58, str(time), "muted")
    say(ax, plot.x(PERIODS / 2), 0.25, "periods without a new signal", "muted")
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
    priors = {share: f"{share:.0%}" for share in (0.1, 0.3, 0.5, 0.7, 0.9)}
    clarity = {0.0: "not at all", 0.2: "a little", 0.5: "fairly well", 0.8: "well"}
    asked = "Prior belief that the other is offensive"
    controls = [
        Slider("p", asked, priors, fine=(0.01, 0.99, 0.01)),
        Slider("d", "Signals tell offensive from defensive", clarity, fine=(0.0, 0.95, 0.05)),
        Choice("signals", "Signals", list(SEQUENCES), many=True),
        Choice("lens", "Negative lens", {False: "off", True: "on"}),
    ]
    default = {"p": 0.5, "d": 0.5, "signals": "alarms and reassurances in turn"}
    return "Read a sequence of signals", controls, default
