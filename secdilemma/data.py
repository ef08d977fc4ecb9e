"""One loader per data set: validated on reading, with errors that say where to look.

Each loader reads a CSV file of this repository's ``data/`` folder, or a file of your own with the
same columns. Nothing is dropped, guessed or coerced: a fault raises `DataError`, which names file,
row, column, value and what was expected. Rows are counted as a spreadsheet does, the header being
row 1. ``data/README.md`` gives source, licence and units of every column.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from pybtex.database import parse_file
from pybtex.exceptions import PybtexError

from secdilemma.theory import CRITERIA, Basis, Dilemma

__all__ = [
    "DataError",
    "data_folder",
    "load_claims",
    "load_columns",
    "load_criteria",
    "load_footnotes",
    "load_glossary",
    "load_map",
    "load_places",
    "load_signals",
    "load_since2017",
    "load_table1",
    "references",
]


class DataError(ValueError):
    """A data file breaks a promise; the message names file, row, column, value and expectation."""


def data_folder() -> Path:
    """Find the data files, in a checkout or in an installed package.

    Returns
    -------
    pathlib.Path
        The folder that holds the CSV, GeoJSON and BibTeX files.

    Raises
    ------
    FileNotFoundError
        If neither place has them.
    """
    package = Path(__file__).parent
    for folder in (package / "_data", package.parent / "data"):
        if (folder / "table1.csv").is_file():
            return folder
    raise FileNotFoundError(f"no data files beside {package}; reinstall secdilemma")


@cache
def references(path: Path | str | None = None) -> frozenset[str]:
    """List the keys of the bibliography.

    Parameters
    ----------
    path : path, optional
        A BibTeX file; this book's own by default.

    Returns
    -------
    frozenset of str
        Every key that a ``sources`` column may use.

    Raises
    ------
    DataError
        If the file is not valid BibTeX, for instance because a key stands in it twice.
    """
    path = Path(path) if path else data_folder() / "references.bib"
    try:
        return frozenset(parse_file(str(path)).entries)
    except PybtexError as error:
        raise DataError(f"{path.name}: {error}") from error


# What a cell may hold. A parser takes the cell's text and returns its value, or raises ValueError
# with what was expected.

Parser = Callable[[str], Any]


def _text(cell: str) -> str:
    if not cell.strip():
        raise ValueError("some text")
    if cell != cell.strip():
        raise ValueError("text without spaces around it")
    if odd := re.search(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]", cell):
        raise ValueError(f"text on one line without hidden characters such as {odd[0]!r}")
    return cell


def _label(limit: int) -> Parser:
    def parse(cell: str) -> str:
        if len(cell) > limit:
            raise ValueError(f"at most {limit} characters, for figures")
        return _text(cell)

    return parse


def _optional(parse: Parser, empty: Any = "") -> Parser:
    return lambda cell: parse(cell) if cell else empty


def _integer(low: int, high: int) -> Parser:
    def parse(cell: str) -> int:
        if not re.fullmatch(r"0|[1-9][0-9]*", cell) or not low <= int(cell) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(cell)

    return parse


def _degrees(limit: float) -> Parser:
    def parse(cell: str) -> float:
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) or abs(float(cell)) > limit:
            raise ValueError(f"decimal degrees from -{limit:g} to {limit:g}")
        return float(cell)

    return parse


def _one_of(allowed: Iterable[str]) -> Parser:
    words = tuple(str(word) for word in allowed)

    def parse(cell: str) -> str:
        if cell not in words:
            raise ValueError("one of " + ", ".join(repr(word) for word in words))
        return cell

    return parse


def _many(parse: Parser) -> Parser:
    def parse_one(item: str) -> Any:
        try:
            return parse(item)
        except ValueError as error:
            raise ValueError(f"{error}, which {item!r} is not") from None

    def parse_all(cell: str) -> tuple[Any, ...]:
        items = tuple(parse_one(item) for item in cell.split(" ")) if cell else ()
        if len(set(items)) < len(items):
            raise ValueError("each item once")
        return items

    return parse_all


def _matching(pattern: str, expected: str) -> Parser:
    def parse(cell: str) -> str:
        if not re.fullmatch(pattern, cell):
            raise ValueError(expected)
        return cell

    return parse


def _source(cell: str) -> str:
    if cell not in references():
        raise ValueError("a key of references.bib")
    return cell


YEARS = (1900, 2100)
"""No event of this book lies outside them."""


def _day(cell: str) -> str:
    """Accept YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YYYY, if such a date exists."""
    expected = "a date that exists: YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YYYY"
    if re.fullmatch(r"[0-9]{4}/[0-9]{4}", cell):
        start, end = cell.split("/")
        if start >= end:
            raise ValueError("a span that ends after it starts")
        if not YEARS[0] <= int(start) < int(end) <= YEARS[1]:
            raise ValueError(f"years from {YEARS[0]} to {YEARS[1]}")
        return cell
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", cell):
        raise ValueError(expected)
    if not YEARS[0] <= int(cell[:4]) <= YEARS[1]:
        raise ValueError(f"a year from {YEARS[0]} to {YEARS[1]}")
    try:
        date.fromisoformat(cell + "-01-01"[len(cell) - 4 :] if len(cell) < 10 else cell)
    except ValueError:
        raise ValueError(expected) from None
    return cell


_footnotes = _many(_integer(1, 64))
_sources = _many(_source)
_slug = _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens")
_claim_key = _matching(r"[A-Z]{1,2}(0|[1-9][0-9]?)", "a claim key such as A1 or AA5")


def _claim(cell: str) -> str:
    if _claim_key(cell) not in _ledger():
        raise ValueError("a key of claims.csv")
    return cell


@cache
def _ledger() -> frozenset[str]:
    return frozenset(load_claims()["key"])


_chapter = _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "a file name in chapters/, without its ending")


def _fail(path: Path, row: int, column: str, value: str, expected: str) -> DataError:
    return DataError(f"{path.name}, row {row}, column {column!r}: {value!r}; expected {expected}")


def _read(path: Path, columns: Mapping[str, Parser], unique: tuple[str, ...]) -> pd.DataFrame:
    """Read a CSV file in which every cell keeps its column's promise."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise _fail(path, row, "?", repr(content[error.start]), "UTF-8 text") from error
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        row = len(lines) + 1
        raise _fail(path, row, "?", str(error), "valid CSV") from error
    header = lines[0] if lines else []
    for name in columns:
        if name not in header:
            raise _fail(path, 1, name, ", ".join(header), "a header that has this column")
    for name in header:
        if name not in columns or header.count(name) > 1:
            raise _fail(path, 1, name, name, "only, and once, " + ", ".join(columns))
    records = []
    for row, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            # too few: the first missing column; too many: the last column
            column = header[min(len(cells), len(header) - 1)]
            raise _fail(path, row, column, f"{len(cells)} cells", f"{len(header)} cells")
        record = {}
        for name, cell in zip(header, cells, strict=True):
            try:
                record[name] = columns[name](cell)
            except ValueError as error:
                raise _fail(path, row, name, cell, str(error)) from None
        records.append(record)
    if not records:
        raise _fail(path, 2, header[0], "", "at least one row")
    seen: dict[tuple[Any, ...], int] = {}
    for row, record in enumerate(records, start=2):
        key = tuple(record[name] for name in unique)
        if key in seen:
            value = " / ".join(map(str, key))
            expected = f"a value not yet used; row {seen[key]} has it"
            raise _fail(path, row, unique[-1], value, expected)
        seen[key] = row
    return pd.DataFrame(records, columns=list(columns))


