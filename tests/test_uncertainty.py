"""What the figure of the three uncertainties promises."""

import pytest
from drawing import drawn, texts

from secdilemma.kit.figure import headed
from secdilemma.pictures import ambiguity, uncertainty
from secdilemma.style import colour
from secdilemma.theory import UNCERTAINTIES


def test_each_row_says_of_each_uncertainty_how_much_is_left_and_no_two_columns_are_alike():
    rows = uncertainty.KNOWLEDGE.values()
    assert {degree for row in rows for degree in row} == set(uncertainty.DEGREES)
    columns = list(zip(*rows, strict=True))
    assert len(set(columns)) == len(columns) == len(UNCERTAINTIES)


def test_the_more_is_settled_the_further_one_sees_and_the_sentence_agrees():
    _, sights = drawn(uncertainty.draw_uncertainty)
    lengths = [sight.get_xdata()[1] - sight.get_xdata()[0] for sight in sights]
    degrees = [left for row in uncertainty.KNOWLEDGE.values() for left in row if left != "open"]
    seen = {}
    for degree, length in zip(degrees, lengths, strict=True):
        seen.setdefault(degree, set()).add(round(length, 6))
    assert all(len(each) == 1 for each in seen.values())
    (settled,), (narrowed,) = (seen[degree] for degree in ("settled", "narrowed"))
    assert settled > narrowed > 0
    names = [doubt.name for doubt in UNCERTAINTIES]
    for row in uncertainty.KNOWLEDGE.values():
        words = ", ".join(f"{name} {degree}" for name, degree in zip(names, row, strict=True))
        assert words in uncertainty.describe_uncertainty()


def test_nothing_touches_the_future_and_the_figure_says_so():
    assert {row[-1] for row in uncertainty.KNOWLEDGE.values()} == {"open"}
    assert headed(uncertainty.draw_uncertainty, {}).endswith("none touches future uncertainty")
    assert all(name in uncertainty.describe_uncertainty() for name in uncertainty.unsettled())


@pytest.mark.parametrize("wide", [False, True])
def test_each_thing_stands_over_both_captions_one_in_the_colour_of_either_reading(wide):
    ax, shapes = drawn(ambiguity.draw_ambiguity, wide=wide)
    words = {text.get_text(): text for text in texts(ax)}
    assert len({shape.get_path().vertices.tobytes() for shape in shapes}) == len(shapes)
    for thing, shape in zip(ambiguity.THINGS, shapes, strict=True):
        box = shape.get_path().get_extents()
        for caption, reading in ((thing.defends, "defensive"), (thing.attacks, "offensive")):
            text = words[f"{caption}?"]
            assert text.get_color() == colour(reading)
            assert box.x0 - 0.4 < text.get_position()[0] < box.x1
            assert 0 < box.y0 - text.get_position()[1] < 0.6
            assert caption in ambiguity.describe_ambiguity()
