"""Moodle's own format, which has every item: `moodle.xml` is its form."""

from functools import partial

from bank import forms
from bank.exports import common
from bank.schema import MOODLE, Chapter


def objectives(chapter: Chapter) -> list[str]:
    """Return what a chapter teaches, in the order of its items."""
    return list(dict.fromkeys(item.question.objective for item in chapter.items))


def moodle(chapters: list[Chapter], base: str) -> bytes:
    """Return the bank as Moodle's XML."""
    written = forms.fill_in(
        "moodle.xml",
        chapters=[chapter.linked(base) for chapter in chapters],
        base=base,
        common=common,
        explanation=partial(common.explanation, form=MOODLE),
        objectives=objectives,
    )
    return written.encode()
