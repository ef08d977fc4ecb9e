"""Make sheets of exercises to order: python -m bank.sheets, after the book was built.

`_build/handouts` gets a sheet for each chapter, as PDF with room to answer and as a notebook,
neither with any answer; the cards for ninety minutes, the signals that exercises ask about, and an
empty square. What is wanted can be said: chapters and single items in an order, one kind, with or
without Python. With ``--instructor`` answer sheets are made instead, from the instructor edition,
in `_build/instructor/handouts`, or sheets with nothing but rubrics.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import sync_playwright

from bank import forms, grades, markup, material
from bank.edition import read
from bank.folder import replaced
from bank.notebooks import notebook, wheel
from bank.quantities import case
from bank.schema import ROLES, Chapter, Question, Sheet
from secdilemma.data import load_move
from secdilemma.words import sentence, when
from tools.browser import ensure, launch
from tools.pages import BOOK, PUBLIC, edition
from tools.paper import faces, named, printed, written

# What is wanted


def wanted(
    chapters: Sequence[Chapter], names: Sequence[str] = (), kind: str = "", python: str = ""
) -> list[Sheet]:
    """Return the sheets that are ordered.

    Parameters
    ----------
    chapters : sequence of Chapter
        All that there are, in the order of the book.
    names : sequence of str
        Of chapters and items, in the order in which they are to stand; without any, all chapters.
    kind : str
        ``self-check`` or ``assignment``; without it both.
    python : str
        ``no`` for items that need no Python, ``yes`` for those that need it.

    Returns
    -------
    list of Sheet
        One for each chapter; where an item is named, one with everything.

    Raises
    ------
    LookupError
        If there is nothing of a name, or nothing is left.
    """
    every = {item.question.id: item for chapter in chapters for item in chapter.items}
    sheets: list[Sheet] = []
    for name in names or [chapter.name for chapter in chapters]:
        chapter = next((chapter for chapter in chapters if chapter.name == name), None)
        if chapter:
            sheets.append(chapter)
        elif name in every:
            sheets.append(Sheet(name, every[name].question.title, (every[name],)))
        else:
            raise LookupError(f"{name!r} is no chapter with exercises and no exercise")
    if every.keys() & set(names):
        sheets = [together(sheets)]
    fitting = [
        replace(one, items=tuple(item for item in one.items if fits(item.question, kind, python)))
        for one in sheets
    ]
    if not any(one.items for one in fitting):
        raise LookupError("no exercise is left by this choice")
    return [one for one in fitting if one.items]


def fits(question: Question, kind: str, python: str) -> bool:
    """Return whether a question is of a kind, and with or without Python, where these are said."""
    return kind in ("", question.role) and python in ("", "yes" if question.python else "no")


def together(sheets: Iterable[Sheet]) -> Sheet:
    """Return one sheet of all items of some, each once."""
    items = {item.question.id: item for sheet in sheets for item in sheet.items}
    return Sheet("exercises", "Exercises", tuple(items.values()))


# Paper


def fill_in(form: str, **given: Any) -> str:
    """Return what a form makes of values, in the style of all sheets."""
    return forms.fill_in(
        form,
        **given,
        book=BOOK,
        formulas=(PUBLIC / "_static" / "mathematics.css").as_uri(),
        style=faces() + Path(__file__).with_suffix(".css").read_text("utf-8"),
    )


def sheet(paper: Sheet, answered: bool, rubrics: str = "", least: float = grades.PASS) -> str:
    """Return a sheet as one page: to answer, with answers, or with rubrics alone."""
    items = [item.linked() for item in paper.items]
    names, kept_back = material.select([] if answered else items)
    return fill_in(
        "sheets.html",
        title=paper.title,
        items=items,
        answered=answered,
        rubrics=rubrics,
        alone_counts=markup.ALONE,
        figures=material.figures(items, names),
        events=material.events(names),
        claims=material.claims(names),
        kept_back=kept_back,
        grades=grades.table(least) if answered else [],
    )


def extras(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Return cards for ninety minutes, the signals that items ask about, and an empty square."""
    own = case()
    sets = {
        seat.card: [load_move(own, side, n) for n in range(1, len(seat.moves) + 1)]
        for side, seat in own.seats.items()
    }
    cards = {
        seat: [{"when": sentence(when(move)), "what": move["event"]} for move in moves]
        for seat, moves in sets.items()
    }
    every = dict.fromkeys(n for c in chapters for i in c.items for n in i.question.material)
    sheets: dict[str, dict[str, Any]] = {
        "cards": {"cards": cards},
        "signals": {"signals": material.events(every)},
        "square": {},
    }
    return {name: fill_in("cards.html", kind=name, **given) for name, given in sheets.items()}


