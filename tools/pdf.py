"""Make one PDF of the built book: python tools/pdf.py [FILE [PAGE ...]], after it was built.

With pages, such as ``chapters/puzzle``, these alone are printed, after the first of the book.

The pages of the table of contents become one document, which Chromium prints: first without page
numbers, then with those that the first print shows, until they stay. What differs on paper from
the screen stands on the back of the title page. `BOOK_URL` in the environment, where the book is
published, makes addresses whole; without it they are printed relative to the book's folder.
"""

import io
import os
import posixpath
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
import matplotlib as mpl
import yaml
from browser import NAMES, ensure
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Playwright, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
TARGET = ROOT / "_build" / "the-security-dilemma.pdf"

SERIF, SANS = font_source_serif_pro.font_files_ttf, font_source_sans_pro.font_files_ttf
FACES = {
    ("Source Serif Pro", 400, "normal"): SERIF["SourceSerifPro"],
    ("Source Serif Pro", 400, "italic"): SERIF["SourceSerifProIt"],
    ("Source Serif Pro", 700, "normal"): SERIF["SourceSerifProBold"],
    ("Source Serif Pro", 700, "italic"): SERIF["SourceSerifProBoldIt"],
    ("Source Sans Pro", 400, "normal"): SANS["SourceSansPro"],
    ("Source Sans Pro", 400, "italic"): SANS["SourceSansProIt"],
    ("Source Sans Pro", 600, "normal"): SANS["SourceSansProSemibold"],
    ("Source Sans Pro", 600, "italic"): SANS["SourceSansProSemiboldIt"],
    ("DejaVu Sans", 400, "normal"): f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf",
    ("DejaVu Sans Mono", 400, "normal"): f"{mpl.get_data_path()}/fonts/ttf/DejaVuSansMono.ttf",
}
"""The faces of the printed book, the same on every machine; DejaVu has the rare signs."""

CHROME = (
    "script, template, button, .headerlink, .explorer-controls, .explorer-note, .explorer-tools, "
    ".explorer-record, details.hide, .toctree-wrapper, .tag_remove-print, "
    ".self-check details, .check-tools, .check-said"
)
"""What a page needs and paper does not; `details.hide` is the folded code.

The details of a self-check are its answers.
"""

IN_ORDER = re.compile(r"ledger-|footnote-|id\d+$")
"""Anchors in lists that are in order: who looks one up needs no page number."""

FEW = 8
"""Up to this many states of an explorer are also printed, in words."""

MOST_PRINTS = 6

LICENCES = {
    "MIT": "code under the MIT licence",
    "CC-BY-4.0": "text and data under Creative Commons Attribution 4.0 (CC BY 4.0)",
}


@dataclass(frozen=True)
class Chapter:
    """A page of the book as it goes to print."""

    name: str
    article: Tag

    @property
    def title(self) -> str:
        """Its first heading."""
        return _words(self.article.find(re.compile("h[12]")))

    @property
    def question(self) -> str:
        """The question with which it opens, where it has one."""
        return _words(self.article.select_one(".lesson-question"))


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _words(tag: Any) -> str:
    return " ".join(tag.get_text().split()) if tag else ""


