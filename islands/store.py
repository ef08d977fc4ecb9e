"""How the states of an explorer are stored in a page: pictures and sentences share what they can.

A picture is a list of elements and a sentence a list of clauses. Each different one is stored once,
on a shelf; a state is the runs of its places there.
"""

import gzip
import json
import re
from collections.abc import Iterable
from typing import Any

from islands.drawing import Frame


def runs(numbers: Iterable[int]) -> list[int]:
    """Return a list of numbers as pairs: where a run of consecutive ones starts, how long.

    Parameters
    ----------
    numbers : iterable of int
        Any numbers.

    Returns
    -------
    list of int
        ``start, length, start, length, ...``

    Examples
    --------
    >>> runs([0, 1, 2, 7, 4, 5])
    [0, 3, 7, 1, 4, 2]
    """
    packed: list[int] = []
    for number in numbers:
        if packed and packed[-2] + packed[-1] == number:
            packed[-1] += 1
        else:
            packed += [number, 1]
    return packed


def clauses(sentence: str) -> list[str]:
    """Return what a picture says, split where it pauses.

    Parameters
    ----------
    sentence : str
        Any text.

    Returns
    -------
    list of str
        Joined they are the text again.

    Examples
    --------
    >>> clauses("It rises, then falls. That is all.")
    ['It rises, ', 'then falls. ', 'That is all.']
    """
    return re.split(r"(?<=[.,:;] )", sentence)


class Shelf:
    """Different things, each once, in the order in which they came."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def put(self, things: Iterable[str]) -> list[int]:
        """Put what is not there yet on the shelf, and return where it all stands.

        Parameters
        ----------
        things : iterable of str
            What has to stand there.

        Returns
        -------
        list of int
            The `runs` of their places.
        """
        return runs([self._places.setdefault(thing, len(self._places)) for thing in things])

    def things(self) -> list[str]:
        """Return what stands on the shelf.

        Returns
        -------
        list of str
            By place.
        """
        return list(self._places)


def compact(thing: Any) -> str:
    """Return a thing as JSON that may stand inside a page.

    Parameters
    ----------
    thing : object
        Of lists, dicts, numbers and texts.

    Returns
    -------
    str
        Without spaces, and without any ``<``.
    """
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


class Store:
    """The pictures and sentences of states, in their order."""

    def __init__(self) -> None:
        self._lines, self._clauses = Shelf(), Shelf()
        self._frames: list[Any] = []
        self._wide: list[list[int]] = []
        self._words: list[list[int]] = []
        self._seen: dict[tuple[int, ...], int] = {}

    def add(self, frame: Frame | str) -> None:
        """Store the next state.

        Parameters
        ----------
        frame : Frame or str
            What it shows, or why it means nothing.

        Returns
        -------
        None
            It is stored.
        """
        number = len(self._frames)
        if isinstance(frame, str):
            self._frames.append(frame)
            self._wide.append([])
            self._words.append([])
            return
        packed = self._lines.put(frame.pieces)
        known = self._seen.setdefault(tuple(packed), number)
        self._frames.append(packed if known == number else known)
        self._wide.append(self._lines.put(frame.wide))
        self._words.append(self._clauses.put(clauses(frame.sentence)))

    def stored(self) -> dict[str, Any]:
        """Return what is stored.

        Returns
        -------
        dict
            ``lines`` (every different element of the pictures), ``frames`` (per state the runs of
            its elements, a reference to an earlier state, or the reason why it is meaningless),
            ``wide`` (the runs of the drawings for a wide page; nothing where there are none),
            ``clauses`` and ``words`` (the same of the sentences; nothing for a meaningless state).
        """
        return {
            "lines": self._lines.things(),
            "frames": self._frames,
            "wide": self._wide if any(self._wide) else [],
            "clauses": self._clauses.things(),
            "words": self._words,
        }

    def weight(self) -> int:
        """Return what it would add to a page that a host sends compressed.

        Returns
        -------
        int
            Bytes.
        """
        return len(gzip.compress(compact(self.stored()).encode(), mtime=0))
