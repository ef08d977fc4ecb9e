"""One loader per data set: validated on reading, with errors that say where to look.

Each loader takes a case and reads the file of that name in its folder, or a file of your own with
the same columns. A fault raises `secdilemma.checks.DataError`, which names file, row, column, value
and what was expected. ``data/README.md`` gives source, licence and units of every column.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from pydantic import AfterValidator, BeforeValidator, ValidationInfo, create_model, model_validator
from pydantic.dataclasses import dataclass

from secdilemma import checks
from secdilemma.case import EXACT, Case, Words, data_folder
from secdilemma.checks import DataError, Day, Maybe, Natural, Row, Several, Slug, Text, among, fail

_PRECISIONS = {"day": 10, "month": 7, "season": 4, "year": 4, "decade": 4, "span": 9, "none": 0}
"""How precise a date is, and how long it is then."""

EFFECTS = ("deters", "reassures", "assures", "provokes", "none stated")
ANSWERED = ("explicitly", "by implication", "not at all")

Load = Callable[[Case, Path], Any]
Loader = Callable[..., Any]


def of_case(file: str) -> Callable[[Load], Loader]:
    """Make a loader of a file in a case's folder, which reads it once for each case object.

    Parameters
    ----------
    file : str
        The file's name.

    Returns
    -------
    callable
        Decorates ``load(case, path)``; the loader takes a path of one's own as an option.

    Raises
    ------
    DataError
        By the loader, where the case has no such file.
    """

    def decorate(load: Load) -> Loader:
        @wraps(load)
        def loader(case: Case, path: Path | str | None = None) -> Any:
            if path is not None:
                return load(case, Path(path))
            table = case.once(file, lambda: load(case, case.path(file)))
            return table.copy() if isinstance(table, pd.DataFrame) else table

        return loader

    return decorate


def references(case: Case) -> frozenset[str]:
    """List the keys that a ``sources`` column may use: the book's bibliography, and the case's.

    Parameters
    ----------
    case : Case
        Whose ``references.bib`` counts too, if it has one.

    Returns
    -------
    frozenset of str
        Every key.

    Raises
    ------
    DataError
        If a file is not valid BibTeX, for instance because a key stands in it twice, has no entry,
        or has one of an unknown kind or with an address that is none of the web.
    """
    paths = (data_folder() / "references.bib", case.folder / "references.bib")
    keys: frozenset[str] = case.once(
        "references", lambda: frozenset().union(*map(_entries, filter(Path.is_file, paths)))
    )
    return keys


_WORKS = ("article", "book", "incollection", "inproceedings", "misc", "phdthesis", "techreport")


def _entries(path: Path) -> list[str]:
    """List the keys of a BibTeX file."""
    content = checks.content_of(path)
    try:
        entries = parse_string(content.decode("utf-8"), "bibtex").entries
    except (PybtexError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(f"{path.name}: {error}; expected BibTeX in UTF-8") from error
    if not entries:
        raise DataError(f"{path.name}: no entry; expected BibTeX, such as @book{{key, ...}}")
    for key, entry in entries.items():
        if entry.type not in _WORKS:
            raise DataError(
                f"{path.name}, entry {key!r}: {entry.type!r}; expected one of " + ", ".join(_WORKS)
            )
        for field, value in entry.fields.items():
            if character := checks.hidden(value, allowed="\n\t"):
                raise DataError(
                    f"{path.name}, entry {key!r}, field {field!r}: {character!r}; expected "
                    "characters that a reader can see"
                )
            address = value if field == "url" else "".join(re.findall(r"\\(?:url|href)\s*{", value))
            if address and not re.fullmatch(r"https?://[^\s\"'<>{}]+", address):
                raise DataError(
                    f"{path.name}, entry {key!r}, field {field!r}: {address!r}; expected the "
                    "address of a page, http:// or https://, in the field 'url' alone"
                )
    return list(entries)


# ------------------------------------------------------------------ what a cell may hold


def _keys(case: Case, file: str, load: Loader, column: str) -> frozenset[Any]:
    """Return what stands in a column of a case's table; nothing where it has no such table."""
    if not case.has(file):
        return frozenset()
    keys: frozenset[Any] = case.once(f"{column} of {file}", lambda: frozenset(load(case)[column]))
    return keys


