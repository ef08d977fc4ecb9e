"""What can be learned from histories: what one bent sight did, and how histories fare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from game.minds import MINDS, Recorded, Tabled
from game.rules import (
    CHAIRS,
    ENDINGS,
    OPENINGS,
    RULES,
    WORLDS,
    Ending,
    History,
    Mind,
    Opening,
    Rules,
    World,
    Years,
    play,
    play_many,
)
from secdilemma.theory import Intent

if TYPE_CHECKING:
    import pandas as pd

SAFE = (Intent.DEFENSIVE, Intent.DEFENSIVE)
PRESSED = (Intent.DEFENSIVE, Intent.OFFENSIVE)
"""What both are out for: two that only want to be safe, or one that does and one that doesn't."""


def likeness(history: History, seat: int) -> tuple[str, int]:
    """Find the mind that would most often have answered as a chair did.

    Parameters
    ----------
    history : History
        Any.
    seat : int
        The chair.

    Returns
    -------
    name : str
        A key of `MINDS`; of several, the slowest to arm if the chair armed in fewer
        than half of its years, else the quickest.
    years : int
        In how many years it would have answered with the same policy.

    Examples
    --------
    >>> from game import MINDS, OPENINGS, WORLDS, play
    >>> both = OPENINGS[3]
    >>> likeness(play([MINDS["calm"]] * 2, ["defensive"] * 2, 5, WORLDS[0], both), 0)
    ('calm', 8)
    """

    def same(mind: Tabled) -> int:
        return sum(
            mind(history.view(number, seat))[1] is year.policies[seat]
            for number, year in enumerate(history.years)
        )

    slow = 1 if 2 * history.paid(seat) < len(history.years) else -1
    name = max(MINDS, key=lambda name: (same(MINDS[name]), slow * MINDS[name].bar))
    return name, same(MINDS[name])


def replayed(history: History, year: int, seat: int) -> History:
    """Play a history again with one sight as it left, and all other luck the same.

    Parameters
    ----------
    history : History
        As it was.
    year, seat : int
        Which sight is put straight: in which year (from 0), from which chair.

    Returns
    -------
    History
        A mind that is a table or a function answers for itself. A reader whose answers are only
        recorded answers as recorded up to where this chair sees something else for the first time,
        and from there on, as after the last answer, as the mind of `likeness` would.

    Examples
    --------
    One bent sight, put straight, and a race becomes restraint:

    >>> from game.printed import printed
    >>> history = printed()
    >>> again = replayed(history, *decisive(history))
    >>> str(history.ending), str(again.ending)
    ('arms race', 'restraint')
    """
    chair, straight = history.seat, {*history.straight, (year, seat)}

    def again(mind: Mind) -> History:
        minds = (history.minds[0], mind) if chair else (mind, history.minds[1])
        return play(
            minds, history.intents, history.seed, history.world, history.opening,
            straight=straight, seat=chair, rules=history.rules,
        )  # fmt: skip

    reader = history.minds[chair]
    if not isinstance(reader, Recorded):
        return again(reader)
    answers = reader.answers[: len(history.years)]
    stand_in = Recorded(answers, then=MINDS[likeness(history, chair)[0]])
    other = first_difference(history, again(stand_in))
    return again(replace(stand_in, answers=answers[:other]))


LIKE_ENOUGH = 6
"""A stand-in speaks for a reader only if it answers alike in at least this many years."""


def first_difference(history: History, again: History) -> int | None:
    """Return the year from which on the reader's chair sees something else, or None for never.

    Parameters
    ----------
    history, again : History
        As it was, and as it would have been.

    Returns
    -------
    int or None
        From 0. Where the one ends before the other, the first year that it does not have.

    Examples
    --------
    >>> from game import MINDS, play
    >>> history = play([MINDS["calm"]] * 2, ["defensive"] * 2, seed=5)
    >>> first_difference(history, history) is None
    True
    """
    chair, longest = history.seat, max(len(history.years), len(again.years))
    for year in range(longest):
        both = (one.years[year].sights[chair] for one in (history, again) if year < len(one.years))
        if len(set(both)) > 1 or year >= min(len(history.years), len(again.years)):
            return year
    return None


def is_certain(history: History, again: History) -> bool:
    """Return whether anybody knows what would have followed.

    Parameters
    ----------
    history, again : History
        As it was, and as `replayed` has it.

    Returns
    -------
    bool
        True for a mind that answers for itself. True for a reader whose answers are only recorded
        where this chair sees the same as before, and where the mind that stands in for it answered
        as it did in at least `LIKE_ENOUGH` years. Otherwise nobody knows what the reader would have
        answered.
    """
    chair = history.seat
    if not isinstance(history.minds[chair], Recorded) or first_difference(history, again) is None:
        return True
    return likeness(history, chair)[1] >= LIKE_ENOUGH


