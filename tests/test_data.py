"""What is read from a data file is what stands there, and a fault is named by its place."""

import csv
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from secdilemma import data
from secdilemma.baltic.land import load_map
from secdilemma.case import Case, data_folder, load_case
from secdilemma.checks import DataError
from secdilemma.table1 import load_table1

CASE = load_case("baltic")
LOADERS = {
    "table1.csv": partial(load_table1, CASE),
    "signals.csv": partial(data.load_signals, CASE),
    "claims.csv": partial(data.load_claims, CASE),
    "footnotes.csv": partial(data.load_footnotes, CASE),
    "criteria.csv": partial(data.load_criteria, CASE),
    "places.csv": partial(data.load_places, CASE),
    "since.csv": partial(data.load_since, CASE),
    "glossary.csv": partial(data.load_glossary, CASE),
}
EVERY_FILE = pytest.mark.parametrize("file", LOADERS)

Rows = list[list[str]]


def columns_of(path: Path) -> pd.DataFrame:
    """Load a description of the case's files that stands elsewhere."""
    for file in CASE.folder.iterdir():
        if file.suffix in (".csv", ".geojson") and not (path.parent / file.name).exists():
            shutil.copy(file, path.parent)
    return data.load_columns(CASE, path.parent)


def place_of(file: str) -> Path:
    """Return where the book has a file."""
    return (data_folder() if file == "glossary.csv" else CASE.folder) / file


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
        (columns_of if file == "columns.csv" else LOADERS[file])(path)
    return str(caught.value)


# ------------------------------------------------------------------ the book's own files


@EVERY_FILE
def test_a_file_is_loaded_whole_with_a_value_in_every_cell(file):
    table, (header, *rows) = LOADERS[file](), rows_of(file)
    assert len(table) == len(rows)
    assert set(header) <= set(table.columns)
    assert not table.isna().any(axis=None)


@EVERY_FILE
def test_the_same_rows_written_otherwise_load_to_the_same_table(file, tmp_path):
    content, copy = place_of(file).read_bytes(), tmp_path / file
    for written in (content, b"\xef\xbb\xbf" + content, content.replace(b"\n", b"\r\n")):
        copy.write_bytes(written)
        pd.testing.assert_frame_equal(LOADERS[file](str(copy)), LOADERS[file]())
    backwards = write(tmp_path, file, [cells[::-1] for cells in rows_of(file)])
    if file != "criteria.csv":  # whose last two columns are those of the case
        pd.testing.assert_frame_equal(LOADERS[file](backwards), LOADERS[file]())


@EVERY_FILE
def test_what_a_loader_returns_is_the_callers_own(file):
    first, second = LOADERS[file](), LOADERS[file]()
    first.iloc[0] = first.iloc[-1]
    del first[first.columns[0]]
    pd.testing.assert_frame_equal(LOADERS[file](), second)


@EVERY_FILE
def test_a_file_that_does_not_exist_is_reported_as_missing(file, tmp_path):
    with pytest.raises(FileNotFoundError):
        LOADERS[file](tmp_path / file)


@EVERY_FILE
def test_a_link_out_of_the_folder_is_refused_unread(file, tmp_path):
    (tmp_path / "elsewhere").write_text("a secret\n")
    (tmp_path / "case").mkdir()
    link = tmp_path / "case" / file
    link.symlink_to(tmp_path / "elsewhere")
    message = refusal(file, link)
    assert message == f"{file}: a link that leads out of its folder; expected a file"
    link.unlink()
    link.symlink_to(link)
    assert refusal(file, link) == message
    link.unlink()
    shutil.copy(place_of(file), link.with_name("copy.csv"))
    link.symlink_to("copy.csv")
    pd.testing.assert_frame_equal(LOADERS[file](link), LOADERS[file]())


