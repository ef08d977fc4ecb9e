"""What hand-outs promise: every exercise, room to answer, and no answer; those stand apart."""

import re

import nbformat
import pytest
from pypdf import PdfReader
from reader import pdf_texts
from small import run

from bank.load import load_questions

PRINTED = pytest.mark.xdist_group("paper")  # once, by one worker
MADE = pytest.mark.xdist_group("types")

BANK = load_questions()
CHAPTERS = sorted({question.chapter for question in BANK})
A4 = (595, 842)


def squeeze(text):
    """Leave only what a line break cannot change."""
    return re.sub(r"[\W_]+", "", text).lower()


def sentences(text):
    """Cut a text of the bank into stretches without markup, and leave out short ones."""
    plain = re.split(r"\{[\w:]+\}`[^`]*`|\$[^$]*\$|[*`<>\[\]\n|]|\(.*?\)", text)
    return [
        s for part in plain for s in map(squeeze, re.split(r"(?<=[.?!:;]) ", part)) if len(s) > 25
    ]


def of(chapter):
    return [question for question in BANK if question.chapter == chapter]


def pdf_text(path):
    foot = r"The Security Dilemma · text: CC BY 4\.0\s+\d+"
    return squeeze("".join(re.sub(foot, "", text) for text in pdf_texts(path)))


def notebook_text(path):
    return squeeze("".join(cell.source for cell in nbformat.read(path, 4).cells))


@PRINTED
def test_each_chapter_with_exercises_has_a_sheet_and_a_notebook(handouts):
    names = {path.name for path in handouts.iterdir()}
    assert names == {f"{chapter}.{kind}" for chapter in CHAPTERS for kind in ("pdf", "ipynb")}


@PRINTED
@pytest.mark.parametrize("read", [pdf_text, notebook_text], ids=["pdf", "notebook"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_sheet_has_every_exercise_and_no_answer(handouts, chapter, read):
    text = read(handouts / f"{chapter}.{'pdf' if read is pdf_text else 'ipynb'}")
    assert "name" in text
    assert "date" in text
    for question in of(chapter):
        assert squeeze(question.title) in text
        asked = [question.prompt, *(o.text for o in question.options)]
        asked += [*(p.left for p in question.pairs), *(s.text for s in question.steps)]
        assert [s for part in asked for s in sentences(part) if s not in text] == [], question.id
        parts = (*question.options, *question.pairs, *question.steps, *question.mistakes)
        told = [question.explanation, question.otherwise, *(part.feedback for part in parts)]
        hidden = {s for part in told for s in sentences(part)} - {
            s for part in asked for s in sentences(part)
        }
        assert [s for s in hidden if s in text] == [], question.id


@PRINTED
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_sheet_is_a4_and_knows_its_name(handouts, chapter):
    reader = PdfReader(handouts / f"{chapter}.pdf")
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == pytest.approx(A4, abs=1)
    assert "The Security Dilemma" in reader.metadata.title
    assert not reader.metadata.creation_date


@PRINTED
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_is_valid_has_no_outputs_and_a_place_for_each_answer(handouts, chapter):
    read = nbformat.read(handouts / f"{chapter}.ipynb", 4)
    nbformat.validate(read)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in read.cells)
    places = [cell for cell in read.cells if cell.source == "*Your answer:*"]
    assert len(places) == len(of(chapter))
    code = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert code == [question.starter for question in of(chapter) if question.type == "code"]
    assert not re.search(
        r"\{(claim|cite|ref|numref)|<<|@@|<math", "".join(c.source for c in read.cells)
    )


@MADE
def test_answer_sheets_are_made_from_the_instructor_edition_alone(every_type):
    answers = pdf_text(every_type / "_build/instructor/handouts/index-answers.pdf")
    for part in ("As the article says", "Criterion 1", "A mark for markers", "Ask for the other"):
        assert squeeze(part) in answers
        for path in (every_type / "_build/handouts").iterdir():
            read = pdf_text if path.suffix == ".pdf" else notebook_text
            assert squeeze(part) not in read(path)
    assert squeeze("Below zero") in answers


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
