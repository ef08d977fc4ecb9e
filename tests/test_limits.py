"""What the figure of the models' limits promises."""

import re

from chapter import text_of
from drawing import CASE, drawn, read

from secdilemma.data import sorting
from secdilemma.kit.figure import headed, inches
from secdilemma.pictures.limits import HAS, MODELS, describe_limits, draw_limits
from secdilemma.style import colour


def test_a_disc_is_filled_where_the_model_has_it_and_every_claim_is_left_out_in_less_ink():
    _, marks = drawn(draw_limits, case=CASE)
    expected = [has for row in HAS.values() for has in row]
    expected += [False] * len(MODELS) * len(sorting(CASE).unmodelled)
    looks = [read(mark) for mark in marks]
    assert [mark.filled == "full" for mark in looks] == expected
    assert {m.colour for m in looks if m.filled == "none"} == {colour("rule")}


def test_the_headline_says_how_much_the_best_model_has():
    columns = list(map(sum, zip(*HAS.values(), strict=True)))
    assert max(columns) == 4 < len(HAS)
    assert headed(draw_limits, {"case": CASE}).startswith(
        "No model has more than four of these five"
    )


def test_the_chapter_names_each_claim_that_no_model_can_say():
    marked = re.findall(r"\w+", " ".join(re.findall(r"{claim}`([^`]+)`", text_of("limits"))))
    assert set(sorting(CASE).unmodelled) <= set(marked)
    assert all(f"({key})" in describe_limits(case=CASE) for key in sorting(CASE).unmodelled)


def test_the_figure_is_as_high_as_its_rows(monkeypatch):
    high = inches(draw_limits, {"case": CASE})
    more = [*sorting(CASE).unmodelled, sorting(CASE).unmodelled[0]]
    monkeypatch.setitem(CASE.more["claims"], "unmodelled", more)
    assert inches(draw_limits, {"case": CASE}) > high
