"""Questions in the page: a reader checks understanding, an instructor sets an assignment.

```` ```{self-check} puzzle-paradox ```` and ```` ```{assignment} puzzle-two-openings ```` print an
item of the chapter's bank, ``data/questions/<chapter>.yml``. A self-check is a group of native
controls and a disclosure with answer and feedback; ``self-check.js`` adds a button that answers to
what was chosen. An assignment is numbered and can be referred to by its id. The setting
``instructor_key``, a folder, makes the instructor edition: model answer, rubric and misconceptions
stand after each assignment, and code in the key is run. Without it no key is read.
"""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from secdilemma.data import DataError, data_folder
from secdilemma.questions import Answer, Question, load_answers, load_questions, normal

MODES = {"alone": "alone", "pair": "in pairs", "group": "in groups", "plenary": "with all"}


@cache
def bank() -> dict[str, Question]:
    """Return the questions by id."""
    return {question.id: question for question in load_questions()}


@cache
def key(folder: Path) -> dict[str, Answer]:
    """Return the answers by id."""
    return {answer.id: answer for answer in load_answers(folder, bank().values())}


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


class Item(SphinxDirective):
    """What self-checks and assignments share: their item, and Markdown turned into nodes."""

    required_arguments = 1
    role: str

    def item(self) -> Question:
        """Find the item, in the bank of this chapter."""
        name, chapter = self.arguments[0], Path(self.env.docname).name
        file = data_folder() / "questions" / f"{chapter}.yml"
        self.env.note_dependency(str(file))
        try:
            question = bank().get(name)
        except DataError as error:
            raise self.error(str(error)) from error
        if question is None or question.chapter != chapter or question.role != self.role:
            raise self.error(f"{file.name} has no {self.role} {name!r}")
        return question

    def blocks(self, text: str) -> list[nodes.Node]:
        """Parse Markdown."""
        parsed = nodes.container()
        lines = StringList(text.splitlines(), f"question {self.arguments[0]}")
        self.state.nested_parse(lines, 0, parsed)
        return parsed.children

    def line(self, text: str) -> nodes.inline:
        """Parse a paragraph of Markdown into something that can stand in a label."""
        paragraph, *more = self.blocks(text)
        if more or not isinstance(paragraph, nodes.paragraph):
            raise self.error(f"{self.arguments[0]!r}: {text!r}; expected one paragraph")
        return nodes.inline("", "", *paragraph.children)

    def target(self, node: nodes.Element, name: str) -> None:
        """Let links lead to a node."""
        node["ids"], node["names"] = [name], [name]
        self.state.document.note_explicit_target(node)


class SelfCheck(Item):
    """A question with controls, and a disclosure that answers it."""

    role = "self-check"

    def run(self) -> list[nodes.Node]:
        """Make the frame; self-check.js finds its parts by their classes and data."""
        question = self.item()
        frame = nodes.container(classes=["self-check", f"check-{question.type}"])
        self.target(frame, question.id)
        frame += [_html("<fieldset><legend>"), self.line(question.prompt), _html("</legend>")]
        frame += self.controls(question)
        frame += _html(
            '</fieldset><p class="check-tools" hidden>'
            '<button type="button" class="check-answer">Check</button> '
            '<button type="button" class="check-again" hidden>Try again</button></p>'
            '<div class="check-said" role="status"></div>'
            "<details><summary>Show the explanation</summary>"
            '<ul class="check-feedback">'
        )
        for feedback in self.feedback(question):
            frame += feedback
        frame += [_html("</ul>"), *self.blocks(question.explanation), _html("</details>")]
        return [frame]

    def controls(self, question: Question) -> list[nodes.Node]:
        """Make the native controls of a type."""
        if question.options:
            kind = "radio" if question.type == "choice" else "checkbox"
            return [
                self.control(f'<input type="{kind}" name="{question.id}" value="{n}">', option.text)
                for n, option in enumerate(question.options)
            ]
        if question.pairs:
            choose = select(question.choices(), "choose")
            return [self.control(choose, pair.left, after=True) for pair in question.pairs]
        if question.steps:
            places = select([str(n + 1) for n in range(len(question.steps))], "–")
            return [self.control(places, question.steps[n].text) for n in question.shown_steps()]
        decimal = ' inputmode="decimal"' if question.type == "numeric" else ""
        field = f'<input type="text"{decimal} autocomplete="off" spellcheck="false">'
        words = nodes.paragraph("", "", _html("<label><span>Your answer</span> " + field))
        words += [_html(f" <span>{escape(question.unit)}</span></label>")]
        return [words]

    def control(self, field: str, text: str, after: bool = False) -> nodes.paragraph:
        """Make one control with its label."""
        parts = [_html(field), _html(" "), self.line(text)]
        parts = parts[::-1] if after else parts
        return nodes.paragraph("", "", _html("<label>"), *parts, _html("</label>"))

    def feedback(self, question: Question) -> list[list[nodes.Node]]:
        """List what is said to each answer, in the order of the controls."""
        if question.options:
            return [
                self.said(o.text, "right" if o.right else "not right", o.feedback, right=o.right)
                for o in question.options
            ]
        if question.pairs:
            return [self.said(p.left, p.right, p.feedback, right=p.right) for p in question.pairs]
        if question.steps:
            steps = [(n + 1, question.steps[n]) for n in question.shown_steps()]
            return [self.said(s.text, str(place), s.feedback, right=place) for place, s in steps]
        if question.type == "numeric":
            value, unit = f"{question.value:,.10g}", escape(question.unit)
            found = [self.said(f"{value} {unit}".strip(), "right", "", right=question.value)]
            for mistake in question.mistakes:
                number = f"{mistake.value:,.10g} {unit}".strip()
                found.append(self.said(number, "not right", mistake.feedback, wrong=mistake.value))
            found[0][0] = item(right=question.value, tolerance=question.tolerance)
        else:
            found = [self.said(question.accept[0], "right", "", right=words(question.accept))]
            for mistake in question.mistakes:
                said = mistake.feedback
                name = mistake.accept[0]
                found.append(self.said(name, "not right", said, wrong=words(mistake.accept)))
        return [*found, self.said("Anything else", "not right", question.otherwise, other="")]

    def said(self, name: str, verdict: str, text: str, **data: Any) -> list[nodes.Node]:
        """Make one entry of the list of feedback."""
        head = nodes.paragraph(classes=["check-name"])
        head += [self.line(name), nodes.Text(" — "), nodes.strong("", verdict)]
        return [item(**data), head, *(self.blocks(text) if text else []), _html("</li>")]


