"""What the drawing of the eight worlds promises."""

from drawing import drawn

from secdilemma.pictures.sheet import headed
from secdilemma.pictures.worlds import ALL, STEPS, describe_worlds, draw_worlds
from secdilemma.theory import Scenario, worlds


def test_inferred_worlds_are_dashed_and_stated_ones_are_not():
    _, boxes = drawn(draw_worlds)
    assert len(boxes) == 8
    for world, box in zip(worlds(), boxes, strict=True):
        assert (box.get_linestyle() != "solid") == (world.basis == "inferred")


def test_each_step_brings_a_scenario_and_the_last_all():
    for step, scenario in enumerate(Scenario, start=1):
        assert len(drawn(draw_worlds, step=step)[1]) == 2 * step
        assert f"The {scenario} reads" in describe_worlds(step=step)
    assert STEPS[ALL] == "all eight worlds"


def test_the_headline_counts_the_failures_that_are_drawn():
    assert headed(draw_worlds, {"step": 1}).startswith("One of two worlds fails: the fatalist")
    assert headed(draw_worlds, {}) == (
        "Four of eight worlds fail: deterrence if the other is defensive and reassurance if the "
        "other is offensive"
    )
