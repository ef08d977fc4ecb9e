"""What a figure is: a drawing, its size, its headline and its sentence; still, or with controls.

``draw_<idea>(ax, ...)`` draws under `figure`, and ``describe_<idea>(...)`` beside it says in words
what is seen. `picture` shows the two in one state; `explorer` gives them controls.
"""

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes

from islands import Control, Explorer, Picture
from secdilemma.case import Case
from secdilemma.kit.shapes import Artists, say
from secdilemma.style import LARGE, LOOK, WIDE, WIDTH

Draw = Callable[..., Artists]
Describe = Callable[..., str]

LINE, LETTERS = 0.25, {WIDTH: 47, WIDE: 125}
"""A line of a headline: its height in inches, and the letters that it holds on either sheet."""

Height = float | Callable[..., float]


def _call(function: Callable[..., Any], state: Mapping[str, Any]) -> Any:
    """Call a function with as much of a state as it takes."""
    names = inspect.signature(function).parameters
    return function(**{name: state[name] for name in names if name in state})


def figure(
    height: Height, headline: Describe | None = None, lines: int = 2, *, wide: Height | None = None
) -> Callable[[Draw], Draw]:
    """Give a drawing a blank sheet, measured in inches, and a headline above it.

    A drawing that takes ``wide`` is drawn twice: for a phone, and for a wide page. It is told which
    by that, and what it draws with is of one size on both.

    Parameters
    ----------
    height : float or callable
        Inches, without the headline, or what computes them from what the drawing is given; the
        width is `style.WIDTH`.
    headline : callable, optional
        Says in a few words what is seen, computed from what the drawing is given; like a computed
        height it takes what it needs of that. It ends without a full stop.
    lines : int
        So many lines are kept free for it, in every state; on a wide sheet always one.
    wide : float or callable, optional
        Inches, as ``height``, of the drawing for a wide page; its width is `style.WIDE`.

    Returns
    -------
    callable
        Decorates ``draw(ax, ...)``; `inches` and `headed` return its heights and its headline.
    """

    def decorate(draw: Draw) -> Draw:
        @wraps(draw)
        def drawing(ax: Axes, **state: Any) -> Artists:
            sheet = ax.get_figure().get_size_inches()  # type: ignore[union-attr]
            width, top = ax.get_position().size * sheet
            ax.set(xlim=(0, width), ylim=(0, top))
            ax.set_axis_off()
            room = {"wide": True} if wide and width > WIDTH else {}
            artists = draw(ax, **state, **room)
            if headline:
                words = fill(headed(drawing, state), LETTERS[WIDE if room else WIDTH])
                look: dict[str, Any] = {"ha": "left", "va": "top", "size": LARGE, "weight": 600}
                say(ax, 0.06, top - 0.02, words, name="headline", **look)
            return artists

        heights = [_with_headline(height, lines if headline else 0)]
        heights += [_with_headline(wide, 1 if headline else 0)] if wide else []
        vars(drawing).update(height=heights[0], heights=heights, headline=headline, lines=lines)
        return drawing

    return decorate


def _with_headline(height: Height, lines: int) -> Height:
    """Add the room of a headline to a height."""
    above = lines * LINE + 0.16 if lines else 0.0
    if not callable(height):
        return height + above
    return lambda **state: above + float(_call(height, state))


def inches(draw: Draw, state: Mapping[str, Any], *, wide: bool = False) -> float | None:
    """Return the height of a figure in one state, with its headline.

    Parameters
    ----------
    draw : callable
        A drawing under `figure`.
    state : mapping
        What it is given.
    wide : bool
        Whether it is drawn for a wide page.

    Returns
    -------
    float or None
        Inches; None if it has no such drawing.
    """
    heights = vars(draw).get("heights", [])[wide:]
    if not heights:
        return None
    return float(heights[0](**state) if callable(heights[0]) else heights[0])


