"""The drawing kit: a sheet in inches, words, boxes, arrows, marks.

A drawing takes an axes and returns the artists that carry meaning. It lays itself out on a sheet
`style.WIDTH` inches wide and as high as `sheet` says, from the lower left corner, so that it can be
composed for a phone. It computes nothing: what it shows comes from theory, models or tables.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from islands import Control, Explorer, Picture
from secdilemma.case import Case
from secdilemma.style import LOOK, SMALL, TEXT, WIDTH, colour

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
    files = [path for path in case.folder.iterdir() if path.is_file()]
    shown, said = partial(draw, case=case), partial(describe, case=case)
    return Explorer(name, title, controls, shown, said, default, look=LOOK, files=files, **more)


def sheet(height: float) -> Callable[[Draw], Draw]:
    """Give a drawing a blank sheet, measured in inches.

    Parameters
    ----------
    height : float
        Inches; the width is `style.WIDTH`.

    Returns
    -------
    callable
        Decorates ``draw(ax, ...)``; the drawing keeps its height as an attribute.
    """

    def mark(draw: Draw) -> Draw:
        @wraps(draw)
        def drawn(ax: Axes, **state: Any) -> Artists:
            ax.set(xlim=(0, WIDTH), ylim=(0, height))
            ax.set_axis_off()
            return draw(ax, **state)

        drawn.height = height  # type: ignore[attr-defined]
        return drawn

    return mark


def picture(draw: Draw, describe: Callable[..., str], **state: Any) -> Picture:
    """Show a drawing in one state, with the sentence that says what it shows.

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
    return Picture(draw, describe, state, look=LOOK)


def say(ax: Axes, x: float, y: float, words: str, meaning: str = "ink", **look: Any) -> Text:
    """Write words at a place, small and centred unless ``look`` says otherwise."""
    centred = {"size": SMALL, "ha": "center", "va": "center", "linespacing": 1.15}
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
    """Draw a mark, hollow or filled."""
    face: dict[str, Any] = {"markerfacecolor": colour("paper")} if hollow else {}
    return ax.plot(x, y, mark, color=colour(meaning), markersize=size, **face, **look)[0]
