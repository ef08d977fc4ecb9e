"""The markup of items: pages write it, and sheets, exports and tests read it again there.

Style sheets and scripts use the same names.
"""

import re
from collections.abc import Callable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from jinja2 import Environment, FileSystemLoader
from sphinx.util.docutils import SphinxDirective

SELF_CHECK = "self-check"
ENTRIES = "check-feedback"
"""A list: what is said to each answer, in the order of the controls."""

ANSWER = "check-name"
"""In an entry of that list, the answer that it is about."""

ASSIGNMENT = "assignment"
FACTS = "assignment-facts"
NUMBER = "caption-number"
"""Sphinx' own: "Assignment 3"."""

KEY = "key"
POINTS = "At most {} points."
FILTER = "exercise-filter"


def html(text: str) -> nodes.raw:
    """Stand for HTML that Markdown has no word for."""
    return nodes.raw("", text, format="html")


def started(tag: str, /, **attributes: object) -> str:
    """Open an element; attributes that are False are left out, those that are True stand bare."""
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    words = [
        f' {key}="{"" if value is True else escape(str(value))}"'
        for key, value in given.items()
        if value is not False
    ]
    return f"<{tag}{''.join(words)}>"


def select(choices: Any, first: str, **attributes: object) -> str:
    """Write a list to choose from, nothing chosen."""
    options = "".join(f"<option>{escape(str(choice))}</option>" for choice in choices)
    return f'{started("select", **attributes)}<option value="">{first}</option>{options}</select>'


def cell(*parts: nodes.Node | str) -> list[nodes.Node]:
    """Make the content of a cell."""
    return [nodes.paragraph("", "", *(nodes.Text(p) if isinstance(p, str) else p for p in parts))]


OURS = "\ue000"
"""Begins each line of HTML that a form has; no text may hold this character."""


class Forms(FileSystemLoader):
    """Forms in Markdown, some of whose lines are HTML; what is filled in is neither."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Mark the lines of HTML."""
        source, name, fresh = super().get_source(environment, template)
        return re.sub("^<", f"{OURS}<", source, flags=re.MULTILINE), name, fresh


FORMS = Environment(loader=Forms(Path(__file__).parent), trim_blocks=True)
"""The forms of lists and keys."""


def blocks(directive: SphinxDirective, text: str, source: str) -> list[nodes.Node]:
    """Parse Markdown; the lines that a form marks as its own HTML stay as they are."""
    parsed = nodes.container()
    for ours, lines in groupby(text.splitlines(), lambda line: line.startswith(OURS)):
        if ours:
            parsed += html("\n".join(line.removeprefix(OURS) for line in lines) + "\n")
        else:
            directive.state.nested_parse(StringList(list(lines), source), 0, parsed)
    return parsed.children