Source = Annotated[str, among(lambda case: references(case), "a key of references.bib")]
ClaimKey = Annotated[
    str, checks.shaped(r"[A-Z]{1,2}(0|[1-9][0-9]?)", "a claim key such as A1 or AA5")
]
Claim = Annotated[
    ClaimKey,
    among(lambda case: _keys(case, "claims.csv", load_claims, "key"), "a key of claims.csv"),
]
Footnote = Annotated[
    Natural,
    among(
        lambda case: _keys(case, "footnotes.csv", load_footnotes, "number"),
        "a number of footnotes.csv",
    ),
]
Actor = Annotated[str, among(lambda case: case.actors)]
Judge = Annotated[str, among(lambda case: case.judges)]


def _mentioned(entries: Mapping[str, Iterable[str]], known: Container[str], what: str) -> None:
    """Refuse an entry of the case file that mentions what a table does not have."""
    for entry, names in entries.items():
        for name in names:
            if name not in known:
                raise DataError(f"case.toml, entry {entry!r}: {name!r}; expected {what}")


class ClaimRow(Row):
    """A claim of the article."""

    unique = ("key",)
    key: ClaimKey
    section: str
    claim: Text
    hedge: Maybe[Text]
    basis: Literal["article", "inferred"]
    footnotes: Several[Footnote]
    sources: Several[Source]
    editor_note: Maybe[Text]
    chapter: Slug
    label: Annotated[Maybe[Text], checks.up_to(30)]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.section != self.key.rstrip("0123456789"):
            raise checks.fault("section", self.section, f"the letters of {self.key!r}")
        return self


@of_case("claims.csv")
def load_claims(case: Case, path: Path) -> pd.DataFrame:
    """Load the claims ledger: every claim of the article, in our words.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        ``key`` (A1 to AA5), ``section`` (its letters), ``claim``, ``hedge`` (the words by which the
        article limits it, often none), ``basis`` (article, inferred),
        ``footnotes`` and ``sources`` (tuples), ``editor_note`` (MyST Markdown, often empty),
        ``chapter``, ``label`` (a few words for figures, where one shows it), and ``anchor``, made
        on loading: the place where the book makes the claim.

    Raises
    ------
    DataError
        If a key stands twice or does not match its section, or a footnote or bibliography key is
        unknown.

    Notes
    -----
    Source: Kerstens and Noll (2017); the editor's notes name their own.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> load_claims(load_case("baltic")).set_index("key").at["G3", "anchor"]
    'chapters/interpretation#claim-g3'
    """
    table = checks.read_csv(path, ClaimRow, case)
    graded = {f"readings.{word}": sum(sides, ()) for word, sides in case.readings.items()}
    graded |= {f"mixes.{word}": sum(sides, ()) for word, sides in case.mixes.items()}
    _mentioned(graded, set(table["key"]), f"a key of {path.name}")
    table["anchor"] = "chapters/" + table["chapter"] + "#claim-" + table["key"].str.lower()
    return table


def labels_of(case: Case) -> dict[str, str]:
    """Return a few words for each claim that a figure or table names.

    Parameters
    ----------
    case : Case
        Whose ledger.

    Returns
    -------
    dict of str to str
        Label by key.
    """
    return dict(load_claims(case).set_index("key")["label"])


@dataclass(frozen=True, config=EXACT)
class Accounts:
    """Who says what of the side that is read: keys of claims; what both say stands twice.

    Attributes
    ----------
    reader, other : tuple of str
        What the side that reads says of the other, and what that one says of itself.
    """

    reader: Words
    other: Words


@dataclass(frozen=True, config=EXACT)
class Sorting:
    """How this book sorts claims for its figures, from ``case.toml``.

    Attributes
    ----------
    unmodelled : tuple of str
        Claims that no model of the companion can say.
    accounts : Accounts
        Who says what.
    """

    unmodelled: Words
    accounts: Accounts


def sorting(case: Case) -> Sorting:
    """Return how the claims of a case are sorted for figures.

    Parameters
    ----------
    case : Case
        With such an entry.

    Returns
    -------
    Sorting
        Keys of claims that have a label.

    Raises
    ------
    DataError
        If the entry is missing or has another form, or a claim is unknown or has no label.
    """
    entry, labels = case.part("claims", Sorting), labels_of(case)
    for key in (*entry.unmodelled, *entry.accounts.reader, *entry.accounts.other):
        if not labels.get(key):
            raise DataError(f"case.toml, entry 'claims': {key!r}; expected a claim with a label")
    return entry


def named(case: Case, keys: Iterable[str]) -> str:
    """List claims with their labels.

    Parameters
    ----------
    case : Case
        Whose ledger.
    keys : iterable of str
        Keys of claims.

    Returns
    -------
    str
        Such as ``A1 (a few words), B2 (others)``; nothing where there is no claim.
    """
    labels = labels_of(case)
    return ", ".join(f"{key} ({labels[key]})" for key in keys)


