"""What the files for learning systems promise: whole, well-formed, read by others, nothing lost."""

import csv
import io
import re
import subprocess
import zipfile
from collections import Counter
from html import unescape
from xml.etree import ElementTree as ET

import pytest
import qti2latex
import yaml
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
from bank.exports import losses
from bank.exports.__main__ import main, write
from bank.exports.answers import in_order, shown, writings
from bank.exports.cartridge import CC
from bank.exports.gift import safe
from bank.schema import rounding

pytestmark = pytest.mark.xdist_group("types")  # made once, by one worker

BANK = load.bank()
CHECKS = {name: q for name, q in BANK.items() if q.role == "self-check"}
# the shares of a mark that Moodle knows
SHARES = [100, 50, 100 / 3, 25, 20, 100 / 6, 100 / 7, 0]


@pytest.fixture(scope="module")
def exported(written):
    return written[0]


@pytest.fixture(scope="module")
def lost(written):
    return written[1].splitlines()


@pytest.fixture(scope="module")
def quiz(exported):
    return ET.fromstring((exported / "moodle.xml").read_bytes())


@pytest.fixture(scope="module")
def questions(quiz):
    return {q.findtext("idnumber"): q for q in quiz.findall("question[idnumber]")}


def words(text):
    """Read a text of an export as a person would."""
    plain = BeautifulSoup(text or "", "html.parser").get_text()
    return re.sub(r"[\W_]+", "", unescape(plain)).lower()


def said(text):
    """Read a text of the bank: its plain words, without roles, formulas, addresses, numbering."""
    markup = r"\{[\w:]+\}`[^`]*`|\$[^$]*\$|\]\([^)]*\)|^\s*\d+\. "
    return re.sub(markup, " ", text, flags=re.MULTILINE)


def rights(question):
    """Say of each option whether it is right."""
    return {words(said(option.text)): option.right for option in question.options}


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


def pieces(text):
    return [w for w in (words(part) for part in re.split(r"[*`<>\[\]()\s]+", said(text))) if w]


def test_every_item_stands_once_in_the_category_of_its_chapter(quiz):
    found, category = {}, None
    for question in quiz:
        if question.get("type") == "category":
            category = question.findtext("category/text")
        else:
            assert question.findtext("idnumber") not in found
            found[question.findtext("idnumber")] = category
    assert set(found) == set(BANK)
    by_chapter = {}
    for name, place in found.items():
        by_chapter.setdefault(BANK[name].chapter, set()).add(place)
    assert all(len(places) == 1 for places in by_chapter.values())
    assert len(set.union(*by_chapter.values())) == len(by_chapter)


def test_prompt_feedback_and_explanation_come_whole(questions):
    for name, question in BANK.items():
        made = questions[name]
        text = words("".join(made.itertext()))
        source = [question.prompt, question.explanation, question.otherwise]
        for part in (*question.options, *question.pairs, *question.steps, *question.mistakes):
            source.append(part.feedback)
        assert [p for s in source for p in pieces(s) if p not in text] == [], name
        assert made.findtext("name/text") == question.title


def answers(made):
    return [
        (a.findtext("text"), float(a.get("fraction")), a.findtext("feedback/text"))
        for a in made.findall("answer")
    ]


