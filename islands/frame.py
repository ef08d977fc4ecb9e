"""A drawn state."""

from dataclasses import dataclass
from typing import Any

State = dict[str, Any]
"""Value by control name."""


@dataclass(frozen=True)
class Frame:
    """One drawn state.

    Attributes
    ----------
    pieces : tuple of str
        The picture: how its ``<svg>`` opens, its elements, how it closes.
    sentence : str
        What it shows.
    """

    pieces: tuple[str, ...]
    sentence: str

    @property
    def svg(self) -> str:
        """The picture, one element a line."""
        return "\n".join(self.pieces)
