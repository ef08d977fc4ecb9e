"""Write the question bank for learning systems, from the built pages.

    python tools/lms.py BASE [--instructor]

BASE is the address at which the book is found. `questions.xml` is Moodle's own format and has every
item, `self-checks.gift` the self-checks, `links.imscc` a thin Common Cartridge 1.1 with a link to
each chapter. With ``--instructor`` they come from the instructor edition, and the rubrics of its
key go to whoever grades. What a format cannot say is named on standard error.
"""

import argparse
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup
from items import BOOK, INSTRUCTOR, PUBLIC, Chapter, Item, contents, fragment, read, title

SUBJECT = f"$course$/top/{BOOK}"


def html(item: Item, tags: list, base: str) -> str:  # type: ignore[type-arg]
    """Write pieces of an item's page as HTML."""
    return fragment(tags, item.page, base)


def category(number: int, chapter: Chapter) -> str:
    """Name the category of a chapter, so that the order of the book is that of the alphabet."""
    return f"{SUBJECT}/{number:02} {chapter.title.replace('/', '//')}"


def shares(item: Item) -> list[str]:
    """Return what each option is worth in per cent: all right ones 100, wrong ones take away."""
    options = item.question.options
    right = sum(option.right for option in options)
    wrong = -100 / (len(options) - right) if item.question.type == "multiple" else 0
    return [f"{100 / right if option.right else wrong:.7g}" for option in options]


def wordings(accept: tuple[str, ...]) -> list[str]:
    """List the ways to write an answer that the page takes for the same."""
    plain = dict.fromkeys(w for word in accept for w in (word, word.replace("-", " ")))
    return [f"{article}{word}" for word in plain for article in ("", "the ", "a ", "an ")]


def unit(item: Item) -> str:
    """Say in which unit a number is asked for."""
    return f" ({escape(item.question.unit)})" if item.question.unit else ""


def pairs(item: Item, base: str) -> list[tuple[str, str]]:
    """List what belongs together: the pairs, or the steps with their places."""
    lefts = [html(item, [option], base) for option in item.options]
    question = item.question
    if question.steps:
        return list(zip(lefts, [str(n + 1) for n in question.shown_steps()], strict=True))
    return list(zip(lefts, [pair.right for pair in question.pairs], strict=True))


def merged(item: Item, base: str, for_gift: bool = False) -> str:
    """Write the explanation, before it the feedback that a format has no place for."""
    told = html(item, item.explanation, base)
    if item.question.type == "numeric" and for_gift:
        return f"{html(item, item.feedback[-1], base)}\n{told}"
    if item.question.type not in ("match", "order"):
        return told
    lines = [
        f"<li>{html(item, entry.select('.check-name'), base)}\n{html(item, said, base)}</li>"
        for entry, said in zip(item.entries, item.feedback, strict=True)
    ]
    return f"<ul>{''.join(lines)}</ul>\n{told}"


# Moodle XML


def put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Add an element."""
    made = ET.SubElement(parent, name, attributes)
    made.text = text
    return made


def put_text(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    """Add an element that holds a text, as Moodle has it."""
    made = put(parent, name, None, **attributes)
    put(made, "text", text)
    return made


def answer(parent: ET.Element, text: str, share: str, said: str, kind: str) -> ET.Element:
    """Add an answer with its share of the mark and its feedback."""
    made = put_text(parent, "answer", text, fraction=share, format=kind)
    put_text(made, "feedback", said, format="html")
    return made


KINDS = {
    **{"choice": "multichoice", "multiple": "multichoice", "match": "matching"},
    **{"order": "matching", "numeric": "numerical", "short": "shortanswer"},
}


def moodle_question(item: Item, base: str) -> ET.Element:
    """Write an item as Moodle's XML."""
    question = item.question
    task = question.role == "assignment"
    made = ET.Element("question", type="essay" if task else KINDS[question.type])
    put_text(made, "name", question.title)
    text = html(item, item.prompt, base)
    put_text(
        made, "questiontext", f"<p>{text}{unit(item)}</p>" if not task else text, format="html"
    )
    put_text(made, "generalfeedback", "" if task else merged(item, base), format="html")
    for name, value in (("defaultgrade", points(item)), ("penalty", "0"), ("hidden", "0")):
        put(made, name, value)
    put(made, "idnumber", question.id)
    (essay if task else FILL[question.type])(made, item, base)
    tags = put(made, "tags")
    mode = "Python" if question.python else "no Python"
    for tag in (question.role, question.bloom, f"{question.minutes} minutes", question.mode, mode):
        put_text(tags, "tag", tag)
    return made


def points(item: Item) -> str:
    """Return the most points of the rubric, where there is one, else 1."""
    total = re.search(r"At most (\d+) points", item.key.get_text()) if item.key else None
    return total[1] if total else "1"


