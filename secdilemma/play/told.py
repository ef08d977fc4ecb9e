"""A history told to its reader: each chair's years, the demands, and what decided.

A page with a script tells the same, in `play.js`.
"""

from secdilemma.play.codes import INTENTS
from secdilemma.play.minds import Tabled
from secdilemma.play.rules import PLACES, Ending, History
from secdilemma.play.study import (
    changed,
    decisive,
    distance,
    likeness,
    misreadings,
    parted,
    replayed,
    told,
    verdict,
    worse,
)
from secdilemma.play.words import diary, event, named, place, words


def lived(history: History, turn: int, seat: int) -> dict[str, str]:
    """Tell one chair's year: what the other did, what was seen of it, thought and done.

    Parameters
    ----------
    history : History
        Any; of a mind that is no table nothing is known but how it read the other.
    turn, seat : int
        The turn (from 0) and the chair.

    Returns
    -------
    dict
        Sentences: ``had``, ``saw``, ``misread`` (empty where nothing was), ``made`` and ``did``.
    """
    said, sights, happened = words()["table"], words()["sights"], history.turns[turn]
    seen = sights["seen"][PLACES[happened.sights[seat]]]
    wrong = (turn, seat) in misreadings(history)
    made = said["reads"][INTENTS.index(happened.readings[seat])]
    if isinstance(history.minds[seat], Tabled):
        made = diary(history, turn, seat)
    did = [said["moved"][place(happened.moves[seat])] + "."]
    did += [said["demand"]] if happened.demands[seat] else []
    did += [said["demanded"]] if happened.demands[1 - seat] else []
    meant = sights["meant"][PLACES[history.meant(turn, seat)]]
    return {
        "had": named(said["had"], history, seat, meant=meant),
        "saw": event(history, turn, seat),
        "misread": named(said["misread"], history, seat, seen=seen) if wrong else "",
        "made": made,
        "did": " ".join(did),
    }


def demand(history: History, turn: int) -> str:
    """Tell what the reader had to give in to in a turn.

    Parameters
    ----------
    history : History
        Of a reader.
    turn : int
        From 0; before it there was nothing.

    Returns
    -------
    str
        Two sentences or so, or none.
    """
    if turn < 0 or not history.turns[turn].demands[history.seat]:
        return ""
    texts = words()["turn"]["demands"]
    earlier = sum(one.demands[history.seat] for one in history.turns[:turn])
    return named(texts[earlier % len(texts)], history, history.seat)


def decided(history: History) -> tuple[str, str, str]:
    """Say which misreading decided a history, as far as it can be told.

    Parameters
    ----------
    history : History
        Any.

    Returns
    -------
    tuple of str
        In brief, the title of the part that tells more, and its sentences.
    """
    said, sights, endings = words()["decided"], words()["sights"], words()["endings"]["names"]
    found, kind = decisive(history), verdict(history)
    texts = [said["brief"][kind], said["titles"][kind], said[kind]]
    seat, values = history.seat, dict[str, object]()
    if found:
        turn, seat = found
        again, order = replayed(history, turn, seat), list(Ending)
        if told(history, again) and (how := worse(history, turn, seat)):
            texts[2] += " " + said["worse"][how]
        first = parted(history, again)
        values = {
            "year": turn + 1,
            "seen": sights["seen"][PLACES[history.turns[turn].sights[seat]]],
            "meant": sights["meant"][PLACES[history.meant(turn, seat)]],
            "ending": endings[order.index(history.ending)],
            "other": endings[order.index(again.ending)],
            "moves": distance(history, again),
            "all": 2 * len(history.turns),
            "label": words()["labels"][likeness(history, history.seat)[0]],
            "from": "" if first is None else first + 1,
            "first": changed(history, again)[0] + 1 if distance(history, again) else "",
        }
    brief, title, sentence = (named(text, history, seat, **values) for text in texts)
    return brief, title, sentence