class FootnoteRow(Row):
    """A footnote of the article."""

    unique = ("number",)
    number: Natural
    sources: Several[Source]
    locator: Maybe[Text]
    kind: Literal["citation", "discussion", "both"]
    note: Maybe[Text]


@of_case("footnotes.csv")
def load_footnotes(case: Case, path: Path) -> pd.DataFrame:
    """Load the article's footnotes and the works that they cite.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        One row per footnote: ``number`` (from 1), ``sources`` (tuple of bibliography keys),
        ``locator`` (pages), ``kind`` (citation, discussion, both), ``note`` (what it adds, and its
        gaps).

    Raises
    ------
    DataError
        If numbers don't run through, or a bibliography key is unknown.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> len(load_footnotes(load_case("baltic")))
    64
    """
    return checks.numbered(path, checks.read_csv(path, FootnoteRow, case), "number")


_OF_A_JUDGE = ("addressee", "judged_by", "effect", "basis")
"""What may differ between the rows of one event."""


class SignalRow(Row):
    """An event, its addressee, and who judges what it does."""

    unique = ("event_id", "addressee", "judged_by")
    event_id: Slug
    date: Maybe[Day]
    precision: Annotated[str, among(lambda _: _PRECISIONS)]
    date_printed: Text
    date_supplied: Maybe[Day]
    actor: Actor
    event: Text
    short: Annotated[Maybe[Text], checks.up_to(26)]
    kind: Literal["signal", "background"]
    addressee: Literal["adversary", "allies", "none"]
    judged_by: Judge
    dilemma: Literal["interpretation", "response", "both", "none"]
    effect: Annotated[str, among(lambda _: EFFECTS)]
    basis: Text
    footnotes: Several[Footnote]
    sources: Several[Source]
    claims: Several[Claim]
    editor_note: Maybe[Text]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if len(self.date) != _PRECISIONS[self.precision]:
            raise checks.fault("date", self.date, f"a date as precise as {self.precision!r}")
        only = {"assures": "allies", "reassures": "adversary"}.get(self.effect, self.addressee)
        if self.addressee != only:
            expected = f"{only!r}, because the effect is {self.effect!r}"
            raise checks.fault("addressee", self.addressee, expected)
        if self.kind == "background" and self.effect != "none stated":
            raise checks.fault("effect", self.effect, "'none stated' for background")
        if (self.addressee == "none") != (self.kind == "background"):
            raise checks.fault("addressee", self.addressee, "'none' for background only")
        return self


@of_case("signals.csv")
def load_signals(case: Case, path: Path) -> pd.DataFrame:
    """Load the dated events of the article, one row per event, addressee and judge.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        ``event_id``; ``date`` (ISO 8601 at the article's precision, empty where it gives none);
        ``precision`` (day to decade, or none); ``date_printed`` (the article's words);
        ``date_supplied`` (ours); ``actor``; ``event``; ``short`` (a label for figures, where one
        shows it); ``kind`` (signal or background);
        ``addressee`` (adversary, allies, none); ``judged_by`` (a side, authors, us);
        ``dilemma`` (interpretation, response, both, none); ``effect`` (deters, reassures, assures,
        provokes, none stated); ``basis``; ``footnotes``, ``sources`` and ``claims`` (tuples);
        ``editor_note``; and ``when``, the date that sorts it, given or supplied. Assuring allies
        and reassuring an adversary are never mixed.

    Raises
    ------
    DataError
        If a category, date, footnote or bibliography key is unknown, an event's rows disagree, or
        an effect does not suit its addressee.

    Notes
    -----
    Source: Kerstens and Noll (2017). A count of these rows counts the article's selection, not the
    world's events.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> signals = load_signals(load_case("baltic"))
    >>> sorted(signals.loc[signals["effect"] == "assures", "addressee"].unique())
    ['allies']
    """
    table = checks.read_csv(path, SignalRow, case)
    first: dict[str, int] = {}
    for row, record in enumerate(table.to_dict("records"), start=2):
        start = first.setdefault(record["event_id"], row)
        for column in table.columns.drop(list(_OF_A_JUDGE)):
            known = table.at[start - 2, column]
            if record[column] != known:
                raise fail(path, row, column, str(record[column]), f"{known!r}, as in row {start}")
    moves = {f"seats.{side}.moves": seat.moves for side, seat in case.seats.items()}
    _mentioned(moves, first, f"an event_id of {path.name}")
    table["when"] = table["date"].where(table["date"] != "", table["date_supplied"])
    return table


