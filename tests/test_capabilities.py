"""What the picture of Table 1 promises."""

from math import log2

import pytest
from drawing import CASE, EVERY, drawn, said

from islands.parts import Handle
from secdilemma import style
from secdilemma.kit.figure import headed
from secdilemma.pictures.capabilities import GUESSES, describe_ratios, draw_ratios, steps
from secdilemma.table1 import described, ratios

TABLE = ratios(CASE)
STEPS = pytest.mark.parametrize("step", steps(CASE))
SIZES = pytest.mark.parametrize("wide", [False, True])


def parts(ax):
    """Return what is drawn by the names of its parts."""
    return {str(one.get_gid()): one for one in ax.get_children() if one.get_gid()}


@SIZES
@STEPS
def test_a_bar_goes_from_parity_to_the_bank_of_who_has_more(step, wide):
    _, bars = drawn(draw_ratios, case=CASE, step=step, wide=wide)
    now = TABLE.iloc[:, step - 1]
    assert len(bars) == 2 * len(TABLE)
    for ratio, ours, theirs in zip(now, bars[::2], bars[1::2], strict=True):
        assert ours.get_x() == theirs.get_x()
        assert (ours.get_width() < 0, theirs.get_width() > 0) == (ratio > 1, ratio < 1)
    longest = min(zip(now, bars[::2], strict=True), key=lambda pair: pair[1].get_width())
    assert longest[0] == now.max()


@SIZES
def test_each_doubling_is_as_long_as_the_last_and_what_is_off_the_scale_is_broken(wide):
    _, bars = drawn(draw_ratios, case=CASE, step=2, wide=wide)
    for ratio, one in zip(TABLE[2014], bars[::2], strict=True):
        if ratio > 1:
            assert one.get_width() / log2(ratio) == pytest.approx(
                bars[0].get_width() / log2(TABLE.iat[0, 1])
            )
    for step in steps(CASE):
        ax, _ = drawn(draw_ratios, case=CASE, step=step, wide=wide)
        strokes = [one for one in ax.lines if one.get_color() == style.colour("paper")]
        assert len(strokes) == (2 if step == 3 else 0)
    assert "1 : 37" in said(drawn(draw_ratios, case=CASE, wide=wide)[0])


@SIZES
@STEPS
def test_what_comes_later_is_not_told_and_what_was_before_is_marked_and_can_be_pressed(step, wide):
    ax, _ = drawn(draw_ratios, case=CASE, step=step, wide=wide)
    marks = [name for name in parts(ax) if " in step " in name]
    assert len(marks) == len(TABLE) * (step - 1)
    for name in marks:
        assert parts(ax)[name].get_gid().sets == {"step": int(name[-1])}
    numbers = {n: f"{ratio:.2g} : 1" for n, ratio in enumerate(TABLE.loc["population"], 1)}
    told = {n for n, number in numbers.items() if number in said(ax)}
    assert told == (set(range(1, step + 1)) if wide else {step})


def test_the_guess_is_asked_in_the_first_year_and_stays_as_a_mark():
    places = {}
    for step in steps(CASE):
        for guess in GUESSES:
            ax, _ = drawn(draw_ratios, case=CASE, step=step, guess=guess)
            held = {one.control for one in ax.artists if isinstance(one, Handle)}
            assert held == ({"guess"} if step == 1 else set())
            places.setdefault(guess, set()).add(parts(ax)["guess"].get_xdata()[0])
            sentence = describe_ratios(case=CASE, step=step, guess=guess)
            assert sentence.endswith(f" Your guess for 2014: {GUESSES[guess]}.")
    assert [len(found) for found in places.values()] == [1] * len(GUESSES)
    lefts = [found.pop() for found in places.values()]
    assert lefts == sorted(lefts, reverse=True)
    assert EVERY["ratios"].default == {"guess": 1.0, "step": 1}


def test_the_headline_of_the_ratios_is_computed_from_the_table():
    tanks = TABLE.loc["tanks"]
    words = [headed(draw_ratios, {"case": CASE, "step": step}) for step in steps(CASE)]
    assert words[0] == f"In 1986 the East had {1 / tanks[1986]:.1f} tanks for each of NATO’s"
    assert words[1].startswith(f"NATO has {tanks[2014]:.1f} tanks for each Russian one; in 1986")
    assert words[2].endswith(f"; without the United States {tanks['without']:.1f}")
    for step, headline in zip(steps(CASE), words, strict=True):
        assert describe_ratios(case=CASE, step=step).startswith(headline)


def test_every_number_is_told_with_the_doubt_about_it():
    layout = described(CASE)
    for step, year in ((1, 1986), (2, 2014), (3, 2014)):
        ax, _ = drawn(draw_ratios, case=CASE, step=step)
        tips = {row: [] for row in TABLE.index}
        for name, part in parts(ax).items():
            if name.endswith((", reader", ", other")) and part.get_gid().words:
                tips[name.partition(",")[0]].append(part.get_gid().words)
        for row, told in tips.items():
            assert len(told) == 1
            assert told[0].endswith(f"{layout.doubt(year, row)}.")
