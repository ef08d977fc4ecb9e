"""An arms race followed, and what it does to security. All parameters are illustrative."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike
from scipy.optimize import brentq

from islands import Choice, Slider, handle
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, arrow, heading, say
from secdilemma.kit.signs import Sign, key
from secdilemma.models.domains import Array
from secdilemma.models.spiral import Race, Stability, security
from secdilemma.style import DASH_DOT, DASHED, colour
from secdilemma.words import number

HORIZON, MOST_ARMS = 12.0, 6.0
"""The picture ends at this time and at this many arms, in the units of the model."""


POINTS = 129
"""So many points make a smooth line, and Matplotlib drops those that do not show."""


GRIEVANCES = {"goodwill": -1.0, "none": 0.0, "grievance": 1.0}
"""What each side feels apart from all arms: g = h."""


STARTS = {"low": (0.5, 0.5), "unequal": (2.5, 0.5), "high": (3.0, 3.0)}
"""Arms of one state and of the other at the start."""


TIME = Plot(0.42, 4.2, 3.55, 1.75, HORIZON, MOST_ARMS)
"""The plot of arms over time."""


REACTIONS = {
    **{0.25: "hardly (0.25)", 0.5: "by half (0.5)", 1.0: "like for like (1)"},
    **{1.5: "by half as much again (1.5)", 2.0: "twofold (2)"},
}
"""Reaction of each side: k = l. The chapter’s own are 0.5, 1.5 and 2."""


PLANE = Plot(0.42, 0.52, 3.05, 3.05, MOST_ARMS, MOST_ARMS)
"""The plot of one state’s arms against the other’s."""


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


@dataclass(frozen=True)
class Course:
    """A race followed until a side has no arms left, one leaves the picture, or time is up.

    Attributes
    ----------
    times : numpy.ndarray, shape (n,)
        From 0 to the end.
    arms : numpy.ndarray, shape (2, n)
        Of one state and of the other.
    end : str
        ``zero`` where a side has no arms left, ``edge`` where one passes the edge, ``time``.
    """

    times: Array
    arms: Array
    end: str


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
    race = spiral_race(k, a, grievance)

    def room(t: ArrayLike) -> Array:  # to the nearer of zero and the edge
        arms = race.exact(*STARTS[start], t)
        return np.asarray(np.minimum(arms.min(axis=0), MOST_ARMS - arms.max(axis=0)))

    times = np.linspace(0, HORIZON, POINTS)
    outside = np.flatnonzero(room(times) < 0)
    if outside.size:
        last, first = times[outside[0] - 1], times[outside[0]]
        stop = brentq(lambda t: float(room(t).min()), last, first, xtol=1e-10)
        times = np.linspace(0, stop, POINTS)
    arms = race.exact(*STARTS[start], times).clip(0, MOST_ARMS)
    end = "edge" if arms[:, -1].max() > MOST_ARMS - 1e-6 else "zero"
    return Course(times, arms, end if outside.size else "time")


def _ends(n_x: float, n_y: float, c: float) -> Any:
    """Find where the line n_x·x + n_y·y = c crosses the edge of the plane: shape (2, 2) or None."""
    sides = (0.0, MOST_ARMS)
    points = [(x, (c - n_x * x) / n_y) for x in sides if n_y]
    points += [((c - n_y * y) / n_x, y) for y in sides if n_x]
    low, high = -1e-9, MOST_ARMS + 1e-9
    inside = {
        (round(x, 9), round(y, 9)) for x, y in points if low <= x <= high and low <= y <= high
    }
    return np.array([min(inside), max(inside)]).T if len(inside) > 1 else None


def _lines(race: Race) -> dict[str, tuple[float, float, float]]:
    """List the straight lines of the plane, each as n_x, n_y, c of n_x·x + n_y·y = c."""
    r: Any = race  # its numbers are arrays by now
    lines = {"one": (r.a, -r.k, r.g), "other": (-r.l, r.b, r.h)}
    if race.stability() == Stability.SADDLE:
        x, y = race.equilibrium()
        slope = race.eigenvalues()[1] + r.a
        lines["dividing"] = (r.l, slope, r.l * x + slope * y)
    return {name: (float(n_x), float(n_y), float(c)) for name, (n_x, n_y, c) in lines.items()}


_TIPS = {
    "one": "Here one state holds still: the more it reacts, the flatter the line",
    "other": "Here the other holds still",
    "dividing": "Below this line arms wither, above it they run away",
}
"""What is said of the lines of the plane."""

SIGNS: dict[str, Sign] = {
    "path": {"meaning": "ink", "width": 2.8},
    "one": {"meaning": "muted", "width": 1.4},
    "other": {"meaning": "muted", "width": 1.4, "linestyle": DASHED},
    "dividing": {"meaning": "ink", "width": 1.6, "linestyle": DASH_DOT},
    "start": {"size": 9, "hollow": True, "markeredgewidth": 2, "zorder": 7},
    "balance": {"mark": "D", "zorder": 5},
    "zero": {"mark": "x", "markeredgewidth": 2.2, "zorder": 6},
}
"""How the lines and the marks of the plane look."""


def _end_mark(ax: Axes, plot: Plot, x: Any, y: Any, end: str) -> None:
    """Mark how a line ends: a cross where arms are gone, an arrow where it goes on or comes in."""
    if end == "zero":
        plot.dot(ax, x[-1], y[-1], **SIGNS["zero"])
        return
    here = np.array([plot.x(x), plot.y(y)])
    far = np.flatnonzero(np.hypot(*(here - here[:, -1:])) > 0.04)
    if far.size:
        arrow(ax, tuple(here[:, far[-1]]), tuple(here[:, -1]), "ink", mutation_scale=14, zorder=6)


def _draw_times(ax: Axes, course: Course) -> Artists:
    heading(ax, 6.17, "Arms over time")
    TIME.frame(ax, (0, 4, 8, 12), (0, 2, 4, 6))
    one, other = course.arms
    same = np.allclose(one, other)
    thin: Look = {"meaning": "paper", "width": 1.0} if same else {"width": 2.4}
    lines: Artists = [
        TIME.line(ax, course.times, one, width=2.4, name="arms of one"),
        TIME.line(ax, course.times, other, linestyle=DASHED, name="arms of the other", **thin),
    ]
    for arms in course.arms[: 1 if same else 2]:
        ends = {"zero": arms[-1] < 0.005, "edge": arms[-1] > MOST_ARMS - 0.005}
        if ends.get(course.end):
            _end_mark(ax, TIME, course.times, arms, course.end)
    names = {"both": one[-1]} if same else {"one state": one[-1], "the other": other[-1]}
    low, high = TIME.bottom + 0.14, TIME.bottom + TIME.height - 0.08
    places = [min(max(TIME.y(value), low), high) for value in names.values()]
    if len(places) == 2 and abs(places[0] - places[1]) < 0.22:
        middle = min(max(sum(places) / 2, low + 0.11), high - 0.11)
        up = 0.11 if one[-1] >= other[-1] else -0.11
        places = [middle + up, middle - up]
    for name, y in zip(names, places, strict=True):
        look: Look = {"ha": "left", "weight": 600, "name": f"name of {name}"}
        say(ax, TIME.x(course.times[-1]) + 0.12, y, name, **look)
    return lines


def _run(arms: Any) -> Any:
    """Return the share of its way that a path has gone at each of its points."""
    gone = np.concatenate([[0.0], np.hypot(*np.diff(arms)).cumsum()])
    return gone / gone[-1] if gone[-1] > 0 else gone


def _draw_plane(ax: Axes, race: Race, course: Course) -> Artists:
    heading(ax, 3.78, "The same race: one state’s arms against the other’s")
    PLANE.frame(ax, (0, 2, 4, 6), (2, 4, 6))
    say(ax, 1.95, 0.14, "arms of one state", "muted")
    say(ax, 0.11, 3.1, "arms of the other", "muted", rotation=90, va="top")
    lines = {name: _ends(*line) for name, line in _lines(race).items()}
    artists: Artists = [
        PLANE.line(ax, *ends, **SIGNS[name], name=name, tip=_TIPS[name])
        for name, ends in lines.items()
        if ends is not None
    ]
    if np.array_equal(lines["one"], lines["other"]):  # both hold still: the dashes show on the line
        artists[0].set(linewidth=3)
        artists[1].set(color=colour("paper"))
    one, other = course.arms
    artists.append(PLANE.line(ax, one, other, **SIGNS["path"], name="path"))
    half = len(one) if course.end != "time" else int(np.searchsorted(_run(course.arms), 0.5)) + 1
    _end_mark(ax, PLANE, one[:half], other[:half], course.end)
    spots = {"start": (one[0], other[0]), "balance": _balance(race)}
    for name, spot in spots.items():
        if spot and max(spot) <= MOST_ARMS:
            tip = f"The {name}: {_pair(spot)}"
            artists.append(PLANE.dot(ax, *spot, **SIGNS[name], name=name, tip=tip))
    return artists


def _hold(ax: Axes, a: float, grievance: str) -> None:
    """Let the reader set the start down elsewhere, and turn the line that reaction tilts."""
    handle(ax, "start", {name: (PLANE.x(x), PLANE.y(y)) for name, (x, y) in STARTS.items()})
    ends = {}
    for k in REACTIONS:
        line = _ends(*_lines(spiral_race(k, a, grievance))["one"])
        if line is not None:
            foot, end = sorted(line.T.tolist(), key=lambda end: end[1])
            x, y = np.add(foot, 0.9 * np.subtract(end, foot))
            ends[k] = (PLANE.x(x), PLANE.y(y))
    handle(ax, "k", ends)


_KEY = {
    "start": (3.4, "start"),
    "path": (3.12, "path"),
    "one": (2.74, "one state\nholds still"),
    "other": (2.26, "the other\nholds still"),
    "balance": (1.88, "balance"),
    "dividing": (1.5, "dividing\nline"),
    "zero": (1.02, "no arms\nleft"),
    "edge": (1.02, "leaves the\npicture"),
}
"""What stands at the right of the plane: inches up the sheet, and the words."""


def _draw_key(ax: Axes, names: set[str]) -> None:
    """Explain the lines and marks that are there; where both hold still always is."""
    for name in [name for name in _KEY if name in {*names, "one", "other"}]:
        y, words = _KEY[name]
        if name == "edge":
            arrow(ax, (3.64, y - 0.08), (3.86, y + 0.08), "ink", mutation_scale=14)
            say(ax, 3.98, y, words, ha="left")
        else:
            key(ax, 3.76, y, SIGNS[name], words, "ink", gap=0.22)


@figure(6.35)
def draw_spiral(ax: Axes, *, k: float, a: float, grievance: str, start: str) -> Artists:
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
    Addition: not from the article. Source: Richardson (1960), by `secdilemma.models.spiral.Race`.
    """
    race, course = spiral_race(k, a, grievance), follow(k, a, grievance, start)
    times, plane = _draw_times(ax, course), _draw_plane(ax, race, course)
    say(ax, TIME.x(HORIZON) + 0.22, TIME.bottom - 0.13, "time", "muted", ha="left")
    _draw_key(ax, {str(artist.get_gid()) for artist in plane} | {course.end})
    _hold(ax, a, grievance)
    return [*times, *plane]


