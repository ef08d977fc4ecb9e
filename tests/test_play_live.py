"""What the played dilemma promises in a live kernel: field by field the history of `play`."""

import random
from html import unescape

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from secdilemma.pictures.play_live import NO_POLICY, NO_READING

from game import RULES, code, decisive, misreadings, play, recorded, restore
from game.codes import INTENTS, POLICIES, SEEDS, history_of, neighbour
from game.page import played
from game.study import verdict
from game.words import diary, event, words
from secdilemma.theory import Intent

YEARS = range(RULES.turns)


def text(field):
    """What a reader reads in a field."""
    return BeautifulSoup(field.value, "html.parser").get_text(" ")


def decide(box, reading, policy):
    box.reading.value, box.policy.value = INTENTS[reading], POLICIES[policy]
    box.next.click()


def some_answers(seed):
    luck = random.Random(seed)
    return [(luck.randrange(2), luck.randrange(2)) for _ in YEARS]


def played_out(seed):
    """A game of random answers, and the same history by `play` itself."""
    box, answers = played(seed=seed).widget(), some_answers(seed)
    for answer in answers:
        decide(box, *answer)
    intent, mind = neighbour(seed, 0)
    reader = recorded([INTENTS[r] for r, _ in answers], [POLICIES[p] for _, p in answers])
    return box, play((reader, mind), (Intent.DEFENSIVE, intent), seed)


def test_each_year_shows_what_python_drew_and_nothing_of_the_other_chair():
    for seed in range(12):
        _, history = played_out(seed)
        box = played(seed=seed).widget()
        for turn, answer in enumerate(some_answers(seed)):
            assert text(box.year) == f"Year {turn + 1} of {RULES.turns}"
            said = text(box.seen)
            assert said.endswith(event(history, turn, 0))
            given_in = turn > 0 and history.turns[turn - 1].demands[0]
            assert (said != event(history, turn, 0)) == given_in
            assert box.history is None
            assert box.debrief.value == ""
            assert all(event(history, one, 0) in text(box.past) for one in range(turn))
            decide(box, *answer)


@example(2230)  # nothing was misread
@given(st.integers(0, SEEDS - 1))
def test_the_debrief_has_both_lanes_and_the_code_of_the_history_that_play_gives(seed):
    box, history = played_out(seed)
    assert box.history.turns == history.turns
    page = BeautifulSoup(box.debrief.value, "html.parser")
    heads = [one.get_text() for one in page.select("thead th")]
    assert heads == ["Year", "Calder, you", "Marn, the neighbour"]
    rows = page.select("tbody tr")
    assert len(rows) == RULES.turns
    for turn, row in enumerate(rows):
        ours, theirs = (cell.get_text(" ") for cell in row.select("td"))
        assert event(history, turn, 0) in ours
        assert event(history, turn, 1) in theirs
        assert diary(history, turn, 1) in theirs
        assert words()["table"]["reads"][INTENTS.index(history.turns[turn].readings[0])] in ours
        assert ("gave in" in ours) == ("made a demand" in theirs) == history.turns[turn].demands[0]
    assert len(page.select("td strong")) == len(misreadings(history))
    assert page.code.get_text() == box.code.value == code(history)
    assert restore(box.code.value).turns == history.turns
    assert "{" not in page.get_text()


def test_the_debrief_names_the_misreading_that_decided():
    changed = 0
    for seed in range(30):
        box, history = played_out(seed)
        found, said = decisive(history), text(box.debrief)
        kind = verdict(history)
        assert words()["decided"]["titles"][kind] in said
        assert ("the years would have ended in" in said) == (kind == "changed")
        assert ("nobody knows what you would have answered" in said) == (kind == "open")
        if found is None:
            assert words()["decided"]["none"] in said
            continue
        assert f"In year {found[0] + 1} " in said
        changed += kind == "changed"
    assert changed > 3


def test_a_code_brings_back_a_history_from_either_chair():
    luck = random.Random(4)
    for seat in (0, 1, 0, 1):
        answers = ([luck.choice(kind) for _ in YEARS] for kind in (INTENTS, POLICIES))
        history = history_of(luck.randrange(SEEDS), seat, *answers)
        box = played(seed=1).widget()
        decide(box, 0, 1)  # in the middle of another game
        box.code.value = code(history).lower().replace("-", " ")
        box.restored.click()
        assert box.wrong.value == ""
        assert (box.history.turns, box.history.seat) == (history.turns, seat)
        assert box.code.value == code(history)
        assert diary(history, 5, 1 - seat) in text(box.debrief)


@pytest.mark.parametrize("typed", ["", "1234", "1111-1111-11#", "1111-1111-112", "<b>1</b>-111"])
def test_a_code_that_is_none_is_refused_with_a_reason_and_the_game_goes_on(typed):
    box = played(seed=7).widget()
    decide(box, 1, 1)
    before = box.seen.value
    box.code.value = typed
    box.restored.click()
    with pytest.raises(ValueError, match="code") as reason:
        restore(typed)
    assert unescape(box.wrong.value) == str(reason.value)
    assert "<" not in box.wrong.value
    assert (text(box.year), box.seen.value) == ("Year 2 of 8", before)
    decide(box, 1, 1)
    assert box.wrong.value == ""
    assert text(box.year) == "Year 3 of 8"


@pytest.mark.parametrize(
    ("reading", "policy", "said"),
    [
        (None, None, f"{NO_READING} {NO_POLICY}"),
        (None, POLICIES[0], NO_READING),
        (INTENTS[0], None, NO_POLICY),
    ],
)
def test_a_year_is_not_over_until_both_are_decided(reading, policy, said):
    box = played(seed=7).widget()
    box.reading.value, box.policy.value = reading, policy
    box.next.click()
    assert (box.wrong.value, text(box.year)) == (said, "Year 1 of 8")
    assert (box.reading.value, box.policy.value) == (reading, policy)
    decide(box, 0, 0)
    assert (box.wrong.value, text(box.year)) == ("", "Year 2 of 8")
    assert box.reading.value is box.policy.value is None  # every year is decided anew


def test_playing_again_begins_with_other_luck():
    box, history = played_out(7)
    box.again.click()
    assert (text(box.year), box.debrief.value, box.code.value) == ("Year 1 of 8", "", "")
    for answer in some_answers(7):
        decide(box, *answer)
    assert box.history.seed != history.seed


def test_a_page_has_the_game_as_markup_and_a_kernel_has_a_widget(monkeypatch):
    monkeypatch.setenv("ISLANDS", "page")
    assert '<section class="play"' in played()._repr_mimebundle_()["text/html"]
    monkeypatch.delenv("ISLANDS")
    assert "application/vnd.jupyter.widget-view+json" in played()._repr_mimebundle_()
