"""Minds that are finite tables: a prior, weights of evidence, a bar, a test."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from game.rules import MOVES, OPENING, PLACES, RULES, Mind, Move, Rules, Sight, View
from secdilemma.theory import Intent, Policy

STEPS = 4
"""A belief is kept on a grid: so many steps double the odds that the other is offensive."""

LIMIT = 24
"""No belief goes beyond so many steps from even odds; a demand leads there at once."""

LOCKED, SURE = 2, 12
"""A mind that tests holds back once after so many turns of arming, unless its belief is so high."""


def steps(probability: float) -> int:
    """Return the place of a probability on the grid of beliefs.

    Parameters
    ----------
    probability : float
        That the other is offensive, strictly between 0 and 1.

    Returns
    -------
    int
        Steps from even odds, above 0 where the other is more likely offensive.
    """
    return round(STEPS * log2(probability / (1 - probability)))


Weights = tuple[int, int, int]


def weights(armed_if_defensive: float, armed_if_offensive: float, rules: Rules = RULES) -> Weights:
    """Return the weights of the three sights, given how often each kind of state is thought to arm.

    Parameters
    ----------
    armed_if_defensive, armed_if_offensive : float
        Probabilities in [0, 1].
    rules : Rules
        What moves look like.

    Returns
    -------
    tuple of int
        Steps by which each sight moves the odds: the logarithm of how much likelier it is to come
        from an offensive state.
    """

    def likely(intent: Intent, armed: float, place: int) -> float:
        moves = ((Move.ARMED, armed), (Move.HELD_BACK, 1 - armed))
        return sum(share * rules.seen[intent, move][place] for move, share in moves)

    def weight(place: int) -> int:
        offensive = likely(Intent.OFFENSIVE, armed_if_offensive, place)
        defensive = likely(Intent.DEFENSIVE, armed_if_defensive, place)
        return round(STEPS * log2(offensive / defensive))

    return weight(0), weight(1), weight(2)


@dataclass(frozen=True)
class Tabled:
    """A mind that is a table.

    Attributes
    ----------
    name : str
        What it is called.
    prior : int
        Its belief at first, in steps of the grid; 0 stands for even odds.
    bar : int
        It arms from this belief on.
    weights : mapping of Move to tuple of int
        How much each sight moves its belief, by what it did itself before the other moved. A blind
        mind has the same twice: it forgets that the other may be afraid of it.
    tests : bool
        Whether it holds back once where both keep arming, to see what comes of it.
    """

    name: str
    prior: int
    bar: int
    weights: dict[Move, Weights]
    tests: bool = False

    def moved(self, belief: int, own: Move, sight: Sight) -> int:
        """Return a belief after what was seen.

        Parameters
        ----------
        belief : int
            In steps.
        own : Move
            What this chair had done before the other moved.
        sight : Sight
            What the move looked like.

        Returns
        -------
        int
            The new belief, in steps, from ``-LIMIT`` to ``LIMIT``.
        """
        return max(-LIMIT, min(LIMIT, belief + self.weights[own][PLACES[sight]]))

    def answer(self, belief: int, locked: bool) -> tuple[Intent, Policy]:
        """Read the other and answer.

        Parameters
        ----------
        belief : int
            In steps.
        locked : bool
            Whether this chair has armed in each of the last ``LOCKED`` turns.

        Returns
        -------
        tuple of Intent and Policy
            Reading and answer.
        """
        tests = self.tests and locked and belief < SURE
        reading = Intent.OFFENSIVE if belief > 0 else Intent.DEFENSIVE
        arms = belief >= self.bar and not tests
        return reading, Policy.DETERRENCE if arms else Policy.REASSURANCE

    def beliefs(self, view: View) -> list[int]:
        """Return the belief from the prior on.

        Parameters
        ----------
        view : View
            What the chair knows.

        Returns
        -------
        list of int
            In steps: the prior, and the belief after each sight.
        """
        beliefs = [self.prior]
        own = (OPENING, OPENING, *(MOVES[policy] for policy in view.policies))
        for turn, sight in enumerate(view.sights):
            gave_in = turn > 0 and view.demands[turn - 1]
            beliefs.append(LIMIT if gave_in else self.moved(beliefs[-1], own[turn], sight))
        return beliefs

    def __call__(self, view: View) -> tuple[Intent, Policy]:
        """Read the other and answer."""
        locked = view.policies[-LOCKED:] == (Policy.DETERRENCE,) * LOCKED
        return self.answer(self.beliefs(view)[-1], locked)


_BLIND = dict.fromkeys(Move, weights(0.30, 0.75))
_SENSIBLE = {Move.HELD_BACK: weights(0.25, 0.60), Move.ARMED: weights(0.90, 0.90)}

MINDS = {
    mind.name: mind
    for mind in (
        Tabled("fearful", steps(0.45), steps(0.35), _BLIND),
        Tabled("calm", steps(0.25), steps(0.45), _BLIND),
        Tabled("sensible", steps(0.45), steps(0.35), _SENSIBLE),
        Tabled("tester", steps(0.45), steps(0.35), _SENSIBLE, tests=True),
    )
}
"""Minds by name. Sensible ones ask what a frightened state would have done after what they did."""


@dataclass(frozen=True)
class Recorded:
    """A mind that answers as somebody did, whatever it sees.

    Attributes
    ----------
    answers : tuple of (Intent, Policy)
        Reading and policy, turn by turn.
    then : callable, optional
        Who answers when there is no answer left.
    """

    answers: tuple[tuple[Intent, Policy], ...]
    then: Mind | None = None

    def __call__(self, view: View) -> tuple[Intent, Policy]:
        """Answer as recorded."""
        turn = len(view.policies)
        if turn < len(self.answers):
            return self.answers[turn]
        if self.then is None:
            raise ValueError(f"no answer is recorded for turn {turn + 1}")
        return self.then(view)


def recorded(
    readings: Sequence[Intent | str], policies: Sequence[Policy | str], then: Mind | None = None
) -> Recorded:
    """Make a mind that answers as somebody did.

    Parameters
    ----------
    readings : sequence of Intent or str
        Turn by turn.
    policies : sequence of Policy or str
        Turn by turn, as many.
    then : callable, optional
        Who answers when there is no answer left; without one, `play` raises a ``ValueError`` there.

    Returns
    -------
    Recorded
        A mind, whatever it sees.

    Raises
    ------
    ValueError
        If there are not as many of both, or a word is not one of theirs.

    Examples
    --------
    >>> from game import play, recorded
    >>> hawk = recorded(["offensive"] * 8, ["deterrence"] * 8)
    >>> str(play([hawk, hawk], ["defensive"] * 2, seed=1).ending)
    'arms race'
    """
    pairs = zip(readings, policies, strict=True)
    return Recorded(tuple((Intent(reading), Policy(policy)) for reading, policy in pairs), then)
