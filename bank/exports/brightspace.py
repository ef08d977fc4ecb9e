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

from bank.exports import answers
from bank.items import Chapter, Item
from tools.pages import BOOK

KINDS = {
    **{"choice": "MC", "multiple": "MS", "match": "M", "order": "O", "numeric": "SA"},
    **{"essay": "WR", "code": "WR"},
}
"""By type; a short self-check is SA, short answer, a short assignment WR, written response."""

WIDTH = 5


def plain(html: str) -> str:
    """Reduce HTML to its words, for columns that take nothing else; keys of claims are left out."""
    without = re.sub(r"\s*\[<a [^>]*#ledger-.*?\]", "", html)
    return " ".join(BeautifulSoup(without, "html.parser").get_text().split())


def kind(item: Item) -> str:
    """Name the type of a question as Brightspace does."""
    question = item.question
    if question.type == "short":
        return "SA" if question.role == "self-check" else "WR"
    return KINDS[question.type]


def answered(item: Item, base: str) -> Iterator[list[str]]:
    """Write the rows of the answers to a question."""
    question = item.question
    if question.options:
        several = question.type == "multiple"
        if several:
            yield ["Scoring", "RightMinusWrong"]
        for text, share, said in answers.options(item, base):
            worth = "0" if float(share) <= 0 else "1" if several else "100"
            yield ["Option", worth, text, "HTML", plain(said)]
    elif question.pairs:
        choices = answers.choices(question)
        yield ["Scoring", "EquallyWeighted"]
        for n, choice in enumerate(choices, start=1):
            yield ["Choice", str(n), choice]
        for left, choice in answers.pairs(item, base):
            yield ["Match", str(choices.index(choice) + 1), left, "HTML"]
    elif question.steps:
        told = answers.told(item, base)
        listed = zip(answers.pairs(item, base), told, strict=True)
        yield ["Scoring", "EquallyWeighted"]
        for (step, _), said in sorted(listed, key=lambda entry: int(entry[0][1])):
            yield ["Item", step, "HTML", plain(said)]
    elif question.otherwise:
        yield ["InputBox", "1", "40"]
        for wordings, right, _ in answers.entries(item, base):
            if right:
                yield from (["Answer", "100", word] for word in wordings)
    else:
        if question.starter:
            yield ["InitialText", question.starter]
        if item.key:
            yield ["AnswerKey", item.html(item.key, base), "HTML"]


def feedback(item: Item, base: str) -> str:
    """Write what is said at the end: the explanation, and what has no place of its own."""
    question = item.question
    if question.otherwise:
        said = answers.told(item, base)[1:]
        names = item.names[1:]
        lines = (
            f"<li>{item.html([name], base)}\n{one}</li>"
            for name, one in zip(names, said, strict=True)
        )
        return f"<ul>{''.join(lines)}</ul>\n{item.html(item.explanation, base)}"
    if question.steps:
        return item.html(item.explanation, base)
    return answers.explanation(item, base) if question.explanation else ""


def rows(item: Item, base: str) -> Iterator[list[str]]:
    """Write the rows of a question."""
    yield ["NewQuestion", kind(item)]
    yield ["ID", item.question.id]
    yield ["Title", item.question.title]
    yield ["QuestionText", answers.asked(item, base), "HTML"]
    if item.points:
        yield ["Points", item.points]
    yield from answered(item, base)
    if said := feedback(item, base):
        yield ["Feedback", said, "HTML"]
    yield []


def brightspace(chapters: list[Chapter], base: str) -> bytes:
    """Write the bank as a table.

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
        for item in chapter.items:
            table.writerows([*row, *[""] * (WIDTH - len(row))] for row in rows(item, base))
    return file.getvalue().encode("utf-8-sig")
