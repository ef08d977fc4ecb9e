"""A sheet to draw on, again and again."""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from islands import markup, svg
from islands.controls import slug
from islands.look import Look
from islands.parts import HALO, Handle, Part

Draw = Callable[..., Sequence[Artist]]
Describe = Callable[..., str]

HEIGHT = 3.5
"""Inches, where neither a picture nor its draw function says how high it is."""


def unwrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function inside a ``functools.partial``.

    Parameters
    ----------
    function : callable
        Any function.

    Returns
    -------
    callable
        It has a name, and the attributes that its author gave it.
    """
    return unwrapped(function.func) if isinstance(function, partial) else function


def artists(parent: Artist) -> Iterator[Artist]:
    """Walk through a drawing, but for scales: to ask for their ticks would make them.

    Parameters
    ----------
    parent : Artist
        Such as a figure.

    Returns
    -------
    iterator of Artist
        Itself and what it holds.
    """
    yield parent
    for child in parent.get_children():
        if not isinstance(child, Axis):
            yield from artists(child)


class Sheet:
    """A sheet to draw on, again and again: drawing many states reuses one figure.

    Parameters
    ----------
    name : str
        Goes before every id, so that several pictures share a page.
    draw : callable
        ``draw(ax, **state)`` draws and returns artists. The axes are as large as the sheet.
    look : Look
        The look to draw in; it has the width.
    height : float, optional
        Inches; if it is not given, the ``height`` of ``draw``.
    """

    def __init__(self, name: str, draw: Draw, look: Look, height: float | None = None) -> None:
        self.name, self.look = name, look
        self._draw = draw
        high = getattr(unwrapped(draw), "height", HEIGHT) if height is None else height
        with look.applied():
            self.figure = Figure(figsize=(look.width, high))
            self._ax = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        FigureCanvasAgg(self.figure)

    def draw(self, **state: Any) -> Sequence[Artist]:
        """Clear the sheet and draw.

        Parameters
        ----------
        **state
            Passed on.

        Returns
        -------
        sequence of Artist
            What ``draw`` returns.
        """
        if self.figure.get_children() == [self.figure.patch, self._ax]:
            self._ax.clear()
        else:  # it drew beside the axes
            self.figure.clear()
            self._ax = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        return self._draw(self._ax, **state)

    def _bytes(self, state: dict[str, Any], form: str, **options: Any) -> bytes:
        file = io.BytesIO()
        self.draw(**state)
        self.figure.savefig(file, format=form, **options)
        return file.getvalue()

    def _parts(self) -> dict[str, Part]:
        """Collect the names that a drawing gave to its parts."""
        gids = [gid for artist in artists(self.figure) if (gid := artist.get_gid())]
        parts = [gid for gid in gids if not gid.startswith(HALO)]
        for part in parts:
            if parts.count(part) > 1:
                raise ValueError(f"{self.name}: part {part!r} stands twice in one drawing")
        return {part: part if isinstance(part, Part) else Part(part) for part in parts}

    def handles(self) -> list[Handle]:
        """List where the drawing on the sheet can be taken hold of.

        Returns
        -------
        list of Handle
            At most one for each control.
        """
        return [artist for artist in artists(self.figure) if isinstance(artist, Handle)]

    def grips(self) -> list[str]:
        """Write the handles of the drawing on the sheet as elements that show nothing.

        Returns
        -------
        list of str
            One ``<g data-handle="control" data-places="value:x,y ...">`` each, in the units of the
            picture.
        """
        height, made = 72 * self.figure.get_size_inches()[1], []
        for handle in self.handles():
            points = handle.points(height).items()
            places = " ".join(f"{slug(value)}:{x:.1f},{y:.1f}" for value, (x, y) in points)
            made.append(f'<g data-handle="{handle.control}" data-places="{places}"/>')
        return made

    def svg(self, label: str, state: dict[str, Any], *, text: bool) -> list[str]:
        """Draw a state as an ``<svg>`` element to stand inside a page.

        Parameters
        ----------
        label : str
            The alternative text, or ``#`` and the id of the element that holds it.
        state : dict
            What ``draw`` is given.
        text : bool
            Whether letters are text, where the look has a family for it; else they are outlines.

        Returns
        -------
        list of str
            How it opens, one element each, how it closes. Colours are CSS variables with the light
            value as fallback.

        Raises
        ------
        ValueError
            If two parts of the drawing have one name.
        """
        family = self.look.family if text else None
        settings: Any = {
            "svg.fonttype": "none" if family else "path",
            "svg.hashsalt": "islands",  # the same bytes at every build
        }
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        with self.look.applied(), mpl.rc_context(settings):
            source = self._bytes(state, "svg", metadata=metadata)
            drawn = svg.elements(source, self.name, self.look, self._parts())
        width, height = (72 * inches for inches in self.figure.get_size_inches())
        named = f'aria-label="{escape(label)}"'
        if label.startswith("#"):
            named = f'aria-labelledby="{label[1:]}"'
        opening = (
            f'<svg class="{markup.PICTURE}" role="img" {named}'
            f' viewBox="0 0 {width:g} {height:g}" xmlns="http://www.w3.org/2000/svg" '
            'stroke-linejoin="round" stroke-linecap="butt"'
        )
        if family:  # letters stand where they were measured, not on the dots of a screen
            opening += f' font-family="{family}" text-rendering="geometricPrecision"'
        return [f"{opening}>", *drawn, "</svg>"]

    def png(self, state: dict[str, Any], dpi: float = 200) -> bytes:
        """Draw a state as a PNG for print, on white.

        Parameters
        ----------
        state : dict
            What ``draw`` is given.
        dpi : float
            Dots per inch.

        Returns
        -------
        bytes
            The file's content.
        """
        with self.look.applied():
            return self._bytes(
                state, "png", dpi=dpi, facecolor="white", metadata={"Software": None}
            )
