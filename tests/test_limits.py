"""What the figure of the models' limits promises."""

import re

from chapter import text_of
from drawing import CASE, drawn

from secdilemma.data import sorting
from secdilemma.kit.figure import headed
from secdilemma.pictures.limits import HAS, MODELS, describe_limits, draw_limits
from secdilemma.style import colour


def filled(mark):
    return mark.get_markerfacecolor() == mark.get_color()


def test_a_disc_is_filled_where_the_model_has_it_and_every_claim_is_left_out():
    _, marks = drawn(draw_limits, case=CASE)
    expected = [has for found in HAS.values() for has in found]
    expected += [False] * len(MODELS) * len(sorting(CASE).unmodelled)
    assert [filled(mark) for mark in marks] == expected


def test_no_model_has_everything_and_the_headline_says_how_much_the_best_has():
    columns = list(map(sum, zip(*HAS.values(), strict=True)))
    assert max(columns) == 4 < len(HAS)
    assert headed(draw_limits, {"case": CASE}).startswith(
        "No model has more than four of these five"
    )


def test_the_chapter_names_each_claim_that_no_model_can_say():
    marked = re.findall(r"\w+", " ".join(re.findall(r"{claim}`([^`]+)`", text_of("limits"))))
    assert set(sorting(CASE).unmodelled) <= set(marked)
    assert all(f"({key})" in describe_limits(case=CASE) for key in sorting(CASE).unmodelled)


def test_what_is_left_out_takes_less_ink_than_what_is_there():
    ax, marks = drawn(draw_limits, case=CASE)
    assert {mark.get_color() for mark in marks if not filled(mark)} == {colour("rule")}
    assert not ax.patches
