"""What a reader can take home: the notebook of each chapter, and the package as a wheel.

A chapter is written in MyST Markdown, which plain Jupyter does not understand. Its notebook holds
the same cells without outputs, and between them the text as the page shows it, numbers and
citations filled in, as plain Markdown. `` {built}`files/nginx.conf` `` links to a file that the
build itself writes; `` {built}`wheel` `` to the wheel, whatever its version.
"""

import re
import shutil
import subprocess
import sys
from html import escape
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import nbformat
from bs4 import BeautifulSoup
from docutils import nodes
from markdownify import MarkdownConverter
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin
from nbformat.v4 import new_code_cell, new_markdown_cell
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from bank.notebooks import as_notebook
from tools.digests import ROOT, digests, files, hashed
from tools.pages import in_text

WHEEL = f"files/secdilemma-{version('secdilemma')}-py3-none-any.whl"

FIRST = Path(__file__).with_name("notebook.txt")
"""How to run a notebook: its first cell."""

CONVERTER = MarkdownConverter(heading_style="ATX", bullets="-")


class Built(SphinxRole):
    """A link to a file that the build writes."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the link, relative to the page."""
        path = WHEEL if self.text == "wheel" else self.text
        here = self.env.app.builder.get_target_uri(self.env.docname)  # type: ignore[union-attr]
        link = nodes.reference("", "", internal=True, refuri=relative_uri(here, path))
        link += nodes.literal(text=Path(path).name)
        return [link], []


def write_wheel(app: Sphinx) -> None:
    """Offer the package, with its data, for download; build it where it has changed."""
    rooms = ("secdilemma", "game", "islands", "data")
    brought = [path for name in rooms for path in files(ROOT / name)]
    named = ("README.md", "pyproject.toml", *ROOT.glob("LICENSE*"))
    folder = ROOT / "_build" / ".wheel" / hashed(map(str, digests([*brought, *named]).items()))[:16]
    if not list(folder.glob("*.whl")):
        shutil.rmtree(folder.parent, ignore_errors=True)
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
        result = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True)
        if result.returncode:
            raise ExtensionError(f"the package could not be built:\n{result.stderr}")
    shutil.copytree(folder, Path(app.outdir) / "files", dirs_exist_ok=True)


class Prose:
    """The text of a page as plain Markdown.

    What Markdown must not touch (formulas, tags, the places of the cells) stands as a mark in the
    HTML while it is converted.
    """

    def __init__(self, app: Sphinx, docname: str, doctree: nodes.document) -> None:
        self.texts: list[str] = []
        self.root = app.config.html_baseurl
        self.page = urljoin(self.root, app.builder.get_target_uri(docname))
        self.numbers = app.env.toc_fignumbers.get(docname, {}).get("figure", {})
        page = doctree.deepcopy()
        self._mark(page)
        writer: Any = app.builder.create_translator(page, app.builder)
        page.walkabout(writer)
        self.html = in_text(BeautifulSoup("".join(writer.fragment), "html.parser"))
        self._simplify()

    def keep(self, text: str) -> str:
        """Put a mark in the place of a text."""
        self.texts.append(text)
        return f"@@{len(self.texts) - 1}@@"

    def _mark(self, page: nodes.document) -> None:
        """Put marks in the places of cells and formulas."""
        for cell in list(page.findall(nodes.container)):
            if cell.get("nb_element") == "cell_code":
                place = nodes.paragraph(text=self.keep(f"@@cell {cell['cell_index']}@@"))
                cell.replace_self([place, *map(self._caption, cell.findall(nodes.figure))])
        for formula in list(page.findall(nodes.math)):
            formula.replace_self(nodes.Text(self.keep(f"${formula.astext()}$")))
        for formula in list(page.findall(nodes.math_block)):
            formula.replace_self(nodes.paragraph(text=self.keep(f"$$\n{formula.astext()}\n$$")))

    def _caption(self, figure: nodes.figure) -> nodes.paragraph:
        """Say under a cell what its figure is called on the page."""
        number = self.numbers.get(figure["ids"][0], ())
        name = nodes.strong(text=f"Fig. {'.'.join(map(str, number))}")
        caption = figure.next_node(nodes.caption)
        return nodes.paragraph("", "", name, nodes.Text(" "), *(caption or ()))

    def _simplify(self) -> None:
        """Leave only what Markdown can say."""
        page = self.html
        for tag in page.select("a.headerlink, script, style, svg, input, button"):
            tag.decompose()
        for link in page.select("a[href]"):
            if self.root:
                link["href"] = urljoin(self.page, str(link["href"]))
            elif not re.match("[a-z]+:", str(link["href"])):
                link.unwrap()  # the notebook does not know where the book is
        for image in page.select("img"):
            image.replace_with(str(image.get("alt", "")))
        for mark in page.select("span.claim"):
            for key in mark.find_all("span", "std-ref")[:-1]:
                key.append(", ")
            mark.insert(0, "[")
            mark.append("]")
        for frame in page.select("div.admonition, div.lesson"):
            frame.name = "blockquote"
        for title in page.select("p.admonition-title, p.lesson-question, legend, dt"):
            title.name = "p"
            title.append(page.new_tag("strong"))
            title.strong.extend([child for child in list(title.children)][:-1])
        for option in page.select("fieldset label"):
            option.name = "li"
        for group in page.select("fieldset, dl, dd"):
            group.name = "div"
        for details in page.select("details"):
            summary = details.summary.extract().get_text() if details.summary else ""
            opening, closing = page.new_tag("p"), page.new_tag("p")
            opening.string = self.keep(f"<details><summary>{escape(summary)}</summary>")
            closing.string = self.keep("</details>")
            details.insert(0, opening)
            details.append(closing)
            details.name = "div"

    def markdown(self) -> str:
        """Convert, and put back what the marks stand for."""
        self.html.smooth()  # what was taken out left words in pieces
        text = CONVERTER.convert_soup(self.html)
        text = re.sub(r"@@(\d+)@@", lambda mark: self.texts[int(mark[1])], text)
        return re.sub(r"\n{3,}", "\n\n", text).strip()


def notebook(title: str, text: str, source: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Put the cells of a chapter between its text; a cell that the page hides comes back."""
    code = {i: cell for i, cell in enumerate(source.cells) if cell.cell_type == "code"}
    first = FIRST.read_text("utf-8").format(title=title, wheel=WHEEL, file=Path(WHEEL).name)
    cells = [new_markdown_cell(first.strip())]

    def add_code(until: float) -> None:
        for index in [index for index in code if index <= until]:
            cells.append(new_code_cell(code.pop(index).source))

    for part in re.split(r"(@@cell \d+@@)", text):
        if part.startswith("@@cell "):
            add_code(int(part[7:-2]))
        elif part.strip():
            cells.append(new_markdown_cell(part.strip()))
    add_code(inf)
    return as_notebook(cells)


def write_notebook(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the notebook of a page with code, where the theme's download button looks for it."""
    path = Path(app.env.doc2path(page))
    if doctree is None or not is_myst_markdown_notebook(path.read_text("utf-8")):
        return
    source = myst_nb_reader_plugin(str(path))
    downloaded = notebook(context["title"], Prose(app, page, doctree).markdown(), source)
    file = Path(app.outdir, "_sources", page).with_suffix(".ipynb")
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(downloaded, file)
    context["ipynb_source"] = f"{page}.ipynb"


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.add_role("built", Built())
    app.connect("builder-inited", write_wheel)
    app.connect("html-page-context", write_notebook, priority=400)  # before the theme's buttons
    return {"parallel_read_safe": True, "parallel_write_safe": True}
