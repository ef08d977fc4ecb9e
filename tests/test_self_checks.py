"""What a reader does with the self-checks, by keyboard, found by their markup alone."""

import gzip

import pytest
import yaml
from reader import BUILT, ROOT, opened, violations, with_part
from small import ALL_TYPES, COMMON, book_of, build

from secdilemma.questions import load_questions, normal

BANK = {question.id: question for question in load_questions()}


CHECKS = {
    page: [check["id"] for check in checks] for page, checks in with_part(".self-check[id]").items()
}
EACH = pytest.mark.parametrize("page", CHECKS)


def put(view, check, answer):
    """Give an answer by keyboard: places of options or choices, or words."""
    fields = check.locator("fieldset input, fieldset select")
    if isinstance(answer, str):
        fields.first.focus()
        view.keyboard.press("Control+A")
        view.keyboard.type(answer)
    elif fields.first.evaluate("e => e.tagName") == "SELECT":
        for number, place in enumerate(answer):
            fields.nth(number).focus()
            view.keyboard.press("Home")
            for _ in range(place + 1):
                view.keyboard.press("ArrowDown")
    elif fields.first.get_attribute("type") == "radio":
        fields.nth(answer[0]).focus()
        view.keyboard.press("Space")
    else:
        for number in range(fields.count()):
            if fields.nth(number).is_checked() != (number in answer):
                fields.nth(number).focus()
                view.keyboard.press("Space")


def press(view, button):
    button.focus()
    view.keyboard.press("Enter")


def said(view, check):
    press(view, check.locator(".check-answer"))
    return check.locator(".check-said").evaluate(
        "e => [e.querySelector('.check-verdict').innerText, e.innerText]"
    )


def right_answer(question):
    if question.options:
        return [n for n, option in enumerate(question.options) if option.right]
    if question.pairs:
        return [question.choices().index(pair.right) for pair in question.pairs]
    if question.steps:
        return question.shown_steps()
    return f"{question.value:,.10g}" if question.type == "numeric" else question.accept[0]


def wrong_answers(question):
    """List wrong answers, each with the number of the entry that has to answer it."""
    right = right_answer(question)
    if question.type == "choice":
        return [([n], n) for n in range(len(question.options)) if n not in right]
    if question.type == "multiple":
        return [([n], n) for n in range(len(question.options)) if [n] != right]
    if question.pairs or question.steps:
        size = len(question.choices() or question.steps)
        return [
            ([*right[:n], (right[n] + 1) % size, *right[n + 1 :]], n) for n in range(len(right))
        ]
    wrong = [
        (f"{m.value:.10g}" if m.value is not None else m.accept[-1], n)
        for n, m in enumerate(question.mistakes, start=1)
    ]
    return [*wrong, ("123456789" if question.type == "numeric" else "qqq", len(wrong) + 1)]


def feedback(check):
    """Read what the disclosure says of each answer."""
    return check.locator(".check-feedback > li").evaluate_all(
        """all => all.map((one) => Array.from(one.querySelectorAll(":scope > p:not(.check-name)"))
          .map((part) => part.textContent.trim()))"""
    )


def test_the_book_has_every_self_check_of_the_bank():
    assert {name for names in CHECKS.values() for name in names} == {
        name for name, question in BANK.items() if question.role == "self-check"
    }


def try_every_answer(view, question):
    """Answer rightly and in every wrong way, try again, and read the explanation."""
    check = view.locator(f'[id="{question.id}"]')
    verdict, _ = said(view, check)
    assert "first" in verdict
    assert not check.locator(".check-again").is_visible()
    heard, entries = set(), feedback(check)
    for answer, number in wrong_answers(question):
        put(view, check, answer)
        verdict, words = said(view, check)
        assert verdict.startswith("Not right."), answer
        told = entries[number]
        assert told
        assert all(" ".join(part.split()) in " ".join(words.split()) for part in told), answer
        heard.add(words)
    assert len(heard) == len(wrong_answers(question))
    put(view, check, right_answer(question))
    assert said(view, check)[0].startswith("Right.")
    press(view, check.locator(".check-again"))
    assert check.locator(".check-said").inner_text() == ""
    assert view.evaluate("document.activeElement.closest('.self-check').id") == question.id
    assert "first" in said(view, check)[0]
    explanation = check.locator("details > p").last
    assert not explanation.is_visible()
    press(view, check.locator("summary"))
    assert explanation.is_visible()
    assert view.faults == []


@EACH
def test_by_keyboard_each_answer_gets_its_own_feedback(browser, page):
    view = opened(browser, page)
    for name in CHECKS[page]:
        try_every_answer(view, BANK[name])
    view.context.close()


