"""The frame of a lesson: its opening, and a prediction that the reader makes.

```` ```{lesson} Why do states arm? ```` opens a chapter: the question, the minutes it takes and,
as the content, what the reader can do afterwards. ```` ```{predict} What will happen? ```` asks for
a guess: a list of options, then the passage to compare it with, closed until the reader opens it.
The passage begins with the option that is right, and that one is marked once it is open. Neither
needs a script; on paper both read as plain text.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from bank.markup import html


class Lesson(SphinxDirective):
    """The opening of a chapter."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"minutes": directives.positive_int}  # noqa: RUF012  (docutils reads a class attribute)

    def run(self) -> list[nodes.Node]:
        """Make a container with question, minutes and objectives."""
        if "minutes" not in self.options:
            raise self.error("a lesson states its minutes")
        self.env.metadata[self.env.docname]["minutes"] = self.options["minutes"]
        frame = nodes.container(classes=["lesson"])
        summary = f"{self.options['minutes']} minutes. Afterwards you can:"
        frame += nodes.paragraph("", self.arguments[0], classes=["lesson-question"])
        frame += nodes.paragraph("", summary, classes=["lesson-minutes"])
        self.state.nested_parse(self.content, self.content_offset, frame)
        return [frame]


class Predict(SphinxDirective):
    """A question before the argument, with options and a passage to compare the guess with."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make a group of radio buttons and a disclosure."""
        parsed = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        options, *answer = parsed.children
        if not isinstance(options, nodes.bullet_list) or not answer:
            raise self.error("a prediction is a list of options, then a passage to compare")
        name = f"predict-{self.env.new_serialno('predict')}"
        frame = nodes.container(classes=["predict"])
        question, faults = self.parse_inline(self.arguments[0])
        frame += [html("<fieldset><legend>Predict: "), *question, html("</legend>"), *faults]
        passage = _plain(answer[0])
        right = [option for option in options.children if passage.startswith(_plain(option))]
        if len(right) != 1:
            raise self.error("the passage of a prediction begins with the option that is right")
        for option in options.children:
            mark = ' class="predict-right"' if option is right[0] else ""
            frame += html(f'<label{mark}><input type="radio" name="{name}"> <span>')
            frame += option.children[0]  # type: ignore[arg-type]
            frame += html("</span></label>")
        frame += html("</fieldset><details><summary>Compare your guess</summary>")
        frame += answer
        frame += html("</details>")
        return [frame]


def _plain(node: nodes.Node) -> str:
    """Return the words of a passage alone."""
    return " ".join(re.findall(r"\w+", node.astext().lower()))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the markup."""
    app.add_directive("lesson", Lesson)
    app.add_directive("predict", Predict)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