def test_the_right_answers_are_those_of_the_bank(questions):
    for name, question in CHECKS.items():
        made, given_answers = questions[name], answers(questions[name])
        if question.options:
            right = {words(text): share > 0 for text, share, _ in given_answers}
            assert right == rights(question)
            assert sum(s for _, s, _ in given_answers if s > 0) == pytest.approx(100, abs=0.001)
            assert all(feedback for _, _, feedback in given_answers)
            if question.type == "multiple":
                assert sum(s for _, s, _ in given_answers) == pytest.approx(0, abs=0.001)
            for _, share, _ in given_answers:
                assert min(abs(abs(share) - known) for known in SHARES) < 1e-5
        elif question.pairs or question.steps:
            subs = made.findall("subquestion")
            read = [(words(s.findtext("text")), s.findtext("answer/text")) for s in subs]
            wanted = [(p.left, p.right) for p in question.pairs]
            wanted += [(question.steps[n].text, str(n + 1)) for n in question.shown_steps()]
            assert [right for _, right in read[: len(wanted)]] == [right for _, right in wanted]
            assert [right for _, right in read[len(wanted) :]] == list(question.decoys)
        elif question.type == "numeric":
            assert float(given_answers[0][0]) == pytest.approx(question.value, rel=1e-9)
            rooms = [float(room.text) for room in made.findall("answer/tolerance")]
            values = [question.value, *(mistake.value for mistake in question.mistakes)]
            assert rooms == pytest.approx([*map(question.room, values), 0])
            assert [share for _, share, _ in given_answers] == [100] + [0] * (
                len(given_answers) - 1
            )
            assert given_answers[-1][0] == "*"
        else:
            right = {text.lower() for text, share, _ in given_answers if share == 100}
            assert {word.lower() for word in question.accept} <= right
            wrong = {text.lower() for text, share, _ in given_answers if share == 0}
            assert {w.lower() for m in question.mistakes for w in m.accept} <= wrong


def test_no_mark_role_or_relative_link_is_left(exported):
    for name, raw in texts(exported).items():
        text = unescape(unescape(raw)).replace("\\", "")
        assert not re.search(r"\{(claim|cite|ref|numref|doc)\}|<<[a-z]", text)
        links = re.findall(r'<a href="+([^"]+)"', text)
        assert links or "manifest" in name or name.startswith(("chapters", "index", "test")), name
        for link in links:
            assert re.match(r"https?:", link)
            if link.startswith(BASE):
                page, _, anchor = link.removeprefix(BASE).partition("#")
                html = (BUILT / page).read_text("utf-8")
                assert not anchor or f'id="{anchor}"' in html, link


def test_a_public_export_tells_graders_nothing(questions):
    for name, made in questions.items():
        assert (made.get("type") == "essay") == (BANK[name].role == "assignment")
        assert not made.findtext("graderinfo/text"), name


# GIFT, read by somebody else's program


@pytest.fixture(scope="module")
def gift(exported):
    with (exported / "self-checks.gift").open(encoding="utf-8") as file:
        read = parser.parseFile(file)
    return {re.search(r"\[id:(.+?)\]", question.full)[1]: question for question in read}


def test_another_program_reads_every_self_check_from_gift(gift):
    without = {name for name, q in CHECKS.items() if q.type == "match" and len(q.pairs) < 3}
    assert set(gift) == set(CHECKS) - without
    for name, question in gift.items():
        assert question.valid, name
        assert transformSpecials(question.title) == BANK[name].title
        assert words(question.generalFeedback)
        assert not question.tail


def test_another_program_finds_the_right_answers_in_gift(gift):
    for name, read in gift.items():
        question, found = CHECKS[name], read.answers.answers
        if question.options:
            right = {words(transformSpecials(a.answer)): a.fraction > 0 for a in found}
            assert right == rights(question)
            assert all(words(answer.feedback) for answer in found), name
        elif question.pairs or question.steps:
            right = [p.right for p in question.pairs]
            right += [str(n + 1) for n in question.shown_steps()]
            assert [transformSpecials(a.answer.strip()) for a in found] == right, name
        elif question.type == "numeric":
            assert found[0].fraction == 100
            assert found[0].value == pytest.approx(question.value, rel=1e-9)
            assert [answer.tolerance for answer in found] == pytest.approx(
                [question.room(v) for v in (question.value, *(m.value for m in question.mistakes))]
            )
            assert [answer.fraction for answer in found[1:]] == [0] * len(question.mistakes)
        else:
            right = {transformSpecials(a.answer).strip() for a in found if a.fraction == 100}
            assert set(question.accept) <= right, name


