"""How pictures look: handed to whatever draws, so that nothing is set for everybody."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager


@dataclass(frozen=True)
class Shade:
    """One meaning, as a colour on a light page and on a dark one (``#rrggbb``)."""

    light: str
    dark: str


_know = cache(font_manager.fontManager.addfont)
"""Tells matplotlib of a font file, once: its list of fonts is searched for every text."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A palette, widths, a typeface and settings of matplotlib.

    Attributes
    ----------
    palette : mapping of str to Shade
        Meaning -> shade. Light values are drawn and printed; pages swap in the dark ones.
    width : float
        Width of every picture in inches.
    wide : float
        Width in inches of a picture's second drawing, for a wide page, where it has one.
    prefix : str
        Colours of a page are CSS variables ``--<prefix>-<meaning>``.
    faces : sequence of str
        Font files that matplotlib draws with.
    family : str or None
        The family under which a page has these faces: letters are then text of the page. None
        where it has none: letters are outlines.
    settings : mapping
        Settings of matplotlib.
    """

    palette: Mapping[str, Shade]
    width: float
    wide: float = 12.5
    prefix: str
    faces: Sequence[str] = ()
    family: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Draw in this look within the context; outside it only the faces stay known.

        Returns
        -------
        context manager
            Of no value.
        """
        for face in self.faces:
            _know(face)
        settings: Any = {**self.settings}
        with mpl.rc_context(settings):
            yield

    def variable(self, meaning: str) -> str:
        """Return a colour for a page.

        Parameters
        ----------
        meaning : str
            A key of the palette.

        Returns
        -------
        str
            A CSS variable, with the light value where a page does not define it.

        Examples
        --------
        >>> Look(palette={"ink": Shade("#111111", "#eeeeee")}, width=5, prefix="my").variable("ink")
        'var(--my-ink,#111111)'
        """
        return f"var(--{self.prefix}-{meaning},{self.palette[meaning].light})"
