"""What the pictures of Table 1 promise."""

import pytest
from drawing import CASE, EVERY, drawn, marks, read, said

from secdilemma.kit.figure import headed
from secdilemma.pictures.capabilities import (
    describe_ratios,
    draw_balance,
    draw_ratios,
    steps,
)
from secdilemma.table1 import described, measured, ratios


def test_marks_right_of_parity_are_those_with_a_ratio_above_one():
    ax, artists = drawn(draw_ratios, case=CASE)
    parity = ax.lines[0].get_xdata()[0]
    table, years = ratios(CASE), described(CASE).years
    assert len(artists) == 4 * len(table)
    for number, indicator in enumerate(table.index):
        for mark, year in zip(artists[4 * number + 1 : 4 * number + 3], years, strict=True):
            assert (mark.get_xdata()[0] > parity) == (table.at[indicator, year] > 1)


def test_a_mark_waits_where_the_one_before_it_stands_until_its_step():
    table = ratios(CASE)
    for step in steps(CASE):
        _, artists = drawn(draw_ratios, case=CASE, step=step)
        for number in range(len(table)):
            places = [mark.get_xdata()[0] for mark in artists[4 * number + 1 : 4 * number + 4]]
            assert len(set(places)) == step


def test_the_headline_of_the_ratios_is_computed_from_the_table():
    tanks = ratios(CASE).loc["tanks"]
    words = [headed(draw_ratios, {"case": CASE, "step": step}) for step in steps(CASE)]
    assert words[0] == f"In 1986 the East had {1 / tanks[1986]:.1f} tanks for each of NATO’s"
    assert words[1].startswith(f"NATO has {tanks[2014]:.1f} tanks for each Russian one; in 1986")
    assert words[2].endswith(f"; without the United States {tanks['without']:.1f}")
    for step, headline in zip(steps(CASE), words, strict=True):
        assert describe_ratios(case=CASE, step=step).startswith(headline)


def test_the_headline_of_the_balance_is_the_ratio_of_its_last_bars():
    for indicator in ratios(CASE).index:
        ours, theirs = measured(CASE, 2014, indicator, "absolute").values
        words = headed(draw_balance, {"case": CASE, "indicator": indicator, "measure": "absolute"})
        assert f"{ours / theirs:.2g} times Russia’s {indicator}" in words


def test_no_diamond_stands_at_a_ratio_that_is_not_its_own():
    ax, artists = drawn(draw_ratios, case=CASE)
    edge = min(line.get_xdata()[0] for line in ax.lines[1:5])  # of the scale: 1 : 2
    last = artists[-1]
    assert last.get_marker() == "<"
    assert last.get_xdata()[0] < edge
    assert all(mark.get_marker() == "D" for mark in artists[3:-1:4])
    assert f"1 : {1 / ratios(CASE).at['nuclear weapons', 'without']:.0f}, off the scale" in (
        said(ax)
    )


def test_bars_that_have_one_unit_share_a_scale():
    scales, apart = {}, described(CASE).apart.measure
    for state in EVERY["balance"].states():
        if EVERY["balance"].unavailable(**state):
            continue
        _, bars = drawn(draw_balance, case=CASE, **state)
        values = [v for y in described(CASE).years for v in measured(CASE, y, **state).values]
        scale = max(bar.get_width() for bar in bars) / max(values)
        for value, bar in zip(values, bars, strict=True):
            assert bar.get_width() == pytest.approx(max(0.02, value * scale))
        row, measure = state["indicator"], state["measure"]
        unit = {"ratio": "ratio", apart: (row, "absolute")}.get(measure, (row, measure))
        scales.setdefault(unit, []).append(scale)
    assert len(scales["ratio"]) == len(described(CASE).rows)
    assert len(scales["tanks", "absolute"]) == 2
    for unit, alike in scales.items():
        assert alike == pytest.approx([alike[0]] * len(alike)), unit


def test_the_mark_of_each_step_is_the_one_in_the_key():
    ax, artists = drawn(draw_ratios, case=CASE)
    keys = sorted((mark for mark in marks(ax) if mark.key), key=lambda mark: mark.at[0])
    assert len(keys) == len(steps(CASE))
    for number, (key, words) in enumerate(zip(keys, steps(CASE).values(), strict=True), start=1):
        assert words.startswith(key.key.removesuffix("US"))
        looks = {read(one).look for one in artists if str(one.get_gid()).endswith(f" {number}")}
        assert {look for look in looks if look[0] != "<"} == {key.look}