SPECIAL = st.text("ab ~=#{}:<&", min_size=1).map(str.strip).filter(bool)


@given(SPECIAL, SPECIAL)
def test_what_gift_takes_for_its_own_comes_through(text, other):
    other = f"a{other.replace('}', '')}b"  # the other program ends answers at any brace
    source = f"::t::[html]a{safe(text)} {{\n={safe(other)}#x\n~b#{safe(other)}\n}}\n"
    (read,) = parser.parseFile(io.StringIO(source))
    assert transformSpecials(read.text) == f"a{text}"
    assert transformSpecials(read.answers.answers[0].answer).strip() == other
    assert transformSpecials(read.answers.answers[1].feedback).strip() == other


@given(st.text("ab ~=#{}:<&\\\n"))
def test_nothing_special_stands_bare_in_gift(text):
    assert re.fullmatch(r"(?:\\.|[^~=#{}:\\\n])*", safe(text))


# What is shown, and in which order


TABLE = "NATO’s conventional military capabilities amply exceed Russia’s."


def test_a_question_says_where_it_comes_from_and_brings_its_table(exported, questions):
    cells = list(csv.reader(io.StringIO(texts(exported)["brightspace.csv"])))
    ids = [row[1] for row in cells if row[0] == "ID"]
    asked = [row[1] for row in cells if row[0] == "QuestionText"]
    brightspace = dict(zip(ids, asked, strict=True))
    for name, question in BANK.items():
        for text in (questions[name].findtext("questiontext/text"), brightspace[name]):
            assert f'<a href="{BASE}chapters/{question.chapter}.html">' in text
            asked = words(question.prompt)
            assert words(question.objective) not in words(text).replace(asked, ""), "a hint"
            assert f"{question.time} · " in text
            assert f"level: {question.bloom}" in text
            if question.chapter == "capabilities":
                tables = BeautifulSoup(text, "html.parser").select("table")
                assert [TABLE in table.get_text() for table in tables] == [True], name
                assert "32,700" in tables[0].get_text()
                assert "2,750" in tables[0].get_text()
            else:
                assert "<table" not in text


def test_keys_of_claims_lead_to_the_ledger(exported):
    for text in texts(exported).values():
        plain = unescape(unescape(text))
        assert not re.search(r"\[[A-Z]{1,2}\d+[],]", plain)
    assert f'[<a href=""{BASE}chapters/claims.html#ledger-' in texts(exported)["brightspace.csv"]


def test_formulas_are_latex_and_in_qti_mathml(exported):
    for name, text in texts(exported).items():
        plain = unescape(text)
        if name.startswith("items/"):
            assert r"\(" not in plain
        else:
            assert "<math" not in plain
    files = texts(exported)
    assert r"\(b > 0\)" in unescape(unescape(files["moodle.xml"]))
    made = ET.fromstring(files["items/choosing-a-prize-for-peace.xml"])
    formulas = made.findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert [formula.get("alttext") for formula in formulas] == ["b > 0"]


def test_python_to_begin_with_is_bare(questions):
    for name, question in BANK.items():
        assert (questions[name].findtext("responsetemplate/text") or "") == question.starter
        if question.starter:
            assert questions[name].find("responsetemplate").get("format") == "plain_text"


def test_without_a_rubric_a_task_is_not_said_to_be_worth_a_point(exported, questions):
    files = texts(exported)
    for name in BANK:
        worth = questions[name].findtext("defaultgrade")
        assert worth == ("1" if name in CHECKS else None), name
        item = files[f"items/{name}.xml"]
        assert ('normalMaximum="1"' in item) == (name in CHECKS)
    assert "cc_weighting" not in files["bank.xml"]


