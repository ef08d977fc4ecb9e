"""Write the question bank for learning systems: python -m bank.exports BASE [--instructor].

BASE is the address at which the book is found. `moodle.xml` is Moodle's own format, `qti21.zip` a
package of QTI 2.1, `cartridge.imscc` a Common Cartridge 1.1 and `brightspace.csv` the table of
Brightspace: each has every item. `self-checks.gift` has the self-checks. With ``--instructor`` they
come from the instructor edition, and the rubrics of its key go to whoever grades. What a format
cannot carry is said on standard error, once for each kind.
"""

import argparse
import os
import sys
from pathlib import Path

from bank.edition import read, titles
from bank.exports.brightspace import brightspace
from bank.exports.cartridge import cartridge, pack
from bank.exports.gift import gift
from bank.exports.losses import counted
from bank.exports.moodle import moodle
from bank.exports.qti import qti
from bank.folder import replaced
from tools.pages import ADDRESS, BOOK, edition


def write(base: str, pages: Path, target: Path) -> None:
    """Write all formats, and say what is lost."""
    chapters = read(pages)
    with replaced(target) as folder:
        (folder / "moodle.xml").write_bytes(moodle(chapters, base))
        (folder / "self-checks.gift").write_text(gift(chapters, base), "utf-8")
        (folder / "brightspace.csv").write_bytes(brightspace(chapters, base))
        pack(cartridge(chapters, titles(pages), base), folder / "cartridge.imscc")
        pack(qti(chapters, base), folder / "qti21.zip")
    questions = [item.question for chapter in chapters for item in chapter.items]
    for form, words, count in counted(questions):
        print(f"{form}: {words} ({count} of {len(questions)})", file=sys.stderr)
    print(f"{len(questions)} questions are in {os.path.relpath(target)}")


def main(arguments: list[str]) -> int:
    """Read the command line and write; 1 if that was not possible."""
    parser = argparse.ArgumentParser(prog="make lms BASE=https://...", description=BOOK)
    parser.add_argument("base", help="where the book is found, such as https://example.org/book")
    parser.add_argument("--instructor", action="store_true", help="with rubrics for graders")
    given = parser.parse_args(arguments)
    if not ADDRESS.fullmatch(given.base):
        parser.error(f"{given.base!r} is no address; expected one such as https://example.org/book")
    pages = edition(given.instructor)
    try:
        write(given.base.rstrip("/") + "/", pages, pages.parent / "lms")
    except (LookupError, OSError) as error:
        print(f"Nothing was written: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