def words(accept: tuple[str, ...]) -> str:
    """Join wordings in the form in which they are compared."""
    return "|".join(normal(word) for word in accept)


def item(**data: Any) -> nodes.raw:
    """Open a list item with data that self-check.js reads; False is left out."""
    given = {name: value for name, value in data.items() if value is not False}
    attributes = "".join(
        f' data-{name}="{"" if value is True else escape(str(value))}"'
        for name, value in given.items()
    )
    return _html(f"<li{attributes}>")


def select(choices: list[str], first: str) -> str:
    """Write a list to choose from, nothing chosen."""
    options = "".join(f"<option>{escape(choice)}</option>" for choice in choices)
    return f'<select><option value="">{first}</option>{options}</select>'


class AssignmentNode(nodes.General, nodes.Element):
    """An assignment, numbered through the book."""


class Assignment(Item):
    """A task, with what an instructor has to know to choose it, and no answer."""

    role = "assignment"

    def run(self) -> list[nodes.Node]:
        """Make title, facts and task, and what the key adds in the instructor edition."""
        question = self.item()
        frame = AssignmentNode(title=question.title)
        self.target(frame, question.id)
        facts = [
            f"{question.minutes} minutes",
            MODES[question.mode],
            *([question.method] if question.method else []),
            f"level: {question.bloom}",
            "Python" if question.python else "no Python",
        ]
        frame += nodes.paragraph("", " · ".join(facts), classes=["assignment-facts"])
        goal = nodes.paragraph(classes=["assignment-facts"])
        goal += [nodes.Text("It shows whether you can "), *self.line(question.objective).children]
        goal += nodes.Text(".")
        frame += [goal, *self.blocks(question.prompt)]
        if question.starter:
            frame += code(question.starter, "python")
        if self.config.instructor_key:
            frame += self.key(question)
        return [frame]

    def key(self, question: Question) -> nodes.container:
        """Make what only instructors see."""
        folder = Path(self.env.srcdir, self.config.instructor_key)
        file = folder / f"{question.chapter}.yml"
        self.env.note_dependency(str(file))
        try:
            answer = key(folder)[question.id]
        except (DataError, FileNotFoundError) as error:
            raise self.error(str(error)) from error
        frame = nodes.container(classes=["key"])
        frame += [head("Model answer"), *self.blocks(answer.answer)]
        if answer.code:
            frame += [code(answer.code, "python"), code(self.output(answer, file), "text")]
        frame += [head("Rubric"), *self.rubric(answer)]
        if answer.marking:
            frame += [head("How to mark"), *self.blocks(answer.marking)]
        frame += head("What students may believe")
        for belief in answer.misconceptions:
            frame += nodes.paragraph("", "", *self.line(belief.belief), classes=["key-belief"])
            frame += self.blocks(belief.response)
        if answer.samples:
            frame += [head("A weak answer"), *self.blocks(answer.samples.weak)]
            frame += [head("A strong answer"), *self.blocks(answer.samples.strong)]
            frame += [head("What separates them"), *self.blocks(answer.samples.difference)]
        return frame

    def output(self, answer: Answer, file: Path) -> str:
        """Run the code of an answer by itself, and return what it prints."""
        place = f"{file.name}, id {answer.id!r}, field 'code'"
        try:
            done = subprocess.run(
                [sys.executable, "-W", "error", "-c", answer.code],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
                env={**os.environ, "MPLBACKEND": "Agg"},
            )
        except subprocess.TimeoutExpired as error:
            raise self.error(f"{place}: runs for more than 60 seconds") from error
        if done.returncode != 0 or not done.stdout.strip():
            said = done.stderr.strip().splitlines() or ["prints nothing"]
            for number in re.findall(r'File "<string>", line (\d+)', done.stderr)[-1:]:
                place += f", line {number}, {answer.code.splitlines()[int(number) - 1].strip()!r}"
            raise self.error(f"{place}: {said[-1]}; expected code that runs and prints its result")
        return done.stdout.rstrip()

    def rubric(self, answer: Answer) -> list[nodes.Node]:
        """Make a table of criteria and levels."""
        size = len(answer.rubric[0].levels)
        total = sum(criterion.levels[0].points for criterion in answer.rubric)
        heads = ["Criterion", *(f"Level {n}" for n in range(size, 0, -1))]
        rows = [[[nodes.paragraph("", text)] for text in heads]]
        for criterion in answer.rubric:
            row = [self.blocks(criterion.criterion)]
            for level in criterion.levels:
                points = nodes.paragraph("", "", nodes.strong("", f"{level.points}"))
                row.append([points, *self.blocks(level.text)])
            rows.append(row)
        frame = '<div class="table-scroll" role="region" tabindex="0" aria-label="Rubric: '
        return [
            _html(f'{frame}{escape(answer.id)}">'),
            table(rows),
            _html("</div>"),
            nodes.paragraph("", f"At most {total} points."),
        ]


