"""What a build depends on, by content: files, folders, and all of it at once."""

import hashlib
import os
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STARTED = time.time()
"""When this process began: what is written later may have been read before or after."""


def hashed(parts: Iterable[str | bytes]) -> str:
    """Return one hash of several texts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()


@cache
def digest(path: Path) -> str:
    """Return the hash of a file or of a folder's listing, or the name of the error in reading it.

    A path that changed after this process began gets a value that matches no other run.
    """
    try:
        if path.stat().st_mtime > STARTED:
            return f"changed at {time.time_ns()}"
        return hashed(sorted(os.listdir(path)) if path.is_dir() else [path.read_bytes()])
    except OSError as error:
        return type(error).__name__


def digests(paths: Iterable[Path | str]) -> dict[str, str]:
    """Return the digests of some paths below the root, by their names."""
    absolute = {ROOT / path for path in paths}
    return {os.path.relpath(path, ROOT): digest(path) for path in sorted(absolute)}


@cache
def libraries() -> str:
    """Return the hash of this Python and of what is installed of the lock for building.

    What tests and tools need besides changes no page.
    """
    lock = ROOT / "requirements" / "build.txt"
    pins = re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.M) if lock.is_file() else []
    locked = {re.sub(r"[-_.]+", "_", name).lower() for name in pins}
    installed = sorted(
        path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    )
    names = [name for name in installed if not locked or name.split("-")[0].lower() in locked]
    return hashed([sys.version, *names])


PASSED_OVER = {"_build", "_instructor", "tests", "__pycache__", "node_modules"}
"""What no build reads, beside what begins with a dot and environments."""


def files(folder: Path = ROOT) -> Iterator[Path]:
    """List the files that a build may read, in the order of their names.

    A link that leads out of the book is refused: a message might print what is there.
    """
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name in PASSED_OVER:
            continue
        if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(ROOT):
            name = os.path.relpath(entry.path, ROOT)
            raise OSError(f"{name}: a link that leads out of the book; expected a file in it")
        if entry.is_file():
            yield Path(entry.path)
        elif entry.is_dir() and not os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
            yield from files(Path(entry.path))


def contents(folder: Path) -> dict[str, str]:
    """Return the digests of all files of a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashed([path.read_bytes()]) for path in paths}
