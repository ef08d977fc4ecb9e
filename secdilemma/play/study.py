"""What can be learned from histories: misreadings, the one that decided, and many at once."""

from collections import Counter
from collections.abc import Iterable, Mapping

from secdilemma.play.minds import MINDS, recorded
from secdilemma.play.rules import RULES, Ending, History, Mind, Rules, play
from secdilemma.theory import Intent


def misreadings(history: History) -> list[tuple[int, int]]:
    """List the turns (from 0) and chairs in which the fog showed another thing than was meant.

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
    >>> from secdilemma.play import MINDS, play
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
        Who is a table answers by it. Whose answers are only recorded answers as recorded up to
        where this chair sees something else for the first time, and from there on as the mind of
        `likeness` would.
    """
    minds = list(history.minds)
    while True:
        again = play(
            minds,
            history.intents,
            history.seed,
            undone={*history.undone, (turn, seat)},
            seat=history.seat,
            rules=history.rules,
        )
        chair = history.seat
        if history.minds[chair] in MINDS.values() or minds[chair] is not history.minds[chair]:
            return again
        pairs = zip(history.turns, again.turns, strict=True)
        other = [n for n, (a, b) in enumerate(pairs) if a.sights[chair] is not b.sights[chair]]
        if not other:
            return again
        kept = history.turns[: other[0]]
        minds[chair] = recorded(
            [one.readings[chair] for one in kept],
            [one.policies[chair] for one in kept],
            then=MINDS[likeness(history, chair)[0]],
        )


def distance(one: History, two: History) -> int:
    """Count the moves in which two histories differ.

    Parameters
    ----------
    one, two : History
        Of as many turns.

    Returns
    -------
    int
        From 0 to twice the turns.
    """
    pairs = zip(one.turns, two.turns, strict=True)
    return sum(a.moves[seat] is not b.moves[seat] for a, b in pairs for seat in (0, 1))


def decisive(history: History) -> tuple[int, int] | None:
    """Find the misreading that decided most: without it, most of what followed would differ.

    Parameters
    ----------
    history : History
        Any.

    Returns
    -------
    tuple of int or None
        Turn (from 0) and chair; one that changes the ending goes before one that changes moves
        only, and an early one before a late one. None where no single misreading changed anything.
    """
    ranked = []
    for turn, seat in misreadings(history):
        again = replayed(history, turn, seat)
        ended = again.ending is not history.ending
        ranked.append((ended, distance(history, again), -turn, -seat))
    best = max(ranked, default=(False, 0, 0, 0))
    return (-best[2], -best[3]) if best[1] else None


def hanging(mind: Mind, seeds: Iterable[int]) -> float:
    """Return the share of races that hang on one misreading: undo it, and it is no race.

    Parameters
    ----------
    mind : callable
        Sits in both chairs; both states are defensive.
    seeds : iterable of int
        One for each history.

    Returns
    -------
    float
        In [0, 1]; 0 where there is no race.

    Examples
    --------
    >>> 0 < hanging(MINDS["fearful"], range(20)) < 1
    True
    """
    safe = (Intent.DEFENSIVE, Intent.DEFENSIVE)
    found = [
        any(replayed(one, *undone).ending is not Ending.RACE for undone in misreadings(one))
        for one in (play((mind, mind), safe, seed) for seed in seeds)
        if one.ending is Ending.RACE
    ]
    return sum(found) / len(found) if found else 0.0


def outcomes(
    minds: tuple[Mind, Mind],
    intents: tuple[Intent | str, Intent | str],
    seeds: Iterable[int],
    rules: Rules = RULES,
) -> Counter[Ending]:
    """Play many histories of one pair, and count what they come to.

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
    """
    return Counter(play(minds, intents, seed, rules=rules).ending for seed in seeds)


def tournament(
    minds: Mapping[str, Mind], seeds: Iterable[int], rules: Rules = RULES
) -> list[dict[str, object]]:
    """Let every mind meet every other, and a state of offensive intent.

    Parameters
    ----------
    minds : mapping of str to callable
        By name; one's own may be among them.
    seeds : iterable of int
        The luck, the same for every pair.
    rules : Rules
        Other tables.

    Returns
    -------
    list of dict
        A row for each mind and each neighbour: ``mind``, ``neighbour``, ``intent`` of the
        neighbour, and the share of each ending; `pandas.DataFrame` takes it as it is.

    Examples
    --------
    >>> from secdilemma.play import MINDS
    >>> len(tournament({"calm": MINDS["calm"]}, range(5)))
    2
    """
    seeds = list(seeds)
    rows: list[dict[str, object]] = []
    for name, mind in minds.items():
        for other, against in minds.items():
            for intent in Intent:
                if intent is Intent.OFFENSIVE and other != name:
                    continue  # a die decides for it, whatever its mind
                found = outcomes((mind, against), (Intent.DEFENSIVE, intent), seeds, rules)
                shares = {ending.value: found[ending] / len(seeds) for ending in Ending}
                rows.append({"mind": name, "neighbour": other, "intent": intent.value, **shares})
    return rows
