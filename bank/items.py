"""The items of the bank as a built book shows them: sheets and exports are made from these.

Whatever is printed or exported has the words of the page, its numbers and citations filled in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from bank.schema import Question

MATHML = "http://www.w3.org/1998/Math/MathML"
FORMULA = re.compile(r'<math data-latex="(?P<latex>[^"]*)"(?P<rest>.*?)</math>', re.DOTALL)


@dataclass(frozen=True)
class Item:
    """A question and the HTML that the page makes of its texts.

    Attributes
    ----------
    question : Question
        As the bank has it.
    page, chapter : str
        Name of its page, such as ``chapters/puzzle``, and its title.
    number : str
        "Assignment 3", or nothing.
    texts : mapping of str to str
        The HTML of each piece of Markdown. Links lead from the root of the book; formulas are
        MathML with their LaTeX.
    figures : mapping of str to str
        The figures and tables that it asks about, as a page has them, by name.
    tables : str
        Of these the tables, as HTML that stands anywhere.
    key : str
        What only the instructor edition has, as HTML.
    rubric : list
        Each criterion of the key, with the points and the text of its levels.
    points : str
        The most points; "" for a task without a key.
    """

    question: Question
    page: str
    chapter: str
    number: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    figures: Mapping[str, str] = field(default_factory=dict, repr=False)
    tables: str = ""
    key: str = ""
    rubric: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    points: str = ""

    @property
    def heading(self) -> str:
        """Its title, before which an assignment has its number."""
        return f"{self.number}. {self.question.title}" if self.number else self.question.title

    @property
    def facts(self) -> str:
        """What has to be known to set it."""
        return " · ".join(filter(None, self.question.facts))

    def html(self, markdown: str) -> str:
        """Return the HTML of a text of the question; an empty text has none.

        Raises
        ------
        LookupError
            If the page was built before the text was written.
        """
        if markdown and markdown not in self.texts:
            raise LookupError(f"{self.page}.html lacks {self.question.id}; run `make book` again")
        return self.texts[markdown] if markdown else ""

    def linked(self, base: str = "", latex: bool = True) -> "Item":
        r"""Return the item with HTML that stands anywhere.

        Parameters
        ----------
        base : str
            Where the book is found; without it links become plain words and formulas stay MathML.
        latex : bool
            Whether formulas become LaTeX between ``\(`` and ``\)`` where there is a base: most
            learning systems typeset that, and some drop MathML.

        Returns
        -------
        Item
            Its figures stay as they are.
        """
        html = partial(standing_alone, base=base, latex=latex)
        levels = [(html(c), [(points, html(t)) for points, t in some]) for c, some in self.rubric]
        texts = {markdown: html(text) for markdown, text in self.texts.items()}
        return replace(self, texts=texts, key=html(self.key), rubric=levels)


def standing_alone(html: str, base: str, latex: bool) -> str:
    """Return links and formulas as a place outside the book wants them: see `Item.linked`."""

    def formula(match: re.Match[str]) -> str:
        if not base:
            return f"<math{match['rest']}</math>"
        if latex:
            return rf"\({match['latex']}\)"
        # QTI's MathML 2 knows displaystyle in mstyle alone
        rest = re.sub(r'(<(?!mstyle)\w+[^>]*) displaystyle="[^"]*"', r"\1", f"<math{match['rest']}")
        names = f'alttext="{match["latex"]}" xmlns="{MATHML}"'
        return f"{rest.replace('<math', f'<math {names}', 1)}</math>"

    text = FORMULA.sub(formula, html)
    if not base:
        return re.sub(r"</?a\b[^>]*>", "", text)
    return re.sub(r'<a href="(?![a-z]+:)', f'<a href="{base}', text)


@dataclass(frozen=True)
class Sheet:
    """Some items under a title."""

    name: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Chapter(Sheet):
    """A page of the book that has items."""

    page: str

    def linked(self, base: str = "", latex: bool = True) -> "Chapter":
        """Return the chapter with items as `Item.linked` gives them."""
        return replace(self, items=tuple(item.linked(base, latex) for item in self.items))