def _file(path: Path | str | None, name: str) -> Path:
    return Path(path) if path else data_folder() / name


INDICATORS = {
    "population": "Population",
    "armed forces": "Armed forces",
    "reserve": "Reserve",
    "tanks": "Tanks",
    "combat aircraft": "Combat aircraft",
    "nuclear weapons": "Nuclear weapons",
}
"""The six rows of Table 1, and the words that tables and figures print for them."""

ACTORS = {
    1986: {
        "United States": "West",
        "NATO": "West",
        "East": "East",
        "Warsaw Pact": "East",
        "Soviet Union": "East",
    },
    2014: {"United States": "West", "NATO": "West", "Russia": "East"},
}
"""The columns of Table 1 by year, with the bloc that each stands under."""

_UNITS = {"million": 1_000_000, "one": 1}


def _printed_number(cell: str) -> str:
    if not re.fullmatch(r"(0|[1-9][0-9]{0,2}(,[0-9]{3})*)(\.[0-9])?", cell):
        raise ValueError("a number as printed in English, such as 2.1 or 24,094")
    return cell


def load_table1(path: Path | str | None = None) -> pd.DataFrame:
    """Load the article's Table 1, military strength in 1986 and 2014, exactly as printed.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        48 rows, one per printed cell: ``year`` (int), ``bloc`` (West, East), ``actor``,
        ``indicator``, ``value`` (float, in ``unit``), ``unit`` (``million`` or ``one``, of persons
        or pieces), ``note``, and two columns made on loading: ``printed`` (the number as it stands
        on the page) and ``count`` (float, persons or pieces). The column "Warsaw Pact" counts the
        members other than the Soviet Union; "NATO" includes the United States.

    Raises
    ------
    DataError
        If a cell is not a printed number, a category is unknown, a cell stands twice, or one of
        the 48 is missing.

    Notes
    -----
    Source: Kerstens and Noll (2017), Table 1, which names no source of its own.

    Examples
    --------
    >>> table1 = load_table1()
    >>> row = table1.query("year == 2014 and actor == 'Russia' and indicator == 'tanks'")
    >>> row["printed"].item()
    '2,750'
    """
    path = _file(path, "table1.csv")
    actors = {actor: bloc for year in ACTORS.values() for actor, bloc in year.items()}
    table = _read(
        path,
        {
            "year": _integer(1986, 2014),
            "bloc": _one_of(("West", "East")),
            "actor": _one_of(actors),
            "indicator": _one_of(INDICATORS),
            "value": _printed_number,
            "unit": _one_of(_UNITS),
            "note": _optional(_text),
        },
        unique=("year", "actor", "indicator"),
    )
    for row, cell in enumerate(table.itertuples(), start=2):
        if cell.year not in ACTORS:
            raise _fail(path, row, "year", str(cell.year), "1986 or 2014")
        if cell.actor not in ACTORS[cell.year]:
            raise _fail(path, row, "actor", cell.actor, "one of " + ", ".join(ACTORS[cell.year]))
        if cell.unit == "one" and "." in cell.value:
            raise _fail(path, row, "value", cell.value, "a whole number, because the unit is one")
        people = cell.indicator in ("population", "armed forces", "reserve")
        if cell.unit == "million" and not people:
            raise _fail(path, row, "unit", cell.unit, f"'one', because {cell.indicator} are pieces")
        if cell.bloc != actors[cell.actor]:
            raise _fail(path, row, "bloc", cell.bloc, actors[cell.actor])
    wanted = [(y, a, i) for y in ACTORS for a in ACTORS[y] for i in INDICATORS]
    present = set(table[["year", "actor", "indicator"]].itertuples(index=False, name=None))
    for key in wanted:
        if key not in present:
            raise _fail(
                path, len(table) + 2, "indicator", "", "a row for " + " / ".join(map(str, key))
            )
    table["printed"] = table["value"]
    table["value"] = [float(text.replace(",", "")) for text in table["printed"]]
    table["count"] = table["value"] * table["unit"].map(_UNITS)
    return table


