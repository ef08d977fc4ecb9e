"""A drawing that stands still."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from islands.controls import slug
from islands.drawing import Describe, Draw, Drawing, unwrapped
from islands.look import Look
from islands.where import in_page


class Picture(Drawing):
    """A draw function in one state, with the sentence that says what it shows.

    Parameters
    ----------
    draw : callable
        ``draw(ax, **state)`` draws and returns artists.
    describe : callable
        ``describe(**state)`` returns the alternative text.
    state : mapping of str to object
        Passed to both.
    look : Look
        The look to draw in.
    height : float, optional
        Inches; if it is not given, the ``height`` of ``draw``.
    wide : float, optional
        Inches; the height of a second drawing, for a wide page.

    Attributes
    ----------
    text : str
        The alternative text.

    Raises
    ------
    ValueError
        If ``describe`` returns nothing: no picture without words.
    """

    def __init__(
        self,
        draw: Draw,
        describe: Describe,
        state: Mapping[str, Any] | None = None,
        *,
        look: Look,
        height: float | None = None,
        wide: float | None = None,
    ) -> None:
        given = dict(state or {})
        name = slug(f"{unwrapped(draw).__name__.removeprefix('draw_')}-still")
        # an explorer of the same name may stand on the same page
        draws, describes = partial(draw, **given), partial(describe, **given)
        super().__init__(name, "", (), draws, describes, look=look, height=height, wide=wide)
        self.text = self.sentence({})

    def svg(self, *, text: bool = False, wide: bool = False) -> str:
        """Return the picture as an ``<svg>`` element whose label is the text.

        Parameters
        ----------
        text : bool
            Whether letters are text, as on a page that has the face; else they are outlines.
        wide : bool
            Whether it is the drawing for a wide page, where there is one.

        Returns
        -------
        str
            As `Drawing.to_svg` writes it, one element a line.
        """
        figure = self.figure({}, wide=wide)
        return "\n".join(self.to_svg(figure, self.text, text=text, wide=wide))

    def png(self, dpi: float = 200) -> bytes:
        """Return the picture as a PNG for print, on white.

        Parameters
        ----------
        dpi : float
            Dots per inch.

        Returns
        -------
        bytes
            The file's content.
        """
        return self.to_png(self.figure({}), dpi)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        svg = self.svg(text=in_page())
        if in_page() and self.wide:  # the page shows one of the two
            svg += "\n" + self.svg(text=True, wide=True)
        return {"text/html": svg, "image/png": self.png(), "text/plain": self.text}
