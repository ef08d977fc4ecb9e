"""A case is a folder: it loads and draws without a line of code, and says what it lacks."""

import ast
import csv
import io
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from small import build, page, small_book

import secdilemma
from secdilemma import data, pages
from secdilemma.case import data_folder, load_case
from secdilemma.checks import DataError
from secdilemma.explorers import explorers
from secdilemma.kit.figure import picture
from secdilemma.pictures import answer, criteria
from secdilemma.tables import criteria_table, effects_table, reading_table

PACKAGE = Path(secdilemma.__file__).parent

DESCRIPTION = """
name = "Two desks in July 1914"
sides = ["Germany", "Russia"]
period = [1912, 1914]
turn = 1913

[actors]
Germany = "Germany"
"Austria-Hungary" = "Germany"
Russia = "Russia"
both = "both"

[judges]
Germany = "Berlin"
us = "this book"

[seats.Germany]
card = "Berlin"
moves = ["great-programme", "mobilisation"]

[seats.Russia]
card = "St Petersburg"
moves = ["war-council", "war-council"]

[readings]
defensive = { for = [], against = ["A1"] }
cautious = { for = ["A1"], against = [] }
bold = { for = ["A2"], against = [] }
offensive = { for = ["A2"], against = ["A1"] }

[mixes]
"a trace of reassurance" = { for = [], against = [] }
"mostly deterrence" = { for = ["A2"], against = [] }
"both" = { for = ["A1"], against = [] }
"mostly reassurance" = { for = [], against = ["A2"] }
"a trace of deterrence" = { for = [], against = [] }

[verdict]
between = ["fatalist", "liberal"]
readings = ["bold"]
mixes = ["mostly deterrence"]
"""

EVENT = {
    "precision": "day",
    "date_printed": "that day",
    "date_supplied": "",
    "actor": "Russia",
    "kind": "signal",
    "addressee": "adversary",
    "judged_by": "Germany",
    "dilemma": "interpretation",
    "effect": "provokes",
    "basis": "Chapter 2",
    "footnotes": "",
    "sources": "jervis1978",
    "claims": "A1",
    "editor_note": "",
}
TABLES = {
    "claims.csv": [
        {
            "key": key,
            "section": "A",
            "claim": f"Something is claimed, {key}.",
            "hedge": "",
            "basis": "article",
            "footnotes": "",
            "sources": "jervis1978",
            "editor_note": "Not so." if key == "A1" else "",
            "chapter": "july",
            "label": "a label",
        }
        for key in ("A1", "A2")
    ],
    "signals.csv": [
        EVENT | given
        for given in (
            {
                "event_id": "great-programme",
                "date": "1913-10-30",
                "event": "An army is to grow",
                "short": "Great Programme",
            },
            {
                "event_id": "mobilisation",
                "date": "1914-07-30",
                "event": "A mobilisation is ordered",
                "short": "Mobilisation",
                "dilemma": "response",
            },
            {
                "event_id": "war-council",
                "date": "1912-12-08",
                "event": "A council meets",
                "short": "War council",
                "actor": "Germany",
                "judged_by": "us",
                "effect": "deters",
            },
        )
    ],
    "criteria.csv": [
        {
            "criterion": number,
            "strand": "interpretation",
            "short": short,
            "question": f"What of the {short}?",
            "answered": answered,
            "answer": "It is answered.",
            "fatalist": fatalist,
            "liberal": liberal,
        }
        for number, short, answered, fatalist, liberal in (
            (1, "threat picture", "explicitly", "A1", "A2"),
            (2, "means", "not at all", "", ""),
        )
    ],
}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folder(tmp_path):
    """A second case: no table, no map, no footnotes."""
    (tmp_path / "case.toml").write_text(DESCRIPTION, "utf-8")
    for name, rows in TABLES.items():
        write(tmp_path / name, rows)
    return tmp_path


# ------------------------------------------------------------------ another case, no code touched


