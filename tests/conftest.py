"""Shared by all tests: where the book is, its built pages, and a browser to read them with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NAMES, WINDOWLESS
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def pages() -> dict[str, BeautifulSoup]:
    """Every built page by its path, such as ``chapters/puzzle.html``."""
    if not (BUILT / "index.html").is_file():
        pytest.fail("the book is not built; run `make book` first")
    names = [str(path.relative_to(BUILT)) for path in sorted(BUILT.rglob("*.html"))]
    return {
        name: BeautifulSoup((BUILT / name).read_text("utf-8"), "html.parser")
        for name in names
        if not name.startswith("_static")
    }


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
