"""What the figure of the two accounts promises."""

import re

import pytest
from chapter import text_of
from drawing import CASE, drawn, said

from secdilemma.checks import DataError
from secdilemma.data import labels_of, load_claims, sorting
from secdilemma.kit.figure import headed
from secdilemma.pictures.reading_russia import describe_accounts, draw_accounts, shared


def test_both_agree_on_what_is_sought_and_on_nothing_else():
    assert shared(CASE) == ["O1"]
    assert headed(draw_accounts, {"case": CASE}) == (
        "NATO and Russia share one claim on what Russia seeks, and none of six on why"
    )


def test_every_claim_of_an_account_stands_in_the_figure_in_its_words_and_with_its_key():
    ax, words = drawn(draw_accounts, case=CASE)
    told = sorting(CASE).accounts
    keys = {*told.reader, *told.other}
    assert len(words) == len(keys)
    shown = said(ax)
    for key in keys:
        assert f"{labels_of(CASE)[key]} ({key})" in shown
        assert f"({key})" in describe_accounts(case=CASE)


def test_the_chapter_makes_each_of_these_claims():
    chapters = load_claims(CASE).set_index("key")["chapter"]
    marked = set(
        re.findall(r"\w+", " ".join(re.findall(r"{claim}`([^`]+)`", text_of("reading-russia"))))
    )
    for key in (*sorting(CASE).accounts.reader, *sorting(CASE).accounts.other):
        assert chapters[key] == "reading-russia"
        assert key in marked


def test_a_claim_without_a_label_is_refused(monkeypatch):
    monkeypatch.setitem(CASE.more["claims"], "unmodelled", ["A1"])
    with pytest.raises(DataError, match=r"'claims': 'A1'; expected a claim with a label"):
        sorting(CASE)
