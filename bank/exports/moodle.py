"""Moodle's own format, which has every item: `moodle.xml` is its form."""

from html import escape
from pathlib import Path

from jinja2 import Template

from bank.exports import answers
from bank.items import Chapter, Item

KINDS = {
    "choice": "multichoice",
    "multiple": "multichoice",
    "match": "matching",
    "order": "matching",
    "numeric": "numerical",
    "short": "shortanswer",
}


def starter(item: Item) -> str:
    """Write the Python with which an answer begins."""
    return f"<pre>{escape(item.question.starter)}</pre>" if item.question.starter else ""


def matches(item: Item, base: str) -> list[tuple[str, str]]:
    """List what belongs together, and what fits nothing."""
    return [*answers.pairs(item, base), *(("", decoy) for decoy in item.question.decoys)]


def numbers(item: Item, base: str) -> list[tuple[str, str, str, str]]:
    """List numbers, each with its share, feedback and tolerance; the last stands for any other."""
    asked, said = item.question, answers.told(item, base)
    right = (f"{asked.value:.10g}", "100", said[0], f"{asked.tolerance:.10g}")
    wrong = [f"{mistake.value:.10g}" for mistake in asked.mistakes]
    rest = zip([*wrong, "*"], said[1:], strict=True)
    return [right, *((value, "0", told, "0") for value, told in rest)]


def moodle(chapters: list[Chapter], base: str) -> bytes:
    """Write the bank as Moodle's XML."""
    form = Template(Path(__file__).with_suffix(".xml").read_text("utf-8"), autoescape=True)
    written: str = form.render(
        chapters=chapters,
        base=base,
        KINDS=KINDS,
        kit=answers,
        matches=matches,
        numbers=numbers,
        starter=starter,
    )
    return written.encode()
