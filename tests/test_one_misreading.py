"""One misreading: what the chapter says of the model holds, and its figures show it."""

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, said, values

from game import MINDS, Ending, outcomes
from game.figures import BARS, LUCK, beliefs, fare, worlds
from game.printed import parted
from game.words import names
from secdilemma.pictures.one_misreading import (
    BELIEFS,
    GOOD,
    KINDS,
    WORLDS,
    Beliefs,
    describe_beliefs,
    describe_both_worlds,
    draw_beliefs,
    draw_both_worlds,
)
from secdilemma.words import number

NAME, NUMBERS = "one-misreading", Beliefs(**beliefs())


def test_one_sight_as_it_was_meant_ends_the_printed_race_otherwise_and_the_picture_parts_there():
    was, meant, turn, seat = parted()
    assert (was.ending, meant.ending) == (Ending.RACE, Ending.RESTRAINT)
    assert was.turns[:turn] == meant.turns[:turn]
    ax, lines = drawn(draw_beliefs, beliefs=NUMBERS)
    assert BELIEFS[0].bottom > BELIEFS[1].bottom  # above as it was, as the caption says
    for which, plot in enumerate(BELIEFS):
        for chair in (0, 1):
            steps = values(plot, lines[2 * which + chair])[1]
            assert steps.tolist() == pytest.approx(NUMBERS.beliefs[which][chair])
        before, after = NUMBERS.beliefs[which][seat][turn - 1 : turn + 1]
        assert (after > before) == (which == 0)
        assert (
            f"suspicion of {names(0)[seat]} goes from {number(before)} to {number(after)} steps in "
            f"year {turn + 1}, and the history ends in {(was, meant)[which].ending}."
        ) in describe_beliefs(NUMBERS)
    assert said(ax).count("even odds") == 2


def test_a_filled_mark_is_a_year_of_arming():
    ax, _ = drawn(draw_beliefs, beliefs=NUMBERS)
    marks = [line for line in ax.lines if line.get_marker() in "oD" and len(line.get_xdata()) == 1]
    filled = [mark.get_markerfacecolor() == mark.get_color() for mark in marks]
    armed = [year for one in NUMBERS.armed for chair in one for year in chair]
    ringed = [mark.get_fillstyle() == "none" for mark in marks]
    assert [f for f, ring in zip(filled, ringed, strict=True) if not ring][: len(armed)] == armed


def test_a_sensible_mind_takes_a_spear_after_its_own_arming_for_half_as_bad():
    _, printed = hidden_cell(NAME)
    assert int(printed["game_wise_spear"]) * 2 <= int(printed["game_blind_spear"])
    assert printed["game_wise_shield"].startswith("−")


def test_races_grow_rare_with_sensible_minds_and_rarer_with_a_test():
    races = [fare(name).races for name in ("fearful", "sensible", "tester")]
    assert races[0] > 2 / 3  # the prediction is answered rightly
    assert races[0] > 2 * races[1] > 10 * races[2]
    assert fare("calm").restraint > 2 * fare("tester").restraint
    assert fare("tester").restraint + fare("tester").races < 0.5


def test_along_each_line_both_rise_together_and_none_reaches_the_corner_good_in_both_worlds():
    numbers, error = worlds(), 2 * 0.5 / LUCK**0.5
    rest, coerced = GOOD
    assert set(numbers["lines"]) == set(KINDS)
    for fares in numbers["lines"].values():
        assert len(fares) == len(BARS)
        shares = np.array([[one.restraint, one.coerced] for one in fares]).T
        assert np.diff(shares).min() > -error
        assert np.diff(shares).sum(axis=1).min() > 0.3
        assert np.interp(np.linspace(rest, 1), *shares).min() > coerced
    ax, artists = drawn(draw_both_worlds, **numbers)
    assert len(artists) == len(KINDS) + len(MINDS)
    for mark, one in zip(artists[len(KINDS) :], numbers["minds"].values(), strict=True):
        place = values(WORLDS, mark)[:, 0]
        assert place.tolist() == pytest.approx([one.restraint, one.coerced])
    (corner,) = ax.patches
    assert corner.get_x() == pytest.approx(WORLDS.x(rest))
    assert corner.get_height() == pytest.approx(WORLDS.y(coerced) - WORLDS.bottom)
    told = describe_both_worlds(**numbers)
    for name, one in numbers["minds"].items():
        assert f"{name}, {one.restraint:.0%} and {one.coerced:.0%}" in told


def test_most_races_are_with_a_neighbour_that_is_offensive():
    for name, mind in MINDS.items():
        pressed = outcomes((mind, mind), ("defensive", "offensive"), range(LUCK))
        assert pressed[Ending.RACE] / LUCK > fare(name).races


def test_more_than_a_quarter_of_races_hang_on_one_misreading_and_the_observer_learns():
    cell, printed = hidden_cell(NAME)
    assert int(printed["game_hang"].removesuffix("%")) > 25
    assert 0.5 < cell.right[0] < 0.75 < cell.right[-1] < 0.98