def load_move(case: Case, seat: str, number: int) -> pd.Series:
    """Load the signal that a seat reads.

    Parameters
    ----------
    case : Case
        With seats and signals.
    seat : str
        One of the case's seats.
    number : int
        Which of its moves, from 1.

    Returns
    -------
    pandas.Series
        A row of `load_signals`.
    """
    signals = load_signals(case)
    return signals[signals["event_id"] == case.seats[seat].moves[number - 1]].iloc[0]


class CriterionRow(Row):
    """A criterion; a column for each of the two scenarios of the verdict stands beside these."""

    unique = ("criterion",)
    criterion: Natural
    strand: Literal["interpretation", "response", "further"]
    short: Annotated[Text, checks.up_to(24)]
    question: Text
    answered: Annotated[str, among(lambda _: ANSWERED)]
    answer: Text

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        one, other = list(type(self).model_fields)[-2:]
        pulls = {*getattr(self, one)}, {*getattr(self, other)}
        if both := sorted(pulls[0] & pulls[1]):
            raise checks.fault(other, both[0], "each claim on one side")
        if self.answered == "not at all" and any(pulls):
            raise checks.fault("answered", self.answered, "an answer, as there is evidence")
        return self


@of_case("criteria.csv")
def load_criteria(case: Case, path: Path) -> pd.DataFrame:
    """Load the questions put to the reading side's conduct, their answers, the evidence each way.

    Parameters
    ----------
    case : Case
        Which case; its verdict names the two scenarios that evidence pulls towards.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        One row per criterion: ``criterion`` (from 1), ``strand`` (the dilemma that it tests, or
        further), ``short`` (at most 24 characters, for figures), ``question`` (in our words),
        ``answered`` (explicitly, by implication, not at all), ``answer`` (in our words), and two
        tuples of claim keys under the names of the two scenarios. The sorting of evidence is this
        book's.

    Raises
    ------
    DataError
        If numbers don't run through, a claim key is unknown, a claim pulls both ways,
        or a criterion that is not answered has evidence.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> load_criteria(load_case("baltic")).set_index("criterion").at[12, "answered"]
    'by implication'
    """
    if not case.between:
        raise DataError("case.toml, entry 'verdict': nothing; expected two scenarios for criteria")
    pulls: Any = {str(scenario): Several[Claim] for scenario in case.between}
    form = create_model("CriterionRow", __base__=CriterionRow, **pulls)
    return checks.numbered(path, checks.read_csv(path, form, case), "criterion")


class SinceRow(Row):
    """An event after the article."""

    unique = ("event_id",)
    event_id: Slug
    date: Day
    lane: Literal["agreements", "forces", "acts", "words"]
    actor: Text
    event: Text
    sources: Several[Source]

    @model_validator(mode="after")
    def _agrees(self, info: ValidationInfo) -> Self:
        if not self.sources:
            raise checks.fault("sources", "", "at least one key of references.bib")
        first = info.context.since  # type: ignore[union-attr]
        if len(self.date) != len("2017-05-01") or self.date < first:
            raise checks.fault("date", self.date, f"a day from {first} on")
        return self


@of_case("since.csv")
def load_since(case: Case, path: Path) -> pd.DataFrame:
    """Load what happened after the article: an addition by this book, each row with its source.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        ``event_id``, ``date`` (ISO 8601), ``lane`` (agreements, forces, acts or words), ``actor``,
        ``event`` (in our words), ``sources`` (tuple, never empty).

    Raises
    ------
    DataError
        If a date is no day or not after the article, an event stands twice, or a row has
        no source.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> bool((load_since(load_case("baltic"))["sources"].str.len() > 0).all())
    True
    """
    return checks.read_csv(path, SinceRow, case)


def _between(at: int) -> AfterValidator:
    """Accept degrees between two edges of what maps show: ``at`` is the place of the lower one."""

    def check(value: float, info: ValidationInfo) -> float:
        low, high = info.context.region[at::2]  # type: ignore[union-attr]
        if not low <= value <= high:
            raise ValueError(f"decimal degrees from {low:g} to {high:g}")
        return value

    return AfterValidator(check)


Degrees = Annotated[float, checks.shaped(r"-?[0-9]+(\.[0-9]+)?", "decimal degrees")]