def test_tags_name_chapter_level_mode_and_objective(questions, quiz):
    taught = {}
    for made in quiz.findall("question[@type='category']"):
        info = BeautifulSoup(made.findtext("info/text"), "html.parser")
        page = info.a["href"].rpartition("/")[2].removesuffix(".html")
        taught[page] = [line.get_text() for line in info.select("li")]
    for name, question in BANK.items():
        tags = [tag.text for tag in questions[name].findall("tags/tag/text")]
        assert {f"chapter: {question.chapter}", f"level: {question.bloom}"} <= set(tags)
        (mode,) = [tag for tag in tags if tag.startswith("mode: ")]
        assert question.mode in mode or question.mode == "plenary"
        (number,) = [int(tag.split()[1]) for tag in tags if tag.startswith("objective ")]
        assert taught[question.chapter][number - 1] == question.objective
        assert max(map(len, tags)) <= 50, "Moodle cuts what is longer"


def test_the_place_of_the_right_answer_tells_nothing():
    mixed = [q for q in CHECKS.values() if q.options and not in_order(q)]
    assert all(sorted(shown(q)) == list(range(len(q.options))) for q in mixed)
    assert sum(shown(q) != sorted(shown(q)) for q in mixed) > len(mixed) / 2
    first = Counter(q.options[shown(q)[0]].right for q in mixed if q.type == "choice")
    assert first[True] < first[False]


def of_options(*texts):
    made = {"text": "A", "right": True, "feedback": "F"}
    question = next(q for q in CHECKS.values() if q.type == "choice")
    options = [type(question.options[0]).model_construct(**{**made, "text": t}) for t in texts]
    return question.model_copy(update={"options": tuple(options)})


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
    question = of_options(*options)
    assert in_order(question) == rises
    if rises:
        assert shown(question) == list(range(len(options)))


def test_systems_are_told_to_shuffle(exported, quiz):
    for made in quiz.findall("question"):
        if made.get("type") in ("multichoice", "matching"):
            ordered = in_order(BANK[made.findtext("idnumber")])
            assert made.findtext("shuffleanswers") == ("false" if ordered else "true")
    for name, text in texts(exported).items():
        for shuffle in re.findall(r'<(?:choice|match|order)Interaction [^>]*shuffle="(\w+)"', text):
            ordered = in_order(BANK[name.removeprefix("items/").removesuffix(".xml")])
            assert shuffle == ("false" if ordered else "true")


# Numbers


def test_a_number_may_be_as_far_off_as_it_was_rounded():
    assert rounding(2.73) == pytest.approx(0.005)
    assert rounding(0.4) == pytest.approx(0.05)
    assert rounding(9) == rounding(7500.0) == 0
    for question in CHECKS.values():
        if question.type == "numeric":
            for value in (question.value, *(m.value for m in question.mistakes)):
                assert question.room(value) == (question.tolerance or rounding(value))
    suspicion = CHECKS["spiral-critical-suspicion"]
    assert suspicion.room(suspicion.value) == suspicion.tolerance < rounding(suspicion.value)
    tanks = CHECKS["capabilities-tanks-without-us"]
    whole = tanks.mistakes[0].value
    assert abs(round(whole, 1) - whole) <= tanks.room(whole)


def test_a_number_is_written_in_every_way_that_the_page_takes():
    for question in CHECKS.values():
        if question.type == "numeric":
            ways = writings(question, question.value)
            numbers = [float(way.replace(",", ".")) for way in ways]
            assert f"{question.value:.10g}" in ways
            room = question.room(question.value) + 1e-9
            assert max(abs(number - question.value) for number in numbers) <= room
    tanks = CHECKS["capabilities-tanks-without-us"]
    assert {"1.9", "1,9", "1.89", "1.95", "1.83"} <= set(writings(tanks, tanks.value))
    assert {"1.82", "1.96", "2"} & set(writings(tanks, tanks.value)) == set()
    trust = CHECKS["trust-how-sure"]
    assert {"0.6", "0,6", ".6", "0.60", "0,60", ".60"} <= set(writings(trust, trust.value))
    assert {"0.55", "0.65", "0.62"} & set(writings(trust, trust.value)) == set()


# What is lost


