"""What the generated reference pages promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secdilemma import data, reference


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2014", "2014"),
        ("2016-07", "July 2016"),
        ("2015-12-18", "18 December 2015"),
        ("2014-09-05", "5 September 2014"),
        ("1940/1941", "1940–1941"),
    ],
)
def test_a_date_is_written_at_its_own_precision(when, words):
    assert reference.in_words(when) == words


@given(st.dates())
def test_no_day_is_lost_in_words(day):
    number, _, year = reference.in_words(day.isoformat()).split()
    assert (int(number), int(year)) == (day.day, day.year)


def test_the_ledger_writes_every_claim_once():
    claims = data.load_claims()
    written = "".join(reference.ledger(name).markdown for name in claims["chapter"].unique())
    for key in claims["key"]:
        assert written.count(f"(ledger-{key.lower()})=") == 1


def test_an_unknown_chapter_is_refused_with_those_that_exist():
    with pytest.raises(ValueError, match="puzzle"):
        reference.ledger("prologue")


def test_an_editors_note_stands_with_its_claim():
    assert "60 hours" in reference.ledger("puzzle").markdown


def test_the_timeline_says_who_ascribes_an_effect():
    text = reference.timeline().markdown
    start = text.index("(event-wales-vjtf)=")
    entry = text[start : text.index("(event-", start + 1)]
    assert "Deters its adversary, as nato has it" in entry or "as NATO has it" in entry
    assert "provokes its adversary, as russia has it" in entry.lower()


def test_each_event_since_2017_names_a_source():
    assert reference.since2017().markdown.count("{cite:p}") == len(data.load_since2017())
