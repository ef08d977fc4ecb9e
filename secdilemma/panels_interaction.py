"""Figures with states of the formal companion: the spiral, and trust.

They follow the rules of `secdilemma.figures`: axes in, artists out, and what they show comes from
`models`. All parameters are illustrative; none describes a real state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from scipy.optimize import brentq

from secdilemma.figures import _arrow, _box, _clear, _say, _sheet
from secdilemma.models import (
    WORLDS,
    JervisWorld,
    Race,
    Stability,
    posterior,
    rates,
    security,
    separating_costs,
    tipping_point,
)
from secdilemma.style import LARGE, TEXT, WIDTH, colour

DASHED = (0, (4, 2.5))
DOTTED = (0, (1, 2))
DASH_DOT = (0, (7, 2.5, 1.5, 2.5))


def _n(value: float, digits: int = 2) -> str:
    """Write a number without trailing zeros and with a true minus."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


@dataclass(frozen=True)
class _Plot:
    """A plot on a sheet: where it lies in inches, and which values its edges stand for."""

    left: float
    bottom: float
    width: float
    height: float
    right_value: float
    top_value: float
    bottom_value: float = 0.0

    def x(self, value: Any) -> Any:
        """Where a value lies across the sheet, in inches."""
        return self.left + np.asarray(value) / self.right_value * self.width

    def y(self, value: Any) -> Any:
        """Where a value lies up the sheet, in inches."""
        share = (np.asarray(value) - self.bottom_value) / (self.top_value - self.bottom_value)
        return self.bottom + share * self.height

    def frame(self, ax: Axes, across: Sequence[float], up: Sequence[float]) -> None:
        """Draw the two axes and the numbers beside them."""
        ends = [self.left, self.left, self.left + self.width]
        corner = [self.bottom + self.height, self.bottom, self.bottom]
        ax.plot(ends, corner, color=colour("rule"), linewidth=1.2)
        for value in across:
            _say(ax, self.x(value), self.bottom - 0.13, _n(value), "muted")
        for value in up:
            _say(ax, self.left - 0.08, self.y(value), _n(value), "muted", ha="right")

    def line(self, ax: Axes, x: Any, y: Any, meaning: str = "ink", **look: Any) -> Line2D:
        """Draw a line through values."""
        return ax.plot(self.x(x), self.y(y), color=colour(meaning), **look)[0]


# ------------------------------------------------------------------ the spiral

HORIZON, MOST_ARMS = 12.0, 6.0
"""The picture ends at this time and at this many arms, in the units of the model."""

POINTS = 129
"""So many points make a smooth line, and Matplotlib drops those that do not show."""

GRIEVANCES = {"goodwill": -1.0, "none": 0.0, "grievance": 1.0}
"""What each side feels apart from all arms: g = h."""

STARTS = {"low": (0.5, 0.5), "unequal": (2.5, 0.5), "high": (3.0, 3.0)}
"""Arms of one state and of the other at the start."""

_TIME = _Plot(0.42, 4.2, 3.55, 1.75, HORIZON, MOST_ARMS)
_PLANE = _Plot(0.42, 0.52, 3.05, 3.05, MOST_ARMS, MOST_ARMS)


@dataclass(frozen=True)
class Course:
    """A race followed until it ends, or leaves the picture, or time is up.

    Attributes
    ----------
    times : numpy.ndarray, shape (n,)
        From 0 to the end.
    arms : numpy.ndarray, shape (2, n)
        Of one state and of the other.
    end : str
        ``zero`` where a side has no arms left, ``edge`` where one passes `MOST_ARMS`, ``time``.
    """

    times: Any
    arms: Any
    end: str


def spiral_race(k: float, a: float, grievance: str) -> Race:
    """Return the race of a state of the explorer.

    Parameters
    ----------
    k, a : float
        Reaction and restraint of both sides.
    grievance : str
        A key of `GRIEVANCES`.

    Returns
    -------
    Race
        With k = l, a = b and g = h.
    """
    return Race(k, k, a, a, GRIEVANCES[grievance], GRIEVANCES[grievance])


