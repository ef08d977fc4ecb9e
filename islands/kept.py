"""Frames that were drawn before, for as long as nothing that they depend on has changed.

Whoever builds pages again and again sets ``ISLANDS_FRAMES`` to a folder. Frames depend on the code
that draws and says them, with every module of its package that it imports; on the engine; on the
files that an explorer names; on its controls and its look; and on the libraries. An explorer that
is handed data, and names no file that the data come from, is drawn anew each time.
"""

import ast
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import matplotlib as mpl
import numpy as np

from islands.definition import Definition
from islands.frame import Frame
from islands.sheet import unwrapped


def modules(starts: Iterable[str]) -> set[str]:
    """List the modules of a package that code depends on, by following its imports.

    Parameters
    ----------
    starts : iterable of str
        Names of imported modules.

    Returns
    -------
    set of str
        These, and all that they import of their own packages.
    """
    found: set[str] = set()
    ahead = list(starts)
    while ahead:
        name = ahead.pop()
        if name in found or name not in sys.modules:
            continue
        found.add(name)
        file = getattr(sys.modules[name], "__file__", None)
        tree = ast.parse(Path(file).read_bytes()) if file else ast.Module([], [])
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            else:
                imported = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            ahead += [one for one in imported if one.split(".")[0] == name.split(".")[0]]
    return found


def key(explorer: Definition) -> str | None:
    """Name the state of everything that an explorer's frames depend on.

    Parameters
    ----------
    explorer : Definition
        A definition.

    Returns
    -------
    str or None
        Letters and digits; None where it cannot be known: code of a notebook, or data from nowhere.
    """
    functions = (explorer.draw, explorer.describe, explorer.unavailable)
    handed = any(isinstance(one, partial) and one.keywords for one in functions)
    starts = {unwrapped(one).__module__ for one in functions}
    if "__main__" in starts or (handed and not explorer.files):
        return None
    used = modules({*starts, __name__, "islands.explorer"})
    code = [Path(str(sys.modules[name].__file__)) for name in sorted(used)]
    words = [(control.name, list(control.words.items())) for control in explorer.controls]
    digest = hashlib.sha256(repr((sys.version, mpl.__version__, np.__version__)).encode())
    digest.update(repr((words, explorer.look, explorer.height)).encode())
    for path in (*code, *sorted(explorer.files)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _place(explorer: Definition) -> Path | None:
    folder = os.environ.get("ISLANDS_FRAMES")
    name = key(explorer) if folder else None
    return Path(folder, f"{explorer.name}-{name}.json") if folder and name else None


def recall(explorer: Definition) -> list[Frame | str] | None:
    """Return the frames of an explorer as they were drawn before.

    Parameters
    ----------
    explorer : Definition
        A definition.

    Returns
    -------
    list of Frame or str, or None
        None where there is no folder, or nothing in it for this state of things.
    """
    place = _place(explorer)
    if place is None or not place.is_file():
        return None
    stored = json.loads(place.read_text("utf-8"))
    return [one if isinstance(one, str) else Frame(tuple(one[0]), one[1]) for one in stored]


def keep(explorer: Definition, drawn: Sequence[Frame | str]) -> Sequence[Frame | str]:
    """Store the frames of an explorer in place of those that it had before.

    Parameters
    ----------
    explorer : Definition
        A definition.
    drawn : sequence of Frame or str
        A frame for each state, or the reason why it means nothing.

    Returns
    -------
    sequence of Frame or str
        The same; nothing is stored where there is no folder.
    """
    place = _place(explorer)
    if place is None:
        return drawn
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.glob(f"{explorer.name}-{'?' * 16}.json"):
        old.unlink(missing_ok=True)
    stored = [one if isinstance(one, str) else [one.pieces, one.sentence] for one in drawn]
    unfinished = place.with_suffix(f".{os.getpid()}")  # two builds may write at once
    unfinished.write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
    unfinished.replace(place)
    return drawn
