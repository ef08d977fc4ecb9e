"""Whatever is done to a data file, whoever reads it gets a sentence and no traceback.

Every file is corrupted in ways drawn from a seed. A reader may refuse, naming the file; what may be
read as if nothing had happened is whatever is not in `NEVER_READ`. `make nightly` tries ten times
as many.
"""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import settings
from reader import ROOT
from test_data import READERS, place_of

from bank.load import bank, load_answers, load_questions
from secdilemma.checks import DataError

HOSTILE = (
    *("", " ", "nonsense", "0", "-1", "1e400", "9" * 5000, "1:30", "0x1F", "2001-99-99", "2099"),
    *("NaN", "Ünï", "e\u0301", "\u202e", "\u2066x", "\u00ad", "\ue000", "\ufffd", "\x00"),
    *("\x1b[31m", "<script>x</script>", "a,b", '"', "'", "\\", "{{7*7}}", "=cmd()", "[" * 3000),
    *("../../etc/passwd", "!!int abc", "!!python/object/apply:os.system [ls]", "&a [*a]", "? x"),
    *("*nowhere", "~", "yes", "{a: " * 100, "- - -", "|", ">", "%TAG", "@x{", "}", "1" * 400),
    *("{claim}`Z9`", "[x](y:z)"),
)


def spot(dice: random.Random, text: str | list[str]) -> int:
    return dice.randrange(len(text))


def replaced(pattern: str) -> Callable[..., str]:
    """Put something hostile in the place of one of the parts that a pattern finds."""

    def corrupt(dice: random.Random, text: str) -> str:
        part = dice.choice(list(re.finditer(pattern, text)))
        return text[: part.start()] + dice.choice(HOSTILE) + text[part.end() :]

    return corrupt


def by_line(change: Callable[[random.Random, list[str]], list[str]]) -> Callable[..., str]:
    """Change the lines of a text."""
    return lambda dice, text: "".join(change(dice, text.splitlines(keepends=True)))


ANYWHERE = {
    "cut short": lambda dice, text: text[: spot(dice, text)],
    "cut at a line": by_line(lambda dice, lines: lines[: spot(dice, lines)]),
    "a line twice": by_line(lambda dice, lines: [*lines, dice.choice(lines[1:])]),
    "a line gone": by_line(
        lambda dice, lines: lines[: (at := spot(dice, lines))] + lines[at + 1 :]
    ),
    "lines in another order": by_line(lambda dice, lines: dice.sample(lines, len(lines))),
    "something put in": lambda dice, text: (
        text[: (at := spot(dice, text))] + dice.choice(HOSTILE) + text[at:]
    ),
    "a character gone": lambda dice, text: text[: (at := spot(dice, text))] + text[at + 1 :],
}
OF_KIND = {
    ".csv": {
        "a cell replaced": replaced(r"(?m)(?<=,)[^,\n\"]+(?=[,\n])|^[^,\n\"]+(?=,)"),
        "a cell gone": lambda dice, text: re.sub(r",[^,\n\"]*\n", "\n", text, count=1),
        "a cell more": lambda dice, text: text.replace("\n", ",x\n", 2),
    },
    ".yml": {
        "a value replaced": replaced(r"(?<=: )\S.*"),
        "an item nested": lambda dice, text: text.replace("- id:", "- - id:", 1),
    },
    ".toml": {"a value replaced": replaced(r"(?<== ).+")},
    ".bib": {"a value replaced": replaced(r"(?<=\{)[^{}]+(?=\})")},
    ".geojson": {"a coordinate replaced": replaced(r"-?\d+\.\d+")},
}
NEVER_READ = {"a cell gone", "a cell more", "an item nested"}
"""What is refused every time: a file with fewer rows is a file, and text may be other text."""

KEPT = {
    "bank": (ROOT / "bank/questions/puzzle.yml", load_questions),
    "key": (ROOT / "instructor/puzzle.yml", lambda path: load_answers(path, bank().values())),
}
FILES = KEPT | {file: (place_of(file), read) for file, read in READERS.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_corrupted_file_is_refused_in_a_sentence_or_read_for_a_reason(name, tmp_path):
    source, read = FILES[name]
    path, text = tmp_path / source.name, source.read_text("utf-8")
    ways = ANYWHERE | OF_KIND[source.suffix]
    for seed in range(settings().max_examples // 4):
        dice = random.Random(f"{name} {seed}")
        way = dice.choice(list(ways))
        broken = ways[way](dice, text)
        path.write_text(broken, "utf-8")
        try:
            read(path)
        except DataError as error:
            words = str(error)
            assert re.search(r"\.(csv|yml|toml|bib|geojson|md)", words), (seed, way, words)
            assert len(words) < 1500, (seed, way)
            continue
        assert way not in NEVER_READ or broken == text, (seed, way)
