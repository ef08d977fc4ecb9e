"""Signs by name: what stands for something is drawn in one way, in a figure and in its key.

A figure names its signs once, each as what `shapes.dot` takes; `sign` draws one, and `key` says
what it stands for.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from secdilemma.kit.shapes import Look, beside, dot, line

Sign = Look
"""How a mark looks, as `dot` takes it, or a line, as `line` does: what has a ``width``."""


def sign(ax: Axes, x: float, y: float, look: Sign, **more: Any) -> Line2D:
    """Draw a sign at a place, with whatever this one has of its own."""
    return dot(ax, x, y, **{**look, **more})


def key(
    ax: Axes, x: float, y: float, look: Sign, words: str, meaning: str = "muted",
    *, gap: float = 0.14, **more: Any,
) -> None:  # fmt: skip
    """Say what a sign stands for: the sign, and its words ``gap`` inches to the right.

    Matplotlib's label of the sign is the words, by which a key differs from what it explains.
    """
    beside(ax, x, y, words, meaning, gap=gap, **more)
    if "width" in look:
        line(ax, [x - 0.14, x + 0.14], [y, y], **look, label=words)
    else:
        sign(ax, x, y, look, label=words)