@pytest.mark.parametrize("file", ["case.toml", "references.bib", "map.geojson"])
def test_no_other_data_file_may_be_such_a_link(file, tmp_path):
    shutil.copytree(CASE.folder, tmp_path / "case")
    path = tmp_path / "case" / file
    path.unlink(missing_ok=True)
    (tmp_path / "elsewhere").write_text("a secret\n")
    path.symlink_to("../elsewhere")
    with pytest.raises(DataError, match=f"^{file}: a link that leads out of its folder"):
        [read(load_case(tmp_path / "case")) for read in (data.references, load_map)]


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
        ("actor", "united states", "one of United States, NATO, East"),
        ("indicator", "submarines", "a row of [table1.rows] in case.toml"),
        ("indicator", "population", UNUSED, "", "1986 / United States / population"),
        *[("value", cell, NUMBER) for cell in ("", "14300", "1,4300", "014,300", "14.300")],
        *[("value", cell, NUMBER) for cell in ("14,300*", "-14,300", "about 14,300", "١٤,٣٠٠")],
        ("value", "2.5", "a whole number, because the unit is one"),
        ("unit", "million", "'one', because tanks are pieces"),
        ("unit", "thousand", "'million' or 'one'"),
        ("note", " estimate", NO_SPACES),
        ("note", " ", "some text"),
    ],
    ("table1.csv", "2014,West,NATO,tanks"): [("value", "0", "more than nothing")],
    ("signals.csv", "founding-act"): [
        ("event_id", "Founding-Act", "lower-case words joined by hyphens"),
        ("event_id", "founding act", "lower-case words joined by hyphens"),
        *[("date", day, A_DATE) for day in ("1997-02-29", "1997-13-01", "27-05-1997", "May 1997")],
        *[("date", day, A_DATE) for day in ("1997-05-27T12:00", "1997-5-27")],
        *[("date", span, SPAN) for span in ("1997/1996", "1997/1997")],
        ("date", "1899-01-01", "a year from 1900 to 2100"),
        ("date", "1997-05", "a date as precise as 'day'"),
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
        ("sources", "Booth2008", A_KEY),
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
        ("date", "2016-12-31", "a day from 2017-05 on"),
        ("date", "2018-09", "a day from 2017-05 on"),
        ("sources", "", "at least one key of references.bib"),
    ],
    ("glossary.csv", "security paradox"): [
        ("english", "security dilemma", UNUSED),
        ("english", "Security Dilemma", "a term that stands in no other case"),
        ("claims", "baltic:D7 baltic:Z99", "a key of claims.csv, which 'Z99' is not"),
        *[
            ("claims", cell, "each with its case and a colon")
            for cell in ("D7", "baltic:D7 ", "x: A1")
        ],
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

SHAPES: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    # what is done to the rows; the message, with first and last column, their number, all of them
    "a missing column": (
        lambda rows: [cells[:-1] for cells in rows],
        "row 1, column {last!r}: {but_last!r}; expected a header that has this column",
    ),
    "an extra column": (
        lambda rows: [[*cells, "remark"] for cells in rows],
        "row 1, column 'remark': 'remark'; expected only, and once, ",
    ),
    "a column that stands twice": (
        lambda rows: [[*cells, cells[0]] for cells in rows],
        "row 1, column {first!r}: {first!r}; expected only, and once, ",
    ),
    "a name with a space before it": (
        lambda rows: [[f" {rows[0][0]}", *rows[0][1:]], *rows[1:]],
        "row 1, column {first!r}: ",
    ),
    "a row with too few cells": (
        lambda rows: [*rows[:4], rows[4][:-1], *rows[5:]],
        "row 5, column {last!r}: '{fewer} cells'; expected {wide} cells",
    ),
    "a row with too many cells": (
        lambda rows: [*rows[:4], [*rows[4], ""], *rows[5:]],
        "row 5, column {last!r}: '{more} cells'; expected {wide} cells",
    ),
    "a blank line": (
        lambda rows: [*rows[:3], [], *rows[3:]],
        "row 4, column {first!r}: '0 cells'; expected {wide} cells",
    ),
    "an empty file": (lambda rows: [], "row 1, column {first!r}: ''; expected a header"),
    "a header only": (
        lambda rows: rows[:1],
        "row 2, column {first!r}: ''; expected at least one row",
    ),
    "a row that stands twice": (
        lambda rows: [*rows, rows[1]],
        "row {after}, column ",
    ),
}


