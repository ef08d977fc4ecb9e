"""Mathematics as MathML, written while the book is built: no script, no request to anyone.

What cannot be rendered fails the build with its page and formula; nothing is passed on unread.
"""

import re
from html import escape
from typing import Any

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)
converter = LatexToMathML(fancy_error=False)

NUMBERING = re.compile(r"\\begin\{(equation|align|alignat|gather|multline)\}")
"""Environments that count for themselves, beside the book's own numbers."""


def convert(node: nodes.Node, latex: str, *, display: bool) -> str:
    """Return a formula as MathML, with the LaTeX that it was made of; report what is wrong."""
    try:
        if NUMBERING.search(latex):
            raise LatexError("give the formula a label, and use aligned, gathered or cases in it")
        formula = converter.convert_with_local_state(latex, displaystyle=display)
        return formula.replace("<math", f'<math data-latex="{escape(latex)}"', 1)
    except LatexError as error:
        logger.warning("formula %r: %s", latex, error, location=node, type="mathml")
        return ""


def lines(latex: str) -> str:
    """Let a formula of several lines align at its ampersands, as MathJax does by itself."""
    several = re.search(r"\\\\", latex) and r"\begin" not in latex
    return rf"\begin{{aligned}}{latex}\end{{aligned}}" if several else latex


def visit_inline(self: Any, node: nodes.math) -> None:
    """Write a formula in a sentence."""
    self.body.append(convert(node, node.astext(), display=False))
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a formula of its own, which scrolls by keyboard where it is wider than the page."""
    attributes = {"role": "group", "aria-label": "Formula", "tabindex": "0"}
    if node["number"]:
        attributes["aria-label"] = f"Formula {node['number']}"
    self.body.append(self.starttag(node, "div", CLASS="math", **attributes))
    if node["number"]:
        self.body.append(f'<span class="eqno">({node["number"]})')
        self.add_permalink_ref(node, "Link to this formula")
        self.body.append("</span>")
    self.body.append(convert(node, lines(node.astext()), display=True))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def join_stops(_app: Sphinx, _page: str, _template: str, context: Any, _doctree: Any) -> None:
    """Let no line of a page end between a formula and the stop behind it."""
    body = context.get("body", "")
    context["body"] = re.sub(r"</math>(?=[.,;:)?])", "</math>\N{WORD JOINER}", body)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make MathML the renderer of mathematics in pages."""
    app.connect("html-page-context", join_stops)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
