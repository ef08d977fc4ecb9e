"""The book is as clean and alive in Firefox as in Chromium: one page of each kind.

Firefox is driven over WebDriver BiDi (tests/firefox.py).
"""

import firefox
import pytest
from reader import FOCUS, SAMPLE, explorers

pytestmark = pytest.mark.xdist_group("firefox")  # started once, by one worker


@pytest.fixture(scope="module")
def fox():
    with firefox.launched() as running:
        yield running


# over file:// no request is reported: what did not arrive is seen in the page
LOST = """
() => Array.from(document.querySelectorAll("link[rel~=stylesheet], img"))
  .filter((e) => e.tagName === "IMG" ? e.complete && !e.naturalWidth : !e.sheet)
  .map((e) => e.outerHTML)
"""
LOADED = "() => performance.getEntriesByType('resource').map((e) => e.name)"


def assert_clean(view, root):
    view.wait("() => document.readyState === 'complete'")
    asked = view.asked + view.evaluate(LOADED)
    assert [url for url in asked if not url.startswith((root, "data:", "about:"))] == []
    assert view.evaluate(LOST) == []
    assert view.faults == view.failed == []


CONTROLS = "[data-explorer='%s'] .explorer-control"
PRESS = f"(chosen, number) => ({FOCUS})(document.querySelectorAll(chosen)[number])"

SHOWN = """
(name) => [".explorer-picture", "output.explorer-reading"].map(
  (part) => document.querySelector(`[data-explorer="${name}"] ${part}`).innerHTML)
"""


WAYS = [("http", page) for page in SAMPLE]
WAYS += [("file", page) for page in ("index.html", "search.html", "chapters/worlds.html")]


@pytest.mark.parametrize(("root", "page"), WAYS, indirect=["root"])
def test_a_page_is_clean_and_its_explorers_work_by_keyboard(fox, root, page):
    with fox.page() as view:
        view.goto(f"{root}/{page}")
        for name in explorers().get(page, ()):
            count = view.evaluate("(of) => document.querySelectorAll(of).length", CONTROLS % name)
            assert count > 0
            for number in range(count):
                before = view.evaluate(SHOWN, name)
                view.press(view.evaluate(PRESS, CONTROLS % name, number))
                view.wait(f"(name, before) => ({SHOWN})(name)[0] !== before[0]", name, before)
                assert view.evaluate(SHOWN, name)[1] != before[1], (name, number)
        assert_clean(view, root)


def test_the_reader_finds_words_of_the_book(fox, root):
    with fox.page() as view:
        view.goto(f"{root}/search.html?q=dilemma")
        view.wait("() => document.querySelectorAll('#search-results li a').length > 3")
        assert_clean(view, root)
