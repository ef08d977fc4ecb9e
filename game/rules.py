"""The rules of the played dilemma: finite tables, whole numbers, and luck that can be held still.

Two states sit in two chairs, on two banks of a river. In every year each sees what the other did in
the last one, as it arrives; reads it; and answers. What arms look like depends on the world, never
on the intent of who arms. Intent shows in what a state does.

Whatever is computed here is computed for many histories at once: the arrays hold one history in
each row, then years, then chairs. Moves, policies, sights and readings are places in their enums.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from secdilemma.theory import Intent, Judgement, Policy, judge

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
CHAIRS = (0, 1)


class Move(StrEnum):
    """What a state does in a year."""

    HELD_BACK = "held back"
    ARMED = "armed"


class Sight(StrEnum):
    """What a move looks like from the other bank."""

    RESTRAINT = "restraint"
    SHIELD = "shield"
    SPEAR = "spear"


class Reading(StrEnum):
    """What a chair takes the other to be out for, in four steps."""

    SURELY_DEFEND = "surely to defend"
    RATHER_DEFEND = "rather to defend"
    RATHER_ATTACK = "rather to attack"
    SURELY_ATTACK = "surely to attack"

    @property
    def intent(self) -> Intent:
        """The intent on which side of even odds it lies."""
        return INTENTS[READINGS.index(self) // 2]


class Advantage(StrEnum):
    """Which has the better of the other, attack or defence."""

    ATTACK = "attack"
    DEFENCE = "defence"


class Ending(StrEnum):
    """What a history comes to: no score, and nobody wins."""

    WAR = "war"
    COERCION = "coercion"
    RACE = "arms race"
    RESTRAINT = "restraint"
    UNEASE = "unease"


INTENTS = (Intent.DEFENSIVE, Intent.OFFENSIVE)
POLICIES = (Policy.REASSURANCE, Policy.DETERRENCE)
MOVES, SIGHTS, READINGS, ENDINGS = tuple(Move), tuple(Sight), tuple(Reading), tuple(Ending)
"""The order in which each is counted from 0. A policy has the place of its move."""


@dataclass(frozen=True)
class World:
    """The two variables of Jervis (1978).

    Attributes
    ----------
    advantage : Advantage
        Whether attack or defence is ahead.
    told_apart : bool
        Whether arms to defend can be told from arms to attack.
    """

    advantage: Advantage
    told_apart: bool


WORLDS = tuple(World(advantage, told) for advantage in Advantage for told in (False, True))
"""From the world that Jervis calls doubly dangerous to the doubly safe one."""

Opening = tuple[Move, Move]
OPENINGS: tuple[Opening, ...] = tuple((one, two) for one in Move for two in Move)
"""What both states did in the year before the first, by chair: nobody armed, one did, both did."""

Shares = tuple[int, int, int]


@dataclass(frozen=True)
class Rules:
    """The tables. A chance is a number of sides of a die that has ``sides``.

    Attributes
    ----------
    years : int
        How many, unless war breaks out.
    sides : int
        Of the die.
    held, arms, shields, spears : tuple of int
        Chances of the three sights of a year without arming; of arms where arms can't be told
        apart; and of arms to defend and to attack where they can.
    shows : int
        The chance that a state out for more builds what attacks, where that shows; else it builds
        what defends, as a state that only wants to be safe always does.
    presses : tuple of int
        The chance that a state out for more arms, after each of the three sights.
    most : int
        Storeys of a tower, at most. A state that arms builds one, one that holds back takes one
        down. A state begins with one, and with one more if it armed last year.
    ahead : pair of int
        How many storeys more, as a year begins, a state out for more needs to press one that holds
        back in it: where attack is ahead, and where defence is.
    asks : int
        The chance that it does.
    war : pair of int
        The chance in a hundred, for each storey of the lower tower, that war breaks out in a year
        in which both arm: where attack is ahead, and where defence is.
    weight : pair of float
        How much the other's tower counts against one's own, ρ in the measure of security: where
        attack is ahead, and where defence is.
    last, race, restraint : int
        How a history is judged that saw neither war nor demand: by so many years at its end; an
        arms race, if both together armed at least so often in them; restraint, if at most so often.
    """

    years: int = 8
    sides: int = 20
    held: Shares = (16, 2, 2)
    arms: Shares = (1, 10, 9)
    shields: Shares = (1, 16, 3)
    spears: Shares = (1, 3, 16)
    shows: int = 14
    presses: Shares = (12, 17, 17)
    most: int = 6
    ahead: tuple[int, int] = (1, 3)
    asks: int = 12
    war: tuple[int, int] = (2, 1)
    weight: tuple[float, float] = (1.5, 0.5)
    last: int = 3
    race: int = 5
    restraint: int = 1

    def looks(self, world: World) -> tuple[Shares, Shares, Shares]:
        """Return the chances of the three sights of holding back, of shields, and of spears.

        Parameters
        ----------
        world : World
            Where arms can't be told apart, shields and spears are one thing.

        Returns
        -------
        tuple of tuple of int
            Each adds up to ``sides``.
        """
        if world.told_apart:
            return self.held, self.shields, self.spears
        return self.held, self.arms, self.arms

    def of(self, values: tuple[Any, Any], world: World) -> Any:
        """Return which of two values holds in a world: where attack, or where defence is ahead.

        Parameters
        ----------
        values : pair
            Where attack, and where defence is ahead.
        world : World
            One of `WORLDS`.

        Returns
        -------
        object
            One of the two.
        """
        return values[world.advantage is Advantage.DEFENCE]


RULES = Rules()


class Channel(IntEnum):
    """What a throw of the die decides; each has luck of its own."""

    PRESS = 1
    SIGHT = 2
    INTENT = 3
    MIND = 4
    EVENT = 5
    WORLD = 6
    OPENING = 7
    POSTURE = 8
    WAR = 9
    DEMAND = 10


def _scramble(x: Any) -> Any:
    x = x + np.uint32(0x9E3779B9)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x21F0AAAD)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x735A2D97)
    return x ^ (x >> np.uint32(15))


def throws(
    seeds: ArrayLike, year: ArrayLike, chair: ArrayLike, channel: Channel, sides: int
) -> Ints:
    """Return throws of a die whose luck depends only on where it is thrown.

    Parameters
    ----------
    seeds : array_like of int
        Which histories; below 2³².
    year, chair : array_like of int
        Where.
    channel : Channel
        What is decided.
    sides : int
        Of the die.

    Returns
    -------
    ndarray of int, the broadcast shape
        From 0 to ``sides`` − 1.

    Notes
    -----
    So a history that is played again with one thing changed keeps all its other luck. The mixer of
    32 bits is splitmix32, a public-domain relative of Steele, Lea and Flood (2014).
    """
    x = np.atleast_1d(np.asarray(seeds, dtype=np.uint32))
    for part in (year, chair, channel):
        x = _scramble(x) ^ np.asarray(part, dtype=np.uint32)
    return np.asarray(_scramble(x) % np.uint32(sides), dtype=np.int64)


def throw(seed: int, year: int, chair: int, channel: Channel, sides: int) -> int:
    """Return one throw; see `throws`.

    Parameters
    ----------
    seed : int
        Which history; below 2³².
    year : int
        From 0.
    chair : int
        0 or 1.
    channel : Channel
        What is decided.
    sides : int
        Of the die.

    Returns
    -------
    int
        From 0 to ``sides`` − 1.

    Examples
    --------
    >>> throw(1, 2, 0, Channel.SIGHT, 20) == throw(1, 2, 0, Channel.SIGHT, 20)
    True
    """
    return int(throws([seed], year, chair, channel, sides)[0])


class Seated(Protocol):
    """A mind at work in many histories at once."""

    def answer(self, sights: Ints, gave_in: Bools, last: Ints) -> tuple[Ints, Ints]:
        """Return readings and policies.

        Parameters
        ----------
        sights : ndarray of int, shape (n,)
            Of this year.
        gave_in : ndarray of bool, shape (n,)
            Whether it had to give in last year.
        last : ndarray of int, shape (n,)
            What it did itself last year.

        Returns
        -------
        tuple of two ndarray of int, shape (n,)
            Places among `READINGS` and `POLICIES`.
        """


@runtime_checkable
class Sits(Protocol):
    """A mind that can sit down in many histories at once."""

    def sit(self, count: int, world: World) -> Seated:
        """Sit down in so many histories of a world.

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


