"""The pages that were built: where they stand, in which order, and what they are called."""

import sys
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "_build" / "html"
INSTRUCTOR = ROOT / "_build" / "instructor" / "html"
BOOK = "The Security Dilemma"


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


def page(name: str, folder: Path = PUBLIC) -> BeautifulSoup:
    """Read a page, such as ``chapters/puzzle``."""
    return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


def title(soup: BeautifulSoup) -> str:
    """Return the first heading of a page."""
    heading = soup.select_one("article h1")
    assert heading is not None
    return heading.get_text().removesuffix("#").strip()
