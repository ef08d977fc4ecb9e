"""How the states of an explorer are stored in a page: pictures and sentences share what they can.

A picture is a list of elements and a sentence a list of clauses. Each different one is stored once,
on a shelf; a state is the runs of its places there.
"""

import re
from collections.abc import Iterable
from typing import Any

from islands.controls import slug
from islands.definition import Definition


def runs(numbers: Iterable[int]) -> list[int]:
    """Write a list of numbers as pairs: where a run of consecutive ones starts, how long.

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
    """Split what a picture says where it pauses.

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
        """Put what is not there yet on the shelf.

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
        """List what stands on the shelf.

        Returns
        -------
        list of str
            By place.
        """
        return list(self._places)


def pack(explorer: Definition) -> dict[str, Any]:
    """Store all states of an explorer.

    Parameters
    ----------
    explorer : Definition
        Its states are drawn if they were not yet.

    Returns
    -------
    dict
        ``lines`` (every different element of the pictures), ``frames`` (per state the runs of its
        elements, a reference to an earlier state, or the reason why it is meaningless), ``clauses``
        and ``words`` (the same of the sentences; nothing for a meaningless state), ``controls``,
        ``start`` and ``record``.
    """
    lines, said = Shelf(), Shelf()
    frames: list[Any] = []
    words: list[list[int]] = []
    seen: dict[tuple[int, ...], int] = {}
    for frame in explorer.frames():
        if isinstance(frame, str):
            frames.append(frame)
            words.append([])
            continue
        packed = lines.put(frame.pieces)
        known = seen.setdefault(tuple(packed), len(frames))
        frames.append(packed if known == len(frames) else known)
        words.append(said.put(clauses(frame.sentence)))
    controls = [
        {
            "name": control.name,
            "label": control.label,
            "values": [slug(value) for value in control.values],
            "words": list(control.words.values()),
            "kind": control.kind,
        }
        for control in explorer.controls
    ]
    return {
        "lines": lines.things(),
        "frames": frames,
        "clauses": said.things(),
        "words": words,
        "controls": controls,
        "start": [c.values.index(explorer.default[c.name]) for c in explorer.controls],
        "record": [c.name for c in explorer.controls if c.name in explorer.record],
    }
