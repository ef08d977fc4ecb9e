"""The evidence against the criteria."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import ANSWERED, labels_of, load_criteria
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, Point, bar, line, named, say
from secdilemma.style import TEXT


def _both_ways(case: Case) -> int:
    """Count the criteria on which claims pull both ways."""
    criteria, (one, other) = load_criteria(case), case.between
    return int(((criteria[one].str.len() > 0) & (criteria[other].str.len() > 0)).sum())


def _headline(case: Case) -> str:
    many = len(load_criteria(case))
    return f"On {_both_ways(case)} of {many} criteria evidence pulls both ways"


AXIS = 3.55
"""Where the line lies from which the claims of both sides stand outward, in inches."""

ROW, STRAND, FOOT = 0.31, 0.35, 0.4
"""Inches of a row, of the name of a strand above its rows, and below all rows."""

WEIGHTS: dict[str, Look] = dict(zip(ANSWERED, ({"weight": 600}, {}, {"alpha": 0.6}), strict=True))
"""How a criterion is written, by how the article answers it."""


def _height(case: Case) -> float:
    criteria = load_criteria(case)
    return float(FOOT + len(criteria) * ROW + criteria["strand"].nunique() * STRAND)


@figure(_height, _headline, lines=1)
def draw_evidence(ax: Axes, *, case: Case) -> Artists:
    """Draw the evidence of a case against the criteria, outward from one line.

    The reader should see that evidence pulls both ways on most criteria, on which side there is
    more of it, and which of them the article answers explicitly.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With criteria, and the two scenarios that evidence pulls towards.

    Returns
    -------
    list of Artist
        For each criterion a square per piece of evidence, which leads to its claim.

    Notes
    -----
    Sorting the evidence is this book's; the claims are Kerstens and Noll's (2017).
    """
    (one, other), labels, y = case.between, labels_of(case), _height(case)
    line(ax, [AXIS, AXIS], [FOOT, y], "muted")
    for x, ha, words in ((AXIS - 0.1, "right", one), (AXIS + 0.1, "left", other)):
        say(ax, x, y - STRAND / 2, words, ha=ha, size=TEXT, weight=600)
    artists: Artists = []
    for strand, rows in load_criteria(case).groupby("strand", sort=False):
        say(ax, 0.44, y - STRAND / 2, str(strand), "muted", ha="left", style="italic")
        y -= STRAND
        for row in rows.to_dict("records"):
            y -= ROW
            say(ax, 0.34, y + ROW / 2, str(row["criterion"]), "muted", ha="right")
            say(ax, 0.44, y + ROW / 2, row["short"], ha="left", **WEIGHTS[row["answered"]])
            for side, claims in ((-1, row[one]), (1, row[other])):
                for place, claim in enumerate(claims):
                    middle = (AXIS + side * (0.28 + 0.4 * place), y + ROW / 2)
                    name = f"{claim} of {row['criterion']}"
                    artists.append(_draw_claim(ax, middle, claim, name, labels[claim]))
    say(ax, 0.44, 0.16, "bold: answered explicitly; square: a claim by its key", "muted", ha="left")
    return artists


def _draw_claim(ax: Axes, middle: Point, claim: str, name: str, label: str) -> Artist:
    """Draw the key of a claim on a square; both lead to it."""
    (x, y), link = middle, {"url": f"claims.html#ledger-{claim.lower()}"}
    square = bar(ax, x - 0.18, y - 0.125, 0.36, 0.25, "ink", linewidth=0, **link)
    named(say(ax, x, y, claim, "paper", weight=600, **link), f"key of {name}", label)
    return named(square, name, label)


def describe_evidence(*, case: Case) -> str:
    """Say in words what `draw_evidence` shows."""
    criteria, (one, other) = load_criteria(case), case.between
    answers = criteria["answered"].value_counts()
    counts = [f"{answers[how]} {how}" for how in ANSWERED if how in answers]
    pulled = f"{case.sides[0]}’s conduct both towards the {one} and towards the {other} scenario"
    return (
        f"{len(criteria)} criteria in rows. The article answers {' and '.join(counts)}. On "
        f"{_both_ways(case)} of them claims of the article pull {pulled}, each a square with its "
        "key, at the left and at the right of one line."
    )
