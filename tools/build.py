"""Build the book as a folder of HTML files, strictly and on all cores.

    python -m tools.build [KEY]

With a folder that holds a key it builds the instructor edition, apart from the public one.
It does what ``jupyter-book build . -W -n --keep-going`` does, and three things more. The pages
whose outputs are not known yet run beside the build, several at once, each in a kernel of its own;
the build waits for a page only when it comes to read it. The book is written into an empty folder,
which takes the old one's place when everything has passed; until then the old book stays as it was.
And the parsed pages of a failed build are forgotten: without that the next build would skip what
failed, warn about nothing and pass.
"""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

# jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

import yaml
from filelock import FileLock, Timeout
from jupyter_book.sphinx import build_sphinx
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin
from nbclient.exceptions import CellTimeoutError
from sphinx.errors import SphinxError

from bank import load
from bank.edition import FILE
from secdilemma.checks import DataError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

from building import before_reading, cache_path  # the book’s own extension


def settings() -> dict[str, Any]:
    """Read the settings of the book."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    return found


COLOUR = re.compile(r"\x1b\[[\d;]*m")
"""How a kernel colours what it says."""


class CellError(SphinxError):
    """A cell of a chapter failed: where, and what it said last."""

    category = "A cell failed"


def run_pages(folder: Path, kernels: ThreadPoolExecutor) -> None:
    """Start every page whose outputs are not in the cache; they are kept when asked for."""
    cache, timeout = get_cache(folder), settings()["execute"]["timeout"]
    running: dict[Path, Future[Any]] = {}
    for path in (*sorted(ROOT.glob("chapters/*.md")), ROOT / "index.md"):
        if not is_myst_markdown_notebook(path.read_text("utf-8")):
            continue
        notebook = myst_nb_reader_plugin(str(path))
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            running[path] = kernels.submit(
                single_nb_execution, notebook, str(path.parent), timeout, allow_errors=False
            )
            name = str(path.relative_to(ROOT).with_suffix(""))
            before_reading[name] = partial(keep, cache, path, notebook, running)


def keep(cache: Any, path: Path, notebook: Any, running: dict[Path, Future[Any]]) -> None:
    """Wait for the outputs of a page and put them into the cache.

    Where a cell failed, wait for all pages and name each fault once, with the cells that met it.
    A page whose kernel broke down around the cells runs again in the build.
    """
    if running[path].exception() or getattr(running[path].result().err, "ename", "") == "<Error>":
        return
    if fault(running[path]) is None:
        seconds = {"execution_seconds": running[path].result().time}
        bundle = CacheBundleIn(notebook, str(path), data=seconds)
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        return
    met: dict[str, list[str]] = {}
    for page, future in running.items():
        found = fault(future)
        if found:
            met.setdefault(found[1], []).append(f"{page.relative_to(ROOT)}, {found[0]}")
    raise CellError("".join(f"\n{last}\n    in {'; '.join(at)}" for last, at in met.items()))


def fault(running: Future[Any]) -> tuple[str, str] | None:
    """Wait for a page, and say which of its cells failed and what it said last."""
    error = None if running.exception() else running.result().err
    if error is None:
        return None
    ran = sum(bool(cell.get("execution_count")) for cell in running.result().nb.cells)
    if isinstance(error, CellTimeoutError):
        return f"cell {ran + 1}", f"A cell took longer than {settings()['execute']['timeout']} s"
    said = COLOUR.sub("", str(error.evalue)).strip().splitlines() or [""]
    return f"cell {ran}", f"{error.ename}: {said[-1]}"


MOUNTED = ROOT / "_instructor"
"""Where the pages of a key stand while its edition is built: Sphinx reads only below the root."""

OBJECTIVES = "# Objectives and exercises\n\n```{objective-table}\n```\n"


def mount(key: Path) -> dict[str, Any]:
    """Bring the lesson plans of a key into the book, and an index; return what Sphinx must know."""
    shutil.rmtree(MOUNTED, ignore_errors=True)
    MOUNTED.mkdir()
    if (key / "plans").is_dir():
        shutil.copytree(key / "plans", MOUNTED / "plans")
    (MOUNTED / "objectives.md").write_text(OBJECTIVES, "utf-8")
    plans = sorted(path.relative_to(ROOT) for path in MOUNTED.glob("plans/*.md"))
    pages = [*plans, Path("_instructor/objectives.md")]
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    part = {"caption": "Instructor", "chapters": [{"file": str(p.with_suffix(""))} for p in pages]}
    contents["parts"] = [*contents.get("parts", []), part]
    (MOUNTED / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), "utf-8")
    hidden = [name for name in settings()["exclude_patterns"] if name != MOUNTED.name]
    return {
        "instructor_key": str(key),
        "external_toc_path": str(MOUNTED / "_toc.yml"),
        "exclude_patterns": ["_build", *hidden],
    }


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep every other build out of this checkout while one is at work.

    The lock goes when its process does, however it ends.
    """
    output.mkdir(parents=True, exist_ok=True)
    worker = output / ".worker"
    try:
        with FileLock(output / ".lock", timeout=0):
            worker.write_text(str(os.getpid()))
            yield
    except Timeout:
        raise BusyError(
            f"Another build is at work here (process {worker.read_text()}). "
            "Wait until it has ended, and try again."
        ) from None