def test_another_case_loads(folder):
    case = load_case(folder)
    assert case.sides == ("Germany", "Russia")
    events = [row["event_id"] for row in TABLES["signals.csv"]]
    assert data.load_signals(case)["event_id"].tolist() == events
    assert data.load_criteria(case).at[0, "fatalist"] == ("A1",)
    assert (case.role("Austria-Hungary"), case.role("Russia")) == ("reader", "other")
    assert data.load_glossary(case)["claims"].map(len).sum() == 0


@pytest.mark.slow
def test_another_case_draws_every_explorer_that_it_can_fill(folder):
    made = {explorer.name: explorer for explorer in explorers(load_case(folder))}
    assert not {"balance", "reach"} & made.keys()
    for name in ("scenario-map", "timeline", "verdict"):
        for frame in made[name].frames():
            assert not re.search("NATO|Baltic|2014|1986|Kaliningrad", str(frame)), name
    words = made["scenario-map"].describe(
        actual="offensive", reading="defensive", policy="reassurance"
    )
    assert "Germany reads Russia as defensive" in words


def test_another_case_has_its_own_figures_tables_and_cards(folder):
    case = load_case(folder)
    for draw, describe in (
        (answer.draw_timeline, answer.describe_timeline),
        (criteria.draw_evidence, criteria.describe_evidence),
    ):
        made = picture(draw, describe, case=case)
        assert made.svg()
        assert "NATO" not in made.text
    assert "Signals of Germany" in effects_table(case).html()
    assert reading_table(case).frame.index.tolist() == ["Germany", "Russia"]
    assert len(criteria_table(case).frame) == 2
    assert "(event-mobilisation)=" in pages.timeline(case).markdown
    card = "Berlin reads · 2 of 2\n\n**30 July 1914**\n\nA mobilisation is ordered."
    assert card in pages.cards(case).markdown


def test_a_case_needs_two_files_alone_and_says_what_it_lacks(folder):
    for name in ("signals.csv", "criteria.csv"):
        (folder / name).unlink()
    names = {explorer.name for explorer in explorers(load_case(folder))}
    assert "scenario-map" in names
    assert "timeline" not in names
    with pytest.raises(DataError, match=r"no footnotes\.csv there"):
        data.load_footnotes(load_case(folder))


