"""The land of the case on a sheet: outlines, who is an ally when, and where the gap lies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass as plain_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from pydantic import (
    AfterValidator,
    AliasPath,
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.dataclasses import dataclass

from secdilemma.case import EXACT, Case, Degrees, Whole, Words
from secdilemma.checks import DataError, Text, content_of, first_fault
from secdilemma.data import load_places, load_since, of_case
from secdilemma.geodesy import Point, distance, project
from secdilemma.kit.shapes import hatch, line, say
from secdilemma.style import colour

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, config=EXACT)
class Force:
    """A battlegroup: who leads it, in a word, and how many soldiers the article gives it."""

    led: Text
    troops: Whole


@dataclass(frozen=True, config=EXACT)
class MapSettings:
    """What ``case.toml`` says of the map.

    Attributes
    ----------
    launch : tuple of str
        Places from which ranges are drawn.
    near : tuple of str
        Countries whose capitals are in question.
    left : tuple of str
        Places whose names stand on the left of their marks.
    allies : tuple of str
        Outlines of those who belonged to the Alliance when the article appeared.
    russia : tuple of str
        Outlines of the side that is read.
    gap : tuple of str
        Two allies whose border is the gap.
    ends : tuple of str
        The outlines between which the gap lies.
    joined : mapping of str to str
        Outlines of later allies, each with the event of ``since.csv`` by which it became one.
    forces : mapping of str to Force
        The battlegroups, by place.
    systems : mapping of str to int
        How far a system is said to reach, in kilometres, and by whom.
    names : mapping of str to tuple of float
        Where the name of a country stands: degrees east and north.
    """

    launch: Words
    near: Words
    left: Words
    allies: Words
    russia: Words
    gap: tuple[Text, Text]
    ends: tuple[Text, Text]
    joined: dict[Text, Text]
    forces: dict[Text, Force]
    systems: dict[Text, Whole]
    names: dict[Text, tuple[Degrees, Degrees]]


@cache
def settings(case: Case) -> MapSettings:
    """Return what the case says of its map.

    Parameters
    ----------
    case : Case
        With a map.

    Returns
    -------
    MapSettings
        Places and names.

    Raises
    ------
    DataError
        If an entry is missing or has another form.
    """
    return case.part("map", MapSettings)


@plain_dataclass(frozen=True)
class Place:
    """A place of the map: a capital, a garrison or a launch point, in degrees east and north."""

    name: str
    country: str
    kind: str
    spot: Point


@cache
def places(case: Case) -> dict[str, Place]:
    """Return the places of a case.

    Parameters
    ----------
    case : Case
        With places.

    Returns
    -------
    dict of str to Place
        By name, in the order of the data.
    """
    rows = load_places(case).itertuples()
    return {row.name: Place(row.name, row.country, row.kind, (row.lon, row.lat)) for row in rows}


def _check_ring(ring: Line, info: ValidationInfo) -> Line:
    """Accept a ring that closes and lies within the region of the case."""
    west, south, east, north = info.context.region  # type: ignore[union-attr]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring that closes")
    if not all(west <= lon <= east and south <= lat <= north for lon, lat in ring):
        raise ValueError("points within the region of the case")
    return ring


Ring = Annotated[tuple[tuple[Degrees, Degrees], ...], AfterValidator(_check_ring)]
Rings = Annotated[tuple[Ring, ...], Field(min_length=1)]
"""The outline of a polygon, and the holes in it."""


class _Geometry(BaseModel):
    type: Literal["Polygon", "MultiPolygon"]
    coordinates: tuple[Rings, ...]

    @field_validator("coordinates", mode="before")
    @classmethod
    def _as_polygons(cls, coordinates: object, info: ValidationInfo) -> object:
        return [coordinates] if info.data.get("type") == "Polygon" else coordinates


class _Feature(BaseModel):
    name: str = Field(validation_alias=AliasPath("properties", "name"), min_length=1)
    geometry: _Geometry


class _Collection(BaseModel):
    features: list[_Feature]


_EXPECTED = {
    "properties": "a name that no other feature has",
    "geometry": "'Polygon' or 'MultiPolygon'",
    "coordinates": "closed rings of [longitude, latitude] within the region of the case",
}
"""What each part of a feature holds, in words."""


def _fault(path: Path, number: int, part: str, value: object) -> DataError:
    """Word a fault of a feature; ``number`` counts from 0."""
    where = f"{path.name}, feature {number + 1} ({part})"
    return DataError(f"{where}: {value!r:.80}; expected {_EXPECTED[part]}")


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
        By name of the outline, such as ``Estonia`` or ``Kaliningrad (Russia)``, the outer rings of
        its polygons, each a tuple of (longitude, latitude) in degrees.

    Raises
    ------
    DataError
        If the file is not GeoJSON of the expected kind, or has nothing of Kaliningrad or nothing
        else.

    Notes
    -----
    Source: Natural Earth, public domain; see ``data/README.md``.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "Estonia" in load_map(load_case("baltic"))
    True
    """
    try:
        features = _Collection.model_validate_json(content_of(path), context=case).features
    except ValidationError as error:
        place, value, expected = first_fault(error)
        if len(place) < 2:
            raise DataError(
                f"{path.name}: {expected}; expected a GeoJSON FeatureCollection"
            ) from None
        part = next((str(word) for word in reversed(place) if word in _EXPECTED), "properties")
        raise _fault(path, int(place[1]), part, value) from None
    outlines: dict[str, list[Line]] = {}
    for number, feature in enumerate(features):
        if feature.name in outlines:
            raise _fault(path, number, "properties", feature.name)
        outlines[feature.name] = [polygon[0] for polygon in feature.geometry.coordinates]
    exclaves = [name.startswith("Kaliningrad") for name in outlines]
    for kind, there in (("kaliningrad", any(exclaves)), ("land", not all(exclaves))):
        if not there:
            raise DataError(f"{path.name}, features: none for {kind}; expected at least one")
    return outlines


