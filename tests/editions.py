"""What is made of the bank: sheets and exports of the book, and a small book of every type."""

import contextlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import small
import yaml
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


class Planter:
    """Puts marks into a key, each another one."""

    def __init__(self, name: str) -> None:
        self.name, self.count = name, 0

    def mark(self) -> str:
        self.count += 1
        return f"zqleak{self.name}{self.count}e"

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

    def folder(self, key: Path) -> set[str]:
        for path in sorted(key.rglob("*.yml")):
            dump(path.parent, self.field(yaml.safe_load(path.read_text("utf-8"))), path.name)
        for path in sorted(key.rglob("*.md")):
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n\n{self.mark()}\n")
        return {f"zqleak{self.name}{n + 1}e" for n in range(self.count)}


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


def key_in(folder: Path) -> Path:
    """Write a key with a note and a plan."""
    for name in ("notes/index.md", "plans/1-first.md"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("# A plan\n" if "plans" in name else "A note.\n", "utf-8")
    dump(folder, [whole_entry(f"index-{n}") for n in (6, 7)], "index.yml")
    return folder


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """What is built of a book with an item of every type and every list, and of two keys to it.

    Both editions and all made of them; every field of both keys has a mark.
    """
    folder = tmp_path_factory.mktemp("types")
    book, items = folder / "book", small.every_type()
    items[6]["signature"] = True
    book_of(book, items, see=OPENING + CELL.format(code="print(6 * 7)"), whole=True)
    parts = [{"caption": "Lists", "chapters": [{"file": "lists"}]}]
    dump(book, {"format": "jb-book", "root": "index", "parts": parts}, "_toc.yml")
    lists = "".join(f"```{{{name}}}\n```\n\n" for name in LISTS)
    (book / "lists.md").write_text(f"# Lists\n\n{lists}", "utf-8")
    keys = {"inside": key_in(book / "instructor"), "outside": key_in(folder / "key")}
    marks = {name: Planter(name).folder(key) for name, key in keys.items()}
    for done in (
        build(book),
        build(book, keys["outside"]),
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
