"""What the figure of the signals promises."""

import pytest
from drawing import CASE, drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures import answer
from secdilemma.style import WIDE

EVENTS = answer.timeline_events(CASE)
SIZES = pytest.mark.parametrize("wide", [False, True])


def landings(ax):
    """Return how far each line goes from its bank: as shares of the river."""
    lines = [line.get_xdata() for line in ax.lines]
    across = max(abs(start - end) for start, end in lines)
    return [abs(start - end) / across for start, end in lines]


@SIZES
def test_the_timeline_shows_every_labelled_event_in_order_of_date_on_its_bank(wide):
    _, labels = drawn(answer.draw_timeline, case=CASE, wide=wide)
    assert [label.get_text() for label in labels] == EVENTS["short"].tolist()
    places = [(x > WIDE / 2, -y) for x, y in (label.get_position() for label in labels)]
    assert places == sorted(places)
    right = [label.get_ha() == "left" for label in labels]
    assert right == (EVENTS["actor"] == "Russia").tolist()
    words = answer.describe_timeline(case=CASE)
    assert f"{sum(right)} by Russia from the right" in words
    assert f"{len(right) - sum(right)} by NATO" in words


@SIZES
def test_a_signal_reaches_the_other_bank_if_somebody_names_an_effect_there(wide):
    ax, _ = drawn(answer.draw_timeline, case=CASE, wide=wide)
    lands = [bool(effects.keys() - {"assures"}) for effects in EVENTS["effects"]]
    assert landings(ax) == pytest.approx([1.0 if there else 0.5 for there in lands])
    silent = f"for {lands.count(False)} nobody names an effect on the other side"
    assert headed(answer.draw_timeline, {"case": CASE}).endswith(silent)
    assert f"{sum(lands)} reach the other bank" in answer.describe_timeline(case=CASE)


@SIZES
def test_every_effect_is_named_once_and_in_italics_where_only_this_book_names_it(wide):
    ax, _ = drawn(answer.draw_timeline, case=CASE, wide=wide)
    named = [text for text in ax.texts if text.get_text() in answer.EFFECTS]
    expected = [(how, us) for effects in EVENTS["effects"] for how, us in effects.items()]
    assert [(one.get_text(), one.get_style() == "italic") for one in named] == expected
    assert {us for _, us in expected} == {True, False}


def test_a_label_leads_to_its_event_on_the_page_of_all():
    _, labels = drawn(answer.draw_timeline, case=CASE)
    links = [label.get_url() for label in labels]
    assert links == [f"timeline.html#event-{name}" for name in EVENTS.index]
