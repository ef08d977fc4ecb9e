"""One renderer for every picture: SVG for pages, PNG for print, words for whoever cannot see it."""

import io
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from secdilemma import style

Draw = Callable[..., Sequence[Artist]]
Describe = Callable[..., str]


class Picture:
    """A drawn state of a figure function, with the sentence that says what it shows.

    Parameters
    ----------
    draw : callable
        ``draw(ax, **state)``, a function of `secdilemma.figures`; its ``height`` attribute gives
        the figure's height in inches.
    describe : callable
        ``describe(**state)``, which returns the alternative text.
    **state
        Passed to both.

    Raises
    ------
    ValueError
        If ``describe`` returns nothing: no picture without words.

    Examples
    --------
    >>> from secdilemma.figures import describe_scenarios, draw_scenarios
    >>> Picture(draw_scenarios, describe_scenarios).svg().startswith('<svg class="picture"')
    True
    """

    def __init__(self, draw: Draw, describe: Describe, **state: Any) -> None:
        self.text = describe(**state)
        if not self.text.strip():
            raise ValueError(f"{describe.__name__} describes nothing for {state}")
        with style.look():
            self._figure = Figure(figsize=(style.WIDTH, getattr(draw, "height", 3.5)))
            FigureCanvasAgg(self._figure)
            self._name = draw.__name__.removeprefix("draw_").replace("_", "-")
            self._artists = draw(self._figure.add_axes((0.0, 0.0, 1.0, 1.0)), **state)

    @property
    def axes(self) -> Axes:
        """The axes that were drawn on."""
        return self._figure.axes[0]

    def _bytes(self, form: str, **options: Any) -> bytes:
        file = io.BytesIO()
        with style.look():
            self._figure.savefig(file, format=form, **options)
        return file.getvalue()

    def svg(self) -> str:
        """Return the picture as an ``<svg>`` element to stand inside a page.

        Returns
        -------
        str
            Colours are CSS variables with the light value as fallback; ids carry the picture's
            name, so that several pictures share a page; the alternative text is its label.
        """
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        source = self._bytes("svg", metadata=metadata).decode()
        body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", source, flags=re.DOTALL)
        body = body[body.index("<svg") :]
        match = re.search(r'viewBox="([^"]+)"', body)
        assert match is not None
        inner = body[body.index(">") + 1 : body.rindex("</svg>")]
        for meaning, shade in style.PALETTE.items():
            inner = inner.replace(shade.light, f"var(--sd-{meaning},{shade.light})")
        inner = re.sub(r'\bid="', f'id="{self._name}-', inner)
        inner = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{self._name}-", inner)
        inner = inner.replace("xlink:href", "href")
        inner = re.sub(r"scale\([^)]*\)|-?\d+\.\d{2,}", _shorten, inner)
        inner = re.sub(r"<!--.*?-->", "", inner, flags=re.DOTALL)
        inner = re.sub(r"\s*\n\s*", "\n", inner).strip()
        return (
            f'<svg class="picture" role="img" aria-label="{escape(self.text)}" '
            f'viewBox="{match[1]}" xmlns="http://www.w3.org/2000/svg" '
            'stroke-linejoin="round" stroke-linecap="butt">'
            f"\n{inner}\n</svg>"
        )

    def png(self, dpi: float = 200) -> bytes:
        """Return the picture as a PNG for print, on white.

        Parameters
        ----------
        dpi : float
            Dots per inch of a figure `style.WIDTH` inches wide.

        Returns
        -------
        bytes
            The file's content.
        """
        return self._bytes("png", dpi=dpi, facecolor="white", metadata={"Software": None})

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": self.svg(), "image/png": self.png(), "text/plain": self.text}


def _shorten(found: re.Match[str]) -> str:
    """Round a coordinate to a tenth of a point; a scale keeps all its digits."""
    text = found[0]
    return text if text.startswith("scale") else f"{float(text):.1f}".removesuffix(".0")
