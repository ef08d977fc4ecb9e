"""Run a script of a book as a new process would, without the second that imports take.

Builds of small books are most of what the tests wait for, and more than half of a build goes into
importing Sphinx, pandas and others. A server imports these once and forks for every run; what is
the book's own, and may differ from book to book, is imported by each run.
"""

import gc
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sphinx.application import builtin_extensions

ROOT = Path(__file__).resolve().parent.parent
OTHERS = [
    *builtin_extensions,
    "IPython",
    "bs4",
    "filelock",
    "fontTools.ttLib",
    "jupyter_book.sphinx",
    "jupyter_cache.cache.db",
    "matplotlib.backends.backend_agg",
    "matplotlib.figure",
    "myst_nb.sphinx_ext",
    "pandas",
    "playwright.sync_api",
    "pybtex.style.formatting.unsrt",
    "pydantic",
    "pydantic.dataclasses",
    "pypdf",
    "scipy.integrate",
    "sphinx_design.extension",
    "sphinxcontrib.bibtex",
]
"""What others wrote and takes longest to import; nothing of it reads the book meanwhile."""

SERVER = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
if hasattr(os, "fork"):
    SERVER.set_forkserver_preload(OTHERS)


def _be(
    folder: str, command: list[str], environment: dict[str, str], told: list[str], mask: int
) -> None:
    """Become the process that ``python *command`` would start in a folder."""
    gc.freeze()  # what was imported stays: nobody looks through it for garbage
    for number, name in enumerate(told, 1):
        os.dup2(os.open(name, os.O_WRONLY), number)
    os.umask(mask)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    own = {"", str(ROOT / "tests"), str(ROOT / "tools")}
    installed = [path for path in sys.path if path not in own]
    first = folder if command[0] == "-m" else str(Path(folder, command[0]).parent)
    named = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    sys.path[:] = [first, *named, *installed]
    sys.argv[:] = command[1:] if command[0] == "-m" else command
    if command[0] == "-m":
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(command[0], run_name="__main__")


def start(folder: Path, *command: object, told: list[str], **environment: str) -> Any:
    """Start ``python *command`` in a folder; it writes what it says into two files."""
    words = [str(word) for word in command]
    os.umask(mask := os.umask(0o022))  # as it is here
    arguments = (str(folder), words, {**os.environ, **environment}, told, mask)
    process = SERVER.Process(target=_be, args=arguments, daemon=False)
    process.start()
    return process


def run(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python *command`` in a folder; return its exit status and what it said."""
    with tempfile.TemporaryDirectory() as kept:
        told = [str(Path(kept, name)) for name in ("stdout", "stderr")]
        for name in told:
            Path(name).touch()
        process = start(folder, *command, told=told, **environment)
        process.join()
        said = [Path(name).read_text("utf-8") for name in told]
        return subprocess.CompletedProcess(command, process.exitcode or 0, *said)
