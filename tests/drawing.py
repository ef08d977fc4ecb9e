"""One drawing on a sheet of its own, and what stands on it."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from secdilemma import style
from secdilemma.case import load_case
from secdilemma.explorers import explorers
from secdilemma.pictures.sheet import height_of

CASE = load_case("baltic")
EVERY = {explorer.name: explorer for explorer in explorers(CASE)}
"""The explorers of the book, by name."""


def drawn(draw, **state):
    """Draw a state; return the axes and the artists that carry meaning."""
    bare = draw.func if isinstance(draw, partial) else draw
    with style.LOOK.applied():
        figure = Figure(figsize=(style.WIDTH, height_of(bare, state)))
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


def shares(values, low, high):
    """Where inches lie between two others."""
    return (np.asarray(values) - low) / (high - low)


def values(plot, line):
    """What a line in a plot stands for: shape (2, points)."""
    x = shares(line.get_xdata(), plot.x(0), plot.x(1))
    y = shares(line.get_ydata(), plot.y(0), plot.y(1))
    return np.array([x, y])
