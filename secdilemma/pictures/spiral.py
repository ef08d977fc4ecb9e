"""An arms race followed, and what it does to security. All parameters are illustrative."""

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
from secdilemma.kit.shapes import Artists, Look, beside, line, say
from secdilemma.models.domains import Array
from secdilemma.models.spiral import Race, Stability, security
from secdilemma.style import DASH_DOT, DASHED
from secdilemma.words import number

HORIZON, MOST_ARMS = 12.0, 6.0
"""The picture ends at this time and at this many arms, in the units of the model."""

POINTS = 129
"""So many points make a smooth line, and Matplotlib drops those that do not show."""

REACTIONS = {0.5: "weak (0.5)", 1.5: "strong (1.5)", 2.0: "very strong (2)"}
"""Reaction of each side: k = l."""

RESTRAINTS = {1.0: "moderate (1)", 1.5: "strong (1.5)"}
"""Restraint of each side: a = b. The chapter’s own is 1."""

GRIEVANCES = {"goodwill": -1.0, "none": 0.0, "grievance": 1.0}
"""What each side feels apart from all arms: g = h."""

FELT = {"goodwill": "with goodwill", "none": "without a grievance", "grievance": "with a grievance"}
"""The same in words."""

STARTS = {f"{x:g} and {y:g}": (x, y) for x in (0.5, 1.75, 3.0) for y in (0.5, 1.75, 3.0)}
"""Arms at the start, one’s own and the other’s: none lies on a dividing line."""

SIDES = ("reader", "other")

SHEETS = {
    False: (
        Plot(0.42, 4.35, 3.45, 1.5, HORIZON, MOST_ARMS),
        Plot(0.42, 0.62, 3.05, 3.05, MOST_ARMS, MOST_ARMS),
    ),
    True: (
        Plot(0.5, 0.75, 5.2, 3.1, HORIZON, MOST_ARMS),
        Plot(7.9, 0.75, 3.1, 3.1, MOST_ARMS, MOST_ARMS),
    ),
}
"""For a phone and for a wide page: arms over time, and one’s own arms against the other’s."""


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
        One’s own, and the other’s.
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

    def room(arms: Array) -> Array:  # to the nearer of zero and the edge
        return np.asarray(np.minimum(arms.min(axis=0), MOST_ARMS - arms.max(axis=0)))

    def arms(t: ArrayLike) -> Array:
        return race.exact(*STARTS[start], t)

    times = np.linspace(0, HORIZON, POINTS)
    course = arms(times)
    outside = np.flatnonzero(room(course) < 0)
    if outside.size:
        last, first = times[outside[0] - 1], times[outside[0]]
        stop = brentq(lambda t: float(room(arms(t)).min()), last, first, xtol=1e-10)
        times = np.linspace(0, stop, POINTS)
        course = arms(times)
    end = "edge" if course[:, -1].max() > MOST_ARMS - 1e-6 else "zero"
    return Course(times, course.clip(0, MOST_ARMS), end if outside.size else "time")


def _ends(n_x: float, n_y: float, c: float) -> Any:
    """Find where the line n_x·x + n_y·y = c crosses the edge of the plane: shape (2, 2) or None.

    The second column is the end that lies higher.
    """
    sides = (0.0, MOST_ARMS)
    points = [(x, (c - n_x * x) / n_y) for x in sides] + [((c - n_y * y) / n_x, y) for y in sides]
    low, high = -1e-9, MOST_ARMS + 1e-9
    inside = {
        (round(x, 9), round(y, 9)) for x, y in points if low <= x <= high and low <= y <= high
    }
    ends = sorted(inside, key=lambda point: point[1])
    return np.array([ends[0], ends[-1]]).T if len(ends) > 1 else None


