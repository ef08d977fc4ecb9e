"""The drawing kit: a sheet in inches, words, boxes, arrows, marks.

A drawing takes an axes and returns the artists that carry meaning. It lays itself out on a sheet
`style.WIDTH` inches wide and as high as `sheet` says, from the lower left corner, so that it can be
composed for a phone. It computes nothing: what it shows comes from theory, models or tables.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch, Rectangle
from matplotlib.text import Text

from islands import Control, Explorer, Picture, part
from secdilemma.case import Case
from secdilemma.style import LARGE, LOOK, SMALL, TEXT, WIDTH, colour

Point = tuple[float, float]
Artists = list[Artist]
Draw = Callable[..., Artists]


def explorer(
    name: str,
    title: str,
    controls: Sequence[Control],
    draw: Draw,
    describe: Callable[..., str],
    default: Mapping[str, Any] | None = None,
    case: Case | None = None,
    **more: Any,
) -> Explorer:
    """Make an explorer in the book's look; a case is handed to drawing and words."""
    if case is None:
        return Explorer(name, title, controls, draw, describe, default, look=LOOK, **more)
    shown, said = partial(draw, case=case), partial(describe, case=case)
    return Explorer(name, title, controls, shown, said, default, look=LOOK, **more)


LINE, BROAD = 0.25, 47
"""A line of a headline: its height in inches, and the letters that it holds."""


def sheet(
    height: float, headline: Callable[..., str] | None = None, lines: int = 2
) -> Callable[[Draw], Draw]:
    """Give a drawing a blank sheet, measured in inches, and a headline above it.

    Parameters
    ----------
    height : float
        Inches, without the headline; the width is `style.WIDTH`.
    headline : callable, optional
        Says in a few words what is seen, computed from what the drawing is given; it takes what it
        needs of that. It ends without a full stop.
    lines : int
        So many lines are kept free for it, in every state.

    Returns
    -------
    callable
        Decorates ``draw(ax, ...)``; the drawing keeps its height and its headline as attributes.
    """
    whole = height + (lines * LINE + 0.16 if headline else 0)

    def mark(draw: Draw) -> Draw:
        @wraps(draw)
        def drawn(ax: Axes, **state: Any) -> Artists:
            ax.set(xlim=(0, WIDTH), ylim=(0, whole))
            ax.set_axis_off()
            artists = draw(ax, **state)
            if headline:
                words = fill(headed(drawn, state), BROAD)
                look: dict[str, Any] = {"ha": "left", "va": "top", "size": LARGE, "weight": 600}
                part(say(ax, 0.06, whole - 0.02, words, **look), "headline")
            return artists

        drawn.height = whole  # type: ignore[attr-defined]
        drawn.headline = headline  # type: ignore[attr-defined]
        drawn.lines = lines  # type: ignore[attr-defined]
        return drawn

    return mark


def headed(draw: Draw, state: Mapping[str, Any]) -> str:
    """Return the headline of a drawing in one state.

    Parameters
    ----------
    draw : callable
        A drawing on a `sheet`.
    state : mapping
        What it is given.

    Returns
    -------
    str
        Without a full stop; empty where the sheet has none.
    """
    headline = getattr(draw, "headline", None)
    if headline is None:
        return ""
    return str(
        headline(**{n: state[n] for n in inspect.signature(headline).parameters if n in state})
    )


def picture(draw: Draw, describe: Callable[..., str], **state: Any) -> Picture:
    """Show a drawing in one state, with its headline and the sentence that says what it shows.

    Parameters
    ----------
    draw, describe : callable
        ``draw(ax, **state)`` and ``describe(**state)``.
    **state
        Passed to both.

    Returns
    -------
    islands.Picture
        For a page, a notebook or print, in the book's look.

    Raises
    ------
    ValueError
        If ``describe`` returns nothing: no picture without words.

    Examples
    --------
    >>> from secdilemma.pictures.scenarios import describe_scenarios, draw_scenarios
    >>> picture(draw_scenarios, describe_scenarios).svg().startswith('<svg class="picture"')
    True
    """

    @wraps(describe)
    def told(**given: Any) -> str:
        above, words = headed(draw, given), describe(**given)
        return f"{above}. {words}" if above and words.strip() else words

    return Picture(draw, told, state, look=LOOK)


