"""A package of QTI 2.1, which has every item: each a file, and one test with a section per chapter.

`qti-item.xml`, `qti-test.xml` and `qti-manifest.xml` are its forms. Formulas stay MathML, of which
QTI is made too.
"""

from bank import forms
from bank.exports import common
from bank.schema import QTI, Chapter, Item
from tools.pages import BOOK

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def written(item: Item, base: str) -> str:
    """Return an item as a file."""
    text = forms.fill_in(
        "qti-item.xml",
        space=SPACE,
        item=item,
        prompt=common.asked(item, base),
        explanation=common.explanation(item, QTI),
    )
    return text.replace("&nbsp;", "\u00a0")


def qti(chapters: list[Chapter], base: str) -> dict[str, str]:
    """Return a package.

    Parameters
    ----------
    chapters : list of Chapter
        The chapters that have items.
    base : str
        Where the book is found.

    Returns
    -------
    dict of str to str
        Its files by their names.
    """
    linked = [chapter.linked(base, latex=False) for chapter in chapters]
    given = {"chapters": linked, "book": BOOK, "space": SPACE, "common": common}
    return {
        **{f"items/{i.question.id}.xml": written(i, base) for c in linked for i in c.items},
        "test.xml": forms.fill_in("qti-test.xml", **given),
        "imsmanifest.xml": forms.fill_in("qti-manifest.xml", **given),
    }
