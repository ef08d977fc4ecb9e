"""A task in Python."""

from typing import Self

from pydantic import model_validator

from bank.fields import Python
from bank.schema import BRIGHTSPACE, CARTRIDGE, MOODLE, QTI, Assignment
from bank.types.assignment.essay import Essay
from secdilemma.checks import fault


class Code(Essay):
    """A task in Python.

    Attributes
    ----------
    starter : str
        Python that the reader begins with.
    """

    lost = (
        (MOODLE, "a task in Python becomes an essay, which is not run"),
        (QTI, "a task in Python becomes a free answer, which is not run"),
        (QTI, "what Python an answer begins with stands in the question only"),
        (CARTRIDGE, "a task in Python becomes a free answer, which is not run"),
        (CARTRIDGE, "what Python an answer begins with stands in the question only"),
        (BRIGHTSPACE, "a task in Python becomes a written response, which is not run"),
    )

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
