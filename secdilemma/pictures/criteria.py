"""The evidence against the criteria."""

from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import ANSWERED, load_criteria
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, bar, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import WIDTH


def _both_ways(case: Case) -> int:
    """Count the criteria on which claims pull both ways."""
    criteria, (one, other) = load_criteria(case), case.between
    return int(((criteria[one].str.len() > 0) & (criteria[other].str.len() > 0)).sum())


def _headline(case: Case) -> str:
    many = len(load_criteria(case))
    return f"On {_both_ways(case)} of {many} criteria evidence pulls both ways"


COLUMN = (1.66, 3.48)
"""Where the column of labels begins and ends, in inches: claims stand outward from both edges."""


STEP, FOOT = 0.4, 0.78
"""How high a row is, and where the lowest one begins: sums and a key stand below it, in inches."""

_FILLS = dict(zip(ANSWERED, ("full", "left", "none"), strict=True))
ANSWERS: dict[str, Sign] = {
    how: {"meaning": "reader", "size": 9, "fillstyle": fill, "markeredgewidth": 1.4}
    for how, fill in _FILLS.items()
}
"""The sign of each way in which the article answers."""

CLAIM: Sign = {"mark": "s", "size": 8}


def _top(case: Case) -> float:
    """Return where the uppermost row ends."""
    return FOOT + len(load_criteria(case)) * STEP


@figure(lambda case: _top(case) + 0.58, _headline, lines=1)
def draw_evidence(ax: Axes, *, case: Case) -> Artists:
    """Draw the evidence of a case against the criteria.

    The reader should see that evidence pulls both ways on most criteria, and which of them the
    article answers explicitly, by implication, or not at all. Squares of both sides begin at the
    column of labels, so that they can be compared.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With criteria, and the two scenarios that evidence pulls towards.

    Returns
    -------
    list of Artist
        For each criterion its answer mark, then one dot per piece of evidence.

    Notes
    -----
    Sorting the evidence is this book's; the claims are Kerstens and Noll's (2017).
    """
    top, (left, right), (one, other) = _top(case), COLUMN, case.between
    criteria = load_criteria(case)
    say(ax, left, top + 0.32, f"← towards {one}", ha="right", weight=600)
    say(ax, WIDTH - 0.06, top + 0.32, f"towards {other} →", ha="right", weight=600)
    artists: Artists = []
    for number, row in enumerate(criteria.to_dict("records")):
        y = top - (number + 0.5) * STEP
        if not number % 2:
            bar(ax, 0, y - STEP / 2, WIDTH, STEP, "panel")
        say(ax, left + 0.08, y, f"{row['criterion']}. {row['short']}", ha="left")
        artists.append(sign(ax, 0.2, y, ANSWERS[row["answered"]]))
        for edge, side, claims in ((left, -1, row[one]), (right, 1, row[other])):
            for place in range(len(claims)):
                x = edge + side * (0.15 + place * 0.2)
                artists.append(sign(ax, x, y, CLAIM))
    for edge in COLUMN:
        line(ax, [edge] * 2, [FOOT, top], "muted")
    line(ax, [0, WIDTH], [FOOT] * 2, "ink")
    say(ax, left + 0.08, FOOT - STEP / 2, "squares in all", ha="left", weight=600)
    for edge, ha, pull in ((left - 0.08, "right", one), (right + 0.08, "left", other)):
        say(ax, edge, FOOT - STEP / 2, str(criteria[pull].str.len().sum()), ha=ha, weight=600)
    x, answers = 0.2, set(criteria["answered"])
    for (answered, look), width in zip(ANSWERS.items(), (1.02, 1.3, 0.9), strict=True):
        if answered in answers:
            key(ax, x, 0.2, look, answered)
            x += width
    key(ax, x + 0.06, 0.2, {**CLAIM, "size": 7}, "one claim", gap=0.12)
    return artists


def describe_evidence(*, case: Case) -> str:
    """Say in words what `draw_evidence` shows."""
    criteria, (one, other) = load_criteria(case), case.between
    answers = criteria["answered"].value_counts()
    counts = [f"{answers[how]} {how}" for how in ANSWERED if how in answers]
    pulled = f"{case.sides[0]}’s conduct both towards the {one} and towards the {other} scenario"
    return (
        f"{len(criteria)} criteria in rows. The article answers {' and '.join(counts)}. On "
        f"{_both_ways(case)} of them claims of the article pull {pulled}: in all, "
        f"counted once for each criterion, {criteria[one].str.len().sum()} and "
        f"{criteria[other].str.len().sum()}."
    )
