"""Change the code in one place at a time, with Cosmic Ray, and list the changes no test notices.

    python -m tools.mutants MINUTES [ROOM ...]

`tests/mutants.toml` says which modules are changed, in which ways, and which test files hold each.
Files are changed in a copy of the checkout. Verdicts are kept in `_build/mutants/` until a module
or its tests change, so a run that was stopped goes on; `_build/mutants.txt` lists what survived.
"""

import random
import re
import subprocess
import sys
import time
import tomllib
from contextlib import chdir
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import OPERATOR_PROVIDERS
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

BUILT = Path("_build").resolve()
SETTINGS = Path("tests/mutants.toml")
CHOICE = tomllib.loads(SETTINGS.read_text("utf-8"))
CONTRARY = dict(CHOICE["contrary"]) | {b: a for a, b in CHOICE["contrary"]}
WORD = re.compile(rf"\b({'|'.join(CONTRARY)})\b")
PYTEST = f"{sys.executable} -m pytest -x --assert=plain -m 'not slow' --hypothesis-profile=ci"
PROSE = 40
"""A text of more letters is left to whoever reads the proofs."""

SECONDS = 300
"""When tests that a change lets run for ever are stopped."""


class Contrary(Operator):
    """Turns a word of a text, or the name of a constant, into its contrary."""

    examples = ()

    def mutation_positions(self, node: Any) -> list[Any]:
        """Return the place of a node once for each of its words that has a contrary."""
        text = node.type in ("string", "fstring_string") and len(node.value) < PROSE
        constant = node.type == "name" and node.value.isupper()
        if not (text or constant) or node.parent.type == "simple_stmt":  # as a docstring is
            return []
        return [(node.start_pos, node.end_pos)] * len(WORD.findall(node.value))

    def mutate(self, node: Any, index: int) -> Any:
        """Exchange one of these words."""
        word = list(WORD.finditer(node.value))[index]
        node.value = node.value[: word.start()] + CONTRARY[word[0]] + node.value[word.end() :]
        return node


OPERATOR_PROVIDERS["words"] = {"Contrary": Contrary}


def modules() -> dict[str, list[str]]:
    """Return the modules to change, each with the test files that hold it."""
    return {
        str(path): [file for test in tests if Path(file := test.format(name=path.stem)).exists()]
        for pattern, tests in CHOICE["tests"].items()
        for path in Path().glob(pattern)
    }


def list_changes(path: str, db: WorkDB) -> None:
    """List the changes of a module; what draws, on ``ax``, keeps all but its words."""
    init([Path(path)], db, {})
    text = Path(path).read_text("utf-8")
    drawing, lines = re.findall(r"def (\w+)\(\s*ax\b", text), text.splitlines()
    idle = []
    for item in db.work_items:
        change = item.mutations[0]
        draws = drawing and change.definition_name in (None, *drawing)
        name = f"{change.operator_name} {lines[change.start_pos[0] - 1]}"
        if not re.match("words/" if draws else CHOICE["operators"], name):
            idle.append(item.job_id)
    db.set_multiple_results(idle, WorkResult(WorkerOutcome.SKIPPED))


def try_module(path: str, tests: list[str], end: float) -> str:
    """Try the changes of a module that have no verdict yet, until an hour; list what survived."""
    texts = b"".join(Path(file).read_bytes() for file in (path, *tests, SETTINGS))
    name = f"{path.replace('/', '-')}-{sha256(texts).hexdigest()[:16]}.sqlite"
    command = " ".join([PYTEST, path, *tests])
    with use_db(BUILT / "mutants" / name) as db:
        if not db.num_work_items:
            list_changes(path, db)
        if db.pending_work_items and time.time() < end:
            outcome, output = run_tests(command, SECONDS)
            if outcome != TestOutcome.SURVIVED:
                return f"{path}: its tests fail where nothing is changed\n{output}"
        for item in db.pending_work_items:
            if time.time() < end:
                db.set_result(item.job_id, mutate_and_test(item.mutations, command, SECONDS))
        tried = [r for _, r in db.results if r.worker_outcome != WorkerOutcome.SKIPPED]
        alive = sorted(r.diff for r in tried if not r.is_killed)
        left = len(db.pending_work_items)
    return "\n".join([f"{path}: {len(alive)} of {len(tried)} survived, {left} to try", *alive])


def main(minutes: str, *rooms: str) -> None:
    """Try the modules whose paths begin as one of these rooms, all if there are none."""
    end = time.time() + 60 * float(minutes)
    chosen = [one for one in modules().items() if one[0].startswith(rooms or "")]
    (BUILT / "mutants").mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as copy:
        subprocess.run(f"git ls-files -z | xargs -0 cp --parents -t {copy}", shell=True, check=True)
        (Path(copy) / "_build").symlink_to(BUILT)
        with chdir(copy):
            lists = [try_module(*one, end) for one in random.sample(chosen, len(chosen))]
    (BUILT / "mutants.txt").write_text("\n\n".join(sorted(lists)) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
