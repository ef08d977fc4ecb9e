"""One renderer for every picture: SVG for pages, PNG for print, words for whoever cannot see it."""

import io
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from secdilemma import style

Draw = Callable[..., Sequence[Artist]]
Describe = Callable[..., str]


class Sheet:
    """A sheet to draw on, again and again: drawing many states reuses one figure.

    Parameters
    ----------
    name : str
        Goes before every id, so that several pictures share a page.
    height : float
        Inches; the width is `style.WIDTH`.
    """

    def __init__(self, name: str, height: float) -> None:
        self.name = name
        with style.look():
            self.figure = Figure(figsize=(style.WIDTH, height))
        FigureCanvasAgg(self.figure)

    def draw(self, draw: Draw, **state: Any) -> Sequence[Artist]:
        """Clear the sheet and draw.

        Parameters
        ----------
        draw : callable
            ``draw(ax, **state)``.
        **state
            Passed on.

        Returns
        -------
        sequence of Artist
            What ``draw`` returns.
        """
        self.figure.clear()
        return draw(self.figure.add_axes((0.0, 0.0, 1.0, 1.0)), **state)

    def _bytes(self, draw: Draw, state: dict[str, Any], form: str, **options: Any) -> bytes:
        file = io.BytesIO()
        with style.look():
            self.draw(draw, **state)
            self.figure.savefig(file, format=form, **options)
        return file.getvalue()

    def svg(self, draw: Draw, label: str, /, **state: Any) -> str:
        """Draw a state as an ``<svg>`` element to stand inside a page, one element a line.

        Parameters
        ----------
        draw : callable
            ``draw(ax, **state)``.
        label : str
            The alternative text, or ``#`` and the id of the element that holds it.
        **state
            Passed on.

        Returns
        -------
        str
            Colours are CSS variables with the light value as fallback; only ids that are used
            remain, and they carry the sheet's name.
        """
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        source = self._bytes(draw, state, "svg", metadata=metadata).decode()
        body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", source, flags=re.DOTALL)
        body = body[body.index("<svg") :]
        match = re.search(r'viewBox="([^"]+)"', body)
        assert match is not None
        inner = body[body.index(">") + 1 : body.rindex("</svg>")]
        for meaning, shade in style.PALETTE.items():
            inner = inner.replace(shade.light, f"var(--sd-{meaning},{shade.light})")
        inner = re.sub(r'<g id="halo-(\w+)">', _halo, inner)
        inner = inner.replace('"SourceSansPro-', '"').replace("#SourceSansPro-", "#")  # glyphs
        used = set(re.findall(r'(?:xlink:href="#|url\(#)([^")]+)', inner))
        inner = re.sub(
            r' id="([^"]+)"', lambda m: f' id="{self.name}-{m[1]}"' if m[1] in used else "", inner
        )
        inner = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{self.name}-", inner)
        inner = inner.replace("xlink:href", "href")
        inner = re.sub(r"scale\([^)]*\)|-?\d+\.\d{2,}", _shorten, inner)
        inner = re.sub(r"<!--.*?-->", "", inner, flags=re.DOTALL)
        inner = re.sub(r"\s*\n\s*(?=[^<\s])", " ", inner)  # the corners of a path stay in its line
        inner = re.sub(r"\s*\n\s*", "\n", inner).strip()
        named = f'aria-label="{escape(label)}"'
        if label.startswith("#"):
            named = f'aria-labelledby="{label[1:]}"'
        return (
            f'<svg class="picture" role="img" {named} '
            f'viewBox="{match[1]}" xmlns="http://www.w3.org/2000/svg" '
            'stroke-linejoin="round" stroke-linecap="butt">'
            f"\n{inner}\n</svg>"
        )

    def png(self, draw: Draw, /, dpi: float = 200, **state: Any) -> bytes:
        """Draw a state as a PNG for print, on white.

        Parameters
        ----------
        draw : callable
            ``draw(ax, **state)``.
        dpi : float
            Dots per inch.
        **state
            Passed on.

        Returns
        -------
        bytes
            The file's content.
        """
        options = {"dpi": dpi, "facecolor": "white", "metadata": {"Software": None}}
        return self._bytes(draw, state, "png", **options)


class Picture:
    """A figure function in one state, with the sentence that says what it shows.

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
        self._draw, self._state = draw, state
        name = draw.__name__.removeprefix("draw_").replace("_", "-")
        # an explorer of the same name may stand on the same page
        self._sheet = Sheet(f"{name}-still", getattr(draw, "height", 3.5))

    def svg(self) -> str:
        """Return the picture as an ``<svg>`` element whose label is the text.

        Returns
        -------
        str
            As `Sheet.svg` writes it.
        """
        return self._sheet.svg(self._draw, self.text, **self._state)

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
        return self._sheet.png(self._draw, dpi, **self._state)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": self.svg(), "image/png": self.png(), "text/plain": self.text}


def _halo(found: re.Match[str]) -> str:
    """Open a group whose letters have an edge in the colour of their ground, beneath themselves."""
    ground = f"var(--sd-{found[1]},{style.PALETTE[found[1]].light})"
    return f'<g style="stroke:{ground};stroke-width:26;paint-order:stroke">'


def _shorten(found: re.Match[str]) -> str:
    """Round a coordinate to a tenth of a point; a scale keeps all its digits."""
    text = found[0]
    return text if text.startswith("scale") else f"{float(text):.1f}".removesuffix(".0")
