"""What the drawing of the eight worlds promises."""

from drawing import CASE, EVERY, drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures.worlds import describe_worlds, draw_worlds
from secdilemma.tables import outcomes_table
from secdilemma.theory import Intent, Policy, Scenario, judge, worlds

STATES = EVERY["scenario-map"].states()


def test_inferred_worlds_are_dashed_and_stated_ones_are_not():
    for state in STATES:
        _, boxes = drawn(draw_worlds, **state)
        assert len(boxes) == 8
        for world, box in zip(worlds(), boxes, strict=True):
            assert (box.get_linestyle() not in ("-", "solid")) == (world.basis == "inferred")


def test_each_choice_frames_its_own_world_in_the_row_of_its_scenario():
    framed = []
    for state in STATES:
        _, boxes = drawn(draw_worlds, **state)
        widths = [box.get_linewidth() for box in boxes]
        place = widths.index(max(widths))
        assert worlds()[place] == judge(**state)
        assert list(Scenario)[place // 2] == judge(**state).scenario
        words = describe_worlds(case=CASE, **state)
        assert words.startswith(
            f"The {worlds()[place].scenario} scenario: {worlds()[place].outcome}"
        )
        solid = boxes[place].get_linestyle() in ("-", "solid")
        assert ("The article states this" if solid else "This is inferred") in words
        framed.append(place)
    assert sorted(framed) == list(range(8))


def test_the_headline_counts_the_failures_that_are_drawn():
    state = {"actual": "defensive", "reading": "offensive", "policy": "deterrence"}
    assert headed(draw_worlds, state) == (
        "Four of eight worlds fail, this one among them: deterrence if the other is defensive"
    )
    assert headed(draw_worlds, state | {"actual": "offensive"}) == (
        "Four of eight worlds fit, this one among them: deterrence if the other is offensive"
    )


def test_the_table_of_outcomes_says_where_each_policy_fits_and_where_it_fails():
    frame = outcomes_table().frame
    assert frame.columns.tolist() == [f"if in fact {intent}" for intent in Intent]
    for policy in Policy:
        outcomes = [judge(intent, intent, policy).outcome for intent in Intent]
        assert frame.loc[policy.capitalize()].tolist() == outcomes
