"""The rules of the played dilemma: finite tables, whole numbers, and luck that can be held still.

Two states sit in two chairs. In every turn each sees what the other did last, through a fog, reads
it, and answers. No chair sees the other's intent, nor what the other saw. A state of offensive
intent presses an advantage where the other holds back.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from secdilemma.theory import Intent, Judgement, Policy, judge


class Move(StrEnum):
    """What a state does in a turn."""

    HELD_BACK = "held back"
    ARMED = "armed"


class Sight(StrEnum):
    """What a move looks like from the other chair."""

    HELD_BACK = "held back"
    SHIELD = "shield"
    SPEAR = "spear"


PLACES = {sight: place for place, sight in enumerate(Sight)}
"""Where a sight stands in a table."""


class Ending(StrEnum):
    """What a history comes to: no score, and nobody wins."""

    COERCION = "coercion"
    RACE = "arms race"
    RESTRAINT = "restraint"
    UNEASE = "unease"


MOVES = {Policy.REASSURANCE: Move.HELD_BACK, Policy.DETERRENCE: Move.ARMED}
"""What a policy does: who would reassure holds back, who would deter arms."""


@dataclass(frozen=True)
class Rules:
    """The tables. A chance is a number of sides of a die that has ``sides``.

    Attributes
    ----------
    turns : int
        How many.
    sides : int
        Of the die.
    seen : mapping of (Intent, Move) to tuple of int
        Chances of the three sights of a move, by the intent of who makes it; they add up to
        ``sides``.
    presses : tuple of int
        The chance that a state of offensive intent arms, after each of the three sights.
    start, most : int
        Forces of each side at first, and at most; a state that arms gains one, one that holds back
        loses one, down to 0.
    ahead : int
        How many more forces a state of offensive intent needs to make a demand of one that holds
        back.
    last, race, restraint : int
        How a history is judged that saw no demand: by so many turns at its end; an arms race, if
        both together armed at least so often in them; restraint, if at most so often.
    """

    turns: int = 8
    sides: int = 20
    seen: dict[tuple[Intent, Move], tuple[int, int, int]] = field(
        default_factory=lambda: {
            (Intent.DEFENSIVE, Move.HELD_BACK): (16, 2, 2),
            (Intent.OFFENSIVE, Move.HELD_BACK): (16, 2, 2),
            (Intent.DEFENSIVE, Move.ARMED): (1, 11, 8),
            (Intent.OFFENSIVE, Move.ARMED): (1, 5, 14),
        }
    )
    presses: tuple[int, int, int] = (12, 17, 18)
    start: int = 2
    most: int = 6
    ahead: int = 2
    last: int = 3
    race: int = 5
    restraint: int = 1


RULES = Rules()


class Channel(IntEnum):
    """What a throw of the die decides; each has luck of its own."""

    PRESS = 1
    SIGHT = 2
    INTENT = 3
    MIND = 4
    EVENT = 5


def _scramble(x: int) -> int:
    x = (x + 0x9E3779B9) & 0xFFFFFFFF
    x ^= x >> 16
    x = x * 0x21F0AAAD & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x735A2D97 & 0xFFFFFFFF
    return x ^ x >> 15


def throw(seed: int, turn: int, seat: int, channel: Channel, sides: int) -> int:
    """Return the throw of a die whose luck depends on where it is thrown alone.

    Parameters
    ----------
    seed, turn, seat : int
        Which history, which turn, which chair; below 2³².
    channel : Channel
        What is decided.
    sides : int
        Of the die.

    Returns
    -------
    int
        From 0 to ``sides`` − 1.

    Notes
    -----
    So a history that is played again with one thing changed keeps all its other luck. The mixer of
    32 bits is splitmix32, a public-domain relative of Steele, Lea and Flood (2014).

    Examples
    --------
    >>> {throw(1, 2, 0, Channel.SIGHT, 20) for _ in range(3)} == {throw(1, 2, 0, Channel.SIGHT, 20)}
    True
    """
    x = seed
    for part in (turn, seat, channel):
        x = _scramble(x) ^ part
    return _scramble(x) % sides


@dataclass(frozen=True)
class View:
    """What one chair knows when it has to answer: nothing of the other's head or luck.

    It is frozen, and nothing leads from it to the history, the die or the other chair.

    Attributes
    ----------
    sights : tuple of Sight
        What the other's moves looked like, up to this turn's.
    readings : tuple of Intent
        How this chair has read the other in the turns before.
    policies : tuple of Policy
        How it has answered in the turns before.
    demands : tuple of bool
        In which of the turns before it had to give in to a demand.
    """

    sights: tuple[Sight, ...]
    readings: tuple[Intent, ...]
    policies: tuple[Policy, ...]
    demands: tuple[bool, ...]

    def seeing(self, sight: Sight) -> "View":
        """Return what the chair knows once it has seen something more.

        Parameters
        ----------
        sight : Sight
            What the other's move looked like.

        Returns
        -------
        View
            The same and that sight.
        """
        return View((*self.sights, sight), self.readings, self.policies, self.demands)

    def having(self, reading: Intent, policy: Policy, gave_in: bool) -> "View":
        """Return what the chair knows once it has answered.

        Parameters
        ----------
        reading : Intent
            How it has read the other.
        policy : Policy
            How it has answered.
        gave_in : bool
            Whether it had to give in to a demand.

        Returns
        -------
        View
            The same and that turn.
        """
        return View(
            self.sights,
            (*self.readings, reading),
            (*self.policies, policy),
            (*self.demands, gave_in),
        )


Mind = Callable[[View], tuple[Intent, Policy]]
"""Reads the other and answers, from what its chair has seen, and from nothing else.

