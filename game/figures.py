"""The numbers that a chapter draws: two beliefs over the years, and minds in two worlds."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from game.minds import MINDS, STEPS
from game.printed import MIND, parted
from game.rules import Ending, Move
from game.study import outcomes
from game.words import names, words
from secdilemma.theory import Intent

LUCK = 400
"""So many histories for each mind and world."""

BARS = tuple(range(-10, 6, 3))
"""How much suspicion makes a mind arm, in steps, from almost none to a good deal."""

MOVED = ("fearful", "sensible", "tester")
"""Minds whose bar is moved; the calm one is blind as well."""


def beliefs() -> dict[str, Any]:
    """Return what two frightened states believe of each other, with one misreading and without.

    Returns
    -------
    dict
        ``names`` of the states by chair; ``year`` of the misreading, from 1, and its ``chair``;
        ``bar``, the belief from which both arm, and ``doubling``, how many steps double the odds;
        and for the two histories of `parted` their ``endings``, ``beliefs`` (in steps of log-odds)
        and ``armed`` (bool), the last two of shape (2 histories, 2 chairs, years).
    """
    was, meant, turn, seat = parted()
    mind = MINDS[MIND]
    chairs, both = (0, 1), (was, meant)
    last = len(was.turns) - 1
    return {
        "names": names(was.seat),
        "year": turn + 1,
        "chair": seat,
        "bar": mind.bar,
        "doubling": STEPS,
        "endings": [one.ending.value for one in both],
        "beliefs": [[mind.beliefs(one.view(last, c))[1:] for c in chairs] for one in both],
        "armed": [[[m is Move.ARMED for m in one.moves(c)[1:]] for c in chairs] for one in both],
    }


@dataclass(frozen=True)
class Fare:
    """How a mind fares in both worlds.

    Attributes
    ----------
    restraint : float
        Share of histories with a defensive neighbour of the same mind that end in restraint.
    races : float
        Share of them that end in an arms race.
    coerced : float
        Share of histories in which an offensive neighbour coerces it.
    """

    restraint: float
    races: float
    coerced: float


@cache
def fare(mind: str, bar: int | None = None) -> Fare:
    """Return how a mind fares in both worlds, over many histories.

    Parameters
    ----------
    mind : str
        A key of `MINDS`.
    bar : int, optional
        Another belief from which it arms, in steps.

    Returns
    -------
    Fare
        By the first `LUCK` seeds.
    """
    one = MINDS[mind] if bar is None else replace(MINDS[mind], bar=bar)
    pair, seeds = (one, one), range(LUCK)
    safe = outcomes(pair, (Intent.DEFENSIVE, Intent.DEFENSIVE), seeds)
    pressed = outcomes(pair, (Intent.DEFENSIVE, Intent.OFFENSIVE), seeds)
    counts = (safe[Ending.RESTRAINT], safe[Ending.RACE], pressed[Ending.COERCION])
    return Fare(*(count / LUCK for count in counts))


def worlds() -> dict[str, Any]:
    """Return how minds fare with a neighbour that wants to be safe, and with one that wants more.

    Returns
    -------
    dict
        ``minds``, a `Fare` for each of `MINDS`, and ``lines``, for each of `MOVED` a list of them,
        one for each of `BARS`; both by what the mind is called.
    """
    called = words()["labels"]
    return {
        "minds": {called[name]: fare(name) for name in MINDS},
        "lines": {called[name]: [fare(name, bar) for bar in BARS] for name in MOVED},
    }