PRECISIONS = ("day", "month", "season", "year", "span", "decade", "none")
EFFECTS = ("deters", "reassures", "assures", "provokes", "none stated")
SIDES = (
    "NATO",
    "Russia",
    "United States",
    "both",
    "Poland",
    "Netherlands",
    "Latvia",
    "United Kingdom",
    "Soviet Union",
    "Germany",
    "scholars",
    "RAND",
    "press",
    "others",
)
"""Who acts in the dated events; a person speaks for a body, "both" is NATO and Russia together."""

_EVENT_COLUMNS = (
    "date",
    "precision",
    "date_printed",
    "date_supplied",
    "actor",
    "event",
    "short",
    "kind",
    "dilemma",
    "footnotes",
    "sources",
    "claims",
    "editor_note",
)


def load_signals(path: Path | str | None = None) -> pd.DataFrame:
    """Load the dated events of the article, one row per event, addressee and judge.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``event_id``; ``date`` (ISO 8601 at the article's precision, empty where it gives none);
        ``precision`` (day to decade, or none); ``date_printed`` (the article's words);
        ``date_supplied`` (ours); ``actor``; ``event``; ``short`` (a label for figures, where one
        shows it); ``kind`` (signal or background);
        ``addressee`` (adversary, allies, none); ``judged_by`` (NATO, Russia, authors, us);
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
    >>> signals = load_signals()
    >>> sorted(signals.loc[signals["effect"] == "assures", "addressee"].unique())
    ['allies']
    """
    path = _file(path, "signals.csv")
    table = _read(
        path,
        {
            "event_id": _slug,
            "date": _optional(_day),
            "precision": _one_of(PRECISIONS),
            "date_printed": _text,
            "date_supplied": _optional(_day),
            "actor": _one_of(SIDES),
            "event": _text,
            "short": _optional(_label(26)),
            "kind": _one_of(("signal", "background")),
            "addressee": _one_of(("adversary", "allies", "none")),
            "judged_by": _one_of(("NATO", "Russia", "authors", "us")),
            "dilemma": _one_of((*Dilemma, "both", "none")),
            "effect": _one_of(EFFECTS),
            "basis": _text,
            "footnotes": _footnotes,
            "sources": _sources,
            "claims": _many(_claim),
            "editor_note": _optional(_text),
        },
        unique=("event_id", "addressee", "judged_by"),
    )
    shapes = {"day": 10, "month": 7, "season": 4, "year": 4, "decade": 4, "span": 9, "none": 0}
    only_for = {"assures": "allies", "reassures": "adversary"}
    first: dict[str, int] = {}
    for row, record in enumerate(table.to_dict("records"), start=2):
        if len(record["date"]) != shapes[record["precision"]]:
            expected = f"a date as precise as {record['precision']!r}"
            raise _fail(path, row, "date", record["date"], expected)
        addressee = only_for.get(record["effect"], record["addressee"])
        if record["addressee"] != addressee:
            expected = f"{addressee!r}, because the effect is {record['effect']!r}"
            raise _fail(path, row, "addressee", record["addressee"], expected)
        if record["kind"] == "background" and record["effect"] != "none stated":
            raise _fail(path, row, "effect", record["effect"], "'none stated' for background")
        if (record["addressee"] == "none") != (record["kind"] == "background"):
            raise _fail(path, row, "addressee", record["addressee"], "'none' for background only")
        start = first.setdefault(record["event_id"], row)
        for column in _EVENT_COLUMNS:
            known = table.at[start - 2, column]
            if record[column] != known:
                raise _fail(path, row, column, str(record[column]), f"{known!r}, as in row {start}")
    table["when"] = table["date"].where(table["date"] != "", table["date_supplied"])
    return table


