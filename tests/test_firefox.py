"""The book is as clean and alive in Firefox as in Chromium: one page of each kind, both ways.

Firefox is driven over WebDriver BiDi (tests/firefox.py). Kinds are told apart by their markup.
"""

import firefox
import pytest
from reader import PAGES, written

pytestmark = pytest.mark.xdist_group("firefox")  # started once, by one worker

KINDS = {
    "explorer": r'<figure class="explorer" data-explorer=',
    "mathematics": r"<math\b",
    "lesson": r'class="lesson\b',
    "table": r"<table\b",
    "plain": "",
}
"""Kinds of chapters, by their markup: a page is of the first that it has."""

ALONE = {"index.html": "front", "404.html": "not found", "search.html": "search"}
WITH = {kind: written(mark) for kind, mark in KINDS.items()}


def kind(name: str) -> str:
    """Tell what kind of page one is by its markup."""
    return ALONE.get(name) or next(kind for kind, pages in WITH.items() if name in pages)


ONE_OF_EACH = {kind(name): name for name in reversed(PAGES)}
"""The first page of each kind that the book has."""


@pytest.fixture(scope="module")
def fox():
    with firefox.launched() as running:
        yield running


def assert_clean(view, root):
    view.wait("() => document.readyState === 'complete'")
    view.evaluate("() => new Promise((done) => setTimeout(done, 300))")  # what comes late
    assert view.faults == []
    assert view.failed == []
    asked = view.asked + view.evaluate(
        "() => performance.getEntriesByType('resource').map((e) => e.name)"
    )
    assert [url for url in asked if not url.startswith((root, "data:", "about:"))] == []
    assert view.evaluate(LOST) == []


# over file:// no request is reported: what did not arrive is seen in the page
LOST = """
() => Array.from(document.querySelectorAll("link[rel~=stylesheet], img"))
  .filter((e) => e.tagName === "IMG" ? e.complete && !e.naturalWidth : !e.sheet)
  .map((e) => e.outerHTML)
"""

PRESS = """
(name, number) => {
  const field = document.querySelectorAll(`[data-explorer="${name}"] .explorer-control`)[number];
  const one = field.querySelector("input:checked, select, input, button") ?? field;
  one.focus();
  const radios = Array.from(field.querySelectorAll("input[type=radio]:enabled"));
  if (radios.length) return one === radios.at(-1) ? "ArrowUp" : "ArrowDown";
  if (one.type === "range") return one.value === one.max ? "ArrowLeft" : "ArrowRight";
  return one.tagName === "SELECT" ? "ArrowDown" : "Enter";
}
"""

SHOWN = """
(name) => [".explorer-picture", "output.explorer-reading"].map(
  (part) => document.querySelector(`[data-explorer="${name}"] ${part}`).innerHTML)
"""


def test_there_is_a_page_of_each_common_kind():
    assert set(ONE_OF_EACH) >= {"front", "search", "explorer", "lesson", "table"}


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_a_page_is_clean(fox, root, kind):
    with fox.page() as view:
        view.goto(f"{root}/{ONE_OF_EACH[kind]}")
        assert_clean(view, root)


def test_every_control_of_an_explorer_works_by_keyboard(fox, root):
    with fox.page() as view:
        view.goto(f"{root}/{ONE_OF_EACH['explorer']}")
        name = view.evaluate("() => document.querySelector('[data-explorer]').dataset.explorer")
        count = view.evaluate(
            "(n) => document.querySelectorAll(`[data-explorer='${n}'] .explorer-control`).length",
            name,
        )
        assert count > 0
        for number in range(count):
            picture, words = view.evaluate(SHOWN, name)
            view.press(view.evaluate(PRESS, name, number))
            view.wait(
                "(n, w) => document.querySelector(`[data-explorer='${n}'] output`).innerHTML !== w",
                name,
                words,
            )
            after = view.evaluate(SHOWN, name)
            assert after[0] != picture, number
        assert_clean(view, root)


def test_the_reader_finds_words_of_the_book(fox, root):
    with fox.page() as view:
        view.goto(f"{root}/{ONE_OF_EACH['search']}?q=dilemma")
        view.wait("() => document.querySelectorAll('#search-results li a').length > 3")
        assert_clean(view, root)