def essay(made: ET.Element, item: Item, base: str) -> None:
    """Add what an essay has; code too is handed in as text."""
    code = item.question.type == "code"
    put(made, "responseformat", "monospaced" if code else "editor")
    for name, value in (
        ("responserequired", "1"),
        ("responsefieldlines", "15"),
        ("attachments", "1" if code else "0"),
        ("attachmentsrequired", "0"),
    ):
        put(made, name, value)
    info = [item.key] if item.key else []
    put_text(made, "graderinfo", html(item, info, base), format="html")
    starter = f"<pre>{escape(item.question.starter)}</pre>" if item.question.starter else ""
    put_text(made, "responsetemplate", starter, format="html")


def choose(made: ET.Element, item: Item, base: str) -> None:
    """Add options."""
    put(made, "single", "true" if item.question.type == "choice" else "false")
    put(made, "shuffleanswers", "true")
    put(made, "answernumbering", "abc")
    for option, share, said in zip(item.options, shares(item), item.feedback, strict=True):
        answer(made, html(item, [option], base), share, html(item, said, base), "html")


def match(made: ET.Element, item: Item, base: str) -> None:
    """Add pairs, and what fits nothing."""
    put(made, "shuffleanswers", "true")
    for left, right in [*pairs(item, base), *(("", decoy) for decoy in item.question.decoys)]:
        sub = put_text(made, "subquestion", left, format="html")
        put_text(sub, "answer", right)


def number(made: ET.Element, item: Item, base: str) -> None:
    """Add the number, the mistakes to expect, and anything else."""
    question = item.question
    said = [html(item, some, base) for some in item.feedback]
    right = answer(made, f"{question.value:.10g}", "100", said[0], "moodle_auto_format")
    put(right, "tolerance", f"{question.tolerance:.10g}")
    for mistake, told in zip(question.mistakes, said[1:-1], strict=True):
        wrong = answer(made, f"{mistake.value:.10g}", "0", told, "moodle_auto_format")
        put(wrong, "tolerance", "0")
    put(answer(made, "*", "0", said[-1], "moodle_auto_format"), "tolerance", "0")


def words(made: ET.Element, item: Item, base: str) -> None:
    """Add the wordings that are right, those that are wrong, and anything else."""
    put(made, "usecase", "0")
    for word, share, said in spoken(item, base):
        answer(made, word, share, said, "moodle_auto_format")


def spoken(item: Item, base: str) -> Iterator[tuple[str, str, str]]:
    """List wordings, each with its share and feedback; the last stands for anything else."""
    groups = [item.question.accept, *(m.accept or () for m in item.question.mistakes)]
    for n, accept in enumerate(groups):
        for word in wordings(accept):
            said = html(item, item.feedback[n], base)
            yield word.replace("*", r"\*"), "100" if n == 0 else "0", said
    yield "*", "0", html(item, item.feedback[-1], base)


FILL = {
    **{"choice": choose, "multiple": choose, "match": match, "order": match},
    **{"numeric": number, "short": words},
}


def moodle(chapters: list[Chapter], base: str) -> bytes:
    """Write the bank as Moodle's XML."""
    quiz = ET.Element("quiz")
    for n, chapter in enumerate(chapters, start=1):
        heading = ET.SubElement(quiz, "question", type="category")
        put_text(heading, "category", category(n, chapter))
        put_text(heading, "info", f"{chapter.title}: {base}{chapter.page}", format="html")
        quiz.extend(moodle_question(item, base) for item in chapter.items)
    ET.indent(quiz)
    return ET.tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"


# GIFT


def gift_text(text: str) -> str:
    """Escape what GIFT takes for its own, and leave no blank line."""
    text = re.sub(r"\n+", r"\\n" if "<pre" in text else " ", text.replace("\\", r"\\"))
    return re.sub(r"([~=#{}:])", r"\\\1", text)


def gift_answers(item: Item, base: str) -> str:
    """Write the answers to a self-check."""
    question = item.question
    if question.options:
        lines = []
        for option, share, said in zip(item.options, shares(item), item.feedback, strict=True):
            sign = "=" if share == "100" and question.type == "choice" else f"~%{share}%"
            sign = "~" if share == "0" else sign
            text = gift_text(html(item, [option], base))
            lines.append(f"{sign}{text}#{gift_text(html(item, said, base))}")
        return "\n".join(lines)
    if question.pairs or question.steps:
        return "\n".join(
            f"={gift_text(left)} -> {gift_text(right)}" for left, right in pairs(item, base)
        )
    if question.type == "numeric":
        said = [gift_text(html(item, some, base)) for some in item.feedback]
        value = f"#\n=%100%{question.value:.10g}:{question.tolerance:.10g}#{said[0]}"
        wrong = [
            f"=%0%{mistake.value:.10g}:0#{told}"
            for mistake, told in zip(question.mistakes, said[1:-1], strict=True)
        ]
        return "\n".join([value, *wrong])
    return "\n".join(
        f"=%{share}%{gift_text(word)}#{gift_text(said)}" for word, share, said in spoken(item, base)
    )


def gift_question(item: Item, base: str) -> str:
    """Write a self-check in GIFT."""
    text = gift_text(html(item, item.prompt, base) + unit(item))
    return (
        f"// [id:{item.question.id}] [tag:{item.question.bloom}]\n"
        f"::{gift_text(item.question.title)}::[html]{text} {{\n{gift_answers(item, base)}\n"
        f"####{gift_text(merged(item, base, for_gift=True))}\n}}\n"
    )