def test_what_a_format_cannot_carry_is_said_once_by_kind_and_counted(lost):
    assert len(lost) == len(set(lost)) < 30
    assert lost == [
        f"{f}: {said} ({n} of {len(BANK)})" for f, said, n in losses.counted(BANK.values())
    ]
    assert f"GIFT: an assignment is left out ({len(BANK) - len(CHECKS)} of {len(BANK)})" in lost
    page = BeautifulSoup((BUILT / "chapters/teach.html").read_text("utf-8"), "html.parser")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [[form, said, str(n)] for form, said, n in losses.counted(BANK.values())]


# QTI 2.1, read by somebody else's program


@pytest.fixture(scope="module")
def qti(exported, tmp_path_factory):
    folder = tmp_path_factory.mktemp("qti")
    with zipfile.ZipFile(exported / "qti21.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def read_from_qti(qti):
    return {path.stem: onyx.parse_item(path) for path in (qti / "items").iterdir()}


CLASSES = {
    **{"choice": "multichoice", "multiple": "multichoice", "match": "matching"},
    **{"numeric": "shortanswer", "essay": "essay", "code": "essay", "order": "unknown"},
}
"""What the other program takes a question for; it knows no order."""


def test_another_program_reads_every_item_from_qti(read_from_qti):
    assert set(read_from_qti) == set(BANK)
    for name, read in read_from_qti.items():
        question = BANK[name]
        assert (read.identifier, read.title) == (name, question.title)
        words_of_task = "essay" if question.role == "assignment" else "shortanswer"
        assert onyx_classes.classify(read).target == CLASSES.get(question.type, words_of_task)
        prompt = words("".join(read.body_xml.itertext()))
        assert [p for p in pieces(question.prompt) if p not in prompt] == [], name


def test_another_program_finds_the_right_answers_in_qti(read_from_qti):
    for name, question in CHECKS.items():
        read = read_from_qti[name]
        declared = read.response_decls["RESPONSE"]
        right = declared.correct_values
        if question.options:
            (asked,) = read.interactions
            assert {words(c.html): c.identifier in right for c in asked.choices} == rights(question)
            gain = sum(points for points in declared.mapping.values() if points > 0)
            assert gain == pytest.approx(1, abs=1e-5)
        elif question.pairs:
            (asked,) = read.interactions
            lefts = {c.identifier: words(c.html) for c in asked.match_sources}
            others = {c.identifier: unescape(c.html) for c in asked.match_targets}
            matched = [value.split() for value in right]
            assert {lefts[a]: others[b] for a, b in matched} == {
                words(said(pair.left)): pair.right for pair in question.pairs
            }
            assert set(others.values()) == set(question.choices())
        elif question.steps:
            space = {"q": onyx.QTI_NS}
            choices = read.body_xml.findall(".//q:simpleChoice", space)
            steps = {c.get("identifier"): words("".join(c.itertext())) for c in choices}
            assert [steps[step] for step in right] == [words(said(s.text)) for s in question.steps]
        elif question.type == "numeric":
            assert float(right[0]) == pytest.approx(question.value)
            (room,) = set(re.findall(r'tolerance="(\S+) \1"', read.raw_xml.decode())[:1])
            assert float(room) == pytest.approx(question.room(question.value))
        else:
            assert right == [question.accept[0]]
            worth = {word.lower() for word, points in declared.mapping.items() if points == 1}
            assert {word.lower() for word in question.accept} <= worth
            assert not worth & {w.lower() for m in question.mistakes for w in m.accept}
        assert words(read.feedback[-1].html)


def test_the_package_of_qti_names_every_file_once(qti):
    manifest = ET.parse(qti / "imsmanifest.xml").getroot()
    space = {"i": "http://www.imsglobal.org/xsd/imscp_v1p1", "q": onyx.QTI_NS}
    files = [file.get("href") for file in manifest.findall(".//i:file", space)]
    there = {path.relative_to(qti).as_posix() for path in qti.rglob("*.xml")}
    assert sorted(files) == sorted(there - {"imsmanifest.xml"})
    kinds = Counter(r.get("type") for r in manifest.findall(".//i:resource", space))
    assert kinds == {"imsqti_item_xmlv2p1": len(BANK), "imsqti_test_xmlv2p1": 1}
    test = ET.parse(qti / "test.xml").getroot()
    asked = [item.get("href") for item in test.findall(".//q:assessmentItemRef", space)]
    assert sorted(asked) == sorted(f"items/{name}.xml" for name in BANK)
    chapters = [part.get("identifier") for part in test.findall(".//q:assessmentSection", space)]
    assert set(chapters) == {question.chapter for question in BANK.values()}


# Moodle, read by somebody else's program, and held to what its documentation says


def test_another_program_reads_the_questions_with_choices_for_moodle(exported):
    read = moodle_parser.parse_file(str(exported / "moodle.xml"))["multichoice"]
    known = {q.title: q for q in CHECKS.values() if q.options}
    assert sorted(question.name for question in read) == sorted(known)
    for made in read:
        question = known[made.name]
        assert {words(o.answer): o.score_fraction > 0 for o in made.options} == rights(question)
        assert made.single == (question.type == "choice")
        assert made.shuffle_answers != in_order(question)
        assert made.general_feedback
        assert all(option.feedback for option in made.options)


FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}