@cache
def allies(case: Case, day: str = "") -> list[str]:
    """List the outlines of the allies on a day.

    Parameters
    ----------
    case : Case
        With a map.
    day : str
        ISO date; nothing stands for the time of the article.

    Returns
    -------
    list of str
        Names of outlines, an island group among them.
    """
    joined, dates = settings(case).joined, load_since(case).set_index("event_id")["date"]
    later = [name for name, event in joined.items() if dates[event] <= day]
    return [*settings(case).allies, *later]


@cache
def states(case: Case, day: str = "") -> list[str]:
    """List the allied states on a day: an outline that is part of another state does not count.

    Parameters
    ----------
    case : Case
        With a map.
    day : str
        As `allies` takes it.

    Returns
    -------
    list of str
        Names of states.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> case = load_case("baltic")
    >>> [name for name in states(case, "2026-01-01") if name not in states(case)]
    ['Finland', 'Sweden']
    """
    first: dict[str, str] = {}
    for name in allies(case, day):
        first.setdefault(settings(case).joined.get(name, name), name)
    return list(first.values())


@cache
def neighbours(case: Case, name: str) -> list[str]:
    """List the outlines that share points with one.

    Parameters
    ----------
    case : Case
        With a map.
    name : str
        Of an outline.

    Returns
    -------
    list of str
        In order.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> neighbours(load_case("baltic"), "Kaliningrad (Russia)")
    ['Lithuania', 'Poland']
    """
    outline = load_map(case)
    own = _points(outline[name])
    return [other for other in outline if other != name and own & _points(outline[other])]


def _points(rings: list[Line]) -> set[Point]:
    return {point for ring in rings for point in ring}


@cache
def gap(case: Case) -> list[Point]:
    """Return the border of the two allies between which the gap runs.

    Parameters
    ----------
    case : Case
        With a map.

    Returns
    -------
    list of (longitude, latitude)
        Degrees, as far as both outlines have it.
    """
    outline, (one, other) = load_map(case), settings(case).gap
    theirs = _points(outline[other])
    return [point for ring in outline[one] for point in ring[:-1] if point in theirs]


@cache
def width_of_gap(case: Case) -> float:
    """Measure how far apart the ends of the gap are.

    Parameters
    ----------
    case : Case
        With a map.

    Returns
    -------
    float
        Kilometres between the nearest points of two simplified outlines: right to five or so.
    """
    outline, (one, other) = load_map(case), settings(case).ends
    return min(
        distance(start, end) for start in _points(outline[one]) for end in _points(outline[other])
    )


