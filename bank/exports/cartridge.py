"""A Common Cartridge 1.1: chapters as links, self-checks as quizzes, assignments as a bank.

Its QTI 1.2 knows questions with choices, with words and with free answers. A match or an order
becomes one question for each of its parts; a number becomes the ways to write it. `cartridge.xml`
is the form of the manifest, `cartridge-questions.xml` that of questions.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Template

from bank.exports import answers
from bank.items import Chapter, Item
from tools import pages

CC = "http://www.imsglobal.org/xsd/imsccv1p1"
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
LINK = f"""<?xml version="1.0" encoding="UTF-8"?>
<webLink xmlns="{CC}/imswl_v1p1"><title>{{}}</title><url href="{{}}"/></webLink>
"""

FOR_OTHERS = {
    *(
        "chapters/teach",
        "chapters/exercises",
        "chapters/ninety-minutes",
        "chapters/debrief",
        "chapters/data-notes",
    ),
    *("chapters/make-an-explorer", "chapters/package", "chapters/host"),
}
"""Pages for instructors and for those who build: students get no link to them."""

KINDS = {
    **{"choice": "cc.multiple_choice.v0p1", "multiple": "cc.multiple_response.v0p1"},
    **{"match": "cc.multiple_choice.v0p1", "order": "cc.multiple_choice.v0p1"},
    **{"numeric": "cc.fib.v0p1", "short": "cc.fib.v0p1"},
}


@dataclass(frozen=True)
class Part:
    """A question of the cartridge: an item, or a part of one that is taken apart.

    Attributes
    ----------
    name, title, text : str
        Its id, its title, and what is asked, as HTML.
    options : list of tuple
        What there is to choose, each with whether it is right and with feedback.
    mixed : bool
        Whether the options may be shuffled.
    """

    name: str
    title: str
    text: str
    options: list[tuple[str, bool, str]]
    mixed: bool


def parts(item: Item, base: str) -> Iterator[Part]:
    """List the questions that an item becomes."""
    question, text = item.question, answers.asked(item, base)
    if not (question.pairs or question.steps):
        given = answers.options(item, base) if question.options else []
        options = [(option, float(share) > 0, said) for option, share, said in given]
        yield Part(question.id, question.title, text, options, not answers.in_order(question))
        return
    listed = list(zip(answers.pairs(item, base), answers.told(item, base), strict=True))
    for n, ((left, right), said) in enumerate(listed, start=1):
        options = [
            (escape(choice), choice == right, "" if choice == right else said)
            for choice in answers.choices(question)
        ]
        title = f"{question.title} ({n} of {len(listed)})"
        asked = f"{text}\n<p><strong>{left}</strong></p>"
        yield Part(f"{question.id}-{n}", title, asked, options, not question.steps)


def links() -> list[tuple[str, list[str]]]:
    """List the pages that students read, by part of the book."""
    kept = ((part, [n for n in names if n not in FOR_OTHERS]) for part, names in pages.contents())
    return [(part, names) for part, names in kept if names]


def form(name: str) -> Template:
    """Read a form of this folder."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    made: Template = Template(text, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made


def cartridge(chapters: list[Chapter], base: str) -> dict[str, str]:
    """Write a cartridge.

    Parameters
    ----------
    chapters : list of Chapter
        The chapters that have items.
    base : str
        Where the book is found.

    Returns
    -------
    dict of str to str
        Its files by their names.
    """
    contents = links()
    titles = {name: pages.title(pages.page(name)) for _, names in contents for name in names}
    files = {name: f"{name.replace('/', '-')}.xml" for name in titles}
    written = {
        files[name]: LINK.format(escape(titles[name]), escape(f"{base}{name}.html"))
        for name in titles
    }
    quizzes: dict[str, str] = {}
    questions = form("cartridge-questions.xml")
    given = {"base": base, "qti": QTI, "kit": answers, "parts": parts, "KINDS": KINDS}
    for chapter in chapters:
        checks = [item for item in chapter.items if item.question.role == "self-check"]
        if checks:
            name = chapter.page.removesuffix(".html")
            quizzes[name] = f"quiz-{chapter.name}.xml"
            text = questions.render(**given, chapter=chapter, items=checks)
            written[quizzes[name]] = text
    tasks = [i for chapter in chapters for i in chapter.items if i.question.role == "assignment"]
    if tasks:
        written["bank.xml"] = questions.render(**given, chapter=None, items=tasks)
    written["imsmanifest.xml"] = form("cartridge.xml").render(
        **{"cc": CC, "book": pages.BOOK, "contents": contents, "titles": titles},
        **{"files": files, "quizzes": quizzes, "bank": bool(tasks)},
    )
    return written


def pack(files: dict[str, str], target: Path) -> None:
    """Zip files so that the same ones give the same bytes; the manifest comes first."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in sorted(
            files.items(), key=lambda file: (file[0] != "imsmanifest.xml", file)
        ):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