def load_claims(path: Path | str | None = None) -> pd.DataFrame:
    """Load the claims ledger: every claim of the article, in our words.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``key`` (A1 to AA5), ``section`` (its letters), ``claim``, ``basis`` (article, inferred),
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
    >>> load_claims().set_index("key").at["G3", "anchor"]
    'chapters/interpretation#claim-g3'
    """
    path = _file(path, "claims.csv")
    table = _read(
        path,
        {
            "key": _claim_key,
            "section": _matching(r"[A-Z]{1,2}", "one or two capital letters"),
            "claim": _text,
            "basis": _one_of(Basis),
            "footnotes": _footnotes,
            "sources": _sources,
            "editor_note": _optional(_text),
            "chapter": _chapter,
            "label": _optional(_label(30)),
        },
        unique=("key",),
    )
    for row, claim in enumerate(table.itertuples(), start=2):
        if claim.key.rstrip("0123456789") != claim.section:
            raise _fail(path, row, "section", claim.section, f"the letters of {claim.key!r}")
    table["anchor"] = "chapters/" + table["chapter"] + "#claim-" + table["key"].str.lower()
    return table


def load_footnotes(path: Path | str | None = None) -> pd.DataFrame:
    """Load the article's 64 footnotes and the works that they cite.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        64 rows: ``number`` (1 to 64), ``sources`` (tuple of bibliography keys), ``locator``
        (pages), ``kind`` (citation, discussion, both), ``note`` (what it adds, and its gaps).

    Raises
    ------
    DataError
        If a number stands twice or is missing, or a bibliography key is unknown.

    Examples
    --------
    >>> len(load_footnotes())
    64
    """
    path = _file(path, "footnotes.csv")
    table = _read(
        path,
        {
            "number": _integer(1, 64),
            "sources": _sources,
            "locator": _optional(_text),
            "kind": _one_of(("citation", "discussion", "both")),
            "note": _optional(_text),
        },
        unique=("number",),
    )
    for number in range(1, 65):
        if number not in set(table["number"]):
            raise _fail(path, len(table) + 2, "number", "", f"a row for footnote {number}")
    return table


