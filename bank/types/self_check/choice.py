"""One of several options."""

import random
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, StrictBool, ValidationInfo, model_validator

from bank.exports.brightspace import plain
from bank.fields import Label, Record, Text, few, once
from bank.schema import BRIGHTSPACE, Entry, Item, Part, SelfCheck
from secdilemma.checks import fault

SEED = 1037
"""Chosen so that the right options of the book are spread evenly over the places."""

LETTERS = "ABCDEFGH"


class Option(Record):
    """An answer to choose, whether it is right, and what the reader is told about it."""

    text: Label
    feedback: Text
    right: StrictBool = False


def shuffled(options: tuple[Option, ...], info: ValidationInfo) -> tuple[Option, ...]:
    """Return options in the order in which all show them: one that the item's id decides."""
    moved = list(options)
    random.Random(f"{SEED} {info.data.get('id')}").shuffle(moved)
    return tuple(moved)


class Choice(SelfCheck):
    """A question of which exactly one option is right."""

    moodle_type = "multichoice"
    qti_interaction = "choiceInteraction"
    cartridge_profile = "cc.multiple_choice.v0p1"
    brightspace_type = "MC"
    lost = ((BRIGHTSPACE, "what is said to an option or a step has no links and no emphasis"),)
    letters = LETTERS
    several: ClassVar[bool] = False

    options: Annotated[tuple[Option, ...], few(2, 8), once("text"), AfterValidator(shuffled)]

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        right = sum(option.right for option in self.options)
        if right != 1:
            raise fault("options", f"{right} right", "exactly one with right: true")
        return self

    def entries(self) -> list[Entry]:
        """Return the options, each with whether it is right and with its feedback."""
        return [
            Entry(
                option.text,
                "right" if option.right else "not right",
                option.feedback,
                {"data-right": "" if option.right else None},
            )
            for option in self.options
        ]

    def shares(self) -> list[str]:
        """Return what each option is worth in per cent: the right one 100."""
        return ["100" if option.right else "0" for option in self.options]

    def in_order(self) -> bool:
        """Return whether the options are numbers that rise or fall."""
        starts = [re.match(r"[-−]?\d[\d,]*(\.\d+)?\b", option.text) for option in self.options]
        numbers = [float(one[0].replace(",", "").replace("−", "-")) for one in starts if one]
        straight = sorted(numbers) in (numbers, numbers[::-1])
        return len(numbers) == len(starts) and straight

    def export_order(self) -> list[int]:
        """Return the order in which options are exported: by chance, and the same at every build.

        Returns
        -------
        list of int
            Their places in the bank, from 0, sorted by what the id of the item makes of them.
            Numbers that rise or fall stay as they are.
        """
        places = range(len(self.options))
        by_chance = sorted(places, key=lambda n: sha256(f"{self.id} {n}".encode()).digest())
        return list(places) if self.in_order() else by_chance

    def exported(self, item: Item) -> list[tuple[str, str, str]]:
        """Return the options as HTML in the order of export, each with its share and feedback."""
        shares = self.shares()
        return [
            (item.html(self.options[n].text), shares[n], item.html(self.options[n].feedback))
            for n in self.export_order()
        ]

    def replies(self, item: Item) -> list[str]:
        """Return the feedback of the options in the order of export."""
        return [feedback for _, _, feedback in self.exported(item)]

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Yield a row for each option."""
        if self.several:
            yield ["Scoring", "RightMinusWrong"]
        for text, share, feedback in self.exported(item):
            worth = "0" if float(share) <= 0 else "1" if self.several else "100"
            yield ["Option", worth, text, "HTML", plain(feedback)]

    def parts(self, item: Item) -> Iterator[Part]:
        """Yield the question as it is."""
        options = [
            (text, float(share) > 0, feedback) for text, share, feedback in self.exported(item)
        ]
        yield Part(options=options, mixed=not self.in_order())