def head(text: str) -> nodes.raw:
    """Make a heading that is no section of the page."""
    return _html(f"<h4>{text}</h4>")


def code(text: str, language: str) -> nodes.literal_block:
    """Make a block of code or of its output."""
    return nodes.literal_block(text, text, language=language)


def table(rows: list[list[list[nodes.Node]]]) -> nodes.table:
    """Make a table whose first row is its head."""
    group = nodes.tgroup(cols=len(rows[0]))
    group += [nodes.colspec(colwidth=1) for _ in rows[0]]
    made = [nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows]
    group += [nodes.thead("", made[0]), nodes.tbody("", *made[1:])]
    return nodes.table("", group, classes=["sd-table"])


def visit_assignment(self: HTML5Translator, node: AssignmentNode) -> None:
    """Open an assignment with its number and title."""
    self.body.append(self.starttag(node, "div", CLASS="assignment"))
    self.body.append('<h3 class="assignment-title">')
    self.add_fignumber(node)
    self.body.append(f'<span class="caption-text">{escape(node["title"])}</span>')
    self.add_permalink_ref(node, "Link to this assignment")
    self.body.append("</h3>")


def depart_assignment(self: HTML5Translator, node: AssignmentNode) -> None:
    """Close an assignment."""
    self.body.append("</div>\n")


def nothing(self: Any, node: nodes.Node) -> None:
    """Add nothing: the parts of an assignment speak for themselves."""


def configure(app: Sphinx, config: Config) -> None:
    """Name what is numbered; make the instructor edition known as one."""
    config.numfig_format.setdefault("assignment", "Assignment %s")  # type: ignore[attr-defined]
    files = sorted(file.name for file in (data_folder() / "questions").glob("*.yml"))
    config.bank_files = files  # type: ignore[attr-defined]
    if config.instructor_key:  # type: ignore[attr-defined]
        options = config.html_theme_options  # type: ignore[attr-defined]
        options["announcement"] = "Instructor edition, with answers: not for publication."


def copy_script(app: Sphinx) -> None:
    """Bring the script beside the pages; in the source's _static every page would load it."""
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(__file__).with_name("self-check.js"), static)


def choose_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script where a page has a self-check."""
    if 'class="self-check' in context.get("body", ""):
        app.add_js_file("self-check.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_config_value("instructor_key", "", "env", types=[str])
    app.add_config_value("bank_files", [], "env", types=[list])  # one more is read by every page
    app.add_directive("self-check", SelfCheck)
    app.add_directive("assignment", Assignment)
    app.add_enumerable_node(
        AssignmentNode,
        "assignment",
        lambda node: node["title"],
        html=(visit_assignment, depart_assignment),
        latex=(nothing, nothing),
        text=(nothing, nothing),
    )
    app.connect("config-inited", configure)
    app.connect("builder-inited", copy_script)
    app.connect("html-page-context", choose_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