def load_glossary(path: Path | str | None = None) -> pd.DataFrame:
    """Load the glossary: the article's Dutch terms and their established English ones.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``english``, ``dutch``, ``definition`` (in our words), ``sources`` (tuple), ``claims``
        (tuple), sorted by the English term.

    Raises
    ------
    DataError
        If a term stands twice or a key is unknown.

    Examples
    --------
    >>> load_glossary().set_index("english").at["security paradox", "dutch"]
    'veiligheidsparadox'
    """
    path = _file(path, "glossary.csv")
    table = _read(
        path,
        {
            "english": _text,
            "dutch": _text,
            "definition": _text,
            "sources": _sources,
            "claims": _many(_claim),
        },
        unique=("english",),
    )
    for row, english in enumerate(table["english"], start=2):
        before = table["english"].iloc[: row - 2].str.lower()
        if english.lower() in set(before):
            raise _fail(path, row, "english", english, "a term that stands in no other case")
    return table.sort_values("english", key=lambda terms: terms.str.lower(), ignore_index=True)


ANSWERED = ("explicitly", "by implication", "not at all")


def load_criteria(path: Path | str | None = None) -> pd.DataFrame:
    """Load how the article answers each of its thirteen criteria, and the evidence each way.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        13 rows: ``criterion`` (1 to 13), ``answered`` (explicitly, by implication, not at all),
        ``answer`` (in our words), and two tuples of claim keys, ``realist`` and
        ``constructivist``: the evidence that pulls NATO's conduct towards either scenario. The
        sorting of evidence is this book's.

    Raises
    ------
    DataError
        If a criterion stands twice or is missing, a claim key is unknown, a claim pulls both ways,
        or a criterion that is not answered has evidence.

    Examples
    --------
    >>> load_criteria().set_index("criterion").at[12, "answered"]
    'not at all'
    """
    path = _file(path, "criteria.csv")
    numbers = [criterion.number for criterion in CRITERIA]
    table = _read(
        path,
        {
            "criterion": _integer(numbers[0], numbers[-1]),
            "answered": _one_of(ANSWERED),
            "answer": _text,
            "realist": _many(_claim),
            "constructivist": _many(_claim),
        },
        unique=("criterion",),
    )
    for row, found in enumerate(table.itertuples(), start=2):
        both = sorted({*found.realist} & {*found.constructivist})
        if both:
            raise _fail(path, row, "constructivist", both[0], "each claim on one side")
        if found.answered == "not at all" and (found.realist or found.constructivist):
            raise _fail(path, row, "answered", found.answered, "an answer, as there is evidence")
    for number in numbers:
        if number not in set(table["criterion"]):
            raise _fail(path, len(table) + 2, "criterion", "", f"a row for criterion {number}")
    return table


def load_places(path: Path | str | None = None) -> pd.DataFrame:
    """Load the capitals and launch points of the map.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``kind`` (capital, launch point, city), ``country``, ``lat`` and ``lon`` (float,
        degrees on WGS84), ``source``, ``note``.

    Raises
    ------
    DataError
        If a name stands twice or a coordinate is not one.

    Examples
    --------
    >>> load_places().set_index("name").at["Tallinn", "country"]
    'Estonia'
    """
    return _read(
        _file(path, "places.csv"),
        {
            "name": _text,
            "kind": _one_of(("capital", "launch point", "city")),
            "country": _text,
            "lat": _degrees(90),
            "lon": _degrees(180),
            "source": _text,
            "note": _optional(_text),
        },
        unique=("name",),
    )


def load_since2017(path: Path | str | None = None) -> pd.DataFrame:
    """Load what happened after the article: an addition by this book, each row with its source.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

    Returns
    -------
    pandas.DataFrame
        ``event_id``, ``date`` (ISO 8601), ``actor``, ``event`` (in our words), ``sources``
        (tuple, never empty).

    Raises
    ------
    DataError
        If a date does not exist or is not after the article, an event stands twice, or a row has
        no source.

    Examples
    --------
    >>> bool((load_since2017()["sources"].str.len() > 0).all())
    True
    """
    path = _file(path, "since2017.csv")
    table = _read(
        path,
        {
            "event_id": _slug,
            "date": _day,
            "actor": _text,
            "event": _text,
            "sources": _sources,
        },
        unique=("event_id",),
    )
    for row, event in enumerate(table.itertuples(), start=2):
        if not event.sources:
            raise _fail(path, row, "sources", "", "at least one key of references.bib")
        if "/" in event.date or event.date < "2017-05":
            raise _fail(path, row, "date", event.date, "a day or month after the article, May 2017")
    return table


