"""The zone of uncertainty between trust and distrust."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon, Rectangle

from islands import halo
from secdilemma.pictures.sheet import Artists, bar, dot, line, say, sheet
from secdilemma.style import TEXT, WIDTH, colour


def _hatch(ax: Axes, x: float, y: float, width: float, height: float) -> LineCollection:
    """Hatch a rectangle with lines: a browser prints the tiles of a hatch as pictures of dots."""
    feet = np.arange(y - width, y + height, 0.1)
    ends = [[(x, foot), (x + width, foot + width)] for foot in feet]
    lines = LineCollection(ends, colors=colour("rule"), linewidths=1.0, zorder=1)
    ax.add_collection(lines, autolim=False)
    lines.set_clip_path(Rectangle((x, y), width, height, transform=ax.transData))
    return lines


def _share(ax: Axes, corners: list[tuple[float, float]], meaning: str) -> Artist:
    return ax.add_patch(Polygon(corners, facecolor=colour(meaning)))


@sheet(3.75)
def draw_spectrum(ax: Axes) -> Artists:
    """Draw the article's Figure 1 anew: three scales and the zone of uncertainty between the poles.

    The reader should see that the security dilemma fills everything between the poles, that
    deterrence and reassurance trade places along the scale without either vanishing, and that near
    distrust the dilemma is there but goes unseen.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The zone, its unseen end, and the two halves of the lowest scale.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Ordinal, without numbers. Source: Kerstens and Noll (2017), the section on the twilight zone.
    """
    left, right, start, end = 0.12, WIDTH - 0.12, 0.42, WIDTH - 0.42
    zone = bar(ax, start, 0.3, end - start, 3.02, "panel")
    unseen = _hatch(ax, start, 0.3, 0.72, 3.02)
    say(ax, WIDTH / 2, 3.53, "zone of uncertainty: the security dilemma", size=TEXT, weight=600)
    say(ax, start, 0.14, "dilemma unseen", "muted", ha="left", style="italic")
    say(ax, end, 0.14, "no numbers: an order only", "muted", ha="right", style="italic")
    for y, low, high in (
        (2.62, "absolute distrust", "absolute trust"),
        (1.75, "power maximisation", "unconditional\ncooperation"),
    ):
        line(ax, [left, right], [y, y], "ink", 1.6)
        dot(ax, [left, right], [y, y], size=7)
        halo(say(ax, left, y + 0.13, low, ha="left", va="bottom", zorder=4), "panel")
        halo(say(ax, right, y + 0.13, high, ha="right", va="bottom", zorder=4), "panel")
    y, depth = 0.92, 0.5
    floor, ceiling = y - depth / 2, y + depth / 2
    split_left, split_right = floor + 0.06, ceiling - 0.06
    above = [(start, split_left), (start, ceiling), (end, ceiling), (end, split_right)]
    below = [(start, floor), (start, split_left), (end, split_right), (end, floor)]
    deterrence, reassurance = _share(ax, above, "deterrence"), _share(ax, below, "reassurance")
    say(ax, start + 0.12, y + 0.07, "deterrence", "paper", ha="left", weight=600)
    say(ax, end - 0.12, y - 0.08, "reassurance", "paper", ha="right", weight=600)
    return [zone, unseen, deterrence, reassurance]


def describe_spectrum() -> str:
    """Say in words what `draw_spectrum` shows."""
    return (
        "Three parallel scales: from absolute distrust to absolute trust, from power maximisation "
        "to unconditional cooperation, and a band in which deterrence shrinks and reassurance "
        "grows from left to right, neither ever vanishing. The security dilemma fills the zone "
        "between the poles; near distrust it is hatched, because there the actors do not see it."
    )
