"""A task that is answered in free words."""

from collections.abc import Iterator
from typing import ClassVar

from bank.schema import GIFT, MOODLE, Assignment, Item, Losses, Part


class Essay(Assignment):
    """A task of some length; every task is exported as one."""

    moodle_type = "essay"
    qti_interaction = "extendedTextInteraction"
    cartridge_profile = "cc.essay.v0p1"
    brightspace_type = "WR"
    lost: ClassVar[Losses] = (
        (
            MOODLE,
            "the rubric, where there is a key, is a table for graders and no grid to click on; "
            "the mode of a group is a tag and a sentence, and makes no groups",
        ),
        (GIFT, "an assignment is left out"),
    )

    def lines_by_type(self) -> int:
        """Return the number of ruled lines by the time that it takes."""
        return self.minutes // 2

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Yield what an answer begins with, and the key for graders."""
        if self.code_cell:
            yield ["InitialText", self.code_cell]
        if item.key:
            yield ["AnswerKey", item.key, "HTML"]

    def parts(self, item: Item) -> Iterator[Part]:
        """Yield the question as it is."""
        yield Part()