@plain_dataclass(frozen=True)
class Ground:
    """Where a map lies on a sheet: distances from its centre are true.

    Attributes
    ----------
    centre : tuple of float
        Degrees east and north.
    left, bottom, size : float
        Inches; the map is a square.
    """

    centre: Point
    left: float
    bottom: float
    size: float

    @property
    def scale(self) -> float:
        """Inches per kilometre."""
        return self.size / ACROSS

    def place(self, points: Sequence[Point]) -> np.ndarray:
        """Place points.

        Parameters
        ----------
        points : sequence of (longitude, latitude)
            Degrees; n points.

        Returns
        -------
        numpy.ndarray, shape (n, 2)
            Inches.
        """
        away = project(points, self.centre) - project([MIDDLE], self.centre)[0]
        middle = np.array([self.left + self.size / 2, self.bottom + self.size / 2])
        return np.asarray(away * self.scale + middle)

    def at(self, point: Point) -> tuple[float, float]:
        """Place one point.

        Parameters
        ----------
        point : (longitude, latitude)
            Degrees.

        Returns
        -------
        tuple of float
            Inches across and up.
        """
        x, y = self.place([point])[0]
        return x, y

    def holds(self, place: Sequence[float], margin: float = 0.1) -> bool:
        """Tell whether a place lies on the map, off its edge.

        Parameters
        ----------
        place : sequence of float
            Inches across and up.
        margin : float
            Inches from the edge.

        Returns
        -------
        bool
            Whether it does.
        """
        across, up = place[0] - self.left, place[1] - self.bottom
        return margin < across < self.size - margin and margin < up < self.size - margin


MIDDLE, ACROSS = (23.0, 57.2), 1150
"""The middle of every map in degrees, and what it shows from side to side in kilometres."""


@cache
def _rings(case: Case, ground: Ground) -> list[tuple[str, np.ndarray]]:
    """Place every ring of every outline once: each state of an explorer asks for them again."""
    outlines = load_map(case).items()
    return [(name, ground.place(ring)) for name, rings in outlines for ring in rings]


def lay_land(
    ax: Axes, ground: Ground, case: Case, allied: Collection[str], words: Mapping[str, str] = {}
) -> None:
    """Draw the land: allies tinted, Russia tinted otherwise and hatched, others plain; and names.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ground : Ground
        Where the map lies.
    case : Case
        With a map.
    allied : collection of str
        Outlines of allies.
    words : mapping of str to str
        What stands below the name of a country.

    Returns
    -------
    None
        The land is there for marks to be set on.
    """
    corner, plan = (ground.left, ground.bottom), settings(case)
    frame = Rectangle(corner, ground.size, ground.size, fill=False, linewidth=0)
    ax.add_patch(frame)
    for name, places in _rings(case, ground):
        meaning = _meaning(case, name, allied)
        # as an artist: to weigh every point for limits that are set would take longest
        land = Polygon(places, facecolor=colour(meaning), linewidth=0.6)
        ax.add_artist(land)
        alpha = None if meaning == "land" else 0.3
        land.set(edgecolor=colour("muted"), clip_path=frame, alpha=alpha, zorder=1)
        if meaning == "other":
            hatch(ax, land, "other", frame.get_bbox())
    on_land: dict[str, Any] = {"ground": "paper", "zorder": 5}
    for name, point in plan.names.items():
        meaning = _meaning(case, name, allied)
        look: dict[str, Any] = {"weight": 400 if meaning == "land" else 600}
        look |= {"meaning": "muted" if meaning == "land" else meaning}
        lines = [name.replace(" (", "\n("), words.get(name, "")]
        x, y = ground.at(point)
        say(ax, x, y, "\n".join(filter(None, lines)), **look, **on_land)


def _meaning(case: Case, name: str, allied: Collection[str]) -> str:
    """Return the colour of an outline: of a side, or of neither."""
    if name in settings(case).russia:
        return "other"
    return "reader" if name in allied else "land"


def scale_bar(ax: Axes, ground: Ground, kilometres: int = 200) -> None:
    """Draw how long a distance is, in the lower left corner of a map.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ground : Ground
        Where the map lies.
    kilometres : int
        The distance.

    Returns
    -------
    None
        The bar is there.
    """
    x, y = ground.left + 0.12, ground.bottom + 0.14
    line(ax, [x, x + kilometres * ground.scale], [y, y], "muted", 1.6, zorder=5)
    say(ax, x, y + 0.13, f"{kilometres} km", "muted", ha="left", ground="paper", zorder=5)
