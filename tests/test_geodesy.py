"""What the geodesics promise, whatever the places."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secdilemma.geodesy import distance, project

region = st.tuples(st.floats(5, 45), st.floats(45, 66))


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ((0, 0), (0, 90), 10001.966),  # from the equator to the pole
        ((0, 0), (1, 0), 111.319),
        ((0, 0), (0, 1), 110.574),
        ((24.75, 59.44), (25.75, 59.44), 56.76),  # a degree of longitude shrinks with latitude
    ],
)
def test_distances_follow_the_ellipsoid(start, end, kilometres):
    assert distance(start, end) == pytest.approx(kilometres, abs=0.1)


@given(region, region)
def test_the_projection_keeps_the_distance_from_the_centre(point, centre):
    x, y = project([point], centre)[0]
    assert math.hypot(x, y) == pytest.approx(distance(centre, point), rel=1e-6, abs=1e-9)


@given(region, st.floats(0.01, 5))
def test_north_is_up_and_east_is_right(centre, step):
    lon, lat = centre
    north, east = project([(lon, lat + step), (lon + step, lat)], centre)
    assert north[1] > 0
    assert abs(north[0]) < 1e-6
    assert east[0] > 0
    assert east[0] > abs(east[1])


def test_many_points_give_one_row_each_in_their_order():
    ring = [(20.0, 55.0), (21.0, 56.0), (22.0, 54.0)]
    together = project(ring, (21.0, 55.0))
    assert together.shape == (3, 2)
    for row, point in zip(together, ring, strict=True):
        assert row.tolist() == project([point], (21.0, 55.0))[0].tolist()