@lru_cache(maxsize=512)
def follow(k: float, a: float, grievance: str, start: str) -> Course:
    """Follow a race as far as the picture can show it.

    Parameters
    ----------
    k, a, grievance
        As `spiral_race` takes them.
    start : str
        A key of `STARTS`.

    Returns
    -------
    Course
        Its last point lies exactly where it ends.
    """
    race, begin = spiral_race(k, a, grievance), STARTS[start]
    times = np.linspace(0, HORIZON, POINTS)
    arms = race.path(*begin, times)
    beyond = np.flatnonzero(arms.max(axis=0) > MOST_ARMS)
    if not beyond.size and arms.shape[1] == POINTS:
        return Course(times, arms, "time")
    after = int(beyond[0]) if beyond.size else arms.shape[1]

    def room(t: float) -> float:  # to the nearer of zero and the edge
        here = race.exact(*begin, t)
        return float(min(here.min(), MOST_ARMS - here.max()))

    hair = times[1] / 2  # solver and closed form may differ about the step in which it ends
    stop = brentq(room, max(0, times[after - 1] - hair), times[after] + hair, xtol=1e-10)
    times = np.linspace(0, stop, POINTS)
    arms = np.hstack([race.path(*begin, times[:-1]), race.exact(*begin, times[-1])])
    return Course(times, arms.clip(0, MOST_ARMS), "edge" if beyond.size else "zero")


def _ends(n_x: float, n_y: float, c: float) -> Any:
    """Find where the line n_x·x + n_y·y = c crosses the edge of the plane: shape (2, 2) or None."""
    sides = (0.0, MOST_ARMS)
    found = [(x, (c - n_x * x) / n_y) for x in sides if n_y]
    found += [((c - n_y * y) / n_x, y) for y in sides if n_x]
    inside = {
        (round(x, 9), round(y, 9))
        for x, y in found
        if -1e-9 <= x <= MOST_ARMS + 1e-9 and -1e-9 <= y <= MOST_ARMS + 1e-9
    }
    return np.array([min(inside), max(inside)]).T if len(inside) > 1 else None


def _lines(race: Race) -> dict[str, tuple[float, float, float]]:
    """List the straight lines of the plane, each as n_x, n_y, c of n_x·x + n_y·y = c."""
    held: Any = race  # its numbers are arrays by now
    lines = {"one": (held.a, -held.k, held.g), "other": (-held.l, held.b, held.h)}
    if race.stability() == Stability.SADDLE:
        x, y = race.equilibrium()
        slope = race.eigenvalues()[1] + held.a
        lines["dividing"] = (held.l, slope, held.l * x + slope * y)
    return {name: (float(n_x), float(n_y), float(c)) for name, (n_x, n_y, c) in lines.items()}


_LOOKS: dict[str, dict[str, Any]] = {
    "one": {"meaning": "muted", "linewidth": 1.4},
    "other": {"meaning": "muted", "linewidth": 1.4, "linestyle": DASHED},
    "dividing": {"meaning": "ink", "linewidth": 1.6, "linestyle": DASH_DOT},
}


def _key(ax: Axes, y: float, words: str, **look: Any) -> None:
    """Explain one line or mark of the plane, at its right."""
    marker = "marker" in look
    x = [3.76] if marker else [3.62, 3.9]
    ax.plot(x, [y] * len(x), **{"color": colour("ink"), **look})
    _say(ax, 3.98, y, words, ha="left")


def _end_mark(ax: Axes, plot: _Plot, x: Any, y: Any, end: str) -> None:
    """Mark how a line ends: a cross where arms are gone, an arrow where it goes on or comes in."""
    if end == "zero":
        look: dict[str, Any] = {"markersize": 8, "markeredgewidth": 2.2, "zorder": 6}
        plot.line(ax, x[-1], y[-1], marker="x", **look)
        return
    here = np.array([plot.x(x), plot.y(y)])
    far = np.hypot(*(here - here[:, -1:])) > 0.04
    if far.any():
        before = here[:, np.flatnonzero(far)[-1]]
        _arrow(ax, tuple(before), tuple(here[:, -1]), "ink", mutation_scale=14, zorder=6)


