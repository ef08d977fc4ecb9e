"""The best that any mind can do, whatever it is: exact, over all functions of a view.

A mind cannot see the other's intent. What is computed here is a bound on all minds together, those
that nobody has thought of included, and so a proof where sampling would only be a suspicion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from game.minds import MINDS, Tabled
from game.others import Other, following
from game.rules import OPENING, RULES, Move, Rules, Sight
from secdilemma.theory import Intent

Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Year:
    """All that the other may be when a year begins, and what becomes of it.

    Attributes
    ----------
    seen : array, shape (3, others)
        Chances of the three sights of what each did last.
    becomes : mapping of Move to sparse array, shape (others, others of the next year)
        Chances, by what our side did last.
    forces : array, shape (others,)
        Of those that make demands; far below 0 for those that do not.
    """

    others: tuple[Other, ...]
    seen: Array
    becomes: Mapping[Move, csr_array]
    forces: Array


def _years(minds: Mapping[str, Tabled], rules: Rules) -> list[_Year]:
    """Return what the other may be from year to year, and after the last one."""
    others = [Other(name, mind.prior, (), 0, 0) for name, mind in minds.items()]
    others.append(Other("", 0, (), rules.start, 0))
    years = []
    for number in range(rules.turns + 1):
        steps = {
            move: [following(other, move, number, minds, rules) for other in others]
            for move in Move
            if number < rules.turns
        }
        after = list(dict.fromkeys(one for rows in steps.values() for row in rows for one in row))
        becomes = {
            move: csr_array([[row.get(one, 0.0) for one in after] for row in rows])
            for move, rows in steps.items()
        }
        seen = np.array([rules.seen[one.intent, one.last] for one in others]).T / rules.sides
        forces = np.array([-np.inf if one.mind else one.forces for one in others])
        years.append(_Year(tuple(others), seen, becomes, forces))
        others = after
    return years


def best(
    restraint: float,
    safety: float,
    *,
    never_coerced: bool = False,
    minds: Mapping[str, Tabled] = MINDS,
    rules: Rules = RULES,
) -> float:
    """Return the most that any mind at all can reach in two worlds together.

    Parameters
    ----------
    restraint : float
        What a history in restraint with a defensive neighbour is worth, at least 0; the neighbour's
        mind is any of ``minds``, each as likely.
    safety : float
        What a history without a demand is worth that is played with an offensive one.
    never_coerced : bool
        Ask only among the minds to which no offensive neighbour can ever make a demand.
    minds : mapping of str to Tabled
        Of defensive neighbours.
    rules : Rules
        Other tables.

    Returns
    -------
    float
        The largest value, over all functions of a `View`, of ``restraint`` times the probability of
        restraint in the first world plus ``safety`` times that of no demand in the second.

    Raises
    ------
    ValueError
        With ``never_coerced``, if by ``rules`` an offensive state cannot arm, or not look so.

    Notes
    -----
    Backward over everything that a chair can have seen and done: for each, the chances of all that
    the other may be are carried along, and the better of the two moves is taken. No sampling. A
    mind that throws dice is a mixture of minds that do not, and can do no better.

    An offensive neighbour may arm in any year and be seen as anything, so that no sight ever tells
    a mind that it is not behind. Tables where that is not so are refused with ``never_coerced``.

    Examples
    --------
    Who always arms is never coerced, in three years or eight:

    >>> from dataclasses import replace
    >>> round(best(0, 1, rules=replace(RULES, turns=3)), 6)
    1.0
    """
    chances = (*rules.presses, *rules.seen[Intent.OFFENSIVE, Move.ARMED])
    if never_coerced and min(chances) <= 0:
        raise ValueError(f"chances {chances} of an offensive state; expected all above 0")
    years = _years(minds, rules)
    weights = [restraint / len(minds)] * len(minds) + [safety]
    final = years[-1].others

    @cache
    def ends(move: Move, ours: int) -> Array:
        """Return what each of the other is worth as the last year begins, by how ours has ended."""
        worth = [float(not one.mind or one.armed + ours <= rules.restraint) for one in final]
        return np.asarray(years[-2].becomes[move] @ np.array(worth))

    def may_be_ahead(number: int, forces: int) -> bool:
        """Return whether an offensive neighbour can be: it may have armed every year, unseen."""
        return min(rules.most, rules.start + number) - forces >= rules.ahead

    def value(number: int, known: Array, last: Move, forces: int, ours: int) -> Array:
        """Return the value of each row of ``known``: what is left of every chance of the other."""
        year = years[number]
        values = []
        for move in Move:
            seen, armed = year.seen, move is Move.ARMED
            if not armed:
                if never_coerced and may_be_ahead(number, forces):
                    continue
                seen = seen * (year.forces - forces < rules.ahead)  # a demand: all is lost
            counted = ours + (armed and number >= rules.turns - rules.last)
            if number + 1 == rules.turns:
                values.append(known @ (seen * ends(last, counted)).T)
                continue
            left = (known[:, None, :] * seen).reshape(-1, known.shape[1])
            after = np.ascontiguousarray((year.becomes[last].T @ left.T).T)
            held = max(0, min(rules.most, forces + (1 if armed else -1)))
            values.append(value(number + 1, after, move, held, counted).reshape(-1, len(Sight)))
        return np.asarray(np.maximum.reduce(values).sum(axis=1))

    return float(value(0, np.array([weights]), OPENING, rules.start, 0)[0])


FOUND = {"restraint": 0.797, "never coerced": 0.354, "both": 0.761}
"""What `best` finds with the rules of the book, which takes it minutes; a test computes it anew.

The most restraint with a defensive neighbour; the most of it among minds that are never coerced by
an offensive one; and the most that the mean of restraint and safety can be. Shares of histories.
"""