def headed(draw: Draw, state: Mapping[str, Any]) -> str:
    """Return the headline of a figure in one state.

    Parameters
    ----------
    draw : callable
        A drawing.
    state : mapping
        What it is given.

    Returns
    -------
    str
        Without a full stop; empty where the figure has none.
    """
    headline = getattr(draw, "headline", None)
    return str(_call(headline, state)) if headline else ""


def described(draw: Draw) -> Describe:
    """Find the words of a drawing: ``describe_<idea>``, in the module of ``draw_<idea>``.

    Parameters
    ----------
    draw : callable
        A drawing.

    Returns
    -------
    callable
        ``describe(**state)`` returns a sentence.

    Raises
    ------
    LookupError
        If there is none: no picture without words.
    """
    name = f"describe_{draw.__name__.removeprefix('draw_')}"
    describe = getattr(sys.modules[draw.__module__], name, None)
    if describe is None:
        raise LookupError(f"{draw.__module__}.{draw.__name__}: no {name} beside it; expected one")
    return describe  # type: ignore[no-any-return]


def picture(draw: Draw, describe: Describe | None = None, **state: Any) -> Picture:
    """Show a figure in one state, with its headline and the sentence that says what it shows.

    Parameters
    ----------
    draw : callable
        ``draw(ax, **state)``.
    describe : callable, optional
        ``describe(**state)``; the one beside ``draw``, unless another is given.
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
    >>> from secdilemma.pictures.scenarios import draw_scenarios
    >>> picture(draw_scenarios).svg().startswith('<svg class="picture"')
    True
    """
    words = describe or described(draw)

    @wraps(words)
    def text(**values: Any) -> str:
        above, below = headed(draw, values), words(**values)
        if not above or not below.strip() or above in below:  # nothing is said twice
            return below
        return f"{above}. {below}"

    return Picture(draw, text, state, look=LOOK, **_heights(draw, state))


def _heights(draw: Draw, state: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the heights of a figure, as the engine takes them."""
    return {"height": inches(draw, state), "wide": inches(draw, state, wide=True)}


Setup = tuple[str, Sequence[Control], Mapping[str, Any]]
"""What an explorer adds to its figure: a title, controls, and the state to begin with."""

EXPLORERS: dict[str, tuple[Callable[..., Explorer], Callable[[Case], object]]] = {}
"""Every explorer that is defined so far, by name, and what asks whether a case can fill it."""


def explorer(
    draw: Draw,
    *,
    needs: Callable[[Case], object] = lambda _: True,
    unavailable: Callable[..., str | None] = lambda **_: None,
) -> Callable[[Callable[..., Setup]], Callable[..., Explorer]]:
    """Give a figure controls; the explorer has the name of what returns them.

    Parameters
    ----------
    draw : callable
        A drawing under `figure`.
    needs : callable
        ``needs(case)`` is true if the case has what is shown.
    unavailable : callable
        As `islands.Explorer` takes it.

    Returns
    -------
    callable
        Decorates ``<name>()`` or ``<name>(case)``, which returns title, controls and default;
        calling it then makes the explorer. Whatever takes a case is handed it.
    """

    def decorate(setup: Callable[..., Setup]) -> Callable[..., Explorer]:
        name = setup.__name__.replace("_", "-")

        @wraps(setup)
        def build(case: Case | None = None) -> Explorer:
            title, controls, default = _call(setup, {"case": case})
            drawing, words = (_bound(function, case) for function in (draw, described(draw)))
            more: Any = {"look": LOOK, **_heights(draw, {"case": case, **default})}
            more["unavailable"] = _bound(unavailable, case)
            return Explorer(name, title, controls, drawing, words, default, **more)

        signature = inspect.signature(setup).replace(return_annotation=Explorer)
        vars(build).update(__signature__=signature)
        EXPLORERS[name] = build, needs
        return build

    return decorate


def _bound(function: Callable[..., Any], case: Case | None) -> Callable[..., Any]:
    """Return a function that has been handed the case, if it takes one."""
    takes = "case" in inspect.signature(function).parameters
    return partial(function, case=case) if takes else function