def differing(history: History, again: History) -> list[tuple[int, int]]:
    """Return the years (from 0) and chairs in which two histories differ in a move.

    Parameters
    ----------
    history, again : History
        Of the same states.

    Returns
    -------
    list of tuple of int
        In the order of years, then chairs. A year that only one of them has differs in both chairs.

    Examples
    --------
    >>> from game import MINDS, play
    >>> history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=60)
    >>> differing(history, history)
    []
    """
    moves = [[year.moves for year in one.years] for one in (history, again)]
    longest = max(map(len, moves))
    one, two = (each + [(None, None)] * (longest - len(each)) for each in moves)
    return [(y, c) for y in range(longest) for c in CHAIRS if one[y][c] is not two[y][c]]


def decisive(history: History) -> tuple[int, int] | None:
    """Find the bent sight that decided most: without it, most of what followed would differ.

    Certain effects go before uncertain ones; see `is_certain`.

    Parameters
    ----------
    history : History
        Any.

    Returns
    -------
    tuple of int or None
        Year (from 0) and chair; one that changes the ending goes before one that changes moves
        only, an uncertain one comes after both, and an early one comes before a late one.
        None where no single bent sight changed anything.
    """
    ranked = []
    for year, seat in history.bent:
        again = replayed(history, year, seat)
        known, moves = is_certain(history, again), len(differing(history, again))
        if moves or not known:
            ended = again.ending is not history.ending
            ranked.append((known, ended, moves, -year, -seat))
    if not ranked:
        return None
    *_, year, seat = max(ranked)
    return -year, -seat


def raced(years: Years, rules: Rules = RULES) -> np.ndarray:
    """Return which histories came to an arms race or a war, shape (histories,), dtype bool.

    Parameters
    ----------
    years : Years
        Many histories.
    rules : Rules
        Other tables.

    Returns
    -------
    ndarray of bool, shape (histories,)
        One for each.
    """
    return (years.armed_last(rules) >= rules.race) | years.war


def hinges(
    mind: Mind, seeds: ArrayLike, world: World, opening: Opening, rules: Rules = RULES
) -> float:
    """Return the share of races that hang on one bent sight: put it straight, and it is no race.

    Parameters
    ----------
    mind : Mind
        Sits in both chairs; both states are defensive.
    seeds : array_like of int
        One for each history.
    world, opening
        As `play` takes them.
    rules : Rules
        Other tables.

    Returns
    -------
    float
        In [0, 1]; 0 where there is no race. A war counts as a race.
    """
    luck = np.asarray(seeds)
    was = play_many((mind, mind), SAFE, luck, world, opening, rules=rules)
    luck = luck[raced(was, rules)]
    hang = np.zeros(len(luck), dtype=bool)
    if not len(luck):
        return 0.0
    for year in range(rules.years):
        for chair in CHAIRS:
            straight = {(year, chair)}
            again = play_many(
                (mind, mind), SAFE, luck, world, opening, straight=straight, rules=rules
            )
            hang |= ~raced(again, rules)
    return float(hang.mean())


@dataclass(frozen=True)
class Fate:
    """How many histories of one pair, world and opening fare; shares in [0, 1].

    Attributes
    ----------
    race : float
        Came to an arms race or a war.
    war : float
        Came to a war.
    restraint : float
        Came to restraint.
    price : float
        Years of arming of the first state, in a hundred years of its histories.
    security : float
        Of the first state at the end, by the measure of the spiral; a mean, in storeys.
    coerced : float
        The first state had to give in.
    safe : float
        It neither had to give in nor came to a war.
    """

    race: float
    war: float
    restraint: float
    price: float
    security: float
    coerced: float
    safe: float


MANY = 2000
"""How many histories are played for each number in the book."""


