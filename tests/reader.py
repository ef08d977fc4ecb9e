"""What a reader has: the built pages, and a browser to open them."""

import re
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
SHOWN = """([theme, text]) => {
  document.documentElement.style.fontSize = text;
  scrollTo(0, 0);
  const [red] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
  return (red < 128) === (theme === "dark");
}"""


CUT = """() => [...document.querySelectorAll("section.play *")].filter((e) => {
  if (!e.checkVisibility() || e.closest(".play-quiet, svg, thead")) return false;
  const box = e.getBoundingClientRect();
  if (!box.width || !e.textContent.trim()) return false;
  const clipped = getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
  return clipped || box.right > innerWidth + 0.5 || box.left < -0.5;
}).map((e) => e.outerHTML.slice(0, 120))"""
"""What of a game is cut off, or sticks out of the window."""


@cache
def _source(name: str) -> str:
    return (BUILT / name).read_text("utf-8")


@cache
def soup(name: str) -> BeautifulSoup:
    """Return a built page, read once; nobody changes it."""
    return BeautifulSoup(_source(name), "html.parser")


def written(mark: str) -> dict[str, list[str]]:
    """Return what a mark catches on each page that has it: read as text, which is soon done."""
    return {name: found for name in PAGES if (found := re.findall(mark, _source(name)))}


def explorers() -> dict[str, list[str]]:
    """Return the names of the explorers of each page that has some."""
    return written(r'<figure class="explorer" data-explorer="([^"]+)"')


def pdf_texts(file: Path | bytes) -> list[str]:
    """Return what each page of a PDF says, line by line."""
    pages = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pages]


def by_one_worker(page: str, *others: object) -> Any:
    """Mark tests that look at one page: the worker that has opened it asks them all."""
    return pytest.param(page, *others, marks=pytest.mark.xdist_group(page))


def opened(browser: Browser, address: str, width: int = 1280, **options: Any) -> Page:
    """Visit an address for the first time; note what is asked for and what goes wrong."""
    context = browser.new_context(**{"viewport": {"width": width, "height": 900}} | options)
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


def until(view: Page, words: str, arg: Any = None) -> None:
    """Wait until a page says yes; a policy that forbids eval is not asked, unlike in the page."""
    for _ in range(600):
        if view.evaluate(words, arg):
            return
        view.wait_for_timeout(50)
    raise AssertionError(f"never came: {words}")


def show(view: Page, width: int = 1280, theme: str = "light", text: str = "100%") -> None:
    """Show a page from its top in a width, a theme and a size of text; wait for the theme."""
    size = {"width": width, "height": 900}
    if view.viewport_size != size:
        view.set_viewport_size(size)
    view.emulate_media(color_scheme=theme)
    until(view, SHOWN, [theme, text])
