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

from bank.edition import FILE
from bank.load import bank, key
from bank.markup import KEY, Piece
from bank.quantities import case
from bank.schema import Question
from secdilemma.baltic.table1 import table

logger = logging.getLogger(__name__)

KEPT = ("href", "colspan", "rowspan", "scope", "start", "type")
"""The attributes that HTML has which stands anywhere."""

FOR_THE_PAGE = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


# HTML


def plain(html: str, page: str) -> str:
    """Leave out what only a page needs, and let links lead from the root of the book.

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

    def tag(found: re.Match[str]) -> str:
        if found["math"]:
            return found["math"]
        name, known = found["name"], re.findall(r'([a-z-]+)="([^"]*)"', found["rest"])
        if name in ("span", "div"):
            return ""
        kept = [(one, urljoin(page, value) if one == "href" else value) for one, value in known]
        marks = "".join(f' {one}="{value}"' for one, value in kept if one in KEPT)
        return f"<{found['slash']}{name}{marks}{'/' if name in ('br', 'hr', 'img') else ''}>"

    parts = r"(?P<math><math.*?</math>)|<(?P<slash>/?)(?P<name>\w+)(?P<rest>[^>]*)>"
    text = re.sub(parts, tag, html, flags=re.DOTALL)
    text = re.sub("&(quot|#34|#39|#x27);", lambda sign: unescape(sign[0]), text)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "\n", text).strip()


def elements(node: nodes.Element) -> list[nodes.Element]:
    """List the children of a node that are no text."""
    return [one for one in node.children if isinstance(one, nodes.Element)]


def rendered(app: Sphinx, node: nodes.Element, claims: str = "[{}]") -> str:
    """Write a node as HTML; keys of claims become links to the ledger, in brackets, or nothing."""
    copy = node.deepcopy()
    for mark in [one for one in copy.findall(nodes.inline) if "claim" in one["classes"]]:
        keys = [one for one in elements(mark) if "key" in one]
        links = [link for one in keys for link in one.children]
        listed = [part for link in links for part in (nodes.Text(", "), link)][1:]
        before, after = claims.split("{}") if claims else ("", "")
        mark.children = []
        mark += [nodes.Text(before), *listed, nodes.Text(after)] if claims else []
    writer: Any = app.builder.create_translator(node.document, app.builder)
    copy.walkabout(writer)
    return "".join(writer.body)


# Written


class Collector:
    """What the items of a build are, page by page."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.pages: set[str] = set()

    def collect(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Keep the items of a page that is being written."""
        self.pages.add(page)
        if doctree is None:
            return
        for frame in doctree.findall(nodes.Element):
            if "question" in frame:
                self.items[frame["question"]] = described(app, page, doctree, frame)

    def write(self, app: Sphinx, error: Exception | None) -> None:
        """Write all items, those of pages that were not written again as they were."""
        if error or app.builder.name != "html":
            return
        last = Path(app.outdir).with_name(FILE)
        known = json.loads(last.read_text("utf-8"))["items"] if last.is_file() else {}
        documents = app.env.found_docs
        kept = {n: i for n, i in known.items() if i["page"] in documents - self.pages}
        data = {
            "titles": {name: app.env.titles[name].astext() for name in sorted(documents)},
            "items": dict(sorted((kept | self.items).items(), key=lambda one: one[1]["page"])),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        Path(app.outdir, FILE).write_text(text + "\n", "utf-8")


def described(
    app: Sphinx, page: str, doctree: nodes.document, frame: nodes.Element
) -> dict[str, Any]:
    """Write an item as data.

    Returns
    -------
    dict
        ``page``, ``number``, ``texts``, ``material``; with a key also ``key``, ``rubric`` and
        ``points``.
    """
    question = bank()[frame["question"]]
    address = app.builder.get_target_uri(page)

    def blocks(part: nodes.Element) -> list[nodes.Element]:
        return elements(part) if isinstance(part, Piece) else [part]

    def texts(places: Iterable[nodes.Node]) -> dict[str, str]:
        parts = (one for place in places for one in place.findall(nodes.Element))
        some = (part for part in parts if "markdown" in part)
        return {
            part["markdown"]: "".join(plain(rendered(app, one), address) for one in blocks(part))
            for part in some
        }

    keys = [one for one in elements(frame) if KEY in one["classes"]]
    number = app.env.toc_fignumbers.get(page, {}).get("assignment", {}).get(question.id, ())
    figures = dict(materials(app, doctree, question))
    record: dict[str, Any] = {
        "page": page,
        "number": f"Assignment {'.'.join(map(str, number))}" if number else "",
        "texts": texts(one for one in elements(frame) if one not in keys),
        "figures": figures,
        "tables": plain(figures.get("table1", ""), address),
        "points": "1" if question.role == "self-check" else "",
    }
    if keys:
        answer, secret = key(Path(app.srcdir, app.config.instructor_key))[question.id], texts(keys)
        record["key"] = plain("".join(rendered(app, one) for one in keys), address)
        record["points"] = str(answer.most)
        record["rubric"] = [
            (secret[one.criterion], list(zip(one.bands(), levels, strict=True)))
            for one in answer.rubric
            for levels in ([secret[level.text] for level in one.levels],)
        ]
    return record


def materials(
    app: Sphinx, doctree: nodes.document, question: Question
) -> Iterator[tuple[str, str]]:
    """Write the figures of the page, and Table 1, that a question asks about."""
    for name in question.material:
        if name == "table1":
            yield name, "".join(re.findall("<table.*?</table>", table(case()).html(), re.DOTALL))
        elif name.startswith("fig-"):
            figures = [one for one in doctree.findall(nodes.figure) if name in one["ids"]]
            if not figures:
                logger.warning("%s asks about %s, which its page lacks", question.id, name)
            yield name, "".join(FOR_THE_PAGE.sub("", rendered(app, one, "")) for one in figures)


def setup(app: Sphinx) -> None:
    """Register the node of a piece, and the steps."""
    collector = Collector()
    app.add_node(Piece, html=(lambda *_: None, lambda *_: None))
    app.connect("html-page-context", collector.collect)
    app.connect("build-finished", collector.write, priority=1100)  # after `hosting`: no page
