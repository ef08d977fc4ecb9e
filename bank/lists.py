"""Lists of the bank's items: to find an exercise, to see what carries a course.

```` ```{exercise-table} ```` prints all items as a table with controls that narrow it; they appear
when `exercises.js` runs, and without it the whole table stands. ```` ```{signature-exercises} ````
lists the assignments whose key has sample answers. ```` ```{objective-table} ```` shows which items
assess each objective, ```` ```{export-losses} ```` what formats for learning systems cannot carry.
A page with one of them is read again when the bank or a chapter changes.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from bank import markup
from bank.exports import losses
from bank.load import QUESTIONS, bank
from bank.schema import BLOOM, MODES, ROLES, Question
from bank.types import HERE

COLUMNS = ("Exercise", "Chapter", "Kind", "Level", "Minutes", "Mode", "Python")
LISTS = ("exercise-table", "signature-exercises", "objective-table", "export-losses")
"""Each is a directive, and a form."""


class Listing(SphinxDirective):
    """A list of the bank's items, in the order of the book."""

    def run(self) -> list[nodes.Node]:
        """Return the list as its form writes it."""
        chapters = list(map(self.env.doc2path, self.config.external_site_map))  # for their titles
        for file in (*QUESTIONS.glob("*.yml"), *chapters, *HERE.rglob("*.py"), losses.__file__):
            self.env.note_dependency(str(file))
        pages = {name.rpartition("/")[2]: name for name in self.config.external_site_map}
        items = sorted(bank().values(), key=lambda question: list(pages).index(question.chapter))
        goals: dict[tuple[str, str], list[Question]] = {}
        for question in items:
            goals.setdefault((question.chapter, question.objective), []).append(question)
        named = dict.fromkeys(pages[question.chapter] for question in items)
        return markup.fill_in(
            self,
            f"{self.name}.jinja",
            self.name,
            items=items,
            goals=goals.values(),
            losses=losses.counted(items),
            link=lambda question: f"{{ref}}`{question.title} <{question.id}>`",
            page=lambda question: f"{{doc}}`/{pages[question.chapter]}`",
            titles=[title(Path(self.env.doc2path(name))) for name in named],
            columns=COLUMNS,
            roles=ROLES,
            levels=BLOOM,
            mode=lambda question: MODES[question.mode],
            modes=[MODES[mode] for mode in MODES if any(q.mode == mode for q in items)],
        )


def title(path: Path) -> str:
    """Read the title of a page, with the apostrophe that the page shows."""
    text = path.read_text("utf-8")
    return next(line[2:] for line in text.splitlines() if line.startswith("# ")).replace("'", "’")


def setup(app: Sphinx) -> None:
    """Register the lists."""
    for name in LISTS:
        app.add_directive(name, Listing)