def test_a_folder_is_found_from_where_one_stands(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert load_case(folder.name).name == load_case(folder).name


def test_an_act_of_both_sides_counts_for_neither():
    case = load_case("baltic")
    table = effects_table(case).frame
    counted = answer.selected(case, "NATO and allies", "either", "reassures")
    assert table["reassures"].sum() == len(counted) == 4


def test_a_student_may_hand_in_one_file_of_their_own(folder, tmp_path):
    rows = TABLES["signals.csv"] + [TABLES["signals.csv"][0] | {"event_id": "another"}]
    write(tmp_path / "mine.csv", rows)
    assert len(data.load_signals(load_case(folder), tmp_path / "mine.csv")) == 4


def test_a_case_has_its_own_tables_and_reads_what_changed_when_it_is_loaded_anew(folder):
    case = load_case(folder)
    assert len(data.load_claims(load_case("baltic"))) > 100
    assert set(data.load_claims(case)["key"]) == {"A1", "A2"}
    write(folder / "claims.csv", [*TABLES["claims.csv"], TABLES["claims.csv"][0] | {"key": "A3"}])
    assert len(data.load_claims(case)) == 2
    assert len(data.load_claims(load_case(folder))) == 3


# ------------------------------------------------------------------ two cases in one book

JULY = """
Both were ready. {claim}`A1 A2`

```{editors-note} A1
```

```{code-cell} python
from secdilemma.case import load_case
from secdilemma.pages import ledger, timeline

case = load_case("july")
ledger(case, "july")
```

```{code-cell} python
timeline(case)
```
"""
BALTIC = "A claim of the book's own. {claim}`A1`\n\n(ledger-a1)=\n## Its place in the ledger"


def two_cases(folder, tmp_path, july=JULY):
    """Build a book whose first page is about the Baltic case, and whose second is not."""
    book = small_book(tmp_path / "book", BALTIC)
    case = book / "data" / "cases" / "july"
    case.mkdir()
    shutil.copy(folder / "case.toml", case)
    for name in ("claims.csv", "signals.csv"):  # without works, which need a page
        write(case / name, [row | {"sources": ""} for row in TABLES[name]])
    (book / "chapters").mkdir()
    text = page(july) if "code-cell" in july else f"---\n---\n{page(july)}"
    text = text.replace("---\n", "---\ncase: july\n", 1)
    (book / "chapters" / "july.md").write_text(text)
    toc = "format: jb-book\nroot: index\nchapters:\n- file: chapters/july\n"
    (book / "_toc.yml").write_text(toc)
    return book


@pytest.mark.slow
def test_a_page_about_another_case_has_its_claims_and_no_others(folder, tmp_path):
    book = two_cases(folder, tmp_path)
    result = build(book)
    assert result.returncode == 0, result.stderr
    ours, july = (
        BeautifulSoup((book / "_build/html" / name).read_text("utf-8"), "html.parser")
        for name in ("index.html", "chapters/july.html")
    )
    words = data.load_claims(load_case("baltic")).set_index("key").at["A1", "claim"]
    assert words in ours.select_one(".claim-words").get_text()
    assert [a["href"] for a in ours.select(".claim a[href]")] == ["#ledger-a1"]
    assert "Something is claimed, A1." in july.select_one(".claim-words").get_text()
    assert "Not so." in july.select_one(".editors-note").get_text()
    links = july.select(".bd-article a[href*='-a1'], .bd-article a[href*='-a2']")
    hrefs = {link["href"] for link in links}
    assert hrefs == {f"#{kind}-july-{key}" for kind in ("ledger", "claim") for key in ("a1", "a2")}
    ids = {tag["id"] for tag in july.select("[id]")}
    assert hrefs <= {f"#{name}" for name in ids}
    assert {"ledger-july-a2", "event-july-mobilisation"} <= ids
    assert not ids & {"ledger-a1", "claim-a1", "event-mobilisation"}


FOREIGN = {
    "{claim}`A3`": "no claim 'A3' in claims.csv of the case 'july'",
    "```{editors-note} A2\n```": "no editor's note for 'A2' in claims.csv of the case 'july'",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", FOREIGN)
def test_a_key_that_the_case_of_a_page_lacks_fails_the_build(folder, tmp_path, text):
    baltic = data.load_claims(load_case("baltic")).set_index("key")
    assert "A3" in baltic.index  # of another case, which does not help
    result = build(two_cases(folder, tmp_path, f"A sentence.\n\n{text}"))
    assert result.returncode == 1
    assert re.search(rf"july\.md:\d+: ERROR: {FOREIGN[text]}", result.stderr)


@pytest.mark.slow
def test_a_page_about_a_case_that_there_is_not_fails_the_build(folder, tmp_path):
    book = two_cases(folder, tmp_path, "A sentence. {claim}`A1`")
    shutil.rmtree(book / "data/cases/july")
    result = build(book)
    assert result.returncode == 1
    expected = r"july\.md: ERROR: case 'july' in the front matter: .*expected .* baltic"
    assert re.search(expected, result.stderr)


# ------------------------------------------------------------------ a broken case file

BROKEN = {
    "no sides": ('sides = ["Germany", "Russia"]', "", "'sides': None", "two sides"),
    "one side twice": ('"Russia"]', '"Germany"]', "'sides'", "two sides"),
    "years the wrong way": ("[1912, 1914]", "[1914, 1912]", "'period'", "the earlier first"),
    "a year in words": ("turn = 1913", 'turn = "1913"', "'turn': '1913'", "a year"),
    "true for a number": ("turn = 1913", "turn = true", "'turn': True", "a year"),
    "a count that is typed": ("turn = 1913", "criteria = 2", "'criteria': 2", "a table and"),
    "a side that is none": ('Russia = "Russia"', 'Russia = "Asia"', "'actors': 'Asia'", "one of"),
    "a seat of nobody": ("[seats.Germany]", "[seats.France]", "'seats': 'France'", "one of"),
    "one seat alone": ("[seats.Russia]", "[seats.Germany.more]", "'seats'", "card and moves"),
    "a seat without its card": ('card = "Berlin"\n', "", "'seats'", "card and moves"),
    "a scenario that is none": ('"fatalist", "l', '"marxist", "l', "'verdict'", "one of fatalist"),
    "two scenarios of two readings": ('"liberal"]', '"realist"]', "'verdict'", "of one reading"),
    "seats of different length": (', "war-council"]', "]", "'seats': [2, 1]", "as many moves"),
    "an entry that is none": (
        "turn = 1913",
        "trun = 1913",
        "'trun': 1913",
        "or one of name, sides",
    ),
    "three readings": (
        'bold = { for = ["A2"], against = [] }\n',
        "",
        "'verdict': 'bold'",
        "one of defensive",
    ),
    "claims that are no list": ('for = ["A2"]', 'for = "A2"', "'readings'", "claims for"),
    "no name": ("Two desks in July 1914", " ", "'name': ' '", "what the case is about"),
    "no TOML": ("[actors]", "[actors", "case.toml", "expected TOML"),
}


@pytest.mark.parametrize(("old", "new", "named", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_case_file_is_refused_with_its_entry(folder, old, new, named, expected):
    text = (folder / "case.toml").read_text("utf-8")
    assert old in text
    (folder / "case.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as caught:
        load_case(folder)
    assert str(caught.value).startswith("case.toml")
    assert named in str(caught.value)
    assert expected in str(caught.value)


MENTIONED = {
    "a move that is no event": (
        ('"mobilisation"]', '"telegram"]'),
        data.load_signals,
        "'seats.Germany.moves': 'telegram'; expected an event",
    ),
    "a claim that the ledger lacks": (
        ('against = ["A1"]', 'against = ["Z9"]'),
        data.load_claims,
        "'readings.defensive': 'Z9'; expected a key of claims",
    ),
    "a verdict that is missing": (
        (DESCRIPTION[DESCRIPTION.index("[verdict]") :], ""),
        data.load_criteria,
        "'verdict': nothing; expected two scenarios",
    ),
    "a period without events": (
        ("[1912, 1914]", "[1950, 1960]"),
        answer.timeline_events,
        "'period': (1950, 1960); no labelled event",
    ),
}


@pytest.mark.parametrize(("change", "load", "expected"), MENTIONED.values(), ids=MENTIONED)
def test_what_an_entry_and_a_table_disagree_on_is_refused(folder, change, load, expected):
    text = (folder / "case.toml").read_text("utf-8")
    assert change[0] in text
    (folder / "case.toml").write_text(text.replace(*change, 1), "utf-8")
    with pytest.raises(DataError, match=re.escape(expected)):
        load(load_case(folder))


def test_a_folder_without_a_case_is_refused_with_those_that_exist(tmp_path):
    with pytest.raises(DataError, match=r"no case\.toml there; expected .*baltic"):
        load_case(tmp_path)


# ------------------------------------------------------------------ the package and its cases


def code_of(path):
    """The code of a module: no docstrings, no comments."""
    source = path.read_text("utf-8")
    documented = set()
    for node in ast.walk(ast.parse(source)):
        for one in getattr(node, "body", []) if isinstance(getattr(node, "body", 0), list) else []:
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
                documented.update(range(one.lineno, one.end_lineno + 1))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return " ".join(
        token.string
        for token in tokens
        if token.type != tokenize.COMMENT and token.start[0] not in documented
    )


GENERAL = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "baltic"]


@pytest.mark.parametrize("path", GENERAL, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_its_own_room_names_the_case(path):
    code = code_of(path).replace("secdilemma . baltic", "")
    assert not re.search(r"NATO|Russia|Baltic|baltic|Kaliningrad|1986|2014|Warsaw", code)


def test_there_are_rooms_to_look_at():
    assert len(GENERAL) > 25
    assert re.search("Kaliningrad", code_of(PACKAGE / "baltic" / "land.py"))


def test_nothing_is_read_when_a_module_is_imported():
    modules = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
    ]
    watch = (
        "import sys, importlib\n"
        "opened = []\n"
        "sys.addaudithook(lambda name, args: name == 'open' and opened.append(str(args[0])))\n"
        f"[importlib.import_module(name) for name in {modules!r}]\n"
        f"found = [one for one in opened if one.startswith({str(data_folder())!r})]\n"
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
