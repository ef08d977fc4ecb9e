"""What a reader takes home: notebooks that run with the wheel of the site, and nothing else."""

import copy
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin
from reader import BUILT, ROOT

SOURCES = [ROOT / "index.md", *sorted((ROOT / "chapters").glob("*.md"))]
WITH_CODE = [
    path.relative_to(ROOT).with_suffix("").as_posix()
    for path in SOURCES
    if is_myst_markdown_notebook(path.read_text("utf-8"))
]
(WHEEL,) = (BUILT / "files").glob("*.whl")


def notebook(name: str) -> nbformat.NotebookNode:
    return nbformat.read(BUILT / "_sources" / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", WITH_CODE)
def test_a_chapter_offers_its_notebook_and_its_source(pages, name):
    links = {link["href"] for link in pages[f"{name}.html"].select("a[href*='_sources/']")}
    offered = {(BUILT / name).parent.joinpath(link).resolve() for link in links}
    assert offered == {BUILT / "_sources" / f"{name}{end}" for end in (".ipynb", ".md")}
    source = (BUILT / "_sources" / f"{name}.md").read_bytes()
    assert source == (ROOT / f"{name}.md").read_bytes()


@pytest.mark.parametrize("name", WITH_CODE)
def test_a_notebook_holds_the_cells_of_its_chapter_and_text_that_jupyter_understands(name):
    made = notebook(name)
    nbformat.validate(made)
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    written = myst_nb_reader_plugin(str(ROOT / f"{name}.md")).cells
    assert [c.source for c in code] == [c.source for c in written if c.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert made.metadata.kernelspec.name == "python3"
    text = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    for markup in (r"\{[\w:-]+\}`", r"^:::", r"^```\{", r"@@", r"\]\((?!https?:|#)"):
        assert not re.search(markup, text, re.MULTILINE), markup
    assert f"pip install {WHEEL.name}" in made.cells[0].source
    assert made.cells[1].source.startswith("# ")
    assert text.count("<details>") == text.count("</details>")


def test_a_notebook_says_the_numbers_that_the_page_says(pages):
    for name in WITH_CODE:
        text = " ".join(c.source for c in notebook(name).cells if c.cell_type == "markdown")
        plain = re.sub(r"[\W_]+", "", text)
        for shared in pages[f"{name}.html"].select("article section > p"):
            paragraph = copy.copy(shared)
            for key in paragraph.select(".claim, .headerlink"):
                key.extract()
            words = re.findall(r"(?:Fig\. )?\d[\d.,]*\d|Fig\. \d+", paragraph.get_text())
            assert all(re.sub(r"\W", "", word) in plain for word in words), (name, words)


def test_the_wheel_brings_data_forms_scripts_and_styles_and_is_linked(pages):
    with zipfile.ZipFile(WHEEL) as archive:
        inside = set(archive.namelist())
    kinds = {".csv", ".bib", ".toml", ".geojson", ".md"}  # no program that draws a map
    wanted = {
        f"secdilemma/_data/{path.relative_to(ROOT / 'data')}"
        for path in (ROOT / "data").rglob("*")
        if path.suffix in kinds
    }
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for room in ("secdilemma", "game", "islands")
        for path in (ROOT / room).rglob("*.*")
        if path.suffix in (".html", ".js", ".css", ".toml")
    }
    assert len(wanted) > 26
    assert wanted <= inside
    for name in ("chapters/package.html", "chapters/host.html"):
        links = {link["href"] for link in pages[name].select("a[href]")}
        assert f"../files/{WHEEL.name}" in links


RUN = """
import sys
from concurrent.futures import ThreadPoolExecutor
import nbformat
from nbclient import NotebookClient

FORGET = nbformat.v4.new_code_cell("%reset -f")

def run(paths):
    client = NotebookClient(nbformat.v4.new_notebook(), kernel_name="python3", timeout=120)
    with client.setup_kernel():
        for path in paths:
            client.nb = nbformat.read(path, as_version=4)
            client.nb.cells.append(FORGET)
            try:
                for number, cell in enumerate(client.nb.cells):
                    client.execute_cell(cell, number)
            except Exception as error:
                return f"{path}: {error}"

with ThreadPoolExecutor(2) as kernels:
    failed = [told for told in kernels.map(run, (sys.argv[1::2], sys.argv[2::2])) if told]
sys.exit("\\n".join(failed) or 0)
"""
"""Runs notebooks in two kernels; after each, its names are forgotten."""


def imported(name: str) -> set[str]:
    """Return which parts of the wheel a notebook imports."""
    code = "\n".join(cell.source for cell in notebook(name).cells if cell.cell_type == "code")
    return set(re.findall(r"^(?:from|import) ((?:secdilemma|game|islands)(?:\.\w+)?)", code, re.M))


def some() -> list[str]:
    """Return few notebooks that together import all that any does."""
    chosen, left = [], set().union(*map(imported, WITH_CODE))
    while left:
        chosen.append(max(WITH_CODE, key=lambda name: len(imported(name) & left)))
        left -= imported(chosen[-1])
    return chosen


@pytest.mark.slow
@pytest.mark.parametrize(
    "names", [some, pytest.param(lambda: WITH_CODE, marks=pytest.mark.sweep)], ids=["some", "every"]
)
def test_a_notebook_runs_in_a_fresh_environment_with_the_wheel(names, tmp_path):
    uv = [sys.executable, "-m", "uv"]
    fresh = tmp_path / "fresh"
    python = fresh / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    installed = [WHEEL, "nbclient", "ipykernel"]
    pinned = ["--constraint", ROOT / "requirements/build.txt"]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, fresh], check=True)
    command = [*uv, "pip", "install", "--quiet", "--python", python, *pinned, *installed]
    subprocess.run(command, check=True)
    (tmp_path / "empty").mkdir()
    own = {"PATH": str(python.parent), "HOME": str(tmp_path)}
    files = [BUILT / "_sources" / f"{name}.ipynb" for name in names()]
    place = {"cwd": tmp_path / "empty", "env": own}
    result = subprocess.run([python, "-c", RUN, *files], **place, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
