"""What the maps and the timeline since 2017 promise."""

from drawing import CASE, drawn, said

from secdilemma.baltic.since_2017 import (
    LANE,
    LANES,
    describe_since,
    draw_since,
    in_order,
    since_2017,
)
from secdilemma.data import load_since
from secdilemma.kit.figure import headed
from secdilemma.words import count

EVENTS = in_order(CASE)


def place(mark):
    return float(mark.get_xdata()[0]), float(mark.get_ydata()[0])


def test_every_event_has_a_mark_to_scale_in_its_lane():
    _, marks = drawn(draw_since, case=CASE)
    assert len(marks) == len(EVENTS) == len(load_since(CASE))
    xs = [place(mark)[0] for mark in marks]
    inches = (xs[-1] - xs[0]) / (EVENTS["years"].iloc[-1] - EVENTS["years"].iloc[0])
    for x, years in zip(xs, EVENTS["years"], strict=True):
        assert abs(xs[0] + (years - EVENTS["years"].iloc[0]) * inches - x) < 1e-6
    lowest = {lane: min(place(m)[1] for m, one in zip(marks, EVENTS["lane"], strict=True)
                        if one == lane) for lane in LANES}  # fmt: skip
    assert list(lowest.values()) == sorted(lowest.values(), reverse=True)


def test_no_two_marks_lie_on_each_other():
    _, marks = drawn(draw_since, case=CASE)
    places = [place(mark) for mark in marks]
    for number, (x, y) in enumerate(places):
        for across, up in places[number + 1 :]:
            assert abs(x - across) > 0.09 or abs(y - up) > 0.09


def test_marks_are_filled_up_to_the_event_and_hollow_after_it():
    for number, event in list(enumerate(EVENTS.index))[::7]:
        ax, marks = drawn(draw_since, case=CASE, event=event)
        filled = [mark.get_markerfacecolor() == mark.get_color() for mark in marks]
        assert filled == [True] * (number + 1) + [False] * (len(EVENTS) - number - 1)
        assert f"filled: {count(number + 1)} of {len(EVENTS)} events" in said(ax)


def test_every_mark_stays_between_the_lines_of_its_lane():
    assert EVENTS["rise"].min() >= 0.1
    assert EVENTS["rise"].max() <= LANE - 0.05


def test_the_headline_counts_the_allies_of_the_day():
    told = {event: headed(draw_since, {"case": CASE, "event": event}) for event in EVENTS.index}
    assert told["invasion"] == "February 2022: seven states of this map are allies, as in 2017"
    assert told["finland"].startswith("April 2023: eight states of this map are allies; in 2017")
    assert "nine states" in told["sweden"]


def test_the_sentence_is_the_event_in_its_own_words():
    for event in EVENTS.itertuples():
        assert event.event in describe_since(case=CASE, event=event.Index)


def test_the_figure_opens_with_the_last_event_and_dates_both_maps():
    assert since_2017(CASE).default == {"event": EVENTS.index[-1]}
    words = said(drawn(draw_since, case=CASE)[0])
    assert {"May 2017", "6 June 2026"} <= set(words)
