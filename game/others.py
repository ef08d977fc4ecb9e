"""What the other may be, as far as one chair can know, and what becomes of it in a year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from game.minds import LOCKED, Tabled, shares_of_arms
from game.rules import INTENTS, MOVES, SIGHTS, Move, Rules, World
from secdilemma.theory import Intent


@dataclass(frozen=True)
class Other:
    """A state that the neighbour may be in: its mind, and what it keeps of the past.

    Attributes
    ----------
    mind : str
        Empty: a state of offensive intent follows a die.
    belief : int
        In steps of log-odds; 0 for an offensive state.
    before, last : Move
        What it did the year before last, and last.
    streak : int
        In how many years without a break it has armed, at most `LOCKED`.
    forces : int
        Storeys.
    armed : int
        How often it armed in the years by which a history is judged.
    """

    mind: str
    belief: int
    before: Move
    last: Move
    streak: int
    forces: int
    armed: int = 0

    @property
    def intent(self) -> Intent:
        """What it is out for."""
        return INTENTS[not self.mind]


def at_first(
    minds: Mapping[str, Tabled], opened: Sequence[Move] = tuple(Move)
) -> dict[Other, float]:
    """Return what the other may be as the first year begins.

    Parameters
    ----------
    minds : mapping of str to Tabled
        Of defensive neighbours, each as likely.
    opened : sequence of Move
        What the other may have done the year before, each as likely.

    Returns
    -------
    dict of Other to float
        Chances: both intents are at even odds.
    """
    others = {}
    for last in opened:
        forces, share = 1 + MOVES.index(last), 0.5 / len(opened)
        others[Other("", 0, Move.HELD_BACK, last, 0, forces)] = share
        for name, mind in minds.items():
            one = Other(name, mind.prior, Move.HELD_BACK, last, 0, forces)
            others[one] = share / len(minds)
    return others


def sight_of(other: Other, place: int, world: World, rules: Rules) -> float:
    """Return the chance that what the other did last looks like the sight in a place.

    Parameters
    ----------
    other : Other
        As it is then.
    place : int
        The sight: its place among `SIGHTS`.
    world : World
        One of `WORLDS`.
    rules : Rules
        Other tables.

    Returns
    -------
    float
        In [0, 1].
    """
    return looks_of(world, rules)[other.intent, other.last][place]


@cache
def looks_of(world: World, rules: Rules) -> dict[tuple[Intent, Move], tuple[float, ...]]:
    """Return the chances of the three sights of a move, by the intent of who makes it.

    Parameters
    ----------
    world : World
        One of `WORLDS`.
    rules : Rules
        Other tables.

    Returns
    -------
    dict of (Intent, Move) to tuple of float
        Each adds up to 1.
    """
    looks = {}
    for intent, arms in zip(INTENTS, shares_of_arms(world, rules), strict=True):
        for move, shares in ((Move.HELD_BACK, rules.held), (Move.ARMED, arms)):
            looks[intent, move] = tuple(share / rules.sides for share in shares)
    return looks


def following(
    other: Other,
    own: Move,
    year: int,
    world: World,
    minds: Mapping[str, Tabled],
    rules: Rules,
) -> dict[Other, float]:
    """Return what becomes of the other in a year in which it sees a move of ours.

    Parameters
    ----------
    other : Other
        As the year begins.
    own : Move
        What our side, which only wants to be safe, did last.
    year : int
        From 0.
    world : World
        In which both live.
    minds : mapping of str to Tabled
        Of defensive neighbours.
    rules : Rules
        Of the game.

    Returns
    -------
    dict of Other to float
        Chances, which add up to 1.
    """
    chances: dict[Other, float] = defaultdict(float)
    for place in range(len(SIGHTS)):
        seen = looks_of(world, rules)[Intent.DEFENSIVE, own][place]
        belief, arms = 0, rules.presses[place] / rules.sides
        if other.mind:
            mind = minds[other.mind]
            belief = mind.moved(other.belief, other.before, place, world)
            arms = float(mind.arms(belief, other.streak >= LOCKED, world))
        for move, chance in ((Move.ARMED, arms), (Move.HELD_BACK, 1 - arms)):
            if seen * chance:
                armed = move is Move.ARMED
                after = Other(
                    other.mind,
                    belief,
                    other.last,
                    move,
                    min(LOCKED, other.streak + 1) if armed else 0,
                    max(0, min(rules.most, other.forces + (1 if armed else -1))),
                    other.armed + (armed and year >= rules.years - rules.last),
                )
                chances[after] += seen * chance
    return chances
