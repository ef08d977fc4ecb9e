"""What both sides say of Russia, and what each says alone."""

from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Text

from secdilemma.case import Case
from secdilemma.data import labels_of, sorting
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, line, say
from secdilemma.kit.signs import river
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


@figure(3.5, _headline)
def draw_accounts(ax: Axes, *, case: Case) -> Artists:
    """Draw what both sides say of Russia's aims, and below it the motives that each gives.

    The reader should see one line that reaches from bank to bank, and below it motives of either
    account, whose lines end in the river. A claim leads to the ledger.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With accounts of its claims.

    Returns
    -------
    list of Artist
        The words of the shared claims, then those of each account: the other's, the reader's.

    Notes
    -----
    Source: the ledger of claims of Kerstens and Noll (2017); the labels are this book's.
    """
    labels, middle, half = labels_of(case), WIDTH / 2, 0.55
    river(ax, middle - half + 0.1, 0.1, 2 * half - 0.2, 2.95)
    say(ax, middle, 3.38, f"what {case.sides[1]} seeks", "muted")
    line(ax, [middle - half, middle + half], [2.62] * 2, "ink", 2.4)
    say(ax, middle, 2.33, "and why", "muted")

    def claim(x: float, y: float, key: str, **look: Any) -> Text:
        words = fill(f"{labels[key]} ({key})", 22)
        return say(ax, x, y, words, url=f"claims.html#ledger-{key.lower()}", **look)

    texts: Artists = [
        claim(middle, 2.72, key, va="bottom", weight=600, size=TEXT) for key in shared(case)
    ]
    banks = (("other", 1, "left"), ("reader", -1, "right"))
    for who, (side, way, ha), keys in zip(case.sides[::-1], banks, _alone(case), strict=True):
        bank = middle + way * half
        say(ax, bank + way * 0.1, 2.62, who, side, ha=ha, weight=600, size=TEXT)
        for number, key in enumerate(keys):
            y = 1.88 - number * 0.62
            line(ax, [bank, bank - way * 0.38], [y, y], side, 1.8)
            texts.append(claim(bank + way * 0.1, y, key, ha=ha))
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
