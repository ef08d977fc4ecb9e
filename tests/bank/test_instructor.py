"""What an instructor is promised: notes, plans and an index, from any key, and only with one."""

import pytest
from bs4 import BeautifulSoup
from small import book_of, build, dump, entry

from bank import markup

pytestmark = pytest.mark.slow

LESSON = "```{lesson} Why?\n:minutes: 5\n- go on.\n```\n"
PLAN = "# A plan\n\nplanmark: {ref}`index-1`, see [the book](../../index.md).\n"


def bank():
    return [
        {
            **{"id": f"index-{n}", "title": f"Trial {n}", "role": "assignment", "type": "essay"},
            **{"objective": "go on", "bloom": "apply", "minutes": 5, "mode": "pair"},
            **{"python": False, "status": "draft", "prompt": "Go on.", "individual": "One line."},
        }
        for n in (1, 2)
    ]


def key_in(folder, plan=PLAN):
    (folder / "plans").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "plans" / "1-first.md").write_text(plan)
    (folder / "notes" / "index.md").write_text(
        "notemark: *board* first.\n\n- See {ref}`index-2`.\n"
    )
    dump(folder, [entry(f"index-{n}") for n in (1, 2)], "index.yml")
    return folder


@pytest.fixture
def book(tmp_path):
    folder = book_of(tmp_path / "book", bank(), see=LESSON)
    return folder


@pytest.fixture(params=["inside", "outside"])
def place(request, book, tmp_path):
    return book / "instructor" if request.param == "inside" else tmp_path / "elsewhere"


def test_notes_plans_and_index_stand_in_the_instructor_edition_alone(book, place):
    key_in(place)
    result = build(book, place)
    assert result.returncode == 0, result.stderr
    html = book / "_build/instructor/html"
    front = BeautifulSoup((html / "index.html").read_text("utf-8"), "html.parser")
    note = front.select_one(".instructors-note")
    assert "notemark" in note.get_text()
    assert note.select_one("ul a[href='#index-2']")
    assert note.find_previous(class_="lesson")
    assert note.find_next(id="index-1")
    for name in ("index-1", "index-2"):  # both are for pairs
        assert markup.ALONE in front.find(id=name).get_text()
    plan = BeautifulSoup(
        (html / "_instructor/plans/1-first.html").read_text("utf-8"), "html.parser"
    )
    assert plan.select_one("article a[href$='index.html#index-1']")
    table = (html / "_instructor/objectives.html").read_text("utf-8")
    assert all(f"index.html#index-{n}" in table for n in (1, 2))
    menu = front.select_one(".bd-sidebar, .bd-sidebar-primary").get_text()
    assert "Instructor" in menu
    assert "A plan" in menu
    assert not (book / "_instructor").exists()
    assert build(book).returncode == 0
    public = [p for p in (book / "_build/html").rglob("*") if p.is_file()]
    told = b"".join(path.read_bytes() for path in public)
    assert b"index-1" in told
    for trace in (b"planmark", b"notemark", b"Instructor", b"_instructor"):
        assert trace not in told, trace


def test_a_change_in_a_note_or_a_plan_reaches_the_page(book, tmp_path):
    key = key_in(tmp_path / "elsewhere")
    (key / "notes" / "index.md").unlink()
    assert build(book, key).returncode == 0
    (key / "notes" / "index.md").write_text("A later note.")
    (key / "plans" / "2-second.md").write_text("# A second plan\n\nMore.\n")
    assert build(book, key).returncode == 0
    html = (book / "_build/instructor/html/index.html").read_text("utf-8")
    assert "A later note." in html
    assert "A second plan" in html


def test_a_plan_that_names_an_unknown_exercise_fails_the_build(book, tmp_path):
    key = key_in(tmp_path / "elsewhere", PLAN.replace("index-1", "index-9"))
    result = build(book, key)
    assert result.returncode == 1
    assert "index-9" in result.stderr
    assert not (book / "_instructor").exists()


def test_a_key_that_leaves_an_assignment_out_builds_and_the_page_says_so(book, tmp_path):
    key = key_in(tmp_path / "elsewhere")
    dump(key, [entry("index-1")], "index.yml")
    result = build(book, key)
    assert result.returncode == 0, result.stderr
    html = (book / "_build/instructor/html/index.html").read_text("utf-8")
    first, second = (BeautifulSoup(html, "html.parser").find(id=f"index-{n}") for n in (1, 2))
    assert first.select_one(".key")
    assert "no answer to it" not in first.get_text()
    assert not second.select_one(".key")
    assert "This key has no answer to it." in second.get_text()
