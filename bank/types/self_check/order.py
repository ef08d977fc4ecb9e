"""Steps to be put in order."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from bank.exports.brightspace import plain
from bank.fields import Label, Record, Text, few, once
from bank.schema import BRIGHTSPACE, GIFT, MOODLE, Entry, Item
from bank.types.self_check.match import Matched


class Step(Record):
    """One of the things to be put in order, and what is said when its place is wrong."""

    text: Label
    feedback: Text


class Order(Matched):
    """Steps, which the file has in their right order: each is matched with its place."""

    qti_interaction = "orderInteraction"
    brightspace_type = "O"
    lost = (
        (MOODLE, "an order becomes a match of steps and places"),
        (GIFT, "an order becomes a match of steps and places"),
        (BRIGHTSPACE, "what is said to an option or a step has no links and no emphasis"),
    )

    steps: Annotated[tuple[Step, ...], few(3, 8), once("text")]

    def shown_steps(self) -> list[int]:
        """Return the order in which the steps are shown.

        Returns
        -------
        list of int
            Their right places, from 0, sorted by the alphabet, or against it if the alphabet
            happens to be right.
        """
        right = list(range(len(self.steps)))
        by_alphabet = sorted(right, key=lambda place: self.steps[place].text.casefold())
        return by_alphabet[::-1] if by_alphabet == right else by_alphabet

    def entries(self) -> list[Entry]:
        """Return the steps as they are shown, each with its place and its feedback."""
        return [
            Entry(self.steps[n].text, str(n + 1), self.steps[n].feedback, {"data-right": n + 1})
            for n in self.shown_steps()
        ]

    def in_right_order(self) -> list[Entry]:
        """Return the steps in their right order."""
        return sorted(self.entries(), key=lambda entry: int(entry.verdict))

    def choices(self) -> list[str]:
        """Return the places."""
        return [str(n + 1) for n in range(len(self.steps))]

    def note(self) -> str:
        """Return how to answer."""
        return "Number them."

    def mixed(self) -> bool:
        """Return False: places stay in their order."""
        return False

    def unplaced(self, form: str) -> Sequence[Entry]:
        """Return the entries whose feedback has no place: none in Brightspace."""
        return [] if form == BRIGHTSPACE else super().unplaced(form)

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Yield the steps in their right order."""
        yield ["Scoring", "EquallyWeighted"]
        for entry in self.in_right_order():
            yield ["Item", item.html(entry.name), "HTML", plain(item.html(entry.feedback))]
