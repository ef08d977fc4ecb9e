"""A code for a whole history, short enough to read aloud."""

from collections.abc import Sequence

from game.minds import MINDS, Tabled, recorded
from game.rules import RULES, Channel, History, play, throw
from secdilemma.theory import Intent, Policy

VERSION = 1
"""Of rules, minds and luck: whoever changes one raises it, and codes of before are refused."""

ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody takes for one another; 31 of them, a prime."""

MISTAKEN = {"I": "1", "L": "1", "O": "Q", "0": "Q", "U": "V"}
"""What people write instead."""

INTENTS = (Intent.DEFENSIVE, Intent.OFFENSIVE)
POLICIES = (Policy.REASSURANCE, Policy.DETERRENCE)
"""In a code a turn has a bit for each: 0 for the first, 1 for the second."""

IGNORED, GROUP = " -–", 4
"""What may stand in a code without meaning anything, and after how many characters it stands."""

LETTERS = 10
SEEDS = 2**24
FIELDS = (VERSION + 1, SEEDS, 2, 2**RULES.turns, 2**RULES.turns)
"""How many values each part of a code has: version, seed, chair, readings, policies."""


def neighbour(seed: int, seat: int) -> tuple[Intent, Tabled]:
    """Return what the other state is out for and who sits in its chair, by the luck of a history.

    Parameters
    ----------
    seed : int
        The luck.
    seat : int
        The reader's chair.

    Returns
    -------
    intent : Intent
        At even odds.
    mind : Tabled
        One of `MINDS`, each as likely.
    """
    offensive = throw(seed, 0, 1 - seat, Channel.INTENT, 2)
    mind = throw(seed, 0, 1 - seat, Channel.MIND, len(MINDS))
    return INTENTS[offensive], list(MINDS.values())[mind]


def history_of(
    seed: int,
    seat: int,
    readings: Sequence[Intent | str],
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
        The reader's answers, turn by turn.

    Returns
    -------
    History
        With the reader's chair in ``seat``.

    Raises
    ------
    ValueError
        If answers are missing.

    Examples
    --------
    >>> history = history_of(7, 1, ["offensive"] * 8, ["deterrence"] * 8)
    >>> [str(move) for move in history.moves(1)] == ["armed"] * 9
    True
    """
    reader = recorded(readings, policies)
    intent, mind = neighbour(seed, seat)
    if seat:
        return play((mind, reader), (intent, Intent.DEFENSIVE), seed, seat=seat)
    return play((reader, mind), (Intent.DEFENSIVE, intent), seed, seat=seat)


def _bits(digits: list[int]) -> int:
    return sum(digit << place for place, digit in enumerate(digits))


def code(history: History) -> str:
    """Return a code for a history that a reader has played.

    Parameters
    ----------
    history : History
        With the neighbour that its seed gives, and nothing undone.

    Returns
    -------
    str
        Thirteen characters in three groups, the last a check.

    Raises
    ------
    ValueError
        If the seed is not one of a code, or rules or luck were changed.

    Examples
    --------
    >>> from game import MINDS, play, restore
    >>> intent, mind = neighbour(7, 0)
    >>> history = play([MINDS["calm"], mind], ["defensive", intent], 7)
    >>> restore(code(history)).turns == history.turns
    True
    """
    if not 0 <= history.seed < SEEDS:
        raise ValueError(f"seed {history.seed}; expected one from 0 to {SEEDS - 1}")
    if history.undone or history.rules != RULES:
        raise ValueError("a history that was changed; expected one as it was played")
    seat = history.seat
    readings = [INTENTS.index(turn.readings[seat]) for turn in history.turns]
    policies = [POLICIES.index(turn.policies[seat]) for turn in history.turns]
    number = 0
    values = (VERSION, history.seed, seat, _bits(readings), _bits(policies))
    for value, size in zip(values, FIELDS, strict=True):
        number = number * size + value
    digits = []
    for _ in range(LETTERS):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(digit)
    digits = [*digits[::-1], _check(digits[::-1])]
    written = "".join(ALPHABET[digit] for digit in digits)
    return f"{written[:GROUP]}-{written[GROUP : 2 * GROUP]}-{written[2 * GROUP :]}"


def _check(digits: list[int]) -> int:
    """Return a digit by which one wrong character or two swapped ones never go unnoticed."""
    return sum((place + 2) * digit for place, digit in enumerate(digits)) % len(ALPHABET)


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
    >>> restore("1111-1111-111")
    Traceback (most recent call last):
        ...
    ValueError: 1111-1111-111 is a code of other rules, version 0; these are version 1
    """
    plain = "".join(character for character in code.upper() if character not in IGNORED)
    plain = "".join(MISTAKEN.get(character, character) for character in plain)
    if len(plain) != LETTERS + 1:
        raise ValueError(f"{code!r} has {len(plain)} characters; a code has {LETTERS + 1}")
    for character in plain:
        if character not in ALPHABET:
            raise ValueError(f"{code!r}: no code has {character!r}; expected {ALPHABET}")
    digits = [ALPHABET.index(character) for character in plain]
    if _check(digits[:-1]) != digits[-1]:
        raise ValueError(f"{code!r} is no code: a character is wrong, or two have changed places")
    number = 0
    for digit in digits[:-1]:
        number = number * len(ALPHABET) + digit
    values = []
    for size in FIELDS[:0:-1]:
        number, value = divmod(number, size)
        values.append(value)
    policies, readings, seat, seed = values
    if number != VERSION:
        raise ValueError(
            f"{code} is a code of other rules, version {number}; these are version {VERSION}"
        )
    turns = range(RULES.turns)
    return history_of(
        seed,
        seat,
        [INTENTS[readings >> turn & 1] for turn in turns],
        [POLICIES[policies >> turn & 1] for turn in turns],
    )
