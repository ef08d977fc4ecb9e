"""Change the code in one place at a time, and list the changes that no test notices.

    python -m tools.mutants [--minutes 60] [--jobs 2] [PATH ...]

`tests/mutants.toml` says which modules are changed and which test files hold each. A changed module
exists in the memory of a child process only; no file is touched. Verdicts are kept in
`_build/mutants.jsonl` until the module or its tests change, so that a run that was stopped goes on;
`_build/mutants.txt` lists what survived.
"""

import argparse
import ast
import copy
import hashlib
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "tests" / "mutants.toml"
VERDICTS = ROOT / "_build" / "mutants.jsonl"
REPORT = ROOT / "_build" / "mutants.txt"

SWAPPED: dict[type[ast.AST], list[type[ast.AST]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
    ast.Mod: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)

OPPOSITES = [
    *[("min", "max"), ("any", "all"), ("argmin", "argmax"), ("floor", "ceil"), ("first", "last")],
    *[("above", "below"), ("more", "less"), ("most", "least"), ("rises", "falls"), ("yes", "no")],
    *[("one state", "the other"), ("both", "neither"), ("all", "none"), ("before", "after")],
    *[("defensive", "offensive"), ("deterrence", "reassurance"), ("defence", "offence")],
    *[("NATO", "Russia"), ("right", "wrong"), ("left", "right"), ("trustworthy", "untrustworthy")],
    *[("stable", "unstable"), ("safer", "less safe"), ("alike", "apart"), ("can", "cannot")],
    *[("West", "East"), ("high", "low"), ("longest", "shortest"), ("never", "always")],
]
"""Words and names that mean the contrary of one another."""

CONTRARY = {word: other for pair in OPPOSITES for word, other in (pair, pair[::-1])}
CONTRARY |= {word.upper(): other.upper() for word, other in CONTRARY.items()}
CONTRARY |= {word.capitalize(): other.capitalize() for word, other in CONTRARY.items()}


class Mutant(NamedTuple):
    """A change: the module, the line of code where it starts, what stood there, what stands now."""

    path: str
    line: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path} | {self.line} | {self.before} → {self.after}"


def _pairs(parts: list[Any]) -> Iterator[list[Any]]:
    """Swap each two neighbours that differ, unless they are constants of two kinds."""
    for i, (one, other) in enumerate(itertools.pairwise(parts)):
        constants = isinstance(one, ast.Constant) and isinstance(other, ast.Constant)
        alike = not constants or type(one.value) is type(other.value)
        if alike and ast.dump(one) != ast.dump(other):
            yield [*parts[:i], other, one, *parts[i + 2 :]]


