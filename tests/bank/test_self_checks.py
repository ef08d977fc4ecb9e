"""What a reader does with the self-checks, by keyboard, found by their markup alone.

How each type answers is asked of a page that has one of each; of the chapters, that every question
is there and whole.
"""

import pytest
from axe import in_both_themes
from playwright.sync_api import expect
from reader import written

from bank import load
from bank.load import load_questions
from bank.schema import SelfCheck
from bank.types.self_check.choice import Choice
from bank.types.self_check.match import Matched
from bank.types.self_check.numeric import Numeric
from bank.types.self_check.short import normal

BANK = load.bank()
CHECKS = written(r'<div class="self-check [^"]*" id="([^"]+)"')

MADE = pytest.mark.xdist_group("types")  # the book of every type is made once, by one worker
FOLD = """() => document.querySelectorAll('details').forEach((e) => {
    e.open = e.matches('.check-more');
})"""


# The chapters


@pytest.mark.parametrize("page", CHECKS)
def test_a_question_is_a_legend_of_labelled_controls_and_its_answers_are_on_the_page(pages, page):
    for check in pages[page].select(".self-check[id]"):
        question = BANK[check["id"]]
        assert check.select_one("fieldset > legend").get_text().strip()
        assert len(check.select("[role=status]")) == 1
        for control in check.select("fieldset input, fieldset select"):
            label = control.find_parent("label")
            assert len(label.select("input, select")) == 1
            assert not label.select("a")
        entries = check.select("details > .check-feedback > li")
        assert [e.strong.get_text() for e in entries] == [e.verdict for e in question.entries()]
        for entry, made in zip(question.entries(), entries, strict=True):
            assert bool(made.select("p:not(.check-name)")) == bool(entry.feedback)
        assert check.select("details > .check-feedback ~ p")
        attributes = {name for part in check.find_all() for name in part.attrs}
        assert not {name for name in attributes if name.startswith("on") or name == "style"}


# A question of each type


@pytest.fixture
def view(read, every_type):
    view = read((every_type / "_build/html/index.html").as_uri())
    view.evaluate(FOLD)
    return view


@pytest.fixture(scope="module")
def checks(every_type):
    """A question of each type that there is."""
    bank = load_questions(every_type / "bank" / "questions", every_type / "none")
    return [question for question in bank if isinstance(question, SelfCheck)]


def find(view, name, part=""):
    return view.locator(f'[id="{name}"] {part}')


def put(view, name, answer):
    """Give an answer by keyboard: places of options or choices, or words."""
    fields = find(view, name, "fieldset").locator("input, select")
    kind = fields.first.get_attribute("type")
    if kind == "text":
        fields.press("Control+A")
        fields.press_sequentially(answer)
    elif kind == "radio":
        fields.nth(answer[0]).press("Space")
    elif kind == "checkbox":
        for number, field in enumerate(fields.all()):
            if field.is_checked() != (number in answer):
                field.press("Space")
    else:
        for field, place in zip(fields.all(), answer, strict=True):
            way = place + 1 - field.evaluate("list => list.selectedIndex")
            for _ in range(abs(way)):
                field.press("ArrowDown" if way > 0 else "ArrowUp")


def said(view, name):
    """Ask for the answer by keyboard; return the verdict, and all that is said."""
    find(view, name, ".check-answer").press("Enter")
    return [find(view, name, part).inner_text() for part in (".check-verdict", ".check-said")]


def right_answer(question):
    if isinstance(question, Choice):
        return [n for n, option in enumerate(question.options) if option.right]
    if isinstance(question, Matched):
        return [question.choices().index(entry.verdict) for entry in question.entries()]
    return f"{question.value:,.10g}" if isinstance(question, Numeric) else question.accept[0]


def wrong_answers(question):
    """List wrong answers, each with the number of the entry that has to answer it."""
    right = right_answer(question)
    if isinstance(question, Choice):
        return [([n], n) for n in range(len(question.options)) if [n] != right]
    if isinstance(question, Matched):
        size = len(question.choices())
        return [
            ([*right[:n], (right[n] + 1) % size, *right[n + 1 :]], n) for n in range(len(right))
        ]
    number = isinstance(question, Numeric)
    wrong = [f"{m.value:.10g}" if number else m.accept[-1] for m in question.mistakes]
    return [(text, n) for n, text in enumerate([*wrong, "123456789" if number else "qqq"], start=1)]


