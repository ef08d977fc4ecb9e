"""The head of a page: its part, where in the part it stands, and how much of the part is left.

The first page of the book ends with its parts.

The minutes are those that the lessons state; pages without a lesson count none.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def parts(app: Sphinx) -> list[tuple[str, list[str]]]:
    """List the parts of the book: caption, and the names of their pages."""
    trees = app.config.external_site_map.root.subtrees
    return [(tree.caption or "", [str(item) for item in tree.items]) for tree in trees]


def progress(place: int, pages: int) -> str:
    """Draw how far a reader is: one stroke a page, those up to here in ink."""
    strokes = ("<i></i>", '<i class="reached"></i>')
    drawn = "".join(strokes[number <= place] for number in range(1, pages + 1))
    return f'<span class="progress-strokes" aria-hidden="true">{drawn}</span>'


def head(app: Sphinx, page: str) -> str:
    """Write the head of a page that stands in a part."""
    for caption, names in parts(app):
        if page not in names:
            continue
        place, minutes = names.index(page) + 1, [app.env.metadata[n].get("minutes") for n in names]
        words = [f'<span class="chapter-part">{escape(caption)}</span>']
        if len(names) > 1 and minutes[place - 1]:
            words.append(f"<span>{progress(place, len(names))} {place} of {len(names)}</span>")
        left = sum(filter(None, minutes[place - 1 :]))
        if minutes[place - 1] and place < len(names) and left > minutes[place - 1]:
            words.append(f"<span>{left} minutes left in this part</span>")
        place_in_part = f'<p class="chapter-place">{" ".join(words)}</p>'
        return f'<div class="chapter-head">{place_in_part}</div>\n'
    return ""


def overview(app: Sphinx, page: str) -> str:
    """Write the parts of the book, each with a link to its first page."""
    entries = []
    for caption, names in parts(app):
        minutes = sum(app.env.metadata[name].get("minutes", 0) for name in names)
        count = "1 page" if len(names) == 1 else f"{len(names)} pages"
        words = f"{count}, {minutes} minutes" if minutes else count
        link = escape(app.builder.get_relative_uri(page, names[0]))
        entries.append(
            '<div class="part-entry"><p><a class="reference internal" '
            f'href="{link}">{escape(caption)}</a><br>{words}</p></div>'
        )
    return f'<nav class="parts" aria-label="Parts of the book">{"".join(entries)}</nav>\n'


def put_on(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the head above the title of a page, and the parts below the first."""
    if doctree is None:
        return
    context["body"] = head(app, page) + context.get("body", "")
    if page == app.config.root_doc and parts(app):
        context["body"] += overview(app, page)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the step."""
    app.connect("html-page-context", put_on)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
