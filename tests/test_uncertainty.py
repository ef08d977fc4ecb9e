"""What the figure of the three uncertainties promises."""

from drawing import drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures.uncertainty import (
    DEGREES,
    KNOWLEDGE,
    describe_uncertainty,
    draw_uncertainty,
    unsettled,
)
from secdilemma.theory import UNCERTAINTIES


def test_each_row_says_of_each_uncertainty_how_much_is_left():
    assert all(len(found) == len(UNCERTAINTIES) for found in KNOWLEDGE.values())
    assert {degree for found in KNOWLEDGE.values() for degree in found} == set(DEGREES)


def test_the_marks_show_the_degrees():
    fills = dict(zip(DEGREES, ("full", "left", "none"), strict=True))
    _, marks = drawn(draw_uncertainty)
    expected = [fills[degree] for found in KNOWLEDGE.values() for degree in found]
    assert [mark.get_fillstyle() for mark in marks] == expected


def test_nothing_touches_the_future_and_the_figure_says_so():
    assert {found[-1] for found in KNOWLEDGE.values()} == {"open"}
    assert headed(draw_uncertainty, {}).endswith("none touches future uncertainty")
    assert all(name in describe_uncertainty() for name in unsettled())


def test_the_three_are_three_because_no_two_columns_are_alike():
    columns = list(zip(*KNOWLEDGE.values(), strict=True))
    assert len(set(columns)) == len(columns)
