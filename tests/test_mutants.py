"""The mutation run lists what no test notices, and changes a copy."""

import re
import subprocess
import sys

import pytest
from reader import ROOT

from tools.mutants import CHOICE, SETTINGS, modules


def test_each_pattern_meets_a_module_and_each_module_has_tests():
    assert all(list(ROOT.glob(pattern)) for pattern in CHOICE["tests"])
    assert [path for path, tests in modules().items() if not tests] == []


@pytest.mark.slow
def test_a_run_lists_what_survives_keeps_its_verdicts_and_changes_no_file(tmp_path):
    code, choice = tmp_path / "signs.py", SETTINGS.read_text("utf-8").partition("[tests]")[0]
    (tmp_path / "tests").mkdir()
    (tmp_path / SETTINGS).write_text(f'{choice}[tests]\n"signs.py" = ["test_{{name}}.py"]', "utf-8")
    (tmp_path / "test_signs.py").write_text(
        "import signs\ndef test(): assert signs.of(5) == 'above'"
    )
    code.write_text(
        before := 'def of(x):\n    """Say above."""\n    return "above" if x > 0 else "below"\n'
    )
    subprocess.run("git init -q && git add .", shell=True, cwd=tmp_path, check=True)
    for minutes in ("5", "0"):
        run = [sys.executable, ROOT / "tools" / "mutants.py", minutes]
        subprocess.run(run, cwd=tmp_path, check=True)
        report = (tmp_path / "_build" / "mutants.txt").read_text("utf-8")
        assert re.match(r"signs.py: 4 of \d+ survived, 0 to try", report)
        assert '+    return "above" if x >= 0 else "below"' in report
    assert code.read_text() == before
