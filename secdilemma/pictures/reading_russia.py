"""What both sides say of Russia, and what each says alone."""

from textwrap import fill

from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.data import labels_of, sorting
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, arrow, box, edge, say
from secdilemma.style import TEXT, WIDTH
from secdilemma.words import count


def shared(case: Case) -> list[str]:
    """List the claims on which both accounts agree.

    Parameters
    ----------
    case : Case
        With accounts.

    Returns
    -------
    list of str
        Keys of claims.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> shared(load_case("baltic"))
    ['O1']
    """
    accounts = sorting(case).accounts
    return [key for key in accounts.reader if key in accounts.other]


def _alone(case: Case) -> tuple[list[str], list[str]]:
    """List what the side that is read says alone, and what the one that reads says alone."""
    accounts, both = sorting(case).accounts, shared(case)
    theirs, ours = (
        [key for key in keys if key not in both] for keys in (accounts.other, accounts.reader)
    )
    return theirs, ours


def _headline(case: Case) -> str:
    (reader, other), both = case.sides, shared(case)
    theirs, ours = map(len, _alone(case))
    return (
        f"{reader} and {other} share {count(len(both))} claim on what {other} seeks, and none of "
        f"{count(theirs + ours)} on why"
    )


@figure(3.62, _headline, lines=3)
def draw_accounts(ax: Axes, *, case: Case) -> Artists:
    """Draw what both sides say of Russia's aims, and below it the motives that each gives.

    The reader should see one box for both, and two columns that have nothing in common.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With accounts of its claims.

    Returns
    -------
    list of Artist
        The words of the shared claims, then those of each account.

    Notes
    -----
    Source: the ledger of claims of Kerstens and Noll (2017); the labels are this book's.
    """
    labels, middle = labels_of(case), WIDTH / 2
    (reader, other), both = case.sides, shared(case)
    box(ax, 0.5, 2.71, WIDTH - 1.0, 0.84, "panel", **edge("ink", 1.4))
    say(ax, middle, 3.33, f"What? {reader} and {other} agree", "muted", weight=600)
    bold: Look = {"size": TEXT, "weight": 600}
    texts: Artists = [say(ax, middle, 2.99, f"{labels[key]} ({key})", **bold) for key in both]
    columns = ((0.05, other, "other"), (2.5, reader, "reader"))
    for (x, who, meaning), keys in zip(columns, _alone(case), strict=True):
        centre = x + 1.175
        arrow(ax, (middle + (centre - middle) * 0.5, 2.69), (centre, 2.39))
        say(ax, centre, 2.23, f"Why? {who}’s account", meaning, weight=600)
        for number, key in enumerate(keys):
            y = 1.47 - number * 0.68
            box(ax, x, y, 2.35, 0.58, "paper", **edge(meaning, 1.2))
            texts.append(say(ax, centre, y + 0.29, fill(f"{labels[key]} ({key})", 27)))
    return texts


def describe_accounts(*, case: Case) -> str:
    """Say in words what `draw_accounts` shows."""
    labels, (reader, other) = labels_of(case), case.sides

    both, theirs, ours = (
        "; ".join(f"{labels[key]} ({key})" for key in keys)
        for keys in (shared(case), *_alone(case))
    )
    return (
        f"Both say what {other} seeks: {both}. On why, {other}’s account has {theirs}. "
        f"{reader}’s account has {ours}."
    )
