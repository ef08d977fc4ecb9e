"""Write the question bank for learning systems: python -m bank.exports BASE [--instructor].

BASE is the address at which the book is found. `moodle.xml` is Moodle's own format, `qti21.zip` a
package of QTI 2.1, `cartridge.imscc` a Common Cartridge 1.1 and `brightspace.csv` the table of
Brightspace: each has every item. `self-checks.gift` has the self-checks. With ``--instructor`` they
come from the instructor edition, and the rubrics of its key go to whoever grades. What a format
cannot carry is said on standard error, once for each kind.
"""

import argparse
import os
import re
import sys
from pathlib import Path

from bank.exports.brightspace import brightspace
from bank.exports.cartridge import cartridge, pack
from bank.exports.gift import gift
from bank.exports.losses import counted
from bank.exports.moodle import moodle
from bank.exports.qti import qti
from bank.items import read
from tools.pages import BOOK, edition


def write(base: str, pages: Path, target: Path) -> None:
    """Write all formats, and say what is lost."""
    chapters = read(pages)
    target.mkdir(parents=True, exist_ok=True)
    (target / "moodle.xml").write_bytes(moodle(chapters, base))
    (target / "self-checks.gift").write_text(gift(chapters, base), "utf-8")
    (target / "brightspace.csv").write_bytes(brightspace(chapters, base))
    pack(cartridge(chapters, base), target / "cartridge.imscc")
    pack(qti(chapters, base), target / "qti21.zip")
    questions = [item.question for chapter in chapters for item in chapter.items]
    for form, said, count in counted(questions):
        print(f"{form}: {said} ({count} of {len(questions)})", file=sys.stderr)
    print(f"{len(questions)} questions are in {os.path.relpath(target)}")


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
