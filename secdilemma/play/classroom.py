"""A class after the game: what its codes say, put together, and what there is to talk about.

A page does the same from the tables of `class_tables`: patterns, conditions and words stand in
them, so that it needs no rule of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from secdilemma.play.codes import IGNORED, INTENTS, LETTERS, SEEDS, code, neighbour, restore
from secdilemma.play.minds import MINDS
from secdilemma.play.rules import RULES, Channel, Ending, History, play, throw
from secdilemma.play.words import filled, words
from secdilemma.theory import Intent, Policy

LINES = "\r\n|\r|\n"
"""What keeps lines apart."""

SPLIT = "[,;\t]"
"""What keeps the cells of a line apart."""

LOOSE = "(?<![A-Za-z0-9])[A-Za-z0-9]{4}[ –-]?[A-Za-z0-9]{4}[ –-]?[A-Za-z0-9]{3}(?![A-Za-z0-9])"
"""What may be a code; three names of such lengths look the same, and are none."""

SHAPED = "[A-Za-z0-9]{4}[–-][A-Za-z0-9]{4}[–-][A-Za-z0-9]{3}"
"""What is meant as a code even where it is wrong, since nothing else is written so."""

NEAR = "[A-Za-z0-9–-]*[0-9][A-Za-z0-9–-]*"
"""What may be meant as a code in a line that has none; a name has no digit."""

SHORTEST, LONGEST = LETTERS - 3, LETTERS + 5
"""So many characters has what is taken for a code that went wrong, and not for another number."""

EDGES = " \t\"'“”()[]:|–-"
"""What is left around a name when the code is taken out of a line."""

EXAMPLE, SIZE = 1950, 30
"""Luck and size of the class that is shown as an example; it has all endings."""

QUESTIONS = 3
"""So many questions at most, the first that fit."""


@dataclass(frozen=True)
class Student:
    """One history of a class.

    Attributes
    ----------
    label : str
        What stood in the line beside the code; may be empty.
    line : int
        Where the code stood, from 1.
    code : str
        As `secdilemma.play.code` writes it.
    history : History
        The whole history.
    """

    label: str
    line: int
    code: str
    history: History

    @property
    def intent(self) -> Intent:
        """What the neighbour was out for."""
        return self.history.intents[1 - self.history.seat]

    @property
    def right(self) -> tuple[bool, ...]:
        """Whether the neighbour was read rightly, year by year."""
        seat = self.history.seat
        return tuple(turn.readings[seat] is self.intent for turn in self.history.turns)

    @property
    def armed(self) -> tuple[bool, ...]:
        """Whether the student armed, year by year."""
        seat = self.history.seat
        return tuple(turn.policies[seat] is Policy.DETERRENCE for turn in self.history.turns)

    def facts(self) -> dict[str, int]:
        """Put the history into numbers, of which the conditions of questions speak.

        Returns
        -------
        dict
            ``ending`` and ``intent`` as places among `Ending` and `INTENTS`, ``right`` and
            ``armed`` as numbers of years, ``last`` 1 where the last reading was right.
        """
        return {
            "ending": list(Ending).index(self.history.ending),
            "intent": INTENTS.index(self.intent),
            "right": sum(self.right),
            "armed": sum(self.armed),
            "last": int(self.right[-1]),
        }


@dataclass(frozen=True)
class Fault:
    """A line that gave nothing.

    Attributes
    ----------
    line : int
        Which, from 1.
    said : str
        What is wrong, in a sentence that names the line.
    """

    line: int
    said: str


@dataclass(frozen=True)
class Debrief:
    """A class put together.

    Attributes
    ----------
    students : tuple of Student
        By ending, then by what the neighbour was out for, then in the order of lines.
    faults : tuple of Fault
        In the order of lines.
    """

    students: tuple[Student, ...]
    faults: tuple[Fault, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Write a row for each student; `pandas.DataFrame` takes them as they are.

        Returns
        -------
        list of dict
            ``student``, ``code``, ``neighbour``, ``ending``, numbers of years ``read rightly`` and
            ``armed``, and for each year a text such as ``"right, armed"``.
        """
        said = words()["class"]
        return [
            {
                "student": one.label,
                "code": one.code,
                "neighbour": one.intent.value,
                "ending": one.history.ending.value,
                "read rightly": sum(one.right),
                "armed": sum(one.armed),
                **{
                    f"year {year + 1}": f"{said['read'][right]}, {said['moved'][armed]}"
                    for year, (right, armed) in enumerate(zip(one.right, one.armed, strict=True))
                },
            }
            for one in self.students
        ]

    def counts(self) -> list[list[int]]:
        """Count the endings.

        Returns
        -------
        list of list of int
            A row for each of `Ending`, a column for each of `INTENTS` of the neighbour.
        """
        found = [[0] * len(INTENTS) for _ in Ending]
        for one in self.students:
            facts = one.facts()
            found[facts["ending"]][facts["intent"]] += 1
        return found

    def rightly(self) -> list[int]:
        """Count who read the neighbour rightly in each year.

        Returns
        -------
        list of int
            Students, year by year; 0 in every year where there is nobody.
        """
        return [sum(one.right[year] for one in self.students) for year in range(RULES.turns)]

    def told(self) -> list[str]:
        """Say who was in an arms race with a safe neighbour, and who was coerced.

        Returns
        -------
        list of str
            A sentence for each kind of neighbour that somebody had.
        """
        return self._filled(words()["class"]["endings"]["told"])

    def questions(self) -> list[str]:
        """Choose what to talk about.

        Returns
        -------
        list of str
            The first questions of ``data/play.toml`` whose condition the class meets, with its
            numbers; `QUESTIONS` at most, and none where there is nobody.
        """
        return self._filled(words()["class"]["questions"])[:QUESTIONS]

    def _filled(self, said: list[dict[str, Any]]) -> list[str]:
        """Put numbers into the sentences that count somebody, and their least share or more."""
        facts = [one.facts() for one in self.students]
        rightly, found = self.rightly(), []
        for one in said:
            among = [student for student in facts if _fits(student, one["among"])]
            count = sum(_fits(student, one["where"]) for student in among)
            values = {
                "count": count,
                "of": len(among),
                "worst": rightly.index(min(rightly)) + 1,
                "best": rightly.index(max(rightly)) + 1,
            }
            if among and count >= one.get("least", 0) * len(among):
                found.append(filled(one["text"], **values))
        return found