def test_moodle_finds_the_fields_that_its_documentation_names(questions):
    for name, made in questions.items():
        kind = made.get("type")
        needed = ["name/text", "questiontext/text", "generalfeedback", "penalty"]
        needed += ["defaultgrade"] if name in CHECKS else []
        needed += {
            "multichoice": ["single", "shuffleanswers", "answernumbering", "answer"],
            "matching": ["shuffleanswers", "subquestion/answer/text"],
            "numerical": ["answer/tolerance"],
            "shortanswer": ["usecase", "answer/text"],
            "essay": ["responseformat", "responserequired", "graderinfo", "responsetemplate"],
        }[kind]
        assert [path for path in needed if made.find(path) is None] == [], name
        assert {part.get("format") for part in made.iter() if part.get("format")} <= FORMATS
        assert made.findtext("questiontext/text").count("<p>") > 0
        assert len(made.findtext("idnumber")) <= 100


# Common Cartridge


QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
TYPES_12 = {
    **{"choice": "multiple_choice_question", "match": "multiple_choice_question"},
    **{"order": "multiple_choice_question", "multiple": "multiple_answers_question"},
    **{"numeric": "short_answer_question", "short": "short_answer_question"},
    **{"essay": "short_answer_question", "code": "short_answer_question"},
}
"""What the other program takes a question for, by its markup alone."""


@pytest.fixture(scope="module")
def packed(exported):
    with zipfile.ZipFile(exported / "cartridge.imscc") as archive:
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}


def items_of(packed):
    """Find the questions of a cartridge by id, each with its item of the bank."""
    for tree in packed.values():
        for item in tree.iter(f"{QTI12}item"):
            name = item.get("ident")
            yield item, BANK[name if name in BANK else name.rpartition("-")[0]]


def test_the_cartridge_links_to_the_chapters_that_students_read(packed):
    manifest = packed["imsmanifest.xml"]
    spaces = {"i": CC + "/imscp_v1p1"}
    assert manifest.findtext(".//i:schemaversion", namespaces=spaces) == "1.1.0"
    resources = manifest.findall(".//i:resource", spaces)
    listed = {r.get("identifier"): r.find("i:file", spaces).get("href") for r in resources}
    assert set(listed.values()) == set(packed) - {"imsmanifest.xml"}
    asked = [item.get("identifierref") for item in manifest.findall(".//i:item", spaces)]
    assert sorted(filter(None, asked)) == sorted(set(listed) - {"R-bank.xml"})
    links = [
        e.get("href") for name, file in packed.items() for e in file.iter(f"{{{CC}/imswl_v1p1}}url")
    ]
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = {p["caption"]: [c["file"] for c in p["chapters"]] for p in toc["parts"]}
    read = {toc["root"], *(f for part, some in parts.items() for f in some if part != "Teach")}
    builders = {"make-an-explorer", "package", "host", "data-notes"}
    read -= {f"chapters/{name}" for name in builders}
    assert sorted(links) == sorted(f"{BASE}{name}.html" for name in read)
    kinds = Counter(r.get("type").rpartition("/")[2] for r in resources)
    chapters = {question.chapter for question in CHECKS.values()}
    assert kinds["assessment"] == len(chapters)
    assert kinds["question-bank"] == 1


