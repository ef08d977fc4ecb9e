"""What can be learned from histories: misreadings, the one that decided, and many at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from game.minds import MINDS, Recorded
from game.rules import RULES, Ending, History, Mind, Rules, play
from secdilemma.theory import Intent

if TYPE_CHECKING:
    import pandas as pd


def misreadings(history: History) -> list[tuple[int, int]]:
    """Return the turns (from 0) and chairs in which the fog showed something that was not meant.

    Parameters
    ----------
    history : History
        Any.

    Returns
    -------
    list of tuple of int
        In the order of turns, then chairs.

    Examples
    --------
    >>> from game import MINDS, play
    >>> clear = [(turn, seat) for turn in range(8) for seat in (0, 1)]
    >>> misreadings(play([MINDS["calm"]] * 2, ["defensive"] * 2, seed=5, undone=clear))
    []
    """
    return [
        (number, seat)
        for number, turn in enumerate(history.turns)
        for seat in (0, 1)
        if turn.sights[seat] is not history.meant(number, seat)
    ]


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
        A key of `MINDS`; of several the first.
    turns : int
        In how many turns it would have answered with the same policy.

    Examples
    --------
    >>> from game import MINDS, play
    >>> likeness(play([MINDS["calm"]] * 2, ["defensive"] * 2, seed=5), 0)
    ('calm', 8)
    """

    def same(mind: Mind) -> int:
        turns = history.turns
        return sum(
            mind(history.view(number, seat))[1] is turn.policies[seat]
            for number, turn in enumerate(turns)
        )

    name = max(MINDS, key=lambda name: same(MINDS[name]))
    return name, same(MINDS[name])


def replayed(history: History, turn: int, seat: int) -> History:
    """Play a history again with one move seen as it was meant, and all other luck the same.

    Parameters
    ----------
    history : History
        As it was.
    turn, seat : int
        Which move is seen rightly: in which turn (from 0), from which chair.

    Returns
    -------
    History
        A mind that is a table or a function answers for itself. A reader whose answers are only
        recorded answers as recorded up to where this chair sees something else for the first time,
        and from there on as the mind of `likeness` would.

    Examples
    --------
    One misreading, undone, and a race becomes restraint:

    >>> from game import MINDS, decisive, play, replayed
    >>> history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=60)
    >>> turn, seat = decisive(history)
    >>> again = replayed(history, turn, seat)
    >>> str(history.ending), turn, seat, str(again.ending)
    ('arms race', 2, 1, 'restraint')
    """
    chair, undone = history.seat, {*history.undone, (turn, seat)}

    def again(minds: tuple[Mind, ...]) -> History:
        intents, seed = history.intents, history.seed
        return play(minds, intents, seed, undone=undone, seat=chair, rules=history.rules)

    straight = again(history.minds)
    other = first_difference(history, straight)
    if not isinstance(history.minds[chair], Recorded) or other is None:
        return straight
    answers = tuple((one.readings[chair], one.policies[chair]) for one in history.turns[:other])
    stand_in = Recorded(answers, then=MINDS[likeness(history, chair)[0]])
    return again((history.minds[0], stand_in) if chair else (stand_in, history.minds[1]))


LIKE_ENOUGH = 6
"""In at least so many turns a stand-in must have answered as the reader did to speak for them."""


