"""What the figure of the two accounts promises."""

import re

import pytest
from chapter import text_of
from drawing import CASE, drawn

from secdilemma.checks import DataError
from secdilemma.data import labels_of, load_claims, sorting
from secdilemma.kit.figure import headed
from secdilemma.pictures.reading_russia import describe_accounts, draw_accounts, shared

ACCOUNTS = sorting(CASE).accounts
KEYS = {*ACCOUNTS.reader, *ACCOUNTS.other}


def test_both_agree_on_what_is_sought_and_on_nothing_else():
    assert shared(CASE) == ["O1"]
    assert headed(draw_accounts, {"case": CASE}) == (
        "NATO and Russia share one claim on what Russia seeks, and none of six on why"
    )


def test_every_claim_stands_on_the_bank_of_who_makes_it_and_in_its_clause_of_the_sentence():
    ax, words = drawn(draw_accounts, case=CASE)
    assert len(words) == len(KEYS)
    heads = {text.get_text(): text.get_position() for text in ax.texts}
    sentence = describe_accounts(case=CASE)
    for side, keys in (("Russia", ACCOUNTS.other), ("NATO", ACCOUNTS.reader)):
        x, y = heads[side]
        under = [w for w in words if w.get_position()[0] == x and w.get_position()[1] < y]
        labels = [f"{labels_of(CASE)[key]} ({key})" for key in keys if key not in shared(CASE)]
        assert [word.get_text().replace("\n", " ") for word in under] == labels
        assert f"{side}’s account has {'; '.join(labels)}." in sentence
    assert heads["NATO"][0] < heads["Russia"][0]


def test_only_what_both_say_reaches_from_bank_to_bank():
    ax, words = drawn(draw_accounts, case=CASE)
    lengths = sorted(line.get_xdata()[1] - line.get_xdata()[0] for line in ax.lines)
    assert lengths[-1] > 2 * max(map(abs, lengths[:-1]))
    assert len(lengths) == len(words)


def test_each_claim_leads_to_its_place_in_the_ledger():
    _, words = drawn(draw_accounts, case=CASE)
    keys = {word.get_url().removeprefix("claims.html#ledger-").upper() for word in words}
    assert keys == KEYS


def test_the_chapter_makes_each_of_these_claims():
    chapters = load_claims(CASE).set_index("key")["chapter"]
    marked = re.findall(r"{claim}`([^`]+)`", text_of("reading-russia"))
    assert set(re.findall(r"\w+", " ".join(marked))) >= KEYS
    assert set(chapters[list(KEYS)]) == {"reading-russia"}


def test_a_claim_without_a_label_is_refused(monkeypatch):
    monkeypatch.setitem(CASE.more["claims"], "unmodelled", ["A1"])
    with pytest.raises(DataError, match=r"'claims': 'A1'; expected a claim with a label"):
        sorting(CASE)