def contents(only: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """Read the table of contents: caption and page names of each part; the root has no caption.

    Parameters
    ----------
    only : collection of str
        The pages to print besides the root; all, if none are named.

    Returns
    -------
    list of tuple
        A part without pages is left out.

    Raises
    ------
    ValueError
        If there is no such page.
    """
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = [(part["caption"], [c["file"] for c in part["chapters"]]) for part in toc["parts"]]
    if unknown := set(only).difference(*(some for _, some in parts)):
        raise ValueError(f"_toc.yml has no page {', '.join(sorted(unknown))}")
    chosen = [(caption, [c for c in some if not only or c in only]) for caption, some in parts]
    return [("", [toc["root"]]), *((caption, some) for caption, some in chosen if some)]


def prefix(name: str) -> str:
    """Return the id of a page in the printed book; it also goes before each of the page's ids."""
    return name.replace("/", "-")


def address(path: str) -> str:
    """Return where a file of the book is found: whole where `BOOK_URL` says it."""
    base = os.environ.get("BOOK_URL", "").rstrip("/")
    return f"{base}/{path}" if base else path


def _link(tag: Tag, name: str, names: set[str]) -> None:
    """Point a link to its place in the printed book, or to the published file."""
    href = str(tag["href"])
    path, _, anchor = href.partition("#")
    if re.match(r"[a-z]+:", path):
        return
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else ""
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
        if tag.name != "a" or "title" in tag.attrs:
            tag.attrs.pop("title", None)
        if tag.name == "img":
            source = posixpath.normpath(posixpath.join(posixpath.dirname(name), str(tag["src"])))
            tag["src"] = (HTML / source).as_uri()


def _open(article: Tag) -> None:
    """Print what the screen opens at a click, and questions as lists."""
    for table in article.select("details.explorer-table"):
        figure = table.find_parent("figure")
        assert figure is not None
        figure.insert_after(table.extract())
        if len(table.select("tbody tr")) > FEW:
            table.decompose()
    for details in article.find_all("details"):
        states = "explorer-table" in details.get("class", [])
        details.name = "div"
        details["class"] = ["states" if states else "opened"]
        if details.summary:
            details.summary["class"] = ["opened-title"]
            details.summary.name = "p"
    _print_questions(article)
    for tag, plain in (("fieldset", "div"), ("legend", "p"), ("label", "div"), ("output", "p")):
        for found in article.find_all(tag):
            found["class"] = [*found.get("class", []), f"was-{tag}"]
            found.name = plain


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
    for figure in article.select("figure.explorer"):
        place = address(f"{name}.html#{figure['data-explorer']}-title")
        link = f'<a href="{escape(place)}">{escape(place)}</a>'
        if not os.environ.get("BOOK_URL"):
            link = f"<span>{escape(place)}</span>"
        words = _parsed(f'<p class="moves">It moves at {link}</p>')
        figure.select(".explorer-reading")[0].insert_after(words)


def read(name: str, names: set[str], *, deeper: bool) -> Chapter:
    """Read a page and make it fit to print.

    Parameters
    ----------
    name : str
        Such as ``chapters/puzzle``.
    names : set of str
        All pages of the printed book.
    deeper : bool
        Whether its headings go one level down, below that of a part.

    Returns
    -------
    Chapter
        Its article, without what only a screen can show.
    """
    source = _parsed((HTML / f"{name}.html").read_text("utf-8"))
    article = source.select_one("article.bd-article")
    assert article is not None, name
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
    return Chapter(name, article)


def styles(names: list[str]) -> str:
    """Link every style sheet that a page of the book links, then those of print."""
    found: dict[str, None] = {}
    for name in names:
        page = _parsed((HTML / f"{name}.html").read_text("utf-8"))
        for link in page.select('link[rel~="stylesheet"][href]'):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), str(link["href"])))
            found.setdefault((HTML / path.partition("?")[0]).as_uri())
    faces = "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f'src: url("{Path(file).as_uri()}"); }}'
        for (family, weight, slant), file in FACES.items()
    )
    links = "\n".join(f'<link rel="stylesheet" href="{escape(path)}">' for path in found)
    own = (ROOT / "tools" / "pdf.css").read_text("utf-8")
    return f"{links}\n<style>\n{faces}\n{own}</style>"


def running_heads(chapters: list[Chapter]) -> str:
    """Write the page style of each chapter: its title stands at the head of right-hand pages."""
    rules = []
    for chapter in chapters:
        page, title = prefix(chapter.name), chapter.title.replace('"', r"\"")
        rules.append(f"#{page} {{ page: {page}; }}")
        rules.append(f'@page {page}:right {{ @top-right {{ content: "{title}"; }} }}')
    return "<style>\n" + "\n".join(rules) + "\n</style>"


