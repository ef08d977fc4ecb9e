"""The items of the bank as the built pages show them: hand-outs and exports are made from these.

Whatever is printed or exported has the words of the page, its numbers and citations filled in, and
what the public pages lack cannot get out through them.
"""

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from bank import markup
from bank.load import bank
from bank.quantities import case
from bank.schema import MODES, Question
from secdilemma.table1 import described
from tools import pages

MATHML = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True)
class Item:
    """A question and the piece of a page that shows it."""

    question: Question
    page: str
    tag: Tag
    soup: BeautifulSoup = field(repr=False, compare=False)
    chapter: str = ""
    """The title of its page."""

    @property
    def heading(self) -> str:
        """Its title, before which an assignment has its number."""
        number = "".join(f"{n.get_text().strip()}. " for n in self.tag.select(f".{markup.NUMBER}"))
        return f"{number}{self.question.title}"

    @property
    def facts(self) -> str:
        """What has to be known to set an assignment."""
        question = self.question
        tool = "Python" if question.python else ""
        given = [question.time, MODES[question.mode], question.method, tool]
        return " · ".join(filter(None, given))

    @property
    def prompt(self) -> Sequence[Tag]:
        """The question, or the paragraphs of the task."""
        around = f"h3, .{markup.FACTS}, .{markup.KEY}"
        return self.tag.select("legend > span") or self.tag.select(f":scope > :not({around})")

    @property
    def options(self) -> Sequence[Tag]:
        """What stands beside the controls, in their order on the page."""
        return self.tag.select("fieldset label > span")

    @property
    def entries(self) -> Sequence[Tag]:
        """The list of answers and feedback."""
        return self.tag.select(f".{markup.ENTRIES} > li")

    @property
    def names(self) -> Sequence[Tag]:
        """The answers of that list."""
        return self.tag.select(f".{markup.ENTRIES} > li > .{markup.ANSWER}")

    @property
    def feedback(self) -> list[Sequence[Tag]]:
        """What is said to each answer, as the list in the page has it."""
        return [entry.select(f":scope > :not(.{markup.ANSWER})") for entry in self.entries]

    @property
    def explanation(self) -> Sequence[Tag]:
        """What the disclosure says after the list."""
        return self.tag.select(f"details > .{markup.ENTRIES} ~ *")

    @property
    def key(self) -> Sequence[Tag]:
        """What only the instructor edition has."""
        return self.tag.select(f".{markup.KEY}")

    @property
    def rubric(self) -> list[tuple[Tag, list[tuple[str, Tag]]]]:
        """Each criterion, with the points and the text of its levels; nothing without a key."""
        rows = self.tag.select(f".{markup.RUBRIC} tbody tr")
        cells = [row.find_all("td", recursive=False) for row in rows]
        return [
            (first, [(cell.select("p")[0].extract().get_text(), cell) for cell in rest])
            for first, *rest in (map(copy.copy, row) for row in cells)
        ]

    def right_order(self) -> list[int]:
        """Give the places of the steps on the page in their right order."""
        shown = self.question.shown_steps()
        return sorted(range(len(shown)), key=lambda place: shown[place])

    def things(self, name: str) -> list[Tag]:
        """Find a figure of its page, or Table 1, which has a part for each year.

        Raises
        ------
        LookupError
            If its page has no such thing.
        """
        found = list(self.soup.select(f"[id={name}]"))
        if name == "table1":
            caption = described(case()).caption
            found = [table for table in self.soup.select("table") if caption in table.get_text()]
        if not found:
            raise LookupError(f"{self.question.id} asks about {name}, which {self.page} lacks")
        return found

    @property
    def tables(self) -> list[Tag]:
        """The tables that it works with, for who has not the page before him."""
        return self.things("table1") if "table1" in self.question.material else []

    @property
    def points(self) -> str:
        """The most points of the rubric, "" for a task without one; a self-check is worth 1."""
        said = re.escape(markup.POINTS).replace(r"\{\}", r"(\d+)")
        found = [re.search(said, key.get_text()) for key in self.key]
        if found and found[0]:
            return found[0][1]
        return "1" if self.question.role == "self-check" else ""

    def html(self, tags: Iterable[Tag], base: str = "", latex: bool = True) -> str:
        r"""Write pieces of it as HTML that stands anywhere.

        Parameters
        ----------
        tags : iterable of Tag
            The pieces.
        base : str
            Where the book is found; without it links become plain words and formulas stay MathML.
        latex : bool
            Whether formulas become LaTeX between ``\(`` and ``\)`` where there is a base: most
            learning systems typeset that, and some drop MathML.

        Returns
        -------
        str
            Marks of claims become links to the ledger, or plain text; ids, classes and controls are
            gone.
        """
        made = BeautifulSoup("", "html.parser")
        made.extend([copy.copy(tag) for tag in tags])
        for tag in made.select(".headerlink, script, style, button"):
            tag.decompose()
        for mark in made.select(".claim"):
            for key in mark.select("a")[1:]:
                key.insert_before(", ")
            mark.insert(0, "[")
            mark.append("]")
        for formula in made.select("math"):
            source = str(formula.attrs.pop("data-latex", ""))
            if base and latex:
                formula.replace_with(rf"\({source}\)")
            elif base:
                formula.attrs |= {"xmlns": MATHML, "alttext": source}
                for part in formula.select("[displaystyle]:not(mstyle)"):
                    del part["displaystyle"]  # which QTI's MathML 2 knows there alone
        for link in made.select("a"):
            if base and link.get("href"):
                link.attrs = {"href": urljoin(urljoin(base, self.page), str(link["href"]))}
            else:
                link.unwrap()
        for tag in made.select(":not(math, math *)"):
            if tag.name in ("span", "div"):
                tag.unwrap()
            else:
                kept = ("href", "colspan", "rowspan", "scope", "start", "type")
                tag.attrs = {name: value for name, value in tag.attrs.items() if name in kept}
        made.smooth()
        return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "\n", str(made)).strip()


@dataclass(frozen=True)
class Chapter:
    """A page of the book that has items."""

    name: str
    title: str
    page: str
    items: tuple[Item, ...]


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
        If a page lacks an item of the bank.
    """
    found = []
    for name in (name for _, some in pages.contents() for name in some):
        chapter = name.rpartition("/")[2]
        mine = {q.id: q for q in bank().values() if q.chapter == chapter}
        if mine:
            soup = pages.page(name, html)
            shown = soup.select(f".{markup.SELF_CHECK}, .{markup.ASSIGNMENT}")
            tags = {str(tag["id"]): tag for tag in shown}
            if missing := mine.keys() - tags.keys():
                raise LookupError(f"{name}.html lacks {min(missing)}; run `make book` again")
            page, title = f"{name}.html", pages.title(soup)
            made = tuple(Item(mine[i], page, tags[i], soup, title) for i in tags if i in mine)
            found.append(Chapter(chapter, title, page, made))
    return found
