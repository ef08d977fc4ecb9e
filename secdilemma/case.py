"""A case: one folder that holds who acts, what is claimed, and what happened.

``case.toml`` in the folder says what is particular to the case; the CSV files beside it are read by
`secdilemma.data`. A case needs ``case.toml`` and ``claims.csv``; every other file is optional.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from secdilemma.checks import DataError, Text, content_of, first_fault
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


T = TypeVar("T")
Words = tuple[Text, ...]
Whole = Annotated[int, Field(strict=True, ge=0, le=9999)]
Degrees = Annotated[float, Field(strict=True)]
EXACT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=EXACT)
class Seat:
    """Who reads the signals of the other side, on cards.

    Attributes
    ----------
    card : str
        The name on the printed card.
    moves : sequence of str
        Ids of events, in the order in which they are read.
    """

    card: Text
    moves: Words


@dataclass(frozen=True, config=EXACT)
class Verdict:
    """What the article comes to; empty where it comes to nothing.

    Attributes
    ----------
    between : tuple of Scenario
        The two scenarios between which it lies.
    readings, mixes : tuple of str
        The graded readings and the mixes of policies that are near it.
    """

    between: tuple[Scenario, ...] = ()
    readings: Words = ()
    mixes: Words = ()


def _for_and_against(claims: Any) -> tuple[Any, Any]:
    if not isinstance(claims, dict) or claims.keys() != {"for", "against"}:
        raise ValueError("for and against")
    return claims["for"], claims["against"]


Claims = dict[Text, Annotated[tuple[Words, Words], BeforeValidator(_for_and_against)]]
"""Words in their order, each with the keys of the claims for it and against it."""


@dataclass(frozen=True, eq=False, kw_only=True, config=EXACT)
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
    region : tuple of float
        What maps show, in degrees: west, south, east, north.
    actors : mapping of str to str
        Who acts in dated events, and the side it stands on: one of the two, ``both`` of them,
        ``neither``, or ``before``: a side's predecessor.
    judges : mapping of str to str
        Who ascribes effects, and the words for it.
    seats : mapping of str to Seat
        Who reads, on cards, by side.
    verdict : Verdict
        What the article comes to.
    readings, mixes : mapping
        Graded readings of the other, and mixes of policies, with claims for and against each.
    more : mapping
        What only a room of this case's own reads.
    """

    name: Text = Field(description="what the case is about, in a few words")
    sides: tuple[Text, Text] = Field(description="two sides: who reads, and who is read")
    period: tuple[Whole, Whole] = Field(description="two years, the earlier first")
    turn: Whole = Field(0, description="a year")
    since: Text = Field("9999-12", description="a month, such as 2017-05")
    region: tuple[Degrees, Degrees, Degrees, Degrees] = Field(
        (-180, -90, 180, 90), description="degrees: west, south, east, north"
    )
    actors: dict[Text, Text] = Field(description="who acts, each with a side")
    judges: dict[Text, Text] = Field({}, description="who ascribes effects, each in words")
    seats: dict[Text, Seat] = Field({}, description="sides, each with card and moves")
    verdict: Verdict = Field(
        Verdict(), description=f"readings, mixes, and between: each one of {', '.join(Scenario)}"
    )
    readings: Claims = Field({}, description="words, each with claims for and against it")
    mixes: Claims = Field({}, description="words, each with claims for and against it")
    folder: Path
    more: dict[str, Any]
    loaded: dict[str, Any] = Field(default_factory=dict, repr=False)

    @property
    def between(self) -> tuple[Scenario, ...]:
        """The two scenarios between which the article's verdict lies; empty where it has none."""
        return self.verdict.between

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what is made once for each case object.

        Parameters
        ----------
        name : str
            What it is kept under, such as the name of a file.
        make : callable
            Makes it, the first time.

        Returns
        -------
        object
            What ``make`` returned.
        """
        if name not in self.loaded:
            self.loaded[name] = make()
        return self.loaded[name]

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

    def path(self, file: str) -> Path:
        """Return where a file of the case is.

        Parameters
        ----------
        file : str
            Such as ``signals.csv``.

        Returns
        -------
        pathlib.Path
            In its folder.

        Raises
        ------
        DataError
            If the case has no such file.
        """
        if not self.has(file):
            raise DataError(f"{self.folder.name}: no {file} there; expected one for this")
        return self.folder / file

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

    def part(self, name: str, form: type[T]) -> T:
        """Read what only a room of this case's own reads, in that room's form.

        Parameters
        ----------
        name : str
            An entry of ``case.toml``.
        form : type
            A dataclass with the fields of the entry.

        Returns
        -------
        object of that type
            The entry.

        Raises
        ------
        DataError
            If the entry is missing or breaks the form.
        """
        try:
            return TypeAdapter(form).validate_python(self.more.get(name, {}))
        except ValidationError as error:
            place, value, expected = first_fault(error)
            entry = ".".join(map(str, (name, *place)))
            present = "missing" if value is None else f"{value!r:.80}"
            raise DataError(f"case.toml, entry {entry!r}: {present}; expected {expected}") from None

    def _faults(self) -> Iterator[tuple[str, object, str]]:
        """List what does not go together: the entry, its value, what was expected."""
        if self.sides[0] == self.sides[1]:
            yield "sides", self.sides, _ENTRIES["sides"]
        if self.period[0] >= self.period[1]:
            yield "period", self.period, _ENTRIES["period"]
        west, south, east, north = self.region
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            yield "region", self.region, _ENTRIES["region"]
        for entry, names, allowed in (
            ("actors", self.actors.values(), (*self.sides, "both", "neither", "before")),
            ("seats", self.seats, self.sides),
            ("verdict", self.verdict.readings, self.readings),
            ("verdict", self.verdict.mixes, self.mixes),
        ):
            for name in names:
                if name not in allowed:
                    yield entry, name, "one of " + ", ".join(allowed)
        for entry, value in self.more.items():  # a table of its own stands beside its file
            if not isinstance(value, dict) or not any(self.folder.glob(f"{entry}.*")):
                yield entry, value, f"a table and {entry}.csv, or one of " + ", ".join(_ENTRIES)
        moves = [len(seat.moves) for seat in self.seats.values()]
        if len(set(moves)) > 1 or 0 in moves:
            yield "seats", moves, "as many moves for each seat, one at least"
        read = [FAILING[scenario].reading for scenario in self.between]
        if read and (len(read) != 2 or len(set(read)) != 1 or len(set(self.between)) != 2):
            yield "verdict", self.between, "two scenarios of one reading"
        for entry, table, size in (
            ("seats", self.seats, 2), ("readings", self.readings, 4), ("mixes", self.mixes, 5)
        ):  # fmt: skip
            if len(table) not in (0, size):
                yield entry, list(table), f"{size} of them, or none"


_FIELDS = Case.__pydantic_fields__.items()  # type: ignore[attr-defined]
_ENTRIES = {name: field.description for name, field in _FIELDS if field.description}
"""Each entry of a case file, and what it holds in words."""


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
    content = content_of(path)
    try:
        entries = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path.name}: {error}; expected TOML") from None

    def refuse(entry: str, value: object, expected: str) -> DataError:
        return DataError(f"{path.name}, entry {entry!r}: {value!r:.80}; expected {expected}")

    more = {entry: entries.pop(entry) for entry in [*entries] if entry not in _ENTRIES}
    try:
        case = Case(**entries, folder=folder, more=more)
    except ValidationError as error:
        entry = str(error.errors()[0]["loc"][0])
        raise refuse(entry, entries.get(entry), _ENTRIES[entry]) from None
    for fault in case._faults():
        raise refuse(*fault)
    return case
