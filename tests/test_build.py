"""What the build promises: nothing wrong gets through, not even the second time."""

import json
import os
import re
import shutil
import time
from contextlib import suppress
from random import Random
from urllib.request import urlopen

import fresh
import pytest
from hypothesis import settings
from myst_nb.core.utils import coalesce_streams
from nbclient import NotebookClient
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_notebook
from reader import ROOT
from small import CELL, build, contents, dump, every_type, page, small_book, sums_hold

pytestmark = pytest.mark.slow

FAULTS = {
    "a cell that warns": CELL.format(code='import warnings; warnings.warn("careful")'),
    "an unknown citation": "As {cite:t}`nobody2099` says.",
    "a broken reference": "See {ref}`nowhere`.",
    "a broken link to a page": "See [there](chapters/nowhere.md).",
    "a duplicate label": "(here)=\n## One\n\n(here)=\n## Two",
    "a label of two pages": "(there)=\n## A heading\n\n(yonder)=\nA sentence.",
    "labels of another page": "(yonder)=\n## A heading\n\n(there)=\nA sentence.",
    "an unknown claim": "So they say. {claim}`Z99`",
    "a formula with an unknown command": r"So $x \nosuch y$.",
    "a formula with an unknown environment": "$$\n\\begin{nosuch}x\\end{nosuch}\n$$",
    "a formula that numbers itself": "$$\n\\begin{align}x&=1\\end{align}\n$$",
    "a note that the ledger lacks": "```{editors-note} A1\n```",
}
RAISING = 'raise RuntimeError("broken")'
FAILING = {
    "ends": ("import os; os._exit(3)", "ended with the status 3"),
    "hangs": ("while True: pass", "A cell took longer than 1 s"),
}
"""Second cells that fail, and what is told of them."""

TEXTS = {fault.replace(" ", "-"): body for fault, body in FAULTS.items()}
CELLS = {
    name: CELL.format(code="1") + CELL.format(code=code) for name, (code, _) in FAILING.items()
}
BOOKS = {
    "text": (
        TEXTS,
        *(f"{name}.md" for name in TEXTS),
        *("label 'there' stands on ", "label 'yonder' stands on "),
        "stderr was found in the cell",
    ),
    "cells": (CELLS, *(f"{told}\n    in {n}.md, cell 2" for n, (_, told) in FAILING.items())),
}
"""Pages with a fault each, and what is told of them."""


@pytest.mark.parametrize("kind", BOOKS)
def test_every_fault_is_told_with_its_page_and_told_again(kind, tmp_path):
    pages, *words = BOOKS[kind]
    folder = small_book(tmp_path, "Words.")
    for name, body in pages.items():
        (folder / f"{name}.md").write_text(page(body))
    write_toc(folder, pages)
    change(folder, "_config.yml", "timeout: 300", "timeout: 1")
    for _ in range(2):
        result = build(folder)
        assert result.returncode == 1
        told = result.stderr + result.stdout
        assert [some for some in words if some not in told] == []
        assert "index.md" not in told


