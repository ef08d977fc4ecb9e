"""The markup of items, and forms of HTML in a page with Markdown in them.

Style sheets and scripts use the same names.
"""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from bank import forms
from bank.types import HERE

SELF_CHECK = "self-check"
OPEN_CHECKS, MORE = 2, "check-more"
"""So many self-checks of a chapter stand open; each further one is folded, by its title."""

ENTRIES = "check-feedback"
"""A list: what is said to each answer, in the order of the controls."""

ANSWER = "check-name"
"""In an entry of that list, the answer that it is about."""

ASSIGNMENT = "assignment"
FACTS = "assignment-facts"
KEY = "key"
RUBRIC = "rubric"
POINTS = "At most {} points."
ALONE = (
    "These points are for the whole group. Whoever hands in something of their own that shows a "
    "part in the work keeps all of them; whoever does not keeps half."
)
"""How the part that each member hands in alone counts, wherever there is one."""

FILTER = "exercise-filter"


MARK = "\ue000"
"""Where parsed Markdown comes in a form; no text may hold this character."""


class Piece(nodes.Element):
    """Parsed Markdown, with its source as ``markdown``; it writes nothing of its own."""


def html(text: str) -> nodes.raw:
    """Return a node for HTML that Markdown has no word for."""
    return nodes.raw("", text, format="html")


def blocks(directive: SphinxDirective, text: str, source: str) -> Piece:
    """Return parsed Markdown."""
    parsed = Piece(markdown=text)
    directive.state.nested_parse(StringList(text.splitlines(), source), 0, parsed)
    return parsed


def fill_in(
    directive: SphinxDirective, name: str, source: str, **values: object
) -> list[nodes.Node]:
    """Return the nodes of a form of HTML with parsed Markdown in it; the page depends on the form.

    In the form ``blocks(text)`` stands for Markdown, ``line(text)`` for one paragraph that can
    stand in a label, ``words(text)`` for the words of that. All else is escaped.
    """
    for form in (forms.ROOM / name, *HERE.rglob("*.jinja")):
        directive.env.note_dependency(str(form))
    parsed: list[list[nodes.Node]] = []

    def mark(part: list[nodes.Node]) -> str:
        parsed.append(part)
        return f"{MARK}{len(parsed) - 1}{MARK}"

    def line(text: str) -> nodes.inline:
        paragraph, *more = blocks(directive, text, source).children
        if more or not isinstance(paragraph, nodes.paragraph):
            raise directive.error(f"{source}: {text!r}; expected one paragraph")
        return nodes.inline("", "", *paragraph.children, markdown=text)

    text = forms.fill_in(
        name,
        **values,
        blocks=lambda text: mark([blocks(directive, text, source)]),
        line=lambda text: mark([line(text)]),
        words=lambda text: mark(line(text).children),
    )
    parts = enumerate(re.split(f"{MARK}([0-9]+){MARK}", text))
    return [node for n, part in parts for node in (parsed[int(part)] if n % 2 else [html(part)])]
