"""Why three uncertainties and not one: what knowledge of three kinds would settle."""

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, line, say
from secdilemma.kit.signs import river
from secdilemma.style import TEXT
from secdilemma.theory import UNCERTAINTIES
from secdilemma.words import count, listed

DEGREES = {"settled": 0.0, "narrowed": 0.34, "open": 1.0}
"""How much of a doubt is left, the least first: the share of its river that is still there."""

KNOWLEDGE = {
    "a full list\nof weapons": ("open", "open", "open"),
    "a look into\nthe leader’s head": ("settled", "narrowed", "open"),
    "ten good years": ("narrowed", "open", "open"),
}
"""What one might be given, and what becomes of each of the three uncertainties: our judgement."""


def _degrees_left() -> dict[str, set[str]]:
    """Return for each uncertainty the degrees to which what is on the table leaves it."""
    columns = zip(*KNOWLEDGE.values(), strict=True)
    return {doubt.name: set(left) for doubt, left in zip(UNCERTAINTIES, columns, strict=True)}


def unsettled() -> list[str]:
    """List the uncertainties that nothing on the table settles.

    Returns
    -------
    list of str
        Names, in the order of the theory.

    Examples
    --------
    >>> unsettled()
    ['ambiguity of weapons', 'future uncertainty']
    """
    return [name for name, left in _degrees_left().items() if "settled" not in left]


def _headline() -> str:
    untouched = [name for name, left in _degrees_left().items() if left == {"open"}]
    things = count(len(KNOWLEDGE))
    return f"Of {things} things one could wish to know, none touches {listed(untouched)}"


@figure(3.3, _headline)
def draw_uncertainty(ax: Axes) -> Artists:
    """Draw what a list of weapons, a look into a head and ten good years would settle.

    The reader should see three rivers, of which each thing that one had would clear another, and
    one that nothing touches.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        Row by row, the lines of sight, where there is one: whole where the doubt is settled.

    Notes
    -----
    The three uncertainties are those of Kerstens and Noll (2017), after Booth and Wheeler (2008);
    what would settle them is this book's judgement.
    """
    places, width, high = (1.6, 2.72, 3.84), 0.98, 0.85
    for x, words in zip(places, ("other\nminds", "weapons", "the\nfuture"), strict=True):
        say(ax, x + width / 2, 3.0, words, weight=600, size=TEXT)
    say(ax, 0.06, 3.0, "Suppose that\none had", "muted", ha="left")
    sights: Artists = []
    for number, (known, left) in enumerate(KNOWLEDGE.items()):
        y = 2.2 - number * high
        say(ax, 0.06, y, known, ha="left")
        for x, degree in zip(places, left, strict=True):
            doubt = width * DEGREES[degree]
            if doubt:
                river(ax, x, y - high / 2, doubt, high)
            if degree != "open":
                sights.append(line(ax, [x + doubt, x + width], [y, y], "ink", 2))
                say(ax, x + width, y + 0.17, degree, ha="right", weight=600)
    return sights


def describe_uncertainty() -> str:
    """Say in words what `draw_uncertainty` shows."""
    names = [doubt.name for doubt in UNCERTAINTIES]
    rows = []
    for known, left in KNOWLEDGE.items():
        each = [f"{name} {degree}" for name, degree in zip(names, left, strict=True)]
        rows.append(f"{known} would leave {', '.join(each)}".replace("\n", " "))
    return (
        f"Three rows of knowledge against the three uncertainties: {'; '.join(rows)}. Nothing of "
        f"this settles {listed(unsettled())}."
    )
