"""Write the question bank for learning systems: python -m bank.exports BASE [--instructor].

BASE is the address at which the book is found. `questions.xml` is Moodle's own format and has every
item, `self-checks.gift` the self-checks, `links.imscc` a thin Common Cartridge 1.1 with a link to
each chapter. With ``--instructor`` they come from the instructor edition, and the rubrics of its
key go to whoever grades. What a format cannot say is named on standard error.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bank.exports.cartridge import cartridge, pack
from bank.exports.gift import gift, has_room_for
from bank.exports.moodle import moodle
from bank.items import Item, read
from tools.pages import BOOK, edition


def losses(item: Item) -> Iterator[tuple[str, str]]:
    """List what a format cannot say of an item, by format."""
    question = item.question
    if question.role == "assignment":
        yield "GIFT", "left out: it is no self-check"
    if question.type == "code":
        yield "Moodle XML", "becomes an essay: Moodle does not run it"
    if question.type == "numeric":
        yield "GIFT", "feedback to any other number stands in the general feedback"
    if question.type in ("match", "order"):
        yield "Moodle XML, GIFT", "feedback to each part stands in the general feedback"
        if len(question.choices() or question.steps) < 3:
            yield "Moodle XML", "has fewer than three answers: Moodle imports it, its form objects"
    if question.type == "order":
        yield "Moodle XML, GIFT", "becomes a match of steps and places"
    if question.type == "match" and not has_room_for(item):
        yield "GIFT", "left out: a match needs three pairs"
    elif question.decoys:
        yield "GIFT", "is without what fits nothing: " + "; ".join(question.decoys)


def write(base: str, pages: Path, target: Path) -> None:
    """Write all three formats, and say what is lost."""
    chapters = read(pages)
    target.mkdir(parents=True, exist_ok=True)
    (target / "questions.xml").write_bytes(moodle(chapters, base))
    (target / "self-checks.gift").write_text(gift(chapters, base), "utf-8")
    pack(cartridge(base), target / "links.imscc")
    items = [item for chapter in chapters for item in chapter.items]
    for item in items:
        for form, loss in losses(item):
            print(f"{item.question.id}: {form}: {loss}", file=sys.stderr)
    print(f"{len(items)} questions are in {os.path.relpath(target)}")


def main(arguments: list[str]) -> int:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="make lms BASE=https://...", description=BOOK)
    parser.add_argument("base", help="where the book is found, such as https://example.org/book")
    parser.add_argument("--instructor", action="store_true", help="with rubrics for graders")
    given = parser.parse_args(arguments)
    if not re.match(r"https?://[^/\s]+", given.base):
        parser.error(f"{given.base!r} is no address; expected one such as https://example.org/book")
    pages = edition(given.instructor)
    write(given.base.rstrip("/") + "/", pages, pages.parent / "lms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