def _like(node: ast.AST, **fields: Any) -> ast.AST:
    """Copy a node with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def alternatives(node: ast.AST, drawing: bool = False) -> Iterator[ast.AST]:
    """Yield what could stand in place of a node and would mean something else.

    Parameters
    ----------
    node : ast.AST
        An expression, a statement or a case.
    drawing : bool
        Whether it draws: then numbers, sums and the order of arguments, which are places on a
        sheet, stay as they are.

    Yields
    ------
    ast.AST
        A node of the same kind.
    """
    match node:
        case ast.Compare():
            for i, op in enumerate(node.ops):
                for other in SWAPPED[type(op)]:
                    yield _like(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPPED:
            if not (drawing and isinstance(node.op, ARITHMETIC)):
                yield _like(node, op=SWAPPED[type(node.op)][0]())
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.UnaryOp(op=ast.USub()) if not drawing:
            yield node.operand
        case ast.IfExp():
            yield _like(node, body=node.orelse, orelse=node.body)
        case ast.If() | ast.While():
            yield _like(node, test=_negated(node.test))
        case ast.comprehension() if node.ifs:
            yield _like(node, ifs=[])
        case ast.match_case(guard=ast.expr()):
            yield _like(node, guard=_negated(node.guard))
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()) if not drawing:
            yield ast.Constant(node.value + 1)
        case ast.Constant(value=str()) if len(node.value) <= PROSE:
            yield from _otherwise(node.value)
        case ast.Name(id=word) if word in CONTRARY and not drawing:
            yield _like(node, id=CONTRARY[word])
        case ast.Attribute(attr=word) if word in CONTRARY and not (drawing and word.islower()):
            yield _like(node, attr=CONTRARY[word])
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()):
            if not drawing or _has_words(node):
                yield from (_like(node, elts=parts) for parts in _pairs(node.elts))
        case ast.Dict():
            yield from (_like(node, values=parts) for parts in _pairs(node.values))
        case ast.JoinedStr():
            yield from _exchanged(node)
        case ast.Call() if not drawing:
            yield from (_like(node, args=parts) for parts in _pairs(node.args))


def _otherwise(words: str) -> Iterator[ast.Constant]:
    """Yield a text with one of its words turned into its contrary."""
    padded = f" {words} "
    for word, other in CONTRARY.items():
        if f" {word} " in padded:
            yield ast.Constant(padded.replace(f" {word} ", f" {other} ", 1)[1:-1])


def _has_words(node: ast.AST) -> bool:
    """Whether a pair is one of words, and not of numbers."""
    inside = list(ast.walk(node))
    return any(isinstance(n, ast.Constant) and isinstance(n.value, str) for n in inside) or any(
        isinstance(n, ast.Attribute) and n.attr.isupper() for n in inside
    )


def _exchanged(node: ast.JoinedStr) -> Iterator[ast.AST]:
    """Yield a text with two neighbouring values exchanged."""
    at = [i for i, part in enumerate(node.values) if isinstance(part, ast.FormattedValue)]
    for one, other in itertools.pairwise(at):
        parts = list(node.values)
        parts[one], parts[other] = parts[other], parts[one]
        if ast.dump(parts[one]) != ast.dump(parts[other]):
            yield _like(node, values=parts)


SENTENCES = ("describe_", "_headline", "headline")


def sentences(tree: ast.Module) -> set[int]:
    """Return by their ids the statements of a module that its sentences are made of."""
    parts: dict[str, ast.stmt] = {}
    for statement in tree.body:
        match statement:
            case ast.FunctionDef():
                parts[statement.name] = statement
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                parts[name] = statement
    wanted = [name for name in parts if name.startswith(SENTENCES)]
    for name in wanted:  # which grows
        used = (n.id for n in ast.walk(parts[name]) if isinstance(n, ast.Name))
        wanted += [n for n in used if n in parts and n not in wanted]
    return {id(parts[name]) for name in wanted}


def changes(path: str, source: str, drawing: bool) -> Iterator[tuple[Mutant, ast.Module]]:
    """Yield every change of a module, with its tree as it is while it is changed.

    Parameters
    ----------
    path, source : str
        The module's name as a path, and its text.
    drawing : bool
        Whether it draws; what its sentences are made of is changed in every way all the same.

    Yields
    ------
    Mutant, ast.Module
        The tree is changed back when the next one is asked for.
    """
    tree, lines = ast.parse(source), source.splitlines()
    spoken = sentences(tree)
    for statement in tree.body:
        draws = drawing and id(statement) not in spoken
        for holder, key, node in _places(statement):
            line = lines[getattr(node, "lineno", statement.lineno) - 1].strip()
            for new in alternatives(node, draws):
                holder[key] = new
                yield Mutant(path, line, *_difference(_text(node), _text(new))), tree
                holder[key] = node


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _difference(before: str, after: str) -> list[str]:
    """Cut off what two texts have in common, but for some words around what differs."""
    start = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    first = max(0, before.rfind(" ", 0, max(0, start - 30)))
    return [" ".join(t[first : len(t) - max(0, end - 30)].split()) for t in (before, after)]


def _text(node: ast.AST) -> str:
    """Return the code of a node, of a statement its condition only."""
    match node:
        case ast.If(test=test) | ast.While(test=test):
            return f"if {ast.unparse(test)}"
        case ast.match_case(pattern=pattern, guard=guard) if guard is not None:
            return f"case {ast.unparse(pattern)} if {ast.unparse(guard)}"
        case ast.comprehension(ifs=ifs):
            return " ".join(f"if {ast.unparse(test)}" for test in ifs) or "no condition"
    return ast.unparse(node)


PROSE = 40
"""A text of more letters is left to whoever reads the proofs."""

UNCHANGED = ("annotation", "returns", "decorator_list", "type_params", "bases")


def _places(node: ast.AST) -> Iterator[tuple[Any, Any, ast.AST]]:
    """Yield each node below a statement with the place that holds it; no docstring, no type."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return
    for field, value in ast.iter_fields(node):
        if field in UNCHANGED:
            continue
        holder, keys = (
            (value, range(len(value))) if isinstance(value, list) else (vars(node), [field])
        )
        for key in keys:
            child = holder[key]
            if isinstance(child, ast.AST) and getattr(child, "arg", None) != "strict":
                if not (field == "comparators" and isinstance(child, (ast.Tuple, ast.List))):
                    yield holder, key, child
                yield from _places(child)


