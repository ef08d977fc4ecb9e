"""Minds that are finite tables: a first belief, weights of evidence, a bar, a test."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log2

import numpy as np

from game.rules import (
    MOVES,
    POLICIES,
    READINGS,
    RULES,
    SIGHTS,
    Advantage,
    Bools,
    Ints,
    Move,
    Reading,
    Rules,
    Seated,
    View,
    World,
    reading_of,
)
from secdilemma.theory import Intent, Policy

STEPS = 4
"""A belief is kept on a grid: so many steps double the odds that the other is offensive."""

LIMIT = 24
"""No belief goes further than this from even odds; a demand leads there at once."""

CERTAIN = 8
"""A belief this far from even odds, four to one, is read as "surely"."""

LOCKED, SURE = 2, 12
"""A testing mind holds back once after `LOCKED` years of arming, if its belief is below `SURE`."""

LATER = 2
"""Where defence is ahead, a mind waits this many more steps: waiting costs less there."""

EXPECTED = (0.30, 0.75)
"""How often a mind that ignores its own conduct expects each kind of state to arm."""

RECKONING = (0.30, 0.40, 0.50, 0.60, 0.70)
"""How often a mind that has armed expects a defensive state to arm, from blind to fully."""


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


def probability(belief: int) -> float:
    """Return the probability that a belief stands for, in (0, 1): the inverse of `steps`.

    Parameters
    ----------
    belief : int
        In steps.

    Returns
    -------
    float
        In (0, 1).
    """
    odds: float = 2 ** (belief / STEPS)
    return odds / (1 + odds)


def shares_of_arms(world: World, rules: Rules = RULES) -> tuple[list[float], list[float]]:
    """Return the chances of the three sights if a state armed.

    Parameters
    ----------
    world : World
        One of `WORLDS`.
    rules : Rules
        Other tables.

    Returns
    -------
    defensive, offensive : list of float
        In sides of the die, by what the state is out for.
    """
    _, *arms = np.array(rules.looks(world), dtype=float)
    show = rules.shows / rules.sides
    return list(arms[0]), list(show * arms[1] + (1 - show) * arms[0])


@cache
def weights(world: World, armed_if_defensive: float, rules: Rules = RULES) -> tuple[int, ...]:
    """Return the weights of the three sights, given how often a defensive state is thought to arm.

    Parameters
    ----------
    world : World
        In which both live.
    armed_if_defensive : float
        Probability in [0, 1]; that of an offensive state is that of `EXPECTED`.
    rules : Rules
        What moves look like.

    Returns
    -------
    tuple of int
        Steps by which each sight moves the odds: the logarithm of how much likelier it is to come
        from an offensive state.
    """
    defensive, offensive = shares_of_arms(world, rules)
    _, armed_if_offensive = EXPECTED

    def likely(arms: list[float], armed: float, place: int) -> float:
        return armed * arms[place] + (1 - armed) * rules.held[place]

    return tuple(
        round(
            STEPS
            * log2(
                likely(offensive, armed_if_offensive, place)
                / likely(defensive, armed_if_defensive, place)
            )
        )
        for place in range(len(SIGHTS))
    )


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
        It arms from this belief on where attack is ahead, and `LATER` where defence is.
    reckons : int
        How far it reckons with its own conduct: a place in `RECKONING`. A blind mind, at 0, forgets
        that the other may be afraid of it.
    tests : bool
        Whether it holds back once where both keep arming, to see what comes of it.
    """

    name: str
    prior: int
    bar: int
    reckons: int = 0
    tests: bool = False

    def bar_in(self, world: World) -> int:
        """Return the belief from which it arms in a world.

        Parameters
        ----------
        world : World
            One of `WORLDS`.

        Returns
        -------
        int
            In steps.
        """
        return self.bar + LATER * (world.advantage is Advantage.DEFENCE)

    def weights(self, own: Move, world: World) -> tuple[int, ...]:
        """Return how much each sight moves its belief, by what it did before the other moved.

        They are those of the book's rules, whichever a history follows: a mind is a table.

        Parameters
        ----------
        own : Move
            What it did itself before the other moved.
        world : World
            One of `WORLDS`.

        Returns
        -------
        tuple of int
            One for each sight, in steps.
        """
        return weights(world, RECKONING[self.reckons] if own is Move.ARMED else EXPECTED[0])

    def moved(self, belief: int, own: Move, place: int, world: World) -> int:
        """Return a belief after what was seen, from ``-LIMIT`` to ``LIMIT``.

        Parameters
        ----------
        belief : int
            In steps.
        own : Move
            What it did itself before the other moved.
        place : int
            The sight: its place among `SIGHTS`.
        world : World
            One of `WORLDS`.

        Returns
        -------
        int
            In steps, from ``-LIMIT`` to ``LIMIT``.
        """
        return max(-LIMIT, min(LIMIT, belief + self.weights(own, world)[place]))

    def arms(self, belief: int, locked: bool, world: World) -> bool:
        """Return whether it arms, given whether it armed in each of the last `LOCKED` years.

        Parameters
        ----------
        belief : int
            In steps.
        locked : bool
            Whether it armed in each of the last `LOCKED` years.
        world : World
            One of `WORLDS`.

        Returns
        -------
        bool
            Whether it arms.
        """
        return belief >= self.bar_in(world) and not (self.tests and locked and belief < SURE)

    def sit(self, count: int, world: World) -> Seated:
        """Sit down in many histories.

        Parameters
        ----------
        count : int
            How many.
        world : World
            One of `WORLDS`.

        Returns
        -------
        Seated
            At work.
        """
        return _Weighing(self, count, world)

    def beliefs(self, view: View) -> list[int]:
        """Return the belief from the first on.

        Parameters
        ----------
        view : View
            What the chair knows.

        Returns
        -------
        list of int
            In steps: the first belief, and that after each sight.
        """
        beliefs = [self.prior]
        own = (Move.HELD_BACK, view.opening, *(MOVES[POLICIES.index(p)] for p in view.policies))
        for year, sight in enumerate(view.sights):
            gave_in = year > 0 and view.demands[year - 1]
            moved = self.moved(beliefs[-1], own[year], SIGHTS.index(sight), view.world)
            beliefs.append(LIMIT if gave_in else moved)
        return beliefs

    def __call__(self, view: View) -> tuple[Reading, Policy]:
        """Read the other and answer."""
        belief = self.beliefs(view)[-1]
        locked = view.policies[-LOCKED:] == (Policy.DETERRENCE,) * LOCKED
        return READINGS[int(read(belief))], POLICIES[self.arms(belief, locked, view.world)]


