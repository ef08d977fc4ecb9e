"""Shared by all tests: the built pages, where they stand, and a browser to read them."""

import shutil
import sys
from collections.abc import Iterator

# jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
sys.modules["rfc3987_syntax"] = None

import pytest
from browser import NAMES, WINDOWLESS
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Playwright, sync_playwright
from reader import BUILT, PAGES, served, soup


@pytest.fixture(scope="session")
def pages() -> dict[str, BeautifulSoup]:
    """Every built page by its path, such as ``chapters/puzzle.html``."""
    if "index.html" not in PAGES:
        pytest.fail("the book is not built; run `make book` first")
    return {name: soup(name) for name in PAGES}


def launch(playwright: Playwright) -> Browser:
    """Start the browser of this machine, or the one that Playwright has."""
    path = next(filter(None, map(shutil.which, (WINDOWLESS, *NAMES))), None)
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=path, args=args)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; `make test` sees to it that there is one."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address at which the book is served."""
    running = served(BUILT)
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, server: str) -> str:
    """Where a reader has the book: in a folder, and on a host."""
    return BUILT.as_uri() if request.param == "file" else server
