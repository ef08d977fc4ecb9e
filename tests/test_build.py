"""What the build promises: nothing wrong gets through, not even the second time."""

import subprocess
import sys
import time

import pytest
from small import CELL, PAGE, build, small_book

pytestmark = pytest.mark.slow

FAULTS = {
    "a cell that raises": CELL.format(code='raise RuntimeError("broken")'),
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
        (folder / f"{name}.md").write_text(PAGE.format(body=body))
    listed = "".join(f"- file: {name}\n" for name in pages)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}")
    for _ in range(2):
        result = build(folder)
        assert result.returncode == 1
        told = result.stderr + result.stdout
        assert [name for name in pages if f"{name}.md" not in told] == []
        assert "index.md" not in told


@pytest.mark.parametrize("fault", ["a cell that raises", "a cell that warns"])
def test_one_fault_is_enough_and_enough_again(fault, tmp_path):
    folder = small_book(tmp_path, FAULTS[fault])
    assert build(folder).returncode == 1
    assert build(folder).returncode == 1


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


def test_a_build_that_was_killed_does_not_hide_its_warnings_from_the_next(tmp_path):
    folder = small_book(tmp_path, "See {ref}`nowhere`.")
    assert build(folder).returncode == 1
    (folder / "index.md").write_text(PAGE.format(body="```{nosuch}\n```"))
    parsed = folder / "_build/.doctrees/environment.pickle"
    with subprocess.Popen([sys.executable, "tools/build.py"], cwd=folder) as running:
        while running.poll() is None and not parsed.exists():
            time.sleep(0.02)
        running.kill()
    assert parsed.exists()
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
                file.write("Z99,Z,A claim more.,article,,,,answer,\n")
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
    assert "other.html" not in (site / "SHA256SUMS").read_text("utf-8")


def test_a_page_whose_run_beside_the_build_broke_down_is_run_by_the_build(tmp_path):
    folder = small_book(tmp_path, CELL.format(code="print(6 * 7)"))
    script = folder / "tools/build.py"
    breaks = "def single_nb_execution(*_, **__): raise SystemError('odd')\n\n\ndef run_pages("
    script.write_text(script.read_text("utf-8").replace("def run_pages(", breaks), "utf-8")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    assert ">42\n<" in (folder / "_build/html/index.html").read_text("utf-8")
