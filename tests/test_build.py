"""What the build promises: nothing wrong gets through, not even the second time."""

import hashlib
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
from small import CELL, build, dump, every_type, page, small_book

pytestmark = pytest.mark.slow

FAULTS = {
    "a cell that raises": CELL.format(code="1 + 1")
    + CELL.format(code='raise RuntimeError("broken")'),
    "a cell that warns": CELL.format(code='import warnings; warnings.warn("careful")'),
    "an unknown citation": "As {cite:t}`nobody2099` says.",
    "a broken reference": "See {ref}`nowhere`.",
    "a broken link to a page": "See [there](chapters/nowhere.md).",
    "a duplicate label": "(here)=\n## One\n\n(here)=\n## Two",
    "an unknown claim": "So they say. {claim}`Z99`",
    "a formula with an unknown command": r"So $x \nosuch y$.",
    "a formula with an unknown environment": "$$\n\\begin{nosuch}x\\end{nosuch}\n$$",
    "a formula that numbers itself": "$$\n\\begin{align}x&=1\\end{align}\n$$",
    "a note that the ledger lacks": "```{editors-note} A1\n```",
}


def test_every_fault_of_the_text_is_told_with_its_page_and_told_again(tmp_path):
    pages = {fault.replace(" ", "-"): body for fault, body in FAULTS.items() if "cell" not in fault}
    folder = book_of_pages(tmp_path, pages)
    for _ in range(2):
        result = build(folder)
        assert result.returncode == 1
        told = result.stderr + result.stdout
        assert [name for name in pages if f"{name}.md" not in told] == []
        assert "index.md" not in told


CELLS = {
    "a cell that raises": "RuntimeError: broken\n    in index.md, cell 2",
    "a cell that warns": "index.md:15: ERROR: stderr was found in the cell outputs",
}
"""What is said of cells that fail: their page, and the number and the last words of an error."""


@pytest.mark.parametrize("fault", CELLS)
def test_a_cell_that_fails_is_named_with_its_page_and_again(fault, tmp_path):
    folder = small_book(tmp_path, FAULTS[fault])
    for _ in range(2):
        result = build(folder)
        assert result.returncode == 1
        assert CELLS[fault] in result.stderr
        assert "Traceback" not in result.stderr


def test_a_label_on_two_pages_fails_the_build_wherever_it_stands(tmp_path):
    folder = small_book(tmp_path, "(here)=\nA sentence.\n\n(there)=\nAnother.")
    pages = {"one": "(here)=\n# One\n", "two": "# Two\n\n(there)=\nA sentence.\n"}
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text)
    listed = "".join(f"- file: {name}\n" for name in pages)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}")
    for _ in range(2):
        result = build(folder)
        assert result.returncode == 1
        assert "label 'here' stands on index too" in result.stderr
        assert "label 'there' stands on index too" in result.stderr


