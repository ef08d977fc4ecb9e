"""Brightspace's own table of questions, a CSV file.

Each question has a few rows, the first word of which says what they hold. The columns are those of
the sample file that Brightspace offers for download in its Question Library. Where HTML is allowed,
a column after the text says so.
"""

import csv
import io
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from bank.exports.common import asked, explanation
from bank.schema import BRIGHTSPACE, Chapter, Item
from tools.pages import BOOK

WIDTH = 5


def plain(html: str) -> str:
    """Return the words of HTML, for columns that take nothing else; keys of claims are left out."""
    without = re.sub(r"\s*\[<a [^>]*#ledger-.*?\]", "", html)
    return " ".join(BeautifulSoup(without, "html.parser").get_text().split())


def rows(item: Item, base: str) -> Iterator[list[str]]:
    """Yield the rows of a question."""
    yield ["NewQuestion", item.question.brightspace_type]
    yield ["ID", item.question.id]
    yield ["Title", item.question.title]
    yield ["QuestionText", asked(item, base), "HTML"]
    if item.points:
        yield ["Points", item.points]
    yield from item.question.brightspace(item)
    if feedback := explanation(item, BRIGHTSPACE):
        yield ["Feedback", feedback, "HTML"]
    yield []


def brightspace(chapters: list[Chapter], base: str) -> bytes:
    """Return the bank as a table.

    Parameters
    ----------
    chapters : list of Chapter
        The chapters that have items.
    base : str
        Where the book is found.

    Returns
    -------
    bytes
        CSV in UTF-8 with a mark of the byte order, without which Brightspace takes it for another
        encoding; every row has the same number of columns.
    """
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow([f"//{BOOK}", *[""] * (WIDTH - 1)])
    for chapter in chapters:
        table.writerow([f"//{chapter.title}", *[""] * (WIDTH - 1)])
        for item in chapter.linked(base).items:
            table.writerows([*row, *[""] * (WIDTH - len(row))] for row in rows(item, base))
    return file.getvalue().encode("utf-8-sig")
