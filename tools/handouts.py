"""Make a sheet of exercises for each chapter: python tools/handouts.py, after the book was built.

`_build/handouts` gets a PDF with room to answer and a notebook, neither with any answer. With
``--instructor`` the answer sheets are made instead, from the instructor edition, in
`_build/instructor/handouts`.
"""

import argparse
import copy
import io
import os
import re
import sys
import tempfile
from html import escape
from pathlib import Path

import nbformat
from browser import ensure
from bs4 import BeautifulSoup, Tag
from items import BOOK, INSTRUCTOR, PUBLIC, Chapter, Item, fragment, read
from markdownify import markdownify
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pdf import FACES, launch
from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

MODES = {"alone": "alone", "pair": "in pairs", "group": "in groups", "plenary": "with all"}
FORMULA = re.compile(r"(?<!\\)\$\$?([^$]+)(?<!\\)\$\$?")
LEAST, MOST = 6, 22
"""Ruled lines under an assignment."""

STYLE = """
@page { size: A4; margin: 20mm 22mm 22mm;
  @bottom-left { content: "The Security Dilemma · text: CC BY 4.0"; font: 8pt "Source Sans Pro"; color: #5a6672; }
  @bottom-right { content: counter(page); font: 9pt "Source Sans Pro"; color: #5a6672; } }
html { font: 10.5pt/1.45 "Source Serif Pro", serif; color: #16202b; }
body { margin: 0; }
h1, h2, h4, .facts, .name, .choices, .answer, table, .kind { font-family: "Source Sans Pro", sans-serif; }
h1 { font-size: 20pt; line-height: 1.15; margin: 0 0 5mm; }
h2 { font-size: 12.5pt; line-height: 1.25; margin: 0 0 1mm; }
h4 { font-size: 11pt; margin: 4mm 0 1mm; }
.kind { color: #5a6672; margin: 0 0 1mm; }
.name { display: flex; gap: 8mm; margin: 0 0 8mm; }
.name span { flex: 1; border-bottom: 0.3mm solid #16202b; padding-top: 6mm; }
.name span:last-child { flex: 0 0 40mm; }
article { margin: 0 0 8mm; }
.check:not(.answered) { break-inside: avoid; }
.check li { break-inside: avoid; }
h2, .facts, h4 { break-after: avoid; }
p { margin: 0 0 2mm; orphans: 2; widows: 2; }
.facts { color: #5a6672; font-size: 9.5pt; margin: 0 0 2mm; }
ol, ul { margin: 0 0 2mm; padding-left: 6mm; }
li p { margin: 0 0 1mm; }
.choices { list-style: none; padding: 0; }
.choices li { display: flex; gap: 3mm; align-items: baseline; margin: 1.6mm 0; break-inside: avoid; }
.mark { flex: none; width: 3.6mm; height: 3.6mm; border: 0.3mm solid #16202b; transform: translateY(0.6mm); }
.mark.round { border-radius: 50%; }
.mark.wide { width: 8mm; height: 6mm; transform: translateY(1.6mm); }
.gap { flex: 0 0 62mm; margin-left: auto; border-bottom: 0.3mm solid #16202b; }
.answer { display: flex; gap: 3mm; align-items: end; }
.answer b { flex: 0 0 70mm; height: 8mm; border-bottom: 0.3mm solid #16202b; }
.facts + p { break-after: avoid; }
.room { margin: 3mm 0 0; orphans: 3; widows: 3; }
.room p:nth-child(-n+3) { break-after: avoid; }
.room p { height: 8mm; margin: 0; border-bottom: 0.2mm solid #9aa5b0; break-inside: avoid; }
pre { font: 8.6pt/1.4 "DejaVu Sans Mono", monospace; white-space: pre-wrap; background: #f3f5f7; padding: 2mm 3mm; margin: 2mm 0; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.35; margin: 1mm 0 2mm; }
th, td { text-align: left; vertical-align: top; padding: 1.2mm 2.5mm 1.2mm 0; border-bottom: 0.2mm solid #c5ccd3; }
tr { break-inside: avoid; }
.material { break-before: page; }
.material figure { margin: 4mm 0; break-inside: avoid; }
.material svg { max-width: 120mm; height: auto; }
.material table { break-inside: avoid; margin: 4mm 0; }
.material caption, .material figcaption { text-align: left; font: 9.5pt/1.35 "Source Sans Pro", sans-serif; padding: 0 0 1mm; }
.solution { border-left: 0.8mm solid #9aa5b0; padding-left: 4mm; margin-top: 3mm; }
math { font-family: "STIX Two Math", math; }
"""  # noqa: E501  (a style sheet)


