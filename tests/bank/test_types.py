"""A type of question stands in one place: three files more, and it works wherever questions do."""

import csv
import io
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import nbformat
import pytest
from bs4 import BeautifulSoup
from onyx2moodle import parser as onyx
from pygiftparser import parser
from reader import pdf_texts
from small import BASE, book_of, build, every_type, run

pytestmark = pytest.mark.slow

TOY = Path(__file__).with_name("toy")


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """Everything that is made of a book whose bank has one item, of a type that is new."""
    (item,) = (item for item in every_type() if item["type"] == "short" and "accept" in item)
    for name in ("accept", "otherwise", "mistakes"):
        del item[name]
    item |= {"type": "truth", "prompt": "So it is.", "true": True, "feedback": "It *is* so."}
    folder = book_of(tmp_path_factory.mktemp("toy") / "book", [item], see="Words.", whole=True)
    for file in TOY.glob("truth.*"):
        shutil.copy(file, folder / "bank/types/self_check")
    for done in (
        build(folder),
        run(folder, "-m", "bank.exports", BASE),
        run(folder, "-m", "bank.sheets"),
        run(folder, "-m", "bank.sheets", "--items", "index", "--kind", "self-check"),
    ):
        assert done.returncode == 0, done.stderr
        if "GIFT" in done.stderr:
            assert "GIFT: a truth is a toy (1 of 1)" in done.stderr
    return folder / "_build"


def test_a_new_type_answers_on_its_page(read, toy):
    view = read((toy / "html/index.html").as_uri())
    for answer, verdict in ((None, "Say whether"), ("False", "Not right."), ("True", "Right.")):
        if answer:
            view.get_by_label(answer, exact=True).check()
        view.locator(".check-answer").click()
        assert view.locator(".check-verdict").inner_text().startswith(verdict)
        assert view.locator(".check-said em").count() == (verdict == "Not right.")


def test_a_new_type_is_in_every_export(toy, tmp_path):
    lms = toy / "lms"
    (made,) = ET.parse(lms / "moodle.xml").findall("question[idnumber]")
    assert made.get("type") == "truefalse"
    shares = {a.findtext("text"): a.get("fraction") for a in made.findall("answer")}
    assert shares == {"true": "100", "false": "0"}
    (read,) = parser.parseFile(io.StringIO((lms / "self-checks.gift").read_text("utf-8")))
    assert read.answers.__class__.__name__ == "TrueFalseSet"
    with (lms / "brightspace.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row[0]: row[1] for row in csv.reader(file)}
    assert (rows["NewQuestion"], rows["TRUE"], rows["FALSE"]) == ("TF", "100", "0")
    with zipfile.ZipFile(lms / "qti21.zip") as archive:
        archive.extractall(tmp_path)
    (item,) = (tmp_path / "items").iterdir()
    assert onyx.parse_item(item).response_decls["RESPONSE"].correct_values == ["True"]
    quiz = zipfile.ZipFile(lms / "cartridge.imscc").read("quiz-index.xml").decode()
    assert "cc.true_false.v0p1" in quiz
    assert re.findall('<varequal respident="response">(.*?)<', quiz)[-1] == "answer-1"


def test_a_new_type_is_on_the_sheet_and_in_the_notebook(toy):
    (sheet, *_) = pdf_texts(toy / "handouts/index.pdf")
    assert "Toy" in sheet
    assert "True or false?" in sheet
    cells = nbformat.read(toy / "handouts/index.ipynb", 4).cells
    assert "So it is.\n\n- True\n- False\n\nTrue or false?" in cells[1].source


def test_a_new_type_explains_itself_without_a_script(toy):
    page = BeautifulSoup((toy / "html/index.html").read_text("utf-8"), "html.parser")
    entries = page.select(".check-feedback > li")
    assert [e.strong.get_text() for e in entries] == ["right", "not right"]
