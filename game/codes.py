"""Codes short enough to read aloud: for a history, for two readers' history, a deal, and a mind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from game.minds import MINDS, RECKONING, Tabled, recorded
from game.rules import (
    INTENTS,
    OPENINGS,
    POLICIES,
    READINGS,
    RULES,
    WORLDS,
    Channel,
    History,
    Opening,
    Reading,
    World,
    play,
    throw,
)
from secdilemma.theory import Intent, Policy

VERSION = 2
"""Of rules, minds and luck: whoever changes one raises it, and codes of before are refused."""

ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody takes for one another; 31 of them, a prime."""

MISTAKEN = {"I": "1", "L": "1", "O": "Q", "0": "Q", "U": "V"}
"""What people write instead."""

IGNORED = " -–"
"""What may stand in a code without meaning anything."""

FIRST = 11
"""So many characters had a code of the first rules, with the same check."""

SEEDS, DEALS = 2**24, 2**23
"""How many histories can be told from one another by luck, and how many of them can be dealt."""

DIALS = {
    "prior": range(-8, 9),
    "bar": range(-8, 13),
    "reckons": range(len(RECKONING)),
    "tests": range(2),
}
"""What the four dials of a mind can be set to, in the order of a code."""


@dataclass(frozen=True)
class Kind:
    """A kind of code.

    Attributes
    ----------
    letters : int
        How many characters, with one more for a check; no other kind has as many.
    group : int
        After how many of them a hyphen stands.
    fields : tuple of int
        How many values each part has, after the version.
    """

    letters: int
    group: int
    fields: tuple[int, ...]


_ANSWERS = (len(READINGS) ** RULES.years, len(POLICIES) ** RULES.years)

KINDS = {
    "history": Kind(11, 4, (SEEDS, 2, *_ANSWERS)),
    "pair": Kind(15, 4, (SEEDS, *_ANSWERS, *_ANSWERS)),
    "deal": Kind(5, 3, (DEALS,)),
    "mind": Kind(3, 4, tuple(len(dial) for dial in DIALS.values())),
}
"""By name."""


def pack(kind: str, values: Sequence[int]) -> str:
    """Return a code.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    values : sequence of int
        One for each of its fields, from 0.

    Returns
    -------
    str
        With a check, in groups.

    Raises
    ------
    ValueError
        If a value is too large or below 0.

    Examples
    --------
    >>> unpack("mind", pack("mind", (7, 5, 0, 1)))
    (7, 5, 0, 1)
    """
    known = KINDS[kind]
    for value, size in zip(values, known.fields, strict=True):
        if not 0 <= value < size:
            raise ValueError(f"a code for a {kind} with {value}; expected 0 to {size - 1}")
    number = VERSION
    for value, size in zip(values, known.fields, strict=True):
        number = number * size + value
    digits: list[int] = []
    for _ in range(known.letters):
        number, digit = divmod(number, len(ALPHABET))
        digits.insert(0, digit)
    text = "".join(ALPHABET[digit] for digit in digits + _check(digits))
    return "-".join(text[at : at + known.group] for at in range(0, len(text), known.group))


def _check(digits: list[int]) -> list[int]:
    """Return a digit by which one wrong character or two swapped ones never go unnoticed."""
    return [sum((place + 2) * digit for place, digit in enumerate(digits)) % len(ALPHABET)]


def unpack(kind: str, code: str) -> tuple[int, ...]:
    """Return the values of a code.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    code : str
        As `pack` writes it; spaces, hyphens and small letters do not matter.

    Returns
    -------
    tuple of int
        One for each field.

    Raises
    ------
    ValueError
        If it has another length, another character, a wrong check, or is of other rules.
    """
    known = KINDS[kind]
    plain = "".join(character for character in code.upper() if character not in IGNORED)
    plain = "".join(MISTAKEN.get(character, character) for character in plain)
    for character in plain:
        if character not in ALPHABET:
            raise ValueError(f"{code!r}: no code has {character!r}; expected {ALPHABET}")
    digits = [ALPHABET.index(character) for character in plain]
    whole = _check(digits[:-1]) == digits[-1:]
    if len(plain) == FIRST and whole:
        raise ValueError(f"{code} is a code of other rules, version 1; these are version {VERSION}")
    if len(plain) != known.letters + 1:
        raise ValueError(
            f"{code!r} has {len(plain)} characters; a code for a {kind} has {known.letters + 1}"
        )
    if not whole:
        raise ValueError(f"{code!r} is no code: a character is wrong, or two have changed places")
    number = 0
    for digit in digits[:-1]:
        number = number * len(ALPHABET) + digit
    version, rest = divmod(number, prod(known.fields))
    if version != VERSION:
        raise ValueError(
            f"{code} is a code of other rules, version {version}; these are version {VERSION}"
        )
    values: list[int] = []
    for size in reversed(known.fields):
        rest, value = divmod(rest, size)
        values.insert(0, value)
    return tuple(values)


@dataclass(frozen=True)
class Deal:
    """What the luck of a history gives before it begins.

    Attributes
    ----------
    world : World
        In which both live; each of `WORLDS` is as likely.
    opening : pair of Move
        What both did last year; each of `OPENINGS` is as likely.
    intents : pair of Intent
        What the state in each chair is out for, unless a reader of one sits there: at even odds.
    minds : pair of Tabled
        Who sits in each chair, unless a reader does: each of `MINDS` is as likely.
    """

    world: World
    opening: Opening
    intents: tuple[Intent, Intent]
    minds: tuple[Tabled, Tabled]


