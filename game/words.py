"""The words of the played dilemma, from ``words.toml``: events, diaries, sentences.

What stands here in Python is done by the page again, from the same tables and with the same luck.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from game.minds import Tabled
from game.rules import INTENTS, SIGHTS, Channel, History, Move, Sight, throw
from secdilemma.theory import Intent

APART = 64
"""So far apart lie the throws that mix the events of two sights; there are fewer events of one."""


@cache
def words() -> dict[str, Any]:
    """Read the words.

    Returns
    -------
    dict
        As the file has them; nobody changes it.
    """
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def names(seat: int) -> tuple[str, str]:
    """Return the names of the states by chair.

    Parameters
    ----------
    seat : int
        The reader's chair.

    Returns
    -------
    tuple of str
        Of chair 0 and of chair 1.
    """
    reader, neighbour = words()["names"]["reader"], words()["names"]["neighbour"]
    return (neighbour, reader) if seat else (reader, neighbour)


def mixed(seed: int, seat: int, sight: Sight, count: int) -> list[int]:
    """Return the order in which the events of a sight are told.

    Parameters
    ----------
    seed, seat : int
        The luck, and the chair that sees.
    sight : Sight
        Of which the events are.
    count : int
        How many there are.

    Returns
    -------
    list of int
        The numbers below ``count``, in the order in which they are told.
    """
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        place = throw(seed, APART * SIGHTS.index(sight) + last, seat, Channel.EVENT, last + 1)
        order[last], order[place] = order[place], order[last]
    return order


def events_of(sight: Sight) -> list[str]:
    """Return the events that a sight may be told as.

    Parameters
    ----------
    sight : Sight
        Any.

    Returns
    -------
    list of str
        As the file has them.
    """
    events: list[str] = words()["events"][sight.value]
    return events


def event(history: History, year: int, seat: int) -> str:
    """Return what a chair saw in a year: something concrete, and in one history nothing twice.

    Parameters
    ----------
    history : History
        Any.
    year, seat : int
        The year (from 0) and the chair that saw.

    Returns
    -------
    str
        One or two sentences, with the names of the states.
    """
    sight = history.years[year].sights[seat]
    before = sum(one.sights[seat] is sight for one in history.years[:year])
    events = events_of(sight)
    text: str = events[mixed(history.seed, seat, sight, len(events))[before]]
    return named(text, history, seat)


def fill_in(text: str, **values: object) -> str:
    """Return a sentence with values in place of the names in braces.

    Parameters
    ----------
    text : str
        With names in braces.
    **values : object
        For the names.

    Returns
    -------
    str
        The text.
    """
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def named(text: str, history: History, seat: int, **values: object) -> str:
    """Return a sentence with the names of the states, as a chair speaks of them, and the years.

    Parameters
    ----------
    text : str
        With ``{us}``, ``{them}`` and ``{years}``.
    history : History
        Says which chair is the reader's.
    seat : int
        Who speaks.
    **values : object
        For other names in braces.

    Returns
    -------
    str
        The text.
    """
    both = names(history.seat)
    known = {"us": both[seat], "them": both[1 - seat], "years": len(history.years)}
    return fill_in(text, **known, **values)


def diary(history: History, year: int, seat: int) -> str:
    """Return what a mind that is a table noted in a year: what it saw, how it felt, what it did.

    Parameters
    ----------
    history : History
        With a `Tabled` mind in that chair.
    year, seat : int
        The year (from 0) and the chair.

    Returns
    -------
    str
        Three short sentences or so, in the first person plural.

    Raises
    ------
    TypeError
        If somebody else sat there, whose thoughts nobody knows.
    """
    mind = history.minds[seat]
    if not isinstance(mind, Tabled):
        raise TypeError(f"{mind!r} keeps no diary; expected a mind that is a table")
    happened, texts = history.years[year], words()["diary"]
    belief = mind.beliefs(history.view(year, seat))[-1]
    mood = next(one["words"] for one in texts["moods"] if belief <= one["to"])
    answers = texts["answers"][INTENTS.index(history.intents[seat])]
    shift = year + seat
    if happened.demands[1 - seat]:
        earlier = sum(one.demands[1 - seat] for one in history.years[:year])
        demands: list[str] = answers["demands"]
        return demands[(history.seed + earlier) % len(demands)]
    if happened.moves[seat] is Move.ARMED:
        answer = answers["armed" if belief > 0 else "wary"]
    else:
        answer = answers["tests" if belief >= mind.bar_in(history.world) else "held_back"]
    seen = texts["seen"][SIGHTS.index(happened.sights[seat])][happened.readings[seat].intent.value]
    felt = [] if history.intents[seat] is Intent.OFFENSIVE else [mood[shift % len(mood)]]
    return " ".join((seen[shift % len(seen)], *felt, answer[shift % len(answer)]))
