"""The history that stands on paper, told year by year from both chairs.

A page with a script tells every other history in the same way, in `page/river.js`.
"""

from game.minds import MINDS
from game.rules import OPENINGS, WORLDS, History, play
from game.study import SAFE, decisive, replayed

MIND, LUCK = "fearful", 159
"""Who sits in both chairs, and the luck: its ending hangs on one bent sight."""


def printed() -> History:
    """Play the history that stands on paper.

    Returns
    -------
    History
        Of two states that only want to be safe; attack is ahead, arms can't be told apart, and
        nobody armed last year.
    """
    return play([MINDS[MIND]] * 2, SAFE, LUCK, WORLDS[0], OPENINGS[0])


def parted() -> tuple[History, History, int, int]:
    """Play that history twice: as it was, and with the sight that decided it put straight.

    Returns
    -------
    was, straight : History
        As it was, and as it would have been.
    year, seat : int
        In which year, from 0, and from which chair the sight was bent.

    Raises
    ------
    ValueError
        If no bent sight decides it any more.
    """
    was = printed()
    bent = decisive(was)
    if bent is None:
        raise ValueError("the printed history hangs on no bent sight; expected one that does")
    return was, replayed(was, *bent), *bent
