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


def test_each_row_says_of_each_uncertainty_how_much_is_left_and_no_two_columns_are_alike():
    assert {degree for row in KNOWLEDGE.values() for degree in row} == set(DEGREES)
    columns = list(zip(*KNOWLEDGE.values(), strict=True))
    assert len(set(columns)) == len(columns) == len(UNCERTAINTIES)


def test_a_sign_is_the_emptier_the_more_is_left_and_the_sentence_agrees():
    _, marks = drawn(draw_uncertainty)
    fills = dict(zip(("full", "left", "none"), ("settled", "narrowed", "open"), strict=True))
    shown = [fills[mark.get_fillstyle()] for mark in marks]
    assert shown == [degree for row in KNOWLEDGE.values() for degree in row]
    names = [doubt.name for doubt in UNCERTAINTIES]
    for row in zip(*[iter(shown)] * len(names), strict=True):
        words = ", ".join(f"{name} {degree}" for name, degree in zip(names, row, strict=True))
        assert words in describe_uncertainty()


def test_nothing_touches_the_future_and_the_figure_says_so():
    assert {row[-1] for row in KNOWLEDGE.values()} == {"open"}
    assert headed(draw_uncertainty, {}).endswith("none touches future uncertainty")
    assert all(name in describe_uncertainty() for name in unsettled())
