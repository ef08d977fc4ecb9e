"""GIFT, which many systems read: the self-checks. `gift.txt` is its form."""

from functools import partial

from bank import forms
from bank.exports import common
from bank.schema import GIFT, Chapter


def gift(chapters: list[Chapter], base: str) -> str:
    """Return the self-checks in GIFT."""
    sections = (
        (
            common.category(number, chapter),
            [item for item in chapter.linked(base).items if item.question.fits_gift()],
        )
        for number, chapter in enumerate(chapters, start=1)
    )
    text = forms.fill_in(
        "gift.txt",
        sections=[(category, items) for category, items in sections if items],
        base=base,
        common=common,
        explanation=partial(common.explanation, form=GIFT),
    )
    return text.rstrip("\n") + "\n"
