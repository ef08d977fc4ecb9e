"""What the pictures of Table 1 promise."""

from drawing import CASE, drawn

from secdilemma.baltic.capabilities import draw_ratios
from secdilemma.baltic.table1 import YEARS, ratios


def test_marks_right_of_parity_are_those_with_a_ratio_above_one():
    ax, artists = drawn(draw_ratios, case=CASE)
    parity = ax.lines[0].get_xdata()[0]
    table = ratios(CASE)
    assert len(artists) == 3 * len(table)
    for number, indicator in enumerate(table.index):
        for mark, year in zip(artists[3 * number + 1 : 3 * number + 3], YEARS, strict=True):
            assert (mark.get_xdata()[0] > parity) == (table.at[indicator, year] > 1)
