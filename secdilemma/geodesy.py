"""Distance and a map projection that keeps it true, on the WGS84 ellipsoid."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from geographiclib.geodesic import Geodesic

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


def distance(start: Point, end: Point) -> float:
    """Return the length of the shortest way between two points.

    Parameters
    ----------
    start, end : tuple of float
        Longitude and latitude in degrees.

    Returns
    -------
    float
        Kilometres along the geodesic.

    Examples
    --------
    >>> round(distance((0, 0), (0, 1)), 1)
    110.6
    """
    line = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])
    return float(line["s12"]) / 1000


def project(points: Sequence[Point], centre: Point) -> np.ndarray:
    """Return points projected so that distance and direction from a centre are true.

    Parameters
    ----------
    points : sequence of (longitude, latitude)
        Degrees; n points.
    centre : (longitude, latitude)
        Degrees; the point that distances are measured from.

    Returns
    -------
    numpy.ndarray, shape (n, 2)
        Kilometres east and north of the centre, azimuthal equidistant.

    Examples
    --------
    >>> project([(0, 1)], (0, 0)).round(1).tolist()
    [[0.0, 110.6]]
    """
    return _project(tuple(points), centre).copy()


@lru_cache(maxsize=4096)
def _project(points: tuple[Point, ...], centre: Point) -> np.ndarray:
    """Return the projection of points, computed once."""
    lines = [Geodesic.WGS84.Inverse(centre[1], centre[0], lat, lon) for lon, lat in points]
    length = np.array([line["s12"] for line in lines]) / 1000
    azimuth = np.radians([line["azi1"] for line in lines])
    return np.column_stack([length * np.sin(azimuth), length * np.cos(azimuth)])
