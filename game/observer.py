"""The ideal observer: how much can be known of the other from one chair, at best."""

from collections import defaultdict
from collections.abc import Sequence

from game.codes import neighbour
from game.minds import MINDS
from game.others import Other, following
from game.rules import PLACES, RULES, History, Mind, Move, play
from secdilemma.theory import Intent


def suspicion(history: History, seat: int) -> list[float]:
    """Return the probability that the other is offensive, as it can best be known from one chair.

    Parameters
    ----------
    history : History
        With nothing undone; the observer's own state is defensive.
    seat : int
        The observer's chair.

    Returns
    -------
    list of float
        After each turn, in [0, 1]. The observer knows the rules and whatever its chair has seen and
        done; that the other's intent is at even odds, and each of `MINDS` as likely; and not what
        the other saw.

    Notes
    -----
    Bayes' rule over everything that the other may be and may have seen: exact, no sampling.
    """
    rules, own, force = history.rules, history.moves(seat), history.rules.start
    suspicions: list[float] = []
    others = {Other("", 0, (), rules.start, 0): float(len(MINDS))}
    for name, mind in MINDS.items():
        others[Other(name, mind.prior, (), 0, 0)] = 1.0
    for number, turn in enumerate(history.turns):
        after: dict[Other, float] = defaultdict(float)
        for other, weight in others.items():
            seen = rules.seen[other.intent, other.last][PLACES[turn.sights[seat]]]
            ahead = other.forces - force >= rules.ahead and other.intent is Intent.OFFENSIVE
            if turn.demands[seat] == (ahead and turn.moves[seat] is Move.HELD_BACK):
                for answered, chance in following(other, own[number], number, MINDS, rules).items():
                    after[answered] += weight * seen * chance
        total = sum(after.values())
        others = {other: weight / total for other, weight in after.items()}
        offensive = (w for other, w in others.items() if other.intent is Intent.OFFENSIVE)
        suspicions.append(sum(offensive))
        force = turn.forces[seat]
    return suspicions


def known(mind: Mind, seeds: Sequence[int]) -> list[float]:
    """Return the share of histories in which the ideal observer is right, after each turn.

    Parameters
    ----------
    mind : callable
        Sits in the observer's chair; its state is defensive.
    seeds : sequence of int
        One for each history, with the neighbour that its luck gives.

    Returns
    -------
    list of float
        In [0, 1], one for each turn: the more likely intent is the true one.
    """
    right = [0] * RULES.turns
    for seed in seeds:
        intent, other = neighbour(seed, 0)
        history = play((mind, other), (Intent.DEFENSIVE, intent), seed)
        for turn, doubt in enumerate(suspicion(history, 0)):
            right[turn] += (doubt > 0.5) is (intent is Intent.OFFENSIVE)
    return [count / len(seeds) for count in right]