def first_difference(history: History, again: History) -> int | None:
    """Find the turn from which on the reader's chair sees something else.

    Parameters
    ----------
    history, again : History
        As it was, and as it would have been; of as many turns.

    Returns
    -------
    int or None
        From 0; None where the reader sees the same in both.

    Examples
    --------
    >>> from game import MINDS, play
    >>> history = play([MINDS["calm"]] * 2, ["defensive"] * 2, seed=5)
    >>> first_difference(history, history) is None
    True
    """
    chair = history.seat
    pairs = zip(history.turns, again.turns, strict=True)
    other = (n for n, (a, b) in enumerate(pairs) if a.sights[chair] is not b.sights[chair])
    return next(other, None)


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
        as it did in at least `LIKE_ENOUGH` turns. Otherwise nobody knows what the reader would have
        answered.

    Examples
    --------
    >>> from game import MINDS, decisive, play, replayed
    >>> history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=60)
    >>> is_certain(history, replayed(history, *decisive(history)))
    True
    """
    chair = history.seat
    if not isinstance(history.minds[chair], Recorded) or first_difference(history, again) is None:
        return True
    return likeness(history, chair)[1] >= LIKE_ENOUGH


def differing(history: History, again: History) -> list[tuple[int, int]]:
    """Return the turns (from 0) and chairs in which two histories differ in a move.

    Parameters
    ----------
    history, again : History
        Of as many turns.

    Returns
    -------
    list of tuple of int
        In the order of turns, then chairs.

    Examples
    --------
    >>> from game import MINDS, decisive, play, replayed
    >>> history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=60)
    >>> differing(history, history)
    []
    >>> differing(history, replayed(history, *decisive(history)))[0]
    (5, 1)
    """
    return [
        (number, seat)
        for number, (one, two) in enumerate(zip(history.turns, again.turns, strict=True))
        for seat in (0, 1)
        if one.moves[seat] is not two.moves[seat]
    ]


def decisive(history: History) -> tuple[int, int] | None:
    """Find the misreading that decided most: without it, most of what followed would differ.

    What can be told goes before what nobody knows; see `is_certain`.

    Parameters
    ----------
    history : History
        Any.

    Returns
    -------
    tuple of int or None
        Turn (from 0) and chair; one that changes the ending goes before one that changes moves
        only, one of which it cannot be told comes after both, and an early one before a late one.
        None where no single misreading changed anything.

    Examples
    --------
    >>> from game import MINDS, decisive, play
    >>> decisive(play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=60))
    (2, 1)
    """
    ranked = []
    for turn, seat in misreadings(history):
        again = replayed(history, turn, seat)
        known, moves = is_certain(history, again), len(differing(history, again))
        if moves or not known:
            ended = again.ending is not history.ending
            ranked.append((known, ended, moves, -turn, -seat))
    if not ranked:
        return None
    *_, turn, seat = max(ranked)
    return -turn, -seat


def decisive_share(mind: Mind, seeds: Iterable[int], rules: Rules = RULES) -> float:
    """Return the share of races that hang on one misreading: undo it, and it is no race.

    Parameters
    ----------
    mind : callable
        Sits in both chairs; both states are defensive.
    seeds : iterable of int
        One for each history.
    rules : Rules
        Other tables.

    Returns
    -------
    float
        In [0, 1]; 0 where there is no race.

    Examples
    --------
    >>> 0 < decisive_share(MINDS["fearful"], range(20)) < 1
    True
    """
    safe = (Intent.DEFENSIVE, Intent.DEFENSIVE)
    hangs = [
        any(replayed(one, *undone).ending is not Ending.RACE for undone in misreadings(one))
        for one in (play((mind, mind), safe, seed, rules=rules) for seed in seeds)
        if one.ending is Ending.RACE
    ]
    return sum(hangs) / len(hangs) if hangs else 0.0


def outcomes(
    minds: tuple[Mind, Mind],
    intents: tuple[Intent | str, Intent | str],
    seeds: Iterable[int],
    rules: Rules = RULES,
) -> Counter[Ending]:
    """Return how many histories of one pair come to each ending.

    Parameters
    ----------
    minds, intents : tuple
        As `play` takes them.
    seeds : iterable of int
        One for each history.
    rules : Rules
        Other tables.

    Returns
    -------
    Counter of Ending
        How many came to each.

    Examples
    --------
    >>> from game import MINDS, Ending, outcomes
    >>> pair = (MINDS["tester"], MINDS["tester"])
    >>> outcomes(pair, ("defensive", "defensive"), range(100))[Ending.RACE]
    0
    """
    return Counter(play(minds, intents, seed, rules=rules).ending for seed in seeds)


ANY = "any"
"""The neighbour of offensive intent in a tournament: a die decides for it, whatever its mind."""


def tournament(
    minds: Mapping[str, Mind], seeds: Iterable[int], rules: Rules = RULES
) -> "pd.DataFrame":
    """Return how every mind fares with every other, and with a state of offensive intent.

    Parameters
    ----------
    minds : mapping of str to callable
        By name; one's own beside those of the book, as in ``{**MINDS, "mine": mine}``. Each sits
        in the first chair, in a state that only wants to be safe.
    seeds : iterable of int
        The luck, at least one, the same for every pair.
    rules : Rules
        Other tables.

    Returns
    -------
    DataFrame
        A row for each mind and each neighbour, with the columns ``mind``, the name of the mind in
        the first chair; ``neighbour``, that of the mind in the second, or ``any``; ``intent`` of
        the neighbour, ``defensive`` or ``offensive``; ``histories``, how many were played; and for
        each ending, ``coercion``, ``arms race``, ``restraint`` and ``unease``, the share of
        histories that came to it, in [0, 1]. The four add up to 1.

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
    >>> table.loc[table["mind"] == "dove", ["neighbour", "intent", "coercion", "restraint"]]
      neighbour     intent  coercion  restraint
    3      calm  defensive       0.0       0.98
    4      dove  defensive       0.0       1.00
    5       any  offensive       1.0       0.00
    """
    import pandas as pd  # a page that is only played on does without

    seeds = list(seeds)
    if not minds or not seeds:
        raise ValueError(f"{len(minds)} minds, {len(seeds)} seeds; expected at least one of each")
    rows = []
    for name, mind in minds.items():
        meetings = [(other, Intent.DEFENSIVE, minds[other]) for other in minds]
        for other, intent, against in [*meetings, (ANY, Intent.OFFENSIVE, mind)]:
            counts = outcomes((mind, against), (Intent.DEFENSIVE, intent), seeds, rules)
            met = {"mind": name, "neighbour": other, "intent": intent.value}
            shares = {ending.value: counts[ending] / len(seeds) for ending in Ending}
            rows.append({**met, "histories": len(seeds), **shares})
    return pd.DataFrame(rows)
