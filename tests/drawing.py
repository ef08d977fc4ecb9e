"""One drawing on a sheet of its own, and what stands on it."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from islands.drawing import unwrapped
from secdilemma import style
from secdilemma.case import load_case
from secdilemma.explorers import explorers
from secdilemma.kit.figure import inches

CASE = load_case("baltic")
EVERY = {explorer.name: explorer for explorer in explorers(CASE)}
"""The explorers of the book, by name."""


def drawn(draw, *, wide=False, **state):
    """Draw a state; return the axes and the artists that carry meaning."""
    given = {**draw.keywords, **state} if isinstance(draw, partial) else state
    with style.LOOK.applied():
        size = (style.WIDE if wide else style.WIDTH, inches(unwrapped(draw), given, wide=wide))
        figure = Figure(figsize=size)
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        return ax, draw(ax, **state)


def texts(ax: Axes) -> list[Text]:
    """Return the words on a sheet, as artists; its axes, which are off, would first make ticks."""
    assert not ax.axison
    parts = [part for part in ax.get_children() if part not in (ax.xaxis, ax.yaxis)]
    return [text for part in parts for text in part.findobj(Text) if text.get_text().strip()]


def said(ax: Axes) -> list[str]:
    """Return the words on a sheet, on one line each."""
    return [text.get_text().replace("\n", " ") for text in texts(ax)]


@dataclass(frozen=True)
class Mark:
    """A mark on a sheet, read back: what it looks like, where it is, and its words in a key."""

    shape: str
    colour: str
    filled: str
    at: tuple[float, float]
    key: str

    @property
    def look(self):
        """What tells it from other marks; the size may differ between figure and key."""
        return self.shape, self.colour, self.filled


def read(line: Line2D) -> Mark:
    """Read a mark back from its artist."""
    hollow = to_hex(line.get_markerfacecolor()) != to_hex(line.get_color())
    filled = (
        line.get_fillstyle() if line.get_fillstyle() != "full" else "none" if hollow else "full"
    )
    (x, y), label = line.get_xydata()[0], str(line.get_label())
    key = "" if label.startswith("_") else label
    return Mark(line.get_marker(), to_hex(line.get_color()), filled, (x, y), key)


def marks(ax: Axes) -> list[Mark]:
    """Read back every single mark on a sheet, those of its key too."""
    return [read(line) for line in ax.lines if len(line.get_xdata()) == 1]


def shares(values, low, high):
    """Where inches lie between two others."""
    return (np.asarray(values) - low) / (high - low)


def values(plot, line):
    """What a line in a plot stands for: shape (2, points)."""
    x = shares(line.get_xdata(), plot.x(0), plot.x(1))
    y = shares(line.get_ydata(), plot.y(0), plot.y(1))
    return np.array([x, y])
