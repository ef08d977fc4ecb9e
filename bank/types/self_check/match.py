"""Things that belong together."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from bank.fields import Brief, Label, Record, Text, distinct, few, once
from bank.schema import (
    BRIGHTSPACE,
    CARTRIDGE,
    GIFT,
    MOODLE,
    QTI,
    Entry,
    Item,
    Losses,
    Part,
    SelfCheck,
)
from secdilemma.checks import fault

EACH_PART = "what is said to each part of a match or an order stands in the"


class Pair(Record):
    """Two things that belong together, and what is said to who thinks otherwise."""

    left: Label
    right: Brief
    feedback: Text


class Matched(SelfCheck):
    """A question that gives each of its entries one of some choices; the verdict is the right."""

    moodle_type = "matching"
    cartridge_profile = "cc.multiple_choice.v0p1"
    lost: ClassVar[Losses] = (
        (MOODLE, f"{EACH_PART} general feedback"),
        (QTI, f"{EACH_PART} explanation"),
        (CARTRIDGE, "a match or an order becomes a question for each part"),
        (GIFT, f"{EACH_PART} general feedback"),
    )

    def choices(self) -> list[str]:
        """Return what can be chosen for each entry."""
        raise NotImplementedError

    def unplaced(self, form: str) -> Sequence[Entry]:
        """Return the entries whose feedback has no place: all, but where each is a question."""
        return [] if form == CARTRIDGE else self.entries()

    def pairs_in(self, item: Item) -> list[tuple[str, str]]:
        """Return what belongs together, the left as HTML."""
        return [(item.html(entry.name), entry.verdict) for entry in self.entries()]

    def unmatched(self) -> list[tuple[str, str]]:
        """Return what matches nothing, beside an empty left."""
        return []

    def parts(self, item: Item) -> Iterator[Part]:
        """Yield a question for each entry, whose feedback answers every wrong choice."""
        entries = self.entries()
        for n, entry in enumerate(entries, start=1):
            yield Part(
                f"-{n}",
                f" ({n} of {len(entries)})",
                f"\n<p><strong>{item.html(entry.name)}</strong></p>",
                [
                    (escape(choice), right, "" if right else item.html(entry.feedback))
                    for choice in self.choices()
                    for right in (choice == entry.verdict,)
                ],
                mixed=self.mixed(),
            )

    def mixed(self) -> bool:
        """Return whether the choices may be shuffled."""
        return True


class Match(Matched):
    """Pairs, with decoys to choose that match nothing."""

    qti_interaction = "matchInteraction"
    brightspace_type = "M"
    lost: ClassVar[Losses] = (
        (BRIGHTSPACE, "what is said to a wrong answer stands in the general feedback"),
    )

    pairs: Annotated[tuple[Pair, ...], few(2, 8), once("left")]
    decoys: Annotated[tuple[Brief, ...], few(1, 6)] = ()

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        distinct("decoys", [*self.decoys, *{pair.right for pair in self.pairs}])
        if len(self.choices()) < 2:
            raise fault("pairs", self.choices()[0], "at least two different right sides or decoys")
        return self

    def choices(self) -> list[str]:
        """Return what can be matched, in alphabetical order.

        Returns
        -------
        list of str
            The right sides of the pairs and the decoys, each once.
        """
        return sorted({pair.right for pair in self.pairs} | set(self.decoys), key=str.casefold)

    def unmatched(self) -> list[tuple[str, str]]:
        """Return the decoys, each beside an empty left."""
        return [("", decoy) for decoy in self.decoys]

    def entries(self) -> list[Entry]:
        """Return the pairs, each with its feedback."""
        return [
            Entry(pair.left, pair.right, pair.feedback, {"data-right": pair.right})
            for pair in self.pairs
        ]

    def note(self) -> str:
        """Return what there is to match."""
        return "Choose from: " + " · ".join(self.choices())

    def fits_gift(self) -> bool:
        """Return whether it has the three pairs that GIFT needs."""
        return len(self.pairs) >= 3

    def losses(self) -> Iterator[tuple[str, str]]:
        """Yield what formats cannot carry of it."""
        fits = self.fits_gift()
        yield from (loss for loss in super().losses() if fits or loss[0] != GIFT)
        if not fits:
            yield GIFT, "a match with two pairs is left out, because GIFT needs three"
        elif self.decoys:
            yield GIFT, "a match is without the answers that fit nothing"
        if len(self.choices()) < 3:
            two = "a match with two different answers is imported, but Moodle’s form wants three"
            yield MOODLE, two

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Yield the choices, and to which of them each left side belongs."""
        choices = self.choices()
        yield ["Scoring", "EquallyWeighted"]
        for n, choice in enumerate(choices, start=1):
            yield ["Choice", str(n), choice]
        for left, choice in self.pairs_in(item):
            yield ["Match", str(choices.index(choice) + 1), left, "HTML"]
