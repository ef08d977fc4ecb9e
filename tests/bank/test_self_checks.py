"""What a reader does with the self-checks, by keyboard, found by their markup alone."""

import gzip

import pytest
from axe import in_both_themes
from reader import BUILT, ROOT, by_one_worker, opened, written

from bank import load
from bank.load import load_questions
from bank.types.self_check.choice import Choice
from bank.types.self_check.match import Matched
from bank.types.self_check.numeric import Numeric
from bank.types.self_check.short import normal

BANK = load.bank()


CHECKS = written(r'<div class="self-check [^"]*" id="([^"]+)"')
FOLD = """() => document.querySelectorAll('details').forEach((e) => {
    e.open = e.matches('.check-more');
})"""
PAGES = [by_one_worker(page) for page in CHECKS]
MADE = pytest.mark.xdist_group("types")  # the book of every type is made once, by one worker


@pytest.fixture(scope="module", params=PAGES)
def answered(browser, request):
    """A page opened once for all tests that answer on it."""
    view = opened(browser, request.param, reduced_motion="reduce")
    view.name = request.param
    yield view
    view.context.close()


@pytest.fixture
def view(answered):
    """A page with no question answered."""
    answered.locator(".check-again:visible").evaluate_all("all => all.forEach(e => e.click())")
    answered.evaluate(FOLD)
    return answered


FOCUS = """([id, chosen, number]) => {
  const found = document.getElementById(id).querySelectorAll(chosen);
  const { type, checked, selectedIndex } = found[number];
  found[number].focus();
  return [type, checked, selectedIndex, found.length];
}"""
FIELDS = "fieldset input, fieldset select"
SAID = """id => [".check-verdict", ".check-said"].map(
  (part) => document.getElementById(id).querySelector(part).innerText)"""


def find(view, name):
    return view.query_selector(f'[id="{name}"]')


def press(view, name, part, key):
    """Press a key where a button of a question has the focus."""
    view.evaluate(FOCUS, [name, part, 0])
    view.keyboard.press(key)


def put(view, name, answer):
    """Give an answer by keyboard: places of options or choices, or words."""
    kind, _, _, count = view.evaluate(FOCUS, [name, FIELDS, 0])
    if kind == "text":
        view.keyboard.press("Control+A")
        view.keyboard.type(answer)
    elif kind == "radio":
        view.evaluate(FOCUS, [name, FIELDS, answer[0]])
        view.keyboard.press("Space")
    elif kind == "checkbox":
        for number in range(count):
            _, chosen, *_ = view.evaluate(FOCUS, [name, FIELDS, number])
            if chosen != (number in answer):
                view.keyboard.press("Space")
    else:
        for number, place in enumerate(answer):
            *_, chosen, _ = view.evaluate(FOCUS, [name, FIELDS, number])
            way = place + 1 - chosen
            for _ in range(abs(way)):
                view.keyboard.press("ArrowDown" if way > 0 else "ArrowUp")


def said(view, name):
    """Ask for the answer by keyboard; return the verdict, and all that is said."""
    press(view, name, ".check-answer", "Enter")
    return view.evaluate(SAID, name)


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
    return check.eval_on_selector_all(
        ".check-feedback > li",
        """all => all.map((one) => Array.from(one.querySelectorAll(":scope > p:not(.check-name)"))
          .map((part) => {
            const seen = part.cloneNode(true);
            seen.querySelectorAll("[popover]").forEach((hidden) => hidden.remove());
            return seen.textContent.trim();
          }))""",
    )


def test_the_book_has_every_self_check_of_the_bank():
    assert {name for names in CHECKS.values() for name in names} == {
        name for name, question in BANK.items() if question.role == "self-check"
    }


ANSWER = """answers => answers.map(([id, answer]) => {
  const check = document.getElementById(id);
  const fields = Array.from(check.querySelectorAll("fieldset input, fieldset select"));
  if (typeof answer === "string") {
    fields[0].value = answer;
  } else if (fields[0].tagName === "SELECT") {
    answer.forEach((place, number) => { fields[number].selectedIndex = place + 1; });
  } else {
    fields.forEach((field, number) => { field.checked = answer.includes(number); });
  }
  check.querySelector(".check-answer").click();
  const told = check.querySelector(".check-said").cloneNode(true);
  told.querySelectorAll("[popover]").forEach((hidden) => hidden.remove());
  return [told.querySelector(".check-verdict"), told].map((part) => part.textContent);
})"""
"""Answer questions one after the other; return the verdict on each, and all that is said."""

