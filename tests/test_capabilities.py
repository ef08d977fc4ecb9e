"""What the pictures of Table 1 promise."""

from drawing import CASE, drawn, said

from secdilemma.baltic.capabilities import STEPS, describe_ratios, draw_balance, draw_ratios
from secdilemma.baltic.table1 import YEARS, measured, ratios
from secdilemma.kit.figure import headed


def test_marks_right_of_parity_are_those_with_a_ratio_above_one():
    ax, artists = drawn(draw_ratios, case=CASE)
    parity = ax.lines[0].get_xdata()[0]
    table = ratios(CASE)
    assert len(artists) == 4 * len(table)
    for number, indicator in enumerate(table.index):
        for mark, year in zip(artists[4 * number + 1 : 4 * number + 3], YEARS, strict=True):
            assert (mark.get_xdata()[0] > parity) == (table.at[indicator, year] > 1)


def test_a_mark_waits_where_the_one_before_it_stands_until_its_step():
    table = ratios(CASE)
    for step in STEPS:
        _, artists = drawn(draw_ratios, case=CASE, step=step)
        for number in range(len(table)):
            marks = [mark.get_xdata()[0] for mark in artists[4 * number + 1 : 4 * number + 4]]
            assert len(set(marks)) == step


def test_the_headline_of_the_ratios_is_computed_from_the_table():
    tanks = ratios(CASE).loc["tanks"]
    told = [headed(draw_ratios, {"case": CASE, "step": step}) for step in STEPS]
    assert told[0] == f"In 1986 the East had {1 / tanks[1986]:.1f} tanks for each of NATO’s"
    assert told[1].startswith(f"NATO has {tanks[2014]:.1f} tanks for each Russian one; in 1986")
    assert told[2].endswith(f"; without the United States {tanks['without_us']:.1f}")
    for step, words in zip(STEPS, told, strict=True):
        assert describe_ratios(case=CASE, step=step).startswith(words)


def test_the_headline_of_the_balance_is_the_ratio_of_its_last_bars():
    for indicator in ratios(CASE).index:
        ours, theirs = measured(CASE, 2014, indicator, "absolute").values
        told = headed(draw_balance, {"case": CASE, "indicator": indicator, "measure": "absolute"})
        assert f"{ours / theirs:.2g} times Russia’s {indicator}" in told


def test_no_diamond_stands_at_a_ratio_that_is_not_its_own():
    ax, artists = drawn(draw_ratios, case=CASE)
    edge = min(line.get_xdata()[0] for line in ax.lines[1:5])  # of the scale: 1 : 2
    last = artists[-1]
    assert last.get_marker() == "<"
    assert last.get_xdata()[0] < edge
    assert all(mark.get_marker() == "D" for mark in artists[3:-1:4])
    assert f"1 : {1 / ratios(CASE).at['nuclear weapons', 'without_us']:.0f}, off the scale" in (
        said(ax)
    )
