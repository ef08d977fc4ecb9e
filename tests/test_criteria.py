"""The criteria of the case and the evidence against them."""

from drawing import CASE, drawn

from secdilemma.data import load_criteria
from secdilemma.pictures.criteria import draw_evidence

CRITERIA = load_criteria(CASE)


def test_the_thirteen_criteria_are_numbered_through():
    assert CRITERIA["criterion"].tolist() == list(range(1, 14))


def test_the_criteria_fall_into_three_six_and_four():
    strands = ["interpretation"] * 3 + ["response"] * 6 + ["further"] * 4
    assert CRITERIA["strand"].tolist() == strands


def test_each_criterion_asks_one_question_under_a_short_label():
    assert CRITERIA["question"].str.endswith("?").all()
    assert CRITERIA["short"].str.split().str.len().between(1, 4).all()
    assert CRITERIA["short"].is_unique


def test_the_evidence_figure_has_one_square_for_each_claim():
    _, artists = drawn(draw_evidence, case=CASE)
    claims = sum(int(CRITERIA[side].str.len().sum()) for side in CASE.between)
    assert len(artists) == len(CRITERIA) + claims
