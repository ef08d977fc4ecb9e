"""What a reader has: the built pages, a host that serves them, a browser, and axe to judge them."""

import http.server
import threading
from functools import cache, partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"
PAGES = [
    name
    for path in sorted(BUILT.rglob("*.html"))
    if not (name := path.relative_to(BUILT).as_posix()).startswith("_static")
]
"""Every built page by its path, such as ``chapters/puzzle.html``."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
JUDGE = """([parts, options]) => axe.run(parts || document, options).then((found) =>
  found.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]))"""


@cache
def soup(name: str) -> BeautifulSoup:
    """Return a built page, read once; nobody changes it."""
    return BeautifulSoup((BUILT / name).read_text("utf-8"), "html.parser")


def with_part(selector: str) -> dict[str, list[Any]]:
    """Return the pages that have a part, each with all such parts."""
    return {name: found for name in PAGES if (found := soup(name).select(selector))}


def pdf_texts(file: Path | bytes) -> list[str]:
    """Return what each page of a PDF says, line by line."""
    pages = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pages]


def by_one_worker(page: str, *others: object) -> Any:
    """Mark tests that look at one page: the worker that has opened it asks them all."""
    return pytest.param(page, *others, marks=pytest.mark.xdist_group(page))


def served(folder: Path) -> http.server.ThreadingHTTPServer:
    """Serve a folder at a free port until told to shut down."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def opened(browser: Browser, address: str, width: int = 1280, **options: Any) -> Page:
    """Visit an address for the first time; note what is asked for and what goes wrong."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.faults.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on(
        "console",
        lambda said: page.faults.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.on(
        "response",
        lambda response: page.faults.append(response.url) if response.status >= 400 else None,
    )
    page.goto(address if "://" in address else f"{BUILT.as_uri()}/{address}")
    return page


def violations(view: Page, *parts: str) -> list[list[Any]]:
    """Ask axe about a page, or parts of it: rule, number of places, the first of them."""
    if not view.evaluate("'axe' in window"):
        view.evaluate(AXE_SCRIPT)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    return view.evaluate(
        JUDGE, [{"include": [[part] for part in parts]} if parts else None, options]
    )
