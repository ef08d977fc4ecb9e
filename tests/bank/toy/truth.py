"""A statement that is true or false: a type of question that this book does not have."""

from collections.abc import Iterator

from pydantic import StrictBool

from bank.fields import Text
from bank.schema import GIFT, Entry, Item, Part, SelfCheck


class Truth(SelfCheck):
    """Whether the prompt is true, and what is said to who thinks otherwise."""

    moodle_type = "truefalse"
    qti_interaction = "choiceInteraction"
    cartridge_profile = "cc.true_false.v0p1"
    brightspace_type = "TF"
    lost = ((GIFT, "a truth is a toy"),)

    true: StrictBool
    feedback: Text

    def entries(self) -> list[Entry]:
        """List both answers."""
        right, wrong = ("True", "False") if self.true else ("False", "True")
        return [
            Entry(right, "right", "", {"data-right": right}),
            Entry(wrong, "not right", self.feedback, {"data-wrong": wrong}),
        ]

    def note(self) -> str:
        """Say how to answer."""
        return "True or false?"

    def answers(self, item: Item) -> list[tuple[str, bool, str]]:
        """List both answers as HTML."""
        return [(e.name, e.verdict == "right", item.html(e.feedback)) for e in self.entries()]

    def replies(self, item: Item) -> list[str]:
        """List what is said to each."""
        return [feedback for *_, feedback in self.answers(item)]

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Write a row for each."""
        for name, right, feedback in self.answers(item):
            yield [name.upper(), "100" if right else "0", feedback]

    def parts(self, item: Item) -> Iterator[Part]:
        """Give it as it is."""
        yield Part(options=self.answers(item))
