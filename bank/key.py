"""What an entry of the key holds: model answer, rubric, misconceptions, perhaps more."""

from typing import Annotated, Self

from pydantic import AfterValidator, ValidationInfo, model_validator

from bank.fields import Line, Numbers, Python, Record, Text, few, integer, once
from bank.types.assignment.code import Code
from secdilemma import checks
from secdilemma.checks import fault


class Level(Record):
    """What earns how many points."""

    points: Annotated[int, integer(0, 100)]
    text: Text


class Criterion(Record):
    """A line of a rubric, its best level first."""

    criterion: Text
    levels: Annotated[tuple[Level, ...], few(2, 5)]

    def bands(self) -> list[str]:
        """Return which points belong to each level, so that none is left out between two.

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

    points: Annotated[int, integer(0, 100)]
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

    @property
    def most(self) -> int:
        """The points of the best levels together."""
        return sum(criterion.levels[0].points for criterion in self.rubric)

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
        if isinstance(question, Code) and not self.code:
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