def test_every_item_stands_in_the_cartridge(packed):
    found = Counter(question.id for _, question in items_of(packed))
    assert found == {
        name: len(question.pairs) or len(question.steps) or 1 for name, question in BANK.items()
    }
    idents = [item.get("ident") for item, _ in items_of(packed)]
    assert len(idents) == len(set(idents))
    tasks = {item.get("ident") for item in packed["bank.xml"].iter(f"{QTI12}item")}
    assert tasks == set(BANK) - set(CHECKS)


def test_another_program_finds_the_right_answers_in_the_cartridge(packed):
    parts = {}
    for item, question in items_of(packed):
        for processing in item.iter(f"{QTI12}resprocessing"):
            for condition in list(processing):  # what only shows feedback is right to this program
                if condition.find(f"{QTI12}setvar") is None:
                    processing.remove(condition)
        meta = qti2latex.get_qti_metadata(item)
        assert meta["cc_profile"].startswith("cc.")
        right = qti2latex.get_correct_idents(item)
        choices = {ident: words(text) for ident, text in qti2latex.get_choices(item)}
        assert qti2latex.guess_type(meta, item) == TYPES_12[question.type]
        if question.options:
            assert {text: ident in right for ident, text in choices.items()} == rights(question)
        elif question.pairs or question.steps:
            (one,) = right
            parts.setdefault(question.id, []).append(choices[one])
        elif question.role == "assignment":
            assert not right
        else:
            assert {f"{question.value:.10g}"} <= right or set(question.accept) <= right
    for name, found in parts.items():
        question = BANK[name]
        wanted = [words(pair.right) for pair in question.pairs]
        assert found == (wanted or [str(n + 1) for n in question.shown_steps()])


# Brightspace


WORDS_OF_BRIGHTSPACE = {
    **{"MC": {"Option"}, "MS": {"Scoring", "Option"}, "M": {"Scoring", "Choice", "Match"}},
    **{"O": {"Scoring", "Item"}, "SA": {"InputBox", "Answer"}, "WR": {"InitialText", "AnswerKey"}},
}
"""What rows the sample file of Brightspace knows, by type, besides those of every question."""

OF_ALL = {"NewQuestion", "ID", "Title", "QuestionText", "Points", "Feedback"}


@pytest.fixture(scope="module")
def brightspace(exported):
    """Rows of each question by its id."""
    raw = (exported / "brightspace.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf//")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {5}
    found = []
    for row in rows:
        if row[0] == "NewQuestion":
            found.append([])
        if row[0] and not row[0].startswith("//"):
            found[-1].append(row)
    return {some[1][1]: some for some in found}


def test_brightspace_gets_every_item_in_the_rows_that_it_knows(brightspace):
    assert set(brightspace) == set(BANK)
    for name, rows in brightspace.items():
        kind = rows[0][1]
        begins = ["NewQuestion", "ID", "Title", "QuestionText"]
        begins += ["Points"] if name in CHECKS else []
        assert [row[0] for row in rows[: len(begins)]] == begins
        assert {row[0] for row in rows} <= OF_ALL | WORDS_OF_BRIGHTSPACE[kind]
        assert (kind == "WR") == (BANK[name].role == "assignment")
        assert rows[2][1] == BANK[name].title
        text = words(rows[3][1])
        assert [p for p in pieces(BANK[name].prompt) if p not in text] == []