def feedback(check):
    """Read what the disclosure says of each answer."""
    return check.locator(".check-feedback > li").evaluate_all(
        """all => all.map((one) => Array.from(one.querySelectorAll(":scope > p:not(.check-name)"))
          .map((part) => {
            const seen = part.cloneNode(true);
            seen.querySelectorAll("[popover]").forEach((hidden) => hidden.remove());
            return seen.textContent.trim();
          }))""",
    )


@MADE
def test_every_type_answers_each_answer_by_keyboard_and_stores_and_sends_nothing(view, checks):
    stored = "[JSON.stringify(localStorage), document.cookie]"
    before, asked = view.evaluate(stored), len(view.asked)
    for question in checks:
        name, check = question.id, find(view, question.id)
        assert "first" in said(view, name)[0]
        told = set()
        for answer, number in wrong_answers(question):
            put(view, name, answer)
            verdict, words = said(view, name)
            assert verdict.startswith("Not right."), answer
            assert all(" ".join(part.split()) in words for part in feedback(check)[number])
            told.add(words)
        assert len(told) == len(wrong_answers(question))
        put(view, name, right_answer(question))
        assert said(view, name)[0].startswith("Right.")
        find(view, name, ".check-again").press("Enter")
        expect(check.locator(".check-said")).to_be_empty()
        expect(check.locator(":focus")).to_have_count(1)
        assert "first" in said(view, name)[0]
        explanation = check.locator("details > p").last
        expect(explanation).to_be_hidden()
        check.locator("summary").first.press("Enter")
        expect(explanation).to_be_visible()
    assert view.evaluate(stored) == before
    assert view.asked[asked:] == []


@MADE
def test_what_is_answered_has_no_accessibility_fault(view, checks):
    """What is not answered, and opened, test_access.py looks at."""
    for question in checks:
        wrong, _ = wrong_answers(question)[0]
        put(view, question.id, wrong)
        assert said(view, question.id)[0].startswith("Not right.")
    assert in_both_themes(view, ".self-check") == []


@MADE
@pytest.mark.parametrize(
    ("name", "answer", "verdict"),
    [
        ("index-4", "32,700", "Right."),
        ("index-4", "32 700.4", "Right."),
        ("index-4", "32700,4", "Right."),
        ("index-4", "32700.6", "Not right."),
        ("index-4", "0,25", "Not right."),
        ("index-4", "−2", "Not right."),
        ("index-4", "many", "Write a number first."),
        ("index-5", " The  O'NEILL & Co. ", "Right."),
        ("index-5", "Well known", "Not right."),
        ("index-5", " . ", "Write an answer first."),
    ],
)
def test_an_answer_is_read_as_it_is_meant(view, name, answer, verdict):
    put(view, name, answer)
    view.keyboard.press("Enter")
    expect(find(view, name, ".check-verdict")).to_have_text(verdict)


@MADE
def test_a_number_that_is_nearly_a_mistake_is_answered_as_one(view, checks):
    (question,) = (question for question in checks if isinstance(question, Numeric))
    for mistake, entry in zip(question.mistakes, question.entries()[1:], strict=False):
        put(view, question.id, f"{mistake.value + 0.9 * question.room(mistake.value):.10g}")
        assert entry.feedback in said(view, question.id)[1]


@MADE
def test_the_page_compares_words_as_python_does(view):
    accepted = {normal(word) for word in ("O'Neill & co", "them")}
    for answer in ("THEM.", "a them", "the-them", "an o'neill   & co", "themes", "to them", "the"):
        put(view, "index-5", answer)
        right = said(view, "index-5")[0] == "Right."
        assert right == (normal(answer) in accepted), answer


@MADE
def test_without_scripts_there_is_the_question_and_its_answer_and_no_dead_button(
    read, every_type, checks
):
    view = read((every_type / "_build/html/index.html").as_uri(), java_script_enabled=False)
    for summary in view.locator(".check-more > summary").all():
        summary.click()
    for question in checks:
        check = find(view, question.id)
        expect(check.locator("legend")).to_be_visible()
        expect(check.locator("button:visible")).to_have_count(0)
        check.locator("summary").first.click()
        expect(check.locator("details > p").last).to_be_visible()
        expect(check.locator(".check-feedback > li[data-right]").first).to_be_visible()
