"""What the prose is like, chapter by chapter: ``make prose`` prints it, a test keeps its bounds.

Words are counted in the built pages, as a reader has them open: what is folded away is left out.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from tools.pages import contents

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"

FOLDED = (
    "script, style, svg, template, [popover], [hidden], details > :not(summary), .claim-key, "
    ".play-live, .headerlink, .cell_input"
)
"""What a reader doesn't have open, or doesn't read as words of the text."""

NOTES = (
    "aside.editors-note, .admonition.editors-note, .admonition.addition, .editors-note, .addition"
)
"""What stands beside the text: it says what the article has."""


@dataclass(frozen=True)
class Measures:
    """One chapter in numbers.

    Attributes
    ----------
    name : str
        Of its file.
    words : int
        Of the page, as it stands open.
    article : int
        How often its text says "the article"; its notes may.
    notes : int
        Editor's notes and additions.
    after : float
        Share of the words that stand from *Check yourself* on, 0 to 1.
    sentences : float
        In a paragraph of the text, on average.
    """

    name: str
    words: int
    article: int
    notes: int
    after: float
    sentences: float


def _words(text: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", text))


def _article(text: str) -> int:
    return len(re.findall(r"\b[Tt]he article\b", text))


def chapters() -> dict[str, str]:
    """List the chapters that are lessons.

    Returns
    -------
    dict of str to str
        Part by name of the file, in the order of the contents.
    """
    return {
        name.removeprefix("chapters/"): part
        for part, names in contents()
        for name in names
        if "```{lesson}" in (ROOT / f"{name}.md").read_text("utf-8")
    }


def measure(name: str) -> Measures:
    """Measure a chapter in its built page.

    Parameters
    ----------
    name : str
        Of its file, without ending.

    Returns
    -------
    Measures
        Its numbers.

    Raises
    ------
    FileNotFoundError
        If the book is not built.
    """
    page = BeautifulSoup((BUILT / "chapters" / f"{name}.html").read_text("utf-8"), "lxml")
    article = page.select_one("article.bd-article")
    assert isinstance(article, Tag), name
    for folded in article.select(FOLDED):
        folded.decompose()
    text, beside = article.get_text(" "), article.select(NOTES)
    in_notes = sum(_article(note.get_text(" ")) for note in beside)
    check = article.find(id="check-yourself")
    after = _words(check.get_text(" ")) if isinstance(check, Tag) else 0
    paragraphs = [
        p.get_text(" ") for p in article.select("section > p") if _words(p.get_text()) > 8
    ]
    ends = [len(re.findall(r"[.?!](?=[\s”\"')]|$)", one)) for one in paragraphs]
    return Measures(
        name,
        _words(text),
        _article(text) - in_notes,
        len(beside),
        after / max(1, _words(text)),
        sum(ends) / max(1, len(ends)),
    )


def main() -> None:
    """Print the table."""
    print(f"{'chapter':18}{'words':>7}{'the article':>13}{'notes':>7}{'after':>8}{'sentences':>11}")
    for name in chapters():
        one = measure(name)
        print(
            f"{name:18}{one.words:7}{one.article:13}{one.notes:7}{one.after:8.0%}{one.sentences:11.1f}"
        )


if __name__ == "__main__":
    main()