@dataclass(frozen=True)
class View:
    """What one chair knows when it has to answer: nothing of the other's head or luck.

    It is frozen, and nothing leads from it to the history, the die or the other chair.

    Attributes
    ----------
    world : World
        In which both live.
    opening : Move
        What it did itself before the first year.
    sights : tuple of Sight
        What the other's moves looked like, up to this year's.
    readings : tuple of Reading
        How this chair has read the other in the years before.
    policies : tuple of Policy
        How it has answered in the years before.
    demands : tuple of bool
        In which of the years before it had to give in to a demand.
    """

    world: World
    opening: Move
    sights: tuple[Sight, ...] = ()
    readings: tuple[Reading, ...] = ()
    policies: tuple[Policy, ...] = ()
    demands: tuple[bool, ...] = ()


Mind = Sits | Callable[[View], tuple[Any, Any]]
"""Reads the other and answers, from what its chair has seen, and from nothing else.

Any function of a `View` is one. It may answer in words: with a reading or an intent, and a policy,
such as ``("offensive", "deterrence")``.
"""


@dataclass(frozen=True)
class Years:
    """Many histories; arrays of shape (histories, years, chairs), unless another is given.

    Attributes
    ----------
    sent : array of int
        What each chair's last move was as it left: restraint, shield or spear.
    sights : array of int
        What each chair saw of the other's.
    readings, moves : array of int
        What each made of it, and did.
    demands : array of bool
        Whether each had to give in.
    forces : array of int
        Storeys of each at the end of the year.
    played : array of int, shape (histories,)
        Years played. After a war nothing follows, and every array holds 0.
    war : array of bool, shape (histories,)
        Whether war broke out in the last of them.
    """

    sent: Ints
    sights: Ints
    readings: Ints
    moves: Ints
    demands: Bools
    forces: Ints
    played: Ints
    war: Bools

    def endings(self, rules: Rules = RULES) -> Ints:
        """Return what each history comes to, shape (histories,): a place among `ENDINGS`.

        Parameters
        ----------
        rules : Rules
            Other tables.

        Returns
        -------
        ndarray of int, shape (histories,)
            Places among `ENDINGS`.
        """
        armed = self.armed_last(rules)
        ending = np.where(armed >= rules.race, ENDINGS.index(Ending.RACE), 0)
        ending[armed <= rules.restraint] = ENDINGS.index(Ending.RESTRAINT)
        ending[ending == 0] = ENDINGS.index(Ending.UNEASE)
        ending[self.demands.any(axis=(1, 2))] = ENDINGS.index(Ending.COERCION)
        ending[self.war] = ENDINGS.index(Ending.WAR)
        return ending

    def armed_last(self, rules: Rules = RULES) -> Ints:
        """Return how often both together armed in the last years, shape (histories,).

        Parameters
        ----------
        rules : Rules
            Other tables.

        Returns
        -------
        ndarray of int, shape (histories,)
            At most twice ``rules.last``.
        """
        return np.asarray(self.moves[:, -rules.last :].sum(axis=(1, 2)))

    def bent(self, world: World) -> Bools:
        """Return which sights were not what was sent.

        Parameters
        ----------
        world : World
            One of `WORLDS`.

        Returns
        -------
        ndarray of bool, shape (histories, years, chairs)
            By who saw it.
        """
        sent = self.sent[:, :, ::-1]
        bent = (sent == 0) != (self.sights == 0)
        if world.told_apart:
            bent |= sent != self.sights
        played = np.arange(sent.shape[1]) < self.played[:, None]
        return np.asarray(bent & played[:, :, None])


