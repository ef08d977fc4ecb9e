"""The items of the bank as the built pages show them: hand-outs and exports are made from these.

Whatever is printed or exported has the words of the page, its numbers and citations filled in, and
what the public pages lack cannot get out through them.
"""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup, Tag

from secdilemma.questions import Question, load_questions
from secdilemma.tables import CAPTION as TABLE_1

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "_build" / "html"
BOOK = "The Security Dilemma"
INSTRUCTOR = ROOT / "_build" / "instructor" / "html"


@dataclass(frozen=True)
class Item:
    """A question and the piece of a page that shows it."""

    question: Question
    page: str
    tag: Tag

    @property
    def heading(self) -> str:
        """Its title, before which an assignment has its number."""
        number = self.tag.select_one(".caption-number")
        return (
            f"{number.get_text().strip()}. {self.question.title}" if number else self.question.title
        )

    @property
    def prompt(self) -> list[Tag]:
        """The question, or the paragraphs of the task."""
        legend = self.tag.select_one("legend > span")
        if legend:
            return [legend]
        return [
            part
            for part in self.tag.find_all(True, recursive=False)
            if part.name != "h3" and not {"assignment-facts", "key"} & set(part.get("class", []))
        ]

    @property
    def options(self) -> list[Tag]:
        """What stands beside the controls, in their order on the page."""
        return self.tag.select("fieldset label > span")

    @property
    def feedback(self) -> list[list[Tag]]:
        """What is said to each answer, as the list in the page has it."""
        return [li.select(":scope > :not(.check-name)") for li in self.entries]

    @property
    def entries(self) -> list[Tag]:
        """The list of answers and feedback."""
        return self.tag.select(".check-feedback > li")

    @property
    def explanation(self) -> list[Tag]:
        """What the disclosure says after the list."""
        return self.tag.select("details > .check-feedback ~ *")

    @property
    def key(self) -> Tag | None:
        """What only the instructor edition has."""
        return self.tag.select_one(".key")


@dataclass(frozen=True)
class Chapter:
    """A page of the book that has items."""

    name: str
    title: str
    page: str
    items: tuple[Item, ...]
    soup: BeautifulSoup

    def material(self) -> list[Tag]:
        """Return the figures and tables of the page that its items send their reader to."""
        asked = {
            str(link["href"])[1:]
            for item in self.items
            for part in item.prompt
            for link in part.select("a[href^='#fig-']")
        }
        found = [self.soup.find(id=name) for name in sorted(asked)]
        if any("Table 1" in part.get_text() for item in self.items for part in item.prompt):
            found += [t for t in self.soup.select("table") if TABLE_1 in t.get_text()]
        return [tag for tag in found if isinstance(tag, Tag)]


def contents() -> list[tuple[str, list[str]]]:
    """Read the table of contents: caption and page names of each part; the front page first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = toc.get("parts", [])
    found = [(part["caption"], [c["file"] for c in part["chapters"]]) for part in parts]
    return [(BOOK, [toc["root"]]), *found]


def title(page: BeautifulSoup) -> str:
    """Return the first heading of a page."""
    heading = page.select_one("article h1")
    assert heading is not None
    return heading.get_text().removesuffix("#").strip()


def read(html: Path, bank: Iterable[Question] | None = None) -> list[Chapter]:
    """Read the items of a built edition, in the order of the book.

    Parameters
    ----------
    html : Path
        The folder of its pages.
    bank : iterable of Question, optional
        The book's own by default.

    Returns
    -------
    list of Chapter
        Those that have items.

    Raises
    ------
    LookupError
        If a page lacks an item of the bank.
    """
    found = []
    questions = list(load_questions() if bank is None else bank)
    for name in (name for _, some in contents() for name in some):
        chapter = name.rpartition("/")[2]
        mine = {q.id: q for q in questions if q.chapter == chapter}
        if mine:
            page = BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html.parser")
            tags = {str(tag["id"]): tag for tag in page.select(".self-check, .assignment")}
            if missing := mine.keys() - tags.keys():
                raise LookupError(f"{name}.html lacks {min(missing)}; run `make book` again")
            made = tuple(Item(mine[i], f"{name}.html", tags[i]) for i in tags if i in mine)
            found.append(Chapter(chapter, title(page), f"{name}.html", made, page))
    return found


def fragment(tags: Iterable[Tag], page: str, base: str = "") -> str:
    """Write pieces of a page as HTML that stands anywhere.

    Parameters
    ----------
    tags : iterable of Tag
        The pieces.
    page : str
        Where they come from, such as ``chapters/puzzle.html``.
    base : str
        Where the book is found; without it links become plain words.

    Returns
    -------
    str
        Marks of claims become plain text; ids, classes and controls are gone.
    """
    made = BeautifulSoup("", "html.parser")
    made.extend([copy.copy(tag) for tag in tags])
    for tag in made.select(".headerlink, script, style, button"):
        tag.decompose()
    for mark in made.select(".claim"):
        keys = ", ".join(key.get_text() for key in mark.select("a"))
        mark.replace_with(f"[{keys}]")
    for link in made.select("a"):
        if base and link.get("href"):
            link.attrs = {"href": urljoin(urljoin(base, page), str(link["href"]))}
        else:
            link.unwrap()
    for tag in made.find_all(True):
        if tag.name in ("span", "div") and not tag.find_parent("math"):
            tag.unwrap()
        elif not tag.find_parent("math") and tag.name != "math":
            kept = ("href", "colspan", "rowspan", "scope", "start", "type")
            tag.attrs = {name: value for name, value in tag.attrs.items() if name in kept}
    made.smooth()
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "\n", str(made)).strip()