def print_all(papers: dict[str, tuple[str, str]], folder: Path) -> None:
    """Print pages as PDF, each by its name with its title."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as pages:
        browser = launch(playwright)
        for name, (title, page) in papers.items():
            raw = printed(browser, page, Path(pages, f"{name}.html"))
            pdf = written(named(raw, Title=f"{title}: {BOOK}"))
            (folder / f"{name}.pdf").write_bytes(pdf)
        browser.close()


def make(
    pages: Path,
    target: Path,
    answered: bool,
    order: Sequence[Sheet] = (),
    rubrics: str = "",
    least: float = grades.PASS,
) -> None:
    """Write the sheets that are ordered, or all of them and what is cut and laid out."""
    chapters = read(pages)
    sheets = order or wanted(chapters)
    ending = "-rubrics" if rubrics else "-answers" if answered else ""
    papers = {
        f"{one.name}{ending}": (one.title, sheet(one, answered, rubrics, least)) for one in sheets
    }
    if not answered and not order:
        papers |= {name: (name.title(), page) for name, page in extras(chapters).items()}
    with replaced(target) as folder:
        print_all(papers, folder)
        for one in () if answered else sheets:
            nbformat.write(notebook(one), folder / f"{one.name}.ipynb")
    some = "1 sheet is" if len(papers) == 1 else f"{len(papers)} sheets are"
    print(f"{some} in {os.path.relpath(target)}")
    package = wheel()
    if package and not answered and any(i.question.python for one in sheets for i in one.items):
        print(f"Notebooks with Python need the package, {os.path.relpath(package)}")
        print(f"Install it where they run: python -m pip install {package.name}")


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=BOOK)
    parser.add_argument("--items", default="", help="chapters and exercises, in order")
    parser.add_argument("--kind", default="", choices=["", *ROLES])
    parser.add_argument("--python", default="", choices=["", "yes", "no"])
    parser.add_argument("--one", action="store_true", help="all on one sheet")
    parser.add_argument("--instructor", action="store_true", help="answer sheets")
    parser.add_argument("--rubrics", default="", choices=["", "criteria", "levels"])
    parser.add_argument("--pass", dest="least", type=float, default=grades.PASS)
    options = parser.parse_args(given)
    if not 0 < options.least < 100:
        parser.error(f"--pass {options.least:g}; expected per cent of the points, such as 55")
    if options.rubrics and not options.instructor:
        parser.error("rubrics stand in the key; expected --instructor")
    return options


def main(given: list[str]) -> int:
    """Read what is wanted, and write it."""
    options = arguments(given)
    pages = edition(options.instructor)
    if ensure(["chromium"], "Sheets are printed with"):
        return 1
    names = options.items.split()
    order: list[Sheet] = []
    if names or options.kind or options.python or options.one or options.rubrics:
        kind = "assignment" if options.rubrics else options.kind
        try:
            order = wanted(read(pages), names, kind, options.python)
        except LookupError as error:
            print(f"{error.args[0]}; *Find an exercise* in the book lists them", file=sys.stderr)
            return 1
        order = [together(order)] if options.one else order
    target = pages.parent / "handouts"
    try:
        make(pages, target, options.instructor, order, options.rubrics, options.least)
    except (LookupError, OSError) as error:
        print(f"Nothing was written: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
