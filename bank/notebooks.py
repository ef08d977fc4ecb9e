"""The exercises of a chapter as a notebook, with places to answer."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import count, repeat
from pathlib import Path

import nbformat
from markdownify import markdownify
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bank import material
from bank.schema import FORMULA, Assignment, Item, SelfCheck, Sheet
from tools.pages import BOOK, PUBLIC


def markdown(html: str) -> str:
    """Return HTML of an item as Markdown, without links; formulas as LaTeX."""
    formulas = [unescape(one["latex"]) for one in FORMULA.finditer(html)]
    marks = count()
    marked = FORMULA.sub(lambda _: f"@@{next(marks)}@@", re.sub(r"</?a\b[^>]*>", "", html))
    text = markdownify(marked, heading_style="ATX", bullets="-").strip()
    return re.sub(r"@@(\d+)@@", lambda mark: f"${formulas[int(mark[1])]}$", text)


def task(item: Item) -> str:
    """Return an item."""
    question, parts = item.question, list[str]()
    if isinstance(question, Assignment):
        parts = [f"*{item.facts}*"]
        parts += [markdown(item.html(text)) for text in question.task if text not in question.code]
    elif isinstance(question, SelfCheck):
        letters = [f"**{letter}** " for letter in question.letters] or repeat("")
        lines = [
            f"- {letter}{markdown(item.html(text))}"
            for letter, text in zip(letters, question.controls(), strict=False)
        ]
        parts = [markdown(item.html(question.prompt)), "\n".join(lines), question.note()]
    return "\n\n".join(filter(None, [f"## {item.heading}", *parts]))


def as_notebook(cells: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """Return a notebook of cells, the same at every build: names that nbformat gives are random."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    result: nbformat.NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.validate(result)
    return result


def wheel() -> Path | None:
    """Find the package that the book offers, which notebooks with Python need."""
    return next((PUBLIC / "files").glob("*.whl"), None)


def material_text(items: Sequence[Item]) -> str:
    """Return the events and claims that items ask about, as far as they may be shown together."""
    names, _ = material.select(items)
    lines = [f"- {event['when']}: {event['what']}" for event in material.events(names)]
    lines += [f"- **{name}** {claim}" for name, claim in material.claims(names)]
    return "\n".join(["## Material", "", *lines]) if lines else ""


def notebook(paper: Sheet) -> nbformat.NotebookNode:
    """Return a notebook without outputs."""
    package = wheel()
    head = f"# {paper.title}: exercises\n\n*{BOOK}*\n\nName:\n\nDate:"
    if package and any(item.question.python for item in paper.items):
        head += (
            f"\n\nThe cells with Python need the package of the book, `files/{package.name}`. "
            f"Save it beside this notebook and run `%pip install {package.name}` once."
        )
    cells = [new_markdown_cell(head)]
    for item in paper.items:
        cells.append(new_markdown_cell(task(item)))
        if item.question.code_cell is not None:
            cells.append(new_code_cell(item.question.code_cell))
        cells.append(new_markdown_cell("*Your answer:*"))
    if text := material_text(paper.items):
        cells.append(new_markdown_cell(text))
    return as_notebook(cells)