@EACH
def test_feedback_comes_in_a_live_region_and_the_question_is_a_legend(browser, page):
    view = opened(browser, page)
    for name in CHECKS[page]:
        check = view.locator(f'[id="{name}"]')
        assert check.locator("fieldset > legend").inner_text().strip(), name
        assert check.locator("[role=status]").count() == 1, name
        fields = check.locator("fieldset input, fieldset select")
        labelled = fields.evaluate_all(
            "all => all.map(e => e.labels.length === 1 && !e.closest('label').querySelector('a'))"
        )
        assert labelled, name
        assert all(labelled), name
    view.context.close()


@EACH
def test_without_scripts_there_is_the_question_and_its_answer_and_no_dead_button(browser, page):
    view = opened(browser, page, java_script_enabled=False)
    for name in CHECKS[page]:
        check = view.locator(f'[id="{name}"]')
        assert check.locator("legend").is_visible(), name
        assert not any(button.is_visible() for button in check.locator("button").all()), name
        check.locator("summary").click()
        assert check.locator("details > p").last.is_visible(), name
        assert check.locator(".check-feedback > li[data-right]").first.is_visible(), name
    view.context.close()


@EACH
def test_self_checks_and_assignments_have_no_accessibility_fault(browser, page):
    view = opened(browser, page, reduced_motion="reduce")
    for check in view.locator(".self-check").all():
        choice = check.locator("fieldset input[type=radio], fieldset input[type=checkbox]")
        if choice.count():
            choice.last.check()
        check.locator(".check-answer").click()
        check.locator("summary").click()
    for theme in ("light", "dark"):
        view.emulate_media(color_scheme=theme)
        view.wait_for_function("t => document.documentElement.dataset.theme === t", arg=theme)
        assert violations(view, ".self-check", ".assignment") == [], theme
    view.context.close()


@EACH
def test_a_page_with_self_checks_fits_a_phone(browser, page):
    view = opened(browser, page, width=360)
    for check in view.locator(".self-check").all():
        check.locator("summary").click()
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    view.context.close()


@EACH
def test_nothing_is_stored_sent_or_written_inline(browser, page):
    view = opened(browser, page)
    before = view.evaluate("[JSON.stringify(localStorage), document.cookie]")
    asked = []
    view.on("request", lambda request: asked.append(request.url))
    for check in view.locator(".self-check").all():
        check.locator(".check-answer").click()
    assert view.evaluate("[JSON.stringify(localStorage), document.cookie]") == before
    assert [url for url in asked if not url.endswith("/favicon.svg")] == []  # it comes last
    names = view.locator(".self-check *").evaluate_all(
        "all => all.flatMap(e => e.getAttributeNames())"
    )
    assert "class" in names
    assert not [name for name in names if name.startswith("on") or name == "style"]
    view.context.close()


def test_only_pages_with_a_self_check_load_the_script_and_it_is_light(pages):
    with_checks = set(CHECKS)
    loading = {name for name, page in pages.items() if page.select_one('script[src*="self-check"]')}
    assert loading == with_checks
    script = (BUILT / "_static" / "self-check.js").read_bytes()
    style = (ROOT / "_static" / "book.css").read_text("utf-8").partition("/* questions: ")[2]
    assert style
    assert len(gzip.compress(script + style.encode())) <= 6_000
    assert b"innerHTML" not in script


@pytest.fixture(scope="module")
def every_type(tmp_path_factory):
    """Build a page with every type of self-check."""
    folder = tmp_path_factory.mktemp("types") / "book"
    book_of(folder, [{**COMMON, **item} for item in yaml.safe_load(ALL_TYPES)], see="")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    return folder


def test_every_type_answers_by_keyboard(browser, every_type):
    for question in load_questions(every_type / "data" / "questions", every_type / "none"):
        view = opened(browser, (every_type / "_build/html/index.html").as_uri())
        try_every_answer(view, question)
        view.context.close()


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
    check = view.locator(f'[id="{name}"]')
    put(view, check, answer)
    view.keyboard.press("Enter")
    assert check.locator(".check-verdict").inner_text() == verdict
    view.context.close()


def test_the_page_compares_words_as_python_does(browser, every_type):
    view = opened(browser, (every_type / "_build/html/index.html").as_uri())
    check = view.locator('[id="index-5"]')
    accepted = {normal(word) for word in ("O'Neill & co", "them")}
    for answer in ("THEM.", "a them", "the-them", "an o'neill   & co", "themes", "to them", "the"):
        put(view, check, answer)
        right = said(view, check)[0] == "Right."
        assert right == (normal(answer) in accepted), answer
    view.context.close()
