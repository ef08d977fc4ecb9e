"""What every item of the bank holds, and what is asked of its type.

Each type of question is a class in a file of its own, in `bank.types`: a `SelfCheck` or an
`Assignment` with fields, forms and words for each format. All that others have to know of a type
stands here, and `Item`: a question with the HTML that the built page has of it, from which sheets
and exports are made.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import AfterValidator, Field, StrictBool, ValidationInfo, model_validator

from bank import fields
from bank.fields import Brief, Line, Numbers, Record, Text, integer
from secdilemma import checks
from secdilemma.checks import fault

ROLES = ("self-check", "assignment")
BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
MODES = {"alone": "alone", "pair": "in pairs", "group": "in groups", "plenary": "with all"}
"""How an exercise is done: as the files say it, and as a reader is told."""

STATUSES = ("draft", "reviewed")

MOODLE, QTI, CARTRIDGE = "Moodle XML", "QTI 2.1", "Common Cartridge"
BRIGHTSPACE, GIFT = "Brightspace CSV", "GIFT"
Losses = tuple[tuple[str, str], ...]
FORMATS = (MOODLE, QTI, CARTRIDGE, BRIGHTSPACE, GIFT)


@dataclass
class Surroundings:
    """What an item is checked against besides itself.

    Attributes
    ----------
    chapter : str
        Whose bank it stands in.
    objectives : tuple of str, optional
        What the chapter is to teach; not compared where they are not known.
    assignments : mapping of str to Question
        Those that a key may answer, by id.
    numbers : dict of str to float or str
        The quantities that texts may mention; an item adds its own before its texts are read.
    """

    chapter: str
    objectives: tuple[str, ...] | None
    assignments: Mapping[str, "Question"]
    numbers: dict[str, float | str]


class Entry(NamedTuple):
    """One answer to a self-check and what is said to it.

    Attributes
    ----------
    name : str
        The answer, as Markdown of one paragraph.
    verdict : str
        Whether it is right, or what it belongs to.
    feedback : str
        Markdown; may be empty.
    data : dict of str to str
        Attributes by which the page's script compares; those that are None are left out.
    """

    name: str
    verdict: str
    feedback: str
    data: dict[str, object]


class Part(NamedTuple):
    """A question of a cartridge: an item, or a part of one that is taken apart.

    Attributes
    ----------
    name, title, text : str
        What follows the id of the item and its title, and the question as HTML, if it is not that
        of the item.
    options : list of tuple
        What there is to choose, each with whether it is right and with feedback.
    entries : list of tuple
        What may be typed: wordings, whether they are right, and feedback.
    mixed : bool
        Whether the options may be shuffled.
    """

    name: str = ""
    title: str = ""
    text: str = ""
    options: Sequence[tuple[str, bool, str]] = ()
    entries: Sequence[tuple[list[str], bool, str]] = ()
    mixed: bool = True


def of_file(value: str, info: ValidationInfo) -> str:
    """Return the chapter, which comes from the file name; refuse a field that sets it."""
    if value:
        raise ValueError("no such field, as the file name gives the chapter")
    return str(info.context.chapter)  # type: ignore[union-attr]


def of_chapter(value: str, info: ValidationInfo) -> str:
    """Accept an id that begins with its chapter."""
    chapter = info.context.chapter  # type: ignore[union-attr]
    expected = f"lower-case words after '{chapter}-'"
    return str(checks.matching(rf"{re.escape(chapter)}(-[a-z0-9]+)+", expected)(value))


def objective(value: str, info: ValidationInfo) -> str:
    """Accept an objective of the chapter."""
    known = info.context.objectives  # type: ignore[union-attr]
    return value if known is None else str(checks.one_of(known)(value))


class Question(Record):
    """An item of the bank.

    Attributes
    ----------
    numbers : dict of str to float or str
        The quantities that the texts mention.
    chapter : str
        Name of the file, without its ending, that the item stands in.
    id, title, role, type, objective, bloom, mode, status : str
        As in the file.
    minutes : int
        The time that it takes.
    python : bool
        Whether Python is needed.
    prompt : str
        MyST Markdown.
    material, spoiled_by : tuple of str
        What it asks about, and what would answer it: figures, Table 1, claims.
    """

    moodle_type: ClassVar[str]
    qti_interaction: ClassVar[str]
    cartridge_profile: ClassVar[str]
    brightspace_type: ClassVar[str]
    lost: ClassVar[Losses] = ()
    """Formats, each with something that it cannot carry of any question of the type."""

    numbers: Numbers
    chapter: Annotated[
        str,
        AfterValidator(of_file),
        Field(default="", validate_default=True),
    ]
    id: Annotated[Line, AfterValidator(of_chapter)]
    title: fields.Title
    role: str
    type: str
    objective: Annotated[Text, AfterValidator(objective)]
    bloom: Annotated[Line, AfterValidator(checks.one_of(BLOOM))]
    minutes: Annotated[int, integer(1, 240)]
    mode: Annotated[Line, AfterValidator(checks.one_of(MODES))]
    python: StrictBool
    status: Annotated[Line, AfterValidator(checks.one_of(STATUSES))]
    prompt: Text
    material: fields.Materials = ()
    spoiled_by: fields.Materials = ()

    @property
    def time(self) -> str:
        """The minutes, in words: "1 minute", "2 minutes"."""
        return f"{self.minutes} minute{'' if self.minutes == 1 else 's'}"

    @property
    def facts(self) -> list[str]:
        """What has to be known to set it, in words."""
        return [self.time, MODES[self.mode], "Python" if self.python else ""]

    @property
    def code_cell(self) -> str | None:
        """The cell that a notebook has for it, if it asks for Python."""
        return None

    def asked(self, item: "Item") -> str:
        """Return the question as HTML of paragraphs, lists and tables."""
        raise NotImplementedError

    def losses(self) -> Iterator[tuple[str, str]]:
        """Yield formats, each with something that it cannot carry of this question."""
        for kind in type(self).__mro__:
            yield from kind.__dict__.get("lost", ())

    def fits_gift(self) -> bool:
        """Return whether the GIFT format can express this question."""
        return True

    def unplaced(self, form: str) -> Sequence[Entry]:
        """Return the entries whose feedback has no place of its own in a format."""
        return ()

    def replies(self, item: "Item") -> list[str]:
        """Return what QTI says to each answer, as HTML."""
        return []

    def brightspace(self, item: "Item") -> Iterator[list[str]]:
        """Yield the answers as rows of Brightspace's table."""
        raise NotImplementedError

    def parts(self, item: "Item") -> Iterator[Part]:
        """Yield the questions that it becomes in a cartridge."""
        raise NotImplementedError


