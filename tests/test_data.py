"""What is read from a data file is what stands there, and a fault is named by its place."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from secdilemma import data
from secdilemma.baltic.land import load_map
from secdilemma.case import data_folder, load_case
from secdilemma.checks import DataError
from secdilemma.table1 import load_table1

CASE = load_case("baltic")
LOADERS = {
    "table1.csv": load_table1,
    "signals.csv": data.load_signals,
    "claims.csv": data.load_claims,
    "footnotes.csv": data.load_footnotes,
    "criteria.csv": data.load_criteria,
    "places.csv": data.load_places,
    "since.csv": data.load_since,
    "glossary.csv": data.load_glossary,
}


def case_of(path: Path) -> Path:
    """Bring the other files of the case to where one of them is; return their folder."""
    for file in CASE.folder.iterdir():
        if file.name != path.name:
            shutil.copy(file, path.parent)
    return path.parent


def load_whole(folder: Path) -> None:
    """Load a case and each of its tables, all of which look into its description."""
    case = load_case(folder)
    for file, load in LOADERS.items():
        if case.has(file):
            load(case)


def refusal_of_case(
    folder: Path, old: str, new: str, load: Callable[..., None] = load_whole
) -> str:
    """Change something in the description of a case, and return how it is refused."""
    path = folder / "case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as caught:
        load(folder)
    return str(caught.value)


TABLES = {file: partial(load, CASE) for file, load in LOADERS.items()}
READERS = TABLES | {
    "columns.csv": lambda path: data.load_columns(CASE, case_of(path)),
    "case.toml": lambda path: load_whole(case_of(path)),
    "references.bib": lambda path: data.references(load_case(case_of(path))),
    "map.geojson": partial(load_map, CASE),
}
"""Who reads which file, wherever it stands."""

EVERY_FILE = pytest.mark.parametrize("file", TABLES)

Rows = list[list[str]]


def place_of(file: str) -> Path:
    """Return where the book has a file."""
    shared = file in ("glossary.csv", "references.bib")
    return (data_folder() if shared else CASE.folder) / file


def rows_of(file: str) -> Rows:
    with place_of(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def write(folder: Path, file: str, rows: Rows, **form: str) -> Path:
    path = folder / file
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, **form).writerows(rows)
    return path


def refusal(file: str, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        READERS[file](path)
    return str(caught.value)


# ------------------------------------------------------------------ the book's own files


@EVERY_FILE
def test_a_file_is_loaded_whole_however_it_is_written_and_is_the_callers_own(file, tmp_path):
    table, changed, (header, *rows) = TABLES[file](), TABLES[file](), rows_of(file)
    assert len(table) == len(rows)
    assert set(header) <= set(table.columns)
    assert not table.isna().any(axis=None)
    changed.iloc[0] = changed.iloc[-1]
    del changed[changed.columns[0]]
    pd.testing.assert_frame_equal(TABLES[file](), table)
    content, copy = place_of(file).read_bytes(), tmp_path / file
    for written in (content, b"\xef\xbb\xbf" + content, content.replace(b"\n", b"\r\n")):
        copy.write_bytes(written)
        pd.testing.assert_frame_equal(TABLES[file](str(copy)), table)
    backwards = write(tmp_path, file, [cells[::-1] for cells in rows_of(file)])
    if file != "criteria.csv":  # whose last two columns are those of the case
        pd.testing.assert_frame_equal(TABLES[file](backwards), table)


@pytest.mark.parametrize("file", READERS)
def test_a_link_out_of_the_folder_is_refused_unread(file, tmp_path):
    (tmp_path / "elsewhere").write_text("a secret\n")
    (tmp_path / "case").mkdir()
    link = tmp_path / "case" / file
    for target in ("../elsewhere", *([file] if file in TABLES else [])):
        link.symlink_to(target)
        assert refusal(file, link) == (
            f"{file}: a link that leads out of its folder; expected a file"
        )
        link.unlink()
    shutil.copy(place_of(file), link.with_name("a copy"))
    link.symlink_to("a copy")
    READERS[file](link)


# ------------------------------------------------------------------ one bad cell

NUMBER = "a number as printed in English"
WHOLE = "a whole number from 1 on"
A_DATE = "a date that exists"
A_KEY = "a key of references.bib"
NO_SPACES = "text without spaces around it"
UNUSED = "a value not yet used; row "
SPAN = "a span that ends after it starts"

FAULTS: dict[tuple[str, str], list[tuple[str, ...]]] = {
    # by file, and cells of a row: column, cell, what is expected; then the column and the value
    # that the message names, where they are others
    ("table1.csv", "1986,West,United States,tanks"): [
        ("year", "1985", "one of '1986', '2014'"),
        ("year", "1986.0", WHOLE),
        ("bloc", "East", "West"),
        ("actor", "Russia", "one of United States, NATO, East"),
        ("indicator", "submarines", "a row of [table1.rows] in case.toml"),
        ("indicator", "population", UNUSED, "", "1986 / United States / population"),
        *[("value", cell, NUMBER) for cell in ("", "14300", "014,300", "14,300*", "-14,300", "١٤")],
        ("value", "2.5", "a whole number, because the unit is one"),
        ("unit", "million", "'one', because tanks are pieces"),
        ("unit", "thousand", "'million' or 'one'"),
        ("note", " estimate", NO_SPACES),
    ],
    ("table1.csv", "2014,West,NATO,tanks"): [("value", "0", "more than nothing")],
    ("signals.csv", "founding-act"): [
        ("event_id", "Founding-Act", "lower-case words joined by hyphens"),
        *[("date", day, A_DATE) for day in ("1997-02-29", "1997-13-01", "27-05-1997", "1997-5-27")],
        *[("date", span, SPAN) for span in ("1997/1996", "1997/1997")],
        ("date", "1899-01-01", "a year from 1900 to 2100"),
        ("date", "", "a date as precise as 'day'"),
        ("precision", "year", "a date as precise as 'year'", "date", "1997-05-27"),
        ("precision", "week", "one of 'day', 'month'"),
        ("actor", "Ruritania", "one of 'NATO', 'Russia'"),
        ("judged_by", "RAND", "one of 'NATO', 'Russia'"),
        ("kind", "noise", "'signal' or 'background'"),
        ("kind", "background", "'none stated' for background", "effect", "reassures"),
        ("effect", "scares", "one of 'deters', 'reassures'"),
        ("effect", "assures", "'allies', because", "addressee", "adversary"),
        ("short", "A label of more than 26 letters", "at most 26 characters, for figures"),
        *[("footnotes", cell, WHOLE) for cell in ("0", "-3", "3a", "030", "٣٠", "56  64")],
        ("footnotes", "65", "a number of footnotes.csv, which '65' is not"),
        ("footnotes", "56 56", "each item once"),
        ("claims", "v1", "a claim key such as A1 or AA5, which 'v1' is not"),
        ("claims", "D7 Z99", "a key of claims.csv, which 'Z99' is not"),
    ],
    ("signals.csv", "efp-in-place"): [
        ("effect", "reassures", "'adversary', because the effect is", "addressee", "allies")
    ],
    ("signals.csv", "trump-remarks-on-putin"): [
        ("addressee", "none", "'none' for background only")
    ],
    ("signals.csv", "latvia-founded"): [
        ("addressee", "allies", "'none' for background"),
        ("effect", "deters", "'none stated' for background"),
    ],
    ("signals.csv", "crimea,us"): [  # its second row
        ("event", "Something else happens", "as in row "),
        ("date", "2015", "'2014', as in row "),
        ("footnotes", "56", "(), as in row ", "", "(56,)"),
        ("judged_by", "authors", UNUSED, "", "crimea / adversary / authors"),
    ],
    ("claims.csv", "B2"): [
        *[("key", key, "a claim key such as A1 or AA5") for key in ("b2", "B02", "BBB2", "B-2")],
        ("key", "B1", UNUSED),
        ("section", "C", "the letters of 'B2'"),
        ("claim", "", "some text"),
        ("claim", "A claim.\u200b", "without hidden characters"),
        ("claim", "A claim.\n\n## Another", "text on one line"),
        ("claim", "A claim.\n", NO_SPACES),
        ("claim", "See ![it](x.png)", "text whose only markup is"),
        ("basis", "guessed", "'article' or 'inferred'"),
        ("sources", "shlapak2016,booth2008", A_KEY),
        ("chapter", "puzzle.md", "lower-case words joined by hyphens"),
        ("label", "w" * 31, "at most 30 characters"),
    ],
    ("footnotes.csv", "30"): [
        ("number", "65", "30: rows are numbered through"),
        ("number", "29", UNUSED),
        ("number", "thirty", WHOLE),
    ],
    ("criteria.csv", "5"): [
        ("constructivist", "A11", "each claim on one side"),
        ("answered", "not at all", "an answer, as there is evidence"),
        ("answered", "maybe", "one of 'explicitly'"),
        ("criterion", "14", "5: rows are numbered through"),
        ("short", "a label of twenty-five ab", "at most 24 characters"),
        ("strand", "other", "'interpretation', 'response' or 'further'"),
    ],
    ("places.csv", "Minsk"): [
        ("lat", "90.01", "decimal degrees from 51.4 to 62.9"),
        ("lon", "-180.5", "decimal degrees from 11 to 36"),
        *[("lon", cell, "decimal degrees") for cell in ("", "24°45′", "24,75", "inf", "1e1")],
    ],
    ("since.csv", "finland"): [
        *[("date", day, "a day from 2017-05 on") for day in ("2016-12-31", "2018-09")],
        ("sources", "", "at least one key of references.bib"),
    ],
    ("glossary.csv", "security paradox"): [
        ("english", "security dilemma", UNUSED),
        ("english", "Security Dilemma", "a term that stands in no other case"),
        ("claims", "baltic:D7 baltic:Z99", "a key of claims.csv, which 'Z99' is not"),
        *[("claims", cell, "each with its case and a colon") for cell in ("D7", "x: A1")],
    ],
    ("columns.csv", "table1.csv,bloc"): [
        ("file", "table1.xlsx", "the name of a data file"),
        ("file", "ghost.geojson", "a file of this folder"),
        ("column", "blocc", "a column of table1.csv"),
        ("column", "year", UNUSED, "", "table1.csv / year"),
        ("retrieved", "2026-02-31", A_DATE),
    ],
}
BAD_CELLS = [
    pytest.param(file, where, fault, id=f"{file}-{fault[0]}-{fault[1]!r:.30}")
    for (file, where), faults in FAULTS.items()
    for fault in faults
]


@pytest.mark.parametrize(("file", "where", "fault"), BAD_CELLS)
def test_a_bad_cell_is_refused_with_its_file_row_column_and_value(file, where, fault, tmp_path):
    column, cell, expected, named, value = (*fault, "", "")[:5]
    header, *rows = rows_of(file)
    number, cells = next(
        (number, cells) for number, cells in enumerate(rows, 2) if {*where.split(",")} <= {*cells}
    )
    cells[header.index(column)] = cell
    message = refusal(file, write(tmp_path, file, [header, *rows]))
    place = f"{file}, row {number}, column {named or column!r}: {value or cell!r}; expected "
    assert message.startswith(place)
    assert expected in message.removeprefix(place)


@EVERY_FILE
def test_no_column_takes_what_a_reader_cannot_see(file, tmp_path):
    header, first, *rows = rows_of(file)
    for at, name in enumerate(header):
        for unseen in ("\u202e", "e\u0301", "\u00ad", "\ufffd", "\x1b[31m", " ", "\t"):
            cells = [*first[:at], first[at] + unseen, *first[at + 1 :]]
            message = refusal(file, write(tmp_path, file, [header, cells, *rows]))
            assert message.startswith(f"{file}, row 2, column {name!r}: ")


# ------------------------------------------------------------------ a bad shape

SHAPES: dict[str, tuple[Callable[[Rows], Rows], int, int | str, str]] = {
    # what is done to the rows; row and column of the fault; value there, and what is expected
    "a missing column": (
        lambda rows: [cells[:-1] for cells in rows],
        *(1, -1, ".+; expected a header that has this column"),
    ),
    "an extra column": (
        lambda rows: [[*cells, "remark"] for cells in rows],
        *(1, "remark", "'remark'; expected only, and once, .+"),
    ),
    "a column that stands twice": (
        lambda rows: [[*cells, cells[0]] for cells in rows],
        *(1, 0, ".+; expected only, and once, .+"),
    ),
    "a row with too few cells": (
        lambda rows: [*rows[:4], rows[4][:-1], *rows[5:]],
        *(5, -1, r"'\d+ cells'; expected \d+ cells"),
    ),
    "a row with too many cells": (
        lambda rows: [*rows[:4], [*rows[4], ""], *rows[5:]],
        *(5, -1, r"'\d+ cells'; expected \d+ cells"),
    ),
    "a blank line": (
        lambda rows: [*rows[:3], [], *rows[3:]],
        4,
        0,
        r"'0 cells'; expected \d+ cells",
    ),
    "an empty file": (lambda rows: [], 1, 0, "''; expected a header that has this column"),
    "a header only": (lambda rows: rows[:1], 2, 0, "''; expected at least one row"),
}


@EVERY_FILE
@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_another_shape_is_refused_with_row_and_column(file, shape, tmp_path):
    rows, (change, row, column, words) = rows_of(file), SHAPES[shape]
    message = refusal(file, write(tmp_path, file, change(rows)))
    name = column if isinstance(column, str) else rows[0][column]
    assert re.fullmatch(rf"{file}, row {row}, column {name!r}: {words}", message)


@EVERY_FILE
def test_a_row_that_stands_twice_is_refused_with_the_first(file, tmp_path):
    rows = rows_of(file)
    message = refusal(file, write(tmp_path, file, [*rows, rows[1]]))
    assert message.startswith(f"{file}, row {len(rows) + 1}, column ")
    assert message.endswith("expected a value not yet used; row 2 has it")


@EVERY_FILE
def test_what_is_no_csv_in_utf_8_is_refused_with_its_row(file, tmp_path):
    path, lines = tmp_path / file, place_of(file).read_bytes().splitlines()
    for last, expected in ((b"\xe9", "UTF-8 text"), (b'"a"b', "valid CSV"), (b'"a', "valid CSV")):
        path.write_bytes(b"\n".join([*lines, last]))
        message = refusal(file, path)
        assert message.startswith(f"{file}, row {len(lines) + 1}, ")
        assert message.endswith(f"; expected {expected}")
    semicolons = write(tmp_path, file, rows_of(file), delimiter=";")
    assert refusal(file, semicolons).startswith(f"{file}, row 1, column ")


@pytest.mark.parametrize(
    ("file", "cells", "row", "expected"),
    [
        ("table1.csv", "2014,Russia,reserve", 49, "a row for 2014 / Russia / reserve"),
        ("table1.csv", "1986,United States,tanks", 49, "a row for 1986 / United States / tanks"),
        ("footnotes.csv", "1", 2, "1: rows are numbered through"),
        ("criteria.csv", "5", 6, "5: rows are numbered through"),
        ("columns.csv", "signals.csv,effect", None, "the columns of signals.csv in their order"),
    ],
)
def test_a_missing_row_is_asked_for(file, cells, row, expected, tmp_path):
    rows = rows_of(file)
    rows.remove(next(one for one in rows if {*cells.split(",")} <= {*one}))
    message = refusal(file, write(tmp_path, file, rows))
    assert message.startswith(f"{file}, row {row or len(rows) + 1}, column ")
    assert message.endswith(f"expected {expected}")


# ------------------------------------------------------------------ the bibliography


BAD_BIBLIOGRAPHIES = {
    b"@misc{a2000, title={A}}\n@misc{a2000, title={B}}\n": ": .*a2000",
    b"@misc{a2000, title={A}}\n@misc{A2000, title={B}}\n": ": .*A2000",
    b"@misc{a2000,\n title={A}\n": ": .*line",
    b"@misc{a2000,\n title={\xe9}}\n": ": .*utf-8",
    **{
        b"@misc{a2000, url = {%b}}\n" % address: ", entry 'a2000', field 'url': '(java|data|ftp)"
        for address in (b"javascript:alert(1)", b"data:text/html,x", b"ftp://x.org/")
    },
}


@pytest.mark.parametrize(("content", "words"), BAD_BIBLIOGRAPHIES.items())
def test_a_broken_bibliography_is_refused(content, words, tmp_path):
    (tmp_path / "references.bib").write_bytes(content)
    assert re.match(
        rf"references\.bib{words}", refusal("references.bib", tmp_path / "references.bib")
    )


def test_a_case_adds_its_bibliography_to_the_books(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text("@misc{a2000, title={A}}\n")
    assert READERS["references.bib"](path) == data.references(CASE) | {"a2000"}


# ------------------------------------------------------------------ the map

RING = [[20, 55], [21, 55], [21, 56], [20, 55]]
RINGS = (
    *(None, [], "RING", [[]], [RING[:3]], [[*RING[:3], [20, 54]]], RING),
    *([[["east", 55], *RING[1:]]], [[[200, 55], *RING[1:3], [200, 55]]], [[*RING[:2], None]]),
    *([[point[::-1] for point in RING]], [[[True, 55], *RING[1:3], [True, 55]]]),
)
LAND = {
    "properties": {"name": "Land"},
    "geometry": {"type": "Polygon", "coordinates": [RING]},
}
BAD_FEATURES: list[tuple[object, str]] = [
    *[
        (LAND | {"geometry": {"type": shape, "coordinates": RING}}, "; expected 'Polygon'")
        for shape in ("Point", "LineString", "MultiLineString")
    ],
    *[
        (LAND | {"geometry": {"type": shape, "coordinates": rings}}, "; expected closed rings")
        for some in RINGS
        for shape, rings in (("Polygon", some), ("MultiPolygon", [some]))
    ],
    *[(odd, "") for odd in ("a feature", ["a", "feature"], {}, {**LAND, "geometry": None})],
    *[({part: LAND[part]}, "") for part in LAND],
    (LAND, "a name that no other feature has"),
]


def refused_map(folder: Path, content: object) -> str:
    path = folder / "map.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return refusal("map.geojson", path)


@pytest.mark.parametrize(("feature", "expected"), BAD_FEATURES)
def test_a_feature_of_another_form_is_refused_with_its_number(feature, expected, tmp_path):
    message = refused_map(tmp_path, {"features": [LAND, feature]})
    assert message.startswith("map.geojson, feature 2 (")
    assert expected in message


@pytest.mark.parametrize("content", ["", "{", [], {}, '"features"', {"features": None}, "\x00"])
def test_a_file_that_is_no_feature_collection_is_refused(content, tmp_path):
    assert re.match(r"map\.geojson: .*expected a GeoJSON", refused_map(tmp_path, content))


@pytest.mark.parametrize(("name", "missing"), [("Land", "kaliningrad"), ("Kaliningrad", "land")])
def test_a_map_needs_kaliningrad_and_other_land(name, missing, tmp_path):
    message = refused_map(tmp_path, {"features": [LAND | {"properties": {"name": name}}]})
    assert message == f"map.geojson, features: none for {missing}; expected at least one"


def test_kaliningrad_stands_apart_from_the_rest_of_the_land():
    (ring,) = load_map(CASE)["Kaliningrad (Russia)"]
    assert 19 < min(lon for lon, _ in ring) < max(lon for lon, _ in ring) < 23.5
    assert ring not in load_map(CASE)["Russia"]
