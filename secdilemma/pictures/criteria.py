"""The evidence against the criteria: all of it, and one criterion at a time."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from islands import Choice, Explorer
from secdilemma.case import Case
from secdilemma.data import ANSWERED, load_claims, load_criteria
from secdilemma.pictures.sheet import bar, box, dot, explorer, say, sheet
from secdilemma.style import LARGE, WIDTH, colour


def labels_of(case: Case) -> dict[str, str]:
    """Return a few words for each claim that a figure names.

    Parameters
    ----------
    case : Case
        Whose ledger.

    Returns
    -------
    dict of str to str
        Label by key.
    """
    return dict(load_claims(case).set_index("key")["label"])


def named(keys: Sequence[str], labels: dict[str, str]) -> str:
    """List claims with their labels.

    Parameters
    ----------
    keys : sequence of str
        Keys of claims.
    labels : dict of str to str
        As `labels_of` returns them.

    Returns
    -------
    str
        Such as ``A1 (a few words), B2 (others)``.
    """
    return ", ".join(f"{key} ({labels[key]})" for key in keys)


@sheet(6.2)
def draw_evidence(ax: Axes, *, case: Case) -> list[Artist]:
    """Draw the evidence of a case against the criteria.

    The reader should see that evidence pulls both ways on most criteria, and which of them the
    article answers explicitly, by implication, or not at all.

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
    centre, step, top, (one, other) = WIDTH / 2, 0.4, 5.42, case.between
    say(ax, 0.06, 6.02, f"← towards {one}", ha="left", weight=600)
    say(ax, WIDTH - 0.06, 6.02, f"towards {other} →", ha="right", weight=600)
    artists: list[Artist] = []
    for number, row in enumerate(load_criteria(case).to_dict("records")):
        y = top - number * step
        if not number % 2:
            bar(ax, 0, y - step / 2, WIDTH, step, "panel")
        say(ax, centre + 0.1, y, row["short"])
        artists.append(_answer_mark(ax, centre - 0.9, y, row["answered"]))
        for side, claims in ((-1, row[one]), (1, row[other])):
            for place in range(len(claims)):
                x = centre + side * (1.22 + place * 0.19)
                artists.append(dot(ax, x, y, size=7, mark="s"))
    x = 0.2
    for answered, width in zip(ANSWERED, (1.02, 1.3, 0.9), strict=True):
        _answer_mark(ax, x, 0.2, answered)
        say(ax, x + 0.14, 0.19, answered, "muted", ha="left")
        x += width
    dot(ax, x + 0.06, 0.2, size=7, mark="s")
    say(ax, x + 0.18, 0.19, "one claim", "muted", ha="left")
    return artists


def _answer_mark(ax: Axes, x: float, y: float, answered: str) -> Artist:
    style = dict(zip(ANSWERED, ("full", "left", "none"), strict=True))[answered]
    rest: dict[str, Any] = {"markerfacecoloralt": colour("paper"), "markeredgewidth": 1.4}
    return dot(ax, x, y, "reader", 9, fillstyle=style, **rest)


def describe_evidence(*, case: Case) -> str:
    """Say in words what `draw_evidence` shows."""
    criteria, (one, other) = load_criteria(case), case.between
    answers = criteria["answered"].value_counts()
    both = int(((criteria[one].str.len() > 0) & (criteria[other].str.len() > 0)).sum())
    return (
        f"{len(criteria)} criteria in rows. The article answers "
        f"{answers.get('explicitly', 0)} of them explicitly, {answers.get('by implication', 0)} by "
        f"implication and {answers.get('not at all', 0)} not at all. On {both} of them claims of "
        f"the article pull {case.sides[0]}’s conduct both towards the {one} and towards the "
        f"{other} scenario."
    )


@sheet(4.5)
def draw_criterion(ax: Axes, *, criterion: int, case: Case) -> list[Artist]:
    """Draw one criterion with the article's answer and the evidence each way.

    The reader should see the question, how it is answered, and which claims pull where.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    criterion : int
        Its number, from 1.
    case : Case
        With criteria, and the two scenarios that evidence pulls towards.

    Returns
    -------
    list of Artist
        The claims on either side.

    Notes
    -----
    Sorting the evidence is this book's; the claims are Kerstens and Noll's (2017).
    """
    row = load_criteria(case).set_index("criterion").loc[criterion]
    labels = labels_of(case)
    say(ax, 0.06, 4.34, f"{criterion}. {row['strand']}", "muted", ha="left")
    say(ax, 0.06, 4.14, fill(row["question"], 46), ha="left", va="top", size=LARGE, weight=600)
    say(ax, 0.06, 3.34, _GRADED[row["answered"]], "reader", ha="left", weight=600)
    say(ax, 0.06, 3.16, fill(row["answer"], 56), ha="left", va="top")
    said: list[Artist] = []
    for x, side in zip((0.06, 2.5), case.between, strict=True):
        box(ax, x, 0.08, 2.34, 1.72)
        say(ax, x + 0.12, 1.6, f"towards {side}", "muted", ha="left")
        lines = [fill(f"{key}: {labels[key]}", 26) for key in row[side]] or ["no claim"]
        look: dict[str, Any] = {"ha": "left", "va": "top", "linespacing": 1.25}
        said.append(say(ax, x + 0.12, 1.42, "\n".join(lines), **look))
    return said


_GRADED = {
    "explicitly": "answered explicitly",
    "by implication": "answered by implication (our reading)",
    "not at all": "not answered",
}
_TOLD = {
    "explicitly": "The article answers explicitly.",
    "by implication": "The article answers by implication, in our reading.",
    "not at all": "The article does not answer.",
}


def describe_criterion(*, criterion: int, case: Case) -> str:
    """Say in words what `draw_criterion` shows."""
    row = load_criteria(case).set_index("criterion").loc[criterion]
    labels = labels_of(case)
    pulls = "; ".join(
        f"towards the {side} scenario: {named(row[side], labels) or 'nothing'}"
        for side in case.between
    )
    return f"{row['question']} {_TOLD[row['answered']]} {row['answer']} Evidence {pulls}."


def criteria(case: Case) -> Explorer:
    """Look at one criterion at a time.

    Parameters
    ----------
    case : Case
        With criteria.

    Returns
    -------
    islands.Explorer
        A list of the criteria.
    """
    rows = load_criteria(case).itertuples()
    words = {row.criterion: f"{row.criterion}. {row.short}" for row in rows}
    return explorer(
        "criteria",
        "One criterion at a time",
        [Choice("criterion", "Criterion", words, many=True)],
        draw_criterion,
        describe_criterion,
        case=case,
    )
