"""A built edition of the book as data: ``items.json`` beside its pages, which the build wrote."""

import json
from pathlib import Path
from typing import Any

from bank import ITEMS
from bank.load import bank
from bank.schema import Chapter, Item
from tools import pages


def data(html: Path) -> dict[str, Any]:
    """Read what the build wrote of an edition.

    Parameters
    ----------
    html : Path
        The folder of its pages.

    Raises
    ------
    LookupError
        If there is nothing.
    """
    file = html.with_name(ITEMS)
    if not file.is_file():
        raise LookupError(f"{file} is missing; run `make book` again")
    record: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return record


def titles(html: Path) -> dict[str, str]:
    """Return the title of each page of an edition, by name."""
    names: dict[str, str] = data(html)["titles"]
    return names


def read(html: Path) -> list[Chapter]:
    """Read the items of a built edition, in the order of the book.

    Parameters
    ----------
    html : Path
        The folder of its pages.

    Returns
    -------
    list of Chapter
        Those that have items.

    Raises
    ------
    LookupError
        If the book lacks an item of the bank.
    """
    known = data(html)
    chapters: dict[str, list[Item]] = {}
    if missing := bank().keys() - known["items"].keys():
        raise LookupError(f"the book lacks {min(missing)}; run `make book` again")
    for name, record in known["items"].items():
        if name in bank():
            page = record["page"]
            item = Item(bank()[name], chapter=known["titles"][page], **record)
            chapters.setdefault(page, []).append(item)
    order = [name for _, names in pages.contents() for name in names if name in chapters]
    return [
        Chapter(
            name.rpartition("/")[2], known["titles"][name], tuple(chapters[name]), f"{name}.html"
        )
        for name in order
    ]