UNANSWERED = """ids => ids.map((id) => {
  const check = document.getElementById(id), part = (name) => check.querySelector(name);
  const explanation = Array.from(check.querySelectorAll("details > p")).at(-1);
  const again = part(".check-again"), answered = again.checkVisibility();
  if (answered) again.click();
  const said = part(".check-said").innerText;
  const inside = !answered || document.activeElement.closest(".self-check") === check;
  part(".check-answer").click();
  const seen = [again, explanation].map((e) => e.checkVisibility());
  part("summary").click();
  const opened = explanation.checkVisibility();
  part("summary").click();
  return [said, inside, part(".check-verdict").innerText.includes("first"), ...seen, opened];
})"""
"""Try again where there is an answer, ask without one, open the disclosure for a moment."""


def assert_told(entry, words):
    """What is said has all that the disclosure says of the answer."""
    assert entry
    assert all(" ".join(part.split()) in " ".join(words.split()) for part in entry), words


def assert_each_answer_is_told_its_own(view, question):
    """Ask without an answer; answer in every wrong way, each with its entry, and rightly."""
    unanswered = ["", True, True, False, False]
    assert view.evaluate(UNANSWERED, [question.id])[0][:5] == unanswered
    wrong, entries = wrong_answers(question), feedback(find(view, question.id))
    answers = [*(answer for answer, _ in wrong), right_answer(question)]
    *told, last = view.evaluate(ANSWER, [[question.id, answer] for answer in answers])
    for (answer, number), (verdict, words) in zip(wrong, told, strict=True):
        assert verdict.startswith("Not right."), answer
        assert_told(entries[number], words)
    assert len({words for _, words in told}) == len(wrong)
    assert last[0].startswith("Right.")
    assert view.evaluate(UNANSWERED, [question.id]) == [[*unanswered, True]]
    assert view.faults == []


def answer_by_keyboard(view, question):
    """Ask before there is an answer, answer wrongly and rightly, try again, read why."""
    name, check = question.id, find(view, question.id)
    assert "first" in said(view, name)[0]
    for answer, number in wrong_answers(question):
        put(view, name, answer)
        verdict, words = said(view, name)
        assert verdict.startswith("Not right."), answer
        assert_told(feedback(check)[number], words)
    put(view, name, right_answer(question))
    assert said(view, name)[0].startswith("Right.")
    press(view, name, ".check-again", "Enter")
    assert check.query_selector(".check-said").inner_text() == ""
    assert view.evaluate("document.activeElement.closest('.self-check').id") == name
    assert "first" in said(view, name)[0]
    explanation = check.query_selector_all("details > p")[-1]
    assert not explanation.is_visible()
    press(view, name, "summary", "Enter")
    assert explanation.is_visible()
    assert view.faults == []


def test_a_number_that_is_nearly_a_mistake_or_right_is_taken_for_it(view):
    numeric = [name for name in CHECKS[view.name] if BANK[name].type == "numeric"]
    for question in map(BANK.get, numeric):
        entries = feedback(find(view, question.id))
        near = [m.value + 0.9 * question.room(m.value) for m in question.mistakes]
        near.append(question.value - 0.9 * question.room(question.value))
        *told, last = view.evaluate(ANSWER, [[question.id, f"{value:.10g}"] for value in near])
        for entry, (verdict, words) in zip(entries[1:], told, strict=False):
            assert verdict.startswith("Not right.")
            assert_told(entry, words)
        assert last[0].startswith("Right.")


def test_each_answer_gets_its_own_feedback_by_keyboard_too_and_nothing_is_stored_or_sent(view):
    stored = "[JSON.stringify(localStorage), document.cookie]"
    before = view.evaluate(stored)
    asked = len(view.asked)
    questions = [BANK[name] for name in CHECKS[view.name]]
    for question in questions:
        assert_each_answer_is_told_its_own(view, question)
    for kind, question in {question.type: question for question in questions}.items():
        put(view, question.id, right_answer(question))
        assert said(view, question.id)[0].startswith("Right."), kind
    assert view.evaluate(stored) == before
    assert [url for url in view.asked[asked:] if not url.endswith("/favicon.svg")] == []


