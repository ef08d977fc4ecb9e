"""Signs by name: what stands for something is drawn in one way, in a figure and in its key.

Everything in this theory is a crossing: something leaves one bank as one thing, crosses a river in
which nobody sees, and arrives at the other bank as another. The reader's side stands at the left,
the other at the right. An act is a disc, filled where it arms; what arrives is a ring, a half disc
or a triangle, in the colour of its reading; a line that breaks in the river is a bent sight. None
of these signs stands for anything else.

A figure names its other signs once, each as what `shapes.dot` takes; `sign` draws one, and `key`
says what it stands for.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from secdilemma.kit.shapes import Artists, Look, Point, beside, dot, line
from secdilemma.style import colour
from secdilemma.theory import Intent

Sign = Look
"""How a mark looks, as `dot` takes it, or a line, as `line` does: what has a ``width``."""

SIDES = ("reader", "other")
"""The colours of the two sides: of who reads, at the left, and of the other, at the right."""

ARRIVALS: dict[str, Look] = {
    "restraint": {"hollow": True},
    "shield": {"fillstyle": "left"},
    "spear": {"mark": "<"},
}
"""What arrives at the left bank, and how it looks there; at the right one it is mirrored."""

READ_AS = {Intent.DEFENSIVE: "shield", Intent.OFFENSIVE: "spear"}
"""What an act arrives as, by how it is read."""

DARKNESS = 0.42
"""How dark a river is in its middle."""


def sign(ax: Axes, x: float, y: float, look: Sign, **more: Any) -> Line2D:
    """Draw a sign at a place, with whatever this one has of its own."""
    return dot(ax, x, y, **{**look, **more})


def act(ax: Axes, x: float, y: float, side: str, *, armed: bool, **more: Any) -> Line2D:
    """Draw what a side does, in its colour: filled where it arms, hollow where it holds back."""
    look: Look = {"size": 13, "hollow": not armed, "markeredgewidth": 2.2, "zorder": 3}
    return dot(ax, x, y, side, **{**look, **more})


def arrival(
    ax: Axes, x: float, y: float, kind: str, reading: str, *, right: bool = False, **more: Any
) -> Line2D:
    """Draw what arrives, in the colour of how it is read; its back is turned to the river."""
    look = dict(ARRIVALS[kind])
    if right:
        turned = {"left": "right", "<": ">"}
        look = {name: turned.get(value, value) for name, value in look.items()}
    return dot(
        ax, x, y, reading, **{"size": 10, "markeredgewidth": 1.8, "zorder": 3, **look, **more}
    )


def river(ax: Axes, x: float, y: float, width: float, height: float) -> Artists:
    """Draw what nobody sees: the only grey plane; x and y are its lower left corner.

    It is darkest in the middle and has no banks of its own. It is one artist.
    """
    ramp = np.empty((1, 129, 4))
    ramp[...] = to_rgba(colour("muted"))
    ramp[0, :, 3] = DARKNESS * (1 - np.abs(np.linspace(-1, 1, ramp.shape[1])))
    place = (x, x + width, y, y + height)
    return [ax.imshow(ramp, extent=place, aspect="auto", interpolation="bilinear", zorder=0)]


def crossing(
    ax: Axes, start: Point, end: Point, side: str, *, bent: bool = False, **more: Any
) -> Line2D:
    """Draw a line from bank to bank in the colour of who sends; a bent one breaks half-way.

    What was sent and what arrives differ where a line is bent: it goes on in ink.
    """
    (x0, y0), (x1, y1) = start, end
    look: Look = {"width": 1.6, **more}
    if not bent:
        return line(ax, [x0, x1], [y0, y1], side, **look)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    step = 0.06 if x1 > x0 else -0.06
    line(ax, [x0, x - 2 * step], [y0, y], side, **{**look, "name": ""})
    across = [x - 2 * step, x - step, x, x + step, x1]
    return line(ax, across, [y, y + 0.13, y - 0.13, y, y1], "ink", **look)


def landing(
    ax: Axes, start: Point, end: Point, sent: str, reading: Intent, *, name: str = "", **look: Any
) -> Line2D:
    """Draw a line from bank to bank and what arrives; in mid-river it takes its reading's colour.

    It is returned from there on; ``sent`` is the meaning that gives its colour before.
    """
    (x0, y0), (x1, y1) = start, end
    middle, gap = ((x0 + x1) / 2, (y0 + y1) / 2), 0.05 if x1 > x0 else -0.05
    line(ax, [x0, middle[0]], [y0, middle[1]], sent, **{"width": 1.6, **look})
    read = line(ax, [middle[0], x1], [middle[1], y1], reading, **{"width": 1.6, **look}, name=name)
    arrival(ax, x1 + gap, y1, READ_AS[reading], reading, right=x1 > x0)
    return read


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
