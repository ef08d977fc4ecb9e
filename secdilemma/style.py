"""The book's look, defined once: a palette for light and dark pages, a typeface, text sizes.

A colour means one thing in the whole book and is never the only carrier of a meaning. None of them
judges: there is no red for Russia, distrust or deterrence, and no green for trust. Importing this
module changes nothing; `LOOK` is handed to whatever draws.
"""

import font_source_sans_pro

from islands import Look, Shade

PALETTE = {
    "ink": Shade("#1f2933", "#e7ebef"),
    "muted": Shade("#5a6672", "#a9b4bf"),
    "rule": Shade("#c3cad1", "#4b5661"),
    "paper": Shade("#fefefe", "#14181e"),
    "panel": Shade("#f0f2f4", "#232a32"),
    "land": Shade("#e6e3da", "#343a40"),
    "reader": Shade("#23639f", "#84b6ee"),
    "other": Shade("#946000", "#e3ad52"),
    "deterrence": Shade("#6b4aa0", "#bda6f0"),
    "reassurance": Shade("#0a7686", "#5fc9d8"),
    "defensive": Shade("#566b7d", "#a8bccd"),
    "offensive": Shade("#a3376f", "#ef97c4"),
}
"""Meaning -> shade. Light values are what is drawn and printed; pages swap in the dark ones."""

WIDTH, WIDE = 4.9, 12.5
"""Widths of figures in inches: for a phone, where it is 330 px wide, and for a wide page."""

SMALL, TEXT, LARGE = 12.0, 13.0, 15.0
"""Text sizes in points; ``SMALL`` is the smallest allowed, 11 px on a phone of 360 px."""

DASHED, DOTTED, DASH_DOT = (0, (4, 2.5)), (0, (1, 2)), (0, (7, 2.5, 1.5, 2.5))
"""Line styles that can be told apart without colour."""

_FACES = ("SourceSansPro", "SourceSansProSemibold", "SourceSansProIt")


def colour(meaning: str) -> str:
    """Return the colour of a meaning on a light page, which is also the one drawn and printed.

    Parameters
    ----------
    meaning : str
        A key of `PALETTE`.

    Returns
    -------
    str
        ``#rrggbb``.

    Raises
    ------
    ValueError
        If the palette has no such meaning.

    Examples
    --------
    >>> colour("reader")
    '#23639f'
    """
    if meaning not in PALETTE:
        raise ValueError(f"no colour for {meaning!r}; the palette has {', '.join(PALETTE)}")
    return PALETTE[meaning].light


LOOK = Look(
    palette=PALETTE,
    width=WIDTH,
    wide=WIDE,
    prefix="sd",
    faces=[font_source_sans_pro.font_files_ttf[face] for face in _FACES],
    family="Book Sans",
    settings={
        "font.family": "Source Sans Pro",
        "font.size": SMALL,
        "text.color": colour("ink"),
        "axes.edgecolor": colour("rule"),
        "axes.labelcolor": colour("muted"),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": colour("muted"),
        "ytick.color": colour("muted"),
        "lines.linewidth": 1.8,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "path.simplify_threshold": 0.2,
    },
)
"""The look of every picture. Pages embed its faces as one family, see `_ext/assets.py`."""