@EVERY_FILE
@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_another_shape_is_refused_with_row_and_column(file, shape, tmp_path):
    rows, (change, expected) = rows_of(file), SHAPES[shape]
    wide = len(rows[0])
    message = refusal(file, write(tmp_path, file, change(rows)))
    first, *_, last = rows[0]
    facts = {"first": first, "last": last, "but_last": ", ".join(rows[0][:-1]), "wide": wide}
    counts = {"fewer": wide - 1, "more": wide + 1, "after": len(rows) + 1}
    assert message.startswith(f"{file}, {expected.format(**facts, **counts)}")
    if shape == "a row that stands twice":
        assert message.endswith("expected a value not yet used; row 2 has it")


@EVERY_FILE
def test_what_is_no_csv_in_utf_8_is_refused_with_its_row(file, tmp_path):
    path, lines = tmp_path / file, place_of(file).read_bytes().splitlines()
    path.write_bytes(b"\n".join([*lines, lines[-1] + b"\xe9"]))
    assert "; expected UTF-8 text" in (message := refusal(file, path))
    assert message.startswith(f"{file}, row {len(lines) + 1}, ")
    semicolons = write(tmp_path, file, rows_of(file), delimiter=";")
    assert refusal(file, semicolons).startswith(f"{file}, row 1, column ")


@pytest.mark.parametrize("broken", ['"14,300"0', '"14,300'])
def test_broken_quotes_are_refused_with_their_row(broken, tmp_path):
    before, good, after = place_of("table1.csv").read_text("utf-8").partition('"14,300"')
    assert good
    path = tmp_path / "table1.csv"
    path.write_text(before + broken + after.replace('"', ""), "utf-8")
    message = refusal("table1.csv", path)
    assert message.startswith(f"table1.csv, row {before.count(chr(10)) + 1}, ")
    assert "expected valid CSV" in message


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


def test_two_columns_described_in_the_wrong_order_are_refused(tmp_path):
    rows = rows_of("columns.csv")
    rows[1], rows[2] = rows[2], rows[1]
    message = refusal("columns.csv", write(tmp_path, "columns.csv", rows))
    assert "the columns of table1.csv in their order" in message


# ------------------------------------------------------------------ the bibliography


def with_bibliography(folder: Path, content: bytes) -> Case:
    """Make a case that brings a bibliography of its own."""
    for name in ("case.toml", "claims.csv", "table1.csv", "map.geojson"):
        shutil.copy(CASE.folder / name, folder)
    (folder / "references.bib").write_bytes(content)
    return load_case(folder)


BAD_BIBLIOGRAPHIES = {
    "key twice": (b"@misc{a2000, title={A}}\n@misc{a2000, title={B}}\n", "a2000"),
    "key twice but for capitals": (b"@misc{a2000, title={A}}\n@misc{A2000, title={B}}\n", "A2000"),
    "entry that never closes": (b"@misc{a2000,\n title={A}\n", "line"),
    "text that is not UTF-8": (b"@misc{a2000,\n title={\xe9}}\n", "utf-8"),
}


@pytest.mark.parametrize(("content", "named"), BAD_BIBLIOGRAPHIES.values(), ids=BAD_BIBLIOGRAPHIES)
def test_a_broken_bibliography_is_refused(content, named, tmp_path):
    with pytest.raises(DataError, match=rf"^references\.bib: .*{named}"):
        data.references(with_bibliography(tmp_path, content))


def test_a_case_adds_its_bibliography_to_the_books(tmp_path):
    case = with_bibliography(tmp_path, b"@misc{a2000, title={A}}\n")
    assert data.references(case) == data.references(CASE) | {"a2000"}


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
    expected = r"^map\.geojson, feature 1 \(coordinates\): .+; expected closed rings"
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