class Changed(SourceFileLoader):
    """Loads a module from a tree in memory."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname: str) -> Any:
        """Compile the tree, whatever the file says."""
        return compile(ast.fix_missing_locations(self.tree), self.path, "exec")


class Finder:
    """Finds one module, changed."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.path, self.tree = str(ROOT / path), tree

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return where the changed module comes from; of others nothing."""
        if name != self.name:
            return None
        return spec_from_file_location(name, self.path, loader=Changed(name, self.path, self.tree))


OPTIONS = ["-x", "--assert=plain", "-p", "no:cacheprovider", "-m", "not slow"]
OPTIONS += ["--hypothesis-profile=mutants"]


def run_tests(paths: list[str]) -> int:
    """Run tests in this process, quietly; return what pytest exits with."""
    import pytest

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    return int(pytest.main([*OPTIONS, *paths]))


def fork(path: str, tree: ast.Module | None, tests: list[str], seconds: int) -> int:
    """Start a child that runs the tests with a module changed, for so many seconds of CPU."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        signal.alarm(20 * seconds)  # where it waits for something, and computes nothing
        if tree is not None:
            sys.meta_path.insert(0, Finder(path, tree))  # type: ignore[arg-type]
        code = run_tests([path, *tests])
    finally:
        os._exit(code)


