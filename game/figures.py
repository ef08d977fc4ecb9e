"""The numbers that a chapter shows: two beliefs over the years, two neighbours, all worlds."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from game.minds import MINDS
from game.printed import MIND, parted
from game.rules import OPENINGS, READINGS, WORLDS, Move
from game.study import ANY, OPENED, PRESSED, SAFE, Fate, cell, fate
from game.words import names, words

if TYPE_CHECKING:
    import pandas as pd

BARS = tuple(range(-9, 10, 3))
"""How much suspicion makes a mind arm, in steps, from almost none to a good deal."""

MOVED = ("fearful", "sensible", "tester")
"""Minds whose bar is moved; the calm one is blind as well."""

DIRE, QUIET = WORLDS[0], OPENINGS[0]
"""Attack is ahead and arms can't be told apart; nobody armed last year."""


def beliefs() -> dict[str, Any]:
    """Return what two frightened states did, saw and believed, with one bent sight and without.

    Returns
    -------
    dict
        ``names`` of the states by chair; ``year`` of the bent sight, from 1, and its ``chair``;
        ``bar``, the belief from which both arm; and for the two histories of `parted` their
        ``endings``, and by chair ``beliefs`` (in steps of log-odds), ``armed`` (bool, from the year
        before the first on), ``sights`` (what arrived), ``suspects`` (bool, whether that was read
        as offensive) and ``bent`` (bool): of shape (2 histories, 2 chairs, years).
    """
    was, straight, year, seat = parted()
    mind, chairs, both = MINDS[MIND], (0, 1), (was, straight)
    last = len(was.years) - 1
    offensive = READINGS[2:]
    return {
        "names": names(was.seat),
        "year": year + 1,
        "chair": seat,
        "bar": mind.bar,
        "endings": [one.ending.value for one in both],
        "beliefs": [[mind.beliefs(one.view(last, c))[1:] for c in chairs] for one in both],
        "armed": [[[m is Move.ARMED for m in one.moves(c)] for c in chairs] for one in both],
        "sights": [[[str(y.sights[c]) for y in one.years] for c in chairs] for one in both],
        "suspects": [
            [[y.readings[c] in offensive for y in one.years] for c in chairs] for one in both
        ],
        "bent": [[[(y, c) in one.bent for y in range(last + 1)] for c in chairs] for one in both],
    }


@cache
def fares(mind: str, bar: int) -> tuple[Fate, Fate]:
    """Return how a mind with another bar fares with its own kind, and with one out for more."""
    one = replace(MINDS[mind], bar=bar)
    safe, pressed = (fate((one, one), aims, DIRE, QUIET) for aims in (SAFE, PRESSED))
    return safe, pressed


def worlds() -> dict[str, Any]:
    """Return how minds fare with a neighbour that wants to be safe, and with one that wants more.

    Returns
    -------
    dict
        ``minds``, a pair of shares for each of `MINDS`, restraint with its own kind and coercion by
        one out for more; and ``lines``, for each of `MOVED` a list of them, one for each of `BARS`;
        both by what the mind is called.
    """
    called = words()["labels"]

    def shares(name: str, bar: int) -> tuple[float, float]:
        safe, pressed = fares(name, bar)
        return safe.restraint, pressed.coerced

    return {
        "minds": {called[name]: shares(name, mind.bar) for name, mind in MINDS.items()},
        "lines": {called[name]: [shares(name, bar) for bar in BARS] for name in MOVED},
    }


def overview() -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Return the study of the book, as its two tables print it.

    Returns
    -------
    with_own, with_others : DataFrame
        A row for each world and opening; texts. The first has for each mind with its own kind how
        many of a hundred histories come to a race or a war, and how many to restraint. The second
        has wars, years of arming in a hundred and security at the end in storeys, of two fearful
        minds, and for each mind how many of a hundred histories with a neighbour that wants more it
        gives in.
    """
    import pandas as pd

    own, others = {}, {}
    for world, label in zip(WORLDS, words()["worlds"]["labels"], strict=True):
        for opened, opening in OPENED.items():
            fares = {name: cell(name, name, world, opening) for name in MINDS}
            row = f"{label}; {opened}"
            own[row] = {f"race, {name}": f"{100 * one.race:.0f}" for name, one in fares.items()}
            own[row] |= {
                f"rest, {name}": f"{100 * one.restraint:.0f}" for name, one in fares.items()
            }
            wary = fares[MIND]
            others[row] = {"war": f"{100 * wary.war:.0f}", "price": f"{wary.price:.0f}"}
            others[row]["security"] = f"{wary.security:.1f}".replace("-", "−")
            for name in MINDS:
                gives_in = cell(name, ANY, world, opening).coerced
                others[row][f"gives in, {name}"] = f"{100 * gives_in:.0f}"
    return tuple(pd.DataFrame.from_dict(rows, orient="index") for rows in (own, others))
