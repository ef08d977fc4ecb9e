"""One misreading: what the chapter says of the model holds, and its figures show it."""

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, marks, read, said, values
from matplotlib.colors import to_hex

from game import MINDS, Ending
from game.figures import BARS, beliefs, overview, worlds
from game.printed import parted
from game.study import MANY, OPENED
from secdilemma.pictures.one_misreading import (
    GOOD,
    KINDS,
    LOW,
    VALLEYS,
    WORLDS,
    Beliefs,
    describe_beliefs,
    describe_both_worlds,
    draw_beliefs,
    draw_both_worlds,
)
from secdilemma.style import colour
from secdilemma.words import number

NAME, NUMBERS = "one-misreading", Beliefs(**beliefs())


BOTH = pytest.mark.parametrize("wide", [False, True])


@BOTH
def test_one_sight_put_straight_ends_the_printed_race_otherwise_and_suspicions_part_there(wide):
    was, straight, year, seat = parted()
    assert (was.ending, straight.ending) == (Ending.RACE, Ending.RESTRAINT)
    assert was.years[:year] == straight.years[:year]
    ax, drawn_ = drawn(draw_beliefs, wide=wide, beliefs=NUMBERS)
    for which, valley in enumerate(VALLEYS[wide]):
        for chair in (0, 1):
            line, *acts = drawn_[(2 * which + chair) * 10 :][:10]
            steps, years = values(valley.suspicions[chair], line)
            assert steps + LOW == pytest.approx(NUMBERS.beliefs[which][chair])
            assert years == pytest.approx(np.arange(1, 9))
            looks = [read(act) for act in acts]
            filled = [look.filled == "full" for look in looks]
            assert filled == NUMBERS.armed[which][chair]
            assert {look.colour for look in looks} == {colour(("reader", "other")[chair])}
            assert [look.at[1] for look in looks] == pytest.approx(list(map(valley.y, range(9))))
        before, after = NUMBERS.beliefs[which][seat][year - 1 : year + 1]
        assert (after > before) == (which == 0)
        assert f"its suspicion goes from {number(before)} to {number(after)} steps" in (
            describe_beliefs(NUMBERS)
        )
    assert said(ax).count("arms from here") == 4


@BOTH
def test_what_arrives_is_what_was_seen_in_the_colour_of_its_reading_and_bent_lines_end_in_ink(wide):
    ax, _ = drawn(draw_beliefs, wide=wide, beliefs=NUMBERS)
    shapes = {"restraint": ("o", "none"), "shield": ("o", "left"), "spear": ("<", "full")}
    for which, valley in enumerate(VALLEYS[wide]):
        for chair, bank in ((0, valley.left), (1, valley.right)):
            for year, sight in enumerate(NUMBERS.sights[which][chair]):
                here = [m for m in marks(ax) if m.at[1] == pytest.approx(valley.y(year + 0.5))]
                (mark,) = [m for m in here if abs(m.at[0] - bank) < 0.2]
                shape, filled = shapes[sight]
                mirrored = {"<": ">", "left": "right"} if chair else {}
                assert (mark.shape, mark.filled) == (
                    mirrored.get(shape, shape), mirrored.get(filled, filled)
                )  # fmt: skip
                suspects = NUMBERS.suspects[which][chair][year]
                assert mark.colour == colour("offensive" if suspects else "defensive")
        bent = [line for line in ax.lines if len(line.get_xdata()) == 5 and _within(valley, line)]
        assert len(bent) == sum(map(sum, NUMBERS.bent[which]))
        assert {to_hex(line.get_color()) for line in bent} == {colour("ink")}
        thick = [line for line in ax.lines if line.get_linewidth() == 3 and _within(valley, line)]
        assert any(line in bent for line in thick) == (which == 0)
        assert thick


def _within(valley, line):
    x, y = line.get_xdata(), line.get_ydata()
    return valley.left < min(x) and max(x) < valley.right and valley.y(8.2) < min(y) < valley.y(-1)


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
    assert len(artists) == len(KINDS) + len(MINDS) + 1
    for mark, one in zip(artists[len(KINDS) : -1], numbers["minds"].values(), strict=True):
        place = values(WORLDS, mark)[:, 0]
        assert place.tolist() == pytest.approx(one)
    corner = values(WORLDS, artists[-1]).T
    assert corner == pytest.approx(np.array([(rest, 0), (rest, coerced), (1, coerced)]))
    assert not ax.patches
    told = describe_both_worlds(**numbers)
    for name, one in numbers["minds"].items():
        assert f"{name}, {one[0]:.0%} and {one[1]:.0%}" in told
