import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from secdilemma.baltic.land import load_map
from secdilemma.baltic.table1 import load_table1
from secdilemma.case import Case, data_folder, load_case
from secdilemma.checks import DataError
from secdilemma.data import (
    load_claims,
    load_columns,
    load_criteria,
    load_footnotes,
    load_glossary,
    load_places,
    load_signals,
    load_since,
    references,
)

CASE = load_case("baltic")
OWN = {
    "table1.csv": load_table1,
    "signals.csv": load_signals,
    "claims.csv": load_claims,
    "footnotes.csv": load_footnotes,
    "criteria.csv": load_criteria,
    "places.csv": load_places,
    "since.csv": load_since,
}
LOADERS = {
    **{file: partial(load, CASE) for file, load in OWN.items()},
    "glossary.csv": partial(load_glossary, CASE),
}


def columns_of(path: Path) -> pd.DataFrame:
    """Load a description of the case's files that stands elsewhere."""
    for file in CASE.folder.iterdir():
        if file.suffix in (".csv", ".geojson") and not (path.parent / file.name).exists():
            shutil.copy(file, path.parent)
    return load_columns(CASE, path.parent)


EVERY_FILE = pytest.mark.parametrize("file", LOADERS)

Rows = list[list[str]]


def place_of(file: str) -> Path:
    """Say where the book has a file."""
    return (data_folder() if file == "glossary.csv" else CASE.folder) / file


