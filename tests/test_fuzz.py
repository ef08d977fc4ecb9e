"""Whatever is done to a data file, whoever reads it gets a sentence: no traceback, no hang.

Every file is corrupted in ways drawn from a seed. A reader may refuse, naming the file; it may
accept only what `ACCEPTED` explains. `make nightly` tries ten times as many.
"""

import json
import random
import re
import shutil
import signal
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from reader import ROOT

from bank.load import bank, load_answers, load_questions
from secdilemma import data
from secdilemma.baltic.land import load_map
from secdilemma.case import load_case
from secdilemma.checks import DataError
from secdilemma.table1 import load_table1

BALTIC = ROOT / "data" / "cases" / "baltic"
SECONDS = 20
"""No file takes as long, on however busy a machine."""

HOSTILE = (
    *("", " ", "nonsense", "0", "-1", "1e400", "9" * 5000, "1:30", "0x1F", "2001-99-99", "2099"),
    *("NaN", "Ünï", "e\u0301", "\u202e", "\u2066x", "\u00ad", "\ue000", "\ufffd", "\x00"),
    *("\x1b[31m", "<script>x</script>", "a,b", '"', "'", "\\", "{{7*7}}", "=cmd()", "[" * 3000),
    *("../../etc/passwd", "!!int abc", "!!python/object/apply:os.system [ls]", "&a [*a]", "? x"),
    *("*nowhere", "~", "yes", "{a: " * 100, "- - -", "|", ">", "%TAG", "@x{", "}", "1" * 400),
    *("{claim}`Z9`", "[x](y:z)"),
)


def spot(dice: random.Random, text: str) -> int:
    return dice.randrange(len(text))


def lines(change: Callable[[random.Random, list[str]], None]) -> Callable[..., str]:
    def corrupt(dice: random.Random, text: str) -> str:
        found = text.splitlines(keepends=True)
        change(dice, found)
        return "".join(found)

    return corrupt


def replaced(pattern: str) -> Callable[..., str]:
    """Put something hostile in the place of one of the parts that a pattern finds."""

    def corrupt(dice: random.Random, text: str) -> str:
        part = dice.choice(list(re.finditer(pattern, text)))
        return text[: part.start()] + dice.choice(HOSTILE) + text[part.end() :]

    return corrupt


ANYWHERE = {
    "cut short": lambda dice, text: text[: spot(dice, text)],
    "cut at a line": lines(
        lambda dice, found: found.__delitem__(slice(dice.randrange(len(found)), None))
    ),
    "a line twice": lines(lambda dice, found: found.append(dice.choice(found[1:]))),
    "a line gone": lines(lambda dice, found: found.pop(dice.randrange(len(found)))),
    "lines in another order": lines(lambda dice, found: dice.shuffle(found)),
    "something put in": lambda dice, text: (
        text[: (at := spot(dice, text))] + dice.choice(HOSTILE) + text[at:]
    ),
    "a character gone": lambda dice, text: text[: (at := spot(dice, text))] + text[at + 1 :],
}


def points(change: Callable[[random.Random, list[float]], list[object]]) -> Callable[..., str]:
    """Change the points of one outline."""

    def corrupt(dice: random.Random, text: str) -> str:
        found = json.loads(text)
        ring = dice.choice(found["features"])["geometry"]["coordinates"]
        while not isinstance(ring[0][0], int | float):
            ring = ring[0]
        ring[:] = [change(dice, point) for point in ring]
        return json.dumps(found)

    return corrupt


def features(change: Callable[[random.Random, list[object]], None]) -> Callable[..., str]:
    def corrupt(dice: random.Random, text: str) -> str:
        found = json.loads(text)
        change(dice, found["features"])
        return json.dumps(found)

    return corrupt


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
    ".geojson": {
        "coordinates swapped": points(lambda _, point: point[::-1]),
        "coordinates as words": points(lambda _, point: list(map(str, point))),
        "coordinates true": points(lambda _, point: [True, *point[1:]]),
        "coordinates without end": points(lambda _, point: [1e400, *point[1:]]),
        "a country gone": features(lambda dice, found: found.pop(dice.randrange(len(found)))),
        "a country twice": features(lambda dice, found: found.append(dice.choice(found))),
    },
}

ACCEPTED = {
    "cut short": "the cut may fall at the end of a line, or shorten a text",
    "cut at a line": "a file with fewer rows is a file, and only its checksum tells",
    "a line twice": "a row of comments, or of a text that goes on over lines",
    "a line gone": "a file with fewer rows is a file",
    "lines in another order": "the order of rows has a meaning only for who reads them",
    "something put in": "text may say anything that a reader can see",
    "a character gone": "text may be shorter",
    "a cell replaced": "text may be other text, an optional cell empty",
    "a value replaced": "text may be other text, a number another number that fits",
    "a country gone": "only those with a name on the map are missed",
}
"""What may be read as if nothing had happened, and why; everything else is refused every time."""

FILES: dict[str, tuple[Path, Callable[[Path, Path], object]]] = {
    "bank": (ROOT / "bank/questions/puzzle.yml", lambda _, path: load_questions(path)),
    "key": (ROOT / "instructor/puzzle.yml", lambda _, path: load_answers(path, bank().values())),
    "glossary": (
        ROOT / "data/glossary.csv",
        lambda case, path: data.load_glossary(load_case(case), path),
    ),
    "case": (BALTIC / "case.toml", lambda case, _: load_everything(case)),
    "bibliography": (
        ROOT / "data/references.bib",
        lambda case, _: data.references(load_case(case)),
    ),
    **{
        name: (BALTIC / f"{name}.csv", lambda case, path, load=load: load(load_case(case)))
        for name, load in {
            "claims": data.load_claims,
            "footnotes": data.load_footnotes,
            "signals": data.load_signals,
            "criteria": data.load_criteria,
            "since": data.load_since,
            "places": data.load_places,
            "table1": load_table1,
        }.items()
    },
    "columns": (BALTIC / "columns.csv", lambda case, _: data.load_columns(load_case(case), case)),
    "map": (BALTIC / "map.geojson", lambda case, _: load_map(load_case(case))),
}


def load_everything(folder: Path) -> None:
    """Load a case and each of its tables, all of which look into the description."""
    case = load_case(folder)
    for load in (data.load_claims, data.load_signals, data.load_criteria, load_table1):
        load(case)


class Hang(BaseException):
    """A reader that does not come back."""


@contextmanager
def in_time():
    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", FILES)
def test_a_corrupted_file_is_refused_in_a_sentence_or_read_for_a_reason(name, tmp_path):
    source, load = FILES[name]
    case = tmp_path / "case"
    shutil.copytree(BALTIC, case)
    path = case / source.name if name not in ("bank", "key", "glossary") else tmp_path / source.name
    text = source.read_text("utf-8")
    ways = ANYWHERE | OF_KIND[source.suffix]
    for seed in range(settings().max_examples // 4):
        dice = random.Random(f"{name} {seed}")
        way = dice.choice(list(ways))
        broken = ways[way](dice, text)
        path.write_text(broken, "utf-8")
        with in_time():
            try:
                load(case, path)
            except DataError as error:
                said = str(error)
                assert re.search(r"\.(csv|yml|toml|bib|geojson|md)", said), (seed, way, said)
                assert len(said) < 1500, (seed, way)
                continue
        assert way in ACCEPTED or broken == text, (seed, way)
