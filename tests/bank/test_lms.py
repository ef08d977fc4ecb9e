"""What the files for learning systems promise: whole, well-formed, read by others, nothing lost."""

import contextlib
import io
import re
import zipfile
from collections import Counter
from html import unescape
from xml.etree import ElementTree as ET

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from pygiftparser import parser
from pygiftparser.utils import transformSpecials
from reader import BUILT, ROOT
from small import BASE

from bank.exports.__main__ import main, write
from bank.exports.cartridge import CC
from bank.exports.gift import safe
from bank.load import load_questions

pytestmark = pytest.mark.xdist_group("types")  # made once, by one worker

BANK = {question.id: question for question in load_questions()}
CHECKS = {name: q for name, q in BANK.items() if q.role == "self-check"}
# the shares of a mark that Moodle knows
SHARES = [100, 50, 100 / 3, 25, 20, 100 / 6, 100 / 7, 0]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Where the files are, and what was said of what they cannot say."""
    folder = tmp_path_factory.mktemp("lms")
    with contextlib.redirect_stderr(io.StringIO()) as said:
        write(BASE, BUILT, folder)
    return folder, said.getvalue()


@pytest.fixture(scope="module")
def exported(written):
    return written[0]


@pytest.fixture(scope="module")
def lost(written):
    return written[1].splitlines()


@pytest.fixture(scope="module")
def quiz(exported):
    return ET.fromstring((exported / "questions.xml").read_bytes())


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
            right = [share > 0 for _, share, _ in given_answers]
            assert right == [option.right for option in question.options]
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
            assert float(made.findtext("answer/tolerance")) == question.tolerance
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
    for file in exported.glob("questions.*"):
        text = unescape(unescape(file.read_text("utf-8")))
        assert not re.search(r"\{(claim|cite|ref|numref|doc)\}|<<[a-z]", text)
        links = re.findall(r'href="([^"]+)"', text)
        assert links
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


def test_another_program_reads_every_self_check_from_gift(gift, lost):
    without = {line.partition(":")[0] for line in lost if ": GIFT: left out" in line}
    assert set(gift) | without == set(BANK)
    assert not set(gift) & without
    assert without & set(CHECKS) == {
        name for name, q in CHECKS.items() if q.type == "match" and len(q.pairs) < 3
    }
    for name, question in gift.items():
        assert question.valid, name
        assert transformSpecials(question.title) == BANK[name].title
        assert words(question.generalFeedback)
        assert not question.tail


def test_another_program_finds_the_right_answers_in_gift(gift):
    for name, read in gift.items():
        question, found = CHECKS[name], read.answers.answers
        if question.options:
            assert [answer.fraction > 0 for answer in found] == [o.right for o in question.options]
            assert all(words(answer.feedback) for answer in found), name
        elif question.pairs or question.steps:
            right = [p.right for p in question.pairs]
            right += [str(n + 1) for n in question.shown_steps()]
            assert [transformSpecials(a.answer.strip()) for a in found] == right, name
        elif question.type == "numeric":
            assert found[0].fraction == 100
            assert found[0].value == pytest.approx(question.value, rel=1e-9)
            assert found[0].tolerance == question.tolerance
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


def test_what_cannot_be_said_is_listed_by_id(lost):
    named = Counter(line.partition(":")[0] for line in lost)
    for name, question in BANK.items():
        if question.role == "assignment" or question.type in ("order", "match", "numeric"):
            assert named[name], name
    assert set(named) <= set(BANK)


# Common Cartridge


def test_the_cartridge_links_to_every_page_of_the_contents(exported, tmp_path):
    with zipfile.ZipFile(exported / "links.imscc") as archive:
        files = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest = files.pop("imsmanifest.xml")
    spaces = {"i": CC + "/imscp_v1p1"}
    assert manifest.findtext(".//i:schemaversion", namespaces=spaces) == "1.1.0"
    resources = manifest.findall(".//i:resource", spaces)
    listed = {r.get("identifier"): r.find("i:file", spaces).get("href") for r in resources}
    assert set(listed.values()) == set(files)
    asked = [item.get("identifierref") for item in manifest.findall(".//i:item", spaces)]
    assert sorted(filter(None, asked)) == sorted(listed)
    links = [e.get("href") for file in files.values() for e in file.iter() if e.get("href")]
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    names = [toc["root"], *(c["file"] for part in toc["parts"] for c in part["chapters"])]
    assert sorted(links) == sorted(f"{BASE}{name}.html" for name in names)


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
    quiz = ET.parse(every_type / "_build/lms/questions.xml")
    kinds = [q.get("type") for q in quiz.findall("question")]
    assert kinds == [
        *("category", "multichoice", "multichoice", "matching", "matching"),
        *("numerical", "shortanswer", "essay", "essay"),
    ]
    with (every_type / "_build/lms/self-checks.gift").open(encoding="utf-8") as file:
        assert len(parser.parseFile(file)) == 5  # two pairs are too few


def test_graders_get_answer_and_rubric_from_the_instructor_edition_alone(every_type):
    told = ET.parse(every_type / "_build/instructor/lms/questions.xml")
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
    public = b"".join(p.read_bytes() for p in (every_type / "_build/lms").iterdir())
    for part in (b"As the article says.", b"Criterion 1", b"A mark for markers."):
        assert part not in public
