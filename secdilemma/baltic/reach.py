"""The map, true to distance from one launch point, with a circle of reach."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text
from pydantic.dataclasses import dataclass

from islands import Choice, Explorer, Slider, halo, handle, part
from secdilemma.case import EXACT, Case, Degrees, Word, Words
from secdilemma.checks import DataError
from secdilemma.data import load_places, of_case
from secdilemma.geodesy import Point, distance, project
from secdilemma.pictures.sheet import Artists, dot, explorer, say, sheet
from secdilemma.style import WIDTH, colour
from secdilemma.words import listed

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, config=EXACT)
class Shown:
    """What ``case.toml`` says of the map.

    Attributes
    ----------
    launch : tuple of str
        Places from which ranges are drawn.
    near : tuple of str
        Countries whose capitals are in question.
    left : tuple of str
        Places whose names stand on the left of their marks.
    names : mapping of str to tuple of float
        Where the name of a country stands: degrees east and north.
    """

    launch: Words
    near: Words
    left: Words
    names: dict[Word, tuple[Degrees, Degrees]]


def shown(case: Case) -> Shown:
    """Return what the case says of its map.

    Parameters
    ----------
    case : Case
        With a map.

    Returns
    -------
    Shown
        Places and names.

    Raises
    ------
    DataError
        If an entry is missing or has another form.
    """
    return case.part("map", Shown)


@of_case("map.geojson")
def load_map(case: Case, path: Path) -> dict[str, list[Line]]:
    """Load the land of the Baltic region, as outlines of countries.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A GeoJSON file of polygons with names; the case's own by default.

    Returns
    -------
    dict of list
        ``land`` and ``kaliningrad``: the outer rings of the polygons, each a tuple of (longitude,
        latitude) in degrees.

    Raises
    ------
    DataError
        If the file is not GeoJSON of the expected kind.

    Notes
    -----
    Source: Natural Earth, public domain; see ``data/README.md``.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> sorted(load_map(load_case("baltic")))
    ['kaliningrad', 'land']
    """
    kinds: dict[str, list[Line]] = {"land": [], "kaliningrad": []}
    for name, rings in _outlines(case, path):
        kinds["kaliningrad" if name.startswith("Kaliningrad") else "land"] += rings
    for kind, found in kinds.items():
        if not found:
            raise DataError(f"{path.name}, features: none for {kind}; expected at least one")
    return kinds


_EXPECTED = {
    "properties": "a name that no other feature has",
    "geometry": "'Polygon' or 'MultiPolygon'",
    "coordinates": "closed rings of [longitude, latitude]",
}


def _outlines(case: Case, path: Path) -> list[tuple[str, list[Line]]]:
    """List the names and outer rings of the polygons of a GeoJSON file."""
    try:
        features = list(json.loads(path.read_text("utf-8"))["features"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise DataError(f"{path.name}: {error}; expected a GeoJSON FeatureCollection") from error
    listed: list[tuple[str, list[Line]]] = []
    for number, feature in enumerate(features, start=1):
        name, place = "?", "properties"
        try:
            name = feature["properties"]["name"]
            if not isinstance(name, str) or not name or name in dict(listed):
                raise ValueError(repr(name))
            place, shape = "geometry", feature["geometry"]["type"]
            if shape not in ("Polygon", "MultiPolygon"):
                raise ValueError(repr(shape))
            place, found = "coordinates", feature["geometry"]["coordinates"]
            many = found if shape == "MultiPolygon" else [found]
            listed.append((name, [_ring(polygon[0], case.region) for polygon in many]))
        except (ValueError, LookupError, TypeError) as error:
            where = f"{path.name}, feature {number} ({name}), {place}"
            raise DataError(f"{where}: {error}; expected {_EXPECTED[place]}") from None
    return listed


def _ring(points: Any, region: tuple[float, float, float, float]) -> Line:
    west, south, east, north = region
    ring = tuple((lon, lat) for lon, lat in points)
    if any(type(number) not in (int, float) for point in ring for number in point):
        raise ValueError("a point that is no pair of numbers")
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(f"a ring of {len(ring)} points that does not close")
    if not all(west <= lon <= east and south <= lat <= north for lon, lat in ring):
        raise ValueError("a point outside the case's region")
    return ring


_MIDDLE, _SCALE, _HEIGHT = (23.0, 57.2), WIDTH / 1150, 4.9
"""The middle of the map, inches per kilometre, inches."""


@sheet(_HEIGHT)
def draw_reach(
    ax: Axes, *, case: Case, launch: str = "Chernyakhovsk", reach: float | None = None
) -> Artists:
    """Draw the Baltic region, true to distance from one launch point, with a circle of reach.

    The reader should see which Baltic capitals lie inside the circle and how near the edge the
    others are.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and places.
    launch : str
        The name of a place.
    reach : float, optional
        Kilometres; without it no circle is drawn.

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
    Azimuthal equidistant projection on WGS84. Source: Natural Earth; places as in the data notes.
    """
    outline, spots, told = load_map(case), load_places(case).set_index("name"), shown(case)
    centre = _spot(spots.loc[launch])
    middle = project([_MIDDLE], centre)[0]

    def place(points: Sequence[Point]) -> np.ndarray:
        east, north = (project(points, centre) - middle).T * _SCALE
        return np.column_stack([east + WIDTH / 2, north + _HEIGHT / 2])

    def name(x: float, y: float, words: str, meaning: str = "ink", **look: Any) -> Text:
        return halo(say(ax, x, y, words, meaning, **look), "land")

    frame = ax.add_patch(Rectangle((0, 0), WIDTH, _HEIGHT, fill=False, edgecolor=colour("rule")))
    for kind, meaning, alpha in (("land", "land", None), ("kaliningrad", "other", 0.55)):
        for ring in outline[kind]:
            land = ax.add_patch(Polygon(place(ring), facecolor=colour(meaning), linewidth=0.6))
            land.set(edgecolor=colour("muted"), clip_path=frame, alpha=alpha)
    for country, point in told.names.items():
        x, y = place([point])[0]
        name(x, y, country, "muted", style="italic", zorder=5)
    marks: Artists = []
    for town, spot in spots[spots["kind"] == "capital"].iterrows():
        away = distance(centre, _spot(spot))
        x, y = place([_spot(spot)])[0]
        if not (0.1 < x < WIDTH - 0.1 and 0.1 < y < _HEIGHT - 0.1):
            continue
        hollow = reach is None or away > reach
        mark = dot(ax, x, y, hollow=hollow, markeredgewidth=1.6, zorder=5)
        marks.append(part(mark, str(town), f"{town}: {away:.0f} km from {launch}"))
        near = spot["country"] in told.near
        words = f"{town}\n{away:.0f} km" if near and reach else str(town)
        ha, shift = ("right", -0.12) if town in told.left else ("left", 0.12)
        name(x + shift, y + 0.02, words, ha=ha, zorder=6, weight=600 if near else 400)
    x, y = place([centre])[0]
    name(x - 0.16, y - 0.24, launch, weight=600, zorder=6)
    dot(ax, x, y, "other", 13, "*", zorder=6)
    if reach is None:
        return marks
    circle = Circle((x, y), reach * _SCALE, fill=False, linewidth=2.2, zorder=4)
    circle.set_edgecolor(colour("other"))
    ax.add_patch(part(circle, "reach"))
    circle.set_clip_path(frame)
    handle(ax, "launch", {start: place([_spot(spots.loc[start])])[0] for start in told.launch})
    handle(ax, "reach", _on_the_rim((x, y)))
    return [*marks, circle]


RANGES = tuple(range(300, 701, 50))
"""Ranges of the explorer, in kilometres."""


def _on_the_rim(centre: tuple[float, float]) -> dict[float, tuple[float, float]]:
    """Place every range on one ray from the launch point, the first on which the sheet has all."""
    for angle in np.radians([40, 60, 20, 80, 0, 100, -20, 120, -40, 140, 160, 180]):
        ray = np.array([np.cos(angle), np.sin(angle)])
        ends = {float(km): tuple(centre + km * _SCALE * ray) for km in RANGES}
        x, y = ends[max(ends)]
        if 0.15 < x < WIDTH - 0.15 and 0.15 < y < _HEIGHT - 0.15:
            return ends
    return {}


def _spot(place: Any) -> Point:
    """Return where a row of the places lies."""
    return float(place["lon"]), float(place["lat"])


def describe_reach(*, case: Case, launch: str = "Chernyakhovsk", reach: float | None = None) -> str:
    """Say in words what `draw_reach` shows."""
    spots = load_places(case).set_index("name")
    capitals = spots[spots["country"].isin(shown(case).near) & (spots["kind"] == "capital")]
    centre = _spot(spots.loc[launch])
    away = {str(town): distance(centre, _spot(spot)) for town, spot in capitals.iterrows()}
    told = ", ".join(f"{town} {km:.0f} km" for town, km in sorted(away.items(), key=lambda i: i[1]))
    if reach is None:
        return f"A map of the Baltic region, centred on {launch}. Distances from there: {told}."
    taken = listed([town for town, km in away.items() if km <= reach]) or "none"
    return (
        f"A map of the Baltic region with a circle of {reach:.0f} km around {launch}. Of the "
        f"capitals of the Baltic states it takes in {taken}. Distances: {told}."
    )


def reach(case: Case) -> Explorer:
    """Ask how far a missile reaches.

    Parameters
    ----------
    case : Case
        With a map and places.

    Returns
    -------
    islands.Explorer
        The launch point and the range.
    """
    ranges = {float(km): f"{km} km" for km in RANGES}
    return explorer(
        "reach",
        "How far does it reach?",
        [
            Choice("launch", "Launched from", shown(case).launch),
            Slider("reach", "Range", ranges, fine=(100.0, 1000.0, 10.0)),
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
