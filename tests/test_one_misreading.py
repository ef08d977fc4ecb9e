"""One misreading: what the chapter says of the model holds, and its figures show it."""

import re

import numpy as np
import pytest
from chapter import hidden_cell, text_of
from drawing import drawn, said, values

from game import MINDS, Ending, decisive, outcomes, recorded
from game.words import words
from secdilemma.pictures.one_misreading import (
    BARS,
    GOOD,
    KINDS,
    LUCK,
    WORLDS,
    belief,
    both,
    describe_beliefs,
    describe_both_worlds,
    draw_beliefs,
    draw_both_worlds,
    fare,
)

NAME = "one-misreading"


def test_what_the_prose_prints_is_computed_and_what_is_computed_is_printed():
    _, printed = hidden_cell(NAME)
    assert set(printed) == set(re.findall(r"\{glue:text\}`([^`]+)`", text_of(NAME)))


def test_the_prediction_is_answered_rightly():
    assert fare("fearful").races > 2 / 3


def test_one_sight_as_it_was_meant_ends_the_printed_race_otherwise():
    history, again = both()
    assert history.ending is Ending.RACE
    assert again.ending is Ending.RESTRAINT
    turn, seat = decisive(history)
    assert history.turns[:turn] == again.turns[:turn]
    assert belief(history, seat)[turn] > belief(again, seat)[turn]


def test_the_picture_parts_in_the_year_of_the_sight():
    _, lines = drawn(draw_beliefs)
    upper, lower = [one.get_ydata() for one in lines[:2]], [one.get_ydata() for one in lines[2:]]
    turn, seat = decisive(both()[0])
    apart = np.diff([upper[seat][turn - 1 : turn + 1], lower[seat][turn - 1 : turn + 1]])
    assert apart[0] > 0 > apart[1]
    assert str(both()[0].ending) in describe_beliefs()


def test_a_sensible_mind_takes_a_spear_after_its_own_arming_for_half_as_bad():
    _, printed = hidden_cell(NAME)
    assert int(printed["game_wise_spear"]) * 2 <= int(printed["game_blind_spear"])
    assert printed["game_wise_shield"].startswith("−")


def test_races_grow_rare_with_sensible_minds_and_rarer_with_a_test():
    races = [fare(name).races for name in ("fearful", "sensible", "tester")]
    assert races[0] > 2 * races[1] > 10 * races[2]
    assert fare("calm").restraint > 2 * fare("tester").restraint
    assert fare("tester").restraint + fare("tester").races < 0.5


def test_along_each_line_restraint_and_coercion_rise_together():
    error = 2 * 0.5 / LUCK**0.5
    for name in KINDS:
        found = [fare(name, bar) for bar in BARS]
        for one in ("restraint", "coerced"):
            steps = np.diff([getattr(each, one) for each in found])
            assert steps.min() > -error
            assert steps.sum() > 0.3
    _, artists = drawn(draw_both_worlds)
    assert len(artists) == len(KINDS) + len(MINDS)
    for mark, name in zip(artists[len(KINDS) :], MINDS, strict=True):
        place = values(WORLDS, mark)[:, 0]
        assert place.tolist() == pytest.approx([fare(name).restraint, fare(name).coerced])


def test_no_line_reaches_the_corner_that_is_good_in_both_worlds():
    rest, coerced = GOOD
    for name in KINDS:
        found = [fare(name, bar) for bar in BARS]
        reached = np.interp(
            np.linspace(rest, 1), [f.restraint for f in found], [f.coerced for f in found]
        )
        assert reached.min() > coerced
    ax, _ = drawn(draw_both_worlds)
    (corner,) = ax.patches
    assert corner.get_x() == pytest.approx(WORLDS.x(rest))
    assert corner.get_height() == pytest.approx(WORLDS.y(coerced) - WORLDS.bottom)


def test_suspicion_has_a_scale_with_even_odds():
    assert said(drawn(draw_beliefs)[0]).count("even odds") == 2


def test_a_timetable_never_races_is_never_coerced_and_never_rests():
    policies = ["deterrence"] * 5 + ["reassurance", "deterrence", "reassurance"]
    timetable = recorded(["defensive"] * 8, policies)
    safe = outcomes((timetable, timetable), ("defensive", "defensive"), range(LUCK))
    pressed = outcomes((timetable, timetable), ("defensive", "offensive"), range(LUCK))
    assert safe[Ending.RACE] == safe[Ending.RESTRAINT] == pressed[Ending.COERCION] == 0


def test_most_races_are_with_a_neighbour_that_is_offensive():
    for name, mind in MINDS.items():
        pressed = outcomes((mind, mind), ("defensive", "offensive"), range(LUCK))
        assert pressed[Ending.RACE] / LUCK > fare(name).races


def test_many_races_hang_on_one_misreading_and_the_observer_learns():
    cell, printed = hidden_cell(NAME)
    assert 20 < int(printed["game_hang"].removesuffix("%")) < 60
    assert 0.5 < cell.right[0] < 0.75 < cell.right[-1] < 1


def test_the_words_for_both_worlds_give_restraint_first_and_coercion_second():
    told = describe_both_worlds()
    for name in MINDS:
        one = fare(name)
        pair = f"{one.restraint:.0%} and {one.coerced:.0%}"
        assert f"{words()['labels'][name]}, {pair}" in told
