"""Which models leave out what, and what the article says that none of them says."""

from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import labels_of, sorting
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import WIDTH
from secdilemma.words import count

MODELS = ("signals", "choice", "spiral", "trust", "mis-\nreading")
"""The models of the companion, by a word of the name of each chapter."""

HAS: dict[str, tuple[bool, ...]] = {
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

COLUMNS = (2.68, 3.2, 3.69, 4.11, 4.6)
"""Where the models stand, in inches."""

SIGNS: dict[bool, Sign] = {True: {}, False: {"meaning": "rule", "hollow": True}}
"""What a model has, and what it leaves out."""


def _height(case: Case) -> float:
    return 1.54 + (len(HAS) + len(sorting(case).unmodelled)) * STEP


@figure(_height, _headline)
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
    labels, claims, top = labels_of(case), sorting(case).unmodelled, _height(case) - 0.85
    for x, model in zip(COLUMNS, MODELS, strict=True):
        say(ax, x, top + 0.52, model, weight=600)
    middle = top - (len(HAS) + 0.15) * STEP
    line(ax, [0, WIDTH], [middle + 0.14] * 2, "ink", 1.2)
    say(ax, 0.06, middle - 0.1, "and of what the article says", "muted", ha="left", style="italic")
    rows = [(top - number * STEP, *row) for number, row in enumerate(HAS.items())]
    for number, claim in enumerate(claims, start=1):
        none = (False,) * len(MODELS)
        rows.append((middle - 0.1 - number * STEP, f"{labels[claim]} ({claim})", none))
    marks: Artists = []
    for y, words, has in rows:
        say(ax, 0.06, y, words, ha="left")
        marks += [sign(ax, x, y, SIGNS[there]) for x, there in zip(COLUMNS, has, strict=True)]
    key(ax, 0.14, 0.14, SIGNS[True], "in the model")
    key(ax, 1.6, 0.14, SIGNS[False], "left out")
    return marks


def describe_limits(*, case: Case) -> str:
    """Say in words what `draw_limits` shows."""
    labels = labels_of(case)
    names = [model.replace("-\n", "").replace("\n", " ") for model in MODELS]
    rows = []
    for thing, models in HAS.items():
        without = [name for name, has in zip(names, models, strict=True) if not has]
        rows.append(f"{thing}: left out by {', '.join(without) or 'none'}")
    claims = "; ".join(f"{labels[claim]} ({claim})" for claim in sorting(case).unmodelled)
    return f"What five models leave out. {'; '.join(rows)}. In none of them: {claims}."
