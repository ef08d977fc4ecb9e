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
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from bank import lists, markup, notes
from bank.load import QUESTIONS, bank, key
from bank.markup import cell, html, select, started
from bank.schema import MODES, Answer, Mistake, Question, normal


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
        return question

    def blocks(self, text: str) -> list[nodes.Node]:
        """Parse Markdown."""
        return markup.blocks(self, text, f"question {self.arguments[0]}")

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
        frame = nodes.container(classes=[markup.SELF_CHECK, f"check-{question.type}"])
        self.target(frame, question.id)
        frame += [html("<fieldset><legend>"), self.line(question.prompt), html("</legend>")]
        frame += self.controls(question)
        frame += html(
            '</fieldset><p class="check-tools" hidden>'
            '<button type="button" class="check-answer">Check</button> '
            '<button type="button" class="check-again" hidden>Try again</button></p>'
            '<div class="check-said" role="status"></div>'
            "<details><summary>Show the explanation</summary>"
            f'<ul class="{markup.ENTRIES}">'
        )
        for name, verdict, text, data in entries(question):
            frame += self.said(name, verdict, text, **data)
        frame += [html("</ul>"), *self.blocks(question.explanation), html("</details>")]
        return [frame]

    def controls(self, question: Question) -> list[nodes.Node]:
        """Make the native controls of a type."""
        if question.options:
            kind = "radio" if question.type == "choice" else "checkbox"
            fields = [
                started("input", type=kind, name=question.id, value=str(n))
                for n in range(len(question.options))
            ]
            return list(map(self.control, fields, [option.text for option in question.options]))
        if question.pairs:
            choose = select(question.choices(), "choose")
            return [self.control(choose, pair.left, after=True) for pair in question.pairs]
        if question.steps:
            places = select(range(1, len(question.steps) + 1), "–")
            return [self.control(places, question.steps[n].text) for n in question.shown_steps()]
        decimal = ' inputmode="decimal"' if question.type == "numeric" else ""
        field = f'<input type="text"{decimal} autocomplete="off" spellcheck="false">'
        words = html(f"<label><span>Your answer</span> {field}")
        return cell(words, html(f" <span>{escape(question.unit)}</span></label>"))

    def control(self, field: str, text: str, after: bool = False) -> nodes.paragraph:
        """Make one control with its label."""
        parts = [html(field), html(" "), self.line(text)]
        parts = parts[::-1] if after else parts
        return nodes.paragraph("", "", html("<label>"), *parts, html("</label>"))

    def said(self, name: str, verdict: str, text: str, **data: object) -> list[nodes.Node]:
        """Make one entry of the list of feedback, with data that self-check.js reads."""
        head = nodes.paragraph(classes=[markup.ANSWER])
        head += [self.line(name), nodes.Text(" — "), nodes.strong("", verdict)]
        told = self.blocks(text) if text else []
        return [html(started("li", **data)), head, *told, html("</li>")]


def entries(question: Question) -> Iterator[tuple[str, str, str, dict[str, object]]]:
    """List answers, each with a verdict, feedback and data, in the order of the controls."""
    for option in question.options:
        verdict = "right" if option.right else "not right"
        yield option.text, verdict, option.feedback, {"data_right": option.right}
    for pair in question.pairs:
        yield pair.left, pair.right, pair.feedback, {"data_right": pair.right}
    for n in question.shown_steps():
        step, place = question.steps[n], str(n + 1)
        yield step.text, place, step.feedback, {"data_right": place}
    if question.otherwise:
        name, data = written(question, question)
        room = question.type == "numeric" and question.tolerance
        yield name, "right", "", {"data_right": data, "data_tolerance": room}
        for mistake in question.mistakes:
            name, data = written(question, mistake)
            yield name, "not right", mistake.feedback, {"data_wrong": data}
        yield "Anything else", "not right", question.otherwise, {"data_other": ""}


def written(question: Question, answer: Question | Mistake) -> tuple[str, str]:
    """Write an answer as a reader would, and in the form in which it is compared."""
    if answer.accept:
        return answer.accept[0], "|".join(map(normal, answer.accept))
    return f"{answer.value:,.10g} {escape(question.unit)}".rstrip(), str(answer.value)


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
        level, tool = f"level: {question.bloom}", "Python" if question.python else "no Python"
        facts = [f"{question.minutes} minutes", MODES[question.mode], question.method, level, tool]
        frame += nodes.paragraph("", " · ".join(filter(None, facts)), classes=[markup.FACTS])
        goal = nodes.paragraph(classes=[markup.FACTS])
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
        answer = key(folder)[question.id]
        source = Path(__file__).with_name("key.jinja")
        self.env.note_dependency(str(source))
        form = markup.FORMS.get_template(source.name)
        most = sum(criterion.levels[0].points for criterion in answer.rubric)
        text = form.render(
            answer=answer,
            printed=self.output(answer, file) if answer.code else "",
            points=markup.POINTS.format(most),
        )
        return nodes.container("", *self.blocks(text), classes=[markup.KEY])

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


def code(text: str, language: str) -> nodes.literal_block:
    """Make a block of code or of its output."""
    return nodes.literal_block(text, text, language=language)


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
    app.add_directive("self-check", SelfCheck)
    app.add_directive("assignment", Assignment)
    app.add_enumerable_node(
        AssignmentNode,
        "assignment",
        lambda node: str(node["title"]),  # type: ignore[index]
        html=(visit_assignment, depart_assignment),
    )
    lists.setup(app)
    notes.setup(app)
    app.connect("config-inited", configure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