class SelfCheck(Question):
    """A question that the page itself answers.

    Attributes
    ----------
    explanation : str
        MyST Markdown: why the answer is right.
    """

    letters: ClassVar[str] = ""
    """By which paper names what stands beside the controls."""

    prompt: fields.Label
    explanation: Text

    @model_validator(mode="after")
    def _is_done_alone_and_without_python(self) -> Self:
        if self.mode != "alone":
            raise fault("mode", self.mode, "alone, as for every self-check")
        if self.python:
            raise fault("python", self.python, "false, as for every self-check")
        return self

    def entries(self) -> list[Entry]:
        """Return the answers, in the order of the controls, with what is said to each."""
        raise NotImplementedError

    def controls(self) -> list[str]:
        """Return the Markdown beside each control."""
        return [entry.name for entry in self.entries()]

    def note(self) -> str:
        """Return what paper has to say of how to answer."""
        return ""

    def asked(self, item: "Item") -> str:
        """Return the question as a paragraph of HTML."""
        return f"<p>{item.html(self.prompt)}</p>"


WORDS = 9
"""Written by hand on a ruled line."""

MOST = 22
"""Ruled lines under an assignment."""

OWN_LEAST, OWN_MOST = 4, 12
"""Ruled lines for what one hands in alone, where no number of words is said."""


def words_asked(text: str) -> int:
    """Return how many words a task asks for at most; 0 if it does not say."""
    return sum(map(int, re.findall(r"at most (\d+) words", text.lower())))


class Assignment(Question):
    """A task that somebody marks; the bank has no answer to it.

    Attributes
    ----------
    method, individual : str
        Of the group's work, and what each member hands in alone.
    signature : bool
        Whether the key has a weak and a strong sample answer.
    """

    method: Brief = ""
    individual: Text = ""
    signature: StrictBool = False

    @model_validator(mode="after")
    def _says_what_each_hands_in(self) -> Self:
        together = self.mode in ("pair", "group")
        if together and not self.individual:
            raise fault("individual", None, "what each member hands in alone")
        if self.individual and not together:
            raise fault("individual", self.individual, "nothing, as nobody else takes part")
        return self

    @property
    def facts(self) -> list[str]:
        """What has to be known to set it, in words."""
        time, mode, tool = super().facts
        return [time, mode, self.method, tool]

    @property
    def code(self) -> list[str]:
        """Blocks of code to begin with, as Markdown."""
        return []

    @property
    def task(self) -> list[str]:
        """The task in pieces of Markdown: the prompt, what each hands in alone, and code."""
        alone = [f"**Each alone, to hand in.** {self.individual}"] if self.individual else []
        return [self.prompt, *alone, *self.code]

    def asked(self, item: "Item") -> str:
        """Return the task as HTML."""
        return "".join(map(item.html, self.task))

    def fits_gift(self) -> bool:
        """Return False: GIFT has no room for it."""
        return False

    def steps(self) -> int:
        """Return the number of numbered steps of the prompt, at least one."""
        return len(re.findall(r"^\d+\. ", self.prompt, re.MULTILINE)) or 1

    def lines(self) -> int:
        """Return how many ruled lines paper gives it, by the length of answer that it asks for."""
        asked = words_asked(self.prompt)
        wanted = math.ceil(asked / WORDS) + self.steps() - 1 if asked else self.lines_by_type()
        return min(MOST, wanted)

    def lines_by_type(self) -> int:
        """Return how many lines there are where no number of words is said: two for each step."""
        return 2 * self.steps()

    def own_lines(self) -> int:
        """Return the number of ruled lines for what each member of a group hands in alone.

        By its words, where it says how many; else one for every five minutes of the task, within
        what a few sentences and half a page take.
        """
        asked = words_asked(self.individual)
        by_time = min(OWN_MOST, max(OWN_LEAST, self.minutes // 5))
        return math.ceil(asked / WORDS) if asked else by_time


# ------------------------------------------------------------------ as a built book shows it

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
