"""The zone of uncertainty between trust and distrust."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, arrow, bar, box, edge, hatch, say
from secdilemma.style import TEXT, WIDTH, colour
from secdilemma.words import count


def _share(ax: Axes, corners: list[tuple[float, float]], meaning: str) -> Artist:
    return ax.add_patch(Polygon(corners, facecolor=colour(meaning)))


BRANCHES = {
    "how far one trusts": ("absolute\ndistrust", "absolute\ntrust"),
    "how one acts": ("power\nmaximisation", "unconditional\ncooperation"),
}
"""The two scales of the figure, each with the poles at its ends."""


def _headline() -> str:
    poles = [pole for ends in BRANCHES.values() for pole in ends]
    many = count(len(poles))
    return f"Only {many} poles lie outside the dilemma: in between all is a question"


@figure(3.95, _headline)
def draw_spectrum(ax: Axes) -> Artists:
    """Draw the article's Figure 1 anew: two branches, and the zone between their poles.

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
    wide, high, start, end = 1.16, 0.56, 1.32, WIDTH - 1.32
    zone = bar(ax, start, 0.34, end - start, 3.5, "panel")
    end_of_zone = bar(ax, start, 0.34, 0.58, 2.72, "panel", linewidth=0)
    unseen = hatch(ax, end_of_zone, "rule")
    middle = WIDTH / 2
    say(ax, middle, 3.5, "uncertainty:\nthe security dilemma", size=TEXT, weight=600)
    for y, (name, poles) in zip((2.62, 1.72), BRANCHES.items(), strict=True):
        for x, pole, tip in ((0.04, poles[0], start), (WIDTH - wide - 0.04, poles[1], end)):
            box(ax, x, y - high / 2, wide, high, "paper", **edge("ink", 1.4))
            say(ax, x + wide / 2, y, pole)
            arrow(ax, (middle, y), (tip - 0.1 if tip == start else tip + 0.1, y), "ink")
        say(ax, middle, y + 0.2, name, weight=600, zorder=4, ground="panel")
    y, depth = 0.84, 0.56
    floor, ceiling = y - depth / 2, y + depth / 2
    split_left, split_right = floor + 0.06, ceiling - 0.06
    above = [(start, split_left), (start, ceiling), (end, ceiling), (end, split_right)]
    below = [(start, floor), (start, split_left), (end, split_right), (end, floor)]
    deterrence, reassurance = _share(ax, above, "deterrence"), _share(ax, below, "reassurance")
    say(ax, start + 0.1, y + 0.12, "deterrence", "paper", ha="left", weight=600)
    say(ax, end - 0.1, y - 0.13, "reassurance", "paper", ha="right", weight=600)
    say(ax, 0.04, y, "never one\nwithout a trace\nof the other", "muted", ha="left")
    say(ax, end + 0.1, y, "an order,\nno numbers", "muted", ha="left")
    say(ax, start, 0.16, "dilemma unseen", "muted", ha="left")
    return [zone, unseen, deterrence, reassurance]


def describe_spectrum() -> str:
    """Say in words what `draw_spectrum` shows."""
    branches = [
        f"{name}, from {one} to {other}".replace("\n", " ")
        for name, (one, other) in BRANCHES.items()
    ]
    return (
        f"Two branches, each between two poles: {'; '.join(branches)}. Below them lies a band in "
        "which deterrence shrinks and reassurance grows from left to right, neither ever "
        "vanishing. The security dilemma fills the zone between the poles, which alone lie outside "
        "it; near distrust it is hatched, because there the actors do not see it."
    )
