"""What the drawing of the eight worlds promises."""

from drawing import drawn

from secdilemma.pictures.worlds import draw_worlds
from secdilemma.theory import worlds


def test_inferred_worlds_are_dashed_and_stated_ones_are_not():
    _, boxes = drawn(draw_worlds)
    assert len(boxes) == 8
    for world, box in zip(worlds(), boxes, strict=True):
        assert (box.get_linestyle() != "solid") == (world.basis == "inferred")
