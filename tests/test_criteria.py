"""The criteria of the case and the evidence against them."""

import csv
import shutil

import pytest
from drawing import CASE, drawn, said

from secdilemma.case import load_case
from secdilemma.data import labels_of, load_criteria
from secdilemma.kit.figure import headed, inches
from secdilemma.pictures.criteria import AXIS, ROW, describe_evidence, draw_evidence
from secdilemma.tables import criteria_table

CRITERIA = load_criteria(CASE)
LABELS = labels_of(CASE)


def test_each_criterion_asks_one_question_under_a_short_label():
    assert CRITERIA["question"].str.endswith("?").all()
    assert CRITERIA["short"].str.split().str.len().between(1, 4).all()
    assert CRITERIA["short"].is_unique


def test_each_claim_is_a_square_on_its_side_that_leads_to_it():
    ax, artists = drawn(draw_evidence, case=CASE)
    told = [
        (claim, number, LABELS[claim])
        for row in CRITERIA.to_dict("records")
        for number, side in enumerate(CASE.between)
        for claim in row[side]
    ]
    read = [
        (str(one.get_gid()).split()[0], int(one.get_x() > AXIS), one.get_gid().words)
        for one in artists
    ]
    assert read == told
    links = [f"claims.html#ledger-{claim.lower()}" for claim, *_ in told]
    assert [one.get_url() for one in artists] == links
    keys = [text for text in ax.texts if text.get_url()]
    assert [(text.get_text(), text.get_url()) for text in keys] == [
        (claim, link) for (claim, *_), link in zip(told, links, strict=True)
    ]


def test_both_sides_begin_equally_far_from_one_line():
    ax, artists = drawn(draw_evidence, case=CASE)
    assert ax.lines[0].get_xdata().tolist() == [AXIS, AXIS]
    ends = [(one.get_x(), one.get_x() + one.get_width()) for one in artists]
    left = min(AXIS - end for _, end in ends if end < AXIS)
    assert left == pytest.approx(min(start - AXIS for start, _ in ends if start > AXIS))


def test_what_is_answered_explicitly_is_in_bold():
    ax, _ = drawn(draw_evidence, case=CASE)
    weights = {text.get_text(): text.get_fontweight() for text in ax.texts}
    for row in CRITERIA.itertuples():
        assert (weights[row.short] == 600) == (row.answered == "explicitly"), row.short


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


def test_a_further_criterion_has_a_row_of_its_own(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(CASE.folder, folder)
    with (folder / "criteria.csv").open("a", newline="", encoding="utf-8") as file:
        row = [len(CRITERIA) + 1, "further", "timing", "Is it in time?", "explicitly", "It is."]
        csv.writer(file).writerow([*row, "A1", "B1 B2"])
    case = load_case(folder)
    before, after = (inches(draw_evidence, {"case": one}) for one in (CASE, case))
    assert after - before == pytest.approx(ROW)
    ax, artists = drawn(draw_evidence, case=case)
    rows = {words.get_text(): words.get_position()[1] for words in ax.texts}
    assert rows["communication"] - rows["timing"] == pytest.approx(ROW)
    assert [str(one.get_gid()) for one in artists[-3:]] == ["A1 of 14", "B1 of 14", "B2 of 14"]
    (foot,) = (y for words, y in rows.items() if words.startswith("bold"))
    assert min(one.get_y() for one in artists) > foot
    assert describe_evidence(case=case).startswith(f"{len(CRITERIA) + 1} criteria in rows.")
