"""The history that stands on paper, told year by year from both chairs.

A page with a script tells every other history in the same way, in `page/play.js`.
"""

from game.minds import MINDS
from game.rules import PLACES, Ending, History, play
from game.study import decisive, misreadings, replayed
from game.words import diary, event, named, place, words
from secdilemma.theory import Intent

MIND, LUCK = "fearful", 60
"""Who sits in both chairs, and the luck: its ending hangs on one misreading."""


def printed() -> History:
    """Play the history that stands on paper.

    Returns
    -------
    History
        Of two states that only want to be safe.
    """
    return play([MINDS[MIND]] * 2, [Intent.DEFENSIVE] * 2, LUCK)


def parted() -> tuple[History, History, int, int]:
    """Play that history twice: as it was, and with the sight that decided it as it was meant.

    Returns
    -------
    was, meant : History
        As it was, and as it would have been.
    turn, seat : int
        In which turn, from 0, and from which chair the sight was misread.

    Raises
    ------
    ValueError
        If no misreading decides it any more.
    """
    was = printed()
    misreading = decisive(was)
    if misreading is None:
        raise ValueError("the printed history hangs on no misreading; expected one that does")
    return was, replayed(was, *misreading), *misreading


def tell_year(history: History, turn: int, seat: int) -> dict[str, str]:
    """Return one chair's year: what the other did, what was seen of it, thought and done.

    Parameters
    ----------
    history : History
        Of minds that are tables.
    turn, seat : int
        The turn (from 0) and the chair.

    Returns
    -------
    dict
        Sentences: ``had``, ``saw``, ``misread`` (empty where nothing was), ``made`` and ``did``.
    """
    texts, sights, happened = words()["table"], words()["sights"], history.turns[turn]
    seen = sights["seen"][PLACES[happened.sights[seat]]]
    wrong = (turn, seat) in misreadings(history)
    did = [texts["moved"][place(happened.moves[seat])] + "."]
    did += [texts["demand"]] if happened.demands[seat] else []
    did += [texts["demanded"]] if happened.demands[1 - seat] else []
    meant = sights["meant"][PLACES[history.meant(turn, seat)]]
    return {
        "had": named(texts["had"], history, seat, meant=meant),
        "saw": event(history, turn, seat),
        "misread": named(texts["misread"], history, seat, seen=seen) if wrong else "",
        "made": diary(history, turn, seat),
        "did": " ".join(did),
    }


def decided() -> str:
    """Return which misreading decided the history on paper, and what would have come of it.

    Returns
    -------
    str
        A sentence or two.
    """
    was, meant, turn, seat = parted()
    sights, endings, order = words()["sights"], words()["endings"]["names"], list(Ending)
    return named(
        words()["decided"]["changed"],
        was,
        seat,
        year=turn + 1,
        seen=sights["seen"][PLACES[was.turns[turn].sights[seat]]],
        meant=sights["meant"][PLACES[was.meant(turn, seat)]],
        ending=endings[order.index(was.ending)],
        other=endings[order.index(meant.ending)],
    )
