"""What hand-outs promise: every exercise, room to answer, and no answer; those stand apart."""

import re
from itertools import product

import nbformat
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from reader import BUILT, pdf_texts
from small import bare, run, sentences

from bank import grades, load, material, sheets
from bank.edition import read
from bank.schema import MOST, Assignment, SelfCheck
from bank.types.self_check.choice import LETTERS, Choice
from bank.types.self_check.order import Order

MADE = pytest.mark.xdist_group("types")  # once, by one worker

BANK = tuple(load.bank().values())
CHAPTERS = sorted({question.chapter for question in BANK})
A4 = (595, 842)


def of(chapter):
    return [question for question in BANK if question.chapter == chapter]


def pdf_text(path):
    foot = r"The Security Dilemma · text: CC BY 4\.0\s+\d+"
    return bare("".join(re.sub(foot, "", text) for text in pdf_texts(path)))


def notebook_text(path):
    return bare("".join(cell.source for cell in nbformat.read(path, 4).cells))


@MADE
def test_each_chapter_with_exercises_has_a_sheet_and_a_notebook(handouts):
    names = {path.name for path in handouts.iterdir()}
    sheets = {f"{chapter}.{kind}" for chapter in CHAPTERS for kind in ("pdf", "ipynb")}
    assert names == {*sheets, "cards.pdf", "signals.pdf", "square.pdf"}


@MADE
@pytest.mark.parametrize("read", [pdf_text, notebook_text], ids=["pdf", "notebook"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_sheet_has_every_exercise_and_no_answer(handouts, chapter, read):
    text = read(handouts / f"{chapter}.{'pdf' if read is pdf_text else 'ipynb'}")
    assert "name" in text
    assert "date" in text
    for question in of(chapter):
        assert bare(question.title) in text
        asked, told = [question.prompt, *getattr(question, "task", [])], []
        if isinstance(question, SelfCheck):
            asked += question.controls()
            told = [question.explanation, *(entry.feedback for entry in question.entries())]
        shown, hidden = (
            {bare(s) for part in some for s in sentences(part, 35)} for some in (asked, told)
        )
        assert [part for part in shown if part not in text] == [], question.id
        assert [part for part in hidden - shown if part in text] == [], question.id


@MADE
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_sheet_is_a4_knows_its_name_and_what_one_hands_in_stands_with_its_task(handouts, chapter):
    file = handouts / f"{chapter}.pdf"
    reader = PdfReader(file)
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == pytest.approx(A4, abs=1)
    assert "The Security Dilemma" in reader.metadata.title
    assert not reader.metadata.creation_date
    for question in of(chapter):
        if alone := bare(getattr(question, "individual", "")):
            (task,) = [page for page in map(bare, pdf_texts(file)) if alone in page]
            assert "eachalonetohandin" in task
            assert re.search(r"eachalone(?!tohandin)", task), question.id


@MADE
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_is_valid_has_no_outputs_and_a_place_for_each_answer(handouts, chapter):
    read = nbformat.read(handouts / f"{chapter}.ipynb", 4)
    nbformat.validate(read)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in read.cells)
    places = [cell for cell in read.cells if cell.source == "*Your answer:*"]
    assert len(places) == len(of(chapter))
    code = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert code == [q.code_cell for q in of(chapter) if q.code_cell is not None]
    assert not re.search(
        r"\{(claim|cite|ref|numref)|<<|@@|<math", "".join(c.source for c in read.cells)
    )


@MADE
def test_answer_sheets_are_made_from_the_instructor_edition_alone(every_type):
    """That the sheets of others have none of it, test_leak.py looks for."""
    answers = pdf_text(every_type / "_build/instructor/handouts/index-answers.pdf")
    for part in ("As the article says", "Criterion 1", "A mark for markers", "Ask for the other"):
        assert bare(part) in answers
    assert bare("Below zero") in answers
    assert bare("55 %, the pass mark") in answers


@MADE
def test_a_notebook_has_formulas_as_its_reader_writes_them(every_type):
    read = nbformat.read(every_type / "_build/handouts/index.ipynb", 4)
    assert any("Is $x_1 < 2$ & ‘so’, or $y$?" in cell.source for cell in read.cells)


@MADE
def test_the_same_book_gives_the_same_bytes(every_type):
    folder = every_type / "_build/handouts"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(every_type, "-m", "bank.sheets").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# To order


@pytest.fixture(scope="module")
def chapters():
    return read(BUILT)


def ids(made):
    return [[item.question.id for item in sheet.items] for sheet in made]


def test_what_is_named_stands_in_the_order_of_the_names_and_with_an_item_on_one_sheet(chapters):
    (found,) = ids(sheets.wanted(chapters, ["puzzle-two-openings", "worlds", "puzzle"]))
    worlds, puzzle = ([q.id for q in of(name)] for name in ("worlds", "puzzle"))
    assert found[: len(worlds) + 1] == ["puzzle-two-openings", *worlds]
    assert sorted(found) == sorted([*worlds, *puzzle])
    named = sheets.wanted(chapters, ["worlds", "puzzle"])
    assert [sheet.name for sheet in named] == ["worlds", "puzzle"]


def test_kind_and_python_choose(chapters):
    for kind, python in product(("", "self-check", "assignment"), ("", "yes", "no")):
        wanted = {
            q.id
            for q in BANK
            if kind in ("", q.role) and python in ("", {True: "yes", False: "no"}[q.python])
        }
        if wanted:
            made = ids(sheets.wanted(chapters, (), kind, python))
            assert {name for sheet in made for name in sheet} == wanted


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["--items", "puzzle-nothing"], "'puzzle-nothing' is no chapter"),
        (["--kind", "self-check", "--python", "yes"], "no exercise is left"),
        (["--rubrics", "levels"], "expected --instructor"),
        (["--pass", "100"], "expected per cent"),
    ],
)
def test_an_order_that_cannot_be_met_is_refused_in_a_sentence(
    chapters, told, said, capsys, monkeypatch
):
    monkeypatch.setattr(sheets, "read", lambda _: chapters)
    monkeypatch.setattr(sheets, "ensure", lambda *_: 0)
    monkeypatch.setattr(sheets, "make", lambda *_: pytest.fail("sheets are made"))
    try:
        status = sheets.main(told)
    except SystemExit as stopped:  # by what reads the command line
        status = stopped.code
    assert status
    assert said in capsys.readouterr().err


