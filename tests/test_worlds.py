"""What the drawing of the eight worlds promises."""

import pytest
from drawing import CASE, EVERY, drawn

from secdilemma.kit.figure import headed
from secdilemma.pictures.worlds import describe_worlds, draw_worlds
from secdilemma.tables import outcomes_table
from secdilemma.theory import Intent, Policy, Scenario, judge, worlds

STATES = EVERY["scenario-map"].states()
SIZES = pytest.mark.parametrize("wide", [False, True])


@SIZES
def test_a_world_that_fails_says_so_in_bold_and_a_fitting_one_does_not(wide):
    for state in STATES:
        _, artists = drawn(draw_worlds, wide=wide, **state)
        for world, words in zip(worlds(), artists[1::2], strict=True):
            assert words.get_text().startswith("may ") == world.outcome.fails
            assert (words.get_weight() == 600) == world.outcome.fails


@SIZES
def test_each_choice_draws_its_own_world_strongest_and_names_its_scenario(wide):
    chosen = []
    for state in STATES:
        _, artists = drawn(draw_worlds, wide=wide, **state)
        widths = [line.get_linewidth() for line in artists[::2]]
        place = widths.index(max(widths))
        assert widths.count(max(widths)) == 1
        assert worlds()[place] == judge(**state)
        assert list(Scenario)[place // 2] == judge(**state).scenario
        words = describe_worlds(case=CASE, **state)
        assert words.startswith(
            f"The {worlds()[place].scenario} scenario: {worlds()[place].outcome}"
        )
        stated = "stated by the article" in words
        assert stated == (worlds()[place].basis == "article")
        assert stated != ("inferred" in words)
        assert len(words) <= 220
        chosen.append(place)
    assert sorted(chosen) == list(range(8))


@SIZES
def test_a_pressed_world_is_the_one_that_is_drawn_there(wide):
    ax, artists = drawn(draw_worlds, wide=wide, **STATES[0])
    places = {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}
    assert len(places) == 8
    for number, line in enumerate(artists[::2]):
        place = places[f"world {number}"]
        assert worlds()[number] == judge(**place.get_gid().sets)
        assert place.get_bbox().contains(*line.get_xydata()[0])


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
