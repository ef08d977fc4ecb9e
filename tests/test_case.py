"""A case is a folder: it loads and draws without a line of code, and says what it lacks."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from reader import ROOT
from small import build, dump, every_type, page, small_book
from test_data import load_whole, refusal_of_case

import secdilemma
from secdilemma import data, pages
from secdilemma.case import data_folder, load_case
from secdilemma.checks import DataError
from secdilemma.explorers import explorers
from secdilemma.kit.figure import picture
from secdilemma.pictures import answer, criteria
from secdilemma.tables import criteria_table, effects_table, reading_table
from tools.lines import code_lines

PACKAGE = Path(secdilemma.__file__).parent

JULY_1914 = ROOT / "tests" / "cases" / "july-1914"


@pytest.fixture
def folder(tmp_path):
    """A second case: no table, no map, no footnotes."""
    shutil.copytree(JULY_1914, tmp_path, dirs_exist_ok=True)
    return tmp_path


# ------------------------------------------------------------------ another case, no code touched


def test_another_case_loads(folder):
    case = load_case(folder)
    assert case.sides == ("Germany", "Russia")
    events = ["great-programme", "mobilisation", "war-council"]
    assert data.load_signals(case)["event_id"].tolist() == events
    assert data.load_criteria(case).at[0, "fatalist"] == ("A1",)
    assert (case.role("Austria-Hungary"), case.role("Russia")) == ("reader", "other")
    assert data.load_glossary(case)["claims"].map(len).sum() == 0


@pytest.mark.slow
def test_another_case_draws_every_explorer_that_it_can_fill(folder):
    made = {explorer.name: explorer for explorer in explorers(load_case(folder))}
    assert not {"ratios", "reach"} & made.keys()
    for name in ("scenario-map", "verdict"):
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
    with pytest.raises(DataError, match=r"no signals\.csv there"):
        answer.timeline_events(load_case(folder))
    with pytest.raises(DataError, match=r"no footnotes\.csv there"):
        data.load_footnotes(load_case(folder))


def test_a_folder_is_found_from_where_one_stands(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert load_case(folder.name).name == load_case(folder).name


def test_an_act_of_both_sides_counts_for_neither():
    case = load_case("baltic")
    table = effects_table(case).frame
    signals = data.load_signals(case)
    sides = signals["actor"].map(case.actors)[signals["effect"] == "reassures"]
    assert table["reassures"].sum() == (sides == "NATO").sum() == 4
    assert "both" in set(sides)


def test_a_student_may_hand_in_one_file_of_their_own(folder, tmp_path):
    text = (folder / "signals.csv").read_text("utf-8")
    more = text.splitlines()[-1].replace("war-council", "another")
    (tmp_path / "mine.csv").write_text(f"{text}{more}\n", "utf-8")
    assert len(data.load_signals(load_case(folder), tmp_path / "mine.csv")) == 4


def test_a_case_has_its_own_tables_and_reads_what_changed_when_it_is_loaded_anew(folder):
    case = load_case(folder)
    assert len(data.load_claims(load_case("baltic"))) > 100
    assert set(data.load_claims(case)["key"]) == {"A1", "A2"}
    text = (folder / "claims.csv").read_text("utf-8")
    (folder / "claims.csv").write_text(f"{text}A3{text.splitlines()[-1][2:]}\n", "utf-8")
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


def two_cases(tmp_path, **chapters):
    """Build a book whose first page is about the Baltic case, and others are about other cases."""
    book = small_book(tmp_path / "book", BALTIC)
    case = book / "data" / "cases" / "july"
    shutil.copytree(JULY_1914, case)
    for file in case.glob("*.csv"):  # without works, which need a page
        file.write_text(file.read_text("utf-8").replace("jervis1978", ""), "utf-8")
    (book / "chapters").mkdir()
    toc = "format: jb-book\nroot: index\nchapters:\n"
    for name, body in chapters.items():
        text = page(body) if "code-cell" in body else f"---\n---\n{page(body)}"
        text = text.replace("---\n", f"---\ncase: {name.partition('_')[0]}\n", 1)
        (book / "chapters" / f"{name}.md").write_text(text)
        toc += f"- file: chapters/{name}\n"
    (book / "_toc.yml").write_text(toc)
    return book


@pytest.mark.slow
def test_a_page_about_another_case_has_its_claims_and_no_others(tmp_path):
    book = two_cases(tmp_path, july=JULY)
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
    "july_claim": (
        "A sentence.\n\n{claim}`A3`",
        r":\d+: ERROR: no claim 'A3' in claims\.csv of the case 'july'",
    ),
    "july_note": (
        "```{editors-note} A2\n```",
        r":\d+: ERROR: no editor's note for 'A2' in claims\.csv of the case 'july'",
    ),
    "july_item": (
        "```{lesson} Why?\n:minutes: 5\n- know\n```\n\n```{self-check} july_item-one\n```",
        r":\d+: ERROR: july_item-one: .* of the case 'baltic'; the page is about 'july'",
    ),
    "june": (
        "A sentence. {claim}`A1`",
        r": ERROR: case 'june' in the front matter: .*expected .* baltic",
    ),
}


@pytest.mark.slow
def test_a_key_that_the_case_of_a_page_lacks_and_a_case_that_is_none_fail_the_build(tmp_path):
    baltic = data.load_claims(load_case("baltic")).set_index("key")
    assert "A3" in baltic.index  # of another case, which does not help
    bodies = {name: body for name, (body, _) in FOREIGN.items()}
    book = two_cases(tmp_path, **bodies)
    (counting,) = (item for item in every_type() if item["type"] == "numeric")
    dump(book / "bank" / "questions", [{**counting, "id": "july_item-one"}], "july_item.yml")
    result = build(book)
    assert result.returncode == 1
    for name, (_, said) in FOREIGN.items():
        assert re.search(rf"{name}\.md{said}", result.stderr)


# ------------------------------------------------------------------ a broken case file

*_, VERDICT = (JULY_1914 / "case.toml").read_text("utf-8").partition("[verdict]")
BOLD = 'bold = { for = ["A2"], against = [] }\n'
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
    "an entry that is none": ("turn =", "trun =", "'trun': 1913", "or one of name, sides"),
    "three readings": (BOLD, "", "'verdict': 'bold'", "one of defensive"),
    "claims that are no list": ('for = ["A2"]', 'for = "A2"', "'readings'", "claims for"),
    "no name": ("Two desks in July 1914", " ", "'name': ' '", "what the case is about"),
    "no TOML": ("[actors]", "[actors", "", "expected TOML"),
    # what an entry and a table disagree on
    "no such event": ('on"]', 'on-2"]', "'seats.Germany.moves': 'mobilisation-2'", "an event"),
    "no such claim": ('= ["A1"]', '= ["Z9"]', "'readings.defensive': 'Z9'", "a key of claims"),
    "no verdict": (f"[verdict]{VERDICT}", "", "'verdict': nothing", "two scenarios"),
    "no event in time": ("[1912, 1914]", "[1950, 1960]", "'period': (1950, 1960)", "no labelled"),
}


def load_and_show(folder):
    load_whole(folder)
    answer.timeline_events(load_case(folder))


@pytest.mark.parametrize(("old", "new", "named", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_case_file_is_refused_with_its_entry(folder, old, new, named, expected):
    message = refusal_of_case(folder, old, new, load_and_show)
    assert message.startswith("case.toml")
    assert named in message
    assert expected in message


def test_a_folder_without_a_case_is_refused_with_those_that_exist(tmp_path):
    with pytest.raises(DataError, match=r"no case\.toml there; expected .*baltic"):
        load_case(tmp_path)


# ------------------------------------------------------------------ the package and its cases


def code_of(path):
    """Return the lines of a module that hold code."""
    lines = (source := path.read_text("utf-8")).splitlines()
    return "\n".join(lines[number - 1] for number in sorted(code_lines(source)))


def test_only_its_own_room_names_the_case():
    general = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "baltic"]
    name = re.compile(r"NATO|Russia|Baltic|baltic|Kaliningrad|1986|2014|Warsaw")
    assert len(general) > 25
    code = {path.name: code_of(path).replace("secdilemma.baltic", "") for path in general}
    assert [path for path, text in code.items() if name.search(text)] == []
    assert name.search(code_of(PACKAGE / "baltic" / "land.py"))


WATCH = """
import importlib, pkgutil, secdilemma, sys
opened = []
sys.addaudithook(lambda name, args: name == "open" and opened.append(str(args[0])))
for module in pkgutil.walk_packages(secdilemma.__path__, "secdilemma."):
    importlib.import_module(module.name)
print([file for file in opened if file.startswith(sys.argv[1])])
"""


def test_nothing_is_read_when_a_module_is_imported():
    watch = [sys.executable, "-c", WATCH, data_folder()]
    done = subprocess.run(watch, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