def _balance(race: Race) -> tuple[float, float] | None:
    """Return the balance point where states can reach it."""
    if race.stability() == Stability.DEGENERATE:
        return None
    x, y = (float(arms) + 0.0 for arms in race.equilibrium())
    return (x, y) if min(x, y) >= 0 else None


def _pair(arms: Iterable[float]) -> str:
    one, other = map(number, arms)
    return f"{one} each" if one == other else f"{one} and {other}"


def _tendency(race: Race, start: tuple[float, float]) -> str:
    """Say whether the race is stable, and where its balance lies."""
    kl, ab = (number(float(np.multiply(*pair))) for pair in ((race.k, race.l), (race.a, race.b)))
    balance = _balance(race)
    match race.stability():
        case Stability.DEGENERATE:
            every = " but a whole line of them" if not np.any(race.g) else ""
            return f"kl = {kl} equals ab: on the edge, with no single balance point{every}"
        case Stability.STABLE:
            where = f"the balance at {_pair(balance)}" if balance else "a balance below zero"
            return f"kl = {kl} is below ab = {ab}, so the race is stable, drawn to {where}"
    unstable = f"kl = {kl} is above ab = {ab}, so the race is unstable"
    if balance is None:
        return f"{unstable}, and its balance lies below zero, out of reach"
    if max(balance) == 0:
        return f"{unstable}: only a world without arms is in balance, and any arms upset it"
    side = "above" if race.side(*start) > 0 else "below"
    line = f"the dividing line through the balance at {_pair(balance)}"
    return f"{unstable}; the start lies {side} {line}"


