"""What the chapter on the models' limits promises."""

import re

from chapter import text_of
from drawing import CASE

from secdilemma.data import sorting

MODELS = ("signals", "choosing", "spiral", "trust", "misreading")


def test_the_table_puts_each_model_once_in_every_row_and_none_has_all():
    rows = re.findall(r"^\| (\w[^|]+) \| ([^|]+) \| ?([^|]*)\|$", text_of("limits"), re.MULTILINE)
    table = [[set(re.findall(r"\w+", cell)) for cell in cells] for _, *cells in rows]
    assert len(table) == 5
    lacking = set()
    for has, without in table:
        assert has in (set(MODELS) - without, {"all", "five"})
        assert without <= set(MODELS)
        lacking |= without
    assert lacking == set(MODELS)


def test_the_chapter_names_each_claim_that_no_model_can_say():
    marked = re.findall(r"\w+", " ".join(re.findall(r"{claim}`([^`]+)`", text_of("limits"))))
    assert set(sorting(CASE).unmodelled) <= set(marked)
