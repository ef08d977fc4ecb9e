"""The map of the case, true to distance from one launch point: allies, gap, forces, ranges."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from islands import Choice, Slider, handle
from secdilemma.baltic import land
from secdilemma.baltic.land import Ground, places, settings
from secdilemma.case import Case
from secdilemma.geodesy import Point, distance
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, beside, dot, line, named, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import WIDTH, colour
from secdilemma.words import count, listed

RANGES = tuple(range(200, 701, 50))
"""Ranges of the explorer, in kilometres."""

LAYERS = {"alliance": "the Alliance", "gap": "the gap", "forces": "the battlegroups"}
"""What the map shows before it shows a range, one thing after the other."""

Shows = str | float
"""A layer, or a range in kilometres."""


SIGNS: dict[str, Sign] = {
    "battlegroup": {"mark": "s", "size": 9},
    "launch site": {"mark": "*", "meaning": "other", "size": 13},
}
"""The marks of the map that its key explains."""


def _radius(reach: Shows) -> float | None:
    """Return the range that is shown, or nothing where a layer is."""
    return None if isinstance(reach, str) else reach


def _away(case: Case, launch: str) -> dict[str, float]:
    """Measure how far the capitals in question are from a launch point, in kilometres."""
    start, near = places(case)[launch].spot, settings(case).near
    capitals = (place for place in places(case).values() if place.kind == "capital")
    return {place.name: distance(start, place.spot) for place in capitals if place.country in near}


def _system(case: Case, reach: float) -> str:
    """Name the system that is said to reach so far, or nothing."""
    return next((name for name, km in settings(case).systems.items() if km == reach), "")


def _gap_width(case: Case) -> str:
    """Round the width of the gap to what the simplified outlines can bear."""
    return f"about {5 * round(land.width_of_gap(case) / 5)} km"


def _headline(case: Case, launch: str = "Chernyakhovsk", reach: Shows = "forces") -> str:
    if (radius := _radius(reach)) is not None:
        away = _away(case, launch)
        within = [town for town, km in away.items() if km <= radius]
        beyond = [town for town in away if town not in within]
        missed = f", not {listed(beyond)}" if within and beyond else ""
        return f"{radius:.0f} km from {launch} take in {listed(within) or 'no capital'}{missed}"
    if reach == "alliance":
        beside = land.neighbours(case, settings(case).ends[0])
        ours = [name for name in beside if name in land.allies(case)]
        return f"Kaliningrad borders on {count(len(ours))} allies: {listed(ours)}"
    if reach == "gap":
        return f"A gap of {_gap_width(case)} joins the Baltic states to the rest of the Alliance"
    forces = settings(case).forces
    troops = sum(force.troops for force in forces.values())
    along = sorted(forces, key=lambda name: places(case)[name].spot[1])
    ends = f"from {along[-1]} to {along[0]}"
    return f"{count(len(forces)).capitalize()} battlegroups, {troops:,} soldiers in all, {ends}"


APART = 0.26
"""Inches from the middle of a town's ring to a garrison's square; a line leads to its place."""

_FOOT = 0.36
"""Inches below the map, for its key."""


@figure(WIDTH + _FOOT, _headline)
def draw_reach(
    ax: Axes, *, case: Case, launch: str = "Chernyakhovsk", reach: Shows = "forces"
) -> Artists:
    """Draw the Baltic region, true to distance from one launch point.

    The reader should see the exclave between two allies, the narrow way past it, how little stands
    there, and which Baltic capitals lie inside a range.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and places.
    launch : str
        The name of a place.
    reach : str or float
        A key of `LAYERS`, or kilometres for a circle.

    Returns
    -------
    list of Artist
        One mark per capital shown, and the circle last if there is one.

    Raises
    ------
    KeyError
        If ``launch`` is not among the places.

    Notes
    -----
    Azimuthal equidistant projection on WGS84. Source: Natural Earth; places as in the data notes;
    the forces are those that Kerstens and Noll (2017) give.
    """
    spots, plan, radius = places(case), settings(case), _radius(reach)
    ground = Ground(spots[launch].spot, 0.0, _FOOT, WIDTH)
    layer = list(LAYERS).index(reach) if isinstance(reach, str) else len(LAYERS) - 1
    on_land: Look = {"ground": "paper", "zorder": 6}
    land.lay_land(ax, ground, case, land.allies(case))
    land.key_of_land(ax, 0.15, case)
    if layer >= 2:
        key(ax, 2.94, 0.15, SIGNS["battlegroup"], "battlegroup", gap=0.11)
    key(ax, 3.98, 0.15, {**SIGNS["launch site"], "size": 12}, "launch site", gap=0.11)
    for country, point in plan.names.items():
        if radius is None or country not in plan.near:
            ours: Look = {"weight": 600} if country in land.allies(case) else {"style": "italic"}
            say(ax, *ground.at(point), country, "muted", **{**on_land, "zorder": 5, **ours})
    if layer >= 1:
        _draw_gap(ax, ground, case, with_name=radius is None)
    if layer >= 2:
        _draw_forces(ax, ground, case, with_names=radius is None)
    marks: Artists = []
    for town in (place for place in spots.values() if place.kind == "capital"):
        away, near = distance(ground.centre, town.spot), town.country in plan.near
        x, y = ground.at(town.spot)
        if not ground.holds((x, y)) or not (near or radius is not None):
            continue
        look: Look = {"hollow": radius is None or away > radius, "markeredgewidth": 1.6}
        tip = f"{town.name}: {away:.0f} km from {launch}"
        marks.append(dot(ax, x, y, name=town.name, tip=tip, zorder=5, **look))
        words = f"{town.name}\n{away:.0f} km" if near and radius is not None else town.name
        name: Look = {"left": town.name in plan.left, "weight": 600 if near else 400, **on_land}
        beside(ax, x, y + 0.02, words, **name)
    x, y = ground.at(ground.centre)
    say(ax, x - 0.14, y - 0.24, launch, weight=600, **on_land)
    sign(ax, x, y, SIGNS["launch site"], zorder=6)
    handle(ax, "launch", {name: ground.at(spots[name].spot) for name in plan.launch})
    if radius is None:
        return marks
    circle = Circle((x, y), radius * ground.scale, fill=False, linewidth=2.2, zorder=4)
    circle.set_edgecolor(colour("other"))
    ax.add_patch(named(circle, "reach"))
    top = _FOOT + WIDTH - 0.2
    say(ax, 0.1, top, _system(case, radius), style="italic", ha="left", ground="paper", zorder=7)
    circle.set_clip_path(Rectangle((0, _FOOT), WIDTH, WIDTH, transform=ax.transData))
    handle(ax, "reach", _on_the_rim(ground, (x, y)))
    return [*marks, circle]


def _draw_gap(ax: Axes, ground: Ground, case: Case, *, with_name: bool) -> None:
    """Draw the border that is the gap, and its name beside it."""
    border = ground.place(land.gap(case))
    tip = f"Suwałki gap, {_gap_width(case)} from Kaliningrad to Belarus"
    look: Look = {"zorder": 3, "solid_capstyle": "round", "name": "gap", "tip": tip}
    line(ax, border[:, 0], border[:, 1], "ink", 3.2, **look)
    if with_name:
        x, y = border.mean(axis=0)
        line(ax, [x, x + 0.42], [y, y - 0.3], "ink", 1, zorder=5)
        words = f"Suwałki gap\n{_gap_width(case)}"
        say(ax, x + 0.46, y - 0.36, words, weight=600, ha="left", ground="paper", zorder=6)


def _draw_forces(ax: Axes, ground: Ground, case: Case, *, with_names: bool) -> None:
    """Draw the battlegroups, each with who leads it."""
    spots = places(case)
    towns = [ground.at(spot.spot) for spot in spots.values() if spot.kind == "capital"]
    for place, force in settings(case).forces.items():
        true = ground.at(spots[place].spot)
        x, y = _clear(true, towns)
        line(ax, [true[0], x], [true[1], y], "ink", 1.4, zorder=4.9)
        look: Look = {"zorder": 6, "markeredgecolor": colour("paper")}
        tip = f"{place}: {force.led}, {force.troops:,} soldiers"
        sign(ax, x, y, SIGNS["battlegroup"], name=f"force at {place}", tip=tip, **look)
        if with_names:
            left, words = place in settings(case).left, f"{place}, {force.led}"
            beside(ax, x, y, words, left=left, ground="paper", zorder=7)


def _clear(true: Point, towns: list[Point]) -> Point:
    """Set a mark apart from a town that it would cover, on the side where it truly lies."""
    for x, y in towns:
        across, up = true[0] - x, true[1] - y
        far = float(np.hypot(across, up))
        if 0 < far < APART:
            return x + across / far * APART, y + up / far * APART
    return true


def _on_the_rim(ground: Ground, centre: Point) -> dict[float, Point]:
    """Place every range on one ray from the launch point, the first on which the sheet has all."""
    for angle in np.radians([40, 60, 20, 80, 0, 100, -20, 120, -40, 140, 160, 180]):
        ray = np.array([np.cos(angle), np.sin(angle)])
        ends = {float(km): tuple(centre + km * ground.scale * ray) for km in RANGES}
        if ground.holds(ends[max(ends)], 0.15):
            return ends
    return {}


def describe_reach(*, case: Case, launch: str = "Chernyakhovsk", reach: Shows = "forces") -> str:
    """Say in words what `draw_reach` shows."""
    away, plan = _away(case, launch), settings(case)
    far = ", ".join(f"{town} {km:.0f} km" for town, km in sorted(away.items(), key=lambda i: i[1]))
    if (radius := _radius(reach)) is not None:
        system = _system(case, radius)
        about = f"It is the range of {system}. " if system else ""
        about += "A circle on a map of the Baltic region."
    elif reach == "alliance":
        about = (
            "A map of the Baltic region: NATO’s members are tinted, Russia, with Kaliningrad, is "
            f"hatched. {len(land.states(case))} of the {len(land.load_map(case)) - 2} states are "
            "members."
        )
    elif reach == "gap":
        about = (
            f"On a map of the Baltic region: between Kaliningrad and {plan.ends[1]} the border of "
            f"{listed(plan.gap)}, the Suwałki gap, is all that joins them by land."
        )
    else:
        each = "; ".join(f"{p}, led by {f.led}, {f.troops:,}" for p, f in plan.forces.items())
        about = f"On a map of the Baltic region, as the article counts them: {each}."
    return f"{_headline(case, launch, reach)}. {about} Distances from {launch}: {far}."


@explorer(draw_reach, needs=lambda case: case.has("map.geojson"))
def reach(case: Case) -> Setup:
    """Lay out the case, and ask how far a missile reaches.

    Parameters
    ----------
    case : Case
        With a map and places.

    Returns
    -------
    islands.Explorer
        The launch point, and what is shown: a layer after the other, then a range.
    """
    steps: dict[Any, str] = {**LAYERS, **{float(km): f"{km} km" for km in RANGES}}
    launch = Choice("launch", "Launched from", settings(case).launch)
    default = {"launch": "Chernyakhovsk", "reach": 500.0}
    return "How far does it reach?", [launch, Slider("reach", "Show", steps)], default


def distances(case: Case) -> dict[str, str]:
    """Write the distances that a chapter mentions.

    Parameters
    ----------
    case : Case
        With places.

    Returns
    -------
    dict of str to str
        Kilometres, as ``<launch point>_<capital>``.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> distances(load_case("baltic"))["Luga_Tallinn"]
    '302'
    """
    starts = {"Chernyakhovsk": "Chernyakhovsk", "Luga": "Luga"}
    starts["Kaliningrad_oblast"] = "Kaliningrad oblast, northern edge"
    return {
        f"{name}_{town}": f"{km:.0f}"
        for name, start in starts.items()
        for town, km in _away(case, start).items()
    }
