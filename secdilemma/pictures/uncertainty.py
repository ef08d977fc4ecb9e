"""Why three uncertainties and not one: what knowledge of three kinds would settle."""

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import TEXT, WIDTH
from secdilemma.theory import UNCERTAINTIES
from secdilemma.words import count, listed

DEGREES: dict[str, Sign] = {
    "settled": {"size": 12, "markeredgewidth": 1.6},
    "narrowed": {"size": 12, "markeredgewidth": 1.6, "fillstyle": "left"},
    "open": {"size": 12, "markeredgewidth": 1.0, "fillstyle": "none", "meaning": "muted"},
}
"""How much of a doubt is left, the least first, and its sign: an empty ring is all of it."""

KNOWLEDGE = {
    "a full list\nof weapons": ("open", "open", "open"),
    "a look\ninto the leader’s head": ("settled", "narrowed", "open"),
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


@figure(3.1, _headline)
def draw_uncertainty(ax: Axes) -> Artists:
    """Draw what a list of weapons, a look into a head and ten good years would settle.

    The reader should see that the three uncertainties are three: what settles one leaves another
    open, and nothing reaches the last.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The marks, row by row.

    Notes
    -----
    The three uncertainties are those of Kerstens and Noll (2017), after Booth and Wheeler (2008);
    what would settle them is this book's judgement.
    """
    places = (2.35, 3.35, 4.35)
    heads = ("other\nminds", "weapons", "the\nfuture")
    for x, words in zip(places, heads, strict=True):
        say(ax, x, 2.82, words, weight=600, size=TEXT)
    say(ax, 0.06, 2.82, "Suppose that\none had", "muted", ha="left")
    marks: Artists = []
    for number, (known, left) in enumerate(KNOWLEDGE.items()):
        y = 2.15 - number * 0.68
        if number:
            line(ax, [0, WIDTH], [y + 0.34] * 2, width=0.8)
        say(ax, 0.06, y, known, ha="left")
        marks += [sign(ax, x, y, DEGREES[degree]) for x, degree in zip(places, left, strict=True)]
    for x, (degree, look) in zip((0.2, 1.5, 2.9), DEGREES.items(), strict=True):
        key(ax, x, 0.16, look, "still open" if degree == "open" else degree, gap=0.17)
    return marks


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
