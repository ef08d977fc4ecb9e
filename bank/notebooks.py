"""The exercises of a chapter as a notebook, with places to answer."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import nbformat
from bs4 import BeautifulSoup, Tag
from markdownify import markdownify
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bank import material
from bank.items import Item
from tools.pages import BOOK, PUBLIC

LETTERS = "ABCDEFGH"
FORMULA = re.compile(r"(?<!\\)\$\$?([^$]+)(?<!\\)\$\$?")


def markdown(item: Item, tags: Iterable[Tag], source: str) -> str:
    """Write pieces of a page as Markdown; formulas come from the text that they were made of."""
    made = BeautifulSoup(item.html(tags), "html.parser")
    formulas, found = made.select("math"), FORMULA.findall(source)
    if len(formulas) != len(found):
        raise LookupError(f"{item.question.id}: {len(formulas)} formulas; its text has {found}")
    for number, formula in enumerate(formulas):
        formula.replace_with(f"@@{number}@@")
    text = markdownify(str(made), heading_style="ATX", bullets="-").strip()
    return re.sub(r"@@(\d+)@@", lambda mark: f"${found[int(mark[1])]}$", text)


def task(item: Item) -> str:
    """Write an item."""
    question = item.question
    shown = [part for part in item.prompt if "highlight" not in str(part.get("class", ""))]
    prompt = markdown(item, shown, question.prompt)
    if question.role == "assignment":
        return f"## {item.heading}\n\n*{item.facts}*\n\n{prompt}"
    sources = [part.text for part in question.options] or [pair.left for pair in question.pairs]
    sources = sources or [question.steps[n].text for n in question.shown_steps()]
    options = [
        f"- {f'**{letter}** ' if question.options else ''}{markdown(item, [option], source)}"
        for letter, option, source in zip(LETTERS, item.options, sources, strict=False)
    ]  # a field has no source
    choices = "Choose from: " + " · ".join(question.choices()) if question.pairs else ""
    return "\n\n".join(filter(None, [f"## {item.heading}", prompt, "\n".join(options), choices]))


def finished(cells: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """Make a notebook of cells, the same at every build: names that nbformat gives are random."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made: nbformat.NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.validate(made)
    return made


def wheel() -> Path | None:
    """Find the package that the book offers, which notebooks with Python need."""
    return next((PUBLIC / "files").glob("*.whl"), None)


class Paper(Protocol):
    """What has a title and items: a chapter, or a sheet to order."""

    @property
    def title(self) -> str:
        """What stands at its head."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What it asks."""


def told(items: Sequence[Item]) -> str:
    """Write the events and claims that items ask about, as far as they may be shown together."""
    names, _ = material.shown(items)
    lines = [f"- {event['when']}: {event['what']}" for event in material.events(names)]
    lines += [f"- **{name}** {claim}" for name, claim in material.claims(names)]
    return "\n".join(["## Material", "", *lines]) if lines else ""


def notebook(paper: Paper) -> nbformat.NotebookNode:
    """Write a notebook without outputs."""
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
        if item.question.type == "code":
            cells.append(new_code_cell(item.question.starter))
        cells.append(new_markdown_cell("*Your answer:*"))
    if text := told(paper.items):
        cells.append(new_markdown_cell(text))
    return finished(cells)
