"""Explorers on pages of others: the lines of *Make an explorer*, in homes of three kinds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from reader import ROOT

CHAPTER = (ROOT / "chapters" / "make-an-explorer.md").read_text("utf-8")
(HOME,) = re.findall(r"^```python\n(.*?)^```", CHAPTER, re.DOTALL | re.MULTILINE)
TWENTY = re.findall(r"^```\{code-cell\} python\n(.*?)^```", CHAPTER, re.DOTALL | re.MULTILINE)[-1]
CELLS = [HOME, TWENTY.replace("from secdilemma.style import LOOK, colour\n", "")]

NOTEBOOK = nbformat.writes(
    new_notebook(
        cells=[new_markdown_cell("# A page of others"), *map(new_code_cell, CELLS)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
)

HOMES = {
    "a stock Jupyter Book": (
        {
            "_config.yml": "title: Stock\nexecute: {execute_notebooks: force}",
            "_toc.yml": "{format: jb-book, root: index}",
        },
        ["jupyter-book", "build", "."],
        "_build/html/index.html",
    ),
    "a notebook turned into HTML": (
        {},
        ["jupyter-nbconvert", "--to", "html", "--execute", "index.ipynb"],
        "index.html",
    ),
    "a plain MyST-NB page": (
        {"conf.py": 'extensions = ["myst_nb"]\nnb_execution_mode = "force"\n'},
        ["sphinx-build", "-q", ".", "built"],
        "built/index.html",
    ),
}


STEP = """slider => {
  slider.value = 1;
  slider.dispatchEvent(new Event("input"));
  return !!document.querySelector(".explorer-motion");
}"""
"""Take a step, and say whether the picture is on its way."""


def built(folder, files, command, page):
    """Build a home of one page that knows the engine and nothing else of this book."""
    for name, text in {**files, "index.ipynb": NOTEBOOK}.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "engine").mkdir()
    (folder / "engine" / "islands").symlink_to(ROOT / "islands")
    tool = Path(sys.executable).with_name(command[0])
    plain = {name: value for name, value in os.environ.items() if name != "ISLANDS"}
    environment = {**plain, "PYTHONPATH": str(folder / "engine")}
    done = subprocess.run(
        [str(tool), *command[1:]], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / page


def test_the_first_explorer_takes_twenty_lines():
    assert len([line for line in TWENTY.splitlines() if line.strip()]) <= 20
    assert "part(" in TWENTY
    assert "handle(" in TWENTY
    assert "secdilemma" not in "".join(CELLS)


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
def test_it_is_alive_without_a_network_in_a_home_of_others(browser, tmp_path, home):
    page = built(tmp_path, *HOMES[home])
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    faults = []
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.route(re.compile("^https?:"), lambda route: route.abort())
    view.goto(page.as_uri())
    figure = view.locator('figure.explorer[data-explorer="share"]')
    slider, said = figure.locator("input[type=range]"), figure.locator("output")
    assert slider.evaluate(STEP)
    assert said.inner_text() == "Of ten signals 2 deter and 8 reassure."
    view.wait_for_function("() => !document.querySelector('.explorer-motion')")
    figure.locator(".explorer-grip").hover()  # when it has glided to its place
    box = figure.locator("svg.picture").bounding_box()
    view.mouse.down()
    view.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2, steps=4)
    view.mouse.up()
    assert said.inner_text() == "Of ten signals 7 deter and 3 reassure."
    assert slider.get_attribute("aria-valuetext") == "7"
    assert not [fault for fault in faults if "explorer" in fault.lower()]
    view.close()