class PlaceRow(Row):
    """A place of the map."""

    unique = ("name",)
    name: Text
    kind: Literal["capital", "launch point", "city", "garrison"]
    country: Text
    lat: Annotated[Degrees, _between(1)]
    lon: Annotated[Degrees, _between(0)]
    source: Text
    note: Maybe[Text]


@of_case("places.csv")
def load_places(case: Case, path: Path) -> pd.DataFrame:
    """Load the places of the map.

    Parameters
    ----------
    case : Case
        Which case.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``kind`` (capital, launch point, city, garrison), ``country``, ``lat`` and
        ``lon`` (float, degrees on WGS84), ``source``, ``note``.

    Raises
    ------
    DataError
        If a name stands twice or a coordinate is not one.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> load_places(load_case("baltic")).set_index("name").at["Tallinn", "country"]
    'Estonia'
    """
    return checks.read_csv(path, PlaceRow, case)


def _of_this_case(cell: str, info: ValidationInfo) -> tuple[str, ...]:
    """Keep the keys of claims that belong to the case being read; drop those of other cases."""
    if not re.fullmatch(r"([a-z0-9-]+:[A-Z]+[0-9]+( (?=\w)|$))*", cell):
        raise ValueError("claims, each with its case and a colon before its key")
    name = info.context.folder.name  # type: ignore[union-attr]
    pairs = (item.split(":") for item in cell.split())
    return tuple(key for case, key in pairs if case == name)


class TermRow(Row):
    """A term in two languages; all cases share it."""

    unique = ("english",)
    english: Text
    dutch: Text
    definition: Text
    sources: Several[Source]
    claims: Annotated[tuple[Claim, ...], BeforeValidator(_of_this_case)]


def load_glossary(case: Case, path: Path | str | None = None) -> pd.DataFrame:
    """Load the glossary: the article's Dutch terms and their established English ones.

    Parameters
    ----------
    case : Case
        Whose claims are wanted: those of other cases are left out.
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``english``, ``dutch``, ``definition`` (in our words), ``sources`` (tuple), ``claims``
        (tuple of the case's keys), sorted by the English term.

    Raises
    ------
    DataError
        If a term stands twice or a key is unknown.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> glossary = load_glossary(load_case("baltic"))
    >>> glossary.set_index("english").at["security paradox", "dutch"]
    'veiligheidsparadox'
    """
    path = Path(path) if path else data_folder() / "glossary.csv"
    table = checks.read_csv(path, TermRow, case)
    for row, english in enumerate(table["english"], start=2):
        if english.lower() in set(table["english"].iloc[: row - 2].str.lower()):
            raise fail(path, row, "english", english, "a term that stands in no other case")
    return table.sort_values("english", key=lambda terms: terms.str.lower(), ignore_index=True)


class ColumnRow(Row):
    """What a column of a data file means."""

    unique = ("file", "column")
    file: Annotated[
        str,
        checks.shaped(r"[a-z0-9]+\.(csv|geojson|bib)", "the name of a data file"),
    ]
    column: Text
    meaning: Text
    unit: Maybe[Text]
    source: Text
    licence: Text
    retrieved: Day


def load_columns(case: Case, folder: Path) -> pd.DataFrame:
    """Load the description of every column of every data file of a folder.

    Parameters
    ----------
    case : Case
        Whose files they are, or whose files use them.
    folder : path
        A folder with ``columns.csv``: the case's own, or the one that all cases share.

    Returns
    -------
    pandas.DataFrame
        ``file``, ``column``, ``meaning``, ``unit``, ``source``, ``licence``, ``retrieved``.

    Raises
    ------
    DataError
        If a column is described twice, or a description is missing for a column that exists, or
        exists for one that does not.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> case = load_case("baltic")
    >>> "signals.csv" in set(load_columns(case, case.folder)["file"])
    True
    """
    path = folder / "columns.csv"
    table = checks.read_csv(path, ColumnRow, case)
    for row, (file, column) in enumerate(zip(table["file"], table["column"], strict=True), start=2):
        if not (folder / file).is_file():
            raise fail(path, row, "file", file, "a file of this folder")
        if file.endswith(".csv") and column not in checks.csv_lines(folder / file)[0]:
            raise fail(path, row, "column", column, f"a column of {file}")
    for file in sorted(set(folder.glob("*.csv")) - {path}):
        described = table.loc[table["file"] == file.name, "column"].tolist()
        header = checks.csv_lines(file)[0]
        if header != described:
            missing = ", ".join(sorted(set(header) - set(described))) or "another order"
            expected = f"the columns of {file.name} in their order"
            raise fail(path, len(table) + 2, "column", missing, expected)
    return table