def _draw_times(ax: Axes, course: Course) -> list[Artist]:
    _say(ax, 0.08, 6.17, "Arms over time", ha="left", size=TEXT, weight=600)
    _TIME.frame(ax, (0, 4, 8, 12), (0, 2, 4, 6))
    one, other = course.arms
    lines: list[Artist] = [
        _TIME.line(ax, course.times, one, linewidth=2.4),
        _TIME.line(ax, course.times, other, linewidth=2.4, linestyle=DASHED),
    ]
    same = np.allclose(one, other)
    if same:
        lines[1].set_color(colour("paper"))  # type: ignore[attr-defined]
        lines[1].set_linewidth(1.0)  # type: ignore[attr-defined]
    for arms in course.arms[: 1 if same else 2]:
        ends = {"zero": arms[-1] < 0.005, "edge": arms[-1] > MOST_ARMS - 0.005}
        if ends.get(course.end):
            _end_mark(ax, _TIME, course.times, arms, course.end)
    names = {"both": one[-1]} if same else {"one state": one[-1], "the other": other[-1]}
    low, high = _TIME.bottom + 0.14, _TIME.bottom + _TIME.height - 0.08
    places = [min(max(float(_TIME.y(value)), low), high) for value in names.values()]
    if len(places) == 2 and abs(places[0] - places[1]) < 0.22:
        middle = min(max(sum(places) / 2, low + 0.11), high - 0.11)
        up = 0.11 if one[-1] >= other[-1] else -0.11
        places = [middle + up, middle - up]
    for name, y in zip(names, places, strict=True):
        _say(ax, float(_TIME.x(course.times[-1])) + 0.12, y, name, ha="left", weight=600)
    return lines


def _run(arms: Any) -> Any:
    """Return the share of its way that a path has gone at each of its points."""
    gone = np.concatenate([[0.0], np.hypot(*np.diff(arms)).cumsum()])
    return gone / gone[-1] if gone[-1] > 0 else gone


def _draw_plane(ax: Axes, race: Race, course: Course) -> list[Artist]:
    _say(ax, 0.08, 3.78, "The same race: one state’s arms against the other’s", ha="left",
         size=TEXT, weight=600)  # fmt: skip
    _PLANE.frame(ax, (0, 2, 4, 6), (2, 4, 6))
    _say(ax, 1.95, 0.14, "arms of one state", "muted")
    _say(ax, 0.11, 3.1, "arms of the other", "muted", rotation=90, va="top")
    artists: list[Artist] = []
    lines = {name: _ends(*line) for name, line in _lines(race).items()}
    for name, ends in lines.items():
        if ends is not None:
            artists.append(_PLANE.line(ax, *ends, **_LOOKS[name]))
            artists[-1].set_gid(name)
    if np.array_equal(lines["one"], lines["other"]):  # both hold still: the dashes show on the line
        artists[0].set(linewidth=3)
        artists[1].set(color=colour("paper"))
    one, other = course.arms
    path = _PLANE.line(ax, one, other, linewidth=2.8)
    path.set_gid("path")
    half = len(one) if course.end != "time" else int(np.searchsorted(_run(course.arms), 0.5)) + 1
    _end_mark(ax, _PLANE, one[:half], other[:half], course.end)
    begin = _PLANE.line(ax, one[0], other[0], marker="o", markersize=9, zorder=7,
                        markerfacecolor=colour("paper"), markeredgewidth=2)  # fmt: skip
    begin.set_gid("start")
    artists += [path, begin]
    balance = _balance(race)
    if balance and max(balance) <= MOST_ARMS:
        point = _PLANE.line(ax, *balance, marker="D", markersize=8, zorder=5)
        point.set_gid("balance")
        artists.append(point)
    return artists


