"""What the verdict promises: a band, never a point, which lies where the sentence puts it."""

import pytest
from drawing import CASE, EVERY, drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures.scenarios import grid
from secdilemma.pictures.verdict import describe_placement, draw_placement
from secdilemma.style import WIDTH
from secdilemma.theory import Intent, Policy, judge

VERDICT = EVERY["verdict"]
STATES = VERDICT.states()


def shares(start, length, cells):
    """Say how much of a stretch lies in each of two cells, each a start and a length."""
    return [max(0, min(start + length, a + b) - max(start, a)) / length for a, b in cells]


@pytest.fixture(scope="module")
def sheets():
    """Each state with its axes and its band."""
    return [(state, *drawn(draw_placement, case=CASE, **state)) for state in STATES]


def cell(ax, policy, intent):
    return grid(ax, 1.9)[judge(intent, intent, policy).scenario]


def test_the_band_lies_in_the_rows_that_the_sentence_names(sheets):
    where = set()
    for state, ax, (band,) in sheets:
        rows = [cell(ax, Policy.DETERRENCE, intent)[1::2] for intent in Intent]
        above, below = shares(band.get_y(), band.get_height(), rows)
        words = describe_placement(case=CASE, **state)
        assert ("in the defensive row" in words) == (above == pytest.approx(1)), state
        assert ("in the offensive row" in words) == (below == pytest.approx(1)), state
        assert ("most of it above" in words) == (above + 1e-9 < 1 and above > below), state
        assert ("most of it below" in words) == (below + 1e-9 < 1 and below > above), state
        where.add((above, below))
    assert len(where) == len(CASE.readings)


def test_the_band_leans_to_the_policy_that_the_sentence_names(sheets):
    where = set()
    for state, ax, (band,) in sheets:
        columns = [cell(ax, policy, Intent.DEFENSIVE)[::2] for policy in Policy]
        left, right = shares(band.get_x(), band.get_width(), columns)
        words = describe_placement(case=CASE, **state)
        named = [f"to {policy}" in words or f"side of {policy}" in words for policy in Policy]
        assert named == [left > right + 0.1, right > left + 0.1], state
        assert ("across both columns" in words) == (abs(left - right) < 0.1), state
        where.add(round(left - right, 6))
    assert len(where) == len(CASE.mixes)


def test_the_verdict_is_a_band_over_both_scenarios():
    ax, (band,) = drawn(draw_placement, case=CASE, **VERDICT.default)
    left, right = band.get_x(), band.get_x() + band.get_width()
    assert right - left > WIDTH / 4
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert left < (places["Realist"] + places["Constructivist"]) / 2 < right


def test_the_figure_says_whose_each_place_is():
    near = headed(draw_placement, {"case": CASE, **VERDICT.default})
    assert near == "NATO’s conduct lies between the realist and the constructivist scenario"
    for state in STATES:
        headline = headed(draw_placement, {"case": CASE, **state})
        assert "ours" in describe_placement(case=CASE, **state)
        article = state["reading"] in CASE.verdict.readings and state["mix"] in CASE.verdict.mixes
        assert (headline == near) == article
        assert headline.startswith("Yours: ") != article


def test_the_width_of_the_band_is_said_to_be_drawn_below_all_claims(sheets):
    for state, ax, _ in sheets:
        renderer = ax.figure.canvas.get_renderer()
        boxes = {text.get_text(): text.get_window_extent(renderer) for text in ax.texts}
        note = boxes.pop("the band’s width is drawn, not measured")
        assert not any(note.overlaps(box) for box in boxes.values()), state
