"""A class after the game: what its codes say, and what a page needs to put them side by side."""

from collections.abc import Iterable
from typing import Any

from game.codes import KINDS, SEEDS, code, deal, restore
from game.minds import MINDS
from game.rules import INTENTS, Channel, Ending, play, throw
from game.words import words
from secdilemma.theory import Intent, Policy

LOOSE = "(?<![A-Za-z0-9])[A-Za-z0-9]{4}[ –-]?[A-Za-z0-9]{4}[ –-]?[A-Za-z0-9]{3}(?![A-Za-z0-9])"
"""What may be a code; three names of such lengths look the same, and are none."""

SHAPED = "^[A-Za-z0-9]{4}[–-][A-Za-z0-9]{4}[–-][A-Za-z0-9]{3}$"
"""What is meant as a code even where it is wrong, since nothing else is written so."""

NEAR = "[A-Za-z0-9–-]+"
"""What may be meant as a code in a line that has none, if there is a digit: a name has none."""

SHORTEST, LONGEST = KINDS["history"].letters - 3, KINDS["history"].letters + 5
"""So many characters has what is taken for a code that went wrong, and not for another number."""

SPLIT = "[,;\t]"
"""What keeps the cells of a line apart."""

EDGES = r"""^(?:[ \t"'“”()[\]:|]|[–-](?!\d))+|[ \t"'“”()[\]:|–-]+$"""
"""What is left around a name when the code is taken out of a line; a number keeps its sign."""

LINES, CHARACTERS = 2000, 500
"""So many lines are looked at, at most, and so many characters of a line: more is no class."""

EXAMPLE, SIZE = 1950, 30
"""Luck and size of the class that is shown as an example; it has all endings."""

QUESTIONS = 3
"""So many questions at most, the first that fit."""


def debrief(codes: str | Iterable[str]) -> list[dict[str, Any]]:
    """Return the histories of a class as rows; `pandas.DataFrame` takes them as they are.

    Parameters
    ----------
    codes : str or iterable of str
        One code a line, or a list of them.

    Returns
    -------
    list of dict
        A row for each, by ending, then by what the neighbour was out for: ``code``, ``neighbour``,
        ``ending``, numbers of years ``read rightly`` and ``armed``, and for each year a text such
        as ``"right, armed"``.

    Raises
    ------
    ValueError
        If one of them is no code.

    Examples
    --------
    >>> from game import debrief
    >>> debrief(example())[0]["ending"] in [ending.value for ending in Ending]
    True
    """
    lines = codes.split("\n") if isinstance(codes, str) else codes
    texts, rows = words()["class"], []
    for history in map(restore, filter(str.strip, lines)):
        seat, intent = history.seat, history.intents[1 - history.seat]
        years = [
            (year.readings[seat].intent is intent, year.policies[seat] is Policy.DETERRENCE)
            for year in history.years
        ]
        row = {
            "code": code(history),
            "neighbour": intent.value,
            "ending": history.ending.value,
            "read rightly": sum(right for right, _ in years),
            "armed": sum(armed for _, armed in years),
        }
        for year, (right, armed) in enumerate(years, start=1):
            row[f"year {year}"] = f"{texts['read'][right]}, {texts['moved'][armed]}"
        rows.append(row)
    order = [*Ending, *INTENTS]
    return sorted(rows, key=lambda row: (order.index(row["ending"]), order.index(row["neighbour"])))


def example() -> list[str]:
    """Return the codes of a class, to see what its debrief looks like.

    Returns
    -------
    list of str
        `SIZE` codes, of minds that are tables and play as readers of it might.
    """
    minds, written = list(MINDS.values()), []
    for number in range(SIZE):
        seed = throw(EXAMPLE, number, 0, Channel.EVENT, SEEDS)
        dealt = deal(seed)
        pair, aims = (minds[number % len(minds)], dealt.minds[1]), (Intent.DEFENSIVE, dealt.intents[1])
        history = play(pair, aims, seed, dealt.world, dealt.opening)
        written.append(code(history))
    return written


def class_tables() -> dict[str, Any]:
    """Return what a page needs beside the tables of the game: patterns, limits, an example.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts alone; the patterns are regular expressions of JavaScript.
    """
    return {
        "patterns": {
            "split": SPLIT,
            "loose": LOOSE,
            "shaped": SHAPED,
            "near": NEAR,
            "edges": EDGES,
        },
        "lengths": [SHORTEST, LONGEST],
        "lineLimit": LINES,
        "longest": CHARACTERS,
        "questions": QUESTIONS,
        "example": example(),
    }