def say(ax: Axes, x: float, y: float, words: str, meaning: str = "ink", **look: Any) -> Text:
    """Write words at a place, small and centred unless ``look`` says otherwise."""
    centred: dict[str, Any] = {
        "size": SMALL,
        "ha": "center",
        "va": "center",
        "linespacing": "normal",
    }
    options: dict[str, Any] = {**centred, **look}
    if options["va"] == "center" and "\n" not in words and not options.get("rotation"):
        # half the height of a capital below: words at one height share a line, whatever letters
        # they have, and matplotlib's centre would be that of their ink
        y, options["va"] = y - 0.33 * options["size"] / 72, "baseline"
    return ax.text(x, y, words, color=colour(meaning), **options)


def heading(ax: Axes, y: float, words: str, **look: Any) -> Text:
    """Write a heading at the left of the sheet."""
    return say(ax, 0.08, y, words, **{"ha": "left", "size": TEXT, "weight": 600, **look})


def strong(here: bool) -> dict[str, Any]:
    """Describe words that stand out where the reader is, as `say` takes them."""
    return {"meaning": "ink" if here else "muted", "weight": 600 if here else 400}


def edge(meaning: str = "ink", width: float = 2.6, dashes: Any = "-") -> dict[str, Any]:
    """Describe the edge of a box, as `box` takes it."""
    return {"edgecolor": colour(meaning), "linewidth": width, "linestyle": dashes}


def box(
    ax: Axes, x: float, y: float, width: float, height: float, face: str = "panel",
    *, radius: float = 0.07, **look: Any,
) -> FancyBboxPatch:  # fmt: skip
    """Draw a box with soft corners; x and y are its lower left corner."""
    bare = {"facecolor": colour(face), "edgecolor": "none", "linewidth": 1.2}
    corners = f"round,pad=0,rounding_size={radius}"
    made = FancyBboxPatch((x, y), width, height, boxstyle=corners, **{**bare, **look})
    ax.add_patch(made)
    return made


def bar(
    ax: Axes, x: float, y: float, width: float, height: float, meaning: str, **look: Any
) -> Rectangle:
    """Draw a bar in the colour of a meaning; x and y are its lower left corner."""
    made = Rectangle((x, y), width, height, color=colour(meaning), **look)
    ax.add_patch(made)
    return made


def hatch(
    ax: Axes, shape: Patch, box: tuple[float, float, float, float], meaning: str, gap: float = 0.13
) -> LineCollection:
    """Hatch a shape with lines: a browser prints the tiles of a hatch as pictures of dots.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    shape : Patch
        Drawn already; the lines end at its edge.
    box : tuple of float
        Left, bottom, right and top of what is to be hatched, in inches.
    meaning : str
        A key of `style.PALETTE`.
    gap : float
        Inches from line to line, upwards.

    Returns
    -------
    LineCollection
        The lines, which rise by as much as they run.
    """
    left, bottom, right, top = box
    ends = []
    for foot in np.arange(bottom - right, top - left, gap):
        start, end = max(left, bottom - foot), min(right, top - foot)
        if start < end:
            ends.append([(start, start + foot), (end, end + foot)])
    lines = LineCollection(ends, colors=colour(meaning), linewidths=0.7, zorder=1)
    ax.add_collection(lines, autolim=False)
    lines.set_clip_path(shape)
    return lines


def arrow(ax: Axes, start: Point, end: Point, meaning: str = "muted", **look: Any) -> Artist:
    """Draw an arrow between two points."""
    plain = {"arrowstyle": "-|>", "mutation_scale": 12, "linewidth": 1.4, "shrinkA": 0}
    made = FancyArrowPatch(start, end, color=colour(meaning), shrinkB=0, **{**plain, **look})
    return ax.add_patch(made)


def line(
    ax: Axes, x: Any, y: Any, meaning: str = "rule", width: float = 1.2, **look: Any
) -> Line2D:
    """Draw a line through points."""
    return ax.plot(x, y, color=colour(meaning), linewidth=width, **look)[0]


def dot(
    ax: Axes, x: Any, y: Any, meaning: str = "ink", size: float = 8, mark: str = "o",
    *, hollow: bool = False, **look: Any,
) -> Line2D:  # fmt: skip
    """Draw a mark: filled, hollow, or half filled by ``fillstyle="left"``."""
    face: dict[str, Any] = {"markerfacecoloralt": colour("paper")}
    face |= {"markerfacecolor": colour("paper")} if hollow else {}
    return ax.plot(x, y, mark, color=colour(meaning), markersize=size, **face, **look)[0]