def _draw_key(ax: Axes, shown: set[Any], end: str) -> None:
    filled = {"linestyle": "none", "markersize": 9, "markeredgewidth": 2}
    _key(ax, 3.4, "start", marker="o", markerfacecolor=colour("paper"), **filled)
    _key(ax, 3.12, "path", linewidth=2.8)
    _key(ax, 2.74, "one state\nholds still", linewidth=1.4, color=colour("muted"))
    muted = {"linestyle": DASHED, "color": colour("muted")}
    _key(ax, 2.26, "the other\nholds still", linewidth=1.4, **muted)
    if "balance" in shown:
        _key(ax, 1.88, "balance", marker="D", linestyle="none", markersize=8)
    if "dividing" in shown:
        _key(ax, 1.5, "dividing\nline", linewidth=1.6, linestyle=DASH_DOT)
    if end == "zero":
        _key(ax, 1.02, "no arms\nleft", marker="x", **filled)
    if end == "edge":
        _arrow(ax, (3.64, 0.94), (3.86, 1.1), "ink", mutation_scale=14)
        _say(ax, 3.98, 1.02, "leaves the\npicture", ha="left")


@_sheet(6.35)
def draw_spiral(ax: Axes, *, k: float, a: float, grievance: str, start: str) -> list[Artist]:
    """Draw one arms race twice: over time, and one state's arms against the other's.

    The reader should see what decides whether a race settles, runs away or disarms: reaction
    against restraint, then grievance, and at a saddle the side of the dividing line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    k, a : float
        Reaction and restraint of both sides, above 0.
    grievance : str
        A key of `GRIEVANCES`.
    start : str
        A key of `STARTS`.

    Returns
    -------
    list of Artist
        The lines of one state and of the other over time; then what the plane shows, each with its
        name as gid: ``one`` and ``other`` (where that state holds still), ``dividing``, ``path``,
        ``start`` and ``balance``. A line that misses the picture is not drawn.

    Notes
    -----
    Addition: not from the article. Source: Richardson (1960), by `secdilemma.models.Race`.
    """
    _clear(ax, draw_spiral)
    race, course = spiral_race(k, a, grievance), follow(k, a, grievance, start)
    times, plane = _draw_times(ax, course), _draw_plane(ax, race, course)
    _say(ax, float(_TIME.x(HORIZON)) + 0.22, _TIME.bottom - 0.13, "time", "muted", ha="left")
    _draw_key(ax, {artist.get_gid() for artist in plane}, course.end)
    return [*times, *plane]


def _balance(race: Race) -> tuple[float, float] | None:
    """Return the balance point where states can reach it."""
    if race.stability() == Stability.DEGENERATE:
        return None
    x, y = (float(arms) + 0.0 for arms in race.equilibrium())
    return (x, y) if min(x, y) >= 0 else None


def _pair(arms: Sequence[float]) -> str:
    one, other = (_n(value) for value in arms)
    return f"{one} each" if one == other else f"{one} and {other}"


def _tendency(race: Race, start: tuple[float, float]) -> str:
    """Say whether the race is stable, and where its balance lies."""
    kl, ab = float(np.multiply(race.k, race.l)), float(np.multiply(race.a, race.b))
    balance = _balance(race)
    match race.stability():
        case Stability.DEGENERATE:
            every = " but a whole line of them" if not np.any(race.g) else ""
            return f"kl = {_n(kl)} equals ab: on the edge, with no single balance point{every}"
        case Stability.STABLE:
            where = f"the balance at {_pair(balance)}" if balance else "a balance below zero"
            return f"kl = {_n(kl)} is below ab = {_n(ab)}, so the race is stable, drawn to {where}"
    unstable = f"kl = {_n(kl)} is above ab = {_n(ab)}, so the race is unstable"
    if balance is None:
        return f"{unstable}, and its balance lies below zero, out of reach"
    if max(balance) == 0:
        return f"{unstable}: only a world without arms is in balance, and any arms upset it"
    side = "above" if race.side(*start) > 0 else "below"
    return f"{unstable}; the start lies {side} the dividing line through the balance at " + _pair(
        balance
    )