def rows_of(file: str) -> Rows:
    with place_of(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def write(folder: Path, file: str, rows: Rows) -> Path:
    path = folder / file
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
    return path


def row_number(rows: Rows, where: dict[str, str]) -> int:
    """Return the number, as a spreadsheet counts, of the first row with these cells."""
    places = {rows[0].index(column): value for column, value in where.items()}
    for number, cells in enumerate(rows[1:], start=2):
        if all(cells[place] == value for place, value in places.items()):
            return number
    raise AssertionError(f"no row with {where}")


def refusal(file: str, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        (columns_of if file == "columns.csv" else LOADERS[file])(path)
    return str(caught.value)


# ------------------------------------------------------------------ the book's own files


@EVERY_FILE
def test_every_loader_loads_the_books_own_file(file):
    frame = LOADERS[file]()
    assert len(frame) == len(rows_of(file)) - 1
    assert set(rows_of(file)[0]) <= set(frame.columns)


@EVERY_FILE
def test_a_copy_of_the_books_file_loads_to_the_same_frame(file, tmp_path):
    path = write(tmp_path, file, rows_of(file))
    pd.testing.assert_frame_equal(LOADERS[file](path), LOADERS[file]())
    pd.testing.assert_frame_equal(LOADERS[file](str(path)), LOADERS[file]())


@EVERY_FILE
def test_no_cell_is_left_without_a_value(file):
    assert not LOADERS[file]().isna().any(axis=None)


@EVERY_FILE
def test_loading_twice_gives_equal_frames_that_do_not_share_their_values(file):
    first, second = LOADERS[file](), LOADERS[file]()
    pd.testing.assert_frame_equal(first, second)
    first.iloc[0] = first.iloc[-1]
    del first[first.columns[0]]
    pd.testing.assert_frame_equal(LOADERS[file](), second)


@EVERY_FILE
def test_a_byte_order_mark_is_accepted(file, tmp_path):
    path = tmp_path / file
    path.write_bytes(b"\xef\xbb\xbf" + place_of(file).read_bytes())
    pd.testing.assert_frame_equal(LOADERS[file](path), LOADERS[file]())


def test_a_file_with_windows_line_ends_is_accepted(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(place_of("places.csv").read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(load_places(CASE, path), load_places(CASE))


def test_columns_may_stand_in_another_order(tmp_path):
    backwards = [cells[::-1] for cells in rows_of("table1.csv")]
    loaded = load_table1(CASE, write(tmp_path, "table1.csv", backwards))
    pd.testing.assert_frame_equal(loaded, load_table1(CASE))


@EVERY_FILE
def test_a_file_that_does_not_exist_is_reported_as_missing(file, tmp_path):
    with pytest.raises(FileNotFoundError):
        LOADERS[file](tmp_path / file)


# ------------------------------------------------------------------ one bad cell


@dataclass(frozen=True)
class Bad:
    """One cell that breaks its promise; ``blamed`` and ``value`` where the message names others."""

    name: str
    file: str
    where: dict[str, str]
    column: str
    cell: str
    expected: str
    blamed: str = ""
    value: str | None = None


def table1(name: str, column: str, cell: str, expected: str, **more: str) -> Bad:
    where = {"year": "1986", "actor": "United States", "indicator": "tanks"}
    return Bad(f"table1: {name}", "table1.csv", where, column, cell, expected, **more)


def signal(name: str, event: str, column: str, cell: str, expected: str, **more) -> Bad:
    where = {"event_id": event, **more.pop("where", {})}
    return Bad(f"signals: {name}", "signals.csv", where, column, cell, expected, **more)


def of(file: str, first: str, key: str) -> Callable[..., Bad]:
    def bad(name: str, column: str, cell: str, expected: str, **more: str) -> Bad:
        where = {first: key}
        return Bad(f"{file}: {name}", f"{file}.csv", where, column, cell, expected, **more)

    return bad


claim = of("claims", "key", "B2")
footnote = of("footnotes", "number", "30")
term = of("glossary", "dutch", "veiligheidsparadox")
criterion = of("criteria", "criterion", "5")
place = of("places", "name", "Minsk")
since = of("since", "event_id", "finland")
column = of("columns", "column", "bloc")

NUMBER = "a number as printed in English"
A_DATE = "a date that exists"
A_KEY = "a key of references.bib"
NO_SPACES = "text without spaces around it"
UNUSED = "a value not yet used; row "

BAD_CELLS = [
    table1("tanks by the million", "unit", "million", "because tanks are pieces"),
    table1("Dutch thousands point", "value", "14.300", NUMBER),
    table1("number without its comma", "value", "14300", NUMBER),
    table1("comma in the wrong place", "value", "1,4300", NUMBER),
    table1("words for a number", "value", "about 14,300", NUMBER),
    table1("negative number", "value", "-14,300", NUMBER),
    table1("asterisk in the number", "value", "14,300*", NUMBER),
    table1("empty number", "value", "", NUMBER),
    table1("unknown unit", "unit", "thousand", "one of 'million', 'one'"),
    table1("unknown indicator", "indicator", "submarines", "one of 'population', 'armed forces'"),
    table1("capital in an actor's name", "actor", "united states", "one of 'United States'"),
    table1("unknown bloc", "bloc", "South", "one of 'West', 'East'"),
    table1("wrong bloc", "bloc", "East", "West"),
    table1("year between the two", "year", "2000", "one of '1986', '2014'"),
    table1("year out of range", "year", "1985", "one of '1986', '2014'"),
    table1("year with decimals", "year", "1986.0", "one of '1986', '2014'"),
    table1("actor of the other year", "actor", "Russia", "one of United States, NATO, East"),
    table1("spaces around the note", "note", " estimate", NO_SPACES),
    table1("only a space in the note", "note", " ", "some text"),
    table1(
        "cell printed twice",
        "indicator",
        "population",
        UNUSED + "2 has it",
        value="1986 / United States / population",
    ),
    signal("30 February", "putin-crimea-address", "date", "2015-02-30", A_DATE),
    signal("month 13", "little-green-men", "date", "2014-13", A_DATE),
    signal("29 February of a common year", "rasmussen-munich", "date", "2014-02-29", A_DATE),
    signal("date in words", "vershbow-a2ad", "date", "14 February 2016", A_DATE),
    signal("date of day and month first", "vershbow-a2ad", "date", "14-02-2016", A_DATE),
    signal("time of day", "vershbow-a2ad", "date", "2016-02-14T12:00", A_DATE),
    signal(
        "span that ends before it starts",
        "latvia-german-occupation-1941",
        "date",
        "1945/1941",
        "a span that ends after it starts",
    ),
    signal(
        "span of no length",
        "latvia-german-occupation-1941",
        "date",
        "1941/1941",
        "a span that ends after it starts",
    ),
    signal("31 September", "jit-report-mh17", "date_supplied", "2016-09-31", A_DATE),
    signal(
        "month that claims to be a day",
        "little-green-men",
        "precision",
        "day",
        "a date as precise as 'day'",
        blamed="date",
        value="2014-04",
    ),
    signal(
        "day that claims to be a year",
        "vershbow-a2ad",
        "precision",
        "year",
        "a date as precise as 'year'",
        blamed="date",
        value="2016-02-14",
    ),
    signal(
        "date where the article gives none",
        "two-plus-four-treaty",
        "date",
        "1990",
        "a date as precise as 'none'",
    ),
    signal(
        "no date where the article gives one", "crimea", "date", "", "a date as precise as 'year'"
    ),
    signal("unknown precision", "crimea", "precision", "week", "one of 'day', 'month'"),
    signal("unknown bibliography key", "vershbow-a2ad", "sources", "nobody1999", A_KEY),
    signal("keys joined by a comma", "rand-report", "sources", "shlapak2016,booth2008", A_KEY),
    signal("key twice", "rand-report", "sources", "shlapak2016 shlapak2016", "each item once"),
    signal("footnote 65", "founding-act", "footnotes", "65", "a whole number from 1 to 64"),
    signal("footnote 0", "founding-act", "footnotes", "0", "a whole number from 1 to 64"),
    signal("footnote twice", "founding-act", "footnotes", "56 56", "each item once"),
    signal("footnotes with two spaces", "founding-act", "footnotes", "56  64", "a whole number"),
    signal("claim key in lower case", "founding-act", "claims", "v1", "a claim key such as A1"),
    signal("unknown actor", "little-green-men", "actor", "Ruritania", "one of 'NATO', 'Russia'"),
    signal("unknown kind", "founding-act", "kind", "noise", "one of 'signal', 'background'"),
    signal("unknown addressee", "founding-act", "addressee", "enemy", "one of 'adversary'"),
    signal("unknown judge", "founding-act", "judged_by", "RAND", "one of 'NATO', 'Russia'"),
    signal("unknown dilemma", "founding-act", "dilemma", "prisoner", "one of 'interpretation'"),
    signal("unknown effect", "founding-act", "effect", "scares", "one of 'deters', 'reassures'"),
    signal(
        "adversary that is assured",
        "founding-act",
        "effect",
        "assures",
        "'allies', because the effect is 'assures'",
        blamed="addressee",
        value="adversary",
    ),
    signal(
        "allies that are reassured",
        "efp-in-place",
        "effect",
        "reassures",
        "'adversary', because the effect is 'reassures'",
        where={"addressee": "allies"},
        blamed="addressee",
        value="allies",
    ),
    signal(
        "signal to nobody", "trump-remarks-on-putin", "addressee", "none", "'none' for background"
    ),
    signal(
        "background with an addressee",
        "latvia-founded",
        "addressee",
        "allies",
        "'none' for background",
    ),
    signal(
        "rows of an event that disagree on the event",
        "crimea",
        "event",
        "Something else happens",
        "as in row ",
        where={"judged_by": "us"},
    ),
    signal(
        "rows of an event that disagree on the date",
        "crimea",
        "date",
        "2015",
        "'2014', as in row ",
        where={"judged_by": "us"},
    ),
    signal(
        "rows of an event that disagree on the footnotes",
        "crimea",
        "footnotes",
        "56",
        "(), as in row ",
        where={"judged_by": "us"},
        value="(56,)",
    ),
    signal(
        "effect ascribed twice",
        "crimea",
        "judged_by",
        "authors",
        UNUSED,
        where={"judged_by": "us"},
        value="crimea / adversary / authors",
    ),
    signal("capital in the name", "jit-report-mh17", "event_id", "JIT-report", "lower-case words"),
    signal(
        "label too long", "founding-act", "short", "A label of more than 26 letters", "at most 26"
    ),
    signal("empty event", "founding-act", "event", "", "some text"),
    signal("empty printed date", "founding-act", "date_printed", "", "some text"),
    signal("space before the text", "founding-act", "event", " Agreed", NO_SPACES),
    claim("key in lower case", "key", "b2", "a claim key such as A1 or AA5"),
    claim("key with a nought before it", "key", "B02", "a claim key such as A1 or AA5"),
    claim("label of spaces", "label", "   ", "some text"),
    claim("label too long", "label", "w" * 31, "at most 30 characters"),
    claim("hidden character", "claim", "A claim.\u200b", "without hidden characters"),
    claim("two lines", "claim", "A claim.\n\n## Another", "text on one line"),
    claim("key of three letters", "key", "BBB2", "a claim key such as A1 or AA5"),
    claim("key twice", "key", "B1", UNUSED),
    claim("section of another key", "section", "C", "the letters of 'B2'"),
    claim("empty section", "section", "", "one or two capital letters"),
    claim("empty claim", "claim", "", "some text"),
    claim("line end after the claim", "claim", "A claim.\n", NO_SPACES),
    claim("unknown basis", "basis", "guessed", "one of 'article', 'inferred'"),
    claim("footnote with a letter", "footnotes", "3a", "a whole number from 1 to 64"),
    claim("negative footnote", "footnotes", "-3", "a whole number from 1 to 64"),
    claim("unknown bibliography key", "sources", "Booth2008", A_KEY),
    claim("chapter with its ending", "chapter", "puzzle.md", "lower-case words joined by hyphens"),
    claim("empty chapter", "chapter", "", "lower-case words joined by hyphens"),
    footnote("number 65", "number", "65", "a whole number from 1 to 64"),
    footnote("number 0", "number", "0", "a whole number from 1 to 64"),
    footnote("number in words", "number", "thirty", "a whole number from 1 to 64"),
    footnote("number twice", "number", "29", UNUSED),
    footnote("unknown kind", "kind", "aside", "one of 'citation', 'discussion', 'both'"),
    footnote(
        "unknown bibliography key",
        "sources",
        "sinovets2015 nobody",
        A_KEY,
        value="sinovets2015 nobody",
    ),
    footnote("space after the locator", "locator", "p. 4 ", NO_SPACES),
    term("empty Dutch term", "dutch", "", "some text"),
    term("term twice in another case", "english", "Security Dilemma", "in no other case"),
    term("term twice", "english", "security dilemma", UNUSED),
    term("unknown bibliography key", "sources", "nobody1999", A_KEY),
    term("malformed claim key", "claims", "D-9", "a claim key such as A1 or AA5"),
    term("empty definition", "definition", "", "some text"),
    criterion("a claim that pulls both ways", "constructivist", "A11", "each claim on one side"),
    criterion("evidence without an answer", "answered", "not at all", "as there is evidence"),
    criterion("number 14", "criterion", "14", "a whole number from 1 to 13"),
    criterion("number twice", "criterion", "4", UNUSED),
    criterion("unknown kind of answer", "answered", "maybe", "one of 'explicitly'"),
    criterion("empty answer", "answer", "", "some text"),
    criterion("claim that the ledger lacks", "realist", "B9", "a key of claims.csv"),
    criterion(
        "one claim of two that the ledger lacks",
        "constructivist",
        "D6 D99",
        "a key of claims.csv",
        value="D6 D99",
    ),
    place("latitude beyond the pole", "lat", "90.01", "decimal degrees from 51.4 to 62.9"),
    place("longitude beyond the date line", "lon", "-180.5", "decimal degrees from 11 to 36"),
    place("degrees and minutes", "lon", "24°45′", "decimal degrees"),
    place("decimal comma", "lat", "59,44", "decimal degrees"),
    place("no latitude", "lat", "", "decimal degrees"),
    place("infinite latitude", "lat", "inf", "decimal degrees"),
    place("unknown kind", "kind", "village", "one of 'capital', 'launch point', 'city'"),
    place("place twice", "name", "Riga", UNUSED),
    place("empty country", "country", "", "some text"),
    since("before the article", "date", "2016-12-31", "from 2017-05 on"),
    since("a span", "date", "2018/2019", "a day from 2017-05 on"),
    since("a month", "date", "2018-09", "a day from 2017-05 on"),
    since("31 April", "date", "2023-04-31", A_DATE),
    since("empty date", "date", "", A_DATE),
    since("no source", "sources", "", "at least one key of references.bib"),
    since("unknown bibliography key", "sources", "nobody1999", A_KEY),
    since("event twice", "event_id", "invasion", UNUSED),
    since("empty actor", "actor", "", "some text"),
    since("space in the name", "event_id", "finland joins", "lower-case words joined by hyphens"),
    column("file of another kind", "file", "table1.xlsx", "the name of a data file"),
    column("column described twice", "column", "year", UNUSED, value="table1.csv / year"),
    column("retrieved on no day", "retrieved", "2026-02-31", A_DATE),
    column("empty meaning", "meaning", "", "some text"),
    column("empty licence", "licence", "", "some text"),
]


@pytest.mark.parametrize("bad", BAD_CELLS, ids=lambda bad: bad.name)
def test_a_bad_cell_is_refused_with_its_file_row_column_and_value(bad, tmp_path):
    rows = rows_of(bad.file)
    number = row_number(rows, bad.where)
    rows[number - 1][rows[0].index(bad.column)] = bad.cell
    message = refusal(bad.file, write(tmp_path, bad.file, rows))
    value = bad.cell if bad.value is None else bad.value
    place = f"{bad.file}, row {number}, column {bad.blamed or bad.column!r}: {value!r}; expected "
    assert message.startswith(place)
    assert bad.expected in message.removeprefix(place)


# ------------------------------------------------------------------ a bad shape


@EVERY_FILE
def test_a_missing_column_is_named(file, tmp_path):
    rows = rows_of(file)
    *kept, lost = rows[0]
    message = refusal(file, write(tmp_path, file, [cells[:-1] for cells in rows]))
    start = f"{file}, row 1, column {lost!r}: {', '.join(kept)!r}; expected "
    assert message == start + "a header that has this column"


@EVERY_FILE
def test_an_extra_column_is_named(file, tmp_path):
    rows = rows_of(file)
    more = [[*rows[0], "remark"], *([*cells, "none"] for cells in rows[1:])]
    message = refusal(file, write(tmp_path, file, more))
    assert message.startswith(f"{file}, row 1, column 'remark': 'remark'; expected only, and once")


@EVERY_FILE
def test_a_column_that_stands_twice_is_named(file, tmp_path):
    twice = [[*cells, cells[0]] for cells in rows_of(file)]
    message = refusal(file, write(tmp_path, file, twice))
    name = twice[0][0]
    assert message.startswith(f"{file}, row 1, column {name!r}: {name!r}; expected only, and once")


@EVERY_FILE
def test_a_column_name_with_a_space_is_not_the_column(file, tmp_path):
    rows = rows_of(file)
    name = rows[0][0]
    rows[0][0] = f" {name}"
    message = refusal(file, write(tmp_path, file, rows))
    assert message.startswith(f"{file}, row 1, column {name!r}: ")


@EVERY_FILE
def test_a_row_with_too_few_cells_is_refused(file, tmp_path):
    rows = rows_of(file)
    width, name = len(rows[0]), rows[0][-1]
    rows[4] = rows[4][:-1]
    message = refusal(file, write(tmp_path, file, rows))
    assert message == (
        f"{file}, row 5, column {name!r}: '{width - 1} cells'; expected {width} cells"
    )


@EVERY_FILE
def test_a_row_with_too_many_cells_is_refused(file, tmp_path):
    rows = rows_of(file)
    width, name = len(rows[0]), rows[0][-1]
    rows[4] = [*rows[4], ""]
    message = refusal(file, write(tmp_path, file, rows))
    assert message == (
        f"{file}, row 5, column {name!r}: '{width + 1} cells'; expected {width} cells"
    )


@EVERY_FILE
def test_a_blank_line_is_refused(file, tmp_path):
    rows = rows_of(file)
    rows.insert(3, [])
    message = refusal(file, write(tmp_path, file, rows))
    assert message.startswith(f"{file}, row 4, column {rows[0][0]!r}: '0 cells'; expected ")


@EVERY_FILE
def test_an_empty_file_is_refused(file, tmp_path):
    message = refusal(file, write(tmp_path, file, []))
    assert message.startswith(f"{file}, row 1, column {rows_of(file)[0][0]!r}: ''; expected ")


@EVERY_FILE
def test_a_file_with_a_header_only_is_refused(file, tmp_path):
    header = rows_of(file)[0]
    message = refusal(file, write(tmp_path, file, [header]))
    assert message == f"{file}, row 2, column {header[0]!r}: ''; expected at least one row"


@EVERY_FILE
def test_a_row_that_stands_twice_is_refused(file, tmp_path):
    rows = rows_of(file)
    message = refusal(file, write(tmp_path, file, [*rows, rows[1]]))
    assert message.startswith(f"{file}, row {len(rows) + 1}, column ")
    assert message.endswith("expected a value not yet used; row 2 has it")


@EVERY_FILE
def test_semicolons_instead_of_commas_are_refused(file, tmp_path):
    path = tmp_path / file
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows(rows_of(file))
    assert f"{file}, row 1, column {rows_of(file)[0][0]!r}" in refusal(file, path)


def with_byte(file: str, folder: Path, row: int, byte: bytes) -> Path:
    """Copy a file and put one byte at the end of a row."""
    lines = place_of(file).read_bytes().splitlines()
    lines[row - 1] += byte
    path = folder / file
    path.write_bytes(b"\n".join(lines))
    return path


@EVERY_FILE
def test_text_that_is_not_utf_8_is_refused(file, tmp_path):
    message = refusal(file, with_byte(file, tmp_path, 3, b"\xe9"))
    assert message.startswith(f"{file}, row 3, ")
    assert "UTF-8" in message


@pytest.mark.parametrize("file", ["signals.csv", "claims.csv", "footnotes.csv"])
def test_the_row_that_is_not_utf_8_is_named_in_a_long_file_too(file, tmp_path):
    row = len(rows_of(file))
    assert f"{file}, row {row}, " in refusal(file, with_byte(file, tmp_path, row, b"\xe9"))


BROKEN_QUOTES = {"text after a quote": '"14,300"0', "quote that never closes": '"14,300'}


def with_quotes(broken: str, folder: Path) -> tuple[Path, int]:
    text = place_of("table1.csv").read_text("utf-8")
    before, good, after = text.partition('"14,300"')
    assert good
    path = folder / "table1.csv"
    path.write_text(before + broken + after.replace('"', ""), "utf-8")
    return path, before.count("\n") + 1


@pytest.mark.parametrize("broken", BROKEN_QUOTES.values(), ids=BROKEN_QUOTES)
def test_broken_quotes_are_refused(broken, tmp_path):
    message = refusal("table1.csv", with_quotes(broken, tmp_path)[0])
    assert message.startswith("table1.csv, ")
    assert "expected valid CSV" in message


def test_the_row_with_a_broken_quote_is_named(tmp_path):
    path, row = with_quotes(BROKEN_QUOTES["text after a quote"], tmp_path)
    assert f"table1.csv, row {row}, " in refusal("table1.csv", path)


MISSING_ROWS = [
    (
        "table1.csv",
        {"year": "2014", "actor": "Russia", "indicator": "reserve"},
        "indicator",
        "a row for 2014 / Russia / reserve",
    ),
    (
        "table1.csv",
        {"year": "1986", "actor": "United States", "indicator": "population"},
        "indicator",
        "a row for 1986 / United States / population",
    ),
    ("footnotes.csv", {"number": "1"}, "number", "a row for footnote 1"),
    ("footnotes.csv", {"number": "40"}, "number", "a row for footnote 40"),
    ("footnotes.csv", {"number": "64"}, "number", "a row for footnote 64"),
    ("criteria.csv", {"criterion": "13"}, "criterion", "a row for criterion 13"),
    (
        "columns.csv",
        {"file": "signals.csv", "column": "effect"},
        "column",
        "the columns of signals.csv in their order",
    ),
]


@pytest.mark.parametrize(
    ("file", "where", "name", "expected"),
    MISSING_ROWS,
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_missing_row_is_named_and_asked_for_at_the_end(file, where, name, expected, tmp_path):
    rows = rows_of(file)
    del rows[row_number(rows, where) - 1]
    message = refusal(file, write(tmp_path, file, rows))
    assert message.startswith(f"{file}, row {len(rows) + 1}, column {name!r}: ")
    assert message.endswith(f"; expected {expected}")


def test_two_columns_described_in_the_wrong_order_are_refused(tmp_path):
    rows = rows_of("columns.csv")
    rows[1], rows[2] = rows[2], rows[1]
    message = refusal("columns.csv", write(tmp_path, "columns.csv", rows))
    assert "the columns of table1.csv in their order" in message


# ------------------------------------------------------------------ faults that nearly slip through


SLIPS = [
    term("claim that the ledger lacks", "claims", "D7 Z99", "a key of claims.csv", value="Z99"),
    signal(
        "claim that the ledger lacks",
        "lavrov-un-assembly",
        "claims",
        "Z99",
        "a key of claims.csv",
    ),
    Bad(
        "columns: file that does not exist",
        "columns.csv",
        {"file": "map.geojson"},
        "file",
        "ghost.geojson",
        "",
    ),
    column("column that does not exist, in its row", "column", "blocc", "", value="blocc"),
    footnote("digits of another script", "number", "٣٠", "a whole number from 1 to 64"),
    footnote("number with a leading zero", "number", "030", "a whole number from 1 to 64"),
    table1("digits of another script", "value", "١٤,٣٠٠", NUMBER),
    table1("leading zero", "value", "014,300", NUMBER),
    table1("a fraction of a piece", "value", "2.5", ""),
    signal("background with an effect", "latvia-founded", "effect", "deters", ""),
]


@pytest.mark.parametrize("bad", SLIPS, ids=lambda bad: bad.name)
def test_a_fault_that_nearly_slips_through_is_refused(bad, tmp_path):
    rows = rows_of(bad.file)
    number = row_number(rows, bad.where)
    rows[number - 1][rows[0].index(bad.column)] = bad.cell
    message = refusal(bad.file, write(tmp_path, bad.file, rows))
    assert f"{bad.file}, row {number}, " in message
    assert bad.expected in message


# ------------------------------------------------------------------ the bibliography


def with_bibliography(folder: Path, content: bytes) -> Case:
    """Make a case that brings a bibliography of its own."""
    for name in ("case.toml", "claims.csv", "table1.csv", "map.geojson"):
        shutil.copy(CASE.folder / name, folder)
    (folder / "references.bib").write_bytes(content)
    return load_case(folder)


def test_the_bibliography_lists_its_keys():
    assert {"kerstens2017", "booth2008", "shlapak2016"} <= references(CASE)


BAD_BIBLIOGRAPHIES = {
    "key twice": (b"@misc{a2000, title={A}}\n@misc{a2000, title={B}}\n", "a2000"),
    "key twice but for capitals": (b"@misc{a2000, title={A}}\n@misc{A2000, title={B}}\n", "A2000"),
    "entry that never closes": (b"@misc{a2000,\n title={A}\n", "line"),
    "text that is not UTF-8": (b"@misc{a2000,\n title={\xe9}}\n", "utf-8"),
}


@pytest.mark.parametrize(("content", "named"), BAD_BIBLIOGRAPHIES.values(), ids=BAD_BIBLIOGRAPHIES)
def test_a_broken_bibliography_is_refused(content, named, tmp_path):
    with pytest.raises(DataError, match=rf"^references\.bib: .*{named}"):
        references(with_bibliography(tmp_path, content))


def test_a_case_adds_its_bibliography_to_the_books(tmp_path):
    case = with_bibliography(tmp_path, b"@misc{a2000, title={A}}\n")
    assert references(case) == references(CASE) | {"a2000"}


# ------------------------------------------------------------------ the map


def map_file(folder: Path, change: Callable[[dict], None]) -> Path:
    """Copy the map and change it."""
    content = json.loads(place_of("map.geojson").read_text("utf-8"))
    change(content)
    path = folder / "map.geojson"
    path.write_text(json.dumps(content), "utf-8")
    return path


def with_geometry(geometry: dict | None) -> Callable[[dict], None]:
    return lambda content: content["features"][0].update(geometry=geometry)


POINT = {"type": "Point", "coordinates": [20, 55]}
LINE = {"type": "LineString", "coordinates": [[20, 55], [21, 56]]}
LINES = {"type": "MultiLineString", "coordinates": [[[20, 55], [21, 56]]]}


def test_the_map_has_every_country_by_its_name():
    found = load_map(CASE)
    assert {"Estonia", "Latvia", "Lithuania", "Kaliningrad (Russia)"} < set(found)
    assert all(found.values())


@pytest.mark.parametrize("name", load_map(CASE))
def test_every_line_of_the_map_lies_in_the_region(name):
    for line in load_map(CASE)[name]:
        assert len(line) >= 2
        assert all(5 <= lon <= 45 and 45 <= lat <= 66 for lon, lat in line)


@pytest.mark.parametrize("name", load_map(CASE))
def test_every_piece_of_land_is_a_closed_ring(name):
    for ring in load_map(CASE)[name]:
        assert len(ring) >= 4
        assert ring[0] == ring[-1]


def test_kaliningrad_stands_apart_from_the_rest_of_the_land():
    (ring,) = load_map(CASE)["Kaliningrad (Russia)"]
    assert 19 < min(lon for lon, _ in ring) < max(lon for lon, _ in ring) < 23.5
    assert ring not in load_map(CASE)["Russia"]


def test_a_copy_of_the_map_loads_to_the_same(tmp_path):
    path = map_file(tmp_path, lambda content: None)
    assert load_map(CASE, path) == load_map(CASE, str(path)) == load_map(CASE)


@pytest.mark.parametrize("geometry", [POINT, LINE, LINES], ids=lambda shape: shape["type"])
def test_land_of_another_geometry_is_refused(geometry, tmp_path):
    path = map_file(tmp_path, with_geometry(geometry))
    expected = rf"map\.geojson, feature 1 .*'{geometry['type']}'; expected 'Polygon'"
    with pytest.raises(DataError, match=expected):
        load_map(CASE, path)


@pytest.mark.parametrize(
    "change",
    [
        with_geometry(None),
        lambda content: content["features"][0].pop("geometry"),
        lambda content: content["features"][0].pop("properties"),
        lambda content: content.update(features=None),
    ],
    ids=["null geometry", "no geometry", "no properties", "null features"],
)
def test_a_feature_without_its_parts_is_refused(change, tmp_path):
    path = map_file(tmp_path, change)
    with pytest.raises(DataError, match=r"^map\.geojson"):
        load_map(CASE, path)


RING = [[20, 55], [21, 55], [21, 56], [20, 55]]


@pytest.mark.parametrize(
    "coordinates",
    [
        *(None, [], "RING", [[]], [RING[:3]], [[*RING[:3], [20, 54]]], RING),
        *([[["east", 55], *RING[1:]]], [[[200, 55], *RING[1:3], [200, 55]]], [[*RING[:2], None]]),
    ],
)
@pytest.mark.parametrize("shape", ["Polygon", "MultiPolygon"])
def test_a_ring_that_is_none_is_refused_with_its_feature(shape, coordinates, tmp_path):
    bad = coordinates if shape == "Polygon" else [coordinates]
    change = with_geometry({"type": shape, "coordinates": bad})
    expected = r"^map\.geojson, feature 1 \(.+\), coordinates: .+; expected closed rings"
    with pytest.raises(DataError, match=expected):
        load_map(CASE, map_file(tmp_path, change))


@pytest.mark.parametrize("odd", ["a feature", ["a", "feature"], {"properties": "none"}])
def test_a_feature_that_is_none_is_refused_with_its_number(odd, tmp_path):
    def change(content):
        content["features"][1] = odd

    with pytest.raises(DataError, match=r"^map\.geojson, feature 2 "):
        load_map(CASE, map_file(tmp_path, change))


@pytest.mark.parametrize("part", ["land", "kaliningrad"])
def test_a_map_that_lacks_a_part_is_refused(part, tmp_path):
    def change(content):
        content["features"] = [
            feature
            for feature in content["features"]
            if feature["properties"]["name"].startswith("Kaliningrad") == (part == "land")
        ]

    with pytest.raises(DataError, match=rf"^map\.geojson, features: none for {part}"):
        load_map(CASE, map_file(tmp_path, change))


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '"features"', '{"type": "Point", "coordinates": [20, 55]}', "\x00"],
)
def test_a_file_that_is_no_feature_collection_is_refused(content, tmp_path):
    path = tmp_path / "map.geojson"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"^map\.geojson: .*expected a GeoJSON"):
        load_map(CASE, path)
