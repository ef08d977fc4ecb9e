"""The ideal observer: how much can be known of the other from one chair, at best."""

from collections import defaultdict
from collections.abc import Sequence

from game.codes import deal
from game.minds import MINDS
from game.others import Other, at_first, following, sight_of
from game.rules import RULES, SIGHTS, History, Mind, Move, Rules, World, play
from secdilemma.theory import Intent


def peace(world: World, own: Move, forces: int, other: Other, rules: Rules) -> float:
    """Return the chance that no war breaks out in a year, given what both did and have after it.

    Parameters
    ----------
    world : World
        One of `WORLDS`.
    own : Move
        What it did itself before the other moved.
    forces : int
        Storeys of our side after the year.
    other : Other
        As it is then.
    rules : Rules
        Other tables.

    Returns
    -------
    float
        In [0, 1].
    """
    if own is not Move.ARMED or other.last is not Move.ARMED:
        return 1.0
    return float(1 - rules.of(rules.war, world) * min(forces, other.forces) / 100)


def suspicion(history: History, seat: int) -> list[float]:
    """Return the probability that the other is offensive, as it can best be known from one chair.

    Parameters
    ----------
    history : History
        With nothing put straight; the observer's own state is defensive.
    seat : int
        The observer's chair.

    Returns
    -------
    list of float
        In each year when it has to be answered, in [0, 1]. The observer knows the rules, the world
        and whatever its chair has seen and done; that the other's intent and its move in the year
        before the first are at even odds, and each
        of `MINDS` as likely; and not what the other saw.

    Notes
    -----
    Bayes' rule over everything that the other may be and may have seen: exact, no sampling.
    """
    rules, world, own = history.rules, history.world, history.moves(seat)
    lead = rules.of(rules.ahead, world)
    force = 1 + (own[0] is Move.ARMED)
    others = at_first(MINDS)
    suspicions: list[float] = []
    for number, year in enumerate(history.years):
        place = SIGHTS.index(year.sights[seat])
        seen = {o: w * sight_of(o, place, world, rules) for o, w in others.items()}
        offensive = sum(w for other, w in seen.items() if other.intent is Intent.OFFENSIVE)
        suspicions.append(float(offensive / sum(seen.values())))
        others = defaultdict(float)
        for other, weight in seen.items():
            ahead = other.forces - force >= lead and other.intent is Intent.OFFENSIVE
            asks = ahead * (year.moves[seat] is Move.HELD_BACK) * rules.asks / rules.sides
            met = asks if year.demands[seat] else 1 - asks
            after = following(other, own[number], number, world, MINDS, rules)
            for one, chance in after.items():
                calm = peace(world, year.moves[seat], year.forces[seat], one, rules)
                others[one] += weight * met * chance * calm
        force = year.forces[seat]
    return suspicions


def known(mind: Mind, seeds: Sequence[int], world: World) -> list[float]:
    """Return the share of histories in which the ideal observer is right, year by year.

    Parameters
    ----------
    mind : Mind
        Sits in the observer's chair; its state is defensive.
    seeds : sequence of int
        One for each history, with the opening and the neighbour that its luck gives.
    world : World
        In which all are played.

    Returns
    -------
    list of float
        In [0, 1], one for each year, of the histories that came so far: the more likely intent is
        the true one.
    """
    right, played = [0] * RULES.years, [0] * RULES.years
    for seed in seeds:
        dealt = deal(seed)
        intent = dealt.intents[1]
        minds, aims = (mind, dealt.minds[1]), (Intent.DEFENSIVE, intent)
        history = play(minds, aims, seed, world, dealt.opening)
        for year, doubt in enumerate(suspicion(history, 0)):
            right[year] += (doubt > 0.5) == (intent is Intent.OFFENSIVE)
            played[year] += 1
    return [count / total for count, total in zip(right, played, strict=True)]