def load_columns(path: Path | str | None = None) -> pd.DataFrame:
    """Load the description of every column of every data file.

    Parameters
    ----------
    path : path, optional
        A CSV file with the same columns; the book's own by default.

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
    >>> "signals.csv" in set(load_columns()["file"])
    True
    """
    path = _file(path, "columns.csv")
    table = _read(
        path,
        {
            "file": _matching(r"[a-z0-9]+\.(csv|geojson|bib)", "the name of a data file"),
            "column": _text,
            "meaning": _text,
            "unit": _optional(_text),
            "source": _text,
            "licence": _text,
            "retrieved": _day,
        },
        unique=("file", "column"),
    )
    for row, record in enumerate(table.to_dict("records"), start=2):
        file = data_folder() / record["file"]
        if not file.is_file():
            raise _fail(path, row, "file", file.name, "a file of the data folder")
        if file.suffix == ".csv" and record["column"] not in _header(file):
            raise _fail(path, row, "column", record["column"], f"a column of {file.name}")
    for file in sorted(data_folder().glob("*.csv")):
        described = table.loc[table["file"] == file.name, "column"].tolist()
        if _header(file) != described:
            missing = ", ".join(sorted(set(_header(file)) - set(described))) or "another order"
            expected = f"the columns of {file.name} in their order"
            raise _fail(path, len(table) + 2, "column", missing, expected)
    return table


def _header(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()[0].split(",")


Line = tuple[tuple[float, float], ...]


def load_map(path: Path | str | None = None) -> dict[str, list[Line]]:
    """Load the land of the Baltic region, as outlines of countries.

    Parameters
    ----------
    path : path, optional
        A GeoJSON file of polygons with names; the book's own by default.

    Returns
    -------
    dict of list
        ``land`` and ``kaliningrad``: the outer rings of the polygons, each a tuple of (longitude,
        latitude) in degrees.

    Raises
    ------
    DataError
        If the file is not GeoJSON of the expected kind.

    Notes
    -----
    Source: Natural Earth, public domain; see ``data/README.md``.

    Examples
    --------
    >>> sorted(load_map())
    ['kaliningrad', 'land']
    """
    path = _file(path, "baltic.geojson")
    parts: dict[str, list[Line]] = {"land": [], "kaliningrad": []}
    for name, many in _outlines(path):
        parts["kaliningrad" if name.startswith("Kaliningrad") else "land"] += many
    for part, rings in parts.items():
        if not rings:
            raise DataError(f"{path.name}, features: none for {part}; expected at least one")
    return parts


def _outlines(path: Path) -> list[tuple[str, list[Line]]]:
    """List the names and outer rings of the polygons of a GeoJSON file."""
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path.name}: {error}; expected a GeoJSON FeatureCollection") from error
    if not isinstance(features, list):
        raise DataError(f"{path.name}: {features!r:.60}; expected a GeoJSON FeatureCollection")
    listed = []
    for number, feature in enumerate(features, start=1):
        given = feature if isinstance(feature, dict) else {}
        properties, geometry = given.get("properties"), given.get("geometry")
        name = properties.get("name") if isinstance(properties, dict) else None
        where = f"{path.name}, feature {number} ({name})"
        if not isinstance(name, str) or not name:
            raise DataError(f"{where}, properties: {properties!r:.60}; expected a name")
        shape = geometry.get("type") if isinstance(geometry, dict) else None
        if shape not in ("Polygon", "MultiPolygon"):
            raise DataError(f"{where}, geometry: {shape!r}; expected 'Polygon' or 'MultiPolygon'")
        found: Any = geometry.get("coordinates") if geometry else None
        try:
            many = found if shape == "MultiPolygon" else [found]
            listed.append((name, [_ring(polygon[0]) for polygon in many]))
        except (TypeError, ValueError, LookupError) as error:
            raise DataError(
                f"{where}, coordinates: {error}; expected closed rings of [longitude, latitude]"
            ) from None
    return listed


def _ring(points: Any) -> Line:
    ring = tuple((float(lon), float(lat)) for lon, lat in points)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(f"a ring of {len(ring)} points that does not close")
    if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring):
        raise ValueError("a point outside the globe")
    return ring
