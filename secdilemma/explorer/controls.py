"""The controls of an explorer: what a reader can set, and how its values are called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Control:
    """Something with a name, a label and a finite, ordered list of values.

    Attributes
    ----------
    name : str
        The parameter of ``draw`` and ``describe`` that it sets.
    label : str
        What the reader sees.
    words : mapping of value to str
        Every value in order, with the words that name it.
    """

    name: str
    label: str
    words: Mapping[Any, str]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise ValueError(f"control name {self.name!r}: expected lower-case letters, digits, _")
        if len(self.words) < 2:
            raise ValueError(f"control {self.name!r} has {len(self.words)} values; expected two")
        slugs = [slug(value) for value in self.words]
        if len(set(slugs)) < len(slugs):
            raise ValueError(f"control {self.name!r}: two values look alike in a link: {slugs}")

    @property
    def values(self) -> list[Any]:
        """The values in order."""
        return list(self.words)


def slug(value: object) -> str:
    """Write a value for a link: letters, digits, points and hyphens.

    Parameters
    ----------
    value : object
        A value of a control.

    Returns
    -------
    str
        Lower case; a minus is written out, since a hyphen joins words.

    Examples
    --------
    >>> slug("No Signal"), slug(-1)
    ('no-signal', 'minus-1')
    """
    word = re.sub(r"[^a-z0-9.]+", "-", str(value).lower()).strip("-")
    return f"minus-{word}" if re.match(r"[-−]\d", str(value)) else word


def _worded(values: Sequence[Any] | Mapping[Any, str]) -> dict[Any, str]:
    if isinstance(values, Mapping):
        return dict(values)
    worded = {value: str(value) for value in values}
    if len(worded) < len(values):
        raise ValueError(f"a value stands twice in {list(values)!r}")
    return worded


@dataclass(frozen=True)
class Choice(Control):
    """One of several: radio buttons, or a list where there are many.

    Attributes
    ----------
    many : bool
        True shows a list to select from.
    """

    many: bool = False

    def __init__(
        self,
        name: str,
        label: str,
        values: Sequence[Any] | Mapping[Any, str],
        *,
        many: bool = False,
    ) -> None:
        object.__setattr__(self, "many", many)
        super().__init__(name, label, _worded(values))


@dataclass(frozen=True)
class Slider(Control):
    """A step on an ordered scale; each step is announced in words, never as an index.

    Attributes
    ----------
    fine : tuple of (low, high, step) or None
        A finer range of numbers for a live kernel.
    """

    fine: tuple[float, float, float] | None = None

    def __init__(
        self,
        name: str,
        label: str,
        values: Sequence[Any] | Mapping[Any, str],
        *,
        fine: tuple[float, float, float] | None = None,
    ) -> None:
        object.__setattr__(self, "fine", fine)
        super().__init__(name, label, _worded(values))
        if fine and not all(fine[0] <= value <= fine[1] for value in self.words):
            raise ValueError(f"control {name!r}: its values leave the range {fine[0]} to {fine[1]}")


@dataclass(frozen=True)
class Reveal(Control):
    """A button that shows what was held back, once the reader has committed.

    Its value is False, then True. Changing any other control holds the rest back again.
    """

    words: Mapping[Any, str] = field(default_factory=dict)

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, {False: "held back", True: "revealed"})
