"""The items as data, which the build writes beside the book: `bank.edition` reads them.

``items.json`` has the title of each page and, for each item, the HTML that its page makes of every
text of the bank, free of what only the page needs: ids, classes, buttons. What a key holds stands
in that of the instructor edition alone.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from bank import ITEMS
from bank.key import Answer
from bank.load import bank, key
from bank.markup import KEY, Piece
from bank.quantities import case
from bank.schema import Question
from secdilemma.table1 import table

logger = logging.getLogger(__name__)

ATTRIBUTES = ("href", "colspan", "rowspan", "scope", "start", "type")
"""The attributes of HTML that stands anywhere."""

FOR_THE_PAGE = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
PARTS = re.compile(r"(<math.*?</math>)|<(/?)(\w+)([^>]*)>", re.DOTALL)
"""A formula, or a tag."""


def plain(html: str, page: str) -> str:
    """Return HTML without what only a page needs, whose links lead from the root of the book.

    Parameters
    ----------
    html : str
        As the builder writes it.
    page : str
        Its address in the book.

    Returns
    -------
    str
        Tags without ids and classes, no ``span`` and no ``div``; formulas as they are.
    """

    def tag(match: re.Match[str]) -> str:
        formula, slash, name, rest = match.groups()
        if formula or name in ("span", "div"):
            return formula or ""
        known = dict(re.findall(r'([a-z-]+)="([^"]*)"', rest))
        if "href" in known:
            known["href"] = urljoin(page, known["href"])
        marks = "".join(f' {one}="{value}"' for one, value in known.items() if one in ATTRIBUTES)
        return f"<{slash}{name}{marks}{'/' if name in ('br', 'hr', 'img') else ''}>"

    text = re.sub("&(quot|#34|#39);", lambda sign: unescape(sign[0]), PARTS.sub(tag, html))
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "\n", text).strip()


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children of a node that are no text."""
    return [one for one in node.children if isinstance(one, nodes.Element)]


class Page:
    """A page that is being written.

    Parameters
    ----------
    app : Sphinx
        Who writes it.
    name : str
        Of the page, such as ``chapters/puzzle``.
    doctree : docutils.nodes.document
        All that it says.
    """

    def __init__(self, app: Sphinx, name: str, doctree: nodes.document) -> None:
        self.app, self.name, self.doctree = app, name, doctree
        self.address = app.builder.get_target_uri(name)

    def html(self, node: nodes.Element, claims: bool = True) -> str:
        """Return a node; keys of claims become links to the ledger, in brackets, or nothing."""
        copy = node.deepcopy()
        nodes.container("", copy)  # the writer asks for what a node stands in
        for mark in [one for one in copy.findall(nodes.inline) if "claim" in one["classes"]]:
            links = [link for one in elements(mark) if "key" in one for link in one.children]
            listed = [part for link in links for part in (nodes.Text(", "), link)][1:]
            mark.children = []
            mark += [nodes.Text("["), *listed, nodes.Text("]")] if claims else []
        writer: Any = self.app.builder.create_translator(self.doctree, self.app.builder)
        copy.walkabout(writer)
        return "".join(writer.body)

    def texts(self, places: Iterable[nodes.Element]) -> dict[str, str]:
        """Return every piece of Markdown in some places, by its source, to stand anywhere."""
        every = (node for place in places for node in place.findall(nodes.Element))
        return {
            node["markdown"]: "".join(
                plain(self.html(one), self.address)
                for one in (elements(node) if isinstance(node, Piece) else [node])
            )
            for node in every
            if "markdown" in node
        }

    def figures(self, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the figures of the page, and Table 1, that a question asks about."""
        for name in question.material:
            if name == "table1":
                tables = re.findall("<table.*?</table>", table(case()).html(), re.DOTALL)
                yield name, "".join(tables)
            elif name.startswith("fig-"):
                figures = [f for f in self.doctree.findall(nodes.figure) if name in f["ids"]]
                if not figures:
                    logger.warning("%s asks about %s, which its page lacks", question.id, name)
                yield name, "".join(FOR_THE_PAGE.sub("", self.html(one, False)) for one in figures)

    def item(self, frame: nodes.Element) -> dict[str, Any]:
        """Return an item as `bank.schema.Item` takes it."""
        question = bank()[frame["question"]]
        numbers = self.app.env.toc_fignumbers.get(self.name, {}).get("assignment", {})
        number = ".".join(map(str, numbers.get(question.id, ())))
        figures = dict(self.figures(question))
        keys = [one for one in elements(frame) if KEY in one["classes"]]
        record = {
            "page": self.name,
            "number": f"Assignment {number}" if number else "",
            "texts": self.texts(one for one in elements(frame) if one not in keys),
            "figures": figures,
            "tables": plain(figures.get("table1", ""), self.address),
            "points": "1" if question.role == "self-check" else "",
        }
        if keys:
            answer = key(Path(self.app.srcdir, self.app.config.instructor_key))[question.id]
            return record | self.key(answer, keys)
        return record

    def key(self, answer: Answer, places: list[nodes.Element]) -> dict[str, Any]:
        """Return what only the instructor edition has."""
        texts = self.texts(places)
        rubric = [
            (texts[one.criterion], [texts[level.text] for level in one.levels], one.bands())
            for one in answer.rubric
        ]
        return {
            "key": plain("".join(map(self.html, places)), self.address),
            "points": str(answer.most),
            "rubric": [(one, list(zip(bands, some, strict=True))) for one, some, bands in rubric],
        }


class Collector:
    """What the items of a build are, page by page."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.pages: set[str] = set()

    def collect(
        self,
        app: Sphinx,
        page: str,
        _: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Keep the items of a page that is being written."""
        self.pages.add(page)
        if doctree:
            for frame in doctree.findall(nodes.Element):
                if "question" in frame:
                    self.items[frame["question"]] = Page(app, page, doctree).item(frame)

    def write(self, app: Sphinx, error: Exception | None) -> None:
        """Write all items, those of pages that were not written again as they were."""
        if error or app.builder.name != "html":
            return
        last, documents = Path(app.outdir).with_name(ITEMS), app.env.found_docs
        known = json.loads(last.read_text("utf-8"))["items"] if last.is_file() else {}
        old = {n: i for n, i in known.items() if i["page"] in documents - self.pages}
        items = sorted((old | self.items).items(), key=lambda one: one[1]["page"])
        data = {
            "titles": {name: app.env.titles[name].astext() for name in sorted(documents)},
            "items": dict(items),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        Path(app.outdir, ITEMS).write_text(text + "\n", "utf-8")


def setup(app: Sphinx) -> None:
    """Register the node of a piece, and the steps."""
    collector = Collector()
    app.add_node(Piece, html=(lambda *_: None, lambda *_: None))
    app.connect("html-page-context", collector.collect)
    app.connect("build-finished", collector.write, priority=1100)  # after `hosting`: no page
