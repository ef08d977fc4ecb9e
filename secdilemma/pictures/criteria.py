"""The evidence against the criteria."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import ANSWERED, load_criteria
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, bar, dot, line, say
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


@figure(6.56, _headline, lines=1)
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
    step, top, (left, right), (one, other) = 0.4, 5.78, COLUMN, case.between
    criteria = load_criteria(case)
    say(ax, left, 6.3, f"← towards {one}", ha="right", weight=600)
    say(ax, WIDTH - 0.06, 6.3, f"towards {other} →", ha="right", weight=600)
    artists: Artists = []
    for number, row in enumerate(criteria.to_dict("records")):
        y = top - number * step
        if not number % 2:
            bar(ax, 0, y - step / 2, WIDTH, step, "panel")
        say(ax, left + 0.08, y, f"{row['criterion']}. {row['short']}", ha="left")
        artists.append(_answer_mark(ax, 0.2, y, row["answered"]))
        for edge, side, claims in ((left, -1, row[one]), (right, 1, row[other])):
            for place in range(len(claims)):
                x = edge + side * (0.15 + place * 0.2)
                artists.append(dot(ax, x, y, size=8, mark="s"))
    foot = top - (len(criteria) - 0.5) * step
    for edge in COLUMN:
        line(ax, [edge] * 2, [foot, top + step / 2], "muted")
    line(ax, [0, WIDTH], [foot] * 2, "ink")
    say(ax, left + 0.08, foot - step / 2, "squares in all", ha="left", weight=600)
    for edge, ha, pull in ((left - 0.08, "right", one), (right + 0.08, "left", other)):
        say(ax, edge, foot - step / 2, str(criteria[pull].str.len().sum()), ha=ha, weight=600)
    x, given = 0.2, set(criteria["answered"])
    for answered, width in zip(ANSWERED, (1.02, 1.3, 0.9), strict=True):
        if answered not in given:
            continue
        _answer_mark(ax, x, 0.2, answered)
        say(ax, x + 0.14, 0.19, answered, "muted", ha="left")
        x += width
    dot(ax, x + 0.06, 0.2, size=7, mark="s")
    say(ax, x + 0.18, 0.19, "one claim", "muted", ha="left")
    return artists


def _answer_mark(ax: Axes, x: float, y: float, answered: str) -> Artist:
    style = dict(zip(ANSWERED, ("full", "left", "none"), strict=True))[answered]
    return dot(ax, x, y, "reader", 9, fillstyle=style, markeredgewidth=1.4)


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
