"""What is made of the bank: the sheets of the book, and a small book of every type."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import small
from reader import BUILT
from small import BASE, book_of, build, dump, entry, run

from bank import sheets


@pytest.fixture(scope="session")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheets of the book and its notebooks, printed once by each worker that asks."""
    folder = tmp_path_factory.mktemp("handouts")
    with ThreadPoolExecutor(1) as other:  # the tests' own browser keeps this thread's loop
        other.submit(sheets.make, BUILT, folder, answered=False).result()
    return folder


@pytest.fixture(scope="session")
def every_type(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an item of every type and a key to it, both editions and all made of them."""
    folder = tmp_path_factory.mktemp("types")
    book, key = folder / "book", folder / "key"
    book_of(book, small.every_type(), see="")
    key.mkdir()
    answers = [{**entry(f"index-{n}"), "marking": "A mark for markers."} for n in (6, 7)]
    dump(key, answers, "index.yml")
    for done in (
        build(book),
        build(book, key),
        *(run(book, "-m", "bank.exports", BASE, *which) for which in ([], ["--instructor"])),
        *(run(book, "-m", "bank.sheets", *which) for which in ([], ["--instructor"])),
    ):
        if done.returncode:
            sys.exit(done.stderr)
    return book
