"""Two readers, one against the other: what each is out for is drawn, and both decide."""

from collections.abc import Sequence

from game.codes import neighbour
from game.minds import recorded
from game.rules import History, play
from secdilemma.theory import Intent, Policy

Answers = Sequence[tuple[Intent | str, Policy | str]]


def seated(seed: int, one: Answers, two: Answers) -> History:
    """Play the history of two readers at one screen.

    Parameters
    ----------
    seed : int
        The luck; what each is out for comes of it, as it does for the neighbour of one reader.
    one, two : sequence of tuple
        Reading and policy of each turn, by chair.

    Returns
    -------
    History
        Also a state of offensive intent did as its reader decided.

    Raises
    ------
    ValueError
        When an answer is missing.

    Notes
    -----
    For a mind that is a table a die decides whether an offensive state arms. A reader who only
    read, while a die acted, would have nothing to do, and nothing to hide; patience, which a die
    does not have, is what makes such a neighbour hard to read.

    Examples
    --------
    >>> held = [("defensive", "reassurance")] * 8
    >>> str(seated(7, held, held).ending)
    'restraint'
    """
    intents = [neighbour(seed, 1 - chair)[0] for chair in (0, 1)]
    minds = [
        recorded([reading for reading, _ in answers], [policy for _, policy in answers])
        for answers in (one, two)
    ]
    return play(minds, intents, seed, free=True)