def used_seconds() -> float:
    """Return the CPU time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def warm_up(paths: list[str]) -> None:
    """Import what the tests import from others, once for all children."""
    reader, writer = os.pipe()
    if not os.fork():
        os.close(reader)
        run_tests(["--collect-only", *paths])
        files = {n: getattr(module, "__file__", None) or "" for n, module in sys.modules.items()}
        names = [n for n, file in files.items() if "site-packages" in file or str(ROOT) not in file]
        with os.fdopen(writer, "w") as out:
            json.dump(names, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        names = json.load(answer)
    os.wait()
    for name in names:
        try:
            __import__(name)
        except Exception:  # some modules are made while others run; a child imports them anew
            continue


def few_examples() -> None:
    """Let properties be tried with the same few examples each time, and nothing be kept of them."""
    import hypothesis

    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, max_examples=50, phases=phases,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip


def modules(rooms: dict[str, list[str]], only: list[str]) -> dict[str, list[str]]:
    """Return the modules to change, each with its test files.

    Parameters
    ----------
    rooms : dict
        Test files by a pattern of paths; ``{name}`` in them stands for the name of the module.
    only : list of str
        Beginnings of paths; empty for all.

    Raises
    ------
    SystemExit
        If a pattern finds no module, or a module has no test file.
    """
    tests_of: dict[str, list[str]] = {}
    for pattern, tests in rooms.items():
        paths = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern))
        if not paths:
            sys.exit(f"{SETTINGS.name}: no module is called {pattern}")
        for path in paths:
            files = [test.format(name=Path(path).stem) for test in tests]
            tests_of[path] = [file for file in files if (ROOT / file).exists()]
            if not tests_of[path]:
                sys.exit(f"{SETTINGS.name}: none of the tests of {path} exists: {', '.join(files)}")
    return {path: tests_of[path] for path in tests_of if path.startswith(tuple(only or [""]))}


class Run:
    """A run over some modules: what is known, what is under way, and what came of it."""

    def __init__(self, drawings: list[str], jobs: int, end: float) -> None:
        self.drawings, self.jobs, self.end = tuple(drawings), jobs, end
        self.verdicts: dict[str, str] = {}
        self.running: dict[int, str] = {}
        self.failed: list[str] = []
        if VERDICTS.exists():
            self.verdicts = dict(map(json.loads, VERDICTS.read_text("utf-8").splitlines()))

    def mutants(self, path: str, tests: list[str]) -> Iterator[tuple[str, Mutant, ast.Module]]:
        """Yield the changes of a module, each with the key of its verdict."""
        source = (ROOT / path).read_text("utf-8")
        texts = "\0".join([source, *((ROOT / test).read_text("utf-8") for test in tests)])
        times: Counter[Mutant] = Counter()
        for mutant, tree in changes(path, source, path.startswith(self.drawings)):
            times[mutant] += 1
            name = f"{mutant}\0{times[mutant]}\0{texts}"
            yield hashlib.sha256(name.encode()).hexdigest()[:20], mutant, tree

    def try_module(self, path: str, tests: list[str]) -> None:
        """Try the changes of a module that have no verdict yet, until time is up."""
        if all(key in self.verdicts for key, *_ in self.mutants(path, tests)):
            return
        warm_up([path, *tests])
        before = used_seconds()
        fork(path, None, tests, 600)
        code = os.waitstatus_to_exitcode(os.wait()[1])
        if code:
            reason = "hold nothing" if code == 5 else "fail where nothing is changed"
            self.failed.append(f"{path} was not tried: its tests {reason}: {' '.join(tests)}")
            return
        seconds = 5 + round(3 * (used_seconds() - before))
        for key, _, tree in self.mutants(path, tests):
            if key in self.verdicts:
                continue
            if time.monotonic() > self.end:
                break
            self.running[fork(path, tree, tests, seconds)] = key
            while len(self.running) >= self.jobs:
                self.wait()
        while self.running:
            self.wait()

    def wait(self) -> None:
        """Wait for a child to end, and keep what it found."""
        child, status = os.wait()
        key = self.running.pop(child)
        self.verdicts[key] = "killed" if os.waitstatus_to_exitcode(status) else "survived"
        with VERDICTS.open("a", encoding="utf-8") as out:
            out.write(json.dumps([key, self.verdicts[key]]) + "\n")


def report(run: Run, chosen: dict[str, list[str]], equivalent: list[str]) -> str:
    """Write down how many changes were tried, and which survived."""
    table = [f"{'module':45}{'changes':>9}{'tried':>9}{'killed':>9}{'survived':>9}{'the same':>9}"]
    survivors: list[str] = []
    for path, tests in chosen.items():
        verdicts = [(run.verdicts.get(key), str(m)) for key, m, _ in run.mutants(path, tests)]
        alive = [words for verdict, words in verdicts if verdict == "survived"]
        same = [words for words in alive if words in equivalent]
        tried = sum(verdict is not None for verdict, _ in verdicts)
        counts = (len(verdicts), tried, tried - len(alive), len(alive) - len(same), len(same))
        table.append(f"{path:45}" + "".join(f"{count:9}" for count in counts))
        survivors += [words for words in alive if words not in same]
    return "\n".join([*run.failed, *table, "", *survivors, ""])


def main() -> int:
    """Run what the command line asks for; return 1 if a module could not be tried."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="start no change later than this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="children at once")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="modules, or beginnings of paths")
    asked = parser.parse_args()
    settings = tomllib.loads(SETTINGS.read_text("utf-8"))
    chosen = modules(settings["tests"], asked.paths)
    VERDICTS.parent.mkdir(exist_ok=True)
    few_examples()
    run = Run(settings["drawings"], asked.jobs, time.monotonic() + 60 * asked.minutes)
    for path, tests in random.sample(list(chosen.items()), len(chosen)):
        if time.monotonic() < run.end:
            run.try_module(path, tests)
    REPORT.write_text(report(run, chosen, settings["equivalent"]), "utf-8")
    print(REPORT.read_text("utf-8"), end="")
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
