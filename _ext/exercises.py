"""Lists of the bank's items: to find an exercise, to see what carries a course.

```` ```{exercise-table} ```` prints all items as a table with controls that narrow it; they appear
when `exercises.js` runs, and without it the whole table stands. ```` ```{signature-exercises} ````
lists the assignments whose key has sample answers. ```` ```{objective-table} ```` shows which items
assess each objective. A page with one of them is read again when the bank or a chapter changes.
"""

from html import escape

from docutils import nodes
from questions import MODES, _html, bank, table
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from secdilemma.data import DataError, data_folder
from secdilemma.questions import BLOOM, ROLES, Question

COLUMNS = ("Exercise", "Chapter", "Kind", "Level", "Minutes", "Mode", "Python")
PYTHON = {False: "no", True: "yes"}


class Listing(SphinxDirective):
    """What the lists share: the bank in the order of the book, and links into it."""

    def items(self) -> list[Question]:
        """Return the bank in the order of the chapters."""
        chapters = map(self.env.doc2path, self.config.external_site_map)  # for their titles
        for file in (*(data_folder() / "questions").glob("*.yml"), *chapters):
            self.env.note_dependency(str(file))
        try:
            found = bank().values()
        except DataError as error:
            raise self.error(str(error)) from error
        pages = [name.rpartition("/")[2] for name in self.config.external_site_map]
        return sorted(found, key=lambda question: pages.index(question.chapter))

    def link(self, kind: str, target: str, text: str = "") -> addnodes.pending_xref:
        """Make a link to an item by its id, or to a page under its own title."""
        link = addnodes.pending_xref(
            "",
            reftype=kind,
            refdomain="std",
            refexplicit=bool(text),
            refwarn=True,
            reftarget=target,
            refdoc=self.env.docname,
        )
        link += nodes.inline(text=text or target, classes=["std", f"std-{kind}"])
        return link

    def chapter(self, question: Question) -> addnodes.pending_xref:
        """Make a link to the chapter of an item."""
        pages = self.config.external_site_map
        page = next(name for name in pages if name.rpartition("/")[2] == question.chapter)
        return self.link("doc", f"/{page}")

    def objective(self, question: Question) -> list[nodes.Node]:
        """Parse an objective as Markdown."""
        return self.parse_inline(question.objective, lineno=self.lineno)[0]


def cell(*parts: nodes.Node | str) -> list[nodes.Node]:
    """Make the content of a cell."""
    return [nodes.paragraph("", "", *(nodes.Text(p) if isinstance(p, str) else p for p in parts))]


def scrolling(name: str, made: nodes.table) -> list[nodes.Node]:
    """Let a table scroll by keyboard where it is wider than the page."""
    frame = f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">'
    return [_html(frame), made, _html("</div>")]


class ExerciseTable(Listing):
    """All items, with controls that narrow them."""

    def run(self) -> list[nodes.Node]:
        """Make controls and table; exercises.js compares the one with the cells of the other."""
        items = self.items()
        rows = [[cell(name) for name in COLUMNS], *map(self.row, items)]
        made = table(rows)
        made["classes"].append("exercise-table")
        return [self.controls(items), *scrolling("All exercises", made)]

    def row(self, question: Question) -> list[list[nodes.Node]]:
        """Make the row of an item."""
        goal = nodes.paragraph("", "", *self.objective(question), classes=["exercise-goal"])
        return [
            [*cell(self.link("ref", question.id, question.title)), goal],
            cell(self.chapter(question)),
            cell(question.role),
            cell(question.bloom),
            cell(str(question.minutes)),
            cell(MODES[question.mode]),
            cell(PYTHON[question.python]),
        ]

    def controls(self, items: list[Question]) -> nodes.container:
        """Make the controls; each names the column that it narrows."""
        chapters = list(dict.fromkeys(question.chapter for question in items))
        titles = [next(q for q in items if q.chapter == name) for name in chapters]
        modes = {question.mode for question in items}
        frame = nodes.container(classes=["exercise-frame"])
        frame += _html('<form class="exercise-filter" hidden><label><span>Chapter</span> ')
        frame += _html('<select data-column="1"><option value="">any</option>')
        for first in titles:
            frame += [_html("<option>"), PageTitle(page=self.chapter(first)["reftarget"][1:])]
            frame += _html("</option>")
        frame += _html(
            "</select></label>"
            + choice("Kind", 2, ROLES)
            + choice("Level", 3, BLOOM)
            + '<label><span>Minutes, at most</span> <input type="number" data-column="4" min="1" '
            'inputmode="numeric"></label>'
            + choice("Mode", 5, [MODES[mode] for mode in MODES if mode in modes])
            + choice("Python", 6, PYTHON.values())
            + '<label class="exercise-words"><span>Words of title or objective</span> '
            '<input type="text" data-column="0" autocomplete="off"></label>'
            '<button type="reset">Show all</button></form>'
            f'<p class="exercise-count" role="status">{len(items)} exercises</p>'
        )
        return frame


class PageTitle(nodes.General, nodes.Element):
    """The title of a page as plain text, known when all pages are read."""


def choice(name: str, column: int, words: object) -> str:
    """Write a list to choose from."""
    options = "".join(f"<option>{escape(word)}</option>" for word in words)  # type: ignore[attr-defined]
    return (
        f'<label><span>{name}</span> <select data-column="{column}">'
        f'<option value="">any</option>{options}</select></label>'
    )


class SignatureExercises(Listing):
    """The assignments whose key has sample answers."""

    def run(self) -> list[nodes.Node]:
        """Make a list of links with what each trains."""
        found = nodes.bullet_list()
        for question in self.items():
            if question.signature:
                line = nodes.paragraph()
                line += [
                    self.link("ref", question.id, question.title),
                    nodes.Text(" ("),
                    *(
                        self.chapter(question),
                        nodes.Text(f"; {question.minutes} minutes, {MODES[question.mode]}): "),
                        *self.objective(question),
                        nodes.Text("."),
                    ),
                ]
                found += nodes.list_item("", line)
        return [found]


class ObjectiveTable(Listing):
    """Which items assess each objective."""

    def run(self) -> list[nodes.Node]:
        """Make a table with a row for each objective."""
        goals: dict[tuple[str, str], list[Question]] = {}
        for question in self.items():
            goals.setdefault((question.chapter, question.objective), []).append(question)
        rows = [[cell(name) for name in ("Chapter", "Objective", "Exercises")]]
        for some in goals.values():
            lines = nodes.bullet_list(classes=["objective-items"])
            for question in some:
                facts = f", {question.role}: {question.bloom}, {question.minutes} minutes"
                link = self.link("ref", question.id, question.title)
                lines += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(facts)))
            goal = nodes.paragraph("", "", *self.objective(some[0]))
            rows.append([cell(self.chapter(some[0])), [goal], [lines]])
        return scrolling("Objectives and exercises", table(rows))


def visit_title(self: object, node: PageTitle) -> None:
    """Write the title of a page."""
    title = self.builder.env.titles[node["page"]].astext()  # type: ignore[attr-defined]
    self.body.append(escape(title))  # type: ignore[attr-defined]


def depart_title(self: object, node: PageTitle) -> None:
    """Add nothing."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the lists."""
    app.add_directive("exercise-table", ExerciseTable)
    app.add_directive("signature-exercises", SignatureExercises)
    app.add_directive("objective-table", ObjectiveTable)
    silent = (depart_title, depart_title)
    app.add_node(PageTitle, html=(visit_title, depart_title), latex=silent, text=silent)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