def test_brightspace_gets_the_right_answers(brightspace):
    for name, question in CHECKS.items():
        rows = {}
        for word, *cells in brightspace[name]:
            rows.setdefault(word, []).append(cells)
        if question.options:
            given_options = {words(text): share != "0" for share, text, *_ in rows["Option"]}
            assert given_options == rights(question)
            assert {share for share, *_ in rows["Option"]} == (
                {"0", "100"} if question.type == "choice" else {"0", "1"}
            )
        elif question.pairs:
            choices = {number: text for number, text, *_ in rows["Choice"]}
            assert list(choices.values()) == question.choices()
            assert [(words(t), choices[n]) for n, t, *_ in rows["Match"]] == [
                (words(said(pair.left)), pair.right) for pair in question.pairs
            ]
        elif question.steps:
            assert [words(text) for text, *_ in rows["Item"]] == [
                words(said(step.text)) for step in question.steps
            ]
        else:
            right = {word for share, word, *_ in rows["Answer"] if share == "100"}
            assert len(right) == len(rows["Answer"])
            assert set(question.accept) <= right or f"{question.value:.10g}" in right
        assert words(rows["Feedback"][0][0])


# The command


@pytest.mark.parametrize("given_base", [[], ["BASE="], ["BASE=example.org"]])
def test_make_says_at_once_that_the_address_is_missing(given_base):
    done = subprocess.run(
        ["make", "--no-print-directory", "lms", *given_base],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert done.returncode == 2
    assert "BASE=https://" in done.stderr
    assert done.stdout == ""


def test_the_same_bank_gives_the_same_bytes(exported, tmp_path):
    write(BASE, BUILT, tmp_path)
    for file in exported.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes(), file.name


@pytest.mark.parametrize("arguments", [[], ["example.org"], ["https://"]])
def test_without_an_address_nothing_is_written_and_the_reason_given(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "BASE" in capsys.readouterr().err


# Every type, and what graders are told


def test_every_type_is_exported(every_type):
    quiz = ET.parse(every_type / "_build/lms/moodle.xml")
    kinds = [q.get("type") for q in quiz.findall("question")]
    assert kinds == [
        *("category", "multichoice", "multichoice", "matching", "matching"),
        *("numerical", "shortanswer", "essay", "essay"),
    ]
    with (every_type / "_build/lms/self-checks.gift").open(encoding="utf-8") as file:
        assert len(parser.parseFile(file)) == 5  # two pairs are too few
    files = texts(every_type / "_build/lms")
    assert len([name for name in files if name.startswith("items/")]) == 8
    assert files["brightspace.csv"].count("NewQuestion,") == 8
    for name, text in files.items():
        if name.endswith(".xml"):
            ET.fromstring(text)


def test_graders_get_answer_and_rubric_from_the_instructor_edition_alone(every_type):
    told = ET.parse(every_type / "_build/instructor/lms/moodle.xml")
    essays = [q for q in told.findall("question") if q.get("type") == "essay"]
    assert len(essays) == 2
    for made in essays:
        info = made.findtext("graderinfo/text")
        for part in (
            "As the article says.",
            "Criterion 1",
            "A mark for markers.",
            "Ask for the other.",
        ):
            assert part in info
        assert made.findtext("defaultgrade") == "4"
        assert "<table>" in info, "the rubric is a table"
    instructor = texts(every_type / "_build/instructor/lms")
    for name in ("bank.xml", "items/index-6.xml", "brightspace.csv"):
        for part in ("As the article says.", "Criterion 1", "A mark for markers."):
            assert part in instructor[name], name
    (rubric,) = re.findall(r"<rubricBlock(.*?)>", instructor["items/index-6.xml"])
    assert 'view="scorer"' in rubric
    public = "".join(texts(every_type / "_build/lms").values())
    for part in (
        "As the article says.",
        "Criterion 1",
        "A mark for markers.",
        "Ask for the other.",
    ):
        assert part not in public
