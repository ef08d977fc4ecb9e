"""The criteria of the case and the evidence against them."""

import pytest
from drawing import CASE, drawn, said

from secdilemma.data import labels_of, load_criteria
from secdilemma.kit.figure import headed
from secdilemma.pictures.criteria import COLUMN, draw_evidence
from secdilemma.tables import criteria_table

CRITERIA = load_criteria(CASE)
LABELS = labels_of(CASE)


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


def test_the_table_tells_of_each_criterion_its_answer_and_which_claims_pull_where():
    shown = criteria_table(CASE)
    for row, told in zip(CRITERIA.to_dict("records"), shown.frame.itertuples(), strict=True):
        name, said = told
        assert name == f"{row['criterion']}. {row['question']}"
        expected = f"{row['answered'].capitalize()}: {row['answer']}"
        for side in CASE.between:
            claims = ", ".join(f"{key} ({LABELS[key]})" for key in row[side]) or "no claim"
            expected += f" Towards the {side}: {claims}."
        assert said == expected
    assert all(LABELS[key] for side in CASE.between for keys in CRITERIA[side] for key in keys)
    assert "by implication: in our reading" in shown.caption


def test_the_headline_counts_the_criteria_with_evidence_on_both_sides():
    ax, _ = drawn(draw_evidence, case=CASE)
    both = sum(all(row[side] for side in CASE.between) for row in CRITERIA.to_dict("records"))
    told = f"On {both} of {len(CRITERIA)} criteria evidence pulls both ways"
    assert headed(draw_evidence, {"case": CASE}) == told
    assert told in said(ax)


def test_both_sides_begin_equally_far_from_the_labels_and_are_summed_below_them():
    ax, artists = drawn(draw_evidence, case=CASE)
    squares = [mark.get_xdata()[0] for mark in artists if mark.get_marker() == "s"]
    left, right = COLUMN
    assert min(abs(x - left) for x in squares if x < left) == pytest.approx(
        min(abs(x - right) for x in squares if x > right)
    )
    for side in CASE.between:
        assert str(CRITERIA[side].str.len().sum()) in said(ax)