def title_page(cover: Tag, names: Collection[str]) -> str:
    """Write the title page, from what the citation file says, and its back."""
    ledger = "chapters/claims"
    at = f'<span class="at" data-to="{prefix(ledger)}"></span>' if ledger in names else ""
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    title, _, subtitle = cff["title"].partition(": ")
    article = cff["references"][0]
    who = " and ".join(f"{a['given-names']} {a['family-names']}" for a in article["authors"])
    where = f"{article['journal']} {article['volume']}, no. {article['issue']} ({article['year']})"
    authors = ", ".join(
        a.get("name") or f"{a['given-names']} {a['family-names']}" for a in cff["authors"]
    )
    year = str(cff["date-released"])[:4]
    licence = "; ".join(LICENCES[name] for name in cff["license"])
    home = os.environ.get("BOOK_URL", "").rstrip("/")
    site = f'<a href="{escape(home)}">{escape(home)}</a>' if home else "the book’s own site"
    return f"""<section class="title-page">
<p class="title">{escape(title)}</p>
<p class="subtitle">{escape(subtitle[:1].upper() + subtitle[1:])}</p>
<div class="cover">{cover}</div>
<p class="by">{escape(authors)}</p>
<p class="edition">{year} · version {escape(str(cff["version"]))}</p>
<p class="after">after {escape(who)}, <cite>{escape(article["title"])}</cite>,
{escape(where)}</p>
<p class="edition">{escape(licence[:1].upper() + licence[1:])}</p>
</section>
<section class="verso">
<p>Please cite this book as: {escape(authors)}, <cite>{escape(cff["title"])}</cite>, version
{escape(str(cff["version"]))}, {year}. Its argument is that of {escape(who)},
<cite>{escape(article["title"])}</cite>, {escape(where)}; please cite them too.</p>
<p class="verso-title">How this edition differs from the screen</p>
<p>It is printed from the pages of the book, which are alive at {site}.</p>
<ul>
<li><b>Figures that move</b> are printed in the state in which they open, with the sentence that
says what they show and the address at which they move.</li>
<li><b>Predictions.</b> Mark your guess before you read on. What to compare it with opens at a
click on the screen; here it stands directly below, under its own heading, so cover it.</li>
<li><b>Self-checks</b> are printed as questions. On the screen each answers what you chose.</li>
<li><b>Python.</b> The programs that make figures and tables are folded away on the screen and left
out here. Code that is printed is code that the text speaks about.</li>
<li><b>Marks</b> such as [A5] lead to the ledger, <i>Claims and sources</i>, which lists them in
order{at}. In the file every mark, citation and
reference is a link.</li>
</ul>
</section>"""


def _entry(target: str, words: str, kind: str) -> str:
    return (
        f'<li class="{kind}"><a href="#{target}"><span>{escape(words)}</span>'
        f'<span class="number" data-to="{target}"></span></a></li>'
    )


def whole(parts: list[tuple[str, list[Chapter]]], names: list[str]) -> str:
    """Put title page, contents, parts and chapters one after the other."""
    entries, body = [], []
    for number, (caption, chapters) in enumerate(parts):
        if caption:
            entries.append(_entry(f"part-{number}", caption, "part"))
            questions = "".join(
                f'<li><a href="#{prefix(c.name)}">{escape(c.title)}</a>'
                f"<p>{escape(c.question)}</p></li>"
                for c in chapters
            )
            body.append(
                f'<section class="part" id="part-{number}"><h1>{escape(caption)}</h1>'
                f"<ul>{questions}</ul></section>"
            )
        for chapter in chapters:
            entries.append(_entry(prefix(chapter.name), chapter.title, "page"))
            body.append(str(chapter.article))
    chapters = [chapter for _, some in parts for chapter in some]
    first = chapters[0].article.select_one("svg.picture")
    assert first is not None, "the first page has no figure for the title page"
    cover = str(first).replace(f"{prefix(chapters[0].name)}--", "cover--")
    return f"""<!DOCTYPE html>
<html lang="en-GB" data-theme="light">
<head><meta charset="utf-8"><title>The Security Dilemma</title>
{styles(names)}
{running_heads(chapters)}
</head>
<body class="book">
{title_page(_parsed(cover), names)}
<nav class="contents-pages" id="contents"><h1>Contents</h1><ol>{"".join(entries)}</ol></nav>
{"".join(body)}
</body></html>"""


