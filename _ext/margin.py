"""What stands beside the text: keys of claims, editor's notes, additions, the sources of a page.

On a wide screen the style sheet puts them into the margin, each beside its line. Elsewhere a key or
a note opens where the reader is, from a small button, and closes again; browsers do this by
themselves (``popover``), so that it needs no script. An addition, and a note that belongs to no
line, is a ``<details>``.

The editor's note of a claim moves into the paragraph that makes the claim, right behind its key;
the sources of a chapter, its last line, move to its key points. On paper and in notebooks all of it
stands in the text, as it was written: see `tools/pages.py`.
"""

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

NOTES = {"editors-note", "addition"}
"""The admonitions that stand beside the text."""


LINE = 84
"""A line of text has fewer letters than this."""


def classes_of(node: nodes.Node) -> list[str]:
    """Return the classes of a node; text has none."""
    return node["classes"] if isinstance(node, nodes.Element) else []


class Key(nodes.inline):
    """The key of a claim, with the claim's words and a link to the ledger."""


class Note(nodes.inline):
    """A note in a paragraph, beside the line in which it stands."""


def visit_key(translator: HTML5Translator, node: Key) -> None:
    """Write the button and what it opens; the link to the ledger comes from the children."""
    key, target = escape(node["key"]), escape(node["target"])
    translator.body.append(
        f'<button type="button" class="claim-key" popovertarget="{target}" '
        f'aria-label="{key}, a claim of the article">{key}</button>'
        f'<span class="claim-words" id="{target}" role="note" popover>'
        f'{escape(node["words"])} <span class="claim-more">Claim '
    )


def depart_key(translator: HTML5Translator, node: Key) -> None:
    """Close what the key opens."""
    translator.body.append(" in the ledger</span></span>")


def visit_note(translator: HTML5Translator, node: Note) -> None:
    """Write the button and the note."""
    target = escape(node["target"])
    translator.body.append(
        f'<button type="button" class="note-key" popovertarget="{target}" '
        'aria-label="Editor’s note">Note</button>'
        f'<span class="editors-note" id="{target}" role="note" popover>'
        '<span class="note-title">Editor’s note</span> '
    )


def depart_note(translator: HTML5Translator, node: Note) -> None:
    """Close the note."""
    translator.body.append("</span>")


class BesideTheLine(SphinxPostTransform):
    """Bring each note to its line, and the sources to the key points.

    A key that a sentence names, as in "keys such as A1, ...", stays in the sentence.
    """

    default_priority = 8  # before references are resolved, as notes have some
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Move what is to be moved."""
        for paragraph in self.document.findall(nodes.paragraph):
            self.keys([node for node in paragraph.children if "claim" in classes_of(node)])
        notes = [n for n in self.document.findall(nodes.admonition) if "claim" in n]
        for number, note in enumerate(notes):
            self.beside(note, f"note-{number}")
        for strong in list(self.document.findall(nodes.strong)):
            paragraph = strong.parent
            if strong.astext() == "Sources." and paragraph.index(strong) == 0:
                self.sources(paragraph)

    def keys(self, marks: list[nodes.Element]) -> None:
        """Say of the keys of a paragraph which stay in their sentence, and which stand farther out.

        A mark that follows so soon on another that it could come to stand on it goes to a second
        column; where that is taken too, it stays.
        """
        inner = outer = 0  # after how many letters a column is free
        for mark in marks:
            siblings = mark.parent.children
            place = siblings.index(mark)
            after = siblings[place + 1] if place + 1 < len(siblings) else None
            if isinstance(after, nodes.Text) and re.match(r"[,;:.)]", after.astext()):
                mark["classes"].append("in-sentence")
                continue
            start = sum(len(node.astext()) for node in siblings[:place])
            end = start + LINE * sum(isinstance(node, Key) for node in mark)
            if inner <= start:
                inner = end
            elif outer <= start:
                outer = end
                mark["classes"].append("outer")
            else:
                mark["classes"].append("in-sentence")

    def beside(self, note: nodes.admonition, target: str) -> None:
        """Put a note of one paragraph behind its key; any other stays a block."""
        _, *parts = note.children
        before = note.previous_sibling()
        while isinstance(before, nodes.target):
            before = before.previous_sibling()
        fits = len(parts) == 1 and isinstance(parts[0], nodes.paragraph)
        if not (fits and isinstance(before, nodes.paragraph)):
            return
        marks = [key.parent for key in before.findall(Key) if key["key"] == note["claim"]]
        place = marks[-1] if marks else before.children[-1]
        beside = Note("", "", *parts[0].children, target=target)  # type: ignore[attr-defined]
        place.parent.insert(place.parent.index(place) + 1, beside)
        note.parent.remove(note)

    def sources(self, paragraph: nodes.Element) -> None:
        """Mark the line of sources, and let it follow the key points where the page has some."""
        paragraph["classes"].append("sources")
        boxes = self.document.findall(nodes.admonition)
        points = next((box for box in boxes if "key-points" in box["classes"]), None)
        if points is not None:
            paragraph.parent.remove(paragraph)
            points.parent.insert(points.parent.index(points) + 1, paragraph)


def visit_admonition(translator: HTML5Translator, node: nodes.admonition) -> None:
    """Open an admonition; those that stand beside the text can be closed."""
    if NOTES.isdisjoint(node["classes"]):
        HTML5Translator.visit_admonition(translator, node)
        return
    title = node.children[0].astext()
    node.pop(0)
    classes = " ".join(["admonition", *node["classes"]])
    translator.body.append(
        f'<details class="{escape(classes)}"><summary class="admonition-title">{escape(title)}'
        "</summary>\n"
    )


def depart_admonition(translator: HTML5Translator, node: nodes.admonition) -> None:
    """Close it."""
    if NOTES.isdisjoint(node["classes"]):
        HTML5Translator.depart_admonition(translator, node)
    else:
        translator.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_node(Key, html=(visit_key, depart_key))
    app.add_node(Note, html=(visit_note, depart_note))
    app.add_node(nodes.admonition, override=True, html=(visit_admonition, depart_admonition))
    app.add_post_transform(BesideTheLine)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