def test_options_have_letters_and_steps_of_an_answer_sheet_their_right_order(chapters):
    seen = set()
    for chapter in chapters:
        made = [sheets.sheet(chapter, answered) for answered in (False, True)]
        pages = [BeautifulSoup(page, "html.parser").select("article") for page in made]
        for item, page, answers in zip(chapter.items, *pages, strict=True):
            question = item.question
            if isinstance(question, Choice):
                for article in (page, answers):
                    letters = [b.get_text() for b in article.select(".letter")]
                    assert letters == list(LETTERS[: len(question.options)])
                    assert len(article.select(".choices, .given")) == 1
                    assert all(bare(o.text) in bare(article.text) for o in question.options)
            if isinstance(question, Order):
                steps = [p.get_text() for p in answers.select(".given li p:first-child")]
                assert [*map(bare, steps)] == [bare(s.text) for s in question.steps]
            seen.add(type(question))
    assert {Choice, Order} <= seen


def test_what_an_item_asks_about_is_on_its_sheet_unless_it_answers_another(chapters):
    for chapter in chapters:
        names, kept_back = material.select(chapter.items)
        page = bare(BeautifulSoup(sheets.sheet(chapter, False), "html.parser").get_text())
        for item in chapter.items:
            question = item.question
            assert set(question.material) <= {*names, *kept_back[question.id]}
            assert not {*names} & {*question.spoiled_by}
            (alone,) = sheets.wanted(chapters, [question.id])
            assert not material.select(alone.items)[1][question.id] or question.spoiled_by
        for name, claim in material.claims(names):
            assert bare(name + claim) in page