def contents(folder):
    """Hash every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def sums_hold(book):
    listed = [line.split("  ", 1) for line in (book / "SHA256SUMS").read_text("utf-8").splitlines()]
    found = contents(book)
    del found["SHA256SUMS"]
    return {name: digest for digest, name in listed} == found


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
    before = (finished / "index.md").read_text("utf-8")
    yield finished
    (finished / "index.md").write_text(before, "utf-8")


@pytest.mark.parametrize("fault", ["a broken reference", "a cell that raises"])
def test_a_build_that_fails_leaves_the_last_book_as_it_was(fault, mended):
    book = mended / "_build/html"
    before = contents(book)
    (mended / "index.md").write_text(page(FAULTS[fault]), "utf-8")
    result = build(mended)
    assert result.returncode == 1
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


def test_a_build_that_is_killed_leaves_the_last_book_as_it_was_and_the_next_is_whole(mended):
    book = mended / "_build/html"
    before = contents(book)
    (mended / "index.md").write_text(page("Other words."), "utf-8")
    running = started(mended, (mended / "_build/.fresh/index.html").exists)
    running.kill()
    running.join()
    assert contents(book) == before
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
    said = "claims.csv, row 2, column 'basis': 'nonsense'; expected one of 'article', 'inferred'\n"
    assert result.stderr == said


def test_a_build_that_was_killed_does_not_hide_its_warnings_from_the_next(tmp_path):
    folder = small_book(tmp_path, "```{nosuch}\n```")
    running = started(folder, (folder / "_build/.fresh/index.html").exists)
    running.kill()
    running.join()
    assert (folder / "_build/.doctrees/environment.pickle").exists()
    assert build(folder).returncode == 1


TOKEN = "\nimport secrets; print(secrets.token_hex(8))"


def test_a_page_runs_again_when_what_it_imports_or_reads_has_changed_and_only_then(tmp_path):
    code = "from secdilemma.case import load_case; from secdilemma.data import load_signals\n"
    code += "len(load_signals(load_case('baltic')))" + TOKEN
    folder = small_book(tmp_path, "Words.\n\n" + CELL.format(code=code))

    def output() -> str:
        result = build(folder)
        assert result.returncode == 0, result.stderr
        return re.search(r"[0-9a-f]{16}", (folder / "_build/html/index.html").read_text("utf-8"))[0]

    def change(name: str, more: str) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(more)

    first = output()
    change("index.md", "\nMore words.\n")
    change("secdilemma/pictures/verdict.py", "# more\n")
    change("data/play.toml", "# more\n")
    assert output() == first
    for changed in (
        "secdilemma/theory.py",
        "data/cases/baltic/case.toml",
        "data/cases/baltic/z.csv",
    ):
        change(changed, "# more\n")
        second = output()
        assert second != first, changed
        first = second


def test_a_page_that_left_the_book_leaves_the_site(tmp_path):
    folder = small_book(tmp_path, "Words.", whole=True)
    toc = folder / "_toc.yml"
    first = toc.read_text()
    toc.write_text(f"{first}chapters:\n- file: other\n")
    (folder / "other.md").write_text("# Another\n\nWords.\n")
    site = folder / "_build/html"
    assert build(folder).returncode == 0
    assert (site / "other.html").is_file()
    (folder / "other.md").unlink()
    toc.write_text(first)
    assert build(folder).returncode == 0
    left = {path.name for path in site.glob("*.html")}
    assert left == {"index.html", "search.html", "404.html"}
    assert "other" not in contents(site)
    assert sums_hold(site)
    assert "Another" not in (site / "searchindex.js").read_text("utf-8")


def book_of_pages(folder, bodies):
    """Make a small book with pages beside the first."""
    small_book(folder, "Words.")
    for name, body in bodies.items():
        (folder / f"{name}.md").write_text(page(body))
    listed = "".join(f"- file: {name}\n" for name in bodies)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}")
    return folder


def test_a_page_whose_process_ends_or_takes_too_long_is_named_with_its_cell(tmp_path):
    codes = {"ends": "import os; os._exit(3)", "hangs": "while True: pass"}
    cells = {name: CELL.format(code="1") + CELL.format(code=code) for name, code in codes.items()}
    folder = book_of_pages(tmp_path, cells)
    config = (folder / "_config.yml").read_text("utf-8")
    (folder / "_config.yml").write_text(config.replace("timeout: 300", "timeout: 1"), "utf-8")
    result = build(folder)
    assert result.returncode == 1
    assert "ended with the status 3\n    in ends.md, cell 2" in result.stderr
    assert "A cell took longer than 1 s\n    in hangs.md, cell 2" in result.stderr


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


def test_a_build_says_which_page_is_at_work_and_where_the_book_is(tmp_path):
    folder = small_book(tmp_path, "Words.")
    first, second, last = build(folder).stdout.splitlines()
    assert first.endswith("reading 1 of 1: index")
    assert second.endswith("writing 1 of 1: index")
    assert last.startswith("The book is in _build/html/index.html")
    assert build(folder).stdout == "Nothing has changed: the book is in _build/html/index.html\n"


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
    "works": "```{bibliography}\n```",
    "lists": "".join(f"```{{{name}}}\n```\n\n" for name in LISTS),
}


def the_book(folder):
    """Make a small book for readers whose pages say much of each other."""
    small_book(folder, "", whole=True)
    for name, body in BODIES.items():
        (folder / f"{name}.md").write_text(page(body).replace("# A book", f"# The page {name}"))
    items = [{**item, "id": item["id"].replace("index", "two")} for item in every_type()]
    dump(folder / "bank/questions", [items[4], {**items[6], "signature": True}], "two.yml")
    write_toc(folder, list(BODIES)[1:])
    return folder


def write_toc(folder, names):
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": name} for name in names]}
    dump(folder, toc, "_toc.yml")


def replace(folder, name, before, after):
    text = (folder / name).read_text("utf-8")
    assert before in text, name
    (folder / name).write_text(text.replace(before, after, 1), "utf-8")


def append(folder, name, more):
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(more)


def add_page(folder, chance):
    (folder / "more.md").write_text("(there)=\n# A page more\n\nSee [](two.md).\n")
    names = [*BODIES][1:]
    names.insert(chance.randrange(4), "more")
    write_toc(folder, names)


def remove_page(folder, chance):
    (folder / "more.md").unlink(missing_ok=True)
    write_toc(folder, chance.sample([*BODIES][1:], len(BODIES) - 1))


def change_ages(folder, chance):
    """Change no byte, and no order of times that anybody could rely on."""
    for some in ("*.md", "_ext/templates/*", "data/*.csv"):
        for path in folder.glob(some):
            os.utime(path, (chance.randrange(2**31),) * 2)


EDITS = {
    "a word": lambda book, _: append(book, "one.md", "\nAnother word.\n"),
    "a title": lambda book, _: replace(book, "two.md", "# The page two", "# A page, two"),
    "a label": lambda book, _: replace(book, "one.md", "(place)=\n## A", "(place)=\n## The"),
    "a page more": add_page,
    "a page less": remove_page,
    "a claim": lambda book, _: replace(
        book, "data/cases/baltic/claims.csv", "Since the Ukraine", "After the Ukraine"
    ),
    "a remark": lambda book, _: append(book, "data/cases/baltic/case.toml", "# a remark\n"),
    "a number": lambda book, _: replace(book, "data/cases/baltic/table1.csv", "32,700", "32,699"),
    "a work": lambda book, _: replace(book, "data/references.bib", "Idealist", "Idealistic"),
    "the code of a page": lambda book, _: append(book, "secdilemma/theory.py", "\nNOTE = 'So.'\n"),
    "the code of the build": lambda book, _: replace(book, "_ext/lesson.py", "minutes.", "min."),
    "a form": lambda book, _: append(book, "_ext/templates/colophon.html", "<p>More.</p>\n"),
    "a style": lambda book, _: append(book, "_ext/static/book.css", "\n.more { color: red; }\n"),
    "a setting": lambda book, _: replace(book, "_config.yml", "html_title: The", "html_title: A"),
    "a question": lambda book, _: replace(book, "bank/questions/two.yml", "How many?", "How?"),
    "a task": lambda book, _: replace(book, "bank/questions/two.yml", "A task", "The task"),
    "the code of the game": lambda book, _: append(book, "game/rules.py", "\n# more\n"),
    "the code of a number": lambda book, _: append(
        book, "bank/quantities.py", "\n\ndef table1(*_):\n    return 4711.0\n"
    ),
    "the ages of files": change_ages,
}


@pytest.mark.parametrize("seed", range(settings().max_examples // 100))
def test_a_book_that_is_built_again_has_the_bytes_of_a_new_one(seed, tmp_path):
    chance, book = Random(seed), the_book(tmp_path / "book")
    edits = chance.sample([*EDITS], len(EDITS))
    assert build(book).returncode == 0
    while edits:
        some = [edits.pop() for _ in range(min(len(edits), chance.randint(1, 3)))]
        for edit in some:
            EDITS[edit](book, chance)
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


def test_only_what_a_change_concerns_is_written_again(tmp_path):
    book = the_book(tmp_path / "book")
    assert build(book).returncode == 0
    append(book, "one.md", "\nAnother word.\n")
    written = re.findall(r"writing .*: (\S+)", build(book).stdout)
    assert written == ["index", "one"]


def test_a_page_of_the_last_book_that_somebody_has_changed_is_written_again(mended):
    page_of_it = mended / "_build/html/search.html"
    before = page_of_it.read_text("utf-8")
    page_of_it.write_text(f"{before}<!-- -->", "utf-8")
    assert build(mended).returncode == 0
    assert page_of_it.read_text("utf-8") == before


def test_what_is_saved_while_somebody_watches_is_built_and_seen(tmp_path):
    folder = small_book(tmp_path / "book", "Words.")
    told = [str(tmp_path / "stdout"), os.devnull]
    (tmp_path / "stdout").touch()
    running = fresh.start(folder, "-m", "tools.watch", "0", told=told, PYTHONPATH=str(folder))

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
    (folder / "index.md").write_text(page("Other words."), "utf-8")
    seen("Other words.")
    running.terminate()
    running.join()
    assert "location.reload()" not in (folder / "_build/html/index.html").read_text("utf-8")