def in_gift(item: Item) -> bool:
    """Say whether GIFT can express an item."""
    few = item.question.type == "match" and len(item.question.pairs) < 3
    return item.question.role == "self-check" and not few


def gift(chapters: list[Chapter], base: str) -> str:
    """Write the self-checks in GIFT."""
    parts = []
    for n, chapter in enumerate(chapters, start=1):
        mine = [gift_question(item, base) for item in chapter.items if in_gift(item)]
        if mine:
            parts += [f"$CATEGORY: {category(n, chapter)}\n", *mine]
    return "\n".join(parts)


# Common Cartridge

CC = "http://www.imsglobal.org/xsd/imsccv1p1"
LINK = f'<webLink xmlns="{CC}/imswl_v1p1"><title>{{}}</title><url href="{{}}"/></webLink>\n'


def cartridge(base: str) -> dict[str, str]:
    """Return the files of a cartridge that links to every page of the book."""
    files, tree, resources = {}, [], []
    for caption, names in contents():
        entries = []
        for name in names:
            page = BeautifulSoup((PUBLIC / f"{name}.html").read_text("utf-8"), "html.parser")
            place, words = f"{name.replace('/', '-')}.xml", escape(title(page))
            number = len(files)
            files[place] = '<?xml version="1.0" encoding="UTF-8"?>\n' + LINK.format(
                words, escape(f"{base}{name}.html")
            )
            entries.append(
                f'<item identifier="I{number}" identifierref="R{number}">'
                f"<title>{words}</title></item>"
            )
            resources.append(
                f'<resource identifier="R{number}" type="imswl_xmlv1p1">'
                f'<file href="{place}"/></resource>'
            )
        inner = "".join(entries)
        tree.append(
            f'<item identifier="P{len(tree)}"><title>{escape(caption)}</title>{inner}</item>'
        )
    files["imsmanifest.xml"] = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="security-dilemma" xmlns="{CC}/imscp_v1p1"
  xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>
<lomimscc:lom><lomimscc:general><lomimscc:title>
<lomimscc:string language="en-GB">{BOOK}</lomimscc:string></lomimscc:title>
</lomimscc:general></lomimscc:lom></metadata>
<organizations><organization identifier="book" structure="rooted-hierarchy">
<item identifier="root">{"".join(tree)}</item></organization></organizations>
<resources>{"".join(resources)}</resources>
</manifest>
"""
    return files


def pack(files: dict[str, str], target: Path) -> None:
    """Zip files so that the same ones give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


# What is lost


def losses(item: Item) -> Iterator[tuple[str, str]]:
    """List what a format cannot say of an item, by format."""
    question = item.question
    if question.role == "assignment":
        yield "GIFT", "left out: it is no self-check"
    if question.type == "code":
        yield "Moodle XML", "becomes an essay: Moodle does not run it"
    if question.type == "numeric":
        yield "GIFT", "feedback to any other number stands in the general feedback"
    if question.type in ("match", "order"):
        yield "Moodle XML, GIFT", "feedback to each part stands in the general feedback"
        if len(question.choices() or question.steps) < 3:
            yield "Moodle XML", "has fewer than three answers: Moodle imports it, its form objects"
    if question.type == "order":
        yield "Moodle XML, GIFT", "becomes a match of steps and places"
    if question.type == "match" and len(question.pairs) < 3:
        yield "GIFT", "left out: a match needs three pairs"
    elif question.decoys:
        yield "GIFT", "is without what fits nothing: " + "; ".join(question.decoys)


def write(base: str, pages: Path, target: Path) -> int:
    """Write all three formats and return how many items they hold."""
    chapters = read(pages)
    target.mkdir(parents=True, exist_ok=True)
    (target / "questions.xml").write_bytes(moodle(chapters, base))
    (target / "self-checks.gift").write_text(gift(chapters, base), "utf-8")
    pack(cartridge(base), target / "links.imscc")
    items = [item for chapter in chapters for item in chapter.items]
    for item in items:
        for form, loss in losses(item):
            print(f"{item.question.id}: {form}: {loss}", file=sys.stderr)
    print(f"{len(items)} questions are in {os.path.relpath(target)}")
    return len(items)


def main(arguments: list[str]) -> int:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="make lms BASE=https://...", description=BOOK)
    parser.add_argument("base", help="where the book is found, such as https://example.org/book")
    parser.add_argument("--instructor", action="store_true", help="with rubrics for graders")
    given = parser.parse_args(arguments)
    if not re.match(r"https?://[^/\s]+", given.base):
        parser.error(f"{given.base!r} is no address; expected one such as https://example.org/book")
    pages = INSTRUCTOR if given.instructor else PUBLIC
    if not (pages / "index.html").is_file():
        parser.error(f"there is no book in {pages}; run `make book` or `make instructor` first")
    write(given.base.rstrip("/") + "/", pages, pages.parent / "lms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