def test_a_figure_that_answers_an_item_is_kept_from_its_sheet(chapters):
    (response,) = sheets.wanted(chapters, ["response"])
    assert "fig-chain" not in material.select(response.items)[0]
    assert "<figure" not in sheets.sheet(response, answered=False)
    (alone,) = sheets.wanted(chapters, ["response-break-the-chain"])
    assert "<figure" in sheets.sheet(alone, answered=False)


def test_whoever_sends_to_a_table_or_a_figure_names_it(chapters):
    for question in BANK:
        if "Table 1" in question.prompt:
            assert "table1" in question.material, question.id
        for name in re.findall(r"`(fig-[a-z-]+)`", question.prompt):
            assert name in question.material, question.id


def test_material_says_no_right_answer(chapters):
    for chapter in chapters:
        names, _ = material.select(chapter.items)
        told = bare(" ".join(text for _, text in material.claims(names)))
        told += bare(BeautifulSoup(material.figures(chapter.items, names), "html.parser").text)
        for question in of(chapter.name):
            entries = question.entries() if isinstance(question, SelfCheck) else []
            right = [e.name for e in entries if e.verdict == "right" and len(e.name) > 6]
            assert [text for text in right if bare(text) in told] == [], question.id


def test_an_answer_has_room_by_what_is_asked(chapters):
    short = next(q for q in BANK if isinstance(q, Assignment) and q.type == "short")
    for words, lines in (("Name it.", 2), ("1. One.\n2. Two.", 4), ("In at most 100 words.", 12)):
        assert short.model_copy(update={"prompt": words}).lines() == lines
    for words, minutes, lines in (("At most 60 words.", 50, 7), ("So.", 4, 4), ("So.", 75, 12)):
        task = short.model_copy(update={"individual": words, "minutes": minutes})
        assert task.own_lines() == lines
    assert max(q.lines() for q in BANK if isinstance(q, Assignment)) <= MOST
    for chapter in chapters:
        page = BeautifulSoup(sheets.sheet(chapter, answered=False), "html.parser")
        for item, article in zip(chapter.items, page.select("article"), strict=True):
            wanted = item.question.own_lines() if getattr(item.question, "individual", "") else 0
            assert len(article.select(".room.own > p:not(.alone)")) == wanted


def test_the_pass_mark_is_the_instructors():
    for least in (40, 55, 70):
        assert grades.ten(least, least) == pytest.approx(5.5)
        assert (grades.ten(0, least), grades.ten(100, least)) == (1, 10)
        marks = [grades.ten(share, least) for share in range(101)]
        assert marks == sorted(marks)
        assert (f"{least} %, the pass mark", "5.5", "D") in grades.table(least)
    with pytest.raises(ValueError, match="pass mark 100"):
        grades.ten(50, 100)


@MADE
def test_answer_sheets_turn_points_into_grades_and_rubric_sheets_hold_no_answer(every_type):
    folder = every_type / "_build/instructor/handouts"
    for rubrics, shown in (("criteria", False), ("levels", True)):
        order = ["--instructor", "--rubrics", rubrics, "--pass", "60"]
        assert run(every_type, "-m", "bank.sheets", *order).returncode == 0
        text = pdf_text(folder / "index-rubrics.pdf")
        assert bare("Criterion 1") in text
        assert (bare("None.") in text) == shown
        assert bare("At most 4 points") in text
        for secret in ("As the article says", "A mark for markers", "Both are one"):
            assert bare(secret) not in text


@MADE
def test_the_cards_are_among_the_sheets(handouts):
    first, second = pdf_texts(handouts / "cards.pdf")
    for page, seat in ((first, "NATO"), (second, "Moscow")):
        assert [f"{seat} reads · {n} of 6" in page for n in range(1, 7)] == [True] * 6
    assert len(pdf_texts(handouts / "signals.pdf")) == 2
    assert "deters" in pdf_text(handouts / "square.pdf")


def test_a_notebook_with_python_says_where_its_package_is(chapters):
    for chapter in chapters:
        first = sheets.notebook(chapter).cells[0].source
        assert (".whl" in first) == any(item.question.python for item in chapter.items)
