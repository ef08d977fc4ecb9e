"""What an instructor has of a key, whichever it is; and that it stays out of the public book."""

import pytest
from bs4 import BeautifulSoup
from reader import ROOT
from small import book_of, build, dump, entry, every_type, run, small_book

from bank import markup

pytestmark = pytest.mark.slow

MADE = pytest.mark.xdist_group("types")  # the book of every type is made once, by one worker


def key_in(folder, ids=("index-6", "index-8")):
    (folder / "plans").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "plans" / "1-first.md").write_text("# A plan\n")
    dump(folder, list(map(entry, ids)), "index.yml")
    return folder


@pytest.fixture
def book(tmp_path):
    lesson = "```{lesson} Why?\n:minutes: 5\n- know.\n```\n"
    items = [item for item in every_type() if item["id"] in ("index-6", "index-8")]
    for item in items:
        item |= {"mode": "pair", "individual": "One line."}
    return book_of(tmp_path / "book", items, see=lesson)


def read(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@MADE
def test_notes_plans_and_index_stand_in_the_instructor_edition_alone(every_type):
    """That the public edition has none of it, test_leak.py looks for."""
    html = every_type / "_build/instructor/html"
    front = read(html / "index.html")
    note = front.select_one(".instructors-note")
    assert note.select_one("em").get_text() == "note"
    assert note.select_one("ul a[href='#index-6']")
    assert note.find_previous(class_="lesson")
    assert note.find_next(id="index-6")
    plan = read(html / "_instructor/plans/1-first.html")
    assert plan.select_one("article a[href$='index.html#index-6']")
    table = read(html / "_instructor/objectives.html")
    assert all(table.select(f"a[href$='index.html#index-{n}']") for n in (6, 7))
    menu = front.select_one(".bd-sidebar, .bd-sidebar-primary").get_text()
    assert "Instructor" in menu
    assert "A plan" in menu
    assert not (every_type / "_instructor").exists()
    public = [path for path in (every_type / "_build/html").rglob("*") if path.is_file()]
    for trace in (b"Instructor", b"_instructor"):
        assert [path for path in public if trace in path.read_bytes()] == []


def test_a_change_in_a_note_or_a_plan_reaches_the_page_unless_it_is_faulty(book, tmp_path):
    key = key_in(tmp_path / "elsewhere")
    assert build(book, key).returncode == 0
    (key / "notes" / "index.md").write_text("A later note.")
    (key / "plans" / "2-second.md").write_text("# A second plan\n\nMore.\n")
    assert build(book, key).returncode == 0
    html = (book / "_build/instructor/html/index.html").read_text("utf-8")
    assert "A later note." in html
    assert "A second plan" in html
    (key / "plans" / "1-first.md").write_text("# A plan\n\n{ref}`index-9`\n")
    result = build(book, key)
    assert result.returncode == 1
    assert "index-9" in result.stderr
    assert not (book / "_instructor").exists()


def test_a_key_that_leaves_an_assignment_out_builds_and_the_page_says_so(book, tmp_path):
    key = key_in(tmp_path / "elsewhere", ids=["index-6"])
    result = build(book, key)
    assert result.returncode == 0, result.stderr
    page = read(book / "_build/instructor/html/index.html")
    first, second = (page.find(id=name) for name in ("index-6", "index-8"))
    assert first.select_one(".key")
    assert markup.ALONE in first.get_text()  # it is for pairs
    assert "no answer to it" not in first.get_text()
    assert not second.select_one(".key")
    assert "This key has no answer to it." in second.get_text()


# A key stays out of the public book, and its own edition out of search engines


def test_a_file_that_belongs_to_no_part_of_the_book_is_refused_by_name(tmp_path):
    """What stands in the folder of styles and scripts is copied as it is: no key may be there."""
    book = small_book(tmp_path / "book", "Words.", whole=True)
    dump(book / "_ext/static", [entry("index-6")], "answer.yml")
    result = build(book)
    assert result.returncode == 1
    assert "_static/answer.yml: a file that is no part of the book" in result.stderr
    assert not (book / "_build/html").exists()


@MADE
def test_search_engines_are_asked_to_leave_the_instructor_edition_alone(every_type):
    built = every_type / "_build/instructor/html"
    assert (built / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    pages = list(built.rglob("*.html"))
    assert len(pages) >= 4
    for page in pages:
        assert '<meta name="robots" content="noindex"' in page.read_text("utf-8"), page


@pytest.mark.parametrize(
    ("module", "told", "said"),
    [
        ("tools.build", "", "KEY is empty; expected the folder of a key"),
        ("tools.build", " ", "KEY is empty; expected the folder of a key"),
        ("tools.build", "instructor/puzzle.yml", "a file; expected the folder"),
        ("tools.build", "chapters", "no key there; expected <chapter>.yml files"),
        ("tools.build", "no such folder", "no key there; expected <chapter>.yml files"),
        ("tools.build", "x" * 5000, "expected the folder of a key"),
        ("tools.build", "bank/questions", "answer.yml, id 'answer-what-the-act-says'"),
        ("bank", "", "expected the folder of a key"),
        ("bank", "chapters", "chapters"),
        ("bank", "x" * 5000, "File name too long"),
    ],
)
def test_what_is_no_key_is_refused_in_a_sentence(module, told, said):
    result = run(ROOT, "-m", module, told)
    assert result.returncode
    assert "Traceback" not in result.stderr
    assert said in result.stderr.splitlines()[-1]


MODULES = ("tools.build", "tools.watch", "bank", "bank.sheets", "bank.exports")


@pytest.mark.parametrize("module", MODULES)
def test_help_is_no_key(module):
    result = run(ROOT, "-m", module, "--help")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("usage: ")


def test_a_link_that_leads_out_of_the_book_is_refused_and_what_is_there_is_not_said(tmp_path):
    folder = small_book(tmp_path / "book", "Words.")
    (tmp_path / "secret").write_text("zqsecret,zqsecret\n")
    claims = folder / "data/cases/baltic/claims.csv"
    claims.unlink()
    claims.symlink_to(tmp_path / "secret")
    result = build(folder)
    assert result.returncode == 1
    place = "data/cases/baltic/claims.csv"
    assert result.stderr.startswith(f"{place}: a link that leads out of the book")
    assert "zqsecret" not in result.stderr + result.stdout
