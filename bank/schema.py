"""What an item of the bank holds, by role and type, and what an entry of the key."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    ValidationInfo,
    model_validator,
)

from bank import fields
from bank.fields import (
    Brief,
    Label,
    Line,
    Number,
    Numbers,
    Python,
    Record,
    Text,
    Wording,
    distinct,
    fault,
    few,
    once,
    whole,
)
from secdilemma import checks

TYPES = {
    "self-check": {
        "choice": ("explanation", "options"),
        "multiple": ("explanation", "options"),
        "match": ("explanation", "pairs", "decoys"),
        "order": ("explanation", "steps"),
        "numeric": ("explanation", "value", "tolerance", "unit", "mistakes", "otherwise"),
        "short": ("explanation", "accept", "mistakes", "otherwise"),
    },
    "assignment": {
        "short": ("method", "individual", "signature"),
        "essay": ("method", "individual", "signature"),
        "code": ("method", "individual", "signature", "starter"),
    },
}
"""The fields that an item has by its role and type, besides those that every item has."""

OPTIONAL = ("decoys", "unit", "method", "individual", "signature", "starter")
"""Of these, the ones that it may lack."""

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
MODES = {"alone": "alone", "pair": "in pairs", "group": "in groups", "plenary": "with all"}
"""How an exercise is done: as the files say it, and as a reader is told."""

STATUSES = ("draft", "reviewed")


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


class Option(Record):
    """An answer to choose, whether it is right, and what the reader is told about it."""

    text: Label
    feedback: Text
    right: StrictBool = False


SEED = 1037
"""Chosen so that the right options of the book are spread evenly over the places."""


def shuffled(options: tuple[Option, ...], info: ValidationInfo) -> tuple[Option, ...]:
    """Bring options into the order in which all show them: one that the item's id decides."""
    made = list(options)
    random.Random(f"{SEED} {info.data.get('id')}").shuffle(made)
    return tuple(made)


class Pair(Record):
    """Two things that belong together, and what is said to who thinks otherwise."""

    left: Label
    right: Brief
    feedback: Text


class Step(Record):
    """One of the things to be put in order, and what is said when its place is wrong."""

    text: Label
    feedback: Text


Wordings = Annotated[tuple[Wording, ...], few(1, 20)]


class Mistake(Record):
    """A wrong answer to expect, a number or some wordings, and what is said to it."""

    feedback: Text
    value: Annotated[float | None, BeforeValidator(fields.number)] = None
    accept: Wordings = ()


def chosen(raw: dict[str, Any], field: str, table: Mapping[str, Any]) -> Any:
    """Look up what a field chooses."""
    value = raw.get(field)
    if not isinstance(value, str) or value not in table:
        raise fault(field, value, "one of " + ", ".join(map(repr, table)))
    return table[value]


def of_chapter(value: str, info: ValidationInfo) -> str:
    """Accept an id that begins with its chapter."""
    chapter = info.context.chapter  # type: ignore[union-attr]
    expected = f"lower-case words after '{chapter}-'"
    return str(checks.matching(rf"{re.escape(chapter)}(-[a-z0-9]+)+", expected)(value))


def objective(value: str, info: ValidationInfo) -> str:
    """Accept an objective of the chapter."""
    known = info.context.objectives  # type: ignore[union-attr]
    return value if known is None else str(checks.one_of(known)(value))


def legend(text: str, info: ValidationInfo) -> str:
    """Accept a prompt: that of a self-check stands beside its controls."""
    return fields.label(text) if info.data.get("role") == "self-check" else text


