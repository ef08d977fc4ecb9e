"""What the generated reference pages promise."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secdilemma import data, pages
from secdilemma.case import load_case
from secdilemma.words import in_words

CASE = load_case("baltic")


@given(st.dates())
def test_no_day_is_lost_in_words(day):
    number, _, year = in_words(day.isoformat()).split()
    assert (int(number), int(year)) == (day.day, day.year)


def test_the_ledger_writes_every_claim_once_with_its_editors_note():
    claims = data.load_claims(CASE)
    written = "".join(pages.ledger(CASE, name).markdown for name in claims["chapter"].unique())
    for claim in claims.itertuples():
        assert written.count(f"(ledger-{claim.key.lower()})=") == 1
        assert claim.editor_note in written


def test_an_unknown_chapter_is_refused_with_those_that_exist():
    with pytest.raises(ValueError, match="puzzle"):
        pages.ledger(CASE, "prologue")


@pytest.fixture(scope="module")
def entries():
    """The entries of the timeline by the name of their event."""
    text = pages.timeline(CASE).markdown
    return {part.split(")=")[0]: part for part in text.split("(event-")[1:]}


def test_whom_a_signal_reaches_is_never_mixed_up(entries):
    signals = data.load_signals(CASE)
    for row in signals[signals["effect"] != "none stated"].itertuples():
        whom = "its allies" if row.addressee == "allies" else "its adversary"
        told = f"{row.effect} {whom}, as {CASE.judges[row.judged_by]}"
        assert told[1:] in entries[row.event_id], row.event_id


def test_a_date_that_is_ours_says_so_and_every_note_is_printed(entries):
    for event in data.load_signals(CASE).drop_duplicates("event_id").itertuples():
        assert ("supplied by us" in entries[event.event_id]) == bool(event.date_supplied)
        assert event.editor_note in entries[event.event_id]


def test_every_footnote_has_its_place_in_the_work():
    parts = pages.footnotes(CASE).markdown.split("(footnote-")[1:]
    for note, part in zip(data.load_footnotes(CASE).itertuples(), parts, strict=True):
        assert part.startswith(f"{note.number})=")
        assert note.locator in part
        assert note.note in part


def test_one_note_is_a_note_and_several_are_notes():
    chapters = data.load_claims(CASE)["chapter"].unique()
    text = "".join(pages.ledger(CASE, name).markdown for name in chapters)
    numbers = re.findall(r"\b(notes?) \{ref\}`[^`]+`([;\]]|,? )", text)
    assert {(word, after in (";", "]")) for word, after in numbers} == {
        ("note", True),
        ("notes", False),
    }


def test_each_event_since_2017_names_a_source_and_they_stand_in_order():
    text = pages.since2017(CASE).markdown
    events = data.load_since(CASE).sort_values("date", kind="stable")
    assert text.count("{cite:p}") == len(events)
    places = [text.index(f"(since-{name})=") for name in events["event_id"]]
    assert places == sorted(places)


def test_a_card_names_the_seat_that_reads_it():
    first, second = pages.cards(CASE).markdown.split(":::::{container} move-cards")[1:]
    assert "NATO reads" in first
    assert "Moscow reads" in second
    assert "Moscow reads" not in first


def test_the_data_notes_count_the_rows():
    assert f"{len(data.load_claims(CASE))} rows" in pages.data_notes(CASE).markdown


def test_a_term_has_one_pair_of_brackets():
    text = pages.glossary(CASE).markdown
    assert "((" not in text
    assert "))" not in text