def play_many(
    minds: Sequence[Mind],
    intents: Sequence[Intent | str],
    seeds: ArrayLike,
    world: World = WORLDS[0],
    opening: Opening = OPENINGS[0],
    *,
    straight: Collection[tuple[int, int]] = (),
    rules: Rules = RULES,
    free: bool = False,
) -> Years:
    """Play many histories that differ in luck alone.

    Parameters
    ----------
    minds, intents : sequence
        As `play` takes them.
    seeds : array_like of int, shape (n,)
        The luck of each.
    world, opening, straight, rules, free : object
        As `play` takes them.

    Returns
    -------
    Years
        One history a row.

    Raises
    ------
    ValueError
        As `play` does.
    """
    if len(minds) != 2 or len(intents) != 2:
        raise ValueError(f"{len(minds)} minds, {len(intents)} intents; expected two of each")
    aims = (Intent(intents[0]), Intent(intents[1]))
    luck = np.atleast_1d(np.asarray(seeds, dtype=np.uint32))
    count, shape = len(luck), (len(luck), rules.years, 2)
    sent, sights, readings, moves, forces = (np.zeros(shape, dtype=np.int64) for _ in range(5))
    demands, alive = np.zeros(shape, dtype=bool), np.ones(count, dtype=bool)
    war, played = np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
    last = np.tile([MOVES.index(move) for move in opening], (count, 1))
    storeys, gave_in = 1 + last, np.zeros((count, 2), dtype=bool)
    chairs = [_seat(minds[c], View(world, opening[c]), c, count) for c in CHAIRS]
    edges, chances = np.cumsum(rules.looks(world), axis=1), np.array(rules.presses)
    lead, risk = rules.of(rules.ahead, world), rules.of(rules.war, world)
    wants = np.array([aim is Intent.OFFENSIVE for aim in aims])

    def thrown(channel: Channel, sides: int) -> Ints:
        years = np.arange(rules.years)[:, None]
        return throws(luck[:, None, None], years, CHAIRS, channel, sides)

    spears = (thrown(Channel.POSTURE, rules.sides) < rules.shows) & wants & world.told_apart
    falls, pushes = thrown(Channel.SIGHT, rules.sides), thrown(Channel.PRESS, rules.sides)
    breaks = thrown(Channel.WAR, 100)[:, :, 0]
    asks = thrown(Channel.DEMAND, rules.sides) < rules.asks

    for year in range(rules.years):
        sent[:, year] = last * (1 + spears[:, year])
        leaves, now = sent[:, year, ::-1], np.zeros((count, 2), dtype=np.int64)
        seen = (falls[:, year, :, None] >= edges[leaves]).sum(axis=2)
        for c in CHAIRS:
            if (year, c) in straight:
                arms = leaves[:, c] if world.told_apart else np.maximum(seen[:, c], 1)
                seen[:, c] = np.where(leaves[:, c] == 0, 0, arms)
            readings[:, year, c], now[:, c] = chairs[c].answer(
                seen[:, c], gave_in[:, c], last[:, c]
            )
        if not free:
            now = np.where(wants, pushes[:, year] < chances[seen], now)
        ahead = storeys[:, ::-1] - storeys >= lead
        gave_in = wants[::-1] & (now == 0) & ahead & asks[:, year]
        storeys = np.clip(storeys + 2 * now - 1, 0, rules.most)
        sights[:, year], moves[:, year], forces[:, year] = seen, now, storeys
        demands[:, year] = gave_in
        for array in (sent, sights, readings, moves, demands, forces):
            array[~alive, year] = 0
        played += alive
        war |= alive & now.all(axis=1) & (breaks[:, year] < risk * storeys.min(axis=1))
        alive &= ~war
        last = now
    return Years(sent, sights, readings, moves, demands, forces, played, war)


