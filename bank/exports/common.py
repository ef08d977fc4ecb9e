"""What the formats for learning systems share: what is asked, where it stands, and why."""

from collections.abc import Sequence
from html import escape

from bank.schema import MODES, Chapter, Entry, Item, Question
from tools.pages import BOOK


def category(number: int, chapter: Chapter) -> str:
    """Return the category of a chapter, so that the order of the book is that of the alphabet."""
    return f"$course$/top/{BOOK}/{number:02} {chapter.title.replace('/', '//')}"


def tags(question: Question) -> list[str]:
    """Return the tags of an item, of at most 50 characters, where Moodle cuts them."""
    return [
        question.role,
        f"chapter: {question.chapter}",
        f"level: {question.bloom}",
        question.time,
        f"mode: {MODES[question.mode]}",
        "Python" if question.python else "no Python",
    ]


def asked(item: Item, base: str) -> str:
    """Return what is asked, with the tables that it works with and the place in the book.

    Parameters
    ----------
    item : Item
        A question.
    base : str
        Where the book is found.

    Returns
    -------
    str
        HTML of paragraphs, lists and tables.
    """
    parts = [item.question.asked(item), item.tables, source(item, base)]
    return "\n".join(filter(None, parts))


def source(item: Item, base: str) -> str:
    """Return the chapter, and how an item is done; not its objective, which may tell the answer.

    The link leads to the chapter and not to the item, below which the page has the answer.
    """
    link = f'<a href="{escape(base + item.page)}.html">{escape(item.chapter)}</a>'
    facts = f"{item.facts} · level: {item.question.bloom}"
    return f"<p><em>{BOOK}</em>, {link}. {escape(facts)}.</p>"


def explanation(item: Item, form: str) -> str:
    """Return the explanation, before it the feedback that a format has no place for."""
    why = item.html(getattr(item.question, "explanation", ""))
    return "\n".join(filter(None, [listed(item, item.question.unplaced(form)), why]))


def listed(item: Item, entries: Sequence[Entry]) -> str:
    """Return a list of answers, each with what is said to it; nothing without any."""
    lines = (
        f"<li><p>{item.html(entry.name)} — <strong>{escape(entry.verdict, quote=False)}</strong>"
        f"</p>\n{item.html(entry.feedback)}</li>"
        for entry in entries
    )
    return f"<ul>{''.join(lines)}</ul>" if entries else ""
