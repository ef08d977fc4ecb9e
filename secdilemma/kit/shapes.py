"""Words, bars, arrows, lines and marks on a sheet in inches.

A drawing takes an axes and returns the artists that carry meaning. It lays itself out on a sheet
`style.WIDTH` or `style.WIDE` inches wide and as high as its `figure` says, from the lower left
corner. It computes nothing: what it shows comes from theory, models or tables.

Each function takes a ``name``, under which the page moves the artist from state to state, and with
it a ``tip``, the words for whoever points at it: see `islands.part`.
"""

from typing import Any, TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BboxBase

from islands import halo, part, pick
from secdilemma.style import SMALL, colour

Point = tuple[float, float]
Artists = list[Artist]
Look = dict[str, Any]
Any_artist = TypeVar("Any_artist", bound=Artist)


def named(artist: Any_artist, name: str, tip: str = "") -> Any_artist:
    """Make an artist a part of the drawing, if it has a name."""
    return part(artist, name, tip) if name else artist


def say(
    ax: Axes, x: float, y: float, words: str, meaning: str = "ink",
    *, name: str = "", ground: str = "", **look: Any,
) -> Text:  # fmt: skip
    """Write words at a place, small and centred unless ``look`` says otherwise.

    On a ``ground``, a meaning of the palette, letters have an edge of its colour.
    """
    centred = {"size": SMALL, "ha": "center", "va": "center", "linespacing": "normal"}
    options: dict[str, Any] = {**centred, **look}
    if options["va"] == "center" and "\n" not in words and not options.get("rotation"):
        # half the height of a capital below: words at one height share a line, whatever letters
        # they have, and matplotlib's centre would be that of their ink
        y, options["va"] = y - 0.33 * options["size"] / 72, "baseline"
    text = ax.text(x, y, words, color=colour(meaning), **options)
    return named(halo(text, ground) if ground else text, name)


def beside(
    ax: Axes, x: float, y: float, words: str, meaning: str = "ink",
    *, left: bool = False, gap: float = 0.12, **look: Any,
) -> Text:  # fmt: skip
    """Write words at the right of a mark, or at its left."""
    across, ha = (x - gap, "right") if left else (x + gap, "left")
    return say(ax, across, y, words, meaning, ha=ha, **look)


def strong(here: bool) -> dict[str, Any]:
    """Describe words that stand out where the reader is, as `say` takes them."""
    return {"meaning": "ink" if here else "muted", "weight": 600 if here else 400}


def bar(
    ax: Axes, x: float, y: float, width: float, height: float, meaning: str,
    *, name: str = "", tip: str = "", **look: Any,
) -> Rectangle:  # fmt: skip
    """Draw a bar in the colour of a meaning; x and y are its lower left corner."""
    faces: Look = {"facecolor": colour(meaning), "edgecolor": colour(meaning)}
    patch = Rectangle((x, y), width, height, **{**faces, **look})
    ax.add_patch(patch)
    return named(patch, name, tip)


def target(
    ax: Axes, x: float, y: float, width: float, height: float, name: str, **sets: Any
) -> Rectangle:
    """Let a place be pressed, of which nothing is seen; it sets controls, see `islands.pick`."""
    unseen: Look = {"alpha": 0.01, "linewidth": 0, "zorder": 9}  # over the words that stand there
    return pick(bar(ax, x, y, width, height, "paper", **unseen), name, **sets)


def hatch(
    ax: Axes, shape: Patch, meaning: str, within: BboxBase | None = None, gap: float = 0.13
) -> LineCollection:
    """Hatch a shape with lines: a browser prints the tiles of a hatch as pictures of dots.

    The shape is drawn already. The lines rise by as much as they run, lie ``gap`` inches above each
    other, and end at its edge, and at the edge of ``within`` where it is given.
    """
    box: Any = shape.get_path().get_extents(shape.get_patch_transform())
    if within is not None:
        box = Bbox.intersection(box, within) or Bbox.from_extents(0, 0, 0, 0)
    ends = []
    for foot in np.arange(box.y0 - box.x1, box.y1 - box.x0, gap):
        start, end = max(box.x0, box.y0 - foot), min(box.x1, box.y1 - foot)
        if start < end:
            ends.append([(start, start + foot), (end, end + foot)])
    lines = LineCollection(ends, colors=colour(meaning), linewidths=0.7, zorder=1)
    ax.add_collection(lines, autolim=False)
    lines.set_clip_path(shape)
    return lines


def arrow(
    ax: Axes, start: Point, end: Point, meaning: str = "muted", *, name: str = "", **look: Any
) -> FancyArrowPatch:
    """Draw an arrow between two points."""
    plain = {"arrowstyle": "-|>", "mutation_scale": 12, "linewidth": 1.4, "shrinkA": 0}
    patch = FancyArrowPatch(start, end, color=colour(meaning), shrinkB=0, **{**plain, **look})
    ax.add_patch(patch)
    return named(patch, name)


def line(
    ax: Axes, x: Any, y: Any, meaning: str = "rule", width: float = 1.2,
    *, name: str = "", tip: str = "", **look: Any,
) -> Line2D:  # fmt: skip
    """Draw a line through points."""
    drawn = Line2D(
        np.atleast_1d(x), np.atleast_1d(y), color=colour(meaning), linewidth=width, **look
    )
    return named(ax.add_line(drawn), name, tip)


def dot(
    ax: Axes, x: Any, y: Any, meaning: str = "ink", size: float = 8, mark: str = "o",
    *, hollow: bool = False, name: str = "", tip: str = "", **look: Any,
) -> Line2D:  # fmt: skip
    """Draw a mark: filled, hollow, or half filled by ``fillstyle="left"``."""
    face: dict[str, Any] = {"markerfacecoloralt": colour("paper")}
    face |= {"markerfacecolor": colour("paper")} if hollow else {}
    face |= {"linestyle": "none", "marker": mark, "markersize": size}
    drawn = Line2D(np.atleast_1d(x), np.atleast_1d(y), color=colour(meaning), **face, **look)
    return named(ax.add_line(drawn), name, tip)
