"""Make a sheet of exercises for each chapter: python -m bank.sheets, after the book was built.

`_build/handouts` gets a PDF with room to answer and a notebook, neither with any answer. With
``--instructor`` the answer sheets are made instead, from the instructor edition, in
`_build/instructor/handouts`.
"""

import argparse
import copy
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from jinja2 import Template
from playwright.sync_api import sync_playwright

from bank.items import Chapter, read
from bank.notebooks import notebook
from bank.schema import Question
from tools.browser import ensure, launch
from tools.pages import BOOK, PUBLIC, edition
from tools.paper import faces, named, printed, written

LEAST, MOST = 6, 22
"""Ruled lines under an assignment."""


def lines(question: Question) -> int:
    """Count the ruled lines that an assignment gets: more for more minutes."""
    return min(MOST, max(LEAST, question.minutes // 2 if question.type == "essay" else 0))


def material(chapter: Chapter) -> str:
    """Print the figures and tables that the items ask about."""
    shown = [copy.copy(tag) for tag in chapter.material()]
    for tag in shown:
        for mark in tag.select(".headerlink, .claim"):
            mark.decompose()
    return "".join(map(str, shown))


def sheet(chapter: Chapter, answered: bool) -> str:
    """Write the sheet of a chapter as one page."""
    here = Path(__file__)
    form = Template(here.with_suffix(".html").read_text("utf-8"), autoescape=True)
    made: str = form.render(
        chapter=chapter,
        answered=answered,
        book=BOOK,
        lines=lines,
        material=material(chapter),
        formulas=(PUBLIC / "_static" / "mathematics.css").as_uri(),
        style=faces() + here.with_suffix(".css").read_text("utf-8"),
    )
    return made


def make(pages: Path, target: Path, answered: bool) -> None:
    """Write the sheets of all chapters."""
    target.mkdir(parents=True, exist_ok=True)
    chapters = read(pages)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        for chapter in chapters:
            page, file = sheet(chapter, answered), Path(folder, f"{chapter.name}.html")
            made = named(printed(browser, page, file), Title=f"{chapter.title}: {BOOK}")
            name = f"{chapter.name}-answers" if answered else chapter.name
            (target / f"{name}.pdf").write_bytes(written(made))
            if not answered:
                nbformat.write(notebook(chapter), target / f"{chapter.name}.ipynb")
        browser.close()
    print(f"{len(chapters)} sheets are in {os.path.relpath(target)}")


def main(arguments: list[str]) -> int:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=BOOK)
    parser.add_argument("--instructor", action="store_true", help="answer sheets")
    given = parser.parse_args(arguments)
    pages = edition(given.instructor)
    if ensure():
        return 1
    make(pages, pages.parent / "handouts", given.instructor)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
