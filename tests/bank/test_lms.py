"""What the files for learning systems promise: whole, well-formed, read by others, nothing lost."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from contextlib import suppress
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
import qti2latex
import yaml
from bs4 import BeautifulSoup
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from moodle_xml_parser import parser as moodle_parser
from onyx2moodle import classifier as onyx_classes
from onyx2moodle import parser as onyx
from pygiftparser import parser
from pygiftparser.answer import MultipleChoicesSet, SelectSet
from pygiftparser.utils import transformSpecials
from reader import BUILT, ROOT
from small import BASE

from bank import ITEMS, load
from bank.built import Collector
from bank.edition import read
from bank.exports import losses
from bank.exports.__main__ import main, write
from bank.exports.cartridge import CC
from bank.folder import replaced
from bank.forms import gift_text
from bank.schema import SelfCheck
from bank.types.self_check.choice import Choice
from bank.types.self_check.match import Match, Matched
from bank.types.self_check.numeric import Numeric, rounding
from bank.types.self_check.order import Order
from bank.types.self_check.short import Typed

pytestmark = pytest.mark.xdist_group("types")  # made once, by one worker

BANK = load.bank()
CHECKS = {name: q for name, q in BANK.items() if isinstance(q, SelfCheck)}
NUMBERS = [q for q in CHECKS.values() if isinstance(q, Numeric)]
CHOICES = {name: q for name, q in CHECKS.items() if isinstance(q, Choice)}
# the shares of a mark that Moodle knows
SHARES = [100, 50, 100 / 3, 25, 20, 100 / 6, 100 / 7, 0]
IMSCP = {"i": "http://www.imsglobal.org/xsd/imscp_v1p1", "q": onyx.QTI_NS}
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
    found = {}
    for file in sorted(folder.iterdir()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                found |= {name: archive.read(name).decode() for name in archive.namelist()}
        else:
            found[file.name] = file.read_text("utf-8-sig")
    return found


@pytest.fixture(scope="module")
def exported(written):
    return written[0]


@pytest.fixture(scope="module")
def files(exported):
    return texts(exported)


@pytest.fixture(scope="module")
def quiz(files):
    return ET.fromstring(files["moodle.xml"])


# What others find in each format: the questions by id, their texts and their right answers


def moodle(files):
    quiz = ET.fromstring(files["moodle.xml"])
    return [(q.findtext("idnumber"), q) for q in quiz.findall("question[idnumber]")]


def moodle_answer(question, made):
    if isinstance(question, Matched):
        subs = [(s.findtext("text"), s.findtext("answer/text")) for s in made.iter("subquestion")]
        return {(words(left), words(right)) for left, right in subs if left}
    answers = [(a.findtext("text"), float(a.get("fraction"))) for a in made.iter("answer")]
    if isinstance(question, Choice):
        return {words(text): share > 0 for text, share in answers}
    if isinstance(question, Numeric):
        rooms = [float(room.text) for room in made.findall("answer/tolerance")]
        assert answers[-1] == ("*", 0)
        return [(float(t), room) for (t, _), room in zip(answers[:-1], rooms, strict=False)]
    return {text for text, share in answers if share == 100}


def gift(files):
    questions = parser.parseFile(io.StringIO(files["self-checks.gift"]))
    assert all(question.valid and not question.tail for question in questions)
    return [(re.search(r"\[id:(.+?)\]", question.full)[1], question) for question in questions]


def gift_answer(question, made):
    answers = made.answers.answers
    if isinstance(question, Matched):
        plain = [[words(transformSpecials(t)) for t in (a.question, a.answer)] for a in answers]
        return {tuple(pair) for pair in plain}
    if isinstance(question, Choice):
        assert isinstance(made.answers, MultipleChoicesSet if question.several else SelectSet)
        return {words(transformSpecials(a.answer)): a.fraction > 0 for a in answers}
    if isinstance(question, Numeric):
        assert [answer.fraction for answer in answers] == [100] + [0] * len(question.mistakes)
        return [(answer.value, answer.tolerance) for answer in answers]
    return {transformSpecials(a.answer).strip() for a in answers if a.fraction == 100}


def qti(files):
    with TemporaryDirectory() as folder:  # the other program wants a file for each
        for name, text in files.items():
            if name.startswith("items/"):
                path = Path(folder, name.rpartition("/")[2])
                path.write_text(text, "utf-8")
                yield path.stem, onyx.parse_item(path)


def qti_answer(question, made):
    declared = made.response_decls["RESPONSE"]
    right = declared.correct_values
    if isinstance(question, Order):  # which the other program does not know
        choices = made.body_xml.findall(".//q:simpleChoice", IMSCP)
        steps = {c.get("identifier"): words("".join(c.itertext())) for c in choices}
        return {(steps[step], str(n)) for n, step in enumerate(right, start=1)}
    if isinstance(question, Numeric):
        rule = r'tolerance="(\S+) \1".*?<baseValue baseType="float">(.*?)<'
        rules = re.findall(rule, made.raw_xml.decode(), re.DOTALL)
        assert float(rules[0][1]) == float(right[0])
        return [(float(value), float(room)) for room, value in rules]
    if isinstance(question, Typed):
        assert right[0] in question.accept
        return {word for word, points in declared.mapping.items() if points == 1}
    (asked,) = made.interactions
    if isinstance(question, Choice):
        assert sum(p for p in declared.mapping.values() if p > 0) == pytest.approx(1, abs=1e-5)
        return {words(choice.html): choice.identifier in right for choice in asked.choices}
    lefts = {c.identifier: words(c.html) for c in asked.match_sources}
    others = {c.identifier: unescape(c.html) for c in asked.match_targets}
    assert set(others.values()) == set(question.choices())
    return {(lefts[a], words(others[b])) for a, b in map(str.split, right)}


def cartridge(files):
    """Find the questions of a cartridge; the parts of one that is taken apart stand together."""
    found = {}
    trees = [ET.fromstring(files[n]) for n in files if n.startswith("quiz-") or n == "bank.xml"]
    for item in (item for tree in trees for item in tree.iter(f"{QTI12}item")):
        for processing in item.iter(f"{QTI12}resprocessing"):
            for condition in list(processing):  # what only shows feedback is right to others
                if condition.find(f"{QTI12}setvar") is None:
                    processing.remove(condition)
        ident = item.get("ident")
        name = ident if ident in BANK else ident.rpartition("-")[0]
        found.setdefault(name, []).append(item)
    return found.items()


def cartridge_answer(question, made):
    rows = []
    for item in made:
        right = qti2latex.get_correct_idents(item)
        choices = {ident: words(text) for ident, text in qti2latex.get_choices(item)}
        rows.append((item, right, choices))
    if isinstance(question, Matched):
        asked = [item.findtext(f".//{QTI12}mattext") for item, *_ in rows]
        lefts = [words(text.rpartition("<strong>")[2]) for text in asked]
        return {(left, c[one]) for left, (_, (one,), c) in zip(lefts, rows, strict=True)}
    ((_, right, choices),) = rows
    if isinstance(question, Choice):
        return {text: ident in right for ident, text in choices.items()}
    return set(right)


def brightspace(files):
    rows = list(csv.reader(io.StringIO(files["brightspace.csv"], newline="")))
    assert {len(row) for row in rows} == {5}
    found = []
    for row in rows:
        if row[0] == "NewQuestion":
            found.append([])
        if row[0] and not row[0].startswith("//"):
            found[-1].append(row)
    return [(some[1][1], some) for some in found]


def brightspace_answer(question, made):
    rows = {}
    for word, *cells in made:
        rows.setdefault(word, []).append(cells)
    if isinstance(question, Choice):
        worth = {"0", "1"} if question.several else {"0", "100"}
        assert {share for share, *_ in rows["Option"]} == worth
        return {words(text): share != "0" for share, text, *_ in rows["Option"]}
    if isinstance(question, Order):
        return {(words(text), str(n)) for n, (text, *_) in enumerate(rows["Item"], start=1)}
    if isinstance(question, Match):
        choices = {number: text for number, text, *_ in rows["Choice"]}
        assert list(choices.values()) == question.choices()
        return {(words(text), words(choices[number])) for number, text, *_ in rows["Match"]}
    assert {share for share, *_ in rows["Answer"]} == {"100"}
    return {word for _, word, *_ in rows["Answer"]}


def every_word(made):
    """Return all that a question of a format says."""
    if isinstance(made, list) and isinstance(made[0], list):
        return words(" ".join(cell for row in made for cell in row))
    if isinstance(made, list):
        return words(" ".join(" ".join(item.itertext()) for item in made))
    if isinstance(made, ET.Element):
        return words(" ".join(made.itertext()))
    if hasattr(made, "raw_xml"):
        return words(re.sub("<[^>]*>", " ", made.raw_xml.decode()))
    return words(transformSpecials(made.full))


FORMATS = {
    f.__name__: (f, a)
    for f, a in (
        (moodle, moodle_answer),
        (gift, gift_answer),
        (qti, qti_answer),
        (cartridge, cartridge_answer),
        (brightspace, brightspace_answer),
    )
}


def in_gift(question):
    small = type(question) is Match and len(question.pairs) < 3
    return isinstance(question, SelfCheck) and not small


@pytest.mark.parametrize("form", FORMATS)
def test_every_item_stands_once_in_each_format_with_all_its_words(files, form):
    found = list(FORMATS[form][0](files))
    wanted = [name for name, question in BANK.items() if form != "gift" or in_gift(question)]
    assert sorted(name for name, _ in found) == sorted(wanted)
    for name, made in found:
        question, text = BANK[name], every_word(made)
        source = [question.prompt]
        if isinstance(question, SelfCheck):
            entries = question.entries()
            source += [question.explanation, *(e.feedback for e in entries), *question.controls()]
        assert [p for part in source for p in pieces(part) if p not in text] == [], name


@pytest.mark.parametrize("form", FORMATS)
def test_another_program_finds_the_right_answers(files, form):
    questions, answer = FORMATS[form]
    for name, made in questions(files):
        question = BANK[name]
        if not isinstance(question, SelfCheck):
            continue
        found = answer(question, made)
        if isinstance(question, Choice):
            assert found == {words(said(o.text)): o.right for o in question.options}, name
        elif isinstance(question, Matched):
            pairs = {(words(said(e.name)), words(e.verdict)) for e in question.entries()}
            assert found == pairs, name
        elif isinstance(found, list):
            values = [question.value, *(mistake.value for mistake in question.mistakes)]
            assert found == [pytest.approx((v, question.room(v))) for v in values], name
        elif isinstance(question, Numeric):
            assert found == set(question.writings(question.value)), name
        else:
            right = {word.lower() for word in found}
            assert {word.lower() for word in question.accept} <= right, name
            assert not right & {w.lower() for m in question.mistakes for w in m.accept}, name


def test_no_mark_role_or_relative_link_is_left(files):
    for name, raw in files.items():
        text = unescape(unescape(raw)).replace("\\", "")
        assert not re.search(r"\{(claim|cite|ref|numref|doc)\}|<<[a-z]|@@|data-latex", text)
        assert not re.search(r"\[[A-Z]{1,2}\d+[],]", text), "the key of a claim is a link"
        links = re.findall(r'<a href="+([^"]+)"', text)
        assert links or "manifest" in name or name.startswith(("chapters", "index", "test")), name
        for link in links:
            assert re.match(r"https?:", link)
            if link.startswith(BASE):
                page, _, anchor = link.removeprefix(BASE).partition("#")
                html = (BUILT / page).read_text("utf-8")
                assert not anchor or f'id="{anchor}"' in html, link
    assert f'[<a href=""{BASE}chapters/claims.html#ledger-' in files["brightspace.csv"]


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


def test_a_question_says_where_it_stands_what_it_takes_and_brings_its_table(files):
    for form, text_of in (
        (moodle, lambda made: made.findtext("questiontext/text")),
        (brightspace, lambda made: made[3][1]),
    ):
        for name, made in form(files):
            question, text = BANK[name], text_of(made)
            assert f'<a href="{BASE}chapters/{question.chapter}.html">' in text
            asked = words(question.prompt)
            assert words(question.objective) not in words(text).replace(asked, ""), "a hint"
            assert f"{question.time} · " in text
            assert f"level: {question.bloom}" in text
            tables = BeautifulSoup(text, "html.parser").select("table")
            assert [TABLE in table.get_text() for table in tables] == (
                [True] if "table1" in question.material else []
            )
            assert "32,700" in text or not tables


def test_formulas_are_latex_and_in_qti_mathml(files):
    for name, text in files.items():
        assert (r"\(" if name.startswith("items/") else "<math") not in unescape(text)
    assert r"\(b > 0\)" in unescape(unescape(files["moodle.xml"]))
    made = ET.fromstring(files["items/choosing-a-prize-for-peace.xml"])
    formulas = made.findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert [formula.get("alttext") for formula in formulas] == ["b > 0"]


def test_moodle_knows_place_worth_and_tags_of_every_item(files, quiz):
    category, taught = {}, {}
    for made in quiz:
        if made.get("type") == "category":
            info = BeautifulSoup(made.findtext("info/text"), "html.parser")
            chapter = info.a["href"].rpartition("/")[2].removesuffix(".html")
            taught[chapter] = [line.get_text() for line in info.select("li")]
            category = {"chapter": chapter}
            continue
        question = BANK[made.findtext("idnumber")]
        assert made.findtext("name/text") == question.title
        assert category["chapter"] == question.chapter
        tags = [tag.text for tag in made.findall("tags/tag/text")]
        assert {f"chapter: {question.chapter}", f"level: {question.bloom}"} <= set(tags)
        (mode,) = [tag for tag in tags if tag.startswith("mode: ")]
        assert question.mode in mode or question.mode == "plenary"
        (number,) = [int(tag.split()[1]) for tag in tags if tag.startswith("objective ")]
        assert taught[question.chapter][number - 1] == question.objective
        assert max(map(len, tags)) <= 50, "Moodle cuts what is longer"
        assert (made.get("type") == "essay") == (question.role == "assignment")
        starter = made.findtext("responsetemplate/text") or ""
        assert starter == (question.code_cell or "")
        if starter:
            assert made.find("responsetemplate").get("format") == "plain_text"
        # without a rubric a task is not said to be worth a point
        worth = "1" if question.id in CHECKS else None
        assert made.findtext("defaultgrade") == worth
        item = files[f"items/{question.id}.xml"]
        assert ('normalMaximum="1"' in item) == (worth == "1")
    assert len(taught) == len({question.chapter for question in BANK.values()})
    assert "cc_weighting" not in files["bank.xml"]


def test_moodle_takes_the_shares_of_choices(files):
    for name, made in moodle(files):
        if name in CHOICES:
            shares = [float(a.get("fraction")) for a in made.iter("answer")]
            assert sum(s for s in shares if s > 0) == pytest.approx(100, abs=0.001)
            assert sum(shares) == pytest.approx(0 if BANK[name].several else 100, abs=0.001)
            assert all(min(abs(abs(s) - known) for known in SHARES) < 1e-5 for s in shares)


def test_the_place_of_the_right_answer_tells_nothing():
    mixed = [q for q in CHOICES.values() if not q.in_order()]
    orders = [q.export_order() for q in mixed]
    assert all(sorted(order) == list(range(len(order))) for order in orders)
    assert sum(order != sorted(order) for order in orders) > len(mixed) / 2
    first = Counter(q.options[q.export_order()[0]].right for q in mixed if not q.several)
    assert first[True] < first[False]


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
    some = next(iter(CHOICES.values()))
    made = tuple(some.options[0].model_copy(update={"text": text}) for text in options)
    question = some.model_copy(update={"options": made})
    assert question.in_order() == rises
    if rises:
        assert question.export_order() == list(range(len(options)))


def test_systems_are_told_to_shuffle(files, quiz):
    for made in quiz.findall("question"):
        if made.get("type") in ("multichoice", "matching"):
            question = CHOICES.get(made.findtext("idnumber"))
            ordered = question is not None and question.in_order()
            assert made.findtext("shuffleanswers") == ("false" if ordered else "true")
    for name, text in files.items():
        for shuffle in re.findall(r'<(?:choice|match|order)Interaction [^>]*shuffle="(\w+)"', text):
            question = CHOICES.get(name[6:-4])
            ordered = question is not None and question.in_order()
            assert shuffle == ("false" if ordered else "true")


# Numbers


def test_a_number_may_be_as_far_off_as_it_was_rounded():
    assert rounding(2.73) == pytest.approx(0.005)
    assert rounding(0.4) == pytest.approx(0.05)
    assert rounding(9) == rounding(7500.0) == 0
    for question in NUMBERS:
        for value in question.values():
            assert question.room(value) == (question.tolerance or rounding(value))


def test_a_number_is_written_in_every_way_that_the_page_takes():
    for question in NUMBERS:
        ways = question.writings(question.value)
        numbers = [float(way.replace(",", ".")) for way in ways]
        assert f"{question.value:.10g}" in ways
        room = question.room(question.value) + 1e-9
        assert max(abs(number - question.value) for number in numbers) <= room
    tanks, trust = CHECKS["capabilities-tanks-without-us"], CHECKS["trust-how-sure"]
    for question, ways, no_ways in (
        (tanks, {"1.9", "1,9", "1.89", "1.95", "1.83"}, {"1.82", "1.96", "2"}),
        (trust, {"0.6", "0,6", ".6", "0.60", "0,60", ".60"}, {"0.55", "0.65", "0.62"}),
    ):
        written = set(question.writings(question.value))
        assert ways <= written
        assert not no_ways & written


# What is lost


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


# What other programs and the documentation of each system ask for


CLASSES = {
    **{"choice": "multichoice", "multiple": "multichoice", "match": "matching"},
    **{"numeric": "shortanswer", "essay": "essay", "code": "essay", "order": "unknown"},
}
"""What the other program takes a question of QTI 2.1 for; it knows no order."""

TYPES_12 = {
    **{"choice": "multiple_choice_question", "match": "multiple_choice_question"},
    **{"order": "multiple_choice_question", "multiple": "multiple_answers_question"},
}
"""What the other program takes a question of a cartridge for, by its markup alone."""


def test_other_programs_know_the_type_of_each_question(files):
    for name, made in qti(files):
        question = BANK[name]
        assert (made.identifier, made.title) == (name, question.title)
        words_of_task = "essay" if question.role == "assignment" else "shortanswer"
        assert onyx_classes.classify(made).target == CLASSES.get(question.type, words_of_task)
        assert question.role == "assignment" or words(made.feedback[-1].html)
    idents = []
    for name, items in cartridge(files):
        for item in items:
            meta = qti2latex.get_qti_metadata(item)
            kind = TYPES_12.get(BANK[name].type, "short_answer_question")
            assert meta["cc_profile"].startswith("cc.")
            assert item.get("title").startswith(BANK[name].title)
            assert qti2latex.guess_type(meta, item) == kind
            idents.append(item.get("ident"))
    assert len(idents) == len(set(idents))


def test_another_program_reads_the_questions_with_choices_for_moodle(exported):
    read = moodle_parser.parse_file(str(exported / "moodle.xml"))["multichoice"]
    known = {q.title: q for q in CHOICES.values()}
    assert sorted(question.name for question in read) == sorted(known)
    for made in read:
        question = known[made.name]
        right = {words(o.answer): o.score_fraction > 0 for o in made.options}
        assert right == {words(said(o.text)): o.right for o in question.options}
        assert made.single != question.several
        assert made.shuffle_answers != question.in_order()
        assert made.general_feedback
        assert all(option.feedback for option in made.options)


FIELDS_OF_MOODLE = {
    "multichoice": ["single", "shuffleanswers", "answernumbering", "answer"],
    "matching": ["shuffleanswers", "subquestion/answer/text"],
    "numerical": ["answer/tolerance"],
    "shortanswer": ["usecase", "answer/text"],
    "essay": ["responseformat", "responserequired", "graderinfo", "responsetemplate"],
}
FORMATS_OF_MOODLE = {"html", "moodle_auto_format", "plain_text", "markdown"}


def test_moodle_finds_the_fields_that_its_documentation_names(files):
    for name, made in moodle(files):
        needed = ["name/text", "questiontext/text", "generalfeedback", "penalty"]
        needed += FIELDS_OF_MOODLE[made.get("type")]
        assert [path for path in needed if made.find(path) is None] == [], name
        assert {
            part.get("format") for part in made.iter() if part.get("format")
        } <= FORMATS_OF_MOODLE
        assert made.findtext("questiontext/text").count("<p>") > 0
        assert len(made.findtext("idnumber")) <= 100


ROWS_OF_BRIGHTSPACE = {
    **{"MC": {"Option"}, "MS": {"Scoring", "Option"}, "M": {"Scoring", "Choice", "Match"}},
    **{"O": {"Scoring", "Item"}, "SA": {"InputBox", "Answer"}, "WR": {"InitialText", "AnswerKey"}},
}
"""What rows the sample file of Brightspace knows, by type, besides those of every question."""

OF_ALL = {"NewQuestion", "ID", "Title", "QuestionText", "Points", "Feedback"}


def test_brightspace_gets_the_rows_that_it_knows(exported, files):
    assert (exported / "brightspace.csv").read_bytes().startswith(b"\xef\xbb\xbf//")
    for name, rows in brightspace(files):
        begins = ["NewQuestion", "ID", "Title", "QuestionText"]
        begins += ["Points"] if name in CHECKS else []
        assert [row[0] for row in rows[: len(begins)]] == begins
        assert {row[0] for row in rows} <= OF_ALL | ROWS_OF_BRIGHTSPACE[rows[0][1]]
        assert (rows[0][1] == "WR") == (name not in CHECKS)
        assert rows[2][1] == BANK[name].title


def test_the_package_of_qti_names_every_file_once(exported):
    with zipfile.ZipFile(exported / "qti21.zip") as archive:
        trees = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest, test = trees["imsmanifest.xml"], trees["test.xml"]
    listed = [file.get("href") for file in manifest.findall(".//i:file", IMSCP)]
    assert sorted(listed) == sorted(trees.keys() - {"imsmanifest.xml"})
    kinds = Counter(r.get("type") for r in manifest.findall(".//i:resource", IMSCP))
    assert kinds == {"imsqti_item_xmlv2p1": len(BANK), "imsqti_test_xmlv2p1": 1}
    asked = [item.get("href") for item in test.findall(".//q:assessmentItemRef", IMSCP)]
    assert sorted(asked) == sorted(f"items/{name}.xml" for name in BANK)
    chapters = [part.get("identifier") for part in test.findall(".//q:assessmentSection", IMSCP)]
    assert set(chapters) == {question.chapter for question in BANK.values()}


def test_the_cartridge_links_to_the_chapters_that_students_read(exported):
    with zipfile.ZipFile(exported / "cartridge.imscc") as archive:
        packed = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest, spaces = packed["imsmanifest.xml"], {"i": CC + "/imscp_v1p1"}
    assert manifest.findtext(".//i:schemaversion", namespaces=spaces) == "1.1.0"
    resources = manifest.findall(".//i:resource", spaces)
    listed = {r.get("identifier"): r.find("i:file", spaces).get("href") for r in resources}
    assert set(listed.values()) == set(packed) - {"imsmanifest.xml"}
    asked = [item.get("identifierref") for item in manifest.findall(".//i:item", spaces)]
    assert sorted(filter(None, asked)) == sorted(set(listed) - {"R-bank.xml"})
    url = f"{{{CC}/imswl_v1p1}}url"
    links = [part.get("href") for file in packed.values() for part in file.iter(url)]
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = {p["caption"]: [c["file"] for c in p["chapters"]] for p in toc["parts"]}
    read = {toc["root"], *(f for part, some in parts.items() for f in some if part != "Teach")}
    builders = {"make-an-explorer", "package", "host", "data-notes"}
    read -= {f"chapters/{name}" for name in builders}
    assert sorted(links) == sorted(f"{BASE}{name}.html" for name in read)
    kinds = Counter(r.get("type").rpartition("/")[2] for r in resources)
    assert kinds["assessment"] == len({question.chapter for question in CHECKS.values()})
    assert kinds["question-bank"] == 1


# The command


@pytest.mark.parametrize("given_base", [[], ["BASE="], ["BASE=example.org"]])
def test_make_says_at_once_that_the_address_is_missing(given_base):
    done = subprocess.run(
        ["make", "--no-print-directory", "lms", *given_base],
        **{"cwd": ROOT, "capture_output": True, "text": True, "check": False},
    )
    assert done.returncode == 2
    assert "BASE=https://" in done.stderr
    assert done.stdout == ""


ADDRESSES = (
    *("", "example.org", "https://", "http://exa mple.org", "https://x\nhttps://y"),
    *('https://x/"><script>', "https://x/../../", "https://x/.."),
)


@pytest.mark.parametrize("arguments", [[], *([address] for address in ADDRESSES)])
def test_without_an_address_nothing_is_written_and_the_reason_given(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "BASE" in capsys.readouterr().err


def test_the_same_bank_gives_the_same_bytes(exported, tmp_path):
    write(BASE, BUILT, tmp_path / "lms")
    for file in exported.iterdir():
        assert file.read_bytes() == (tmp_path / "lms" / file.name).read_bytes(), file.name


def test_files_take_their_place_together_or_not_at_all(tmp_path):
    folder = tmp_path / "lms"
    with replaced(folder) as fresh:
        (fresh / "one").write_text("old")
        (fresh / "two").write_text("old")

    with suppress(OSError), replaced(folder) as fresh:
        (fresh / "one").write_text("new")
        raise OSError("the disk is full")
    assert {path.read_text() for path in folder.iterdir()} == {"old"}
    folder.rename(tmp_path / ".lms-old")  # killed between the two last steps
    (tmp_path / ".lms-fresh").mkdir()
    with replaced(folder) as fresh:
        (fresh / "one").write_text("new")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "one": "new",
        "two": "old",
    }
    assert list(tmp_path.iterdir()) == [folder]


def test_a_book_that_is_older_than_the_bank_is_refused_in_a_sentence(monkeypatch, capsys):
    name, question = next(iter(BANK.items()))
    newer = question.model_copy(update={"prompt": "Another?"})
    monkeypatch.setattr("bank.edition.bank", lambda: {**BANK, name: newer})
    assert main([BASE]) == 1
    assert f"lacks {name}; run `make book` again" in capsys.readouterr().err
    assert [i.question for c in read(BUILT) for i in c.items if i.question.id == name] == [newer]


def test_items_of_pages_that_were_not_written_again_stay_and_those_of_gone_pages_go(tmp_path):
    pages = ("again", "same")
    env = SimpleNamespace(found_docs=set(pages), titles={name: nodes.title() for name in pages})
    app = SimpleNamespace(outdir=tmp_path / "fresh", builder=SimpleNamespace(name="html"), env=env)
    app.outdir.mkdir()
    old = {name: {"page": name, "texts": "old"} for name in (*pages, "gone")}
    (tmp_path / ITEMS).write_text(json.dumps({"items": old}), "utf-8")
    collector = Collector()
    collector.pages, collector.items = {"again"}, {"new": {"page": "again", "texts": "new"}}
    collector.write(app, None)
    items = json.loads((app.outdir / ITEMS).read_text("utf-8"))["items"]
    assert {name: item["texts"] for name, item in items.items()} == {"new": "new", "same": "old"}


# Every type, and what graders are told


def test_every_type_is_exported(every_type):
    files = texts(every_type / "_build/lms")
    quiz = ET.fromstring(files["moodle.xml"])
    assert [q.get("type") for q in quiz.findall("question")] == [
        *("category", "multichoice", "multichoice", "matching", "matching"),
        *("numerical", "shortanswer", "essay", "essay", "essay"),
    ]
    in_gift = parser.parseFile(io.StringIO(files["self-checks.gift"]))
    assert len(in_gift) == 5  # two pairs: too few
    (typed,) = (question for question in in_gift if "[id:index-5]" in question.full)
    answers = typed.answers.answers
    shares = {transformSpecials(answer.answer).strip(): answer.fraction for answer in answers}
    assert (shares["them"], shares["us"]) == (100, 0)
    assert len([name for name in files if name.startswith("items/")]) == 9
    assert files["brightspace.csv"].count("NewQuestion,") == 9
    for name, text in files.items():
        if name.endswith(".xml"):
            ET.fromstring(text)


def test_graders_get_answer_and_rubric_from_the_instructor_edition(every_type):
    files = texts(every_type / "_build/instructor/lms")
    essays = [made for _, made in moodle(files) if made.get("type") == "essay"]
    assert [made.findtext("defaultgrade") for made in essays] == ["4", "4", None]  # no answer
    told = [made.findtext("graderinfo/text") for made in essays[:2]]
    assert all("<table>" in text for text in told), "the rubric is a table"
    told += [files[name] for name in ("bank.xml", "items/index-6.xml", "brightspace.csv")]
    for part in ("As the article says.", "Criterion 1", "A mark for markers."):
        assert all(part in text for text in told)
    (rubric,) = re.findall(r"<rubricBlock(.*?)>", files["items/index-6.xml"])
    assert 'view="scorer"' in rubric
