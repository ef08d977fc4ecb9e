"""Shared by all tests: the built pages, where they stand, and a browser to read them.

`make test` opens a few pages that together have each kind of thing (``reader.SAMPLE``); `make
sweep` opens every page, once, and asks all there is to ask. Both run the same tests:

- A question about a page is a test that takes `view`, the page open in a browser. It is asked of
  each page; the marks `sweep` and `sample` come by themselves.
- A question about a page in each width and theme is a function in ``looks.py``.
- A test of one thing on one page, such as each explorer, takes its parameters from
  ``by_one_worker(page, name)``, which sets the same marks.
- A test that opens a page as it needs it takes `read`, which closes it and looks for faults.
- Whatever else goes through all there is gets ``@pytest.mark.sweep`` and is left to `make sweep`.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from typing import Any

# jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
sys.modules["rfc3987_syntax"] = None

# thousands of tests and what they import stay to the end: nobody looks through them for garbage
gc.disable()

import pytest
from browser import NAMES, WINDOWLESS, launch
from bs4 import BeautifulSoup
from editions import every_type, handouts, planted, written  # noqa: F401  (fixtures)
from host import running
from hypothesis import HealthCheck, settings
from playing import game_page  # noqa: F401  (a fixture)
from playwright.sync_api import Browser, Page, expect, sync_playwright
from reader import BUILT, EACH, PAGES, PATIENCE, UNFOLD, opened, show, soup
from trial import trial  # noqa: F401  (a fixture)

# how many examples a property is tried with, however slow the machine: `make test` takes the first
# profile, `make nightly` the second
UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("book", max_examples=100, **UNHURRIED)
settings.register_profile("nightly", max_examples=1000, **UNHURRIED)
settings.load_profile("book")

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow whatever opens a browser or shares with other tests what is costly to make."""
    for item in items:
        if {"browser", "fox"} & set(item.fixturenames) or item.get_closest_marker("xdist_group"):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Set aside what was collected, and clear memory from here on."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def pages() -> dict[str, BeautifulSoup]:
    """Every built page by its path, such as ``chapters/puzzle.html``."""
    if "index.html" not in PAGES:
        pytest.fail("the book is not built; run `make book` first")
    return {name: soup(name) for name in PAGES}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; `make test` sees to it that there is one."""
    with sync_playwright() as playwright:
        chromium = launch(playwright, names=(WINDOWLESS, *NAMES))
        yield chromium
        chromium.close()


@pytest.fixture
def read(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page, as ``reader.opened`` does, for one test, which leaves it without a fault."""
    views = []

    def read(*address: Any, **options: Any) -> Page:
        views.append(opened(browser, *address, **options))
        return views[-1]

    yield read
    faults = [fault for view in views for fault in view.faults]
    for view in views:
        view.context.close()
    assert faults == []


@pytest.fixture(scope="session")
def host() -> Iterator[str]:
    """The address of the book at a host that sends the headers it asks for."""
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def server(host: str) -> str:
    """The same, without the slash at its end."""
    return host.rstrip("/")


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, server: str) -> str:
    """Where a reader has the book: in a folder, and on a host."""
    return BUILT.as_uri() if request.param == "file" else server


@pytest.fixture(scope="session", params=EACH)
def visited(browser: Browser, host: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the strict host, opened once for all that is asked of it; nothing moves."""
    page = opened(browser, host + request.param, reduced_motion="reduce")
    page.name = request.param
    yield page
    page.context.close()


@pytest.fixture
def view(visited: Page) -> Page:
    """A page as each test finds it: unfolded, light, on a laptop."""
    show(visited)
    visited.evaluate(UNFOLD)
    return visited


RESET = """() => {
  document.querySelectorAll(".explorer-reset").forEach((button) => button.click());
  history.replaceState(history.state, "", location.pathname);
}"""


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page once for all tests of its explorers, which find each as it begins."""
    views: dict[tuple[str, str], Page] = {}

    def look(page: str, motion: str = "reduce") -> Page:
        for key in [key for key in views if key[0] != page]:
            views.pop(key).context.close()
        if (page, motion) not in views:
            views[page, motion] = opened(browser, page, reduced_motion=motion)
        view = views[page, motion]
        show(view)
        view.evaluate(RESET)
        return view

    yield look
    for view in views.values():
        view.context.close()


@pytest.fixture(scope="session", params=EACH)
def bare(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the folder, opened once where scripts are off."""
    page = opened(browser, request.param, java_script_enabled=False, reduced_motion="reduce")
    page.name = request.param
    yield page
    page.context.close()
