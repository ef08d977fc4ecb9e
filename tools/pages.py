"""The pages that were built: where they stand, in which order, and what they are called."""

import re
import sys
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "_build" / "html"
INSTRUCTOR = ROOT / "_build" / "instructor" / "html"
BOOK = "The Security Dilemma"

ADDRESS = re.compile(
    r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)*/*"
)
"""Scheme, host, port and path; it stands in the configuration of servers, where a space or a
semicolon would mean something else."""


def edition(instructor: bool = False) -> Path:
    """Return the folder of an edition's pages; where there is none, end with what to do."""
    folder, target = (INSTRUCTOR, "instructor") if instructor else (PUBLIC, "book")
    if not (folder / "index.html").is_file():
        sys.exit(f"There is no book in {folder}; run `make {target}` first.")
    return folder


def contents() -> list[tuple[str, list[str]]]:
    """Read the table of contents: caption and page names of each part; the front page first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = [(p["caption"], [c["file"] for c in p["chapters"]]) for p in toc.get("parts", [])]
    return [(BOOK, [toc["root"]]), *parts]


def in_text(soup: BeautifulSoup) -> BeautifulSoup:
    """Put into the text of a page what a screen shows beside it: see `_ext/margin.py`.

    Keys become links to the ledger, notes follow the paragraph to which they belong, folded tasks
    and questions stand open, and what was said to one reader alone, such as how much of a part is
    left, is gone.
    """
    for opened in soup.select(".claim-words"):
        link = opened.select_one(".claim-more a")
        assert link is not None
        opened.replace_with(link.extract())
    for unwanted in soup.select(".claim-key, .note-key, .note-title, .chapter-head, .parts"):
        unwanted.decompose()
    for inner in reversed(soup.select("span.editors-note")):
        note = soup.new_tag("div", attrs={"class": "admonition editors-note"})
        title = soup.new_tag("p", attrs={"class": "admonition-title"}, string="Editor’s note")
        words = soup.new_tag("p")
        words.extend(list(inner.children))
        note.extend([title, words])
        paragraph = inner.find_parent("p")
        assert paragraph is not None
        paragraph.insert_after(note)
        inner.decompose()
    for folded in soup.select("details.task, details.check-more"):
        assert folded.summary is not None
        folded.summary.decompose()
        folded.unwrap()
    for block in soup.select("details.admonition:not(.hide)"):
        assert block.summary is not None
        block.summary.name, block.name = "p", "div"
    return soup


def page(name: str, folder: Path = PUBLIC) -> BeautifulSoup:
    """Read a page, such as ``chapters/puzzle``, as it stands on paper."""
    text = (folder / f"{name}.html").read_text("utf-8")
    return in_text(BeautifulSoup(text, "html.parser"))


def title(soup: BeautifulSoup) -> str:
    """Return the first heading of a page."""
    heading = soup.select_one("article h1")
    assert heading is not None
    return heading.get_text().removesuffix("#").strip()
