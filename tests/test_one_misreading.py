"""One misreading: what the chapter says of the model holds, and its figures show it."""

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, said, values

from game import MINDS, Ending
from game.figures import BARS, beliefs, overview, worlds
from game.printed import parted
from game.study import MANY, OPENED
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


def test_one_sight_put_straight_ends_the_printed_race_otherwise_and_the_picture_parts_there():
    was, straight, year, seat = parted()
    assert (was.ending, straight.ending) == (Ending.RACE, Ending.RESTRAINT)
    assert was.years[:year] == straight.years[:year]
    ax, lines = drawn(draw_beliefs, beliefs=NUMBERS)
    assert BELIEFS[0].bottom > BELIEFS[1].bottom  # above as it was, as the caption says
    for which, plot in enumerate(BELIEFS):
        for chair in (0, 1):
            steps = values(plot, lines[2 * which + chair])[1]
            assert steps.tolist() == pytest.approx(NUMBERS.beliefs[which][chair])
        before, after = NUMBERS.beliefs[which][seat][year - 1 : year + 1]
        assert (after > before) == (which == 0)
        assert (
            f"suspicion of {names(0)[seat]} goes from {number(before)} to {number(after)} steps in "
            f"year {year + 1}, and the history ends in {(was, straight)[which].ending}."
        ) in describe_beliefs(NUMBERS)
    assert said(ax).count("even odds") == 2


def test_a_filled_mark_is_a_year_of_arming():
    ax, _ = drawn(draw_beliefs, beliefs=NUMBERS)
    marks = [line for line in ax.lines if line.get_marker() in "oD" and len(line.get_xdata()) == 1]
    filled = [mark.get_markerfacecolor() == mark.get_color() for mark in marks]
    armed = [year for one in NUMBERS.armed for chair in one for year in chair]
    ringed = [mark.get_fillstyle() == "none" for mark in marks]
    assert [f for f, ring in zip(filled, ringed, strict=True) if not ring][: len(armed)] == armed


def test_the_sentences_of_the_chapter_are_true_of_the_numbers_that_they_print():
    """What they say of the study, `test_play_facts.py` asks of other tables as well."""
    _, printed = hidden_cell(NAME)
    share = {name: int(text.removesuffix("%")) for name, text in printed.items() if "%" in text}
    assert share["race_safest"] < 10 < share["race_quiet"] < 50  # the prediction
    assert int(printed["game_wise_arms"]) == 0 < int(printed["game_blind_arms"])
    assert printed["game_wise_rest"].startswith("−")
    assert share["race_both"] > 90
    assert share["game_hang"] > 75
    assert share["game_hang_both"] == 0
    assert share["best_both"] < share["best_ideal"] - 5
    assert share["best_least"] < 5 < 20 < share["best_worst"]
    assert share["war_tester"] < share["war_both"] - 15
    assert share["rest_tester"] < 10
    assert share["game_first"] < share["game_last_fearful"] < share["game_last"] < 100


def test_the_table_has_a_row_for_each_world_and_opening_as_the_study_has_it():
    own, others = overview()
    assert len(own) == len(others) == len(OPENED) * 4
    row = "attack ahead, arms alike; both"
    printed = hidden_cell(NAME)[1]
    assert own.loc[row, "race, fearful"] == printed["race_both"].removesuffix("%")
    assert own.loc[row, "rest, tester"] == printed["rest_tester"].removesuffix("%")
    assert others.loc[row, "war"] == printed["war_both"].removesuffix("%")
    assert others.loc[row, "security"].startswith("−")


def test_along_each_line_both_rise_together_and_none_reaches_the_corner_good_in_both_worlds():
    numbers, error = worlds(), 2 * 0.5 / MANY**0.5
    rest, coerced = GOOD
    assert set(numbers["lines"]) == set(KINDS)
    for fares in numbers["lines"].values():
        assert len(fares) == len(BARS)
        shares = np.array(fares).T
        assert np.diff(shares).min() > -error
        assert np.diff(shares).sum(axis=1).min() > 0.3
        assert np.interp(np.linspace(rest, 1), *shares).min() > coerced
    ax, artists = drawn(draw_both_worlds, **numbers)
    assert len(artists) == len(KINDS) + len(MINDS)
    for mark, one in zip(artists[len(KINDS) :], numbers["minds"].values(), strict=True):
        place = values(WORLDS, mark)[:, 0]
        assert place.tolist() == pytest.approx(one)
    (corner,) = ax.patches
    assert corner.get_x() == pytest.approx(WORLDS.x(rest))
    assert corner.get_height() == pytest.approx(WORLDS.y(coerced) - WORLDS.bottom)
    told = describe_both_worlds(**numbers)
    for name, one in numbers["minds"].items():
        assert f"{name}, {one[0]:.0%} and {one[1]:.0%}" in told
