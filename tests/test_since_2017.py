"""What the maps and the timeline since 2017 promise."""

from datetime import date

import pytest
from drawing import CASE, drawn, read, said

from secdilemma.baltic import since_2017 as pictures
from secdilemma.data import load_since
from secdilemma.kit.figure import headed
from secdilemma.words import count

EVENTS = list(pictures.in_order(CASE).values())
NAMES = [event.name for event in EVENTS]


@pytest.fixture(scope="module")
def marks():
    """The marks of the whole figure, in order of date."""
    return [read(mark) for mark in drawn(pictures.draw_since, case=CASE)[1]]


def test_every_event_has_a_mark_to_scale_in_the_lane_that_is_its_own(marks):
    assert len(marks) == len(load_since(CASE))
    days = [date.fromisoformat(event.date).toordinal() for event in EVENTS]
    assert days == sorted(days)
    first, last, lanes = marks[0].at[0], marks[-1].at[0], list(pictures.LANES)
    for mark, day, event in zip(marks, days, EVENTS, strict=True):
        scale = (day - days[0]) / (days[-1] - days[0])
        assert mark.at[0] == pytest.approx(first + scale * (last - first), abs=0.01)
        below = len(lanes) - 1 - lanes.index(event.lane)
        foot = pictures.FLOOR + below * pictures.LANE
        assert 0.1 <= mark.at[1] - foot + 1e-9 <= pictures.LANE - 0.05
        assert mark.shape == pictures.LANES[event.lane]["mark"]


def test_no_two_marks_lie_on_each_other(marks):
    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            away = [abs(a - b) for a, b in zip(one.at, other.at, strict=True)]
            assert max(away) > 0.09


def test_marks_are_filled_up_to_the_event_that_the_sentence_tells():
    for number, event in list(enumerate(EVENTS))[::7]:
        ax, artists = drawn(pictures.draw_since, case=CASE, event=event.name)
        filled = [read(mark).filled == "full" for mark in artists]
        assert filled == [place <= number for place in range(len(EVENTS))]
        assert f"filled: {count(number + 1)} of {len(EVENTS)} events" in said(ax)
        sentence = pictures.describe_since(case=CASE, event=event.name)
        assert event.event in sentence
        for lane in pictures.LANES:
            here = sum(one.lane == lane for one in EVENTS[: number + 1])
            assert f"{here} of {lane}" in sentence


def test_the_headline_counts_the_allies_of_the_day():
    words = {event: headed(pictures.draw_since, {"case": CASE, "event": event}) for event in NAMES}
    assert words["invasion"] == "February 2022: seven states of this map are allies, as in 2017"
    assert words["finland"].startswith("April 2023: eight states of this map are allies; in 2017")
    assert "nine states" in words["sweden"]


def test_the_figure_opens_with_the_last_event_and_dates_both_maps():
    assert pictures.since_2017(CASE).default == {"event": NAMES[-1]}
    words = said(drawn(pictures.draw_since, case=CASE)[0])
    assert {"May 2017", "6 June 2026"} <= set(words)
