"""Make one PDF of the built book: python -m tools.pdf [FILE [PAGE ...]], after it was built.

With pages, such as ``chapters/puzzle``, these alone are printed, after the first of the book.

The pages of the table of contents become one document, which Chromium prints: first without page
numbers, then with those that the first print shows, until they stay. What differs on paper from
the screen stands on the back of the title page. `BOOK_URL` in the environment, where the book is
published, makes addresses whole; without it they are printed relative to the book's folder.
"""

import io
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from pypdf.generic import NameObject, TextStringObject

from islands import markup
from tools import pages
from tools.browser import ensure, launch
from tools.pages import PUBLIC as HTML
from tools.pages import ROOT
from tools.paper import faces, named, printed, written

TARGET = ROOT / "_build" / "the-security-dilemma.pdf"

TITLE_PAGE, TITLE_FIGURE = "chapters/interpretation", "fig-two-dilemmas"
"""Where the figure of the title page stands."""

CHROME = (
    "script, template, button, .headerlink, details.hide, .toctree-wrapper, .tag_remove-print, "
    ".self-check details, .check-tools, .check-said, .play-live, .class-live, "
    f".{', .'.join(markup.MOVING)}"
)
"""What a page needs and paper does not; `details.hide` is the folded code.

The details of a self-check are its answers.
"""

IN_ORDER = re.compile(r"ledger-|footnote-|id\d+$")
"""Anchors in lists that are in order: who looks one up needs no page number."""

FEW = 6
"""Up to this many states of an explorer are also printed, in words."""

MOST_PRINTS = 6

LICENCES = {
    "MIT": "code under the MIT licence",
    "CC-BY-4.0": "text and data under Creative Commons Attribution 4.0 (CC BY 4.0)",
}


@dataclass(frozen=True)
class Chapter:
    """A page of the book as it goes to print.

    Attributes
    ----------
    id : str
        Its id in the printed book.
    title, question : str
        Its first heading, and the question with which it opens, where it has one.
    article : Tag
        All of it.
    """

    id: str
    title: str
    question: str
    article: Tag


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _words(tag: Any) -> str:
    return " ".join(tag.get_text().split()) if tag else ""


