"""A Common Cartridge 1.1: chapters as links, self-checks as quizzes, assignments as a bank.

Its QTI 1.2 knows questions with choices, with words and with free answers. A match or an order
becomes one question for each of its parts; a number becomes the ways to write it. `cartridge.xml`
is the form of the manifest, `cartridge-questions.xml` that of questions.
"""

import zipfile
from functools import partial
from html import escape
from pathlib import Path

from bank import forms
from bank.exports import common
from bank.schema import Chapter
from tools import pages

CC = "http://www.imsglobal.org/xsd/imsccv1p1"
SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
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


def links() -> list[tuple[str, list[str]]]:
    """Return the pages that students read, by part of the book."""
    parts = ((part, [n for n in names if n not in FOR_OTHERS]) for part, names in pages.contents())
    return [(part, names) for part, names in parts if names]


def cartridge(chapters: list[Chapter], titles: dict[str, str], base: str) -> dict[str, str]:
    """Return a cartridge.

    Parameters
    ----------
    chapters : list of Chapter
        The chapters that have items.
    titles : dict of str to str
        The title of each page of the book, by name.
    base : str
        Where the book is found.

    Returns
    -------
    dict of str to str
        Its files by their names.
    """
    contents = links()
    files = {n: f"{n.replace('/', '-')}.xml" for _, names in contents for n in names}
    written = {
        file: LINK.format(escape(titles[name]), escape(f"{base}{name}.html"))
        for name, file in files.items()
    }
    quizzes: dict[str, str] = {}
    questions = partial(
        forms.fill_in, "cartridge-questions.xml", base=base, qti=SPACE, common=common
    )
    linked = [chapter.linked(base) for chapter in chapters]
    for chapter in linked:
        checks = [item for item in chapter.items if item.question.role == "self-check"]
        if checks:
            quiz = quizzes[chapter.page.removesuffix(".html")] = f"quiz-{chapter.name}.xml"
            written[quiz] = questions(chapter=chapter, items=checks)
    tasks = [i for chapter in linked for i in chapter.items if i.question.role == "assignment"]
    if tasks:
        written["bank.xml"] = questions(chapter=None, items=tasks)
    written["imsmanifest.xml"] = forms.fill_in(
        "cartridge.xml",
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
