"""What a reader has: the built pages, and a browser to open them."""

from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
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

UNFOLD = "() => document.querySelectorAll('details').forEach((e) => { e.open = true; })"
IN_THEME = """theme => {
  const [red] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
  return (red < 128) === (theme === "dark");
}"""


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
    page.answer = page.goto(address if "://" in address else f"{BUILT.as_uri()}/{address}")
    return page


def show(view: Page, width: int = 1280, theme: str = "light", text: str = "100%") -> None:
    """Show a page from its top in a width, a theme and a size of text; wait for the theme."""
    view.evaluate("text => { document.documentElement.style.fontSize = text; }", text)
    view.set_viewport_size({"width": width, "height": 900})
    view.emulate_media(color_scheme=theme)
    view.wait_for_function(IN_THEME, arg=theme)
    view.evaluate("scrollTo(0, 0)")