def numbered(page: str, numbers: dict[str, int]) -> str:
    """Fill in page numbers; three digits stand where none is known yet."""

    def fill(match: re.Match[str]) -> str:
        number = str(numbers.get(match[2], 888))
        told = number if match[1] == "number" else f" (p.\N{NO-BREAK SPACE}{number})"
        return match[0] + told

    return re.sub(r'<span class="(at|number)" data-to="([^"]+)">', fill, page)


def destinations(pdf: bytes) -> dict[str, int]:
    """Return on which page, from 1, each named place of a PDF is."""
    reader = PdfReader(io.BytesIO(pdf))
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
    return {
        name.removeprefix("/"): pages[place.page.idnum]  # type: ignore[union-attr]
        for name, place in reader.named_destinations.items()
    }


def _outline(entry: Any) -> Iterator[Any]:
    """List the entries below one of the outline, in the order of the book."""
    entry = entry.get("/First")
    while entry is not None:
        yield entry.get_object()
        yield from _outline(entry.get_object())
        entry = entry.get_object().get("/Next")


def _renumbered(pdf: bytes) -> bytes:
    """Name the cells of tables from 1: Chromium counts all that its process has ever made."""
    names = sorted(set(re.findall(rb"node\d{8}", pdf)))
    new = {name: b"node%08d" % number for number, name in enumerate(names, 1)}
    return re.sub(rb"node\d{8}", lambda found: new[found[0]], pdf)


def finish(pdf: bytes, headings: list[str]) -> bytes:
    """Name the book in the PDF's properties, and take out what differs from print to print.

    Chromium writes a heading twice into the outline where it moved it to the next sheet.
    """
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    author = ", ".join(a.get("name", "") for a in cff["authors"])
    writer.metadata = {"/Title": cff["title"], "/Author": author}
    writer.page_mode = "/UseOutlines"
    writer.create_viewer_preferences().display_doctitle = True
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    entries = _outline(writer.root_object["/Outlines"])
    for entry, heading in zip(entries, headings, strict=True):
        entry[NameObject("/Title")] = TextStringObject(heading)
    file = io.BytesIO()
    writer.write(file)
    return _renumbered(file.getvalue())


def launch(playwright: Playwright) -> Browser:
    """Start this machine's Chromium, or Playwright's own."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def compose(only: Collection[str] = ()) -> str:
    """Write the book, or some of its pages, as one page, its page numbers still open."""
    outline = contents(only)
    names = [name for _, some in outline for name in some]
    parts = [
        (caption, [read(name, set(names), deeper=bool(caption)) for name in some])
        for caption, some in outline
    ]
    return whole(parts, names)


def prints(page: str, folder: Path) -> Iterator[bytes]:
    """Print the book again and again, each time with the page numbers of the print before."""
    numbers: dict[str, int] = {}
    file = folder / "book.html"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            while True:
                file.write_text(numbered(page, numbers), encoding="utf-8")
                tab = browser.new_page(java_script_enabled=False)
                tab.goto(file.as_uri())
                pdf = tab.pdf(
                    prefer_css_page_size=True, print_background=True, outline=True, tagged=True
                )
                tab.close()
                numbers = destinations(pdf)
                yield pdf
        finally:
            browser.close()


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
    before: dict[str, int] = {}
    headings = [_words(heading) for heading in _parsed(page).find_all(re.compile(r"^h[1-6]$"))]
    with tempfile.TemporaryDirectory() as folder:
        for pdf in islice(prints(page, Path(folder)), MOST_PRINTS):
            numbers = destinations(pdf)
            if numbers == before:
                return finish(pdf, headings)
            before = numbers
    raise RuntimeError(f"after {MOST_PRINTS} prints the page numbers still change")


def make(target: Path = TARGET, only: Collection[str] = ()) -> int:
    """Make the PDF and return 0, or 1 with the reason."""
    if not (HTML / "index.html").is_file():
        print(f"There is no book in {HTML}; run `make book` first.", file=sys.stderr)
        return 1
    if ensure():
        return 1
    target.write_bytes(settled(compose(only)))
    print(f"The printed book is {os.path.relpath(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1]) if sys.argv[1:] else TARGET, sys.argv[2:]))
