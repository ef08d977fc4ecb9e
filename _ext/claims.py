"""Claims in the text: a mark that opens the claim, and the editor's notes.

``{claim}`A5 A6` `` marks where the book makes a claim of the article; the chapter that the ledger
names as its home also becomes the place to which the ledger points back. ```` ```{editors-note} A5
```` prints the note that the ledger holds, so that note and correction stand in one place: beside
the line, see `margin.py`.

A key belongs to the case that its page is about: ``case`` in the front matter of the page, or
``book_case`` of `_config.yml`. On a page about another case than the book's, labels of claims,
ledger, footnotes and events get the name of that case, so that no link leads into another one.
"""

import re
from functools import cache
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from docutils.utils.smartquotes import smartyPants
from margin import Key
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.logging import getLogger

from secdilemma.case import load_case
from secdilemma.checks import slug
from secdilemma.data import load_claims

logger = getLogger(__name__)


read_case = cache(load_case)
"""Read a case once for each build."""


def ledger(case: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a case's ledger by key."""
    read = read_case(case)
    rows: dict[str, dict[str, Any]] = read.once(
        "ledger", lambda: {row["key"]: row for row in load_claims(read).to_dict("records")}
    )
    return rows


def forget_cases(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Let a build read what may have changed since the last."""
    read_case.cache_clear()


def note_case(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep which case a page is about, while it is read."""
    case = app.config.book_case
    try:
        case = str((read_topmatter(source[0]) or {}).get("case", case))
        ledger(slug(case))
    except TopmatterReadError:
        pass  # which MyST reports
    except ValueError as error:
        logger.error("case %r in the front matter: %s", case, error, location=docname)
        case = app.config.book_case
    app.env.temp_data["case"] = case


def claims_of(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    """Return the ledger of the case that a page is about; the page depends on it."""
    case: str = env.temp_data["case"]
    for name in ("case.toml", "claims.csv"):
        env.note_dependency(str(read_case(case).folder / name))
    return ledger(case)


LEDGER = XRefRole(innernodeclass=nodes.inline, warn_dangling=True)
"""A link to a row of the ledger."""


class Claim(SphinxRole):
    """The mark at the end of a passage: its keys, and the target of the ledger's links."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make one key per claim, each with a link to the ledger, inside one inline element."""
        claims = claims_of(self.env)
        mark = nodes.inline(classes=["claim"])
        for key in self.text.split():
            if key not in claims:
                case = self.env.temp_data["case"]
                message = self.inliner.reporter.error(
                    f"no claim {key!r} in claims.csv of the case {case!r}", line=self.lineno
                )
                return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
            home = self.env.docname == f"chapters/{claims[key]['chapter']}"
            made = self.env.temp_data.setdefault("claims", set())
            if home and key not in made:
                made.add(key)
                name = f"claim-{key.lower()}"
                target = nodes.target("", "", ids=[name], names=[name])
                self.inliner.document.note_explicit_target(target)
                mark += target
            text = f"{key} <ledger-{key.lower()}>"
            links, _ = LEDGER("std:ref", text, text, self.lineno, self.inliner)
            words = smartyPants(claims[key]["claim"], "q", language="en")
            number = self.env.new_serialno("key")
            mark += Key("", "", *links, key=key, words=words, target=f"key-{number}")
        return [mark], []


class EditorsNote(SphinxDirective):
    """The editor's note that the ledger holds for a claim."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse the note as Markdown inside an admonition."""
        key = self.arguments[0]
        text = claims_of(self.env).get(key, {}).get("editor_note")
        if not text:
            case = self.env.temp_data["case"]
            raise self.error(f"no editor's note for {key!r} in claims.csv of the case {case!r}")
        note = nodes.admonition(classes=["editors-note"], claim=key)
        note += nodes.title(text="Editor’s note")
        self.state.nested_parse(StringList([text], f"claims.csv, {key}"), 0, note)
        return [note]


LABEL = re.compile(r"(claim|event|footnote|ledger|since)-")
"""How labels begin that are made from the data of a case."""


class LabelsOfACase(SphinxTransform):
    """Put the name of its case into the labels of a page that is about another than the book's."""

    default_priority = 200  # before labels move to what they stand before

    def apply(self, **_: Any) -> None:
        """Rename labels, and what links name."""
        case = self.env.temp_data["case"]
        if case == self.config.book_case:
            return
        for target in list(self.document.findall(nodes.target)):
            for name in filter(LABEL.match, target["names"][:]):
                self.document.nametypes.pop(name, None)
                self.document.ids.pop(self.document.nameids.pop(name, None) or "", None)
                target["names"], target["ids"] = [LABEL.sub(rf"\1-{case}-", name, count=1)], []
                self.document.note_explicit_target(target)
        for link in self.document.findall(pending_xref):
            link["reftarget"] = re.sub(rf"^{LABEL.pattern}", rf"\1-{case}-", link["reftarget"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_config_value("book_case", "", "env", types=[str])
    app.connect("env-before-read-docs", forget_cases)
    app.connect("source-read", note_case)
    app.add_transform(LabelsOfACase)
    app.add_role("claim", Claim())
    app.add_directive("editors-note", EditorsNote)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