def _fits(facts: dict[str, int], condition: dict[str, list[int]]) -> bool:
    """Say whether each named number lies between two others, these included."""
    return all(low <= facts[name] <= high for name, (low, high) in condition.items())


def _length(written: str) -> int:
    return sum(character not in IGNORED for character in written)


def _restored(written: str) -> History | None:
    try:
        return restore(written)
    except ValueError:
        return None


def _fault(line: int, written: str) -> Fault:
    """Say what is wrong with something that was meant as a code."""
    said, found = words(), _length(written)
    kind = "length"
    if found == LETTERS + 1:
        try:
            restore(written)
        except ValueError as error:
            kind = "version" if "other rules" in str(error) else "check"
    why = filled(said["code"]["errors"][kind], found=found, wanted=LETTERS + 1)
    return Fault(line, filled(said["class"]["wrong"], line=line, code=written, why=why))


def _line(text: str) -> tuple[list[History], list[str], str]:
    """Find in a line the histories, what was meant as a code, and what is left as a label."""
    histories, meant, labels = [], [], []
    for cell in re.split(SPLIT, text):
        rest = cell
        for match in re.finditer(LOOSE, cell):
            history = _restored(match[0])
            if history is not None:
                histories.append(history)
            elif re.fullmatch(SHAPED, match[0]):
                meant.append(match[0])
            else:
                continue
            rest = rest.replace(match[0], " ")
        labels.append(rest.strip(EDGES))
    return histories, meant, " ".join(one for one in labels if one)


def debrief(codes: str | Iterable[str]) -> Debrief:
    """Put the histories of a class together.

    Parameters
    ----------
    codes : str or iterable of str
        Lines, or one text of them, as pasted from a sheet: cells kept apart by tabs, commas or
        semicolons, with names before or after the codes. A line may have several codes.

    Returns
    -------
    Debrief
        Students and faults. A code that comes twice is counted once.

    Examples
    --------
    >>> from secdilemma.play import debrief
    >>> found = debrief(["Ann, 1111-1111-111", "Bob"])
    >>> len(found.students), [fault.line for fault in found.faults]
    (0, [1, 2])
    """
    lines = re.split(LINES, codes) if isinstance(codes, str) else codes
    said = words()["class"]
    students: list[Student] = []
    faults: list[Fault] = []
    known: dict[str, int] = {}
    for number, text in enumerate(lines, start=1):
        found, meant, label = _line(text)
        faults += [_fault(number, one) for one in meant]
        for history in found:
            written = code(history)
            if written in known:
                values = {"line": number, "code": written, "first": known[written]}
                faults.append(Fault(number, filled(said["twice"], **values)))
                continue
            known[written] = number
            students.append(Student(label, number, written, history))
        if label and not found and not meant:
            near = [one for one in re.findall(NEAR, label) if SHORTEST <= _length(one) <= LONGEST]
            none = Fault(number, filled(said["none"], line=number))
            faults.append(_fault(number, near[0]) if near else none)

    def order(one: Student) -> tuple[int, int]:
        return one.facts()["ending"], one.facts()["intent"]

    return Debrief(tuple(sorted(students, key=order)), tuple(faults))


def example() -> list[str]:
    """Make a class, to see what its debrief looks like.

    Returns
    -------
    list of str
        `SIZE` codes, of minds that are tables and play as readers of it might.
    """
    minds, written = list(MINDS.values()), []
    for number in range(SIZE):
        seed = throw(EXAMPLE, number, 0, Channel.EVENT, SEEDS)
        intent, other = neighbour(seed, 0)
        history = play([minds[number % len(minds)], other], [Intent.DEFENSIVE, intent], seed)
        written.append(code(history))
    return written


def class_tables() -> dict[str, Any]:
    """Collect what a page needs beside the tables of the game: patterns and an example.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts alone; the patterns mean the same in Python and JavaScript.
    """
    return {
        "patterns": {
            "lines": LINES,
            "split": SPLIT,
            "loose": LOOSE,
            "shaped": SHAPED,
            "near": NEAR,
        },
        "lengths": [SHORTEST, LONGEST],
        "edges": EDGES,
        "most": QUESTIONS,
        "example": example(),
    }