def _fate(race: Race, course: Course) -> str:
    """Say where the course ends and what that means."""
    spent = _n(course.times[-1], 1)
    last, when = course.arms[:, -1], f"after {spent} unit{'' if spent == '1' else 's'} of time"
    both = _n(last[0]) == _n(last[1])
    low, high = ("one state", "the other") if last[0] < last[1] else ("the other", "one state")
    if course.end == "zero" and both:
        return f"It disarms: {when} neither has arms left, and the model stops"
    if course.end == "zero":
        rest = f"while {high} still has {_n(last.max())}"
        return f"One side disarms: {when} {low} has no arms left, {rest}; there the model stops"
    if course.end == "edge" and race.stability() != Stability.STABLE:
        first = "both pass" if both else f"{high} passes"
        second = "" if both else f", while {low} has {_n(last.min())}"
        return f"It runs away: {when} {first} {_n(MOST_ARMS)}, the edge of the picture{second}"
    if course.end == "edge":
        return f"It leaves the picture {when}, on its way there"
    if max(_balance(race) or (1.0,)) == 0:
        few = _pair(last) if _n(last.max()) != "0" else "less than 0.01 each"
        return f"It disarms: {when} they have {few}, and ever less"
    return f"It settles: {when} they have {_pair(last)}"


def describe_spiral(*, k: float, a: float, grievance: str, start: str) -> str:
    """Say in words what `draw_spiral` shows."""
    race, course = spiral_race(k, a, grievance), follow(k, a, grievance, start)
    felt = {"goodwill": "goodwill", "none": "no grievance", "grievance": "grievance"}[grievance]
    return (
        f"Reaction {_n(k)}, restraint {_n(a)}, {felt}, from {_pair(STARTS[start])}: "
        f"{_tendency(race, STARTS[start])}. {_fate(race, course)}."
    )


# ------------------------------------------------------------------ arms and security

BUILD_UP = Race(k=0.5, l=0.5, a=1, b=1, g=1, h=1)
"""A stable race between equals, both of whom begin with few arms."""

ADVANTAGE = {"defence": 0.5, "offence": 1.5}
"""ρ where the defence and where the offence has the advantage."""

_ARMS = _Plot(0.42, 3.15, 2.75, 1.3, 8.0, 2.0)
_SAFE = _Plot(0.42, 0.72, 2.75, 1.6, 8.0, 1.0, -1.0)


@_sheet(4.95)
def draw_security(ax: Axes) -> list[Artist]:
    """Draw the arms of two equals over time, and how safe that makes each of them.

    The reader should see that the same arms make both safer where the defence has the advantage,
    and less safe where the offence has it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The line of arms, then the lines of security in the order of `ADVANTAGE`.

    Notes
    -----
    Addition: not from the article. Source: Richardson (1960); the measure is this book's.
    """
    _clear(ax, draw_security)
    times = np.linspace(0, 8, 161)
    arms = BUILD_UP.exact(0, 0, times)
    _say(ax, 0.08, 4.74, "Arms of each", ha="left", size=TEXT, weight=600)
    _ARMS.frame(ax, (0, 4, 8), (0, 1, 2))
    lines: list[Artist] = [_ARMS.line(ax, times, arms[0], linewidth=2.6)]
    _say(ax, 3.27, float(_ARMS.y(arms[0, -1])), "both build up", ha="left", weight=600)
    _say(ax, 0.08, 2.66, "Security of each", ha="left", size=TEXT, weight=600)
    _SAFE.frame(ax, (), (-1, 0, 1))
    _SAFE.line(ax, [0, 8], [0, 0], "rule", linewidth=1.2)
    for (side, rho), style in zip(ADVANTAGE.items(), ("-", DASHED), strict=True):
        safe = security(arms[0], arms[1], rho)[0]
        lines.append(_SAFE.line(ax, times, safe, linewidth=2.6, linestyle=style))
        change = "safer" if safe[-1] > safe[0] else "less safe"
        words = f"both {change}:\nthe {side} has the\nadvantage, ρ = {_n(rho)}"
        y = max(float(_SAFE.y(safe[-1])), _SAFE.bottom + 0.22)
        _say(ax, 3.27, y, words, ha="left", weight=600)
    for value in (0, 4, 8):
        _say(ax, float(_SAFE.x(value)), _SAFE.bottom - 0.13, _n(value), "muted")
    _say(ax, float(_SAFE.x(4)), 0.2, "time", "muted")
    return lines


