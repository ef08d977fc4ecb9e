"""What the figures of the signals promise."""

import pytest
from drawing import CASE, EVERY, drawn, read

from secdilemma.kit.figure import headed
from secdilemma.pictures import answer


def test_the_timeline_shows_every_labelled_event_in_order_of_date_on_its_side():
    events = answer.timeline_events(CASE)
    _, labels = drawn(answer.draw_timeline, case=CASE)
    assert [label.get_text() for label in labels] == events["short"].tolist()
    heights = [label.get_position()[1] for label in labels]
    assert heights == sorted(heights, reverse=True)
    left = [label.get_ha() == "right" for label in labels]
    assert left == (events["actor"] == "Russia").tolist()
    words = answer.describe_timeline(case=CASE)
    assert f"{sum(left)} by Russia on the left, {len(left) - sum(left)} by NATO" in words
    assert "in order of date" in headed(answer.draw_timeline, {"case": CASE})


def test_each_effect_has_a_shape_of_its_own():
    shapes = [sign["mark"] for effect, sign in answer.SIGNS.items() if effect != "none stated"]
    assert len(set(shapes)) == len(shapes) == 4


def counts(**state):
    """Read the figure of the counts back: places by name of the event, and where the line is."""
    choice = {**EVERY["timeline"].default, **state}
    ax, artists = drawn(answer.draw_counts, case=CASE, **choice)
    (end,) = (line.get_xdata()[0] for line in ax.lines if line.get_gid() == "until")
    return {mark.get_gid(): read(mark) for mark in artists}, end, choice


@pytest.mark.parametrize("effect", ["any", "deters"])
def test_up_to_the_end_of_a_year_counts_that_year_and_none_after_it(effect):
    every, last, _ = counts(effect=effect)
    sizes = []
    for year in answer.last_years(CASE):
        here, end, choice = counts(effect=effect, until=year)
        expected = {  # what has no date stands behind the last year
            name for name, mark in every.items() if mark.at[0] <= end or mark.at[0] > last
        }
        assert set(here) == expected, year
        assert f": {len(here)} signal" in answer.describe_counts(case=CASE, **choice)
        sizes.append(len(here))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_a_side_has_one_shape_and_the_sentence_names_it():
    shapes = {}
    for actor in ("Russia", "NATO and allies"):
        marks, _, choice = counts(actor=actor)
        shapes[actor] = {mark.shape for mark in marks.values()}
        assert answer.describe_counts(case=CASE, **choice).startswith(f"By {actor}, ")
    assert [len(one) for one in shapes.values()] == [1, 1]
    assert not set.intersection(*shapes.values())
