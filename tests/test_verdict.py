"""What the verdict promises: the reader's place, never a point, where the sentence puts it."""

import pytest
from drawing import CASE, EVERY, drawn

from secdilemma.kit import figure
from secdilemma.pictures.verdict import NOWHERE, describe_placement, draw_placement, places
from secdilemma.theory import Policy, Scenario

VERDICT = EVERY["verdict"]
STATES = VERDICT.states()
PLACED = [state for state in STATES if state["place"] != NOWHERE]


@pytest.fixture(scope="module")
def sheets():
    """Each state with its axes and what is placed on it."""
    return [(state, *drawn(draw_placement, case=CASE, **state)) for state in STATES]


def ends(line):
    """Say where a line begins, ends, and how high it lies."""
    (x0, y), (x1, _) = line.get_xydata()
    return x0, x1, y


def borders(ax):
    """Say where the columns and where the rows meet."""
    across, up = ax.lines[:2]
    return up.get_xdata()[0], across.get_ydata()[0]


def words(state):
    return describe_placement(case=CASE, **state)


def test_it_opens_with_an_empty_square_and_the_article_hidden(sheets):
    assert VERDICT.default == {"place": NOWHERE, "article": "hidden"}
    ((ax, (mark,)),) = ((ax, placed) for state, ax, placed in sheets if state == VERDICT.default)
    (across, up), (x, y) = ax.lines[:2], mark.get_xydata()[0]
    assert x < min(across.get_xdata())
    assert y < min(up.get_ydata())
    assert "empty" in words(VERDICT.default)
    assert "hidden" in words(VERDICT.default)


def test_a_place_lies_in_the_row_that_the_sentence_names(sheets):
    heights = set()
    for state, ax, placed in sheets:
        if state["place"] == NOWHERE:
            continue
        _, _, y = ends(placed[-1])
        above = y > borders(ax)[1]
        assert any(f"{way} the defensive" in words(state) for way in ("in", "on")) == above
        assert any(f"{way} the offensive" in words(state) for way in ("in", "on")) != above
        heights.add(y)
    assert len(heights) == len(CASE.readings)
    assert len(places(CASE)) == len(CASE.readings) * len(CASE.mixes) == len(PLACED) / 2


def test_a_place_leans_to_the_policy_that_the_sentence_names(sheets):
    leanings = set()
    for state, ax, placed in sheets:
        if state["place"] == NOWHERE:
            continue
        x0, x1, _ = ends(placed[-1])
        lean = round((x0 + x1) / 2 - borders(ax)[0], 6)
        named = [f"{way} {p}" in words(state) for p in Policy for way in ("to", "side of")]
        assert [any(named[:2]), any(named[2:])] == [lean < 0, lean > 0], state
        assert ("across both columns" in words(state)) == (lean == 0), state
        leanings.add(lean)
    assert len(leanings) == len(CASE.mixes)


def test_the_articles_place_is_a_band_between_its_scenarios_and_only_when_asked(sheets):
    for state, ax, placed in sheets:
        shown = state["article"] == "shown"
        assert len(placed) == shown + 1
        assert ("The article puts" in words(state)) == shown
        if shown:
            x0, x1, y = ends(placed[0])
            column, row = borders(ax)
            names = {text.get_text(): text.get_position() for text in ax.texts}
            one, other = (names[scenario.capitalize()] for scenario in CASE.between)
            assert one[0] < x0 < column < x1 < other[0]
            assert one[1] < y < row
    assert CASE.between == (Scenario.REALIST, Scenario.CONSTRUCTIVIST)


def test_the_headline_asks_first_and_says_whose_each_place_is():
    def headed(**state):
        return figure.headed(draw_placement, {"case": CASE, **state})

    assert headed(**VERDICT.default) == "Where would you put NATO’s conduct?"
    for place, (reading, mix) in places(CASE).items():
        assert headed(place=place, article="hidden").startswith("Yours: ")
        agreed = reading in CASE.verdict.readings and mix in CASE.verdict.mixes
        who = "You and the article agree: " if agreed else "The article puts NATO "
        between = "between the realist and the constructivist scenario"
        assert headed(place=place, article="shown") == who + between
    assert all(len(words(state)) <= 220 for state in STATES)


def test_the_sentence_names_the_claims_for_a_place_and_against_it():
    for state in PLACED:
        reading, mix = places(CASE)[state["place"]]
        speak, against = words(state).split("For it: ")[1].split("; against it: ")
        for number, part in enumerate((speak, against)):
            keys = [*CASE.readings[reading][number], *CASE.mixes[mix][number]]
            assert all(key in part for key in keys)
            assert ("no claim" in part or "none" in part) == (not keys)