class Question(Record):
    """An item of the bank; fields that its type lacks are empty.

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
    prompt, explanation, otherwise : str
        MyST Markdown.
    material, spoiled_by : tuple of str
        What it asks about, and what would answer it: figures, Table 1, claims.
    options, pairs, steps, mistakes : tuple
        What there is to choose, match, put in order, or to get wrong.
    accept, decoys : tuple of str
        Wordings that count as right; further things to match.
    value, tolerance : float
        The number asked for, and how far an answer may be from it, or from a mistake; 0 for no
        more than the rounding of the number.
    unit, method, individual, starter : str
        Of the number; of the group's work, and what each member hands in alone; Python to begin
        with.
    signature : bool
        Whether the key has a weak and a strong sample answer.
    """

    numbers: Numbers
    chapter: Annotated[
        str,
        AfterValidator(lambda _, info: info.context.chapter),  # as the file's name says
        Field(default="", validate_default=True),
    ]
    id: Annotated[Line, AfterValidator(of_chapter)]
    title: fields.Title
    role: str
    type: str
    objective: Annotated[Text, AfterValidator(objective)]
    bloom: Annotated[Line, AfterValidator(checks.one_of(BLOOM))]
    minutes: Annotated[int, whole(1, 240)]
    mode: Annotated[Line, AfterValidator(checks.one_of(MODES))]
    python: StrictBool
    status: Annotated[Line, AfterValidator(checks.one_of(STATUSES))]
    prompt: Annotated[Text, AfterValidator(legend)]
    material: fields.Materials = ()
    spoiled_by: fields.Materials = ()
    explanation: Text = ""
    options: Annotated[tuple[Option, ...], few(2, 8), once("text"), AfterValidator(shuffled)] = ()
    pairs: Annotated[tuple[Pair, ...], few(2, 8), once("left")] = ()
    decoys: Annotated[tuple[Brief, ...], few(1, 6)] = ()
    steps: Annotated[tuple[Step, ...], few(3, 8), once("text")] = ()
    value: Number = 0.0
    tolerance: fields.Distance = 0.0
    unit: Brief = ""
    accept: Wordings = ()
    mistakes: Annotated[tuple[Mistake, ...], few(1, 6)] = ()
    otherwise: Text = ""
    method: Brief = ""
    individual: Text = ""
    signature: StrictBool = False
    starter: Python = ""

    @classmethod
    def known(cls, raw: dict[str, Any]) -> Sequence[str]:
        """List the fields that an item of this role and type may have; refuse it if one lacks."""
        own = chosen(raw, "type", chosen(raw, "role", TYPES))
        for name in own:
            if name not in raw and name not in OPTIONAL:
                raise fault(name, None, "this field")
        of_types = {name for types in TYPES.values() for some in types.values() for name in some}
        common = [n for n in cls.model_fields if n not in of_types and n != "chapter"]
        return (*common, *own)

    @model_validator(mode="after")
    def _suits_its_role(self) -> Self:
        check, code = self.role == "self-check", self.type == "code"
        if check and self.mode != "alone":
            raise fault("mode", self.mode, "alone, as for every self-check")
        if check and self.python:
            raise fault("python", self.python, "false, as for every self-check")
        together = self.mode in ("pair", "group")
        if together and not self.individual:
            raise fault("individual", None, "what each member hands in alone")
        if self.individual and not together:
            raise fault("individual", self.individual, "nothing, as nobody else takes part")
        if code and not self.python:
            raise fault("python", self.python, "true, because the type is code")
        return self

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        right = sum(option.right for option in self.options)
        if self.type == "choice" and right != 1:
            raise fault("options", f"{right} right", "exactly one with right: true")
        if self.type == "multiple" and not 0 < right < len(self.options):
            raise fault("options", f"{right} right", "some with right: true, some without")
        distinct("decoys", [*self.decoys, *{pair.right for pair in self.pairs}])
        if self.pairs and len(self.choices()) < 2:
            raise fault("pairs", self.choices()[0], "at least two different right sides or decoys")
        return self

    @model_validator(mode="after")
    def _mistakes_are_wrong(self) -> Self:
        field = "value" if self.type == "numeric" else "accept"
        # rounding of the machine aside, as self-check.js has it
        room = self.room(self.value) + 1e-9 * max(1, abs(self.value))
        for n, mistake in enumerate(self.mistakes, start=1):
            given = sorted(mistake.model_fields_set)
            if given != sorted(["feedback", field]):
                raise fault(f"mistakes[{n}]", given, f"only, and both, feedback and {field}")
            if mistake.value is not None and abs(mistake.value - self.value) <= room:
                raise fault(f"mistakes[{n}].value", mistake.value, "a number that is wrong")
        distinct("mistakes", (m.value for m in self.mistakes if m.value is not None))
        words = [*self.accept, *(word for mistake in self.mistakes for word in mistake.accept)]
        distinct("accept, mistakes", map(normal, words))
        return self

    def room(self, value: float) -> float:
        """Say how far an answer may be from a number, right or wrong, and still count as it.

        Parameters
        ----------
        value : float
            The number asked for, or that of a mistake.

        Returns
        -------
        float
            The tolerance of the item; where it is 0, the rounding of the number that is shown. 0
            or larger. Where right and wrong are both so near, the right one counts.
        """
        return self.tolerance or rounding(value)

    @property
    def time(self) -> str:
        """The minutes, in words: "1 minute", "2 minutes"."""
        return f"{self.minutes} minute{'' if self.minutes == 1 else 's'}"

    def choices(self) -> list[str]:
        """List what can be matched, in alphabetical order.

        Returns
        -------
        list of str
            The right sides of the pairs and the decoys, each once.
        """
        return sorted({pair.right for pair in self.pairs} | set(self.decoys), key=str.casefold)

    def shown_steps(self) -> list[int]:
        """Give the order in which the steps are shown.

        Returns
        -------
        list of int
            Their right places, from 0, sorted by the alphabet, or against it if the alphabet
            happens to be right.
        """
        right = list(range(len(self.steps)))
        shown = sorted(right, key=lambda place: self.steps[place].text.casefold())
        return shown[::-1] if shown == right else shown


def rounding(value: float) -> float:
    """Say how much may have been rounded off a number as it is shown.

    Parameters
    ----------
    value : float
        The number.

    Returns
    -------
    float
        Half of its last decimal place; 0 for a whole number, which may be a count.

    Examples
    --------
    >>> rounding(2.73), rounding(9.0)
    (0.005, 0.0)
    """
    _, _, decimals = f"{value:.10f}".rstrip("0").partition(".")
    return 0.5 / 10 ** len(decimals) if decimals else 0.0