def words(item: Item, tags: list[Tag]) -> str:
    """Write pieces of a page for paper."""
    return fragment(tags, item.page)


def controls(item: Item) -> str:
    """Write what a reader fills in with a pen."""
    question = item.question
    options = [words(item, [option]) for option in item.options]
    if question.options:
        shape = "round" if question.type == "choice" else ""
        lines = [f'<i class="mark {shape}"></i><span>{text}</span>' for text in options]
    elif question.steps:
        lines = [f'<i class="mark wide"></i><span>{text}</span>' for text in options]
    elif question.pairs:
        lines = [f'<span>{text}</span><span class="gap"></span>' for text in options]
    else:
        return f'<p class="answer">Answer <b></b> {escape(question.unit)}</p>'
    made = "".join(f"<li>{line}</li>" for line in lines)
    choices = " · ".join(map(escape, question.choices()))
    from_which = f'<p class="facts">Choose from: {choices}</p>' if choices else ""
    places = '<p class="facts">Number them.</p>' if question.steps else ""
    return f'<ul class="choices">{made}</ul>{from_which}{places}'


def facts(item: Item) -> str:
    """Say what has to be known to set an assignment."""
    question = item.question
    given = [f"{question.minutes} minutes", MODES[question.mode], question.method]
    return " · ".join(filter(None, [*given, "Python" if question.python else ""]))


def lines(item: Item) -> int:
    """Say how many ruled lines an assignment gets: more for more minutes."""
    wide = {"essay": item.question.minutes // 2}.get(item.question.type, 0)
    return min(MOST, max(LEAST, wide))


def solution(item: Item) -> str:
    """Write what only an answer sheet has."""
    if item.key:
        return f'<div class="solution">{words(item, [item.key])}</div>'
    told = "".join(
        f"<li>{words(item, [p for p in entry.find_all(recursive=False)])}</li>"
        for entry in item.entries
    )
    return f'<div class="solution"><ul>{told}</ul>{words(item, item.explanation)}</div>'


def exercise(item: Item, answered: bool) -> str:
    """Write an item as it stands on the sheet."""
    prompt = words(item, item.prompt)
    if item.question.role == "self-check":
        body = f"<p>{prompt}</p>{controls(item)}"
        kind = "check"
    else:
        ruled = "<p></p>" * lines(item)
        body = f'<p class="facts">{escape(facts(item))}</p>{prompt}'
        body += "" if answered else f'<div class="room">{ruled}</div>'
        kind = "task"
    body += solution(item) if answered else ""
    kind += " answered" if answered else ""
    return f'<article class="{kind}"><h2>{escape(item.heading)}</h2>{body}</article>'


def material(chapter: Chapter) -> str:
    """Print the figures and tables that the items ask about."""
    shown = []
    for tag in chapter.material():
        tag = copy.copy(tag)
        for mark in tag.select(".headerlink, .claim"):
            mark.decompose()
        shown.append(str(tag))
    return f'<section class="material"><h2>Material</h2>{"".join(shown)}</section>' if shown else ""


def sheet(chapter: Chapter, answered: bool) -> str:
    """Write the sheet of a chapter as one page."""
    faces = "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f'src: url("{Path(file).as_uri()}"); }}'
        for (family, weight, slant), file in FACES.items()
    )
    formulas = (PUBLIC / "_static" / "mathematics.css").as_uri()
    kind = "Answer sheet: not for publication" if answered else "Exercises"
    name = "" if answered else '<p class="name"><span>Name</span><span>Date</span></p>'
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(chapter.title)}: {kind}</title>
<link rel="stylesheet" href="{formulas}"><style>{faces}{STYLE}</style></head>
<body><p class="kind">{BOOK} · {kind}</p><h1>{escape(chapter.title)}</h1>{name}
{"".join(exercise(item, answered) for item in chapter.items)}{material(chapter)}</body></html>"""


def finish(pdf: bytes, heading: str) -> bytes:
    """Name a sheet in its properties, and take out what differs from print to print."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.metadata = {"/Title": heading}
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


