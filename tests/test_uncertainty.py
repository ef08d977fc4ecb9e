"""What the figure of the three uncertainties promises."""

from drawing import drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures import uncertainty
from secdilemma.theory import UNCERTAINTIES


def test_each_row_says_of_each_uncertainty_how_much_is_left_and_no_two_columns_are_alike():
    rows = uncertainty.KNOWLEDGE.values()
    assert {degree for row in rows for degree in row} == set(uncertainty.DEGREES)
    columns = list(zip(*rows, strict=True))
    assert len(set(columns)) == len(columns) == len(UNCERTAINTIES)


def test_a_sign_is_the_emptier_the_more_is_left_and_the_sentence_agrees():
    _, marks = drawn(uncertainty.draw_uncertainty)
    fills = dict(zip(("full", "left", "none"), ("settled", "narrowed", "open"), strict=True))
    shown = [fills[mark.get_fillstyle()] for mark in marks]
    assert shown == [degree for row in uncertainty.KNOWLEDGE.values() for degree in row]
    names = [doubt.name for doubt in UNCERTAINTIES]
    for row in zip(*[iter(shown)] * len(names), strict=True):
        words = ", ".join(f"{name} {degree}" for name, degree in zip(names, row, strict=True))
        assert words in uncertainty.describe_uncertainty()


def test_nothing_touches_the_future_and_the_figure_says_so():
    assert {row[-1] for row in uncertainty.KNOWLEDGE.values()} == {"open"}
    assert headed(uncertainty.draw_uncertainty, {}).endswith("none touches future uncertainty")
    assert all(name in uncertainty.describe_uncertainty() for name in uncertainty.unsettled())
