"""The history that stands on paper, told year by year from both chairs.

A page with a script tells every other history in the same way, in `page/river.js`.
"""

from game.codes import deal
from game.minds import MINDS
from game.rules import MOVES, OPENINGS, READINGS, SIGHTS, WORLDS, Ending, History, play
from game.study import SAFE, decisive, replayed
from game.words import diary, event, named, words
from secdilemma.theory import Intent

MIND, LUCK = "fearful", 183
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


READER = 306
"""The luck of the history that stands where a reader has not played yet; a fearful mind answers."""


def reader() -> dict[str, object]:
    """Return that history as a page keeps one: its luck, the reader's chair and answers.

    Returns
    -------
    dict
        ``seed``, ``seat``, ``readings`` and ``policies``.
    """
    dealt = deal(READER)
    minds, aims = (MINDS[MIND], dealt.minds[1]), (Intent.DEFENSIVE, dealt.intents[1])
    history = play(minds, aims, READER, dealt.world, dealt.opening)
    return {
        "seed": READER,
        "seat": 0,
        "readings": [READINGS.index(year.readings[0]) for year in history.years],
        "policies": [MOVES.index(year.moves[0]) for year in history.years],
    }


def tell_year(history: History, year: int, seat: int) -> dict[str, str]:
    """Return one chair's year: what was seen of the other, thought and done.

    Parameters
    ----------
    history : History
        Of minds that are tables.
    year, seat : int
        The year (from 0) and the chair.

    Returns
    -------
    dict
        Sentences: ``saw``, ``bent`` (empty where nothing was), ``made`` and ``did``.
    """
    texts, happened = words()["table"], history.years[year]
    sent = words()["river"]["sent"][SIGHTS.index(happened.sent[1 - seat])]
    did = [words()["moves"]["did"][MOVES.index(happened.moves[seat])].capitalize() + "."]
    did += [texts["demand"]] if happened.demands[seat] else []
    did += [texts["demanded"]] if happened.demands[1 - seat] else []
    did += [texts["war"]] if history.ending is Ending.WAR and year + 1 == len(history.years) else []
    bent = named(texts["bent"], history, seat, sent=sent)
    return {
        "saw": event(history, year, seat),
        "bent": bent if (year, seat) in history.bent else "",
        "made": diary(history, year, seat),
        "did": " ".join(did),
    }