def _seat(mind: Mind, view: View, chair: int, count: int) -> Seated:
    """Let a mind sit down: a table as it is, a function with one view after the other."""
    if isinstance(mind, Sits):
        return mind.sit(count, view.world)
    return _Thinking(mind, chair, [view] * count)


class _Thinking:
    """A function at work, in each history by itself."""

    def __init__(self, mind: Callable[[View], object], chair: int, views: list[View]) -> None:
        self.mind, self.chair, self.views = mind, chair, views
        self.readings: list[Reading] | None = None

    def answer(self, sights: Ints, gave_in: Bools, last: Ints) -> tuple[Ints, Ints]:
        if self.readings is not None:
            before = zip(self.views, self.readings, last, gave_in, strict=True)
            self.views = [
                replace(
                    view,
                    readings=(*view.readings, reading),
                    policies=(*view.policies, POLICIES[did]),
                    demands=(*view.demands, bool(gave)),
                )
                for view, reading, did, gave in before
            ]
        self.views = [
            replace(view, sights=(*view.sights, SIGHTS[sight]))
            for view, sight in zip(self.views, sights, strict=True)
        ]
        answers = [_checked(self.mind(view), len(view.policies), self.chair) for view in self.views]
        self.readings = [reading for reading, _ in answers]
        places = [(READINGS.index(reading), POLICIES.index(policy)) for reading, policy in answers]
        both = np.array(places)
        return both[:, 0], both[:, 1]


