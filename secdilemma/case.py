"""A case: one folder that holds who acts, what is claimed, and what happened.

``case.toml`` in the folder says what is particular to the case; the CSV files beside it are read by
`secdilemma.data`. A case needs ``case.toml`` and ``claims.csv``; every other file is optional.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from secdilemma.checks import DataError
from secdilemma.theory import FAILING, Scenario


def data_folder() -> Path:
    """Find the data files, in a checkout or in an installed package.

    Returns
    -------
    pathlib.Path
        The folder that holds bibliography, glossary and cases.

    Raises
    ------
    FileNotFoundError
        If neither place has them.
    """
    package = Path(__file__).parent
    for folder in (package / "_data", package.parent / "data"):
        if (folder / "references.bib").is_file():
            return folder
    raise FileNotFoundError(f"no data files beside {package}; reinstall secdilemma")


@dataclass(frozen=True)
class Seat:
    """From where a reader answers the signals of the other side.

    Attributes
    ----------
    label : str
        What the control says.
    told : str
        How the sentence begins.
    card : str
        The name on the printed card.
    moves : sequence of str
        Ids of events, in the order in which they are read.
    """

    label: str
    told: str
    card: str
    moves: Sequence[str]


Claims = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Words in their order, each with the keys of the claims for it and against it."""


@dataclass(frozen=True, eq=False)
class Case:
    """What is particular to a case, and its folder. Figures, tables and explorers take it.

    Attributes
    ----------
    folder : pathlib.Path
        Where its files are.
    name : str
        What it is about.
    sides : tuple of str
        The side that reads and answers, and the side that is read.
    period : tuple of int
        First and last of the years that figures show one by one.
    turn : int
        The year after which signals crowd; 0 where none stands out.
    since : str
        The ISO month from which events are additions.
    footnotes : int
        How many the article has.
    criteria : int
        How many questions are put to the reading side's conduct.
    actors : mapping of str to str
        Who acts in dated events, and the side it stands on: one of the two, ``both`` of them,
        ``neither``, or ``before``: a side's predecessor.
    judges : mapping of str to str
        Who ascribes effects, and the words for it.
    seats : mapping of str to Seat
        The seats of *your move*, by side.
    between : tuple of Scenario
        The two scenarios between which the article's verdict lies; empty where it has none.
    readings, mixes : mapping
        Graded readings of the other, and mixes of policies, with claims for and against each.
    verdict : frozenset of tuple of str
        Pairs of reading and mix near the article's verdict.
    more : mapping
        What only a room of this case's own reads.
    """

    folder: Path
    name: str
    sides: tuple[str, str]
    period: tuple[int, int]
    turn: int
    since: str
    footnotes: int
    criteria: int
    actors: Mapping[str, str]
    judges: Mapping[str, str]
    seats: Mapping[str, Seat]
    between: tuple[Scenario, ...]
    readings: Claims
    mixes: Claims
    verdict: frozenset[tuple[str, str]]
    more: Mapping[str, Any]
    loaded: dict[str, Any] = field(default_factory=dict, repr=False)

    def has(self, file: str) -> bool:
        """Tell whether the case has a file.

        Parameters
        ----------
        file : str
            Such as ``signals.csv``.

        Returns
        -------
        bool
            Whether it is in the folder.
        """
        return (self.folder / file).is_file()

    def role(self, actor: str) -> str:
        """Name the role of an actor's side in every figure: its colour in the palette.

        Parameters
        ----------
        actor : str
            A key of ``actors``, or one of the two sides.

        Returns
        -------
        str
            ``other`` for the side that is read, ``reader`` for everybody else.
        """
        return "other" if self.actors.get(actor, actor) == self.sides[1] else "reader"


def _word(value: object) -> bool:
    return isinstance(value, str) and value != "" and value == value.strip()


def _list(of: Callable[[object], bool], low: int, high: int) -> Callable[[object], bool]:
    return lambda v: isinstance(v, list) and low <= len(v) <= high and all(map(of, v))


