"""What the build promises: nothing wrong gets through, not even the second time."""

import hashlib
import os
import shutil
import time

import fresh
import pytest
from reader import ROOT
from small import CELL, build, page, small_book

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
    folder = small_book(tmp_path, "Nothing is wrong here.")
    pages = {fault.replace(" ", "-"): body for fault, body in FAULTS.items() if "cell" not in fault}
    for name, body in pages.items():
        (folder / f"{name}.md").write_text(page(body))
    listed = "".join(f"- file: {name}\n" for name in pages)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}")
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


def test_a_change_in_package_or_data_reaches_the_page_and_nothing_else_runs_again(tmp_path):
    code = "import secrets; print(secrets.token_hex(8))"
    folder = small_book(tmp_path, CELL.format(code=code))

    def output() -> str:
        result = build(folder)
        assert result.returncode == 0, result.stderr
        return (folder / "_build/html/index.html").read_text("utf-8")

    first = output()
    assert output() == first
    for changed in ("secdilemma/theory.py", "data/cases/baltic/claims.csv"):
        with (folder / changed).open("a", encoding="utf-8") as file:
            file.write("\n" if changed.endswith(".py") else "")
            if changed.endswith(".csv"):
                file.write("Z99,Z,A claim more.,,article,,,,answer,\n")
        second = output()
        assert second != first
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


def test_a_page_whose_run_beside_the_build_broke_down_is_run_by_the_build(tmp_path):
    folder = small_book(tmp_path, CELL.format(code="print(6 * 7)"))
    script = folder / "tools/build.py"
    breaks = "def single_nb_execution(*_, **__): raise SystemError('odd')\n\n\ndef run_pages("
    script.write_text(script.read_text("utf-8").replace("def run_pages(", breaks), "utf-8")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    assert ">42\n<" in (folder / "_build/html/index.html").read_text("utf-8")
