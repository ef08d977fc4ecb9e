"""What an instructor is promised: notes, plans and an index, from any key, and only with one."""

import pytest
from bs4 import BeautifulSoup
from small import book_of, build, dump, entry, every_type

from bank import markup

pytestmark = pytest.mark.slow

MADE = pytest.mark.xdist_group("types")  # the book of every type is made once, by one worker


def key_in(folder, plan="# A plan\n", ids=("index-6", "index-8")):
    (folder / "plans").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "plans" / "1-first.md").write_text(plan)
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


def test_a_change_in_a_note_or_a_plan_reaches_the_page(book):
    key = key_in(book / "instructor")
    assert build(book, key).returncode == 0
    (key / "notes" / "index.md").write_text("A later note.")
    (key / "plans" / "2-second.md").write_text("# A second plan\n\nMore.\n")
    assert build(book, key).returncode == 0
    html = (book / "_build/instructor/html/index.html").read_text("utf-8")
    assert "A later note." in html
    assert "A second plan" in html


def test_a_plan_that_names_an_unknown_exercise_fails_the_build(book, tmp_path):
    key = key_in(tmp_path / "elsewhere", "# A plan\n\n{ref}`index-9`\n")
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
