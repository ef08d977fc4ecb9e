"""The map of the case: where the battlegroups stand, and how far a missile reaches."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from islands import Choice, Slider, handle, pick
from secdilemma.baltic import land
from secdilemma.baltic.land import Ground, places, settings
from secdilemma.case import Case
from secdilemma.geodesy import Point, distance
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, beside, dot, line, named, say, strong
from secdilemma.kit.signs import Sign, sign
from secdilemma.style import TEXT, WIDE, WIDTH, colour
from secdilemma.words import count, listed

BATTLEGROUP: Sign = {"meaning": "reader", "mark": "s", "size": 9}
LAUNCH: Sign = {"meaning": "other", "mark": "*", "size": 15}

ON_LAND: Look = {"ground": "paper", "zorder": 6}


def _gap_width(case: Case) -> str:
    """Round the width of the gap to what the simplified outlines can bear."""
    return f"about {5 * round(land.width_of_gap(case) / 5)} km"


def _headline_of_region(case: Case) -> str:
    forces = settings(case).forces
    troops = sum(force.troops for force in forces.values())
    along = sorted(forces, key=lambda name: places(case)[name].spot[1])
    ends = f"from {along[-1]} to {along[0]}"
    return f"{count(len(forces)).capitalize()} battlegroups, {troops:,} soldiers in all, {ends}"


@figure(WIDTH, _headline_of_region)
def draw_region(ax: Axes, *, case: Case) -> Artists:
    """Draw the Baltic region: allies, Russia, the battlegroups, and the gap.

    The reader should see the exclave between two allies, the narrow way past it, and how little
    stands there.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and places.

    Returns
    -------
    list of Artist
        One mark per battlegroup.

    Notes
    -----
    Azimuthal equidistant projection on WGS84. Source: Natural Earth; places as in the data notes;
    the forces are those that Kerstens and Noll (2017) give.
    """
    spots, plan = places(case), settings(case)
    ground = Ground(land.MIDDLE, 0.0, 0.0, WIDTH)
    land.lay_land(ax, ground, case, land.allies(case))
    land.scale_bar(ax, ground)
    border = ground.place(land.gap(case))
    line(ax, border[:, 0], border[:, 1], "ink", 3.2, zorder=3, solid_capstyle="round")
    x, y = border.mean(axis=0)
    line(ax, [x, x + 0.42], [y, y - 0.3], "ink", 1, zorder=5)
    words = f"Suwałki gap\n{_gap_width(case)}"
    say(ax, x + 0.46, y - 0.36, words, weight=600, ha="left", **ON_LAND)
    marks: Artists = []
    for place, force in plan.forces.items():
        x, y = ground.at(spots[place].spot)
        marks.append(sign(ax, x, y, BATTLEGROUP, zorder=6, markeredgecolor=colour("paper")))
        words = f"{place}: {force.led}, {force.troops:,}"
        beside(ax, x, y, words, left=place in plan.left, **ON_LAND)
    return marks


def describe_region(*, case: Case) -> str:
    """Say in words what `draw_region` shows."""
    plan = settings(case)
    each = "; ".join(f"{p}, led by {f.led}, {f.troops:,}" for p, f in plan.forces.items())
    return (
        f"On a map of the Baltic region, as the article counts them: {each}. Between Kaliningrad "
        f"and {plan.ends[1]} the border of {listed(plan.gap)}, the Suwałki gap, {_gap_width(case)} "
        "wide, is all that joins the Baltic states to the other allies by land."
    )


# ------------------------------------------------------------------ how far a missile reaches

RANGES = tuple(range(200, 701, 50))
"""Ranges of the explorer, in kilometres."""


def _away(case: Case, launch: str) -> dict[str, float]:
    """Measure how far the capitals in question are from a launch point, nearest first, in km."""
    start, near = places(case)[launch].spot, settings(case).near
    capitals = [place for place in places(case).values() if place.kind == "capital"]
    away = {town.name: distance(start, town.spot) for town in capitals if town.country in near}
    return dict(sorted(away.items(), key=lambda item: item[1]))


def _headline(case: Case, launch: str, reach: float) -> str:
    away = _away(case, launch)
    within = [town for town, km in away.items() if km <= reach]
    beyond = [town for town in away if town not in within]
    missed = f", not {listed(beyond)}" if within and beyond else ""
    return f"{reach:.0f} km from {launch} take in {listed(within) or 'no capital'}{missed}"


SIDE = 5.1
"""Inches from side to side of the map on a wide sheet."""


@figure(WIDTH, _headline, wide=SIDE)
def draw_reach(ax: Axes, *, case: Case, launch: str, reach: float, wide: bool = False) -> Artists:
    """Draw a range on a map that is true to distance from the launch point.

    The reader should see which Baltic capitals lie inside, and that it depends on two things: where
    one measures from, and how far a system is said to reach.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and places.
    launch : str
        The name of a place.
    reach : float
        Kilometres.
    wide : bool
        Whether ranges and distances stand beside the map, to one scale.

    Returns
    -------
    list of Artist
        One mark per capital, and the circle last.

    Raises
    ------
    KeyError
        If ``launch`` is not among the places.

    Notes
    -----
    Azimuthal equidistant projection on WGS84. Source: Natural Earth; places as in the data notes.
    """
    spots, plan = places(case), settings(case)
    ground = Ground(spots[launch].spot, 0.0, 0.0, SIDE if wide else WIDTH)
    land.lay_land(ax, ground, case, land.allies(case))
    land.scale_bar(ax, ground)
    marks: Artists = []
    for town, away in _away(case, launch).items():
        x, y = ground.at(spots[town].spot)
        tip = f"{town}: {away:.0f} km from {launch}"
        marks.append(dot(ax, x, y, size=6, name=town, tip=tip, zorder=5))
        words = town if wide else f"{town}\n{away:.0f} km"
        beside(ax, x, y + 0.02, words, left=town in plan.left, **strong(away <= reach), **ON_LAND)
    x, y = ground.at(ground.centre)
    say(ax, x - 0.14, y - 0.26, launch, weight=600, **ON_LAND)
    sign(ax, x, y, LAUNCH, zorder=6)
    circle = Circle((x, y), reach * ground.scale, fill=False, linewidth=2.2, zorder=4)
    circle.set_edgecolor(colour("other"))
    ax.add_patch(named(circle, "reach"))
    edge = Rectangle((0, 0), ground.size, ground.size, transform=ax.transData)
    circle.set_clip_path(edge)
    handle(ax, "launch", {name: ground.at(spots[name].spot) for name in plan.launch})
    handle(ax, "reach", _on_the_rim(ground, (x, y)))
    if wide:
        _draw_distances(ax, case, launch, reach)
    else:
        system = next((name for name, km in plan.systems.items() if km == reach), "")
        say(ax, 0.1, WIDTH - 0.16, system, style="italic", ha="left", ground="paper", zorder=7)
    return [*marks, circle]


def _draw_distances(ax: Axes, case: Case, launch: str, reach: float) -> None:
    """Draw what is said of systems, and how far the capitals are, as lengths on one scale."""
    plot, y = Plot(8.7, 0.5, 2.95, SIDE - 1.0, max(RANGES)), SIDE - 0.35
    line(ax, [plot.x(reach)] * 2, [0.4, SIDE - 0.5], "other", 2.2, name="range", zorder=3)
    look: Look = {"weight": 600, "size": TEXT, "name": "range in words"}
    say(ax, float(plot.x(reach)), y, f"{reach:.0f} km", "other", **look)
    systems: Mapping[str, float] = settings(case).systems
    to = f"How far it is from {launch}"
    rows = {"How far a system is said to reach": systems, to: _away(case, launch)}
    for words, lengths in rows.items():
        say(ax, SIDE + 0.5, y, words, "muted", ha="left", style="italic")
        for name, km in lengths.items():
            y -= 0.44
            here = km == reach if name in systems else km <= reach
            label = say(ax, SIDE + 0.5, y, name, ha="left", **strong(here))
            drawn = line(ax, [plot.left, plot.x(km)], [y, y], strong(here)["meaning"], 3)
            say(ax, WIDE - 0.06, y, f"{km:.0f} km", ha="right", **strong(here))
            if name in systems:
                pick(label, name, reach=float(km))
                pick(drawn, f"how far {name} reaches", reach=float(km))
        y -= 0.7


def _on_the_rim(ground: Ground, centre: Point) -> dict[float, Point]:
    """Place every range on one ray from the launch point, the first on which the sheet has all."""
    for angle in np.radians([40, 60, 20, 80, 0, 100, -20, 120, -40, 140, 160, 180]):
        ray = np.array([np.cos(angle), np.sin(angle)])
        ends = {float(km): tuple(centre + km * ground.scale * ray) for km in RANGES}
        if ground.holds(ends[max(ends)], 0.15):
            return ends
    return {}


def describe_reach(*, case: Case, launch: str, reach: float) -> str:
    """Say in words what `draw_reach` shows."""
    systems = [name for name, km in settings(case).systems.items() if km == reach]
    about = "".join(f" It is the range of {name}." for name in systems)
    far = listed([f"{town} {km:.0f} km" for town, km in _away(case, launch).items()])
    return f"{_headline(case, launch, reach)}.{about} From {launch} it is to {far}."


@explorer(draw_reach, needs=lambda case: case.has("map.geojson"))
def reach(case: Case) -> Setup:
    """Ask how far a missile reaches, from where.

    Parameters
    ----------
    case : Case
        With a map and places.

    Returns
    -------
    islands.Explorer
        The launch point and the range; it opens with the shortest.
    """
    launch = Choice("launch", "Launched from", settings(case).launch)
    ranges = Slider("reach", "Range", {float(km): f"{km} km" for km in RANGES})
    default = {"launch": "Chernyakhovsk", "reach": float(min(RANGES))}
    return "How far does it reach?", [launch, ranges], default


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
