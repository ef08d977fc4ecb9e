"""What the files for learning systems promise: whole, well-formed, read by others, nothing lost.

It is asked of the book's bank, and of a small book that has an item of every type.
"""

import csv
import io
import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import qti2latex
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from moodle_xml_parser import parser as moodle_parser
from onyx2moodle import classifier as onyx_classes
from onyx2moodle import parser as onyx
from pygiftparser import parser
from pygiftparser.utils import transformSpecials
from reader import BUILT, ROOT
from small import BASE

from bank import load
from bank.edition import read
from bank.exports import losses
from bank.exports.__main__ import main, write
from bank.exports.cartridge import FOR_OTHERS
from bank.folder import replaced
from bank.forms import gift_text
from bank.schema import SelfCheck
from bank.types.self_check.choice import Choice
from bank.types.self_check.match import Matched
from bank.types.self_check.numeric import Numeric, rounding
from bank.types.self_check.short import Short
from tools.pages import contents

pytestmark = pytest.mark.xdist_group("types")  # made once, by one worker

BANK = load.bank()
CHECKS = {name: q for name, q in BANK.items() if isinstance(q, SelfCheck)}
# the shares of a mark that Moodle knows
SHARES = [100, 50, 100 / 3, 25, 20, 100 / 6, 100 / 7, 0]
QTI = {"q": onyx.QTI_NS}
QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def words(text):
    """Read a text of an export as a person would."""
    plain = BeautifulSoup(text or "", "html.parser").get_text()
    return re.sub(r"[\W_]+", "", unescape(plain)).lower()


def said(text):
    """Read a text of the bank: its plain words, without roles, formulas, addresses, numbering."""
    markup = r"\{[\w:]+\}`[^`]*`|\$[^$]*\$|\]\([^)]*\)|^\s*\d+\. "
    return re.sub(markup, " ", text, flags=re.MULTILINE)


def pieces(text):
    return [w for w in (words(part) for part in re.split(r"[*`<>\[\]()\s]+", said(text))) if w]


