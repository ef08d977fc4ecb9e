"""What the map and the timeline since 2017 promise."""

from datetime import date
from itertools import pairwise

import pytest
from drawing import CASE, drawn, said

from islands.parts import Handle
from secdilemma.baltic import since_2017 as pictures
from secdilemma.baltic.land import states
from secdilemma.data import load_since
from secdilemma.kit.figure import headed
from secdilemma.style import colour
from secdilemma.words import in_words

EVENTS = list(pictures.in_order(CASE).values())
NAMES = [event.name for event in EVENTS]
SIZES = pytest.mark.parametrize("wide", [False, True])


@SIZES
def test_every_event_has_a_line_to_scale_in_the_lane_of_who_acts(wide):
    _, lines = drawn(pictures.draw_since, case=CASE, wide=wide)
    assert len(lines) == len(load_since(CASE))
    days = [date.fromisoformat(event.date).toordinal() for event in EVENTS]
    assert days == sorted(days)
    heights, lefts = ([one.get_xydata()[0][axis] for one in lines] for axis in (1, 0))
    for height, day in zip(heights, days, strict=True):
        scale = (day - days[0]) / (days[-1] - days[0])
        high = heights[0] - scale * (heights[0] - heights[-1])
        assert height == pytest.approx(high, abs=0.15)  # those that would touch are moved
    columns = sorted(set(lefts))
    for event, left, one in zip(EVENTS, lefts, lines, strict=True):
        assert columns.index(left) == list(pictures.LANES).index(event.lane)
        assert one.get_color() == colour(pictures.LANES[event.lane])


def test_a_lane_is_that_of_the_only_side_that_acts():
    rows = load_since(CASE).set_index("event_id")["actor"]
    for event in EVENTS:
        acting = rows[event.name].split("; ")
        if event.lane == "other":
            assert "Russia" in acting
            assert not {"NATO", "United States", "Poland", "Estonia"} & set(acting)
        elif event.lane == "reader":
            assert "Russia" not in acting
    lanes = {event.name: event.lane for event in EVENTS}
    assert [lanes[name] for name in ("finland", "invasion", "zapad-2017")] == [
        "reader", "other", "other",
    ]  # fmt: skip
    assert lanes["nord-stream"] == lanes["balticconnector"] == lanes["drones-poland"] == "both"


def test_no_two_lines_of_a_lane_touch():
    for lane in pictures.LANES:
        places = [event.down for event in EVENTS if event.lane == lane]
        assert min(low - high for high, low in pairwise(places)) > 0.049


@SIZES
def test_lines_are_strong_up_to_the_event_that_is_named_and_can_all_be_grasped(wide):
    for number, event in list(enumerate(EVENTS))[::7]:
        ax, lines = drawn(pictures.draw_since, case=CASE, event=event.name, wide=wide)
        faint = [one.get_alpha() is not None for one in lines]
        assert faint == [place > number for place in range(len(EVENTS))]
        assert in_words(event.date) in said(ax)
        assert [one.get_gid() for one in lines if not one.get_gid().words] == [event.name]
        (grip,) = (one for one in ax.artists if isinstance(one, Handle))
        assert list(grip.places) == NAMES
        for one in lines:
            assert grip.places[one.get_gid()] == pytest.approx(one.get_xydata().mean(axis=0))
        sentence = pictures.describe_since(case=CASE, event=event.name)
        assert sentence.startswith(f"{in_words(event.date)}: {event.event}")


def test_the_headline_names_who_has_joined_by_that_day():
    words = {event: headed(pictures.draw_since, {"case": CASE, "event": event}) for event in NAMES}
    assert words["invasion"] == "February 2022: no state here has joined NATO since 2017"
    assert words["finland"] == "April 2023: Finland has joined NATO since 2017"
    assert words["sweden"] == "March 2024: Finland and Sweden have joined NATO since 2017"


@SIZES
def test_the_map_names_the_year_in_which_a_country_joined_once_it_has(wide):
    assert pictures.since_2017(CASE).default == {"event": NAMES[0]}
    for event, joined in (("invasion", 0), ("finland", 1), ("sweden", 2)):
        words = said(drawn(pictures.draw_since, case=CASE, event=event, wide=wide)[0])
        told = {"Finland 2023", "Sweden 2024"} & set(words)
        day = next(each.date for each in EVENTS if each.name == event)
        assert len(told) == joined == len(states(CASE, day)) - len(states(CASE))
