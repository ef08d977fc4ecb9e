"""The instructor’s note of a chapter: ``notes/<chapter>.md`` of the key, below its opening.

Only the instructor edition, whose setting ``instructor_key`` names a folder, looks for one.
"""

from pathlib import Path

from sphinx.application import Sphinx

from bank.load import OPENING

FENCE = ":" * 12


def add_note(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the note after the lesson's opening, or at the end of a page that has none."""
    if not app.config.instructor_key:
        return
    file = Path(app.srcdir, app.config.instructor_key, "notes", f"{Path(docname).name}.md")
    app.env.note_dependency(str(file))  # also while there is none: one may be written
    if not file.is_file() or docname.startswith("_instructor/"):
        return
    note = file.read_text("utf-8").strip()
    text = (
        f"\n\n{FENCE}{{admonition}} Instructor’s note\n:class: instructors-note\n{note}\n{FENCE}\n"
    )
    opening = OPENING.search(source[0])
    end = opening.end() if opening else len(source[0])
    source[0] = source[0][:end] + text + source[0][end:]


def setup(app: Sphinx) -> None:
    """Connect the step."""
    app.connect("source-read", add_note)
