"""Build the book as a folder of HTML files, strictly and on all cores: python -m tools.build [KEY].

With a folder that holds a key it builds the instructor edition, apart from the public one.
It does what ``jupyter-book build . -W -n --keep-going`` does, and three things more. Cells run
beside the build (`cells`), and only what has changed is read and written again (`building`). The
book is written into an empty folder, which takes the old one's place when everything has passed;
until then the old book stays as it was. And the parsed pages of a failed build are forgotten:
without that the next build would skip what failed, warn about nothing and pass.
"""

import argparse
import errno
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# the matrices here are small: threads of their own would only slow them, and are not forked
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
# nor is anything debugged
sys.modules["debugpy"] = None  # type: ignore[assignment]

import yaml
from filelock import FileLock, Timeout

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "_ext")]

from bank import ITEMS
from tools.digests import STARTED, contents, digests, files, hashed, libraries

BUILT = ROOT / "_build"
RECORD = ".made"
"""The hash of what the last book was made of, and the digests of its files then."""


class RefusedError(Exception):
    """What was asked for cannot be built, or not now."""


def settings() -> dict[str, Any]:
    """Read the settings of the book."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    return config


def pages() -> list[Path]:
    """List the pages of the book in the order in which Sphinx reads them."""
    from sphinx_external_toc.parsing import parse_toc_yaml

    names = sorted(parse_toc_yaml(ROOT / "_toc.yml"))
    return [path for name in names if (path := ROOT / f"{name}.md").is_file()]


# ------------------------------------------------------------------ the key of the instructor


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
    listed = [*plans, Path("_instructor/objectives.md")]
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    part = {"caption": "Instructor", "chapters": [{"file": str(p.with_suffix(""))} for p in listed]}
    toc["parts"] = [*toc.get("parts", []), part]
    (MOUNTED / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), "utf-8")
    hidden = [name for name in settings()["exclude_patterns"] if name != MOUNTED.name]
    return {
        "instructor_key": str(key),
        "external_toc_path": str(MOUNTED / "_toc.yml"),
        "exclude_patterns": ["_build", *hidden],
    }


def key_folder(name: str) -> Path:
    """Return the folder of a key."""
    if not name.strip():
        raise RefusedError("KEY is empty; expected the folder of a key, or no KEY at all")
    try:
        folder = Path(name).resolve()
        if folder.is_file():
            raise RefusedError(f"KEY={name}: a file; expected the folder of a key")
    except (OSError, RuntimeError, ValueError) as error:  # a link in a circle, an endless name
        raise RefusedError(f"KEY={name:.80}: {error!s:.80}; expected the folder of a key") from None
    return folder


# ------------------------------------------------------------------ one book takes another's place


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep every other build out of this checkout while one is at work.

    The lock goes when its process and those that run its cells do, however they end.
    """
    worker = output / ".worker"
    try:
        with FileLock(output / ".lock", timeout=0):
            worker.write_text(str(os.getpid()))
            yield
    except Timeout:
        raise RefusedError(
            f"Another build is at work here (process {worker.read_text()}). "
            "Wait until it has ended, and try again."
        ) from None


REPLACED = ".replaced"
"""The last book, for a moment; a build that is killed just then leaves it to the next one."""


def take_place(fresh: Path, book: Path) -> None:
    """Put a finished book where the last one is; a web server may read all of the public one."""
    if book.parent == BUILT:
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    old = fresh.with_name(REPLACED)
    if book.exists():
        book.rename(old)
    fresh.rename(book)
    if (book / ITEMS).exists():
        (book / ITEMS).replace(book.with_name(ITEMS))  # items as data are no page
    shutil.rmtree(old, ignore_errors=True)


