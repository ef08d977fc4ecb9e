"""Claims in the text: a mark that opens the claim, and the editor's notes.

``{claim}`A5 A6` `` marks where the book makes a claim of the article; the chapter that the ledger
names as its home also becomes the place to which the ledger points back. ```` ```{editors-note} A5
```` prints the note that the ledger holds, so that note and correction stand in one place: beside
the line, see `margin.py`.
"""

from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from docutils.utils.smartquotes import smartyPants
from margin import Key
from sphinx.application import Sphinx
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective, SphinxRole

from secdilemma.case import load_case
from secdilemma.data import load_claims


@cache
def ledger(case: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a case's ledger by key."""
    return {row["key"]: row for row in load_claims(load_case(case)).to_dict("records")}


@cache
def source(case: str) -> Path:
    """Return the file of a case's ledger."""
    return load_case(case).folder / "claims.csv"


LEDGER = XRefRole(innernodeclass=nodes.inline, warn_dangling=True)
"""A link to a row of the ledger."""


class Claim(SphinxRole):
    """The mark at the end of a passage: its keys, and the target of the ledger's links."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make one key per claim, each with a link to the ledger, inside one inline element."""
        self.env.note_dependency(str(source(self.config.book_case)))
        claims = ledger(self.config.book_case)
        mark = nodes.inline(classes=["claim"])
        for key in self.text.split():
            if key not in claims:
                message = self.inliner.reporter.error(
                    f"no claim {key!r} in claims.csv", line=self.lineno
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
        self.env.note_dependency(str(source(self.config.book_case)))
        key = self.arguments[0]
        text = ledger(self.config.book_case).get(key, {}).get("editor_note")
        if not text:
            raise self.error(f"claims.csv holds no editor's note for {key!r}")
        note = nodes.admonition(classes=["editors-note"], claim=key)
        note += nodes.title(text="Editor’s note")
        self.state.nested_parse(StringList([text], f"claims.csv, {key}"), 0, note)
        return [note]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_config_value("book_case", "", "env", types=[str])
    app.add_role("claim", Claim())
    app.add_directive("editors-note", EditorsNote)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
