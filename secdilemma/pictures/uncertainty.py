"""Why three uncertainties and not one: what knowledge of three kinds would settle."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from secdilemma.pictures.sheet import Artists, dot, line, say, sheet
from secdilemma.style import TEXT, WIDTH
from secdilemma.theory import UNCERTAINTIES
from secdilemma.words import count, listed

DEGREES = ("settled", "narrowed", "open")
"""How much of a doubt is left, the least first."""

KNOWLEDGE = {
    "a full list\nof weapons": ("open", "open", "open"),
    "a look\ninto the leader’s head": ("settled", "narrowed", "open"),
    "ten good years": ("narrowed", "open", "open"),
}
"""What one might be given, and what becomes of each of the three uncertainties: our judgement."""

_FILLS = dict(zip(DEGREES, ("full", "left", "none"), strict=True))


def _found() -> dict[str, set[str]]:
    """Return for each uncertainty the degrees to which what is on the table leaves it."""
    columns = zip(*KNOWLEDGE.values(), strict=True)
    return {doubt.name: set(found) for doubt, found in zip(UNCERTAINTIES, columns, strict=True)}


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
    return [name for name, found in _found().items() if "settled" not in found]


def _headline() -> str:
    untouched = [name for name, found in _found().items() if found == {"open"}]
    given = count(len(KNOWLEDGE))
    return f"Of {given} things one could wish to know, none touches {listed(untouched)}"


def _mark(ax: Axes, x: float, y: float, degree: str) -> Artist:
    """Draw how much of a doubt is left: an empty ring is all of it."""
    meaning, width = ("muted", 1.0) if degree == "open" else ("ink", 1.6)
    return dot(ax, x, y, meaning, 12, fillstyle=_FILLS[degree], markeredgewidth=width)


@sheet(3.1, _headline)
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
    for number, (given, found) in enumerate(KNOWLEDGE.items()):
        y = 2.15 - number * 0.68
        if number:
            line(ax, [0, WIDTH], [y + 0.34] * 2, width=0.8)
        say(ax, 0.06, y, given, ha="left")
        marks += [_mark(ax, x, y, degree) for x, degree in zip(places, found, strict=True)]
    for x, degree in zip((0.2, 1.5, 2.9), DEGREES, strict=True):
        _mark(ax, x, 0.16, degree)
        say(ax, x + 0.17, 0.16, "still open" if degree == "open" else degree, "muted", ha="left")
    return marks


def describe_uncertainty() -> str:
    """Say in words what `draw_uncertainty` shows."""
    names = [doubt.name for doubt in UNCERTAINTIES]
    rows = []
    for given, found in KNOWLEDGE.items():
        told = [f"{name} {degree}" for name, degree in zip(names, found, strict=True)]
        rows.append(f"{given} would leave {', '.join(told)}".replace("\n", " "))
    return (
        f"Three rows of knowledge against the three uncertainties: {'; '.join(rows)}. Nothing of "
        f"this settles {listed(unsettled())}."
    )