def test_self_checks_that_are_answered_have_no_accessibility_fault(view):
    """What is not answered, and opened, test_access.py looks at."""
    questions = [BANK[name] for name in CHECKS[view.name]]
    rightly = [number % 2 == 0 for number in range(len(questions))]
    answers = [
        [question.id, right_answer(question) if right else wrong_answers(question)[0][0]]
        for question, right in zip(questions, rightly, strict=True)
    ]
    told = view.evaluate(ANSWER, answers)
    assert [verdict.startswith("Right.") for verdict, _ in told] == rightly
    assert all(verdict.startswith(("Right.", "Not right.")) for verdict, _ in told)
    assert in_both_themes(view, ".self-check") == []


MARKUP = """all => all.map(check => [
  check.querySelector("fieldset > legend").textContent.trim(),
  check.querySelectorAll("[role=status]").length,
  Array.from(check.querySelectorAll("fieldset input, fieldset select"),
    e => e.labels.length === 1 && !e.closest("label").querySelector("a")),
])"""


@pytest.mark.parametrize("visited", PAGES, indirect=True)
def test_feedback_comes_in_a_live_region_and_the_question_is_a_legend(visited):
    names = CHECKS[visited.name]
    found = visited.eval_on_selector_all(".self-check[id]", MARKUP)
    for name, (legend, regions, labelled) in zip(names, found, strict=True):
        assert legend, name
        assert regions == 1, name
        assert labelled, name
        assert all(labelled), name


@pytest.mark.parametrize("visited", PAGES, indirect=True)
def test_nothing_is_written_inline(visited):
    names = visited.locator(".self-check *").evaluate_all(
        "all => all.flatMap(e => e.getAttributeNames())"
    )
    assert "class" in names
    assert not [name for name in names if name.startswith("on") or name == "style"]


STILL = """all => all.map((check) => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const buttons = Array.from(check.querySelectorAll("button")).filter(seen).length;
  check.querySelector("summary").click();
  const said = [Array.from(check.querySelectorAll("details > p")).at(-1),
    check.querySelector(".check-feedback > li[data-right]")];
  return [seen(check.querySelector("legend")), buttons, ...said.map(seen)];
})"""
"""What there is of each question: its legend, live buttons, and in the disclosure its answer."""


@pytest.mark.parametrize("bare", PAGES, indirect=True)
def test_without_scripts_there_is_the_question_and_its_answer_and_no_dead_button(bare):
    bare.evaluate(FOLD)
    found = bare.eval_on_selector_all(".self-check[id]", STILL)
    assert found
    assert found == [[True, 0, True, True]] * len(found)


def test_only_pages_with_a_self_check_load_the_script_and_it_is_light(pages):
    with_checks = set(CHECKS)
    loading = {name for name, page in pages.items() if page.select_one('script[src*="self-check"]')}
    assert loading == with_checks
    script = (BUILT / "_static" / "self-check.js").read_bytes()
    style = (ROOT / "_static" / "book.css").read_text("utf-8").partition("/* questions: ")[2]
    assert style
    assert len(gzip.compress(script + style.encode())) <= 6_000
    assert b"innerHTML" not in script


@MADE
def test_every_type_answers_by_keyboard(browser, every_type):
    bank = load_questions(every_type / "bank" / "questions", every_type / "none")
    view = opened(browser, (every_type / "_build/html/index.html").as_uri())
    view.evaluate(FOLD)
    for question in (question for question in bank if question.role == "self-check"):
        assert_each_answer_is_told_its_own(view, question)
        answer_by_keyboard(view, question)
    view.context.close()


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
def test_an_answer_is_read_as_it_is_meant(browser, every_type, name, answer, verdict):
    view = opened(browser, (every_type / "_build/html/index.html").as_uri())
    view.evaluate(FOLD)
    put(view, name, answer)
    view.keyboard.press("Enter")
    assert find(view, name).query_selector(".check-verdict").inner_text() == verdict
    view.context.close()


@MADE
def test_the_page_compares_words_as_python_does(browser, every_type):
    view = opened(browser, (every_type / "_build/html/index.html").as_uri())
    view.evaluate(FOLD)
    accepted = {normal(word) for word in ("O'Neill & co", "them")}
    for answer in ("THEM.", "a them", "the-them", "an o'neill   & co", "themes", "to them", "the"):
        put(view, "index-5", answer)
        right = said(view, "index-5")[0] == "Right."
        assert right == (normal(answer) in accepted), answer
    view.context.close()