def fate(
    minds: Sequence[Mind],
    intents: Sequence[Intent],
    world: World,
    opening: Opening,
    seeds: ArrayLike = range(MANY),
    rules: Rules = RULES,
) -> Fate:
    """Return how many histories of one pair, world and opening fare.

    Parameters
    ----------
    minds, intents, world, opening : object
        As `play` takes them.
    seeds : array_like of int
        The luck of each; at least one.
    rules : Rules
        Other tables.

    Returns
    -------
    Fate
        As the first state fares.

    Examples
    --------
    >>> from game import MINDS, OPENINGS, WORLDS
    >>> pair = (MINDS["calm"], MINDS["calm"])
    >>> fate(pair, SAFE, WORLDS[3], OPENINGS[0], range(100)).race
    0.0
    """
    years = play_many(minds, intents, seeds, world, opening, rules=rules)
    last = years.forces[np.arange(len(years.played)), years.played - 1]
    weight = rules.of(rules.weight, world)
    restraint, gave_in = ENDINGS.index(Ending.RESTRAINT), years.demands[:, :, 0].any(axis=1)
    return Fate(
        float(raced(years, rules).mean()),
        float(years.war.mean()),
        float((years.endings(rules) == restraint).mean()),
        float(100 * years.moves[:, :, 0].sum() / years.played.sum()),
        float((last[:, 0] - weight * last[:, 1]).mean()),
        float(gave_in.mean()),
        float((~gave_in & ~years.war).mean()),
    )


@cache
def cell(mind: str, other: str, world: World, opening: Opening) -> Fate:
    """Return a cell of the study of the book; by the name of a neighbour that wants more, `ANY`."""
    against, aims = (MINDS[mind], PRESSED) if other == ANY else (MINDS[other], SAFE)
    return fate((MINDS[mind], against), aims, world, opening)


ANY = "any"
"""The neighbour of offensive intent: a die decides for it, whatever its mind."""

OPENED: dict[str, Opening] = {"nobody": OPENINGS[0], "the other": OPENINGS[1], "both": OPENINGS[3]}
"""Who armed last year, as the first state sees it; "it alone did" would mirror the second."""


def study() -> "pd.DataFrame":
    """Return all worlds, openings and pairs of minds of the book, `MANY` histories each.

    Returns
    -------
    DataFrame
        A row for each world, opening and pair, with the columns ``advantage``, ``told apart``,
        ``armed last year``, ``mind``, ``neighbour`` (``any`` for one of offensive intent) and those
        of `Fate`.
    """
    import pandas as pd  # a page that is only played on does without

    rows = [
        {
            "advantage": world.advantage.value,
            "told apart": world.told_apart,
            "armed last year": opened,
            "mind": mind,
            "neighbour": other,
            **vars(cell(mind, other, world, opening)),
        }
        for world in WORLDS
        for opened, opening in OPENED.items()
        for mind in MINDS
        for other in (*MINDS, ANY)
    ]
    return pd.DataFrame(rows)


def tournament(
    minds: Mapping[str, Mind],
    seeds: Iterable[int],
    world: World = WORLDS[0],
    opening: Opening = OPENINGS[0],
    rules: Rules = RULES,
) -> "pd.DataFrame":
    """Return how every mind fares with every other, and with a state of offensive intent.

    Parameters
    ----------
    minds : mapping of str to Mind
        By name; one's own beside those of the book, as in ``{**MINDS, "mine": mine}``. Each sits
        in the first chair, in a state that only wants to be safe.
    seeds : iterable of int
        The luck, at least one, the same for every pair.
    world, opening
        As `play` takes them.
    rules : Rules
        Other tables.

    Returns
    -------
    DataFrame
        A row for each mind and each neighbour, with the columns ``mind``, the name of the mind in
        the first chair; ``neighbour``, that of the mind in the second, or ``any``; ``intent`` of
        the neighbour, ``defensive`` or ``offensive``; and those of `Fate`.

    Raises
    ------
    ValueError
        If there are no minds or no seeds, or a mind answers with rubbish; see `play`.

    Notes
    -----
    A share ``p`` of ``n`` histories is known to about ``2 * sqrt(p * (1 - p) / n)``.

    Examples
    --------
    >>> from game import MINDS, tournament
    >>> def dove(view):
    ...     return "defensive", "reassurance"
    >>> table = tournament({"calm": MINDS["calm"], "dove": dove}, range(50))
    >>> table.loc[table["mind"] == "dove", ["neighbour", "intent", "coerced", "restraint"]]
      neighbour     intent  coerced  restraint
    3      calm  defensive     0.00        1.0
    4      dove  defensive     0.00        1.0
    5       any  offensive     0.98        0.0
    """
    import pandas as pd

    luck = list(seeds)
    if not minds or not luck:
        raise ValueError(f"{len(minds)} minds, {len(luck)} seeds; expected at least one of each")
    rows = []
    for name, mind in minds.items():
        meetings = [(other, SAFE, minds[other]) for other in minds]
        for other, aims, against in [*meetings, (ANY, PRESSED, MINDS["calm"])]:
            fared = fate((mind, against), aims, world, opening, luck, rules)
            met = {"mind": name, "neighbour": other, "intent": aims[1].value}
            rows.append({**met, **vars(fared)})
    return pd.DataFrame(rows)
