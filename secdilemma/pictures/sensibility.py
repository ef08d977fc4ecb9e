"""The zone of uncertainty between trust and distrust."""

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, line, named, say
from secdilemma.kit.signs import river
from secdilemma.style import TEXT, colour
from secdilemma.words import count

BRANCHES = {
    "how far one trusts": ("absolute\ndistrust", "absolute\ntrust"),
    "how one acts": ("power\nmaximisation", "unconditional\ncooperation"),
}
"""The two scales of the figure, each with the poles at its ends."""


def _headline() -> str:
    poles = [pole for ends in BRANCHES.values() for pole in ends]
    many = count(len(poles))
    return f"Only {many} poles lie outside the dilemma: in between all is a question"


@figure(3.4, _headline, wide=3.3)
def draw_spectrum(ax: Axes, *, wide: bool = False) -> Artists:
    """Draw the article's Figure 1 anew: two branches, and the doubt between their poles.

    The reader should see that the security dilemma fills everything between the poles, that
    deterrence and reassurance trade places along the scale without either vanishing, and that near
    distrust the dilemma is there but goes unseen.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    wide : bool
        Whether the sheet is that of a wide page.

    Returns
    -------
    list of Artist
        The river of doubt, its unseen end, and the two halves of the lowest scale.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Ordinal, without numbers. Source: Kerstens and Noll (2017), the section on the twilight zone.
    """
    start, end, unseen = (1.5, 11.0, 3.5) if wide else (1.2, 3.7, 2.0)
    middle = (start + end) / 2
    zone = river(ax, start, 0.62, end - start, 2.6)
    say(ax, middle, 2.98, "the security dilemma", size=TEXT, weight=600)
    for y, (name, (low, high)) in zip((2.46, 1.86), BRANCHES.items(), strict=True):
        line(ax, [start, end], [y, y], "ink", 1.6)
        say(ax, middle, y + 0.15, name)
        say(ax, start - 0.1, y, low, ha="right", weight=600)
        say(ax, end + 0.1, y, high, ha="left", weight=600)
    foot, trace, top = 0.85, 0.07, 1.35
    corners = [(start, foot + trace), (end, top - trace)]
    halves = [
        named(ax.add_patch(Polygon([*corners, *rest], facecolor=colour(policy))), policy)
        for policy, rest in (
            ("deterrence", [(end, top), (start, top)]),
            ("reassurance", [(end, foot), (start, foot)]),
        )
    ]
    say(ax, middle, top + 0.15, "the policy: always both")
    say(ax, start + 0.1, top - 0.16, "deterrence", "paper", ha="left", weight=600)
    say(ax, end - 0.1, foot + 0.15, "reassurance", "paper", ha="right", weight=600)
    blind = line(ax, [start, start, unseen, unseen], [0.55, 0.47, 0.47, 0.55], "ink")
    say(ax, start, 0.28, "here those inside do not see the dilemma", ha="left")
    return [*zone[:1], blind, *halves]


def describe_spectrum() -> str:
    """Say in words what `draw_spectrum` shows."""
    branches = [
        f"{name}, from {one} to {other}".replace("\n", " ")
        for name, (one, other) in BRANCHES.items()
    ]
    return (
        f"Two branches, each between two poles: {'; '.join(branches)}. Between the poles lies a "
        "river of doubt: the security dilemma. In the band below deterrence "
        "shrinks and reassurance grows from left to right, neither ever vanishing. A bracket at "
        "the side of distrust says that there the actors do not see the dilemma."
    )
