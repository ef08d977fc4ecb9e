"""The controls of an explorer: what a reader can set, and how its values are called."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field
from typing import Any

Values = Iterable[Any] | Mapping[Any, str]
"""Values in order, or each with the words that name it."""


@dataclass(frozen=True)
class Control:
    """Something with a name, a label and a finite, ordered list of values.

    Attributes
    ----------
    name : str
        The parameter of ``draw`` and ``describe`` that it sets.
    label : str
        What the reader sees.
    given : iterable or mapping
        Its values in order, or each with the words that name it.
    words : dict of value to str
        Every value in order, with its words.
    moves : bool
        Whether parts of the picture move from where one value has them to where another has them;
        otherwise one picture fades into the other. Only what lies between two values as a quantity
        does should move: a reader sees the way as well as its ends.
    """

    name: str
    label: str
    given: InitVar[Values]
    words: dict[Any, str] = field(init=False)
    moves: bool = field(default=False, kw_only=True)

    def __post_init__(self, given: Values) -> None:
        words = _worded(given)
        object.__setattr__(self, "words", words)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise ValueError(f"control name {self.name!r}: expected lower-case letters, digits, _")
        if len(words) < 2:
            raise ValueError(f"control {self.name!r} has {len(words)} values; expected two")
        slugs = [slug(value) for value in words]
        if len(set(slugs)) < len(slugs):
            raise ValueError(f"control {self.name!r}: two values look alike in a link: {slugs}")

    @property
    def kind(self) -> str:
        """What it is, in lower case, such as ``slider``."""
        return type(self).__name__.lower()

    @property
    def values(self) -> list[Any]:
        """The values in order."""
        return list(self.words)


def slug(value: object) -> str:
    """Return a value for a link: letters, digits, points and hyphens.

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


def _worded(given: Values) -> dict[Any, str]:
    if isinstance(given, Mapping):
        return dict(given)
    values = list(given)
    worded = {value: str(value) for value in values}
    if len(worded) < len(values):
        raise ValueError(f"a value stands twice in {values!r}")
    return worded


@dataclass(frozen=True)
class Choice(Control):
    """One of several: radio buttons, or a list where there are many.

    Attributes
    ----------
    many : bool
        True shows a list to select from.
    """

    many: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Slider(Control):
    """A step on an ordered scale; each step is announced in words, never as an index.

    Attributes
    ----------
    moves : bool
        As that of `Control`, but true unless it is set.
    fine : tuple of (low, high, step) or None
        A finer range of numbers for a live kernel.
    """

    moves: bool = field(default=True, kw_only=True)
    fine: tuple[float, float, float] | None = field(default=None, kw_only=True)

    def __post_init__(self, given: Values) -> None:
        super().__post_init__(given)
        if self.fine:
            low, high, _ = self.fine
            if not all(low <= value <= high for value in self.words):
                raise ValueError(
                    f"control {self.name!r}: its values leave the range {low} to {high}"
                )
