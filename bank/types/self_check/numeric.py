"""A number to be written."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Annotated, Self

from pydantic import model_validator

from bank.fields import Brief, Distance, Number, Record, Text, distinct, few
from bank.schema import BRIGHTSPACE, CARTRIDGE, GIFT, Entry, Item
from bank.types.self_check.short import Typed
from secdilemma.checks import fault


def rounding(value: float) -> float:
    """Return how much may have been rounded off a number as it is shown.

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


def places(number: Decimal) -> int:
    """Return the number of decimal places of a number, without noughts at its end."""
    return -min(int(number.normalize().as_tuple().exponent), 0)


class Mistake(Record):
    """A wrong number to expect, and what is said to it."""

    value: Number
    feedback: Text


class Numeric(Typed):
    """A number, with how far an answer may be from it or from a mistake.

    Attributes
    ----------
    tolerance : float
        How far an answer may be off; 0 for no more than the rounding of the number.
    unit : str
        Stands behind the field.
    """

    moodle_type = "numerical"
    lost = (
        (CARTRIDGE, "a number becomes a list of the ways to write it"),
        (BRIGHTSPACE, "a number becomes a list of the ways to write it"),
        (GIFT, "what is said to any other number stands in the general feedback"),
    )

    value: Number
    tolerance: Distance
    unit: Brief = ""
    mistakes: Annotated[tuple[Mistake, ...], few(1, 6)]

    @model_validator(mode="after")
    def _mistakes_are_wrong(self) -> Self:
        # rounding of the machine aside, as short.js has it
        room = self.room(self.value) + 1e-9 * max(1, abs(self.value))
        for n, mistake in enumerate(self.mistakes, start=1):
            if abs(mistake.value - self.value) <= room:
                raise fault(f"mistakes[{n}].value", mistake.value, "a number that is wrong")
        distinct("mistakes", (mistake.value for mistake in self.mistakes))
        return self

    def room(self, value: float) -> float:
        """Return how far an answer may be from a number, right or wrong, and still count as it.

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

    def values(self) -> list[float]:
        """Return the number that is asked for and those of mistakes."""
        return [self.value, *(mistake.value for mistake in self.mistakes)]

    def expected(self) -> list[Entry]:
        """Return the right number and the mistakes."""

        def entry(value: float, mark: str, verdict: str, feedback: str) -> Entry:
            data = {mark: str(value), "data-tolerance": self.room(value)}
            words = f"{value:,.10g} {escape(self.unit)}".rstrip()
            return Entry(words, verdict, feedback, data)

        right = entry(self.value, "data-right", "right", "")
        wrong = (entry(m.value, "data-wrong", "not right", m.feedback) for m in self.mistakes)
        return [right, *wrong]

    def ways(self) -> list[list[str]]:
        """Return the ways to write each number, for formats that compare letters."""
        return [self.writings(value) for value in self.values()]

    def writings(self, value: float) -> list[str]:
        """Return the ways to write a number.

        Parameters
        ----------
        value : float
            The number asked for, or that of a mistake.

        Returns
        -------
        list of str
            Every decimal number within its room that has no more places than the number or its
            room have, with a point and with a comma; below one also without the nought before it.
        """
        room, middle = Decimal(f"{self.room(value):.10g}"), Decimal(f"{value:.10g}")
        most = max(places(middle), places(room))
        ways: list[str] = []
        for decimals in range(most + 1):
            step = Decimal(1).scaleb(-decimals)
            number = ((middle - room) / step).to_integral_value("ROUND_CEILING") * step
            while number <= middle + room:
                way = f"{number:.{decimals}f}"
                ways += [way, way.replace(".", ","), re.sub(r"^(-?)0(?=\.)", r"\1", way)]
                number += step
        return list(dict.fromkeys(ways))

    def asked(self, item: Item) -> str:
        """Return the question with the unit in which it wants a number."""
        unit = f" ({escape(self.unit)})" if self.unit else ""
        return f"<p>{item.html(self.prompt)}{unit}</p>"

    def numbers_in(self, item: Item) -> list[tuple[str, str, str, str]]:
        """Return numbers, each with its share, its feedback and how far an answer may be off."""
        return [
            (f"{value:.10g}", "0" if n else "100", item.html(entry.feedback), f"{room:.10g}")
            for n, (value, entry) in enumerate(zip(self.values(), self.expected(), strict=True))
            for room in (self.room(value),)
        ]

    def unplaced(self, form: str) -> Sequence[Entry]:
        """Return the entries whose feedback has no place: in GIFT that to any other number."""
        return self.entries()[-1:] if form == GIFT else super().unplaced(form)
