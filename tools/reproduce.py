"""Build the book twice from nothing and say whether the two folders are the same, byte for byte.

    python -m tools.reproduce

The builds differ in what must not matter: the folder and the environment in it, the time, the time
zone, the language, the home, the order and the age of the files, the order of Python's sets. Where
this machine has another Python that we support, the second build runs in it, with the same lock.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = 86400
PYTHONS = [f"python3.{minor}" for minor in range(11, 20)]
"""Those that may be here and that we support."""

ASK = "import sys, venv; print(*sys.version_info[:2], sep='.')"


def version(python: str) -> str:
    """Ask a Python for its version; nothing if it does not answer, as a stub on the path."""
    try:
        said = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()


def another(ask: Callable[[str], str] = version) -> str | None:
    """Return a Python of another version than ours, the newest, from the path or the system."""
    for name in reversed(PYTHONS):
        for python in (name, f"/usr/bin/{name}"):
            said = ask(python)
            if said == name.removeprefix("python") and said != ask(sys.executable):
                return python
    return None


def environment(python: str, folder: Path) -> Path:
    """Make an environment of another Python from the same lock."""
    uv = [sys.executable, "-m", "uv"]
    there = ["--quiet", "--python", str(folder)]  # not the one that uv itself is in
    lock = ["--require-hashes", str(ROOT / "requirements/build.txt")]
    ours = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    for command in (
        ["venv", "--quiet", "--python", python, str(folder)],
        ["pip", "sync", *there, *lock],
        ["pip", "install", *there, *ours],
    ):
        if subprocess.run([*uv, *command], check=False).returncode:
            sys.exit(f"no environment for {python} could be made: see above")
    return folder


def sources() -> list[str]:
    """List the files that git tracks, and the new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file()]


def copy(names: list[str], folder: Path, age: int = 0) -> None:
    """Copy files of the book in the order given, some seconds older than they are."""
    for name in names:
        made = folder / name
        made.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, made)
        os.utime(made, (made.stat().st_mtime - age,) * 2)


def build(
    folder: Path, names: list[str], age: int, prefix: Path = Path(sys.prefix), **differing: str
) -> Path:
    """Build a copy of the book in another environment, and return its pages."""
    copy(names, folder, age)
    (folder / ".venv").symlink_to(prefix)  # each folder has its environment in it, as a clone
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    fixed = ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "BOOK_URL", "LC_ALL")
    own = {key: value for key, value in os.environ.items() if key not in fixed}
    own |= {"HOME": str(home), "PYTHONPATH": str(folder), **differing}
    later = ["faketime", f"+{age // DAY} days"] if shutil.which("faketime") and age else []
    command = [*later, str(folder / ".venv/bin/python"), "-m", "tools.build"]
    if subprocess.run(command, cwd=folder, env=own, check=False).returncode:
        sys.exit("a build failed: see above")
    return folder / "_build" / "html"


def first_difference(one: Path, two: Path) -> str | None:
    """Name the first file that only one folder has, or that differs."""
    files = [
        {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        for folder in (one, two)
    ]
    for name in sorted(files[0].keys() | files[1].keys()):
        found = [some.get(name) for some in files]
        if found[0] != found[1]:
            return f"{name} is in one build only" if None in found else f"{name} differs"
    return None


def main() -> int:
    """Build twice, compare, and return 0 when nothing differs."""
    names = sources()
    with tempfile.TemporaryDirectory() as short, tempfile.TemporaryDirectory() as long:
        one = build(Path(short) / "a", names, 0, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
        python = another()
        prefix = environment(python, Path(long) / "python") if python else Path(sys.prefix)
        there = Path(long) / "another folder with a longer name"
        elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
        two = build(there, names[::-1], 100 * DAY, prefix, **elsewhere)
        different = first_difference(one, two)
        if different:
            shutil.copytree(one, ROOT / "_build/first", dirs_exist_ok=True)
            shutil.copytree(two, ROOT / "_build/second", dirs_exist_ok=True)
            print(f"Not the same: {different}. Compare _build/first and _build/second.")
            return 1
        when = "" if shutil.which("faketime") else "; without faketime only files differed in age"
        pythons = " and ".join(version(p) for p in (sys.executable, python) if p)
        count = sum(path.is_file() for path in one.rglob("*"))
        print(f"The same, byte for byte: {count} files, with Python {pythons}{when}.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