def texts(folder):
    """Read every file, also those that are packed, by name."""
    by_name = {}
    for file in sorted(folder.iterdir()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                by_name |= {name: archive.read(name).decode() for name in archive.namelist()}
        else:
            by_name[file.name] = file.read_text("utf-8-sig")
    return by_name


class Export(NamedTuple):
    """Files for learning systems, the bank that they were made of, and the book that they name."""

    folder: Path
    files: dict[str, str]
    bank: dict[str, Any]
    html: Path


@pytest.fixture(scope="module")
def book(written):
    return Export(written[0], texts(written[0]), BANK, BUILT)


@pytest.fixture(scope="module")
def types(every_type):
    items = load.load_questions(every_type / "bank/questions", every_type / "none")
    folder, html = every_type / "_build/lms", every_type / "_build/html"
    return Export(folder, texts(folder), {item.id: item for item in items}, html)


@pytest.fixture(params=["book", "types"])
def export(request):
    return request.getfixturevalue(request.param)


# What others find in each format: of every question its id, its text, and what they take for right


class Found(NamedTuple):
    """A question as another program reads it."""

    name: str
    text: str
    answer: Any
    made: Any


def moodle(export):
    """Read Moodle's XML; another program reads the questions with choices."""
    choices = moodle_parser.parse_file(str(export.folder / "moodle.xml")).get("multichoice", [])
    by_title = {question.name: question for question in choices}
    for made in ET.fromstring(export.files["moodle.xml"]).findall("question[idnumber]"):
        answers = [(a.findtext("text"), float(a.get("fraction"))) for a in made.findall("answer")]
        match made.get("type"):
            case "multichoice":
                question = by_title[made.findtext("name/text")]
                assert question.general_feedback
                assert all(option.feedback for option in question.options)
                answer = {words(o.answer): o.score_fraction > 0 for o in question.options}
            case "matching":
                pairs = [
                    (p.findtext("text"), p.findtext("answer/text"))
                    for p in made
                    if p.tag == "subquestion"
                ]
                answer = {words(left): words(right) for left, right in pairs if left}
            case "numerical":
                *numbers, other = answers
                assert other == ("*", 0)
                rooms = [float(room.text) for room in made.findall("answer/tolerance")]
                answer = [
                    (float(n), room, share == 100)
                    for (n, share), room in zip(numbers, rooms, strict=False)
                ]
            case "shortanswer":
                answer = {text for text, share in answers if share == 100}
            case "essay":
                answer = None
        yield Found(made.findtext("idnumber"), words(" ".join(made.itertext())), answer, made)


def gift(export):
    for made in parser.parseFile(io.StringIO(export.files["self-checks.gift"])):
        assert made.valid or "%-" in made.full  # the other program knows no number below zero
        assert not made.tail
        answers = made.answers.answers if made.valid else []
        choice = re.search("^~", made.full, re.MULTILINE)
        match made.valid and type(made.answers).__name__:
            case "MultipleChoicesSet" | "SelectSet" if choice:
                answer = {words(transformSpecials(a.answer)): a.fraction > 0 for a in answers}
            case "MatchingSet":
                pairs = [(transformSpecials(a.question), a.answer) for a in answers]
                answer = {words(left): words(transformSpecials(right)) for left, right in pairs}
            case False | "NumericAnswerSet":
                numbers = re.findall(r"=%(\d+)%(\S+?):(\S+?)#", made.full)
                answer = [(float(n), float(room), share == "100") for share, n, room in numbers]
            case _:
                answer = {transformSpecials(a.answer).strip() for a in answers if a.fraction == 100}
        name = re.search(r"\[id:(.+?)\]", made.full)[1]
        yield Found(name, words(transformSpecials(made.full)), answer, made)


def qti(export):
    for name, text in export.files.items():
        if name.startswith("items/"):
            with TemporaryDirectory() as folder:  # the other program wants a file for each
                path = Path(folder, name.rpartition("/")[2])
                path.write_text(text, "utf-8")
                made = onyx.parse_item(path)
            assert made.identifier == path.stem
            yield Found(
                path.stem, words(re.sub("<[^>]*>", " ", text)), qti_answer(made, text), made
            )


def qti_answer(made, text):
    declared = made.response_decls["RESPONSE"]
    right = declared.correct_values
    match onyx_classes.classify(made).target:
        case "multichoice":
            assert sum(p for p in declared.mapping.values() if p > 0) == pytest.approx(1, abs=1e-5)
            (asked,) = made.interactions
            return {words(choice.html): choice.identifier in right for choice in asked.choices}
        case "matching":
            (asked,) = made.interactions
            by_id = {
                c.identifier: words(c.html) for c in (*asked.match_sources, *asked.match_targets)
            }
            return {by_id[left]: by_id[other] for left, other in map(str.split, right)}
        case "unknown":  # an order
            steps = {
                c.get("identifier"): words("".join(c.itertext()))
                for c in made.body_xml.findall(".//q:simpleChoice", QTI)
            }
            return {steps[step]: str(n) for n, step in enumerate(right, start=1)}
        case "shortanswer":
            rule = r'tolerance="(\S+) \1".*?<baseValue baseType="float">(.*?)<'
            rules = [
                (float(value), float(room)) for room, value in re.findall(rule, text, re.DOTALL)
            ]
            numbers = [(value, room, value == float(right[0])) for value, room in rules]
            return numbers or {word for word, points in declared.mapping.items() if points == 1}


def cartridge(export):
    """Read the questions of a cartridge; the parts of one that is taken apart stand together."""
    parts = {}
    for file in (text for name, text in export.files.items() if re.match("quiz-|bank.xml", name)):
        for item in ET.fromstring(file).iter(f"{QTI12}item"):
            for processing in item.iter(f"{QTI12}resprocessing"):
                for condition in list(processing):  # what only shows feedback is right to others
                    if condition.find(f"{QTI12}setvar") is None:
                        processing.remove(condition)
            ident = item.get("ident")
            name = ident if ident in export.bank else ident.rpartition("-")[0]
            parts.setdefault(name, {})[ident] = item
    for name, items in parts.items():
        text = words(" ".join(" ".join(item.itertext()) for item in items.values()))
        yield Found(name, text, cartridge_answer([*items.values()]), items)


def cartridge_answer(items):
    rows = []
    for item in items:
        right, kind = (
            qti2latex.get_correct_idents(item),
            qti2latex.guess_type(qti2latex.get_qti_metadata(item), item),
        )
        choices = {ident: words(text) for ident, text in qti2latex.get_choices(item)}
        assert (kind == "short_answer_question") == (not choices)
        asked = item.findtext(f".//{QTI12}mattext")
        rows.append((words(asked.rpartition("<strong>")[2]), choices, right))
    if len(rows) > 1:
        return {left: choices[one] for left, choices, (one,) in rows}
    ((_, choices, right),) = rows
    return {text: ident in right for ident, text in choices.items()} or set(right) or None


def brightspace(export):
    blocks = []
    for word, *cells in csv.reader(io.StringIO(export.files["brightspace.csv"], newline="")):
        assert len(cells) == 4
        if word == "NewQuestion":
            blocks.append({})
        if word and not word.startswith("//"):
            blocks[-1].setdefault(word, []).append(cells)
    for rows in blocks:
        match rows["NewQuestion"][0][0]:
            case "MC" | "MS":
                answer = {words(text): share != "0" for share, text, *_ in rows["Option"]}
            case "O":
                answer = {words(text): str(n) for n, (text, *_) in enumerate(rows["Item"], start=1)}
            case "M":
                choices = {number: words(text) for number, text, *_ in rows["Choice"]}
                answer = {words(text): choices[number] for number, text, *_ in rows["Match"]}
            case "SA":
                assert {share for share, *_ in rows["Answer"]} == {"100"}
                answer = {word for _, word, *_ in rows["Answer"]}
            case "WR":
                answer = None
        text = words(" ".join(cell for some in rows.values() for cells in some for cell in cells))
        yield Found(rows["ID"][0][0], text, answer, rows)


FORMATS = {form.__name__: form for form in (moodle, gift, qti, cartridge, brightspace)}


def expect_right(question, answer):
    """Compare what another program takes for right with what is right."""
    match question:
        case Choice():
            assert answer == {words(said(o.text)): o.right for o in question.options}
        case Matched():
            assert answer == {words(said(e.name)): words(e.verdict) for e in question.entries()}
        case Numeric() if isinstance(answer, set):
            assert answer == set(question.writings(question.value))
        case Numeric():
            values = [(v, question.room(v), n == 0) for n, v in enumerate(question.values())]
            assert answer == [pytest.approx(value) for value in values]
        case Short():
            right = {word.lower() for word in answer}
            assert {word.lower() for word in question.accept} <= right
            assert not right & {w.lower() for m in question.mistakes for w in m.accept}
        case _:
            assert answer is None


@pytest.mark.parametrize("form", FORMATS)
def test_another_program_reads_every_item_once_with_all_its_words_and_what_is_right(export, form):
    every = list(FORMATS[form](export))
    wanted = [n for n, question in export.bank.items() if form != "gift" or question.fits_gift()]
    assert sorted(one.name for one in every) == sorted(wanted)
    for name, text, answer, _ in every:
        question = export.bank[name]
        source = [question.prompt]
        if isinstance(question, SelfCheck):
            feedback = [entry.feedback for entry in question.entries()]
            source += [question.explanation, *feedback, *question.controls()]
        assert [p for part in source for p in pieces(part) if p not in text] == [], name
        expect_right(question, answer)


def test_no_mark_role_or_relative_link_is_left(export):
    for name, raw in export.files.items():
        text = unescape(unescape(raw)).replace("\\", "")
        assert not re.search(r"\{(claim|cite|ref|numref|doc)\}|<<[a-z]|@@|data-latex", text)
        assert not re.search(r"\[[A-Z]{1,2}\d+[],]", text), "the key of a claim is a link"
        links = re.findall(r'<a href="+([^"]+)"', text)
        assert links or "<webLink" in raw or name in ("imsmanifest.xml", "test.xml"), name
        for link in links:
            assert re.match(r"https?:", link)
            if link.startswith(BASE):
                page, _, anchor = link.removeprefix(BASE).partition("#")
                html = (export.html / page).read_text("utf-8")
                assert not anchor or f'id="{anchor}"' in html, link
    assert re.search(rf'\[<a href=""{BASE}\S+#ledger-', export.files["brightspace.csv"])


SPECIAL = st.text("ab ~=#{}:<&", min_size=1).map(str.strip).filter(bool)


@given(SPECIAL, SPECIAL)
def test_what_gift_takes_for_its_own_comes_through(text, other):
    other = f"a{other.replace('}', '')}b"  # the other program ends answers at any brace
    source = f"::t::[html]a{gift_text(text)} {{\n={gift_text(other)}#x\n~b#{gift_text(other)}\n}}\n"
    (read,) = parser.parseFile(io.StringIO(source))
    assert transformSpecials(read.text) == f"a{text}"
    assert transformSpecials(read.answers.answers[0].answer).strip() == other
    assert transformSpecials(read.answers.answers[1].feedback).strip() == other


@given(st.text("ab ~=#{}:<&\\\n"))
def test_nothing_special_stands_bare_in_gift(text):
    assert re.fullmatch(r"(?:\\.|[^~=#{}:\\\n])*", gift_text(text))


TABLE = "NATO’s conventional military capabilities"


def test_a_question_says_where_it_stands_what_it_takes_and_brings_its_table(book):
    asked = [(one.name, one.made.findtext("questiontext/text")) for one in moodle(book)]
    asked += [(one.name, one.made["QuestionText"][0][0]) for one in brightspace(book)]
    for name, text in asked:
        question = BANK[name]
        assert f'<a href="{BASE}chapters/{question.chapter}.html">' in text
        besides = words(text).replace(words(question.prompt), "")
        assert words(question.objective) not in besides, "a hint"
        assert f"{question.time} · " in text
        assert f"level: {question.bloom}" in text
        tables = BeautifulSoup(text, "html.parser").select("table")
        wanted = [True] if "table1" in question.material else []
        assert [TABLE in table.get_text() for table in tables] == wanted
        assert "32,700" in text or not tables


def test_formulas_are_latex_and_in_qti_mathml(book):
    for name, text in book.files.items():
        assert (r"\(" if name.startswith("items/") else "<math") not in unescape(text)
    assert r"\(b > 0\)" in unescape(unescape(book.files["moodle.xml"]))
    made = ET.fromstring(book.files["items/choosing-a-prize-for-peace.xml"])
    formulas = made.findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert [formula.get("alttext") for formula in formulas] == ["b > 0"]


# What the documentation of each system asks for


def in_order(question):
    return isinstance(question, Choice) and question.in_order()


FIELDS_OF_MOODLE = {
    "multichoice": ["single", "shuffleanswers", "answernumbering", "answer"],
    "matching": ["shuffleanswers", "subquestion/answer/text"],
    "numerical": ["answer/tolerance"],
    "shortanswer": ["usecase", "answer/text"],
    "essay": ["responseformat", "responserequired", "graderinfo", "responsetemplate"],
}
FORMATS_OF_MOODLE = {"html", "moodle_auto_format", "plain_text", "markdown"}


def test_moodle_finds_the_fields_that_its_documentation_names(export):
    for name, *_, made in moodle(export):
        question, kind = export.bank[name], made.get("type")
        needed = ["name/text", "questiontext/text", "generalfeedback", "penalty"]
        needed += FIELDS_OF_MOODLE[kind]
        assert [path for path in needed if made.find(path) is None] == [], name
        formats = {part.get("format") for part in made.iter() if part.get("format")}
        assert formats <= FORMATS_OF_MOODLE
        assert len(name) <= 100
        assert made.findtext("questiontext/text").count("<p>") > 0
        assert made.findtext("name/text") == question.title
        # without a rubric a task is not said to be worth a point
        assert made.findtext("defaultgrade") == ("1" if kind != "essay" else None)
        assert (made.findtext("responsetemplate/text") or "") == (question.code_cell or "")
        if question.code_cell:
            assert made.find("responsetemplate").get("format") == "plain_text"
        if kind == "multichoice":
            several = question.several
            assert made.findtext("single") == ("false" if several else "true")
            shares = [float(a.get("fraction")) for a in made.findall("answer")]
            assert sum(s for s in shares if s > 0) == pytest.approx(100, abs=0.001)
            assert sum(shares) == pytest.approx(0 if several else 100, abs=0.001)
            assert all(min(abs(abs(s) - known) for known in SHARES) < 1e-5 for s in shares)


def test_moodle_knows_chapter_objective_and_tags_of_every_item(book):
    chapter, taught = "", {}
    for made in ET.fromstring(book.files["moodle.xml"]):
        if made.get("type") == "category":
            info = BeautifulSoup(made.findtext("info/text"), "html.parser")
            chapter = info.a["href"].rpartition("/")[2].removesuffix(".html")
            taught[chapter] = [line.get_text() for line in info.select("li")]
            continue
        question = BANK[made.findtext("idnumber")]
        assert question.chapter == chapter
        tags = [tag.text for tag in made.findall("tags/tag/text")]
        assert {f"chapter: {chapter}", f"level: {question.bloom}"} <= set(tags)
        (mode,) = [tag for tag in tags if tag.startswith("mode: ")]
        assert question.mode in mode or question.mode == "plenary"
        (number,) = [int(tag.split()[1]) for tag in tags if tag.startswith("objective ")]
        assert taught[chapter][number - 1] == question.objective
        assert max(map(len, tags)) <= 50, "Moodle cuts what is longer"
    assert taught.keys() == {question.chapter for question in BANK.values()}


ROWS_OF_BRIGHTSPACE = {
    **{"MC": {"Option"}, "MS": {"Scoring", "Option"}, "M": {"Scoring", "Choice", "Match"}},
    **{"O": {"Scoring", "Item"}, "SA": {"InputBox", "Answer"}, "WR": {"InitialText", "AnswerKey"}},
}
"""What rows the sample file of Brightspace knows, by type, besides those of every question."""

OF_ALL = ["NewQuestion", "ID", "Title", "QuestionText", "Points"]


def test_brightspace_gets_the_rows_that_it_knows(export):
    assert (export.folder / "brightspace.csv").read_bytes().startswith(b"\xef\xbb\xbf//")
    for name, *_, rows in brightspace(export):
        question, kind = export.bank[name], rows["NewQuestion"][0][0]
        assert [row for row in rows if row in OF_ALL] == (OF_ALL if kind != "WR" else OF_ALL[:-1])
        assert {*rows} <= {*OF_ALL, "Feedback"} | ROWS_OF_BRIGHTSPACE[kind]
        assert rows["Title"][0][0] == question.title
        if isinstance(question, Choice):
            shares = {share for share, *_ in rows["Option"]}
            assert shares == ({"0", "1"} if question.several else {"0", "100"})


def test_qti_and_cartridge_give_title_and_worth(export):
    for name, *_, made in qti(export):
        check = isinstance(export.bank[name], SelfCheck)
        assert made.title == export.bank[name].title
        assert (b'normalMaximum="1"' in made.raw_xml) == check
        assert not check or words(made.feedback[-1].html)
    idents = []
    for name, *_, items in cartridge(export):
        for ident, item in items.items():
            idents.append(ident)
            assert qti2latex.get_qti_metadata(item)["cc_profile"].startswith("cc.")
            assert item.get("title").startswith(export.bank[name].title)
    assert len(idents) == len(set(idents))
    assert "cc_weighting" not in export.files["bank.xml"]


def test_systems_are_told_to_shuffle_what_is_not_in_order(export):
    told = [(one.name, one.made.findtext("shuffleanswers")) for one in moodle(export)]
    interaction = r'<(?:choice|match|order)Interaction [^>]*shuffle="(\w+)"'
    for name, text in export.files.items():
        told += [(name[6:-4], shuffle) for shuffle in re.findall(interaction, text)]
    for name, shuffle in told:
        if shuffle:
            assert shuffle == ("false" if in_order(export.bank[name]) else "true")


@pytest.mark.parametrize(
    ("options", "rises"),
    [
        (("1", "2", "10"), True),
        (("1,200 tanks", "900 tanks"), True),
        (("2", "1", "3"), False),
        (("Two", "Three"), False),
        (("1", "None"), False),
    ],
)
def test_numbers_that_rise_or_fall_are_not_shuffled(options, rises):
    some = next(question for question in CHECKS.values() if isinstance(question, Choice))
    made = tuple(some.options[0].model_copy(update={"text": text}) for text in options)
    question = some.model_copy(update={"options": made})
    assert question.in_order() == rises
    assert not rises or question.export_order() == list(range(len(options)))


def test_a_number_is_written_in_every_way_that_the_page_takes():
    for question in (question for question in CHECKS.values() if isinstance(question, Numeric)):
        ways = question.writings(question.value)
        assert question.room(question.value) == (question.tolerance or rounding(question.value))
        room = question.room(question.value) + 1e-9
        assert f"{question.value:.10g}" in ways
        assert max(abs(float(way.replace(",", ".")) - question.value) for way in ways) <= room
    for name, ways, no_ways in (
        ("capabilities-tanks-without-us", "1.9 1,9 1.89 1.95 1.83", "1.82 1.96 2"),
        ("trust-how-sure", "0.6 0,6 .6 0.60 0,60 .60", "0.55 0.65 0.62"),
    ):
        written = set(CHECKS[name].writings(CHECKS[name].value))
        assert set(ways.split()) <= written
        assert not set(no_ways.split()) & written


def test_what_a_format_cannot_carry_is_said_once_by_kind_and_counted(written, pages):
    lost = written[1].splitlines()
    counted = losses.counted(BANK.values())
    assert len(lost) == len(set(lost)) < 30
    assert lost == [f"{form}: {loss} ({n} of {len(BANK)})" for form, loss, n in counted]
    assert f"GIFT: an assignment is left out ({len(BANK) - len(CHECKS)} of {len(BANK)})" in lost
    rows = pages["chapters/teach.html"].select("tbody tr")
    assert [[cell.get_text() for cell in row.select("td")] for row in rows] == [
        [form, loss, str(n)] for form, loss, n in counted
    ]


@pytest.mark.parametrize("package", ["qti21.zip", "cartridge.imscc"])
def test_the_manifest_of_a_package_lists_every_file_once(export, package):
    with zipfile.ZipFile(export.folder / package) as archive:
        trees = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    resources = trees.pop("imsmanifest.xml").findall(".//{*}resource")
    listed = {r.get("identifier"): r.find("{*}file").get("href") for r in resources}
    assert sorted(listed.values()) == sorted(trees)


def test_the_packages_have_the_chapters_in_their_order(book):
    chapters = list(dict.fromkeys(chapter.name for chapter in read(BUILT)))
    test = ET.fromstring(book.files["test.xml"])
    sections = [part.get("identifier") for part in test.iter(f"{{{onyx.QTI_NS}}}assessmentSection")]
    assert sections == chapters
    asked = [item.get("href") for item in test.iter(f"{{{onyx.QTI_NS}}}assessmentItemRef")]
    assert sorted(asked) == sorted(f"items/{name}.xml" for name in BANK)
    links = re.findall(r'<url href="([^"]+)"', "".join(book.files.values()))
    read_by_students = {name for _, names in contents() for name in names} - FOR_OTHERS
    assert sorted(links) == sorted(f"{BASE}{name}.html" for name in read_by_students)
    quizzes = {name for name in book.files if name.startswith("quiz-")}
    assert quizzes == {f"quiz-{question.chapter}.xml" for question in CHECKS.values()}


# The command


@pytest.mark.parametrize("given_base", [[], ["BASE="], ["BASE=example.org"]])
def test_make_says_at_once_that_the_address_is_missing(given_base):
    command = ["make", "--no-print-directory", "lms", *given_base]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "BASE=https://" in done.stderr
    assert done.stdout == ""


def test_the_same_bank_gives_the_same_bytes(book, tmp_path):
    write(BASE, BUILT, tmp_path / "lms")
    for file in book.folder.iterdir():
        assert file.read_bytes() == (tmp_path / "lms" / file.name).read_bytes(), file.name


def test_files_take_their_place_together_or_not_at_all(tmp_path):
    folder, old, new = tmp_path / "lms", {"one": "old", "two": "old"}, {"one": "new", "two": "old"}

    def replace(files):
        with replaced(folder) as fresh:
            for name, text in files.items():
                (fresh / name).write_text(text)
                yield {path.name: path.read_text() for path in folder.iterdir()}

    assert [*replace(old)] == [{}, {}]
    assert next(replace(new)) == old  # and there it ends
    folder.rename(tmp_path / ".lms-old")  # killed between the two last steps
    (tmp_path / ".lms-fresh").mkdir()
    assert [*replace({"one": "new"})] == [old]
    assert {path.name: path.read_text() for path in folder.iterdir()} == new
    assert list(tmp_path.iterdir()) == [folder]


def test_a_book_that_is_older_than_the_bank_is_refused_in_a_sentence(monkeypatch, capsys):
    name, question = next(iter(BANK.items()))
    newer = question.model_copy(update={"prompt": "Another?"})
    monkeypatch.setattr("bank.edition.bank", lambda: {**BANK, name: newer})
    assert main([BASE]) == 1
    assert f"lacks {name}; run `make book` again" in capsys.readouterr().err


def test_graders_get_answer_and_rubric_from_the_instructor_edition(types, every_type):
    instructors = types._replace(folder=every_type / "_build/instructor/lms")
    files = texts(instructors.folder)
    essays = [one.made for one in moodle(instructors._replace(files=files)) if not one.answer]
    assert [made.findtext("defaultgrade") for made in essays] == ["4", "4", None]  # no answer
    told = [made.findtext("graderinfo/text") for made in essays[:2]]
    assert all("<table>" in text for text in told), "the rubric is a table"
    told += [files[name] for name in ("bank.xml", "items/index-6.xml", "brightspace.csv")]
    for part in ("As the article says.", "Criterion 1", "A mark for markers."):
        assert all(part in text for text in told)
    (rubric,) = re.findall(r"<rubricBlock(.*?)>", files["items/index-6.xml"])
    assert 'view="scorer"' in rubric
