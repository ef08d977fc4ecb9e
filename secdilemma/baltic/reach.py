"""The map of the case, true to distance from one launch point: allies, gap, forces, ranges."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

from islands import Choice, Explorer, Slider, halo, handle, part
from secdilemma.baltic.land import (
    Ground,
    allies,
    gap,
    key,
    lay_land,
    load_map,
    neighbours,
    shown,
    states,
    width_of_gap,
)
from secdilemma.case import Case
from secdilemma.data import load_places
from secdilemma.geodesy import Point, distance
from secdilemma.kit import Artists, dot, explorer, figure, line, say
from secdilemma.style import WIDTH, colour
from secdilemma.words import count, listed

RANGES = tuple(range(200, 701, 50))
"""Ranges of the explorer, in kilometres."""

LAYERS = {"alliance": "the Alliance", "gap": "the gap", "forces": "the battlegroups"}
"""What the map shows before it shows a range, one thing after the other."""

Shows = str | float
"""A layer, or a range in kilometres."""


def _away(case: Case, launch: str) -> dict[str, float]:
    """Measure how far the capitals in question are from a launch point, in kilometres."""
    spots = load_places(case).set_index("name")
    capitals = spots[spots["country"].isin(shown(case).near) & (spots["kind"] == "capital")]
    centre = _spot(spots.loc[launch])
    return {str(town): distance(centre, _spot(spot)) for town, spot in capitals.iterrows()}


def _taken(case: Case, launch: str, reach: float) -> tuple[list[str], list[str]]:
    """Sort those capitals into what a range takes in and what it does not."""
    away = _away(case, launch)
    within = [town for town, km in away.items() if km <= reach]
    return within, [town for town in away if town not in within]


def _system(case: Case, reach: float) -> str:
    """Name the system that is said to reach so far, or nothing."""
    return next((name for name, km in shown(case).systems.items() if km == reach), "")


def _wide(case: Case) -> str:
    """Round the width of the gap to what the simplified outlines can bear."""
    return f"about {5 * round(width_of_gap(case) / 5)} km"


def _headline(case: Case, launch: str = "Chernyakhovsk", reach: Shows = "forces") -> str:
    told = shown(case)
    if isinstance(reach, float | int):
        within, beyond = _taken(case, launch, reach)
        missed = f", not {listed(beyond)}" if within and beyond else ""
        return f"{reach:.0f} km from {launch} take in {listed(within) or 'no capital'}{missed}"
    if reach == "alliance":
        beside = neighbours(case, told.ends[0])
        ours = [name for name in beside if name in allies(case)]
        return f"Kaliningrad borders on {count(len(ours))} allies: {listed(ours)}"
    if reach == "gap":
        return f"A gap of {_wide(case)} joins the Baltic states to the rest of the Alliance"
    troops = [force.troops for force in told.forces.values()]
    many = count(len(troops)).capitalize()
    return f"{many} battlegroups, {sum(troops):,} soldiers in all, from {' to '.join(_ends(case))}"


def _ends(case: Case) -> tuple[str, str]:
    """Name the northernmost and the southernmost garrison."""
    spots = load_places(case).set_index("name").loc[list(shown(case).forces)]
    return str(spots["lat"].idxmax()), str(spots["lat"].idxmin())


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
    spots, told = load_places(case).set_index("name"), shown(case)
    ground = Ground(_spot(spots.loc[launch]), 0.0, _FOOT, WIDTH)
    ranged = isinstance(reach, float | int)
    layer = len(LAYERS) - 1 if ranged else list(LAYERS).index(str(reach))
    lay_land(ax, ground, case, allies(case))
    key(ax, 0.15, case)
    _key_of_marks(ax, 0.15, forces=layer >= 2)
    for country, point in told.names.items():
        if not ranged or country not in told.near:
            x, y = ground.place([point])[0]
            ours = {"weight": 600} if country in allies(case) else {"style": "italic"}
            _name(ax, x, y, country, "muted", **ours, zorder=5)
    if layer >= 1:
        _draw_gap(ax, ground, case, named=not ranged)
    if layer >= 2:
        _draw_forces(ax, ground, case, named=not ranged)
    marks: Artists = []
    for town, spot in spots[spots["kind"] == "capital"].iterrows():
        away = distance(ground.centre, _spot(spot))
        x, y = ground.place([_spot(spot)])[0]
        near = spot["country"] in told.near
        if not ground.holds((x, y)) or not (near or ranged):
            continue
        hollow = not isinstance(reach, float | int) or away > reach
        mark = dot(ax, x, y, hollow=hollow, markeredgewidth=1.6, zorder=5)
        marks.append(part(mark, str(town), f"{town}: {away:.0f} km from {launch}"))
        words = f"{town}\n{away:.0f} km" if near and ranged else str(town)
        ha, shift = ("right", -0.12) if town in told.left else ("left", 0.12)
        _name(ax, x + shift, y + 0.02, words, ha=ha, zorder=6, weight=600 if near else 400)
    x, y = ground.place([ground.centre])[0]
    _name(ax, x - 0.14, y - 0.24, launch, weight=600, zorder=6)
    dot(ax, x, y, "other", 13, "*", zorder=6)
    handle(
        ax, "launch", {start: ground.place([_spot(spots.loc[start])])[0] for start in told.launch}
    )
    if not isinstance(reach, float | int):
        return marks
    circle = Circle((x, y), reach * ground.scale, fill=False, linewidth=2.2, zorder=4)
    circle.set_edgecolor(colour("other"))
    ax.add_patch(part(circle, "reach"))
    _name(ax, 0.1, _FOOT + WIDTH - 0.2, _system(case, reach), style="italic", ha="left", zorder=7)
    circle.set_clip_path(Rectangle((0, _FOOT), WIDTH, WIDTH, transform=ax.transData))
    handle(ax, "reach", _on_the_rim(ground, (x, y)))
    return [*marks, circle]


def _name(ax: Axes, x: float, y: float, words: str, meaning: str = "ink", **look: Any) -> Text:
    """Write words that stay legible on the land."""
    return halo(say(ax, x, y, words, meaning, **look), "paper")


def _key_of_marks(ax: Axes, y: float, *, forces: bool) -> None:
    """Say in the line of the key what the star stands for, and the squares if there are any."""
    if forces:
        dot(ax, 2.94, y, size=9, mark="s")
        say(ax, 3.05, y, "battlegroup", "muted", ha="left")
    dot(ax, 3.98, y, "other", 12, "*")
    say(ax, 4.09, y, "launch site", "muted", ha="left")


def _draw_gap(ax: Axes, ground: Ground, case: Case, *, named: bool) -> None:
    """Draw the border that is the gap, and its name beside it."""
    places = ground.place(gap(case))
    way = line(ax, places[:, 0], places[:, 1], "ink", 3.2, zorder=3, solid_capstyle="round")
    part(way, "gap", f"Suwałki gap, {_wide(case)} from Kaliningrad to Belarus")
    if named:
        x, y = places.mean(axis=0)
        line(ax, [x, x + 0.42], [y, y - 0.3], "ink", 1, zorder=5)
        words = f"Suwałki gap\n{_wide(case)}"
        _name(ax, x + 0.46, y - 0.36, words, weight=600, ha="left", zorder=6)


def _draw_forces(ax: Axes, ground: Ground, case: Case, *, named: bool) -> None:
    """Draw the battlegroups, each with who leads it."""
    spots = load_places(case).set_index("name")
    towns = spots[spots["kind"] == "capital"]
    for place, force in shown(case).forces.items():
        true = ground.place([_spot(spots.loc[place])])[0]
        x, y = _clear(true, [ground.place([_spot(town)])[0] for _, town in towns.iterrows()])
        line(ax, [true[0], x], [true[1], y], "ink", 1.4, zorder=4.9)
        mark = dot(ax, x, y, "ink", 9, "s", zorder=6, markeredgecolor=colour("paper"))
        part(mark, f"force at {place}", f"{place}: {force.led}, {force.troops:,} soldiers")
        if named:
            ha, shift = ("right", -0.12) if place in shown(case).left else ("left", 0.12)
            words = f"{place}, {force.led}"
            _name(ax, x + shift, y, words, ha=ha, zorder=7)


def _clear(true: np.ndarray, towns: list[np.ndarray]) -> np.ndarray:
    """Set a mark apart from a town that it would cover, on the side where it truly lies."""
    for town in towns:
        away = true - town
        far = float(np.hypot(*away))
        if 0 < far < APART:
            return np.asarray(town + away / far * APART)
    return true


def _on_the_rim(ground: Ground, centre: tuple[float, float]) -> dict[float, tuple[float, float]]:
    """Place every range on one ray from the launch point, the first on which the sheet has all."""
    for angle in np.radians([40, 60, 20, 80, 0, 100, -20, 120, -40, 140, 160, 180]):
        ray = np.array([np.cos(angle), np.sin(angle)])
        ends = {float(km): tuple(centre + km * ground.scale * ray) for km in RANGES}
        if ground.holds(ends[max(ends)], 0.15):
            return ends
    return {}


def _spot(place: Any) -> Point:
    """Return where a row of the places lies."""
    return float(place["lon"]), float(place["lat"])


def describe_reach(*, case: Case, launch: str = "Chernyakhovsk", reach: Shows = "forces") -> str:
    """Say in words what `draw_reach` shows."""
    away, told = _away(case, launch), shown(case)
    far = ", ".join(f"{town} {km:.0f} km" for town, km in sorted(away.items(), key=lambda i: i[1]))
    if isinstance(reach, float | int):
        system = _system(case, reach)
        said = f"It is the range of {system}. " if system else ""
        said += "A circle on a map of the Baltic region."
    elif reach == "alliance":
        said = (
            f"A map of the Baltic region: NATO’s members are tinted, Russia, with Kaliningrad, is "
            f"hatched. {len(states(case))} of the {len(load_map(case)) - 2} states are members."
        )
    elif reach == "gap":
        said = (
            f"On a map of the Baltic region: between Kaliningrad and {told.ends[1]} the border of "
            f"{listed(told.gap)}, the Suwałki gap, is all that joins them by land."
        )
    else:
        each = "; ".join(f"{p}, led by {f.led}, {f.troops:,}" for p, f in told.forces.items())
        said = f"On a map of the Baltic region, as the article counts them: {each}."
    return f"{_headline(case, launch, reach)}. {said} Distances from {launch}: {far}."


def reach(case: Case) -> Explorer:
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
    ranges = {float(km): f"{km} km" for km in RANGES}
    steps: dict[Any, str] = {**LAYERS, **ranges}
    return explorer(
        "reach",
        "How far does it reach?",
        [
            Choice("launch", "Launched from", shown(case).launch),
            Slider("reach", "Show", steps),
        ],
        draw_reach,
        describe_reach,
        {"launch": "Chernyakhovsk", "reach": 500.0},
        case=case,
    )


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
    spots = load_places(case).set_index("name")
    starts = {"Chernyakhovsk": "Chernyakhovsk", "Luga": "Luga"}
    starts["Kaliningrad_oblast"] = "Kaliningrad oblast, northern edge"
    return {
        f"{name}_{end}": f"{distance(_spot(spots.loc[start]), _spot(spots.loc[end])):.0f}"
        for name, start in starts.items()
        for end in ("Tallinn", "Riga", "Vilnius")
    }