def _lines(race: Race) -> dict[str, Any]:
    """Return where either side holds still, and at a saddle what divides, by their ends."""
    r: Any = race  # its numbers are arrays by now
    lines = {"you": (r.a, -r.k, r.g), "the other": (-r.l, r.b, r.h)}
    if race.stability() == Stability.SADDLE:
        x, y = race.equilibrium()
        slope = race.eigenvalues()[1] + r.a
        lines["dividing"] = (r.l, slope, r.l * x + slope * y)
    return {name: _ends(*map(float, line)) for name, line in lines.items()}


def _draw_times(ax: Axes, plot: Plot, course: Course) -> Artists:
    """Draw both sides' arms over time, each line with a name at its end."""
    plot.frame(ax, (0, 4, 8, 12), (0, 2, 4, 6))
    say(ax, plot.left, plot.y(MOST_ARMS) + 0.2, "arms over time", "muted", ha="left")
    looks: tuple[Look, Look] = ({"width": 3.2}, {"width": 2, "linestyle": DASHED})
    lines: Artists = [
        plot.line(ax, course.times, arms, side, name=f"arms of {side}", **look)
        for arms, side, look in zip(course.arms, SIDES, looks, strict=True)
    ]
    one, other = course.arms[:, -1]
    same = np.allclose(*course.arms)
    names = (
        {"both": (one, "ink")} if same else {"you": (one, "reader"), "the other": (other, "other")}
    )
    low, high = plot.bottom + 0.12, plot.bottom + plot.height - 0.08
    places = [min(max(plot.y(arms), low), high) for arms, _ in names.values()]
    if len(places) == 2 and abs(places[0] - places[1]) < 0.22:
        middle = min(max(sum(places) / 2, low + 0.11), high - 0.11)
        up = 0.11 if one >= other else -0.11
        places = [middle + up, middle - up]
    for (name, (_, side)), y in zip(names.items(), places, strict=True):
        beside(ax, plot.x(course.times[-1]), y, name, side, weight=600, name=f"name of {name}")
    return lines


def _draw_plane(ax: Axes, plot: Plot, race: Race, course: Course) -> Artists:
    """Draw the way of a race through the plane, and what decides where it goes."""
    plot.frame(ax, (0, 2, 4, 6), (2, 4, 6))
    say(ax, plot.x(3), plot.bottom - 0.37, "your arms", "reader")
    say(ax, plot.left - 0.3, plot.y(5), "arms of the other", "other", rotation=90, va="top")
    lines = _lines(race)
    artists: Artists = []
    same = np.array_equal(lines["you"], lines["the other"])
    for name, side in zip(("you", "the other"), SIDES, strict=True):
        look: Look = {"linestyle": DASHED} if side == "other" else {}
        across, up = lines[name]
        artists.append(plot.line(ax, across, up, side, 1.6, name=f"{name} still", **look))
        if same and side == "other":
            continue
        whose = {"you": "your arms", "the other": "the other’s"}[name]
        words = "both stay level" if same else f"{whose} stay level"
        x, y = across[1], up[1]
        if y < MOST_ARMS or same:
            words = words.replace(" stay", "\nstay")
            beside(ax, plot.x(x), min(plot.y(y), plot.y(5.6)), words, side, name=f"where {name}")
        else:
            at = min(plot.x(x), plot.x(5.2))
            say(ax, at, plot.y(y) + 0.15, words, side, name=f"where {name}")
    if lines.get("dividing") is not None:
        across, up = lines["dividing"]
        artists.append(plot.line(ax, across, up, "muted", 1.6, linestyle=DASH_DOT, name="dividing"))
        y = plot.bottom + 0.1
        beside(ax, plot.x(across[0]), y, "dividing line", "muted", name="what divides")
    one, other = course.arms
    artists.append(plot.line(ax, one, other, "ink", 2.8, name="path"))
    _arrow(ax, plot, one, other)
    artists.append(plot.dot(ax, one[0], other[0], size=9, zorder=7, name="start"))
    up = 0.0 if one[8] <= one[0] or one[0] > 1 else -0.2 if other[8] > other[0] else 0.2
    look = {"left": bool(one[8] > one[0] > 1), "gap": 0.2, "weight": 600}  # where no path goes
    beside(ax, plot.x(one[0]), plot.y(other[0]) + up, "start", name="where it starts", **look)
    balance = _balance(race)
    if balance:
        artists.append(plot.dot(ax, *balance, size=9, mark="D", zorder=5, name="balance"))
    return artists


