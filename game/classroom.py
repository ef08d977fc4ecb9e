"""A class after the game: what its codes say, and what a page needs to put them side by side."""

from collections.abc import Iterable, Sequence
from typing import Any

from game.codes import DIALS, IGNORED, KINDS, SEEDS, code, deal, mind_code, restore, unpack
from game.minds import Tabled, recorded
from game.rules import (
    ENDINGS,
    INTENTS,
    POLICIES,
    READINGS,
    RULES,
    Channel,
    Ending,
    History,
    play,
    throw,
)
from game.words import named, words
from secdilemma.theory import Intent, Policy

LINES, CHARACTERS, MOST_MINDS = 2000, 500, 40
"""So many lines are looked at, at most, so many characters of a line, and so many minds."""

QUESTIONS, PARTINGS = 3, 3
"""So many questions at most, the first that fit; and so many partings, those of most rows."""

MEETINGS = 200
"""So many histories two minds of a class play in each world."""

SLICE = 15
"""For so many milliseconds they play before the page draws and listens again."""

NAMED = 8
"""So many names stand beside lines at most, and in a sentence."""

SIZE = 30
"""Of the class that is shown as an example."""

LUCK, DEALT = 1950, 161
"""The luck of that class: of its minds and histories; and the deal that it plays together."""


def _pattern(kind: str) -> str:
    """Return what looks like a code of a kind: its groups, and the same between any two."""
    known = KINDS[kind]
    one, groups = f"[A-Za-z0-9]{{{known.group}}}", (known.letters + 1) // known.group
    parts = [one, f"([{IGNORED}]?)" + one, *[r"\1" + one] * (groups - 2)]
    return "".join(parts[:groups]) + "(?![A-Za-z0-9])"


PATTERNS = {
    "kinds": {kind: _pattern(kind) for kind in ("pair", "history", "deal", "mind")},
    "start": "(?<![A-Za-z0-9])[A-Za-z0-9]",
    "digit": "[0-9]",  # what is meant as a code has one, and a name has none
    "near": r"[^\s,;:()\[\]|\"]+",
    "shaped": "^[^–-]{3,4}(?:[–-][^–-]{3,4}){2,3}$",  # so nothing else is written
    "split": "[,;\t]",
    "edges": r"""^(?:[ \t"'“”()[\]:|]|[–-](?!\d))+|[ \t"'“”()[\]:|–-]+$""",
}
"""Regular expressions of JavaScript: codes, what may be meant as one, and what is around a name."""


def _played(code: str) -> list[tuple[History, int]]:
    """Play the history of a code again; return it once for each reader, with the chair."""
    if sum(character not in IGNORED for character in code) != KINDS["pair"].letters + 1:
        history = restore(code)
        return [(history, history.seat)]
    seed, *numbers = unpack("pair", code)
    dealt, years = deal(seed), range(RULES.years)

    def answers(number: int, kinds: Sequence[Any]) -> list[Any]:
        return [kinds[number // len(kinds) ** year % len(kinds)] for year in years]

    minds = [
        recorded(answers(one, READINGS), answers(two, POLICIES))
        for one, two in (numbers[:2], numbers[2:])
    ]
    history = play(minds, dealt.intents, seed, dealt.world, dealt.opening, free=True)
    return [(history, chair) for chair in (0, 1)]


def debrief(codes: str | Iterable[str]) -> list[dict[str, Any]]:
    """Return the histories of a class as rows; `pandas.DataFrame` takes them as they are.

    Parameters
    ----------
    codes : str or iterable of str
        One code a line, or a list of them: of histories, or of two readers at one screen.

    Returns
    -------
    list of dict
        A row for each reader, by ending, then by what the neighbour was out for: ``code``,
        ``state``, ``neighbour``, ``ending``, numbers of years ``read rightly`` and ``armed``, and
        for each year a text such as ``"right, armed"``, empty after a war. A reading is right that
        lies on the side of what the neighbour was out for.

    Raises
    ------
    ValueError
        If one of them is no code.

    Examples
    --------
    >>> from game import debrief
    >>> debrief(example())[0]["ending"]
    'war'
    """
    lines = codes.split("\n") if isinstance(codes, str) else codes
    texts, rows = words()["class"], []
    for line in filter(str.strip, lines):
        for history, chair in _played(line):
            intent = history.intents[1 - chair]
            years = [
                (year.readings[chair].intent is intent, year.policies[chair] is Policy.DETERRENCE)
                for year in history.years
            ]
            row = {
                "code": line.strip(),
                "state": named("{us}", history, chair),
                "neighbour": intent.value,
                "ending": history.ending.value,
                "read rightly": sum(right for right, _ in years),
                "armed": sum(armed for _, armed in years),
            }
            told = [f"{texts['read'][right]}, {texts['moved'][armed]}" for right, armed in years]
            told += [""] * (RULES.years - len(told))
            rows.append(row | {f"year {year}": text for year, text in enumerate(told, start=1)})
    order = [*Ending, *INTENTS]
    return sorted(rows, key=lambda row: (order.index(row["ending"]), order.index(row["neighbour"])))


def example_minds() -> list[Tabled]:
    """Return the minds of a class, drawn by lot: each dial may stand anywhere.

    Returns
    -------
    list of Tabled
        `SIZE` minds.
    """
    minds = []
    for number in range(SIZE):
        prior, bar, reckons, tests = (
            dial[throw(LUCK, number, place, Channel.MIND, len(dial))]
            for place, dial in enumerate(DIALS.values())
        )
        minds.append(Tabled(f"mind {number}", prior, bar, reckons, bool(tests)))
    return minds


def example(seed: int | None = None) -> list[str]:
    """Return the codes of a class, to see what its debrief looks like.

    Parameters
    ----------
    seed : int, optional
        The luck that all share; without it each has its own.

    Returns
    -------
    list of str
        `SIZE` codes, of the minds of `example_minds`.
    """
    written = []
    for number, mind in enumerate(example_minds()):
        luck = throw(LUCK, number, 0, Channel.EVENT, SEEDS) if seed is None else seed
        dealt = deal(luck)
        pair, aims = (mind, dealt.minds[1]), (Intent.DEFENSIVE, dealt.intents[1])
        written.append(code(play(pair, aims, luck, dealt.world, dealt.opening)))
    return written


def class_tables() -> dict[str, Any]:
    """Return what a page needs beside the tables of the game: patterns, limits, examples.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts alone.
    """
    return {
        "patterns": PATTERNS,
        "longest": CHARACTERS,
        "most": {"histories": LINES, "minds": MOST_MINDS},
        "near": {"histories": [9, 20], "minds": [3, 6]},  # so long is what went wrong as a code
        "questions": QUESTIONS,
        "partings": PARTINGS,
        "meetings": MEETINGS,
        "slice": SLICE,
        "named": NAMED,
        "restraint": ENDINGS.index(Ending.RESTRAINT),
        "examples": {
            "own": example(),
            "dealt": example(DEALT),
            "minds": [mind_code(mind) for mind in example_minds()],
        },
    }
