"""What a reader has: the built pages, and a browser to open them."""

import re
import time
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, Request

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"
PAGES = [
    name
    for path in sorted(BUILT.rglob("*.html"))
    if not (name := path.relative_to(BUILT).as_posix()).startswith("_static")
]
"""Every built page by its path, such as ``chapters/puzzle.html``."""

PATIENCE = 240_000
"""Milliseconds until a browser counts as hung: on a busy machine nothing else is late."""

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


KINDS = {
    "front page": r'class="[^"]*\bdoors\b',
    "search": r'id="search-results"',
    "page for the lost": r"<title>Page not found",
    "lesson": r'class="lesson\b',
    "prediction": r'class="predict\b',
    "choice": r'class="self-check check-choice',
    "several choices": r'class="self-check check-multiple',
    "match": r'class="self-check check-match',
    "order": r'class="self-check check-order',
    "number": r'class="self-check check-numeric',
    "assignment": r'class="assignment\b',
    "explorer with a slider": r'data-explorer=(?s:.)*?type="range"',
    "explorer with a list": r"data-explorer=(?s:.)*?<select",
    "explorer with a switch": r'data-explorer=(?s:.)*?type="checkbox"',
    "explorer with a table of states": r'class="explorer-table"',
    "game": r'class="[^"]*\bplay\b[^"]*" data-play=',
    "game of two": r'class="play-seats',
    "game of a class": r'class="[^"]*\bplay-class\b',
    "picture": r'<svg[^>]* class="picture"|<svg class="picture"',
    "wide table": r'class="table-scroll',
    "table of numbers": r'class="[^"]*\bhalves\b',
    "table that stacks": r'class="[^"]*\bstacks\b',
    "list of exercises": r'class="[^"]*\bexercise-table\b',
    "claim": r'class="claim-key',
    "editor's note": r'class="note-key',
    "addition": r'class="[^"]*\baddition\b',
    "key points": r'class="[^"]*\bkey-points\b',
    "folded code": r'<details class="[^"]*\bhide\b',
    "formula": r"<math\b",
}
"""Kinds of things on pages, by their markup."""


def _sample() -> list[str]:
    """Return few pages that together have a thing of each kind: the rarest kinds choose first."""
    of = {kind: set(written(mark)) for kind, mark in KINDS.items()}
    chosen: list[str] = []
    for pages in sorted(of.values(), key=len):
        if pages and not pages & set(chosen):
            new = [kind for kind in of.values() if not kind & set(chosen)]
            chosen.append(max(sorted(pages), key=lambda page: sum(page in kind for kind in new)))
    return chosen


SAMPLE = _sample()
"""The pages that `make test` opens; `make sweep` opens all."""


def pdf_texts(file: Path | bytes) -> list[str]:
    """Return what each page of a PDF says, line by line."""
    pages = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pages]


def by_one_worker(page: str, *others: object) -> Any:
    """Mark tests of one page, or of another thing that one worker has: it is asked them all.

    `make sweep` runs them for every page, `make test` for those of the sample.
    """
    marks = [pytest.mark.xdist_group(page)]
    marks += [pytest.mark.sweep] if page in PAGES else []
    marks += [pytest.mark.sample] if page in SAMPLE else []
    return pytest.param(page, *others, marks=marks)


EACH = [by_one_worker(page) for page in PAGES]
"""Every page, as the parameter of a test that opens it."""


def _asks(request: Request) -> bool:
    """Tell whether a page asks: its icon is the browser's own affair, whenever that comes."""
    return not request.url.endswith("/_static/favicon.svg")


def _failed(request: Request) -> bool:
    """Tell whether a request failed, and was not just left behind by a page that went away."""
    return _asks(request) and request.failure != "net::ERR_ABORTED"


def opened(browser: Browser, address: str, width: int = 1280, **options: Any) -> Page:
    """Visit an address for the first time; note what is asked for and what goes wrong."""
    context = browser.new_context(**{"viewport": {"width": width, "height": 900}} | options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.asked, page.faults = [], []

    def note(fault: str, wrong: bool) -> None:
        if wrong:
            page.faults.append(fault)

    page.on("request", lambda one: page.asked.append(one.url) if _asks(one) else None)
    page.on("requestfailed", lambda one: note(f"failed: {one.url}", _failed(one)))
    page.on("pageerror", lambda error: note(str(error), True))
    page.on("console", lambda line: note(line.text, line.type in ("error", "warning")))
    page.on("response", lambda answer: note(answer.url, answer.status >= 400))
    page.answer = page.goto(address if "://" in address else f"{BUILT.as_uri()}/{address}")
    return page


FOCUS = """field => {
  const one = field.querySelector("input:checked") ?? field.querySelector("select, input, button");
  one.focus();
  const radios = Array.from(field.querySelectorAll("input[type=radio]:enabled"));
  if (radios.length) return one === radios.at(-1) ? "ArrowUp" : "ArrowDown";
  if (one.type === "range") return one.value === one.max ? "ArrowLeft" : "ArrowRight";
  return one.tagName === "SELECT" ? "ArrowDown" : one.type === "checkbox" ? " " : "Enter";
}"""
"""Focus a control of an explorer and name the key that moves it."""


def press(view: Page, control: Locator) -> None:
    """Operate a control of an explorer by keyboard alone."""
    view.keyboard.press(control.evaluate(FOCUS))


def until(view: Page, words: str, arg: Any = None) -> None:
    """Wait until a page says yes; a policy that forbids eval is not asked, unlike in the page."""
    end = time.monotonic() + PATIENCE / 1000
    while not view.evaluate(words, arg):
        assert time.monotonic() < end, f"never came: {words}"
        view.wait_for_timeout(20)


def show(view: Page, width: int = 1280, theme: str = "light", text: str = "100%") -> None:
    """Show a page from its top in a width, a theme and a size of text; wait for the theme."""
    size = {"width": width, "height": 900}
    if view.viewport_size != size:
        view.set_viewport_size(size)
    view.emulate_media(color_scheme=theme)
    until(view, SHOWN, [theme, text])