# Notebooks


def markdown(item: Item, tags: list[Tag], source: str) -> str:
    """Write pieces of a page as Markdown; formulas come from the text that they were made of."""
    made = BeautifulSoup(fragment(tags, item.page), "html.parser")
    formulas, found = made.select("math"), FORMULA.findall(source)
    if len(formulas) != len(found):
        raise LookupError(f"{item.question.id}: {len(formulas)} formulas; its text has {found}")
    for formula, latex in zip(formulas, found, strict=True):
        formula.replace_with(f"@@{found.index(latex)}@@")
    text = markdownify(str(made), heading_style="ATX", bullets="-").strip()
    return re.sub(r"@@(\d+)@@", lambda mark: f"${found[int(mark[1])]}$", text)


def task(item: Item) -> str:
    """Write an item for a notebook."""
    question = item.question
    shown = [part for part in item.prompt if "highlight" not in str(part.get("class", ""))]
    prompt = markdown(item, shown, question.prompt)
    head = f"## {item.heading}\n\n"
    if question.role == "assignment":
        return f"{head}*{facts(item)}*\n\n{prompt}"
    sources = [part.text for part in question.options] or [pair.left for pair in question.pairs]
    sources = sources or [question.steps[n].text for n in question.shown_steps()]
    options = [
        f"- {markdown(item, [option], source)}"
        for option, source in zip(item.options, sources, strict=False)
        if sources
    ]
    choices = ["Choose from: " + " · ".join(question.choices())] if question.pairs else []
    return "\n\n".join([f"{head}{prompt}", *filter(None, ["\n".join(options)]), *choices])


def notebook(chapter: Chapter) -> nbformat.NotebookNode:
    """Write the exercises of a chapter as a notebook with places to answer."""
    cells = [new_markdown_cell(f"# {chapter.title}: exercises\n\n*{BOOK}*\n\nName:\n\nDate:")]
    for item in chapter.items:
        cells.append(new_markdown_cell(task(item)))
        if item.question.type == "code":
            cells.append(new_code_cell(item.question.starter))
        cells.append(new_markdown_cell("*Your answer:*"))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.validate(made)
    return made


def make(pages: Path, target: Path, answered: bool) -> None:
    """Write the sheets of all chapters."""
    target.mkdir(parents=True, exist_ok=True)
    chapters = read(pages)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        tab = browser.new_page(java_script_enabled=False)
        for chapter in chapters:
            file = Path(folder, f"{chapter.name}.html")
            file.write_text(sheet(chapter, answered), "utf-8")
            tab.goto(file.as_uri())
            printed = tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
            name = f"{chapter.name}-answers" if answered else chapter.name
            (target / f"{name}.pdf").write_bytes(finish(printed, f"{chapter.title}: {BOOK}"))
            if not answered:
                nbformat.write(notebook(chapter), target / f"{chapter.name}.ipynb")
        browser.close()
    print(f"{len(chapters)} sheets are in {os.path.relpath(target)}")


def main(arguments: list[str]) -> int:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=BOOK)
    parser.add_argument("--instructor", action="store_true", help="answer sheets")
    given = parser.parse_args(arguments)
    pages = INSTRUCTOR if given.instructor else PUBLIC
    if not (pages / "index.html").is_file():
        parser.error(f"there is no book in {pages}; run `make book` or `make instructor` first")
    if ensure():
        return 1
    make(pages, pages.parent / "handouts", given.instructor)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