def reading_of(word: Any) -> Reading:
    """Return a reading by its word; an intent alone counts as "rather".

    Parameters
    ----------
    word : Reading, Intent or str
        Such as ``"rather to attack"`` or ``"offensive"``.

    Returns
    -------
    Reading
        One of the four.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if word in list(Intent):
        return (Reading.RATHER_DEFEND, Reading.RATHER_ATTACK)[INTENTS.index(Intent(word))]
    return Reading(word)


def _checked(given: Any, year: int, chair: int) -> tuple[Reading, Policy]:
    """Take what a mind answered for a reading and a policy, or say where and what it answered."""
    try:
        reading, policy = given
        return reading_of(reading), Policy(policy)
    except (TypeError, ValueError):
        words = ", ".join([*Intent, *Reading])
        raise ValueError(
            f"year {year + 1}, chair {chair}: a mind answered {given!r}; expected a pair of a "
            f"reading ({words}) and a policy ({' or '.join(Policy)})"
        ) from None


@dataclass(frozen=True)
class Year:
    """What happened in a year; each attribute is a pair, in the order of the chairs.

    Attributes
    ----------
    sent : tuple of Sight
        What each had done the year before, as it left; where arms can't be told apart, any arms are
        a shield here.
    sights : tuple of Sight
        What each chair saw of the other's.
    readings : tuple of Reading
        What each took the other to be out for.
    policies : tuple of Policy
        What each meant to do about it.
    moves : tuple of Move
        What each did.
    demands : tuple of bool
        Whether each had to give in to a demand.
    forces : tuple of int
        Storeys of each afterwards.
    """

    sent: tuple[Sight, Sight]
    sights: tuple[Sight, Sight]
    readings: tuple[Reading, Reading]
    policies: tuple[Policy, Policy]
    moves: tuple[Move, Move]
    demands: tuple[bool, bool]
    forces: tuple[int, int]


@dataclass(frozen=True)
class History:
    """A history, as somebody who looked into both heads would write it.

    Attributes
    ----------
    seed : int
        Its luck.
    intents : tuple of Intent
        What each state is out for.
    minds : tuple
        Who sits in each chair.
    world : World
        In which both live.
    opening : tuple of Move
        What both did in the year before the first.
    years : tuple of Year
        What happened.
    ending : Ending
        What it came to.
    bent : tuple of (int, int)
        Years (from 0) and chairs in which what arrived was not what had left.
    seat : int
        The reader's chair, where a reader played: 0 or 1.
    straight : frozenset of (int, int)
        Years and chairs in which a move was seen as it left, whatever the luck.
    rules : Rules
        The tables that it follows.
    """

    seed: int
    intents: tuple[Intent, Intent]
    minds: tuple[Mind, Mind]
    world: World
    opening: Opening
    years: tuple[Year, ...]
    ending: Ending
    bent: tuple[tuple[int, int], ...]
    seat: int = 0
    straight: frozenset[tuple[int, int]] = frozenset()
    rules: Rules = RULES

    def moves(self, seat: int) -> tuple[Move, ...]:
        """Return what a state did, the year before the first included: one more than the years.

        Parameters
        ----------
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        tuple of Move
            The year before the first, and each year.
        """
        return (self.opening[seat], *(year.moves[seat] for year in self.years))

    def view(self, year: int, seat: int) -> View:
        """Return what a chair knew when it had to answer.

        Parameters
        ----------
        year : int
            From 0.
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        View
            With the sight of that year.
        """
        before = self.years[:year]
        return View(
            self.world,
            self.opening[seat],
            tuple(one.sights[seat] for one in self.years[: year + 1]),
            tuple(one.readings[seat] for one in before),
            tuple(one.policies[seat] for one in before),
            tuple(one.demands[seat] for one in before),
        )

    def judge(self, year: int, seat: int) -> Judgement:
        """Judge a year as the theory would: scenario, outcome, explaining dilemma.

        Parameters
        ----------
        year : int
            From 0.
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        Judgement
            Scenario, outcome, explaining dilemma.
        """
        happened = self.years[year]
        reading, policy = happened.readings[seat], happened.policies[seat]
        return judge(self.intents[1 - seat], reading.intent, policy)

    def paid(self, seat: int) -> int:
        """Return in how many years a state armed.

        Parameters
        ----------
        seat : int
            The chair, 0 or 1.

        Returns
        -------
        int
            Years.
        """
        return sum(year.moves[seat] is Move.ARMED for year in self.years)

    def security(self, seat: int, year: int | None = None) -> float:
        """Return how safe a state is by the measure of the spiral: forces − ρ times the other's.

        Parameters
        ----------
        seat : int
            The chair.
        year : int, optional
            At the end of which year, from 0; −1 for the start. By default at the end of the last.

        Returns
        -------
        float
            In storeys.
        """
        forces = tuple(1 + (move is Move.ARMED) for move in self.opening)
        if year != -1:
            forces = self.years[-1 if year is None else year].forces
        rho: float = self.rules.of(self.rules.weight, self.world)
        return forces[seat] - rho * forces[1 - seat]


def play(
    minds: Sequence[Mind],
    intents: Sequence[Intent | str],
    seed: int,
    world: World = WORLDS[0],
    opening: Opening = OPENINGS[0],
    *,
    straight: Collection[tuple[int, int]] = (),
    seat: int = 0,
    rules: Rules = RULES,
    free: bool = False,
) -> History:
    """Play a history.

    Parameters
    ----------
    minds : sequence of two minds
        Who sits in each chair: takes a `View`, and returns reading and policy. The mind of a state
        of offensive intent reads only, unless it is free; its die decides whether it arms.
    intents : sequence of two Intent or str
        What each state is out for.
    seed : int
        The luck of the history, from 0 to 2³² − 1.
    world : World
        In which both live; by default attack is ahead, and arms can't be told apart.
    opening : pair of Move
        What both did in the year before the first; by default nobody armed.
    straight : collection of (int, int)
        Years (from 0) and chairs in which a move is seen as it left.
    seat : int
        The reader's chair, kept with the history.
    rules : Rules
        Other tables, to ask what depends on them.
    free : bool
        Whether a mind, not a die, also decides for a state of offensive intent, as when two
        readers play each other.

    Returns
    -------
    History
        The same for the same arguments, always.

    Raises
    ------
    ValueError
        If there are not two of each, a word is not an intent, or a mind answers with anything but
        a reading and a policy; the message names the year (from 1), the chair and the answer.

    Examples
    --------
    >>> from game import MINDS, OPENINGS, WORLDS, play
    >>> calm = play([MINDS["calm"]] * 2, ["defensive"] * 2, seed=3)
    >>> len(calm.years), str(calm.ending)
    (8, 'restraint')

    A mind of one's own is a function of what its chair has seen:

    >>> def mirror(view):
    ...     held_back = view.sights[-1] == "restraint"
    ...     return ("defensive", "reassurance") if held_back else ("offensive", "deterrence")
    >>> play([mirror, lambda view: "arm"], ["defensive"] * 2, seed=3)
    ... # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: year 1, chair 1: a mind answered 'arm'; expected a pair of a reading (...
    """
    many = play_many(
        minds, intents, [seed], world, opening, straight=straight, rules=rules, free=free
    )

    def pair(array: NDArray[Any], year: int, words: Sequence[Any]) -> tuple[Any, Any]:
        one, two = array[0, year]
        return words[int(one)], words[int(two)]

    years = tuple(
        Year(
            pair(many.sent, year, SIGHTS),
            pair(many.sights, year, SIGHTS),
            pair(many.readings, year, READINGS),
            pair(many.moves, year, POLICIES),
            pair(many.moves, year, MOVES),
            pair(many.demands, year, (False, True)),
            pair(many.forces, year, range(rules.most + 1)),
        )
        for year in range(int(many.played[0]))
    )
    bent = tuple((int(year), int(chair)) for year, chair in np.argwhere(many.bent(world)[0]))
    aims = (Intent(intents[0]), Intent(intents[1]))
    ending = ENDINGS[many.endings(rules)[0]]
    both, untouched = (minds[0], minds[1]), frozenset(straight)
    return History(
        seed, aims, both, world, opening, years, ending, bent, seat, untouched, rules
    )  # fmt: skip