Any function of a `View` is one. `play` also takes the words themselves, such as
``("offensive", "deterrence")``.
"""


@dataclass(frozen=True)
class Turn:
    """What happened in a turn; each attribute is a pair, in the order of the chairs.

    Attributes
    ----------
    sights : tuple of Sight
        What each chair saw of the other's last move.
    readings : tuple of Intent
        What each took the other to be out for.
    policies : tuple of Policy
        What each meant to do about it.
    moves : tuple of Move
        What each did.
    demands : tuple of bool
        Whether each had to give in to a demand.
    forces : tuple of int
        What each has afterwards.
    """

    sights: tuple[Sight, Sight]
    readings: tuple[Intent, Intent]
    policies: tuple[Policy, Policy]
    moves: tuple[Move, Move]
    demands: tuple[bool, bool]
    forces: tuple[int, int]


OPENING = Move.ARMED
"""What both states did in the year before the first: a history begins with suspicion."""


@dataclass(frozen=True)
class History:
    """A history, as somebody who looked into both heads would write it.

    Attributes
    ----------
    seed : int
        Its luck.
    intents : tuple of Intent
        What each state is out for.
    minds : tuple of callable
        Who sits in each chair.
    turns : tuple of Turn
        What happened.
    seat : int
        The reader's chair, where a reader played: 0 or 1.
    undone : frozenset of tuple of int
        Turns and chairs in which a move was seen as it was meant, whatever the fog.
    rules : Rules
        The tables that it follows.
    """

    seed: int
    intents: tuple[Intent, Intent]
    minds: tuple[Mind, Mind]
    turns: tuple[Turn, ...]
    seat: int = 0
    undone: frozenset[tuple[int, int]] = frozenset()
    rules: Rules = RULES

    def moves(self, seat: int) -> tuple[Move, ...]:
        """Return what a state did, the year before the first included.

        Parameters
        ----------
        seat : int
            Its chair, 0 or 1.

        Returns
        -------
        tuple of Move
            One more than there are turns.
        """
        return (OPENING, *(turn.moves[seat] for turn in self.turns))

    def view(self, turn: int, seat: int) -> View:
        """Return what a chair knew when it had to answer.

        Parameters
        ----------
        turn : int
            From 0.
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        View
            With the sight of that turn.
        """
        before = self.turns[:turn]
        return View(
            tuple(one.sights[seat] for one in self.turns[: turn + 1]),
            tuple(one.readings[seat] for one in before),
            tuple(one.policies[seat] for one in before),
            tuple(one.demands[seat] for one in before),
        )

    def meant(self, turn: int, seat: int) -> Sight:
        """Return what a chair would have seen in a turn without fog.

        Parameters
        ----------
        turn : int
            From 0.
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        Sight
            Of what the other had done before.
        """
        return meant(self.intents[1 - seat], self.moves(1 - seat)[turn])

    def judge(self, turn: int, seat: int) -> Judgement:
        """Judge a turn as the theory would.

        Parameters
        ----------
        turn : int
            From 0.
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        Judgement
            Scenario, outcome, explaining dilemma.
        """
        happened = self.turns[turn]
        return judge(self.intents[1 - seat], happened.readings[seat], happened.policies[seat])

    @property
    def ending(self) -> Ending:
        """What it came to: by demands, or else by the last turns of both."""
        rules = self.rules
        if any(any(turn.demands) for turn in self.turns):
            return Ending.COERCION
        moves = [move for turn in self.turns[-rules.last :] for move in turn.moves]
        return settled(moves.count(Move.ARMED), rules)


def settled(armed: int, rules: Rules) -> Ending:
    """Return what a history without a demand comes to.

    Parameters
    ----------
    armed : int
        How often both together armed in the last turns, at most twice ``rules.last``.
    rules : Rules
        The tables.

    Returns
    -------
    Ending
        Arms race, restraint or unease.
    """
    if armed >= rules.race:
        return Ending.RACE
    return Ending.RESTRAINT if armed <= rules.restraint else Ending.UNEASE


def meant(intent: Intent, move: Move) -> Sight:
    """Return what a move would look like without fog.

    Parameters
    ----------
    intent : Intent
        Of the state that makes it.
    move : Move
        What it does.

    Returns
    -------
    Sight
        Of a defensive state arms that defend, of an offensive one arms that attack.
    """
    if move is Move.HELD_BACK:
        return Sight.HELD_BACK
    return Sight.SHIELD if intent is Intent.DEFENSIVE else Sight.SPEAR


def play(
    minds: Sequence[Mind],
    intents: Sequence[Intent | str],
    seed: int,
    *,
    undone: Collection[tuple[int, int]] = (),
    seat: int = 0,
    rules: Rules = RULES,
    free: bool = False,
) -> History:
    """Play a history.

    Parameters
    ----------
    minds : sequence of two callables
        Who sits in each chair: takes a `View`, and returns reading and policy. The mind of a state
        of offensive intent reads only, unless it is free; its die decides whether it arms.
    intents : sequence of two Intent or str
        What each state is out for.
    seed : int
        The luck of the history, from 0 to 2³² − 1.
    undone : collection of tuple of int
        Turns (from 0) and chairs in which a move is seen as it was meant.
    seat : int
        The reader's chair, kept with the history.
    rules : Rules
        Other tables, to ask what depends on them.
    free : bool
        Whether a mind decides also for a state of offensive intent, and no die: so play two
        readers, one against the other.

    Returns
    -------
    History
        The same for the same arguments, always.

    Raises
    ------
    ValueError
        If there are not two of each, a word is not an intent, or a mind answers with anything but
        a reading and a policy; the message names the turn (from 1), the chair and the answer.

    Examples
    --------
    >>> from game import MINDS, play
    >>> history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed=3)
    >>> len(history.turns), str(history.ending)
    (8, 'arms race')

    A mind of one's own is a function of what its chair has seen:

    >>> def mirror(view):
    ...     held_back = view.sights[-1] == "held back"
    ...     return ("defensive", "reassurance") if held_back else ("offensive", "deterrence")
    >>> str(play([mirror, MINDS["calm"]], ["defensive"] * 2, seed=3).ending)
    'restraint'
    >>> play([mirror, lambda view: "arm"], ["defensive"] * 2, seed=3)
    ... # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
        ...
    ValueError: turn 1, chair 1: a mind answered 'arm'; expected a pair of a reading (defensive or
    offensive) and a policy (deterrence or reassurance)
    """
    if len(minds) != 2 or len(intents) != 2:
        raise ValueError(f"{len(minds)} minds, {len(intents)} intents; expected two of each")
    aims = (Intent(intents[0]), Intent(intents[1]))
    views, turns = [View((), (), (), ())] * 2, []
    last, forces = (OPENING, OPENING), (rules.start, rules.start)

    def look(turn: int, chair: int) -> Sight:
        intent, move = aims[1 - chair], last[1 - chair]
        if (turn, chair) in undone:
            return meant(intent, move)
        return _drawn(
            rules.seen[intent, move], throw(seed, turn, chair, Channel.SIGHT, rules.sides)
        )

    def answer(turn: int, chair: int) -> tuple[Intent, Policy]:
        view = views[chair].seeing(sights[chair])  # its own: whoever writes on it changes nothing
        given = minds[chair](view)
        reading, policy = _checked(given, turn, chair)
        if aims[chair] is Intent.OFFENSIVE and not free:
            chance = rules.presses[PLACES[sights[chair]]]
            arms = throw(seed, turn, chair, Channel.PRESS, rules.sides) < chance
            policy = Policy.DETERRENCE if arms else Policy.REASSURANCE
        return reading, policy

    def gives_in(chair: int) -> bool:
        behind = forces[1 - chair] - forces[chair] >= rules.ahead
        return aims[1 - chair] is Intent.OFFENSIVE and moves[chair] is Move.HELD_BACK and behind

    def after(chair: int) -> int:
        change = 1 if moves[chair] is Move.ARMED else -1
        return max(0, min(rules.most, forces[chair] + change))

    for number in range(rules.turns):
        sights = look(number, 0), look(number, 1)
        answers = answer(number, 0), answer(number, 1)
        moves = MOVES[answers[0][1]], MOVES[answers[1][1]]
        demands = gives_in(0), gives_in(1)
        forces = after(0), after(1)
        views = [
            views[chair].seeing(sights[chair]).having(*answers[chair], demands[chair])
            for chair in (0, 1)
        ]
        (one, first), (two, second) = answers
        turns.append(Turn(sights, (one, two), (first, second), moves, demands, forces))
        last = moves
    chairs = (minds[0], minds[1])
    return History(seed, aims, chairs, tuple(turns), seat, frozenset(undone), rules)


def _checked(given: object, turn: int, chair: int) -> tuple[Intent, Policy]:
    """Take what a mind answered for a reading and a policy, or say where and what it answered."""
    if isinstance(given, tuple | list) and len(given) == 2:
        with suppress(ValueError):
            return Intent(given[0]), Policy(given[1])
    raise ValueError(
        f"turn {turn + 1}, chair {chair}: a mind answered {given!r}; expected a pair of a reading "
        f"({' or '.join(Intent)}) and a policy ({' or '.join(Policy)})"
    )


def _drawn(shares: Sequence[int], throw: int) -> Sight:
    """Find the sight on whose share of the die a throw falls."""
    for sight, share in zip(Sight, shares, strict=True):
        if throw < share:
            return sight
        throw -= share
    raise ValueError(f"chances {tuple(shares)}; expected some that add up to the sides of the die")
