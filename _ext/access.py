"""Markup that every reader can use: what the theme and docutils leave out, put right.

Looks belong to ``static/access.css``, which readers without scripts need too.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def visit_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Open an item of a list; docutils gives it a role that ARIA has withdrawn."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        translator.body.append('<div role="list" class="citation-list">\n')
    translator.body.append(
        translator.starttag(node, "div", classes=[node.tagname], role="listitem")
    )


def depart_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Close the item, and the list after its last."""
    translator.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        translator.body.append("</div>\n")


def mend_body(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the keyboard scroll what is wide, with scripts or without; name things by their words.

    The theme's script measures what it calls a scrollable container, and takes from the keyboard
    what does not scroll just then; it measures again only some time after the window has changed,
    and not at all when the text grows. So tables do not go by the theme's name.
    """
    body = context.get("body", "")
    body = body.replace('"pst-scrollable-table-container">', '"table-scroll" tabindex="0">')
    body = body.replace("<pre>", '<pre tabindex="0">')
    context["body"] = re.sub(r'<summary aria-label="[^"]*">', "<summary>", body)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the repairs."""
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.connect("html-page-context", mend_body)
    app.add_css_file("access.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