def describe_security() -> str:
    """Say in words what `draw_security` shows."""
    arms = BUILD_UP.exact(0, 0, [0, 8])
    parts = []
    for side, rho in ADVANTAGE.items():
        first, last = security(arms[0], arms[1], rho)[0]
        verb = "rises" if last > first else "falls"
        parts.append(
            f"where the {side} has the advantage (ρ = {_n(rho)}), the security of each {verb} "
            f"from {_n(first)} to {_n(last)}"
        )
    return (
        "Two equal states build up arms and settle: each goes from "
        f"{_n(arms[0, 0])} to {_n(arms[0, 1])}. The same arms make two different worlds: "
        f"{'; '.join(parts)}."
    )


# ------------------------------------------------------------------ trust

P = 3.0
"""What both have if neither cooperates; the other payoffs are measured against it."""

STAKES = {"offence": {"T": 5.0, "S": 0.0}, "defence": {"T": 4.0, "S": 2.0}}
"""An advantage of the offence pays who defects alone more, and costs who trusts alone more."""

CLARITY = {"alike": 0.0, "apart": 0.8}
"""Distinguishability d of arms to defend and arms to attack, as `models.rates` takes it."""

_PAYOFF = _Plot(0.62, 3.5, 2.95, 2.15, 1.0, 9.0)


@dataclass(frozen=True)
class Choosing:
    """What a state of the explorer comes to.

    Attributes
    ----------
    T, S : float
        Payoffs of defecting alone and of cooperating alone.
    q : float
        The tipping point q*.
    trust : float
        Trust after the sight of the other's arms.
    world : JervisWorld
        The one of the four that this is.
    """

    T: float
    S: float
    q: float
    trust: float
    world: JervisWorld

    @property
    def cooperates(self) -> bool:
        """Whether trust reaches the tipping point."""
        return self.trust >= self.q


def choosing(t: float, gain: float, advantage: str, arms: str, seen: str) -> Choosing:
    """Work out a state of the explorer from the models.

    Parameters
    ----------
    t : float
        Trust at first, strictly inside (0, 1).
    gain : float
        R, what both have if both cooperate.
    advantage : str
        A key of `STAKES`.
    arms : str
        A key of `CLARITY`.
    seen : str
        ``defensive`` or ``offensive``: what the other's arms look like.

    Returns
    -------
    Choosing
        Payoffs, tipping point, trust and world.
    """
    stakes = STAKES[advantage]
    trusty, other = rates(CLARITY[arms])
    if seen == "offensive":
        trusty, other = 1 - trusty, 1 - other
    (world,) = (
        w
        for w in WORLDS
        if w.offence_advantage == (advantage == "offence")
        and w.distinguishable == (arms == "apart")
    )
    q = float(tipping_point(gain, stakes["T"], stakes["S"], P))
    return Choosing(**stakes, q=q, trust=float(posterior(t, trusty, other)), world=world)


def _draw_payoffs(ax: Axes, gain: float, found: Choosing) -> list[Artist]:
    plot = _PAYOFF
    width = plot.left + plot.width - float(plot.x(found.q))
    ax.add_patch(
        Rectangle((float(plot.x(found.q)), plot.bottom), width, plot.height, color=colour("panel"))
    )
    plot.frame(ax, (0, 0.5, 1), ())
    cooperate = plot.line(ax, [0, 1], [found.S, gain], linewidth=2.6)
    defect = plot.line(ax, [0, 1], [P, found.T], linewidth=2.6, linestyle=DASHED)
    for x, value, words, ha in (
        (-0.03, found.S, f"S = {_n(found.S)}", "right"),
        (-0.03, P, f"P = {_n(P)}", "right"),
        (1.03, gain, f"R = {_n(gain)}, cooperate", "left"),
        (1.03, found.T, f"T = {_n(found.T)}, defect", "left"),
    ):
        _say(ax, float(plot.x(x)), float(plot.y(value)), words, ha=ha)
    level = P + found.q * (found.T - P)
    plot.line(ax, [found.q] * 2, [0, level], "muted", linewidth=1.4, linestyle=DOTTED)
    crossing = plot.line(ax, found.q, level, marker="D", markersize=8, zorder=6)
    _say(ax, float(plot.x(found.q)), plot.bottom - 0.36, f"tipping point {_n(found.q)}", weight=600)
    middle = float(plot.x((1 + found.q) / 2)) + 0.02
    _say(ax, middle, plot.bottom + 0.28, "better to\ncooperate", "muted")
    _say(ax, plot.left + plot.width / 2, plot.bottom - 0.62, "chance that the other cooperates",
         "muted")  # fmt: skip
    return [cooperate, defect, crossing]


