"""The best that any mind can do, whatever it is: exact, over all functions of a view.

A mind cannot see the other's intent. What is computed here is a bound on all minds together, those
that nobody has thought of included, and so a proof where sampling would only be a suspicion.

Built in is what the other may be: one of the book's minds, each as likely, or a state that wants
more and follows a die. So is what counts: restraint with the one, and neither war nor demand with
the other. How far the two go together is what comes out.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from game.minds import MINDS, Tabled
from game.observer import peace
from game.others import Other, at_first, following, sight_of
from game.rules import MOVES, RULES, SIGHTS, WORLDS, Move, Opening, Rules, World

Array = NDArray[np.float64]


class Wish(NamedTuple):
    """What a mind is to reach.

    Attributes
    ----------
    restraint : float
        What restraint with a defensive neighbour is worth.
    safety : float
        What neither war nor demand is worth with one of offensive intent.
    """

    restraint: float
    safety: float


class _Year(NamedTuple):
    """All that the other may be when a year begins, and what becomes of it.

    Attributes
    ----------
    others : tuple of Other
        In the order of the arrays.
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


def _years(
    others: Sequence[Other], world: World, minds: Mapping[str, Tabled], rules: Rules
) -> list[_Year]:
    """Return what the other may be from year to year, and after the last one."""
    years = []
    for number in range(rules.years + 1):
        steps = {
            move: [following(one, move, number, world, minds, rules) for one in others]
            for move in Move
            if number < rules.years
        }
        after = list(dict.fromkeys(one for rows in steps.values() for row in rows for one in row))
        becomes = {
            move: csr_array([[row.get(one, 0.0) for one in after] for row in rows])
            for move, rows in steps.items()
        }
        places = range(len(SIGHTS))
        seen = np.array([[sight_of(one, at, world, rules) for one in others] for at in places])
        forces = np.array([-np.inf if one.mind else one.forces for one in others])
        years.append(_Year(tuple(others), seen, becomes, forces))
        others = after
    return years


def best(
    wishes: Sequence[Wish],
    world: World = WORLDS[0],
    opening: Opening = (Move.HELD_BACK, Move.HELD_BACK),
    minds: Mapping[str, Tabled] = MINDS,
    rules: Rules = RULES,
) -> list[float]:
    """Return the most that any mind at all can reach with two neighbours together.

    Parameters
    ----------
    wishes : sequence of Wish
        What counts, in one question or several.
    world, opening
        As `play` takes them; the mind, whose state is defensive, sits in the first chair.
    minds : mapping of str to Tabled
        Of the defensive neighbour, each as likely.
    rules : Rules
        Other tables.

    Returns
    -------
    list of float
        For each wish the largest value, over all functions of a `View`, of its ``restraint`` times
        the probability of restraint with the one neighbour plus its ``safety`` times that of
        neither war nor demand with the other.

    Notes
    -----
    Backward over everything that a chair can have seen and done: for each, the chances of all that
    the other may be are carried along, and the better of the two moves is taken. No sampling. A
    mind that throws dice is a mixture of minds that do not, and can do no better.

    Examples
    --------
    In two years nobody gets three storeys ahead, as a demand needs where defence is:

    >>> from dataclasses import replace
    >>> best([Wish(0, 1)], WORLDS[2], rules=replace(RULES, years=2))
    [1.0]
    """
    first = at_first(minds, [opening[1]])
    years = _years(list(first), world, minds, rules)
    lead, final = rules.of(rules.ahead, world), rules.years - 1
    asks = rules.asks / rules.sides

    @cache
    def quiet(number: int, move: Move, forces: int) -> Array:
        """Return the chance that there is no war in a year, for what the other is after it."""
        others = years[number + 1].others
        return np.array([peace(world, move, forces, one, rules) for one in others])

    @cache
    def worth(last: Move, move: Move, forces: int, armed: int) -> Array:
        """Return what each of the other is worth in the last year, by what our side does in it."""
        restrained = [one.armed + armed <= rules.restraint for one in years[-1].others]
        wanted = np.array(
            [
                [wish.restraint * calm if one.mind else wish.safety for wish in wishes]
                for one, calm in zip(years[-1].others, restrained, strict=True)
            ]
        )
        return np.asarray(years[final].becomes[last] @ (wanted.T * quiet(final, move, forces)).T)

    def value(number: int, known: Array, last: Move, forces: int, armed: int) -> Array:
        """Return the value of each row of ``known``: what is left of every chance of the other."""
        year, values = years[number], []
        for move in Move:
            arms = move is Move.ARMED
            seen = year.seen if arms else year.seen * (1 - asks * (year.forces - forces >= lead))
            left = (known[:, None, :] * seen).reshape(-1, known.shape[1])
            after = max(0, min(rules.most, forces + (1 if arms else -1)))
            counted = armed + (arms and number >= rules.years - rules.last)
            if number == final:
                values.append(left @ worth(last, move, after, counted))
                continue
            became = (year.becomes[last].T @ left.T).T * quiet(number, move, after)
            values.append(value(number + 1, np.ascontiguousarray(became), move, after, counted))
        most = np.maximum.reduce(values)
        return np.asarray(most.reshape(len(known), len(SIGHTS), -1).sum(axis=1))

    known = 2 * np.array([list(first.values())])  # at even odds both have half a chance
    return [float(one) for one in value(0, known, opening[0], 1 + MOVES.index(opening[0]), 0)[0]]


class Bound(NamedTuple):
    """The most that any mind can reach in a world, from an opening; shares in [0, 1].

    Attributes
    ----------
    restraint : float
        Restraint with a defensive neighbour.
    safety : float
        Neither war nor demand with one of offensive intent.
    both : float
        The mean of the two, by one mind that doesn't know which neighbour it has.
    """

    restraint: float
    safety: float
    both: float


def bound(world: World, opening: Opening) -> Bound:
    """Return the most that any mind can reach by the rules of the book, to three places.

    Parameters
    ----------
    world : World
        One of `WORLDS`.
    opening : pair of Move
        What both did in the year before the first.

    Returns
    -------
    Bound
        Three places after the point.
    """
    wishes = [Wish(1, 0), Wish(0, 1), Wish(0.5, 0.5)]
    return Bound(*(round(one, 3) for one in best(wishes, world, opening)))


FOUND: dict[tuple[World, str], Bound] = {
    (WORLDS[0], "nobody"): Bound(0.974, 0.741, 0.738),
    (WORLDS[0], "the other"): Bound(0.952, 0.698, 0.651),
    (WORLDS[0], "both"): Bound(0.794, 0.681, 0.505),
    (WORLDS[1], "nobody"): Bound(0.936, 0.741, 0.774),
    (WORLDS[1], "the other"): Bound(0.921, 0.698, 0.747),
    (WORLDS[1], "both"): Bound(0.861, 0.681, 0.71),
    (WORLDS[2], "nobody"): Bound(0.982, 0.925, 0.907),
    (WORLDS[2], "the other"): Bound(0.988, 0.903, 0.85),
    (WORLDS[2], "both"): Bound(0.956, 0.902, 0.708),
    (WORLDS[3], "nobody"): Bound(0.959, 0.925, 0.91),
    (WORLDS[3], "the other"): Bound(0.948, 0.903, 0.892),
    (WORLDS[3], "both"): Bound(0.916, 0.902, 0.873),
}
"""What `bound` finds, by world and opening; a test computes it anew."""
