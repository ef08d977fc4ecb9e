"""The search page says what each page is about, in the words of its first paragraph.

Sphinx would fetch every page it has found; a page opened from a folder may not.
"""

import re
import textwrap
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search import IndexBuilder


def keep_summary(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the first paragraph of a page: in a chapter, its question."""
    for paragraph in doctree.findall(nodes.paragraph):
        summary = textwrap.shorten(paragraph.astext(), 200, placeholder=" …")
        app.env.metadata[app.env.docname]["summary"] = summary
        return


def offer_summaries(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the summaries of all pages to the search page."""
    if page == "search":
        pages = sorted(app.env.metadata.items())
        context["summaries"] = {name: data["summary"] for name, data in pages if "summary" in data}


def no_functions(index: IndexBuilder, pages: dict[str, int]) -> dict[str, list[Any]]:
    """Leave the package's functions to the general index: a search looks for the argument."""
    index._index_entries.clear()
    return {}


NUMBER = re.compile(r"(?!(19|20)\d\d$)\d+")
"""A number that is no year."""

every_term = IndexBuilder.get_terms


def words_and_years(index: IndexBuilder, pages: dict[str, int]) -> tuple[dict[str, Any], ...]:
    """Leave out other numbers: there are hundreds, they stand in tables, and nobody seeks them."""
    indices = every_term(index, pages)
    return tuple({w: at for w, at in terms.items() if not NUMBER.match(w)} for terms in indices)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    IndexBuilder.get_objects = no_functions  # type: ignore[method-assign]
    IndexBuilder.get_terms = words_and_years  # type: ignore[method-assign,assignment]
    app.connect("doctree-read", keep_summary)
    app.connect("html-page-context", offer_summaries)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
