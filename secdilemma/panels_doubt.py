"""Figures with states of the formal companion: reading and choosing.

All of it is an addition by this book. The figures follow the rules of `secdilemma.figures`: axes
in, artists out, and every number comes from `secdilemma.models`.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from scipy.spatial import ConvexHull

from secdilemma import models
from secdilemma.figures import _clear, _say, _sheet
from secdilemma.style import LARGE, TEXT, WIDTH, colour
from secdilemma.theory import PROFILES, Intent, Policy, Scenario

Place = Callable[[Any], Any]
"""Takes a number or an array of them."""


def _scale(start: float, length: float) -> Place:
    """Turn a share from 0 to 1 into inches on the sheet."""
    return lambda share: start + length * share


def _percent(share: float) -> str:
    """Round to whole per cent, and never up or down to a certainty that is none."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


# ------------------------------------------------------------------ reading signals

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


@_sheet(4.15)
def draw_reading_signals(ax: Axes, *, p: float, d: float, signals: str, lens: bool) -> list[Artist]:
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
    An addition by this book. Source: `secdilemma.models.read_signals`.
    """
    _clear(ax, draw_reading_signals)
    alarms = SEQUENCES[signals]
    step, belief = _scale(1.22, 2.78 / len(alarms)), _scale(1.25, 2.75)
    places = step(np.arange(len(alarms) + 1))
    for share, meaning in ((0.0, "rule"), (0.5, "muted"), (1.0, "rule")):
        y = belief(share)
        ax.plot([1.0, 4.05], [y, y], color=colour(meaning), linewidth=1)
        _say(ax, 0.92, y, f"{share:.0%}", "muted", ha="right")
    for share, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        words = f"read as\n{intent}"
        _say(ax, 0.25, belief(share), words, intent.value, weight=600, rotation=90)
    artists: list[Artist] = []
    path = models.read_signals(p, alarms, d, lens=lens)
    artists += ax.plot(places, belief(path), "o-", color=colour("ink"), markersize=5, zorder=4)
    artists += _signals(ax, places[1:], alarms, lens)
    _say(ax, places[0], 0.82, f"prior\n{_percent(p)}", "muted")
    y = belief(path[-1])
    _say(ax, 4.12, y, _percent(path[-1]), ha="left", size=TEXT, weight=600)
    if lens:
        plain = models.read_signals(p, alarms, d)
        artists += ax.plot(
            places, belief(plain), color=colour("muted"), linewidth=1.4, linestyle=(0, (4, 3))
        )
        same = np.allclose(plain, path)
        words = "the same\nwithout" if same else f"without:\n{_percent(plain[-1])}"
        _say(ax, 4.12, min(belief(plain[-1]), y - 0.36), words, "muted", ha="left")
    return artists


def _signals(ax: Axes, places: models.Array, alarms: Sequence[bool], lens: bool) -> list[Artist]:
    """Draw one mark per signal, and beneath them what the marks mean."""
    looks: dict[bool, dict[str, Any]] = {
        True: {"marker": "^", "color": colour("offensive")},
        False: {
            "marker": "o",
            "color": colour("defensive"),
            "markerfacecolor": colour("paper"),
            "markeredgewidth": 2,
        },
    }
    marks: list[Artist] = []
    for x, alarm in zip(places, alarms, strict=True):
        marks += ax.plot(x, 0.82, markersize=10, **looks[alarm])
        if lens and not alarm:
            ax.plot(x, 0.82, "x", color=colour("ink"), markersize=11, markeredgewidth=1.6)
    for x, words, look in ((0.75, "alarming", looks[True]), (1.85, "reassuring", looks[False])):
        ax.plot(x, 0.28, markersize=9, **look)
        _say(ax, x + 0.13, 0.28, words, ha="left")
    if lens:
        ax.plot(3.12, 0.28, "x", color=colour("ink"), markersize=10, markeredgewidth=1.6)
        _say(ax, 3.25, 0.28, "ignored by the lens", ha="left")
    return marks


def describe_reading_signals(*, p: float, d: float, signals: str, lens: bool) -> str:
    """Say in words what `draw_reading_signals` shows."""
    alarms = SEQUENCES[signals]
    end, plain = (models.read_signals(p, alarms, d, lens=worn)[-1] for worn in (lens, False))
    alpha, beta = models.rates(d)
    ratio = f"{alpha / beta:.2g}"
    told = (
        f"alarms that an offensive state sends {ratio} times as often as a defensive one"
        if d
        else "signals that an offensive and a defensive state send equally often"
    )
    tie = ": at exactly one half the milder reading stands" if round(end, 9) == 0.5 else ""
    worn = "Through the negative lens" if lens else "Without the negative lens"
    return (
        f"You start from a belief of {_percent(p)} that the other is offensive, and meet {told}. "
        f"{worn}, your belief after {signals} is {_percent(end)}, and you read the other as "
        f"{_reading(end)}{tie}. {_lesson(alarms, ratio, d, lens, _percent(plain))}"
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


@_sheet(3.45)
def draw_drift(
    ax: Axes,
    *,
    lam: float = 0.05,
    mu: float = 0.15,
    starts: Sequence[float] = (0.0, 0.5, 1.0),
    periods: int = 20,
) -> list[Artist]:
    """Draw how beliefs about the other's intent drift while no new signal comes.

    The reader should see that all of them end at the same resting belief, even those that began as
    certainty.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    lam, mu : float
        λ and μ, as `secdilemma.models.drift` takes them.
    starts : sequence of float
        Beliefs today, each in [0, 1].
    periods : int
        How far to look ahead, at least 1.

    Returns
    -------
    list of Artist
        One path per start, then the line of the resting belief.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.drift`.
    """
    _clear(ax, draw_drift)
    times = np.arange(periods + 1)
    step, belief = _scale(1.05, 2.95 / periods), _scale(0.85, 2.4)
    paths: list[Artist] = []
    for start in starts:
        meaning = {0.0: "defensive", 1.0: "offensive"}.get(start, "ink")
        y = belief(models.drift(start, lam, mu, times))
        paths += ax.plot(step(times), y, "o-", color=colour(meaning), markersize=4, linewidth=1.4)
        _say(ax, 0.92, belief(start), _percent(start), meaning, ha="right", weight=600)
    rest = float(models.resting_belief(lam, mu))
    y = belief(rest)
    paths += ax.plot([1.05, 4.1], [y, y], color=colour("muted"), linewidth=1)
    _say(ax, 4.16, y, f"p* = {_percent(rest)}", ha="left", weight=600)
    _say(ax, 0.2, belief(0.5), "belief that it is offensive", "muted", rotation=90)
    for time in range(0, periods + 1, max(1, periods // 4)):
        _say(ax, step(time), 0.58, str(time), "muted")
    _say(ax, step(periods / 2), 0.25, "periods without a new signal", "muted")
    return paths


def describe_drift(
    *,
    lam: float = 0.05,
    mu: float = 0.15,
    starts: Sequence[float] = (0.0, 0.5, 1.0),
    periods: int = 20,
) -> str:
    """Say in words what `draw_drift` shows."""
    now, half, end = (
        _listed([_percent(float(models.drift(start, lam, mu, time))) for start in starts])
        for time in (0, periods // 2, periods)
    )
    return (
        f"Beliefs that the other is offensive, carried {periods} periods ahead without a new "
        f"signal. In each period a defensive other turns offensive with a chance of "
        f"{_percent(lam)}, and the reverse happens with one of {_percent(mu)}. From "
        f"{now} they come to {half} after {periods // 2} periods and "
        f"to {end} after {periods}: all drift to the resting belief p*, "
        f"{_percent(float(models.resting_belief(lam, mu)))}, even those that began as certainty."
    )


# ------------------------------------------------------------------ choosing under doubt

_MOST = 8.0
"""The largest cost that a bar has room for."""

_TIMES = {
    0.25: "a quarter as much as",
    0.5: "half as much as",
    1: "as much as",
    2: "twice as much as",
    4: "four times as much as",
}


@cache
def _regions() -> dict[Scenario, models.Array]:
    """Return the corners of each scenario's region: belief p and threshold p*, both from 0 to 1."""
    shares = np.linspace(0, 1, 401)
    p, s = np.meshgrid(shares, np.clip(shares, 1e-9, 1 - 1e-9))  # a stake is never 0
    named = models.scenario(p, s, 1 - s, 0)  # so that p* = s
    regions = {}
    for scenario in Scenario:
        points = np.column_stack([p[named == scenario], s[named == scenario]])
        regions[scenario] = points[ConvexHull(points).vertices]
    return regions


@_sheet(5.3)
def draw_choosing(ax: Axes, *, p: float, s: float, a: float, c: float) -> list[Artist]:
    """Draw where a belief and stakes lie among the scenarios, and what each policy would cost.

    The reader should see that doubt and stakes together name the scenario, that no stakes reach
    both the fatalist and the constructivist, and that every policy leaves a loss.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Probability in [0, 1] that the other is offensive.
    s, a, c : float
        Costs, as `secdilemma.models.expected_costs` takes them; ``s`` and ``a`` at most 8.

    Returns
    -------
    list of Artist
        The regions in the article's order, the reader's point, the bars of the expected costs of
        deterrence and reassurance, and the bars of the two shares of the mix.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models`; names of scenarios from Kerstens and Noll
    (2017).
    """
    _clear(ax, draw_choosing)
    left, base, width, height = 0.42, 2.45, 3.75, 2.5
    across, up = _scale(left, width), _scale(base, height)
    here = models.scenario(p, s, a, c)
    artists: list[Artist] = []
    for scenario, corners in _regions().items():
        policy = PROFILES[scenario].policy.value
        artists.append(
            ax.add_patch(
                Polygon(
                    np.column_stack([across(corners[:, 0]), up(corners[:, 1])]),
                    facecolor=colour(policy),
                    alpha=0.32 if scenario is here else 0.12,
                    linewidth=0,
                )
            )
        )
    _names(ax, across, up, here)
    rest = float(models.threshold(s, a, c))
    ax.plot([left, left + width], [up(rest)] * 2, color=colour("ink"), linewidth=1)
    ax.plot([across(p)] * 2, [base - 0.07, base], color=colour("ink"), linewidth=1.6)
    artists += ax.plot(across(p), up(rest), "o", color=colour("ink"), markersize=11, zorder=6)
    _say(ax, left + width + 0.06, up(rest), f"p* {_percent(rest)}", ha="left", weight=600)
    _say(ax, across(p), base - 0.19, f"p {_percent(p)}", weight=600)
    _say(ax, across(0.5), base - 0.43, "belief that the other is offensive, 0 to 100%", "muted")
    _say(ax, 0.2, up(0.5), "stakes: threshold p*", "muted", rotation=90)
    return artists + _costs(ax, p, s, a, c) + _mix(ax, p, s, a)


def _names(ax: Axes, across: Place, up: Place, here: Scenario) -> None:
    """Draw the borders between the regions and name what lies between them."""
    border: dict[str, Any] = {"color": colour("paper"), "linewidth": 2}
    ax.plot([across(0.5)] * 2, [up(0), up(1)], **border)
    ax.plot([across(0), across(1)], [up(0), up(1)], **border)
    _say(ax, across(1) + 0.06, up(1) - 0.02, "p = p*", "muted", ha="left")
    for x, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        _say(ax, across(x), up(1) + 0.16, f"read as {intent}", intent.value, weight=600)
    # where no line of the explorer's stakes passes
    _say(ax, across(0.02), up(0.62), "reassurance", "reassurance", ha="left", weight=600)
    _say(ax, across(0.98), up(0.27), "deterrence", "deterrence", ha="right", weight=600)
    for scenario, x, y, side in (
        (Scenario.LIBERAL, 0.02, 0.93, "left"),
        (Scenario.CONSTRUCTIVIST, 0.52, 0.93, "left"),
        (Scenario.FATALIST, 0.48, 0.06, "right"),
        (Scenario.REALIST, 0.98, 0.06, "right"),
    ):
        chosen = scenario is here
        look = {"ha": side, "size": TEXT, "weight": 600 if chosen else 400}
        words = scenario.capitalize()
        _say(ax, across(x), up(y), words, "ink" if chosen else "muted", **look)


def _costs(ax: Axes, p: float, s: float, a: float, c: float) -> list[Artist]:
    """Draw the expected costs of the two pure policies as bars."""
    bars: list[Artist] = []
    costs = models.expected_costs(p, s, a, c)
    for y, policy, cost in zip(
        (1.56, 1.22), (Policy.DETERRENCE, Policy.REASSURANCE), costs, strict=True
    ):
        _say(ax, 0.1, y, f"{policy} costs", policy.value, ha="left", weight=600)
        length = 2.6 * float(cost) / _MOST
        bar = Rectangle((1.62, y - 0.1), length, 0.2, color=colour(policy.value))
        bars.append(ax.add_patch(bar))
        weight = 600 if cost == min(costs) else 400
        _say(ax, 1.7 + length, y, f"{cost:.2f}", ha="left", size=TEXT, weight=weight)
    return bars


def _mix(ax: Axes, p: float, s: float, a: float) -> list[Artist]:
    """Draw the best mix as one bar of two shares, and say what loss it leaves."""
    x, length = float(models.mix(p, s, a)), WIDTH - 0.2
    _say(ax, 0.1, 0.84, f"best mix: {_percent(x)} deterrence", "deterrence", ha="left", weight=600)
    words = f"{_percent(1 - x)} reassurance"
    _say(ax, WIDTH - 0.1, 0.84, words, "reassurance", ha="right", weight=600)
    loss = float(models.residual_loss(p, s, a))
    _say(ax, WIDTH / 2, 0.17, f"loss that remains: {loss:.2f}", size=TEXT)
    shares = ((0.1, x, "deterrence"), (0.1 + length * x, 1 - x, "reassurance"))
    return [
        ax.add_patch(Rectangle((start, 0.42), length * share, 0.22, color=colour(policy)))
        for start, share, policy in shares
    ]


def describe_choosing(*, p: float, s: float, a: float, c: float) -> str:
    """Say in words what `draw_choosing` shows."""
    rest, (deter, reassure) = models.threshold(s, a, c), models.expected_costs(p, s, a, c)
    here = models.scenario(p, s, a, c)
    profile = PROFILES[here]
    met = set(models.scenario(np.linspace(0, 1, 401), s, a, c))
    never = [one for one in (Scenario.FATALIST, Scenario.CONSTRUCTIVIST) if one not in met]
    times = _TIMES.get(s / a, f"{s / a:.2g} times as much as")
    counted = ", which counts the damage of errors only," if c else ""
    return (
        f"A paradox costs {times} coercion, and deterring an offensive state costs "
        f"{f'{c:g}' if c else 'nothing'}: deterrence costs less above a belief of "
        f"{_percent(float(rest))}. Yours is {_percent(p)}: you read the other as {profile.reading} "
        f"and choose {profile.policy}, the {here} scenario. Deterrence costs {deter:.2f} on "
        f"average, reassurance {reassure:.2f}. The best mix{counted} is "
        f"{_percent(float(models.mix(p, s, a)))} deterrence, and still leaves a loss of "
        f"{models.residual_loss(p, s, a):.2f}. With these stakes no belief leads to "
        f"{' or '.join(f'the {scenario}' for scenario in never)} scenario."
    )


@_sheet(3.5)
def draw_mix(ax: Axes, *, p: float = 0.3, s: float = 2.0, a: float = 4.0) -> list[Artist]:
    """Draw the expected loss of every mix of the two policies.

    The reader should see that the least loss lies inside, with some of both policies, and that it
    is not zero.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Probability in [0, 1] that the other is offensive.
    s, a : float
        Costs of paradox and of coercion, above 0.

    Returns
    -------
    list of Artist
        The curve, the line of the loss that remains, the best mix and the two ends.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.mix_loss`.
    """
    _clear(ax, draw_mix)
    shares = np.linspace(0, 1, 101)
    losses = models.mix_loss(shares, p, s, a)
    share, loss = _scale(0.5, 3.9), _scale(0.8, 2.1 / losses.max())
    best, least = float(models.mix(p, s, a)), float(models.residual_loss(p, s, a))
    ax.plot([share(0), share(1)], [loss(0)] * 2, color=colour("rule"), linewidth=1.2)
    curve = ax.plot(share(shares), loss(losses), color=colour("ink"), zorder=3)
    remains = ax.plot([share(best)] * 2, [loss(0), loss(least)], color=colour("muted"), linewidth=3)
    point = ax.plot(share(best), loss(least), "o", color=colour("ink"), markersize=10, zorder=5)
    words = f"best mix: {_percent(best)} deterrence\nloss that remains: {least:.2f}"
    middle = min(max(share(best), 1.0), WIDTH - 1.0)
    _say(ax, middle, 3.22, words, weight=600)
    ax.plot([middle, share(best)], [3.0, loss(least)], color=colour("rule"), linewidth=1)
    ends: list[Artist] = []
    for x, policy, ha in ((0, Policy.REASSURANCE, "left"), (1, Policy.DETERRENCE, "right")):
        meaning, y = policy.value, loss(losses[-x])
        ends += ax.plot(share(x), y, "o", color=colour(meaning), markersize=9, zorder=5)
        _say(ax, share(x), y + 0.22, f"{losses[-x]:.2f}", meaning, weight=600, size=LARGE)
        _say(
            ax,
            share(x) - 0.3 + 0.6 * x,
            0.53,
            f"pure {policy}",
            meaning,
            ha=ha,
            va="baseline",
            weight=600,
        )
    _say(ax, WIDTH / 2, 0.25, "share of deterrence x, from 0 to 100%", "muted")
    return [*curve, *remains, *point, *ends]


def describe_mix(*, p: float = 0.3, s: float = 2.0, a: float = 4.0) -> str:
    """Say in words what `draw_mix` shows."""
    reassure, deter = models.mix_loss([0, 1], p, s, a)
    return (
        f"The expected loss over the share of deterrence in a mixed policy, at a belief of "
        f"{_percent(p)} that the other is offensive, where a paradox costs {s:g} and coercion "
        f"{a:g}. It is {reassure:.2f} for pure reassurance, {deter:.2f} for pure deterrence, and "
        f"least in between: at {_percent(float(models.mix(p, s, a)))} deterrence a loss of "
        f"{models.residual_loss(p, s, a):.2f} remains."
    )