def _draw_trust(ax: Axes, t: float, gain: float, found: Choosing) -> Artist:
    plot, top = _PAYOFF, _PAYOFF.bottom + _PAYOFF.height
    low = min(found.S + found.trust * (gain - found.S), P + found.trust * (found.T - P))
    x, foot = float(plot.x(found.trust)), float(plot.y(low))
    mark = ax.plot([x, x], [foot, top + 0.1], color=colour("ink"), linewidth=3.2)[0]
    _say(ax, x, top + 0.22, f"trust {_n(found.trust)}", weight=600)
    before = float(plot.x(t))
    if abs(before - x) > 1e-9:
        foot = top + (0.34 if abs(before - x) < 0.5 else 0.1)
        ax.plot([before] * 2, [top + 0.38, foot], color=colour("muted"), linewidth=1.6)
        _say(ax, before, top + 0.48, f"before: {_n(t)}", "muted")
    return mark


def _draw_worlds(ax: Axes, present: JervisWorld) -> list[Artist]:
    boxes: list[Artist] = []
    for x, words in ((1.8, "arms look alike"), (3.82, "arms can be told apart")):
        _say(ax, x, 2.38, words, "muted", va="baseline")
    _say(ax, 0.06, 2.38, "advantage", "muted", ha="left", va="baseline")
    for world in WORLDS:
        x = 2.84 if world.distinguishable else 0.82
        y = 1.22 if world.offence_advantage else 0.1
        here = world is present
        edge: dict[str, Any] = {"edgecolor": colour("ink"), "linewidth": 2.6} if here else {}
        boxes.append(_box(ax, x, y, 1.96, 1.05, **edge))
        words = f"World {world.number}\n" + fill(world.words, 24)
        meaning, weight = ("ink", 600) if here else ("muted", 400)
        _say(ax, x + 0.98, y + 0.525, words, meaning, weight=weight)
    for y, words in ((1.745, "of the\noffence"), (0.625, "of the\ndefence")):
        _say(ax, 0.06, y, words, "muted", ha="left")
    return boxes


@_sheet(6.7)
def draw_trust(
    ax: Axes, *, t: float, gain: float, advantage: str, arms: str, seen: str
) -> list[Artist]:
    """Draw what cooperating and defecting yield, where they cross, and where the reader's trust is.

    The reader should see that trust has to reach a tipping point, that an advantage of the offence
    moves this point up, and that only arms that can be told apart move trust.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    t, gain, advantage, arms, seen
        As `choosing` takes them.

    Returns
    -------
    list of Artist
        The lines of cooperating and of defecting, their crossing, the mark of trust, and the boxes
        of the four worlds in Jervis's order.

    Notes
    -----
    Addition: not from the article. Source: Jervis (1978); trust in the spirit of Kydd (2005).
    """
    _clear(ax, draw_trust)
    found = choosing(t, gain, advantage, arms, seen)
    verdict = "Enough trust to cooperate" if found.cooperates else "Too little trust to cooperate"
    _say(ax, 0.08, 6.48, verdict, ha="left", size=LARGE, weight=600)
    told = "and say nothing" if arms == "alike" else "and move trust"
    _say(ax, 0.08, 2.69, f"arms look {seen} {told}", ha="left", weight=600)
    lines = _draw_payoffs(ax, gain, found)
    mark = _draw_trust(ax, t, gain, found)
    return [*lines, mark, *_draw_worlds(ax, found.world)]


def describe_trust(*, t: float, gain: float, advantage: str, arms: str, seen: str) -> str:
    """Say in words what `draw_trust` shows."""
    found = choosing(t, gain, advantage, arms, seen)
    dominant = "is" if found.q < 0.5 else "is not"
    moved = (
        f"Arms that look {seen} say nothing here, where all look alike: trust stays {_n(t)}"
        if arms == "alike"
        else f"Arms that look {seen} move trust from {_n(t)} to {_n(found.trust)}"
    )
    end = (
        "enough: two trustworthy states can both cooperate, if each expects it of the other"
        if found.cooperates
        else "too little: both defect, even if both are trustworthy"
    )
    return (
        f"Cooperation yields {_n(gain)} and the {advantage} has the advantage (T = {_n(found.T)}, "
        f"S = {_n(found.S)}, P = {_n(P)}): the tipping point is {_n(found.q)}, and cooperation "
        f"{dominant} risk-dominant. {moved}, {end}. "
        f"This is Jervis’s world {found.world.number}: {found.world.words}."
    )


