"""The zone of uncertainty, and trust moving through it."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon, Rectangle

from islands import Explorer, Slider, halo
from secdilemma.pictures.sheet import bar, dot, explorer, line, say, sheet
from secdilemma.style import TEXT, WIDTH, colour
from secdilemma.theory import Trust
from secdilemma.words import sentence


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
def draw_spectrum(ax: Axes) -> list[Artist]:
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


@sheet(3.75)
def draw_grey_zone(ax: Axes, *, trust: str) -> list[Artist]:
    """Draw Figure 1 with a marker at one step of trust.

    The reader should see the balance of deterrence and reassurance move with trust, the zone end at
    the poles, and the dilemma go unseen under strong distrust.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    trust : str
        A value of `secdilemma.theory.Trust`.

    Returns
    -------
    list of Artist
        The marker and its label.

    Notes
    -----
    Reconstruction; the steps are this book's. Source: Kerstens and Noll (2017).
    """
    draw_spectrum(ax)
    step = Trust(trust)
    ends = (0.12, 0.66, 1.5, WIDTH / 2, WIDTH - 1.5, WIDTH - 0.66, WIDTH - 0.12)
    x = ends[step.place]
    marker = line(ax, [x, x], [0.32, 2.62], "ink", 3, zorder=2)
    head = dot(ax, x, 2.62, "reader", 14, zorder=6)
    pole = step.dilemma == "none"  # the scale names its own ends
    label = say(ax, x, 3.13, "" if pole else step.value, "reader", weight=600)
    return [marker, head, label]


def describe_grey_zone(*, trust: str) -> str:
    """Say in words what `draw_grey_zone` shows."""
    step = Trust(trust)
    stands = {
        "none": "there is nothing to interpret and no dilemma",
        "unseen": "the dilemma is there, but the actors do not see it: each takes the other’s ill "
        "will for certain and its own conduct for clear",
        "felt": "the security dilemma is felt",
    }[step.dilemma]
    shares = (
        "deterrence alone would be left",
        "deterrence dominates, never without some reassurance",
        "deterrence outweighs reassurance",
        "deterrence and reassurance are of about equal weight",
        "reassurance outweighs deterrence",
        "reassurance dominates, with a remainder of deterrence",
        "deterrence would have no object",
    )
    balance = shares[step.place] if step.dilemma != "none" else "the balance has reached its end"
    return (
        f"{sentence(step)}: {stands}; {balance}. Trust is not intent: "
        "whether it is deserved, the scale does not say."
    )


def grey_zone() -> Explorer:
    """Move trust through the grey zone.

    Returns
    -------
    islands.Explorer
        One slider, `secdilemma.theory.Trust`.
    """
    return explorer(
        "grey-zone",
        "Through the grey zone",
        [Slider("trust", "Trust in the other", list(map(str, Trust)))],
        draw_grey_zone,
        describe_grey_zone,
        {"trust": "doubt"},
    )
