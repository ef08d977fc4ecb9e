"""Which models leave out what, and what the article says that none of them says."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import labels_of, sorting
from secdilemma.pictures.sheet import Artists, dot, line, say, sheet
from secdilemma.style import WIDTH
from secdilemma.words import count

MODELS = ("signals", "choice", "spiral", "trust", "mis-\nreading")
"""The models of the companion, by a word of the name of each chapter."""

HAS = {
    "doubt about the other": (True, True, True, True, True),
    "stakes to be weighed": (True, True, False, True, False),
    "an other who answers": (False, False, True, True, True),
    "years that follow": (True, False, True, False, True),
    "sights that mislead": (True, False, False, False, True),
}
"""What each model has in it, in the order of `MODELS`: our judgement."""


def _headline(case: Case) -> str:
    most = max(map(sum, zip(*HAS.values(), strict=True)))
    return (
        f"No model has more than {count(most)} of these {count(len(HAS))} things, and "
        f"{count(len(sorting(case).unmodelled))} claims are in none"
    )


STEP = 0.38
"""Inches from row to row."""


def _row(ax: Axes, y: float, words: str, found: tuple[bool, ...]) -> Artists:
    """Draw a row: filled where a model has it, and an empty ring where it leaves it out."""
    say(ax, 0.06, y, words, ha="left")
    return [_mark(ax, x, y, has=has) for x, has in zip(COLUMNS, found, strict=True)]


def _mark(ax: Axes, x: float, y: float, *, has: bool) -> Artist:
    return dot(ax, x, y, "ink") if has else dot(ax, x, y, "rule", 8, hollow=True)


COLUMNS = (2.68, 3.2, 3.69, 4.11, 4.6)
"""Where the models stand, in inches."""


@sheet(6.1, _headline)
def draw_limits(ax: Axes, *, case: Case) -> Artists:
    """Draw which models have what, and the claims that are in none of them.

    The reader should see that no column is full, and that the lower rows are empty.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With claims that no model can say.

    Returns
    -------
    list of Artist
        The marks, row by row.

    Notes
    -----
    An addition by this book. The claims are those of Kerstens and Noll (2017).
    """
    labels, keys, top = labels_of(case), sorting(case).unmodelled, 5.25
    for x, model in zip(COLUMNS, MODELS, strict=True):
        say(ax, x, 5.77, model, weight=600)
    marks: Artists = []
    for number, (thing, found) in enumerate(HAS.items()):
        marks += _row(ax, top - number * STEP, thing, found)
    middle = top - (len(HAS) + 0.15) * STEP
    line(ax, [0, WIDTH], [middle + 0.14] * 2, "ink", 1.2)
    say(ax, 0.06, middle - 0.1, "and of what the article says", "muted", ha="left", style="italic")
    for number, key in enumerate(keys, start=1):
        words = f"{labels[key]} ({key})"
        none = (False,) * len(MODELS)
        marks += _row(ax, middle - 0.1 - number * STEP, words, none)
    for x, words, has in ((0.14, "in the model", True), (1.6, "left out", False)):
        _mark(ax, x, 0.14, has=has)
        say(ax, x + 0.14, 0.14, words, "muted", ha="left")
    return marks


def describe_limits(*, case: Case) -> str:
    """Say in words what `draw_limits` shows."""
    labels = labels_of(case)
    names = [model.replace("-\n", "").replace("\n", " ") for model in MODELS]
    rows = []
    for thing, found in HAS.items():
        without = [name for name, has in zip(names, found, strict=True) if not has]
        rows.append(f"{thing}: left out by {', '.join(without) or 'none'}")
    told = "; ".join(f"{labels[key]} ({key})" for key in sorting(case).unmodelled)
    return f"What five models leave out. {'; '.join(rows)}. In none of them: {told}."
