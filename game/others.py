"""What the other may be, as far as one chair can know, and what becomes of it in a year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from game.minds import LOCKED, Tabled
from game.rules import MOVES, OPENING, PLACES, Move, Rules, Sight
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
    moves : tuple of Move
        The last of them.
    forces : int
        Of an offensive state.
    armed : int
        Of a defensive one: how often in the years by which a history is judged.
    """

    mind: str
    belief: int
    moves: tuple[Move, ...]
    forces: int
    armed: int

    @property
    def intent(self) -> Intent:
        """What it is out for."""
        return Intent.DEFENSIVE if self.mind else Intent.OFFENSIVE

    @property
    def last(self) -> Move:
        """What it did last."""
        return self.moves[-1] if self.moves else OPENING


def following(
    other: Other, move: Move, year: int, minds: Mapping[str, Tabled], rules: Rules
) -> dict[Other, float]:
    """Return what becomes of the other in a year in which it sees a move of ours.

    Parameters
    ----------
    other : Other
        As the year begins.
    move : Move
        What our side did last.
    year : int
        From 0.
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
    locked = other.moves[-LOCKED:] == (Move.ARMED,) * LOCKED
    own = other.moves[-2] if len(other.moves) > 1 else OPENING
    for sight, share in zip(Sight, rules.seen[Intent.DEFENSIVE, move], strict=True):
        belief, arms = 0, rules.presses[PLACES[sight]] / rules.sides
        if other.mind:
            belief = minds[other.mind].moved(other.belief, own, sight)
            policy = minds[other.mind].answer(belief, locked)[1]
            arms = float(MOVES[policy] is Move.ARMED)
        for answer, chance in ((Move.ARMED, arms), (Move.HELD_BACK, 1 - arms)):
            if share * chance == 0:
                continue
            forces, armed = other.forces, other.armed
            if other.mind:
                armed += answer is Move.ARMED and year >= rules.turns - rules.last
            else:
                forces = max(0, min(rules.most, forces + (1 if answer is Move.ARMED else -1)))
            moves = (*other.moves, answer)[-max(2, LOCKED) :]
            after = Other(other.mind, belief, moves, forces, armed)
            chances[after] += share / rules.sides * chance
    return chances
