"""What the map promises: distances that are right, and a circle that agrees with its sentence."""

import pytest
from drawing import CASE, drawn

from secdilemma.baltic.reach import describe_reach, draw_reach
from secdilemma.data import load_places
from secdilemma.geodesy import distance


def place(name):
    row = load_places(CASE).set_index("name").loc[name]
    return (row["lon"], row["lat"])


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ("Tallinn", "Chernyakhovsk", 564),
        ("Tallinn", "Kaliningrad", 585),
        ("Tallinn", "Kaliningrad oblast, northern edge", 504),
        ("Riga", "Kaliningrad", 335),
        ("Vilnius", "Kaliningrad", 306),
        ("Vilnius", "Chernyakhovsk", 222),
    ],
)
def test_distances_between_places_are_right_to_two_kilometres(start, end, kilometres):
    assert distance(place(start), place(end)) == pytest.approx(kilometres, abs=2)


def test_a_capital_is_filled_exactly_when_it_lies_inside_the_circle():
    _, (*capitals, circle) = drawn(draw_reach, case=CASE, reach=500.0)
    cx, cy = circle.get_center()
    assert len(capitals) >= 5
    filled = []
    for mark in capitals:
        x, y = mark.get_xdata()[0], mark.get_ydata()[0]
        filled.append(mark.get_markerfacecolor() == mark.get_color())
        assert filled[-1] == ((x - cx) ** 2 + (y - cy) ** 2 <= circle.get_radius() ** 2)
    assert {True, False} == set(filled)


def test_the_sentence_of_the_map_agrees_with_its_circle():
    near, far = (describe_reach(case=CASE, reach=reach) for reach in (500.0, 700.0))
    assert "it takes in Riga and Vilnius." in near
    assert "it takes in Tallinn, Riga and Vilnius." in far
