"""A task in Python."""

from collections.abc import Iterator
from typing import Self

from pydantic import model_validator

from bank.fields import Python, fault
from bank.schema import BRIGHTSPACE, CARTRIDGE, MOODLE, QTI, Assignment
from bank.types.assignment.essay import Essay


class Code(Essay):
    """A task in Python.

    Attributes
    ----------
    starter : str
        Python that the reader begins with.
    """

    starter: Python = ""

    lines_by_type = Assignment.lines_by_type

    @model_validator(mode="after")
    def _needs_python(self) -> Self:
        if not self.python:
            raise fault("python", self.python, "true, because the type is code")
        return self

    @property
    def code_cell(self) -> str:
        """The starter, perhaps empty."""
        return self.starter

    @property
    def code(self) -> list[str]:
        """What to begin with, as a block of Markdown, if there is something."""
        return [f"``````python\n{self.starter}\n``````"] if self.starter else []

    def losses(self) -> Iterator[tuple[str, str]]:
        """List what formats cannot carry of it."""
        yield MOODLE, "a task in Python becomes an essay, which is not run"
        for form in (QTI, CARTRIDGE):
            yield form, "a task in Python becomes a free answer, which is not run"
            yield form, "what Python an answer begins with stands in the question only"
        yield BRIGHTSPACE, "a task in Python becomes a written response, which is not run"
        yield from super().losses()