def read(belief: int | Ints) -> int | Ints:
    """Return the place of the reading that a belief stands for; even odds are read as defensive.

    Parameters
    ----------
    belief : int
        In steps.

    Returns
    -------
    int or ndarray of int
        Places among `READINGS`.
    """
    above = (belief > 0) + 0
    return above + (belief > -CERTAIN) + (belief >= CERTAIN)


class _Weighing:
    """A table at work: a belief in each history, and for how many years it has armed."""

    def __init__(self, mind: Tabled, count: int, world: World) -> None:
        self.mind, self.world = mind, world
        self.belief = np.full(count, mind.prior)
        self.streak = np.full(count, -1)  # the year before the first doesn't count
        self.before = np.zeros(count, dtype=np.int64)
        self.weights = np.array([mind.weights(own, world) for own in Move])

    def answer(self, sights: Ints, gave_in: Bools, last: Ints) -> tuple[Ints, Ints]:
        moved = np.clip(self.belief + self.weights[self.before, sights], -LIMIT, LIMIT)
        self.belief = np.where(gave_in, LIMIT, moved)
        self.streak = np.where((self.streak < 0) | (last == 0), 0, self.streak + 1)
        self.before = last
        tests = (self.streak >= LOCKED) & (self.belief < SURE) & self.mind.tests
        arms = (self.belief >= self.mind.bar_in(self.world)) & ~tests
        return np.asarray(read(self.belief)), arms.astype(np.int64)


MINDS = {
    mind.name: mind
    for mind in (
        Tabled("fearful", prior=-1, bar=-3),
        Tabled("calm", prior=-1, bar=5),
        Tabled("sensible", prior=-1, bar=-3, reckons=len(RECKONING) - 1),
        Tabled("tester", prior=-1, bar=-3, reckons=len(RECKONING) - 1, tests=True),
    )
}
"""Minds by name. Sensible ones ask what a frightened state would have done after what they did."""


@dataclass(frozen=True)
class Recorded:
    """A mind that answers as somebody did, whatever it sees.

    Attributes
    ----------
    answers : tuple of (Reading, Policy)
        Reading and policy, year by year.
    then : mind, optional
        Who answers when there is no answer left.
    """

    answers: tuple[tuple[Reading, Policy], ...]
    then: Tabled | None = None

    def sit(self, count: int, world: World) -> Seated:
        """Sit down in many histories.

        Parameters
        ----------
        count : int
            How many.
        world : World
            One of `WORLDS`.

        Returns
        -------
        Seated
            At work.
        """
        return _Repeating(self, count, self.then.sit(count, world) if self.then else None)


class _Repeating:
    """Recorded answers at work; who answers afterwards has watched all the while."""

    def __init__(self, mind: Recorded, count: int, then: Seated | None) -> None:
        self.mind, self.count, self.then, self.year = mind, count, then, 0

    def answer(self, sights: Ints, gave_in: Bools, last: Ints) -> tuple[Ints, Ints]:
        given = self.then.answer(sights, gave_in, last) if self.then else None
        if self.year < len(self.mind.answers):
            reading, policy = self.mind.answers[self.year]
            given = (
                np.full(self.count, READINGS.index(reading)),
                np.full(self.count, POLICIES.index(policy)),
            )
        if given is None:
            raise ValueError(f"no answer is recorded for year {self.year + 1}")
        self.year += 1
        return given


def recorded(
    readings: Sequence[Reading | Intent | str],
    policies: Sequence[Policy | str],
    then: Tabled | None = None,
) -> Recorded:
    """Make a mind that answers as somebody did.

    Parameters
    ----------
    readings : sequence of Reading, Intent or str
        Year by year; an intent alone counts as "rather".
    policies : sequence of Policy or str
        Year by year, as many.
    then : Tabled, optional
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
    >>> from game import OPENINGS, play, recorded
    >>> hawk = recorded(["offensive"] * 8, ["deterrence"] * 8)
    >>> str(play([hawk, hawk], ["defensive"] * 2, seed=1).ending) in ("arms race", "war")
    True
    """
    pairs = zip(readings, policies, strict=True)
    return Recorded(tuple((reading_of(r), Policy(p)) for r, p in pairs), then)