def _table(of: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda v: isinstance(v, dict) and all(_word(k) and of(one) for k, one in v.items())


def _fields(**of: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda v: isinstance(v, dict) and v.keys() == of.keys() and all(of[k](v[k]) for k in v)


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value <= 9999


_words = _list(_word, 0, 99)
_graded = _table(_fields(**{"for": _words, "against": _words}))
_ENTRIES: dict[str, tuple[Any, Callable[[object], bool], str]] = {
    "name": (None, _word, "what the case is about, in a few words"),
    "sides": (None, _list(_word, 2, 2), "two sides: who reads, and who is read"),
    "period": (None, _list(_whole, 2, 2), "two years, the earlier first"),
    "turn": (0, _whole, "a year"),
    "since": ("9999-12", _word, "a month, such as 2017-05"),
    "footnotes": (0, _whole, "how many footnotes the article has"),
    "criteria": (0, _whole, "how many criteria there are"),
    "actors": (None, _table(_word), "who acts, each with a side"),
    "judges": ({}, _table(_word), "who ascribes effects, each in words"),
    "seats": (
        {},
        _table(_fields(label=_word, told=_word, card=_word, moves=_words)),
        "sides, each with label, told, card and moves",
    ),
    "verdict": (
        {"between": [], "readings": [], "mixes": []},
        _fields(between=_words, readings=_words, mixes=_words),
        "between, readings and mixes",
    ),
    "readings": ({}, _graded, "words, each with claims for and against it"),
    "mixes": ({}, _graded, "words, each with claims for and against it"),
}
"""Each entry of a case file: what stands for it where it is missing, its form, that in words."""


def load_case(which: str | Path) -> Case:
    """Load a case: its description; its tables are read when they are asked for.

    Parameters
    ----------
    which : str or path
        The name of a folder of ``data/cases/``, or the path of a folder of one's own.

    Returns
    -------
    Case
        For loaders, tables, figures and explorers.

    Raises
    ------
    DataError
        If there is no such folder, or ``case.toml`` breaks its format; the message names the entry,
        its value and what was expected.

    Examples
    --------
    >>> load_case("baltic").period
    (2009, 2017)
    """
    folder = data_folder() / "cases" / which
    folder = folder if folder.is_dir() else Path(which)
    if not (folder / "case.toml").is_file():
        known = sorted(path.parent.name for path in data_folder().glob("cases/*/case.toml"))
        raise DataError(
            f"{which}: no case.toml there; expected a folder with one, or {', '.join(known)}"
        )
    path = folder / "case.toml"
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(f"{path.name}: {error}; expected TOML") from None

    def refuse(entry: str, value: object, expected: str) -> DataError:
        return DataError(f"{path.name}, entry {entry!r}: {value!r:.80}; expected {expected}")

    entries = {}
    for entry, (default, fits, expected) in _ENTRIES.items():
        entries[entry] = told.pop(entry, default)
        if not fits(entries[entry]):
            raise refuse(entry, entries[entry], expected)
    sides, actors, verdict = entries["sides"], entries["actors"], entries.pop("verdict")
    if sides[0] == sides[1] or not entries["period"][0] < entries["period"][1]:
        wrong = "sides" if sides[0] == sides[1] else "period"
        raise refuse(wrong, entries[wrong], _ENTRIES[wrong][2])
    for entry, found, allowed in (
        ("actors", actors.values(), (*sides, "both", "neither", "before")),
        ("seats", entries["seats"], sides),
        ("verdict", verdict["between"], list(Scenario)),
        ("verdict", verdict["readings"], entries["readings"]),
        ("verdict", verdict["mixes"], entries["mixes"]),
    ):
        for one in found:
            if one not in allowed:
                raise refuse(entry, one, "one of " + ", ".join(allowed))
    for entry in told:  # a table of its own stands beside its file
        if not (folder / f"{entry}.csv").is_file():
            raise refuse(
                entry, told[entry], f"{entry}.csv beside it, or one of " + ", ".join(_ENTRIES)
            )
    moves = [len(seat["moves"]) for seat in entries["seats"].values()]
    if len(set(moves)) > 1 or 0 in moves:
        raise refuse("seats", moves, "as many moves for each seat, one at least")
    between = [FAILING[Scenario(one)] for one in verdict["between"]]
    if between and (len(between) != 2 or between[0].reading is not between[1].reading):
        raise refuse("verdict", verdict["between"], "two scenarios of one reading")
    for entry, size in (("seats", 2), ("readings", 4), ("mixes", 5)):
        if len(entries[entry]) not in (0, size):
            raise refuse(entry, list(entries[entry]), f"{size} of them, or none")
    for entry in ("readings", "mixes"):
        graded = entries[entry].items()
        entries[entry] = {w: (tuple(v["for"]), tuple(v["against"])) for w, v in graded}
    seats = {side: Seat(**seat) for side, seat in entries.pop("seats").items()}
    return Case(
        folder=folder,
        seats=seats,
        between=tuple(world.scenario for world in between),
        verdict=frozenset(product(verdict["readings"], verdict["mixes"])),
        more=told,
        **{**entries, "sides": tuple(sides), "period": tuple(entries["period"])},
    )