def contents(only: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """Read the table of contents: caption and page names of each part; the root has no caption."""
    (_, root), *parts = pages.contents()
    chosen = [(caption, [n for n in some if not only or n in only]) for caption, some in parts]
    return [("", root), *(part for part in chosen if part[1])]


def prefix(name: str) -> str:
    """Return the id of a page in the printed book; it also goes before each of the page's ids."""
    return name.replace("/", "-")


def address(path: str) -> str:
    """Return where a file of the book is found: whole where `BOOK_URL` says it."""
    base = os.environ.get("BOOK_URL", "").rstrip("/")
    return f"{base}/{path}" if base else path


def _link(tag: Tag, name: str, names: Collection[str]) -> None:
    """Point a link to its place in the printed book, or to the published file."""
    href = str(tag["href"])
    path, _, anchor = href.partition("#")
    if re.match(r"[a-z]+:", path):
        return
    file = urljoin(name, path) if path else ""
    page = file.removesuffix(".html") if path else name
    if page in names and (not path or file.endswith(".html")):
        target = f"{prefix(page)}--{anchor}" if anchor else prefix(page)
        tag["href"] = f"#{target}"
        marked = tag.find_parent(class_=re.compile("^(claim|bibtex-citation)$"))
        if page != name and not marked and not IN_ORDER.match(anchor):
            tag.append(_parsed(f'<span class="at" data-to="{target}"></span>'))
    elif os.environ.get("BOOK_URL"):
        tag["href"] = address(href.replace(path, file, 1))
    else:
        del tag["href"]


def _rename_ids(article: Tag, name: str) -> None:
    """Make ids, and what refers to them inside pictures and formulas, unique in the whole book."""
    here = prefix(name)
    for tag in article.find_all(True):
        for key in ("id", "aria-labelledby", "aria-describedby", "for"):
            if tag.get(key):
                tag[key] = f"{here}--{tag[key]}"
        for key in ("clip-path", "fill", "stroke", "filter", "mask", "style"):
            if "url(#" in str(tag.get(key, "")):
                tag[key] = str(tag[key]).replace("url(#", f"url(#{here}--")
        if tag.name == "use":
            tag["href"] = f"#{here}--{str(tag['href'])[1:]}"
        tag.attrs.pop("title", None)
        if tag.name == "img":
            tag["src"] = (HTML / urljoin(name, str(tag["src"]))).as_uri()


def _open(article: Tag) -> None:
    """Print what the screen opens at a click, and questions as lists."""
    for table in article.select(f"details.{markup.TABLE}"):
        figure = table.find_parent("figure")
        assert figure is not None
        figure.insert_after(table.extract())
        if len(table.select("tbody tr")) > FEW:
            table.decompose()
    for details in article.find_all("details"):
        states = markup.TABLE in details.get("class", [])
        details.name = "div"
        details["class"] = ["states" if states else "opened"]
        if details.summary:
            details.summary["class"] = ["opened-title"]
            details.summary.name = "p"
    _print_questions(article)
    plain = {"fieldset": "div", "legend": "p", "label": "div", "output": "p"}
    for tag in article.find_all(list(plain)):
        tag["class"] = [*tag.get("class", []), f"was-{tag.name}"]
        tag.name = plain[tag.name]


def _print_questions(article: Tag) -> None:
    """Put what a pen can fill in where the screen has controls; the style sheet draws it."""
    for question in article.select(".check-match legend"):
        assert question.parent is not None
        options = question.parent.select("p:first-of-type option:not([value])")
        words = " · ".join(escape(option.get_text()) for option in options)
        question.insert_after(_parsed(f'<p class="choices">Choose from: {words}</p>'))
    for field in article.select("input, select"):
        field.replace_with(_parsed(f'<span class="blank-{field.get("type", field.name)}"></span>'))


def _point_to_explorers(article: Tag, name: str) -> None:
    for figure in article.select(f"figure.{markup.EXPLORER}"):
        place = escape(address(f"{name}.html#{figure['data-explorer']}-title"))
        public = os.environ.get("BOOK_URL")
        link = f'<a href="{place}">{place}</a>' if public else f"<span>{place}</span>"
        words = _parsed(f'<p class="moves">It moves at {link}</p>')
        figure.select(f".{markup.READING}")[0].insert_after(words)


def read(name: str, names: Collection[str], *, deeper: bool) -> Chapter:
    """Read a page and make it fit to print.

    Parameters
    ----------
    name : str
        Such as ``chapters/puzzle``.
    names : collection of str
        All pages of the printed book.
    deeper : bool
        Whether its headings go one level down, below that of a part.

    Returns
    -------
    Chapter
        Its article, without what only a screen can show.
    """
    source = pages.page(name)
    article = source.select_one("article.bd-article")
    assert article is not None, name
    for link in article.select("svg a"):  # a picture on paper has no room for numbers of pages
        link.unwrap()
    for tag in article.select(CHROME):
        tag.decompose()
    for tag in article.select("a[href]"):
        _link(tag, name, names)
    _point_to_explorers(article, name)
    _rename_ids(article, name)
    _open(article)
    article["id"], article["class"] = prefix(name), ["bd-article", "chapter"]
    for level in range(5, 0, -1) if deeper else ():
        for heading in article.find_all(f"h{level}"):
            heading.name = f"h{level + 1}"
    title, question = article.find(re.compile("h[12]")), article.select_one(".lesson-question")
    return Chapter(prefix(name), _words(title), _words(question), article)


def style_sheets(names: list[str]) -> list[str]:
    """List every style sheet that a page of the book links, once."""
    linked = 'link[rel~="stylesheet"][href]'
    links = ((name, link["href"]) for name in names for link in pages.page(name).select(linked))
    paths = (urljoin(name, str(href)).partition("?")[0] for name, href in links)
    return [(HTML / path).as_uri() for path in dict.fromkeys(paths)]


def citation() -> dict[str, Any]:
    """Read how to cite the book, authors as one line."""
    cff: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    for work in (cff, *cff["references"]):
        work["who"] = [
            author.get("name") or f"{author['given-names']} {author['family-names']}"
            for author in work["authors"]
        ]
    return cff


def assemble(parts: list[tuple[str, list[Chapter]]], names: list[str]) -> str:
    """Put title page, contents, parts and chapters one after the other: see `pdf.html`."""
    chapters = [chapter for _, some in parts for chapter in some]
    cover = pages.page(TITLE_PAGE).select_one(f"#{TITLE_FIGURE} svg.{markup.PICTURE}")
    assert cover is not None, f"{TITLE_PAGE} has no {TITLE_FIGURE} for the title page"
    cff, ledger = citation(), "chapters/claims"
    title, _, subtitle = cff["title"].partition(": ")
    forms = Environment(loader=FileSystemLoader(ROOT / "tools"), autoescape=True)
    html: str = forms.get_template("pdf.html").render(
        parts=parts,
        chapters=chapters,
        sheets=style_sheets(names),
        style=faces() + (ROOT / "tools" / "pdf.css").read_text("utf-8"),
        cover=str(cover),
        cff=cff,
        article=cff["references"][0],
        title=title,
        subtitle=subtitle,
        licence="; ".join(LICENCES[name] for name in cff["license"]),
        home=os.environ.get("BOOK_URL", "").rstrip("/"),
        ledger=prefix(ledger) if ledger in names else "",
    )
    return html


def numbered(page: str, numbers: dict[str, int]) -> str:
    """Fill in page numbers; three digits stand where none is known yet."""

    def fill(match: re.Match[str]) -> str:
        number = str(numbers.get(match[2], 888))
        words = number if match[1] == "number" else f" (p.\N{NO-BREAK SPACE}{number})"
        return match[0] + words

    return re.sub(r'<span class="(at|number)" data-to="([^"]+)">', fill, page)


def destinations(pdf: bytes) -> dict[str, int]:
    """Return on which page, from 1, each named place of a PDF is."""
    reader = PdfReader(io.BytesIO(pdf))
    places = reader.named_destinations
    number = reader.get_destination_page_number
    return {name.removeprefix("/"): number(place) + 1 for name, place in places.items()}  # type: ignore[operator]


def _outline(entry: Any) -> Iterator[Any]:
    """List the entries below one of the outline, in the order of the book."""
    entry = entry.get("/First")
    while entry is not None:
        yield entry.get_object()
        yield from _outline(entry.get_object())
        entry = entry.get_object().get("/Next")


def finish(pdf: bytes, headings: list[str]) -> bytes:
    """Name the book in the PDF's properties, and take out what differs from print to print.

    Chromium writes a heading twice into the outline where it moved it to the next sheet.
    """
    cff = citation()
    writer = named(pdf, Title=cff["title"], Author=", ".join(cff["who"]))
    writer.page_mode = "/UseOutlines"
    writer.create_viewer_preferences().display_doctitle = True
    entries = _outline(writer.root_object["/Outlines"])
    for entry, heading in zip(entries, headings, strict=True):
        entry[NameObject("/Title")] = TextStringObject(heading)
    return written(writer)


def compose(only: Collection[str] = ()) -> str:
    """Write the book, or some pages of it, as one page, its page numbers still open."""
    parts = contents(only)
    names = [name for _, some in parts for name in some]
    chapters = [
        (title, [read(n, names, deeper=bool(title)) for n in some]) for title, some in parts
    ]
    return assemble(chapters, names)


def settled(page: str) -> bytes:
    """Print the book until its page numbers stay, and return it.

    Parameters
    ----------
    page : str
        As `compose` writes it.

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    RuntimeError
        If they do not stay.
    """
    numbers: dict[str, int] = {}
    headings = [_words(heading) for heading in _parsed(page).find_all(re.compile(r"^h[1-6]$"))]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser, file = launch(playwright), Path(folder, "book.html")
        for _ in range(MOST_PRINTS):
            pdf = printed(browser, numbered(page, numbers), file, outline=True)
            before, numbers = numbers, destinations(pdf)
            if numbers == before:
                return finish(pdf, headings)
    raise RuntimeError(f"after {MOST_PRINTS} prints the page numbers still change")


def make(target: Path, only: Collection[str] = ()) -> int:
    """Make the PDF and return 0, or 1 with the reason."""
    pages.edition()
    if ensure(["chromium"], "The book is printed with"):
        return 1
    target.write_bytes(settled(compose(only)))
    print(f"The printed book is {os.path.relpath(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1]) if sys.argv[1:] else TARGET, sys.argv[2:]))