def change(folder, name, before, after):
    """Change a file once; where nothing is to be replaced, at its end."""
    text = (folder / name).read_text("utf-8")
    assert before in text, name
    new = text.replace(before, after, 1) if before else text + after
    (folder / name).write_text(new, "utf-8")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A small book with all that hosts get, built once."""
    folder = small_book(tmp_path_factory.mktemp("finished") / "book", "Words.", whole=True)
    result = build(folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def mended(finished):
    """The finished book, whose sources are as they were when a test has ended."""
    before = {name: (finished / name).read_text("utf-8") for name in ("index.md", "_toc.yml")}
    yield finished
    for name, text in before.items():
        (finished / name).write_text(text, "utf-8")


BROKEN = {
    FAULTS["a broken reference"]: "index.md",
    CELL.format(code="1")
    + CELL.format(code=RAISING): "RuntimeError: broken\n    in index.md, cell 2",
}
"""Pages that fail, and what is said of them."""


@pytest.mark.parametrize(("body", "said"), BROKEN.items(), ids=["text", "cell"])
def test_a_build_that_fails_leaves_the_last_book_as_it_was_and_fails_again(body, said, mended):
    book = mended / "_build/html"
    before = contents(book)
    (mended / "index.md").write_text(page(body), "utf-8")
    for _ in range(2):
        result = build(mended)
        assert result.returncode == 1
        assert said in result.stderr
        assert "Traceback" not in result.stderr
        assert "the last one that was stays as it is" in result.stderr
    assert contents(book) == before
    assert sums_hold(book)


def started(folder, until):
    """Build a book in a process of its own, up to a moment."""
    silent = [os.devnull, os.devnull]
    running = fresh.start(folder, "-m", "tools.build", told=silent, PYTHONPATH=str(folder))
    while running.is_alive() and not until():
        time.sleep(0.02)
    return running


def test_a_build_that_is_killed_leaves_the_last_book_and_hides_no_warning_from_the_next(mended):
    book = mended / "_build/html"
    before = contents(book)
    (mended / "index.md").write_text(page("```{nosuch}\n```"), "utf-8")
    running = started(mended, (mended / "_build/.fresh/index.html").exists)
    running.kill()
    running.join()
    assert contents(book) == before
    assert build(mended).returncode == 1
    assert contents(book) == before
    (mended / "index.md").write_text(page("Other words."), "utf-8")
    assert build(mended).returncode == 0
    assert "Other words." in (book / "index.html").read_text("utf-8")
    assert sums_hold(book)


def test_a_book_that_was_put_aside_when_a_build_was_killed_comes_back(mended):
    book = mended / "_build/html"
    before = contents(book)
    book.rename(mended / "_build/.replaced")  # as between the two steps of the exchange
    (mended / "index.md").write_text(page(FAULTS["a broken reference"]), "utf-8")
    assert build(mended).returncode == 1
    assert contents(book) == before


def test_a_second_build_at_once_is_told_so_and_the_first_ends_well(mended):
    (mended / "index.md").write_text(page("Words of the first."), "utf-8")
    first = started(mended, (mended / "_build/.fresh").exists)
    second = build(mended)
    assert second.returncode == 1
    assert f"Another build is at work here (process {first.pid})" in second.stderr
    first.join()
    assert first.exitcode == 0
    assert "Words of the first." in (mended / "_build/html/index.html").read_text("utf-8")
    assert sums_hold(mended / "_build/html")


def test_what_a_web_server_may_read_does_not_depend_on_who_builds(mended):
    (mended / "index.md").write_text(page("Words of one whose files are private."), "utf-8")
    before = os.umask(0o077)
    try:
        assert build(mended).returncode == 0
    finally:
        os.umask(before)
    for path in (mended / "_build/html").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_fault_in_the_data_is_named_by_file_and_row_and_nothing_that_is_innocent(tmp_path):
    code = "from secdilemma.case import load_case; from secdilemma.data import load_signals\n"
    folder = small_book(tmp_path, CELL.format(code=f"{code}load_signals(load_case('baltic'))"))
    shutil.copy(ROOT / "bank/questions/puzzle.yml", folder / "bank/questions")
    path = folder / "data/cases/baltic/claims.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",article,", ",nonsense,", 1)
    path.write_text("".join(lines), "utf-8")
    result = build(folder)
    assert result.returncode == 1
    said = "claims.csv, row 2, column 'basis': 'nonsense'; expected 'article' or 'inferred'\n"
    assert result.stderr == said


TOKEN = "\nimport secrets; print(secrets.token_hex(8))"


def test_a_page_runs_again_when_what_it_imports_or_reads_has_changed_and_only_then(tmp_path):
    code = "from secdilemma.case import load_case; from secdilemma.data import load_signals\n"
    code += "len(load_signals(load_case('baltic')))" + TOKEN
    folder = small_book(tmp_path, "Words.\n\n" + CELL.format(code=code))

    def output(*changed: str) -> str:
        for name in changed:
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write("# more\n")
        result = build(folder)
        assert result.returncode == 0, result.stderr
        return re.search(r"[0-9a-f]{16}", (folder / "_build/html/index.html").read_text("utf-8"))[0]

    outputs = [output()]
    assert outputs[0] == output("index.md", "secdilemma/pictures/verdict.py", "game/words.toml")
    baltic = "data/cases/baltic"
    for changed in ("secdilemma/theory.py", f"{baltic}/case.toml", f"{baltic}/z.csv"):
        outputs.append(output(changed))
        assert outputs[-1] not in outputs[:-1], changed


def test_outputs_are_those_of_a_kernel(tmp_path):
    cells = (
        "print(1); display(2); print(3)\n4",
        "handle = display(5, display_id='a')\nhandle.update(6)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.gcf().set_size_inches(1, 1)",
        "import asyncio\nawait asyncio.sleep(0)\n7",
        "print(8)\nfrom IPython.display import clear_output; clear_output()\nprint(9)\n?len",
    )
    fails = CELL.format(code=":tags: [raises-exception]\nraise ValueError(10)")
    folder = small_book(tmp_path, "".join(CELL.format(code=code) for code in cells) + fails)
    result = build(folder)
    assert result.returncode == 0, result.stderr
    kept = json.loads((folder / "_build/.cells/index.json").read_text("utf-8"))["outputs"]
    notebook = new_notebook(cells=list(map(new_code_cell, cells)))
    NotebookClient(notebook, kernel_name="python3").execute()
    assert [coalesce_streams(list(map(from_dict, outputs))) for outputs in kept[:-1]] == [
        coalesce_streams(cell.outputs) for cell in notebook.cells
    ]
    assert (kept[-1][0]["ename"], kept[-1][0]["evalue"]) == ("ValueError", "10")


def test_a_value_that_cannot_be_shown_fails_the_build_as_a_cell_that_raises_does(tmp_path):
    shows = "class Figure:\n    def _repr_html_(self): raise ValueError('two sentences')\nFigure()"
    result = build(small_book(tmp_path, CELL.format(code=shows)))
    assert result.returncode != 0
    assert "cell 1" in result.stderr
    assert "ValueError: two sentences" in result.stderr


# ------------------------------------------------------------------ a book that is built again

LISTS = ("exercise-table", "signature-exercises", "objective-table")
BODIES = {
    "index": "See {ref}`place`, [](two.md) and {cite:t}`herz1950`. {claim}`A1`\n\n"
    "(ledger-a1)=\n## A",
    "one": "(place)=\n## A place\n\n"
    + CELL.format(
        code="from secdilemma import theory; from secdilemma.case import load_case\n"
        "from secdilemma.data import load_claims\n"
        "print(getattr(theory, 'NOTE', ''), *load_claims(load_case('baltic'))['claim'][:2])"
    ),
    "two": "See [the first](one.md).\n\n```{self-check} two-4\n```\n\n```{assignment} two-6\n```",
    "more": "```{assignment} more-6\n```",
    "works": "```{bibliography}\n```",
    "lists": "".join(f"```{{{name}}}\n```\n\n" for name in LISTS),
}


def the_book(folder):
    """Make a small book for readers whose pages say much of each other."""
    small_book(folder, "", whole=True)
    for name, body in BODIES.items():
        (folder / f"{name}.md").write_text(page(body).replace("# A book", f"# The page {name}"))
    _, _, _, _, number, _, task, *_ = every_type()
    bank = {"two": [number, {**task, "signature": True}], "more": [task]}
    for name, items in bank.items():
        raw = [{**item, "id": item["id"].replace("index", name)} for item in items]
        dump(folder / "bank/questions", raw, f"{name}.yml")
    write_toc(folder, list(BODIES)[1:])
    return folder


def write_toc(folder, names):
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": name} for name in names]}
    dump(folder, toc, "_toc.yml")


def shuffle_toc(folder, chance):
    names = [name for name in (*BODIES, "new") if (folder / f"{name}.md").exists()][1:]
    write_toc(folder, chance.sample(names, len(names)))


def add_page(folder, chance):
    (folder / "new.md").write_text("(there)=\n# A new page\n\nSee [](two.md).\n")
    shuffle_toc(folder, chance)


def remove_page(folder, chance):
    for name in ("more.md", "bank/questions/more.yml"):
        (folder / name).unlink()
    shuffle_toc(folder, chance)


def change_ages(folder, chance):
    """Change no byte, and no order of times that anybody could rely on."""
    for some in ("*.md", "_ext/templates/*", "data/*.csv"):
        for path in folder.glob(some):
            os.utime(path, (chance.randrange(2**31),) * 2)


CLAIMS, TABLE = "data/cases/baltic/claims.csv", "data/cases/baltic/table1.csv"
EDITS = {
    "a word": ("one.md", "", "\nAnother word.\n"),
    "a title": ("two.md", "# The page two", "# A page, two"),
    "a label": ("one.md", "(place)=\n## A", "(place)=\n## The"),
    "a page more": add_page,
    "a page less": remove_page,
    "a claim": (CLAIMS, "Since the Ukraine", "After the Ukraine"),
    "a remark": ("data/cases/baltic/case.toml", "", "# a remark\n"),
    "a number": (TABLE, "32,700", "32,699"),
    "a work": ("data/references.bib", "Idealist", "Idealistic"),
    "the code of a page": ("secdilemma/theory.py", "", "\nNOTE = 'So.'\n"),
    "the code of the build": ("_ext/lesson.py", "minutes.", "min."),
    "a form": ("_ext/templates/colophon.html", "", "<p>More.</p>\n"),
    "a style": ("_ext/static/book.css", "", "\n.more { color: red; }\n"),
    "a setting": ("_config.yml", "html_title: The", "html_title: A"),
    "a question": ("bank/questions/two.yml", "How many?", "How?"),
    "a task": ("bank/questions/two.yml", "A task", "The task"),
    "the code of the game": ("game/rules.py", "", "\n# more\n"),
    "the code of a number": ("bank/quantities.py", "", "\n\ndef table1(*_):\n    return 4711.0\n"),
    "the ages of files": change_ages,
}
"""What somebody may do to a book: put something in the place of something, or a function."""


SEEDS = settings().max_examples // 100


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_book_that_is_built_again_has_the_bytes_of_a_new_one(seed, tmp_path):
    """Every edit in turn; `make test` makes many at a time, `make nightly` few."""
    chance, book = Random(seed), the_book(tmp_path / "book")
    edits = chance.sample([*EDITS], len(EDITS))
    assert build(book).returncode == 0
    while edits:
        most = chance.randint(1, 3) if SEEDS > 1 else len(EDITS) // 2
        some = [edits.pop() for _ in range(min(len(edits), most))]
        for edit in map(EDITS.get, some):
            edit(book, chance) if callable(edit) else change(book, *edit)
        new = tmp_path / "new"
        shutil.copytree(book, new, ignore=shutil.ignore_patterns("_build"))
        for folder in (book, new):
            result = build(folder)
            assert result.returncode == 0, (some, result.stderr)
        again, first = (
            {**contents(built / "html"), "items": (built / "items.json").read_bytes()}
            for built in (book / "_build", new / "_build")
        )
        assert {name for name in again | first if again.get(name) != first.get(name)} == set(), some
        shutil.rmtree(new)


def test_a_build_says_what_is_at_work_which_is_only_what_a_change_concerns(tmp_path):
    book, said = the_book(tmp_path / "book"), r"(reading|writing) (\d) of (\d): (\S+)"
    result = build(book)
    assert result.returncode == 0, result.stderr
    assert [page for kind, _, _, page in re.findall(said, result.stdout) if kind == "writing"] == (
        sorted(BODIES)
    )
    assert "\nThe book is in _build/html/index.html" in result.stdout
    items = (book / "_build/items.json").read_bytes()
    change(book, *EDITS["a word"])
    at_work = [("reading", "1", "1", "one"), ("writing", "1", "2", "index")]
    at_work.append(("writing", "2", "2", "one"))
    assert re.findall(said, build(book).stdout) == at_work
    assert (book / "_build/items.json").read_bytes() == items
    assert build(book).stdout == "Nothing has changed: the book is in _build/html/index.html\n"


def test_a_page_of_the_last_book_that_somebody_has_changed_is_written_again(mended):
    assert build(mended).returncode == 0
    page_of_it = mended / "_build/html/search.html"
    before = page_of_it.read_text("utf-8")
    page_of_it.write_text(f"{before}<!-- -->", "utf-8")
    assert build(mended).returncode == 0
    assert page_of_it.read_text("utf-8") == before


def test_what_is_saved_while_somebody_watches_is_built_and_seen(mended, tmp_path):
    told = [str(tmp_path / "stdout"), os.devnull]
    (tmp_path / "stdout").touch()
    running = fresh.start(mended, "-m", "tools.watch", "0", told=told, PYTHONPATH=str(mended))

    def seen(words: str) -> str:
        while running.is_alive():
            address = re.search(
                r"http://127\.0\.0\.1:\d+/", (tmp_path / "stdout").read_text("utf-8")
            )
            with suppress(OSError), urlopen(address[0] if address else "file:///none") as answer:
                if words in (text := answer.read().decode()):
                    return text
            time.sleep(0.05)
        raise AssertionError("the watch has ended")

    assert "location.reload()" in seen("Words.")
    (mended / "index.md").write_text(page("Other words."), "utf-8")
    seen("Other words.")
    running.terminate()
    running.join()
    assert "location.reload()" not in (mended / "_build/html/index.html").read_text("utf-8")
