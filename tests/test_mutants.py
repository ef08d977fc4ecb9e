"""The mutation run: what it changes, and that it lists what no test notices."""

import ast
import json
import os
import subprocess
import sys

import pytest
from reader import ROOT

from tools.mutants import SENTENCES, changes, modules

CHANGES = [
    ("x < 1", ["x <= 1", "x >= 1", "x < 2"]),
    ("x and not y", ["x or not y", "x and y"]),
    ("-x + 2", ["-x - 2", "x + 2", "-x + 3"]),
    ("a if x else b", ["b if x else a"]),
    ("[x for x in y if x]", ["[x for x in y]"]),
    ("min(x, True)", ["max(x, True)", "min(True, x)", "min(x, False)"]),
    ("{'p': x, 'q': y}", ["{'p': y, 'q': x}"]),
    ("f'{x} and {y}'", ["f'{y} and {x}'"]),
    ("'kl is above ab'", ["'kl is below ab'"]),
    ("x in (1, y)", ["x not in (1, y)", "x in (2, y)"]),
]


def changed(code, drawing=False):
    return [ast.unparse(tree) for _, tree in changes("a.py", code, drawing)]


@pytest.mark.parametrize(("code", "expected"), CHANGES)
def test_a_change_is_one_that_means_something_else(code, expected):
    assert set(changed(f"z = {code}")) == {ast.unparse(ast.parse(f"z = {e}")) for e in expected}


def test_names_texts_and_types_stay_as_they_are():
    assert changed('def f(x: "above" = None) -> "below":\n    """One of 2 above."""\n') == []


def test_in_a_drawing_places_stay_and_words_do_not():
    draw = "def draw():\n    say(1.5, x + 2, 'above', (1, 2))\n"
    assert changed(draw, drawing=True) == [draw.strip().replace("above", "below")]
    spoken = "def describe_it():\n    return _words(1)\n\n\ndef _words(n):\n    return n + 1\n"
    assert spoken[4:].startswith(SENTENCES)
    assert len(changed(spoken, drawing=True)) == 3


def test_each_module_that_is_changed_has_tests_and_a_pattern_that_meets_nothing_is_refused():
    assert modules({"secdilemma/theory.py": ["tests/test_{name}.py"]}, []) == {
        "secdilemma/theory.py": ["tests/test_theory.py"]
    }
    for rooms in ({"secdilemma/no*.py": []}, {"secdilemma/theory.py": ["tests/test_no.py"]}):
        with pytest.raises(SystemExit, match=r"no module|none of the tests"):
            modules(rooms, [])


@pytest.mark.slow
def test_a_run_lists_what_survives_and_goes_on_where_it_was_stopped(tmp_path):
    for folder in ("tools", "tests"):
        (tmp_path / folder).mkdir()
    (tmp_path / "tools" / "mutants.py").write_text((ROOT / "tools/mutants.py").read_text("utf-8"))
    (tmp_path / "signs.py").write_text("def sign(x):\n    return 1 if x > 0 else 0\n")
    held = "from signs import sign\n\n\ndef test_sign():\n    assert sign(5) == 1\n"
    (tmp_path / "tests" / "test_signs.py").write_text(held)
    (tmp_path / "tests" / "mutants.toml").write_text(
        'drawings = []\nequivalent = []\n[tests]\n"signs.py" = ["tests/test_{name}.py"]\n'
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\nmarkers = slow\n")
    run = [sys.executable, "-m", "tools.mutants", "--jobs", "1"]
    where = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": ""}}
    printed = subprocess.run(run, **where, capture_output=True, text=True, check=True).stdout
    survivors = [line.rpartition(" | ")[2] for line in printed.splitlines() if "→" in line]
    assert set(survivors) == {"x > 0 → x >= 0", "0 → 1"}
    verdicts = tmp_path / "_build" / "mutants.jsonl"
    kept = verdicts.read_text("utf-8").splitlines()
    assert len({key for key, _ in map(json.loads, kept)}) == 6
    verdicts.write_text("\n".join(kept[:2]) + "\n", encoding="utf-8")
    assert (
        subprocess.run(run, **where, capture_output=True, text=True, check=True).stdout == printed
    )
    assert verdicts.read_text("utf-8").splitlines()[:2] == kept[:2]