def normal(words: str) -> str:
    """Bring a short answer into the form in which answers are compared.

    Parameters
    ----------
    words : str
        What somebody wrote.

    Returns
    -------
    str
        Lower case, single spaces, without hyphens, final full stop or leading article.

    Examples
    --------
    >>> normal("The  Security-Paradox.")
    'security paradox'
    """
    text = re.sub(r"[\s-]+", " ", words.lower()).strip(" .")
    return re.sub(r"^(the|an?) ", "", text)


# The key


class Level(Record):
    """What earns how many points."""

    points: Annotated[int, whole(0, 100)]
    text: Text


class Criterion(Record):
    """A line of a rubric, its best level first."""

    criterion: Text
    levels: Annotated[tuple[Level, ...], few(2, 5)]

    def bands(self) -> list[str]:
        """Write which points belong to each level, so that none is left out between two.

        Returns
        -------
        list of str
            From the points of a level down to those above the next: "4–3", "2–1" and "0" for levels
            of 4, 2 and 0. The first number is for all that the level says, the last for most of it.
        """
        points = [level.points for level in self.levels]
        lows = [below + 1 for below in points[1:]] + [0]
        return [
            f"{top}–{low}" if low < top else f"{top}" for top, low in zip(points, lows, strict=True)
        ]


class Misconception(Record):
    """What a student may believe, and how to respond."""

    belief: Text
    response: Text


class Mark(Record):
    """The points that a sample answer gets by one criterion, and why."""

    points: Annotated[int, whole(0, 100)]
    why: Text


class Sample(Record):
    """An answer as a student may write it, with a mark for each criterion of the rubric."""

    text: Text
    marks: Annotated[tuple[Mark, ...], few(2, 6)]

    @property
    def total(self) -> int:
        """All its points."""
        return sum(mark.points for mark in self.marks)


class Samples(Record):
    """A weak and a strong answer, and what separates them."""

    weak: Sample
    strong: Sample
    difference: Text


def of_assignment(value: str, info: ValidationInfo) -> str:
    """Accept the id of an assignment, and let the texts that follow mention its numbers."""
    around = info.context
    checks.one_of(around.assignments)(value)  # type: ignore[union-attr]
    numbers = {**around.assignments[value].numbers, **around.numbers}  # type: ignore[union-attr]
    around.numbers.update(numbers)  # type: ignore[union-attr]
    return value


class Answer(Record):
    """The key to an assignment: model answer, rubric, misconceptions, and perhaps more."""

    numbers: Numbers
    id: Annotated[Line, AfterValidator(of_assignment)]
    answer: Text
    rubric: Annotated[tuple[Criterion, ...], few(2, 6), once("criterion")]
    misconceptions: Annotated[tuple[Misconception, ...], few(1, 10)]
    marking: Text = ""
    code: Python = ""
    samples: Samples | None = None

    @model_validator(mode="after")
    def _has_a_rubric(self) -> Self:
        size = len(self.rubric[0].levels)
        for n, criterion in enumerate(self.rubric, start=1):
            points = [level.points for level in criterion.levels]
            place = f"rubric[{n}].levels"
            if points != sorted(set(points), reverse=True) or points[-1] != 0:
                raise fault(place, points, "points that fall, the last 0")
            if len(points) != size:
                raise fault(place, f"{len(points)} levels", f"{size}, as for the first criterion")
        return self

    @model_validator(mode="after")
    def _shows_what_it_says(self) -> Self:
        if not self.code and "{claim}" not in self.answer and "{cite" not in self.answer:
            expected = "a {claim} or {cite} as source, or code that shows it"
            raise fault("answer", self.answer, expected)
        return self

    @model_validator(mode="after")
    def _fits_its_assignment(self, info: ValidationInfo) -> Self:
        question = info.context.assignments[self.id]  # type: ignore[union-attr]
        if question.type == "code" and not self.code:
            raise fault("code", None, "this field, because the type is code")
        if question.signature and self.samples is None:
            raise fault("samples", None, "samples, as for every item with signature: true")
        return self

    @model_validator(mode="after")
    def _marks_its_samples(self) -> Self:
        if self.samples is None:
            return self
        most = [criterion.levels[0].points for criterion in self.rubric]
        for name, sample in (("weak", self.samples.weak), ("strong", self.samples.strong)):
            given = [mark.points for mark in sample.marks]
            fits = len(given) == len(most) and all(a <= b for a, b in zip(given, most, strict=True))
            if not fits:
                expected = f"one mark for each criterion, at most {most}"
                raise fault(f"samples.{name}.marks", given, expected)
        totals = [self.samples.weak.total, self.samples.strong.total]
        if totals[0] >= totals[1]:
            raise fault("samples", totals, "fewer points for the weak answer than for the strong")
        return self