def _arrow(ax: Axes, plot: Plot, x: Array, y: Array) -> None:
    """Show which way a path goes, at its end."""
    here = np.array([plot.x(x), plot.y(y)])
    far = np.hypot(*(here - here[:, -1:])) > 0.04
    if far.any():
        tip = here[:, -1:]
        along = (here[:, far][:, -1:] - tip) / 0.04 * 0.11
        across = along[::-1] * [[0.5], [-0.5]]
        x, y = np.hstack([tip + along + across, tip, tip + along - across])
        line(ax, x, y, "ink", 2, name="end")


def _headline(k: float, a: float, grievance: str, start: str) -> str:
    match = "Restraint beats reactions" if k < a else "Reactions beat restraint"
    match = "Reactions match restraint" if k == a else match
    fate = _fate(spiral_race(k, a, grievance), follow(k, a, grievance, start))[0]
    return f"{match}: {fate[0].lower()}{fate[1:]}"


@figure(6.1, _headline, 1, wide=4.2)
def draw_spiral(
    ax: Axes, *, k: float, a: float, grievance: str, start: str, wide: bool = False
) -> Artists:
    """Draw one arms race twice: over time, and one's own arms against the other's.

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
    wide : bool
        Whether it is for a wide page.

    Returns
    -------
    list of Artist
        The lines of one's own arms and of the other's over time; then what the plane shows, each
        with its name as gid: ``you still`` and ``the other still`` (where that side holds still),
        ``dividing``, ``path``, ``start`` and ``balance``.

    Notes
    -----
    Addition: not from the article. Source: Richardson (1960), by `secdilemma.models.spiral.Race`.
    """
    race, course, (times, plane) = (
        spiral_race(k, a, grievance),
        follow(k, a, grievance, start),
        SHEETS[wide],
    )
    handle(ax, "start", {name: (plane.x(x), plane.y(y)) for name, (x, y) in STARTS.items()})
    ends = {other: _lines(spiral_race(other, a, grievance))["you"] for other in REACTIONS}
    along = {other: line @ (0.1, 0.9) for other, line in ends.items()}
    places = {other: (plane.x(x), plane.y(y)) for other, (x, y) in along.items()}
    handle(ax, "k", places)
    (x, y), left = places[k], places[k][0] > plane.x(2.5)
    beside(ax, x, y + 0.1, "reaction", "reader", left=left, gap=0.2, name="where k is")
    return [*_draw_times(ax, times, course), *_draw_plane(ax, plane, race, course)]


def _balance(race: Race) -> tuple[float, float] | None:
    """Return the balance point where states can reach it."""
    if race.stability() == Stability.DEGENERATE:
        return None
    x, y = (float(arms) + 0.0 for arms in race.equilibrium())
    return (x, y) if min(x, y) >= 0 else None


def _fate(race: Race, course: Course) -> tuple[str, str]:
    """Say where a course ends: in a few words, and what there is then."""
    when = f"at time {number(course.times[-1], 1)}"
    one, other = map(number, course.arms[:, -1])
    both = f"both have {one}" if one == other else f"you have {one} and the other {other}"
    match course.end:
        case "zero":
            if one == other:
                return "It disarms", f"{when} neither has arms left"
            who = "You disarm" if one == "0" else "The other disarms"
            return who, f"{when} {both}, and there the model stops"
        case "edge":
            return "It runs away", f"{when} {both}, the edge of the picture"
    if max(_balance(race) or (1.0,)) == 0:
        return "It disarms", f"{when} {'both have less than 0.01' if one == '0' else both}"
    return "It settles", f"{when} {both}"