class BusyError(Exception):
    """Another build is at work in the same checkout."""


def take_place(fresh: Path, book: Path) -> None:
    """Put a finished book where the last one is; a web server may read all of the public one."""
    if book.parent == ROOT / "_build":
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    old = fresh.with_name(REPLACED)
    if book.exists():
        book.rename(old)
    fresh.rename(book)
    if (book / FILE).exists():
        (book / FILE).replace(book.with_name(FILE))  # items as data are no page
    shutil.rmtree(old, ignore_errors=True)


REPLACED = ".replaced"
"""The last book, for a moment; a build that is killed just then leaves it to the next one."""


def clear(output: Path) -> None:
    """Take away what a build that was killed has left."""
    shutil.rmtree(MOUNTED, ignore_errors=True)
    shutil.rmtree(output / ".fresh", ignore_errors=True)
    old, book = output / REPLACED, output / "html"
    if old.exists() and not book.exists():
        old.rename(book)
    shutil.rmtree(old, ignore_errors=True)
    if (output / ".unfinished").exists():  # it has warned about nothing
        shutil.rmtree(output / ".doctrees", ignore_errors=True)


def build(output: Path = ROOT / "_build", key: Path | None = None) -> int:
    """Build and return 0, or 1 when anything at all was wrong."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # no build time in any file
    os.environ.setdefault("PYTHONHASHSEED", "0")
    profile = output / ".ipython" / "profile_default"  # no start-up files of whoever builds
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'ERROR'\n")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    doctrees, unfinished, fresh = output / ".doctrees", output / ".unfinished", output / ".fresh"
    clear(output)
    unfinished.touch()
    edition = mount(key) if key else {}
    try:
        with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as kernels:
            run_pages(cache_path(ROOT), kernels)
            result = build_sphinx(
                str(ROOT),
                str(fresh),
                path_config=str(ROOT / "_config.yml"),
                confoverrides={"nitpicky": True, "latex_individualpages": False, **edition},
                noconfig=True,
                doctreedir=str(doctrees),
                warningiserror=True,
                keep_going=True,
                quiet=True,
            )
            kernels.shutdown(cancel_futures=True)
    finally:
        shutil.rmtree(MOUNTED, ignore_errors=True)
    if result == 0:
        take_place(fresh, output / "html")
        unfinished.unlink()
        print(f"The book is in {(output / 'html' / 'index.html').relative_to(ROOT)}")
        return 0
    shutil.rmtree(doctrees, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
    there = ", and the last one that was stays as it is" if (output / "html").exists() else ""
    print(f"The book was not built{there}: see above.", file=sys.stderr)
    return 1


def key_folder(told: str) -> Path:
    """Find the folder of a key, whose answers are whole."""
    if not told.strip():
        raise DataError("KEY is empty; expected the folder of a key, or no KEY at all")
    folder = Path(told).resolve()
    if folder.is_file():
        raise DataError(f"KEY={told}: a file; expected the folder of a key")
    load.key(folder)
    return folder


def main(arguments: list[str]) -> int:
    """Build what is asked for; a faulty question or key is refused before anything is built."""
    try:
        load.bank()
        key = key_folder(arguments[0]) if arguments else None
        with alone(ROOT / "_build"):
            return build(ROOT / "_build" / "instructor", key) if key else build()
    except (DataError, OSError, BusyError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and the key's pages are taken away
    sys.exit(main(sys.argv[1:]))