def clear(output: Path) -> None:
    """Take away what a build that was killed has left, and what no longer fits the last book."""
    shutil.rmtree(MOUNTED, ignore_errors=True)
    shutil.rmtree(output / ".fresh", ignore_errors=True)
    old, book = output / REPLACED, output / "html"
    if old.exists() and not book.exists():
        old.rename(book)
    shutil.rmtree(old, ignore_errors=True)
    if (output / ".unfinished").exists() or last_record(output)[1:] != [book_digests(output)]:
        shutil.rmtree(output / ".doctrees", ignore_errors=True)


def last_record(output: Path) -> list[Any]:
    """Return the record of the last book; of none, an empty one."""
    try:
        record: list[Any] = json.loads((output / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return record


def book_digests(output: Path) -> dict[str, str]:
    """Return the digests of the files of a book, and of its items as data."""
    items = output / ITEMS
    return contents(output / "html") | {
        ITEMS: hashed([items.read_bytes()] if items.is_file() else [])
    }


def hash_inputs(key: Path | None) -> str:
    """Return the hash of all that a book is made of."""
    beside = [path for path in key.rglob("*") if path.is_file()] if key else []
    setting = [os.environ.get("BOOK_URL", ""), libraries(), str(key)]
    return hashed([*setting, json.dumps(digests([*files(), *beside]))])


# ------------------------------------------------------------------ the build


def build(output: Path, key: Path | None, inputs: str) -> int:
    """Build and return 0, or 1 when anything at all was wrong."""
    from jupyter_book.sphinx import build_sphinx

    doctrees, unfinished, fresh = output / ".doctrees", output / ".unfinished", output / ".fresh"
    clear(output)
    unfinished.touch()
    edition = mount(key) if key else {}
    try:
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
    finally:
        shutil.rmtree(MOUNTED, ignore_errors=True)
    book = output / "html"
    if result == 0:
        take_place(fresh, book)
        (output / RECORD).write_text(json.dumps([inputs, book_digests(output)]), "utf-8")
        unfinished.unlink()
        return 0
    full = shutil.disk_usage(output).free < 2**20
    shutil.rmtree(doctrees, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
    if full:
        print("No space is left on the disk.", file=sys.stderr)
    there = ", and the last one that was stays as it is" if book.exists() else ""
    print(f"The book was not built{there}: see above.", file=sys.stderr)
    return 1


def build_with_cells(output: Path, key: Path | None, inputs: str) -> int:
    """Check what the book is made of, and build while the cells run beside."""
    import building
    from claims import ledger

    from bank import load
    from tools import cells

    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # no build time in any file
    os.environ["IPYTHONDIR"] = str(BUILT / ".ipython")  # no settings of whoever builds
    load.bank()
    ledger(settings()["sphinx"]["config"]["book_case"])
    if key:
        load.key(key)
    if cells.FORKS:
        building.runner = cells.Runner(settings()["execute"]["timeout"])
    with alone(BUILT):
        try:
            if building.runner:
                building.runner.start_all(pages())
            return build(output, key, inputs)
        finally:
            if building.runner:
                building.runner.close()


def main(arguments: list[str]) -> int:
    """Build what is asked for; a faulty question or key is refused before anything is built."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    parser.add_argument("key", nargs="?", help="the folder of a key, for the instructor edition")
    given = parser.parse_args(arguments)
    from secdilemma.checks import DataError

    try:
        key = None if given.key is None else key_folder(given.key)
        output = BUILT / "instructor" if key else BUILT
        output.mkdir(parents=True, exist_ok=True)
        book, inputs = output / "html", hash_inputs(key)
        there = (book / "index.html").relative_to(ROOT)
        if book.is_dir() and last_record(output) == [inputs, book_digests(output)]:
            print(f"Nothing has changed: the book is in {there}")
            return 0
        result = build_with_cells(output, key, inputs)
        if result == 0:
            print(f"The book is in {there}, after {time.time() - STARTED:.0f} s")
        return result
    except (DataError, RefusedError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        full = "; no space is left" if error.errno == errno.ENOSPC else ""
        print(f"{error}{full}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and the key's pages are taken away
    sys.exit(main(sys.argv[1:]))