def _fate(race: Race, course: Course) -> str:
    """Say where the course ends and what that means."""
    spent = number(course.times[-1], 1)
    last, when = course.arms[:, -1], f"after {spent} unit{'' if spent == '1' else 's'} of time"
    both = number(last[0]) == number(last[1])
    low, high = ("one state", "the other") if last[0] < last[1] else ("the other", "one state")
    less, more = number(last.min()), number(last.max())
    stable = race.stability() == Stability.STABLE
    match course.end:
        case "zero" if both:
            return f"It disarms: {when} neither has arms left, and the model stops"
        case "zero":
            rest = f"while {high} still has {more}; there the model stops"
            return f"One side disarms: {when} {low} has no arms left, {rest}"
        case "edge" if stable:
            return f"It leaves the picture {when}, on its way there"
        case "edge":
            first, second = (
                ("both pass", "") if both else (f"{high} passes", f", while {low} has {less}")
            )
            edge = f"{number(MOST_ARMS)}, the edge of the picture"
            return f"It runs away: {when} {first} {edge}{second}"
    if max(_balance(race) or (1.0,)) == 0:
        few = _pair(last) if more != "0" else "less than 0.01 each"
        return f"It disarms: {when} they have {few}, and ever less"
    return f"It settles: {when} they have {_pair(last)}"