# ------------------------------------------------------------------ costly reassurance

GESTURES = {
    "A gesture that costs the untrustworthy more": {
        "B_T": 2.0,
        "B_U": 3.0,
        "kappa_T": 1.0,
        "kappa_U": 3.0,
    },
    "A gesture that costs both the same": {
        "B_T": 2.0,
        "B_U": 3.0,
        "kappa_T": 1.0,
        "kappa_U": 1.0,
    },
}
"""Two cases of `models.separating_costs`: being trusted is worth more to who would exploit it."""

_SIGMA = _Plot(0.1, 0.6, 4.55, 3.1, 3.5, 2.0)


def _verdict(found: tuple[float, float] | None) -> str:
    if found is None:
        return "no size tells the two apart"
    return f"from {_n(found[0])} to {_n(found[1])} only the trustworthy make it"


@_sheet(4.75)
def draw_reassurance(ax: Axes) -> list[Artist]:
    """Draw for two gestures up to which size each type of state would make them.

    The reader should see that a gesture proves something only where its size is too dear for the
    untrustworthy and still worth it for the trustworthy, and that such sizes need not exist.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        For each case the bars of the trustworthy and of the untrustworthy, and the band of sizes
        that separate them where there is one.

    Notes
    -----
    Addition: not from the article. Source: costly signalling in a standard simplified form, in the
    spirit of Kydd (2000; 2005).
    """
    _clear(ax, draw_reassurance)
    artists: list[Artist] = []
    for base, (title, case) in zip((2.72, 0.62), GESTURES.items(), strict=True):
        _say(ax, 0.1, base + 1.78, title, ha="left", size=TEXT, weight=600)
        for up, (name, letter, meaning) in zip((1.16, 0.62), _TYPES, strict=True):
            worth = case[f"B_{letter}"] / case[f"kappa_{letter}"]
            bar = Rectangle(
                (_SIGMA.left, base + up),
                float(_SIGMA.x(worth)) - _SIGMA.left,
                0.13,
                facecolor=colour(meaning),
            )
            artists.append(ax.add_patch(bar))
            words = f"worth it for the {name} up to {_n(worth)}"
            _say(ax, _SIGMA.left, base + up + 0.28, words, meaning, ha="left")
        found = separating_costs(**case)
        if found:
            low, high = (float(_SIGMA.x(size)) for size in found)
            band = Rectangle(
                (low, base + 0.5), high - low, 1.12, facecolor=colour("panel"), zorder=0
            )
            artists.append(ax.add_patch(band))
        where = float(_SIGMA.x(found[0])) if found else _SIGMA.left
        _say(ax, where, base + 0.32, _verdict(found), ha="left", weight=600)
    ends = [_SIGMA.left, _SIGMA.left + _SIGMA.width]
    ax.plot(ends, [_SIGMA.bottom] * 2, color=colour("rule"), linewidth=1.2)
    for size in (0, 1, 2, 3):
        _say(ax, float(_SIGMA.x(size)) + (0.0 if size else 0.05), 0.45, _n(size), "muted")
    _say(ax, WIDTH / 2, 0.17, "size of the gesture, σ", "muted")
    return artists


_TYPES = (("trustworthy", "T", "ink"), ("untrustworthy", "U", "muted"))


def describe_reassurance() -> str:
    """Say in words what `draw_reassurance` shows."""
    cases = []
    for title, case in GESTURES.items():
        worth = " and ".join(
            f"for the {name} up to size {_n(case[f'B_{letter}'] / case[f'kappa_{letter}'])}"
            for name, letter, _ in _TYPES
        )
        cases.append(f"{title} is worth it {worth}: {_verdict(separating_costs(**case))}.")
    return " ".join(cases)