def _tendency(race: Race, start: tuple[float, float]) -> str:
    """Say whether the race is stable, and what draws or divides it."""
    balance = _balance(race)
    match race.stability():
        case Stability.DEGENERATE:
            every = " but a whole line of them" if not np.any(race.g) else ""
            return f"on the edge, with no single balance point{every}"
        case Stability.STABLE:
            where = f"balance at {number(balance[0])} each" if balance else "balance below zero"
            return f"stable, drawn to a {where}"
    if balance is None:
        return "unstable, and no balance is within reach"
    if max(balance) == 0:
        return "unstable, for any arms upset the balance without arms"
    side = "above" if race.side(*start) > 0 else "below"
    return f"unstable; the start lies {side} the dividing line through {number(balance[0])} each"


def describe_spiral(*, k: float, a: float, grievance: str, start: str) -> str:
    """Say in words what `draw_spiral` shows."""
    race, course = spiral_race(k, a, grievance), follow(k, a, grievance, start)
    kl, ab = k * k, a * a
    compared = "equals" if kl == ab else "is below" if kl < ab else "is above"
    return (
        f"From {start}, {FELT[grievance]}, {_fate(race, course)[1]}. The race is "
        f"{_tendency(race, STARTS[start])}: kl = {number(kl)} {compared} ab = {number(ab)}."
    )


BUILD_UP = Race(k=0.5, l=0.5, a=1, b=1, g=1, h=1)
"""A stable race between equals, both of whom begin with few arms."""

ADVANTAGE = {"defence": 0.5, "offence": 1.5}
"""ρ where the defence and where the offence has the advantage."""

SAFE = Plot(0.42, 0.6, 2.6, 2.3, 8.0, 2.0, -1.0)
"""The plot of arms and security over time."""


def _safer(rho: float) -> str:
    one, other = BUILD_UP.exact(0, 0, [0, 8])
    first, last = security(one, other, rho)[0]
    return "safer" if last > first else "less safe"


def _heading() -> str:
    ends = ", ".join(f"{_safer(rho)} where {side} leads" for side, rho in ADVANTAGE.items())
    return f"The same arms make both {ends}"


@figure(3.15, _heading)
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
    SAFE.frame(ax, (), (-1, 0, 1, 2))
    SAFE.line(ax, [0, 8], [0, 0], "rule", width=1.2)
    lines: Artists = [SAFE.line(ax, times, arms[0], "muted")]
    beside(ax, SAFE.x(8), SAFE.y(arms[0, -1]), "arms of each", "muted")
    for (side, rho), style in zip(ADVANTAGE.items(), ("-", DASHED), strict=True):
        safe = security(arms[0], arms[1], rho)[0]
        lines.append(SAFE.line(ax, times, safe, width=2.6, linestyle=style))
        words = f"{_safer(rho)}:\n{side} leads,\nρ = {number(rho)}"
        beside(ax, SAFE.x(8), SAFE.y(safe[-1]), words, weight=600)
    say(ax, SAFE.x(4), 0.3, "time", "muted")
    say(ax, SAFE.left, SAFE.y(2) + 0.2, "arms and security, on one scale", "muted", ha="left")
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
    felt = {"goodwill": "goodwill (−1)", "none": "neither (0)", "grievance": "grievance (1)"}
    starts = {name: f"you {x:g}, the other {y:g}" for name, (x, y) in STARTS.items()}
    controls = [
        Slider("k", "Reaction to the other’s arms (k, l)", REACTIONS),
        Slider("a", "Restraint by its own arms (a, b)", RESTRAINTS),
        Choice("grievance", "Apart from arms, each feels", felt),
        Choice("start", "They start with", starts, many=True),
    ]
    default = {"k": 0.5, "a": 1.0, "grievance": "grievance", "start": "3 and 0.5"}
    return "Let the spiral run", controls, default
