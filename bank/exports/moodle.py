"""Moodle's own format, which has every item: `moodle.xml` is its form."""

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


def matches(item: Item, base: str) -> list[tuple[str, str]]:
    """List what belongs together, and what fits nothing."""
    return [*answers.pairs(item, base), *(("", decoy) for decoy in item.question.decoys)]


def numbers(item: Item, base: str) -> list[tuple[str, str, str, str]]:
    """List numbers, each with its share, feedback and tolerance; the last stands for any other."""
    asked, said = item.question, answers.told(item, base)
    given = [
        (f"{value:.10g}", "0" if n else "100", told, f"{asked.room(value):.10g}")
        for n, (value, told) in enumerate(zip(answers.values(asked), said[:-1], strict=True))
    ]
    return [*given, ("*", "0", said[-1], "0")]


def objectives(chapter: Chapter) -> list[str]:
    """List what a chapter teaches, in the order of its items."""
    return list(dict.fromkeys(item.question.objective for item in chapter.items))


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
        objectives=objectives,
    )
    return written.encode()