def describe_spiral(*, k: float, a: float, grievance: str, start: str) -> str:
    """Say in words what `draw_spiral` shows."""
    race, course = spiral_race(k, a, grievance), follow(k, a, grievance, start)
    felt = {"goodwill": "goodwill", "none": "no grievance", "grievance": "grievance"}[grievance]
    return (
        f"{_fate(race, course)}. Reaction {number(k)}, restraint {number(a)}, {felt}, from "
        f"{_pair(STARTS[start])}: {_tendency(race, STARTS[start])}."
    )


BUILD_UP = Race(k=0.5, l=0.5, a=1, b=1, g=1, h=1)
"""A stable race between equals, both of whom begin with few arms."""


ADVANTAGE = {"defence": 0.5, "offence": 1.5}
"""ρ where the defence and where the offence has the advantage."""


ARMS = Plot(0.42, 3.15, 2.75, 1.3, 8.0, 2.0)
"""The plot of the arms of each of two equals."""


SAFE = Plot(0.42, 0.72, 2.75, 1.6, 8.0, 1.0, -1.0)
"""The plot of the security of each."""


def _headline() -> str:
    arms = BUILD_UP.exact(0, 0, [0, 8])
    ends = []
    for side, rho in ADVANTAGE.items():
        first, last = security(arms[0], arms[1], rho)[0]
        ends.append(f"{'safer' if last > first else 'less safe'} where {side} leads")
    return f"The same arms make both {', '.join(ends)}"


@figure(4.95, _headline)
def draw_security(ax: Axes) -> Artists:
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
    times = np.linspace(0, 8, 161)
    arms = BUILD_UP.exact(0, 0, times)
    heading(ax, 4.74, "Arms of each")
    ARMS.frame(ax, (0, 4, 8), (0, 1, 2))
    lines: Artists = [ARMS.line(ax, times, arms[0], width=2.6)]
    say(ax, 3.27, ARMS.y(arms[0, -1]), "both build up", ha="left", weight=600)
    heading(ax, 2.66, "Security of each")
    SAFE.frame(ax, (0, 4, 8), (-1, 0, 1))
    SAFE.line(ax, [0, 8], [0, 0], "rule", width=1.2)
    for (side, rho), style in zip(ADVANTAGE.items(), ("-", DASHED), strict=True):
        safe = security(arms[0], arms[1], rho)[0]
        lines.append(SAFE.line(ax, times, safe, width=2.6, linestyle=style))
        change = "safer" if safe[-1] > safe[0] else "less safe"
        words = f"both {change}:\nthe {side} has the\nadvantage, ρ = {number(rho)}"
        say(ax, 3.27, max(SAFE.y(safe[-1]), SAFE.bottom + 0.22), words, ha="left", weight=600)
    say(ax, SAFE.x(4), 0.2, "time", "muted")
    return lines


def describe_security() -> str:
    """Say in words what `draw_security` shows."""
    arms = BUILD_UP.exact(0, 0, [0, 8])
    parts = []
    for side, rho in ADVANTAGE.items():
        first, last = security(arms[0], arms[1], rho)[0]
        parts.append(
            f"where the {side} has the advantage (ρ = {number(rho)}), the security of each "
            f"{'rises' if last > first else 'falls'} from {number(first)} to {number(last)}"
        )
    return (
        "Two equal states build up arms and settle: each goes from "
        f"{number(arms[0, 0])} to {number(arms[0, 1])}. The same arms make two different worlds: "
        f"{'; '.join(parts)}."
    )


@explorer(draw_spiral)
def spiral() -> Setup:
    """Let the spiral run.

    Returns
    -------
    islands.Explorer
        Reaction, restraint, grievance and start.
    """
    restraint = {0.75: "a little (0.75)", 1.0: "as much as they are (1)", 1.5: "strongly (1.5)"}
    grievance = {"goodwill": "goodwill (−1)", "none": "neither (0)", "grievance": "grievance (1)"}
    words = ("few arms each (0.5)", "unequal arms (2.5 and 0.5)", "many arms each (3)")
    controls = [
        Slider("k", "Each reacts to the other’s arms", REACTIONS),
        Slider("a", "Its own arms restrain it", restraint),
        Choice("grievance", "Apart from arms, it feels", grievance),
        Choice("start", "They start with", dict(zip(STARTS, words, strict=True))),
    ]
    default = {"k": 0.5, "a": 1.0, "grievance": "grievance", "start": "unequal"}
    return "Let the spiral run", controls, default
