"""A plot on a sheet: values become inches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from secdilemma.kit.shapes import dot, line, say
from secdilemma.words import number


@dataclass(frozen=True)
class Plot:
    """A plot on a sheet: where it lies in inches, and which values its edges stand for."""

    left: float
    bottom: float
    width: float
    height: float
    right_value: float = 1.0
    top_value: float = 1.0
    bottom_value: float = 0.0

    def x(self, value: Any) -> Any:
        """Where a value lies across the sheet, in inches."""
        return self.left + np.asarray(value) / self.right_value * self.width

    def y(self, value: Any) -> Any:
        """Where a value lies up the sheet, in inches."""
        share = (np.asarray(value) - self.bottom_value) / (self.top_value - self.bottom_value)
        return self.bottom + share * self.height

    def frame(
        self, ax: Axes, across: Sequence[float], up: Sequence[float],
        written: Callable[[float], str] = number,
    ) -> None:  # fmt: skip
        """Draw the two axes and the numbers beside them."""
        ends = [self.left, self.left, self.left + self.width]
        line(ax, ends, [self.bottom + self.height, self.bottom, self.bottom])
        for value in across:
            say(ax, self.x(value), self.bottom - 0.13, written(value), "muted")
        for value in up:
            say(ax, self.left - 0.08, self.y(value), written(value), "muted", ha="right")

    def line(
        self, ax: Axes, x: Any, y: Any, meaning: str = "ink", width: float = 1.8, **look: Any
    ) -> Line2D:
        """Draw a line through values."""
        return line(ax, self.x(x), self.y(y), meaning, width, **look)

    def dot(self, ax: Axes, x: Any, y: Any, meaning: str = "ink", **look: Any) -> Line2D:
        """Draw a mark at a value, as the drawing kit does."""
        return dot(ax, self.x(x), self.y(y), meaning, **look)