def deal(seed: int) -> Deal:
    """Return what the luck of a history gives before it begins.

    Parameters
    ----------
    seed : int
        The luck.

    Returns
    -------
    Deal
        The same for the same luck.

    Examples
    --------
    >>> deal(7) == deal(7)
    True
    """
    minds = list(MINDS.values())

    def drawn(channel: Channel, sides: int, chair: int = 0) -> int:
        return throw(seed, 0, chair, channel, sides)

    one, two = (INTENTS[drawn(Channel.INTENT, len(INTENTS), chair)] for chair in (0, 1))
    first, second = (minds[drawn(Channel.MIND, len(minds), chair)] for chair in (0, 1))
    return Deal(
        WORLDS[drawn(Channel.WORLD, len(WORLDS))],
        OPENINGS[drawn(Channel.OPENING, len(OPENINGS))],
        (one, two),
        (first, second),
    )


def history_of(
    seed: int,
    seat: int,
    readings: Sequence[Reading | Intent | str],
    policies: Sequence[Policy | str],
) -> History:
    """Play what a reader has answered against the neighbour that the luck gives.

    Parameters
    ----------
    seed : int
        The luck.
    seat : int
        The reader's chair.
    readings, policies : sequence
        The reader's answers, year by year.

    Returns
    -------
    History
        With the reader's chair in ``seat``; the reader's state only wants to be safe.

    Raises
    ------
    ValueError
        If answers are missing.

    Examples
    --------
    >>> history = history_of(7, 1, ["offensive"] * 8, ["deterrence"] * 8)
    >>> {str(year.moves[1]) for year in history.years}
    {'armed'}
    """
    dealt, reader = deal(seed), recorded(readings, policies)
    minds, intents = list(dealt.minds), list(dealt.intents)
    minds[seat], intents[seat] = reader, Intent.DEFENSIVE  # type: ignore[call-overload]
    return play(minds, intents, seed, dealt.world, dealt.opening, seat=seat)


def _number(places: Sequence[int], base: int) -> int:
    return sum(place * base**at for at, place in enumerate(places))


def _answers(history: History, seat: int) -> tuple[int, int]:
    readings = [READINGS.index(year.readings[seat]) for year in history.years]
    policies = [POLICIES.index(year.policies[seat]) for year in history.years]
    return _number(readings, len(READINGS)), _number(policies, len(POLICIES))


def code(history: History) -> str:
    """Return a code for a history that a reader has played.

    Parameters
    ----------
    history : History
        With the neighbour that its seed gives, and nothing put straight.

    Returns
    -------
    str
        Twelve characters in three groups, the last of them a check.

    Raises
    ------
    ValueError
        If the seed is not one of a code, or anything but the answers is not as the luck gives it.

    Examples
    --------
    >>> history = history_of(7, 0, ["offensive"] * 8, ["deterrence"] * 8)
    >>> restore(code(history)).years == history.years
    True
    """
    written = pack("history", (history.seed, history.seat, *_answers(history, history.seat)))
    if restore(written).years != history.years:
        raise ValueError("a history that was changed; expected one as it was played")
    return written


def restore(code: str) -> History:
    """Play the history of a code again.

    Parameters
    ----------
    code : str
        As `code` writes it; spaces, hyphens and small letters do not matter.

    Returns
    -------
    History
        The whole history, the reader's chair in ``seat``.

    Raises
    ------
    ValueError
        If it has another length, another character, a wrong check, or is of other rules.

    Examples
    --------
    >>> restore("1111-1111-1111")
    Traceback (most recent call last):
        ...
    ValueError: 1111-1111-1111 is a code of other rules, version 0; these are version 2
    """
    seed, seat, readings, policies = unpack("history", code)

    def places(number: int, base: int) -> list[int]:
        return [number // base**year % base for year in range(RULES.years)]

    return history_of(
        seed,
        seat,
        [READINGS[place] for place in places(readings, len(READINGS))],
        [POLICIES[place] for place in places(policies, len(POLICIES))],
    )


def mind_code(mind: Tabled) -> str:
    """Return the code of a mind: four characters.

    Parameters
    ----------
    mind : Tabled
        With dials as `DIALS` has them.

    Returns
    -------
    str
        The last is a check.

    Examples
    --------
    >>> mind_of(mind_code(MINDS["tester"]), "mine")
    Tabled(name='mine', prior=-1, bar=-3, reckons=4, tests=True)
    """
    return pack("mind", [int(getattr(mind, name)) - dial.start for name, dial in DIALS.items()])


def mind_of(code: str, name: str) -> Tabled:
    """Return the mind of a code.

    Parameters
    ----------
    code : str
        As `mind_code` writes it.
    name : str
        What it is to be called.

    Returns
    -------
    Tabled
        A mind.

    Raises
    ------
    ValueError
        If it is no code of a mind.
    """
    values = unpack("mind", code)
    prior, bar, reckons, tests = (
        value + dial.start for value, dial in zip(values, DIALS.values(), strict=True)
    )
    return Tabled(name, prior, bar, reckons, bool(tests))
