"""What is made of the bank: sheets and exports of the book, and a small book of every type."""

import contextlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import small
from reader import BUILT
from small import BASE, CELL, book_of, build, dump, entry, run

from bank import sheets
from bank.exports.__main__ import write


@pytest.fixture(scope="session")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheets of the book and its notebooks, printed once by each worker that asks."""
    folder = tmp_path_factory.mktemp("handouts")
    with ThreadPoolExecutor(1) as other:  # the tests' own browser keeps this thread's loop
        other.submit(sheets.make, BUILT, folder, answered=False).result()
    return folder


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The book's files for learning systems, and what was said of what they cannot say."""
    folder = tmp_path_factory.mktemp("lms")
    with contextlib.redirect_stderr(io.StringIO()) as said:
        write(BASE, BUILT, folder)
    return folder, said.getvalue()


PLACES = ("instructor", "data/key", "mykey", "pages/key", "secdilemma/key", "islands/answers")
"""Where in a book somebody may put a key."""


class Planter:
    """Puts marks into keys, each another one."""

    count = 0

    def mark(self) -> str:
        self.count += 1
        return f"zqleak{self.count}e"

    def field(self, value: object, name: str = "") -> object:
        if isinstance(value, dict):
            return {k: v if k in ("id", "numbers") else self.field(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [self.field(one, name) for one in value]
        if not isinstance(value, str):
            return value
        if name == "code":
            return f"{value}\nprint({self.mark()!r})  # {self.mark()}"
        return f"{value.rstrip()} {self.mark()}"

    def key(self, folder: Path) -> set[str]:
        """Write a key with a note and a plan, each field marked; return the marks."""
        before = self.count
        for name, text in PAPERS.items():
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text(f"{text}\n\n{self.mark()}\n", "utf-8")
        dump(folder, self.field([whole_entry(f"index-{n}") for n in (6, 7)]), "index.yml")
        return {f"zqleak{n + 1}e" for n in range(before, self.count)}


PAPERS = {
    "notes/index.md": "A *note*.\n\n- See {ref}`index-6`.",
    "plans/1-first.md": "# A plan\n\n{ref}`index-6`, see [the book](../../index.md).",
}
LISTS = ("exercise-table", "signature-exercises", "objective-table", "export-losses")
OPENING = "```{lesson} Why?\n:minutes: 5\n- know.\n```\n\n"


def whole_entry(name: str) -> dict[str, Any]:
    """Write an entry of a key with every field that it may have."""
    marked = {
        quality: {"text": "So.", "marks": [{"points": n, "why": "It says so."} for n in points]}
        for quality, points in (("weak", (0, 1)), ("strong", (2, 2)))
    }
    samples = {**marked, "difference": "Much."}
    return {**entry(name), "marking": "A mark for markers.", "samples": samples}


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """What is built of a book with an item of every type and every list, and of keys to it.

    Both editions, with the key from outside, and all made of them; each field of a key has a mark.
    """
    folder = tmp_path_factory.mktemp("types")
    book, items = folder / "book", small.every_type()
    items[6]["signature"] = True
    book_of(book, items, see=OPENING + CELL.format(code="print(6 * 7)"), whole=True)
    parts = [{"caption": "Lists", "chapters": [{"file": "lists"}]}]
    dump(book, {"format": "jb-book", "root": "index", "parts": parts}, "_toc.yml")
    lists = "".join(f"```{{{name}}}\n```\n\n" for name in LISTS)
    (book / "lists.md").write_text(f"# Lists\n\n{lists}", "utf-8")
    planter, outside = Planter(), folder / "key"
    marks = {"outside": planter.key(outside)}
    marks |= {place: planter.key(book / place) for place in PLACES}
    for done in (
        build(book),
        build(book, outside),
        *(run(book, "-m", "bank.exports", BASE, *which) for which in ([], ["--instructor"])),
        *(run(book, "-m", "bank.sheets", *which) for which in ([], ["--instructor"])),
    ):
        if done.returncode:
            sys.exit(done.stderr)
    return book / "_build", marks


@pytest.fixture(scope="session")
def every_type(planted: tuple[Path, dict[str, set[str]]]) -> Path:
    """The folder of that book."""
    return planted[0].parent
