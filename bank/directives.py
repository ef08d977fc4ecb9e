"""Questions in the page: a reader checks understanding, an instructor sets an assignment.

```` ```{self-check} puzzle-paradox ```` and ```` ```{assignment} puzzle-two-openings ```` print an
item of the chapter's bank, ``bank/questions/<chapter>.yml``. A self-check is a group of native
controls and a disclosure with answer and feedback; ``self-check.js`` adds a button that answers to
what was chosen. An assignment is numbered and can be referred to by its id. The setting
``instructor_key``, a folder, makes the instructor edition: model answer, rubric and misconceptions
stand after each assignment, and code in the key is run. Without it no key is read.
"""

import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from bank import built, lists, markup, notes
from bank.key import Answer
from bank.load import QUESTIONS, bank, key
from bank.quantities import CASE
from bank.schema import MODES, Question
from bank.types import files_of


class Item(SphinxDirective):
    """What self-checks and assignments share: their item, and Markdown turned into nodes."""

    required_arguments = 1
    role: str

    def item(self) -> Question:
        """Find the item, in the bank of this chapter."""
        name, chapter = self.arguments[0], Path(self.env.docname).name
        file = QUESTIONS / f"{chapter}.yml"
        self.env.note_dependency(str(file))
        question = bank().get(name)
        if question is None or question.chapter != chapter or question.role != self.role:
            raise self.error(f"{file.name} has no {self.role} {name!r}")
        case = self.env.temp_data.get("case", CASE)
        if case != CASE and (question.material or question.numbers):
            raise self.error(
                f"{name}: its tables, claims and numbers are those of the case {CASE!r}; "
                f"the page is about {case!r}"
            )
        return question

    def target(self, node: nodes.Element, question: Question) -> None:
        """Let links lead to an item, and `built` find it."""
        node["ids"], node["names"], node["question"] = [question.id], [question.id], question.id
        self.state.document.note_explicit_target(node)

    def fill_in(self, name: str, **given: object) -> list[nodes.Node]:
        """Return what a form makes of values."""
        return markup.fill_in(self, name, f"question {self.arguments[0]}", markup=markup, **given)


class SelfCheckDirective(Item):
    """A question with controls, and a disclosure that answers it."""

    role = "self-check"

    def run(self) -> list[nodes.Node]:
        """Return the form's nodes; the script finds its parts by their classes and data."""
        question = self.item()
        frame = nodes.container(classes=[markup.SELF_CHECK, f"check-{question.type}"])
        self.target(frame, question)
        for file in files_of(type(question), ".jinja"):
            self.env.note_dependency(str(file))
        frame += self.fill_in("self-check.jinja", question=question)
        before = self.env.temp_data.setdefault("checks", 0)
        self.env.temp_data["checks"] += 1
        if before < markup.OPEN_CHECKS:
            return [frame]
        head = f'<details class="{markup.MORE}"><summary>{escape(question.title)}</summary>'
        return [markup.html(head), frame, markup.html("</details>")]


class AssignmentNode(nodes.General, nodes.Element):
    """An assignment, numbered through the book."""


class AssignmentDirective(Item):
    """A task, with what an instructor has to know to choose it, and no answer."""

    role = "assignment"

    def run(self) -> list[nodes.Node]:
        """Return title, facts and task, and what the key adds in the instructor edition."""
        question = self.item()
        frame = AssignmentNode(title=question.title)
        self.target(frame, question)
        frame += self.fill_in("assignment.jinja", question=question, mode=MODES[question.mode])
        if self.config.instructor_key:
            frame += self.key(question)
        return [frame]

    def key(self, question: Question) -> nodes.Element:
        """Return what only instructors see; a key need not have every answer."""
        folder = Path(self.env.srcdir, self.config.instructor_key)
        file = folder / f"{question.chapter}.yml"
        self.env.note_dependency(str(file))
        answer = key(folder).get(question.id)
        if answer is None:
            return nodes.paragraph("", "This key has no answer to it.", classes=[markup.FACTS])
        printed = self.output(answer, file) if answer.code else ""
        parts = self.fill_in("key.jinja", question=question, answer=answer, printed=printed)
        return nodes.container("", *parts, classes=[markup.KEY])

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
            errors = done.stderr.strip().splitlines() or ["prints nothing"]
            for number in re.findall(r'File "<string>", line (\d+)', done.stderr)[-1:]:
                place += f", line {number}, {answer.code.splitlines()[int(number) - 1].strip()!r}"
            raise self.error(
                f"{place}: {errors[-1]}; expected code that runs and prints its result"
            )
        return done.stdout.rstrip()


def visit_assignment(self: HTML5Translator, node: AssignmentNode) -> None:
    """Open an assignment with its number and title."""
    self.body.append(self.starttag(node, "div", CLASS=markup.ASSIGNMENT))
    self.body.append('<h3 class="assignment-title">')
    self.add_fignumber(node)
    self.body.append(f'<span class="caption-text">{escape(node["title"])}</span>')
    self.add_permalink_ref(node, "Link to this assignment")
    self.body.append("</h3>")


def depart_assignment(self: HTML5Translator, node: AssignmentNode) -> None:
    """Close an assignment."""
    self.body.append("</div>\n")


def configure(app: Sphinx, config: Config) -> None:
    """Name what is numbered; make the instructor edition known as one."""
    config.numfig_format.setdefault("assignment", "Assignment %s")
    config.bank_files = sorted(file.name for file in QUESTIONS.glob("*.yml"))
    if config.instructor_key:
        config.html_theme_options["announcement"] = (
            "Instructor edition, with answers: not for publication."
        )


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_config_value("instructor_key", "", "env", types=[str])
    app.add_config_value("bank_files", [], "env", types=[list])  # one more is read by every page
    app.add_directive("self-check", SelfCheckDirective)
    app.add_directive("assignment", AssignmentDirective)
    app.add_enumerable_node(
        AssignmentNode,
        "assignment",
        lambda node: str(node["title"]),  # type: ignore[index]
        html=(visit_assignment, depart_assignment),
    )
    built.setup(app)
    lists.setup(app)
    notes.setup(app)
    app.connect("config-inited", configure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
