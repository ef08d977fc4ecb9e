"""The criteria of the case and the evidence against them."""

import csv
import shutil
from itertools import pairwise

import pytest
from drawing import CASE, drawn, said

from secdilemma.case import load_case
from secdilemma.data import labels_of, load_criteria
from secdilemma.kit.figure import headed, inches
from secdilemma.pictures.criteria import COLUMN, STEP, describe_evidence, draw_evidence
from secdilemma.tables import criteria_table

CRITERIA = load_criteria(CASE)
LABELS = labels_of(CASE)


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


def test_a_further_criterion_has_a_row_of_its_own_above_the_sums(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(CASE.folder, folder)
    with (folder / "criteria.csv").open("a", newline="", encoding="utf-8") as file:
        row = [len(CRITERIA) + 1, "further", "timing", "Is it in time?", "explicitly", "It is."]
        csv.writer(file).writerow([*row, "A1", "B1 B2"])
    case = load_case(folder)
    before, after = (inches(draw_evidence, {"case": one}) for one in (CASE, case))
    assert after - before == pytest.approx(STEP)
    ax, artists = drawn(draw_evidence, case=case)
    heights = {text.get_text(): text.get_position()[1] for text in ax.texts}
    rows = [y for words, y in heights.items() if words[0].isdigit() and ". " in words]
    assert len(rows) == len(CRITERIA) + 1
    gaps = [high - low for high, low in pairwise(rows)]
    assert gaps == pytest.approx([STEP] * len(CRITERIA))
    assert rows[-1] - heights["squares in all"] == pytest.approx(STEP)
    assert min(y for words, y in heights.items() if words == "one claim") > 0
    assert max(y for words, y in heights.items() if "towards" in words) > rows[0]
    assert [mark.get_ydata()[0] for mark in artists[-3:]] == pytest.approx([rows[-1] + 0.055] * 3)
    assert describe_evidence(case=case).startswith(f"{len(CRITERIA) + 1} criteria in rows.")
