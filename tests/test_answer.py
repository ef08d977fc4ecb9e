"""What the timeline of signals promises."""

from drawing import CASE, drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures.answer import draw_timeline, timeline_events


def test_the_timeline_shows_every_labelled_event_in_order_of_date():
    events = timeline_events(CASE)
    _, labels = drawn(draw_timeline, case=CASE)
    assert [label.get_text() for label in labels] == events["short"].tolist()
    heights = [label.get_position()[1] for label in labels]
    assert heights == sorted(heights, reverse=True)
    for label, actor in zip(labels, events["actor"], strict=True):
        assert (label.get_ha() == "right") == (actor == "Russia")


def test_the_headline_says_that_the_steps_are_an_order_and_each_effect_has_a_shape():
    assert "in order of date" in headed(draw_timeline, {"case": CASE})
    ax, _ = drawn(draw_timeline, case=CASE)
    shapes = {line.get_marker() for line in ax.lines if line.get_marker() != "None"}
    assert shapes == {"^", "D", "o", "P"}
