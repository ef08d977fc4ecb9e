"""Small books that tests build: one page, or one bank, with all the rest of the real one."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import fresh
import yaml
from reader import ROOT

NOTEBOOK = """---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""
CELL = "```{{code-cell}} python\n{code}\n```\n"

ALL_TYPES = """
- {id: index-0, type: choice, prompt: "Is $x_1 < 2$ & 'so', or $y$?", options: [
    {text: "1 < 2", right: true, feedback: Good.},
    {text: "No, \\"never\\"", feedback: "R&D. {claim}`A1`"}]}
- {id: index-1, type: multiple, prompt: Which, options: [{text: A, right: true, feedback: Of A.},
    {text: B, right: true, feedback: Of B.}, {text: C, feedback: Of C.}]}
- {id: index-2, type: match, prompt: Match., decoys: [c & d], pairs: [
    {left: A, right: "a \\"b\\"", feedback: Of A.}, {left: B, right: "b <", feedback: Of B.}]}
- {id: index-3, type: order, prompt: Order., steps: [{text: C, feedback: Of C.},
    {text: A, feedback: Of A.}, {text: B, feedback: Of B.}]}
- {id: index-4, type: numeric, prompt: "How many?", value: big, tolerance: 0.5, unit: of all,
    numbers: {big: [table1, 1986, NATO, tanks]}, otherwise: Look again.,
    mistakes: [{value: -2, feedback: Below zero.}, {value: 0.25, feedback: A quarter.}]}
- {id: index-5, type: short, prompt: "Who?", accept: ["O'Neill & co", them], otherwise: Think.,
    mistakes: [{accept: [us, "the well-known"], feedback: No.}]}
- {id: index-6, role: assignment, type: essay, title: "A task: x~y",
    prompt: "Say why {claim}`A1` holds."}
- {id: index-7, role: assignment, type: code, title: "A task: x~y", python: true, prompt: Print.,
    starter: "x = 1 << 2"}
- {id: index-8, role: assignment, type: short, prompt: "Name it, in at most 20 words."}
"""


BASE = "https://www.example.org/book/"
"""Where exports say that the book is found."""


def every_type() -> list[dict[str, Any]]:
    """Give an item of every type, with what they have in common."""
    facts = {
        **{"role": "self-check", "objective": "know", "bloom": "apply"},
        **{"minutes": 1, "mode": "alone", "python": False, "status": "draft"},
    }
    checks = {**facts, "explanation": "Why."}
    raw = yaml.safe_load(ALL_TYPES)
    own = [{"title": f"Trial {number}"} for number, _ in enumerate(raw)]
    return [o | (facts if "role" in i else checks) | i for o, i in zip(own, raw, strict=True)]


FOR_READERS = re.compile(r"^ +(- )?(downloads|hosting)(: _ext)?\n", re.MULTILINE)
"""The lines of `_config.yml` with which a build ends in wheel, notebooks, cards and sums."""


def page(body: str) -> str:
    """Write a page; only one with cells is a notebook, for which a kernel starts."""
    return f"{NOTEBOOK if '{code-cell}' in body else ''}# A book\n\n{body}\n"


def small_book(folder: Path, body: str, whole: bool = False) -> Path:
    """Copy how the book is built, with one page of its own and no questions.

    Only a whole one is for readers.
    """
    rooms = ("secdilemma", "game", "islands", "bank", "data")
    for name in (*rooms, "_ext", "tools"):
        shutil.copytree(ROOT / name, folder / name)
    for path in folder.glob("bank/questions/*.yml"):
        path.unlink()
    for name in ("_config.yml", "pyproject.toml", "README.md", "LICENSE", "LICENSE-text"):
        shutil.copy(ROOT / name, folder)
    if not whole:
        settings, lines = FOR_READERS.subn("", (ROOT / "_config.yml").read_text("utf-8"))
        assert lines == 4
        (folder / "_config.yml").write_text(settings, "utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (folder / "index.md").write_text(page(body))
    return folder


DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""Some machines lack the one in C, which writes a bank in a tenth of the time."""


def dump(folder, raw, name="trial.yml"):
    path = folder / name
    text = yaml.dump(raw, Dumper=DUMPER, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


MARKUP = re.compile(r"\{[\w:]+\}`[^`]*`|<<[\w-]+>>|\$[^$]*\$|[*`<>\[\]\n|]|\(.*?\)")


def bare(text: str) -> str:
    """Leave only what a line break cannot change."""
    return re.sub(r"[\W_]+", "", text).lower()


def sentences(text: str, least: int) -> set[str]:
    """Cut a text of the bank into stretches without markup of so many characters or more."""
    parts = (one for part in MARKUP.split(text) for one in re.split(r"(?<=[.?!:;])\s", part))
    return {part for part in parts if len(part.strip()) >= least}


def entry(question_id):
    """Write an entry of a key."""
    levels = [{"points": 2, "text": "All."}, {"points": 0, "text": "None."}]
    rubric = [{"criterion": f"Criterion {n}", "levels": levels} for n in (1, 2)]
    return {
        "id": question_id,
        "answer": "As the article says. {claim}`A1`",
        "rubric": rubric,
        "misconceptions": [{"belief": "Both are one.", "response": "Ask for the other."}],
        "code": "print(6 * 7)",
    }


def book_of(folder, raw, see="See {numref}`index-8`.", whole=False):
    """Make a small book whose one page prints the items."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    marks = [f"```{{{item['role']}}} {item['id']}\n```" for item in raw]
    small_book(folder, "\n\n".join([see, *marks, "(ledger-a1)=\n## A claim"]), whole)
    dump(folder / "bank" / "questions", raw, "index.yml")
    return folder


def run(folder, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of a book, with the book's own package."""
    return fresh.run(folder, *command, PYTHONPATH=str(folder), **environment)


def build(folder, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Build a book; with a key, its instructor edition."""
    return run(folder, "tools/build.py", *arguments)


def contents(folder: Path) -> dict[str, str]:
    """Hash every file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in files}  # fmt: skip


def sums_hold(book: Path) -> bool:
    """Tell whether the sums of a book are those of every file in it, and of no other."""
    listed = [line.split("  ", 1) for line in (book / "SHA256SUMS").read_text("utf-8").splitlines()]
    there = contents(book)
    del there["SHA256SUMS"]
    return {name: digest for digest, name in listed} == there
