"""Build the book twice from nothing and say whether the two folders are the same, byte for byte.

    python -m tools.reproduce

The builds differ in what must not matter: the folder and the environment in it, the time, the time
zone, the language, the home, the order and the age of the files, the order of Python's sets.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = 86400


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


def build(folder: Path, names: list[str], age: int, **differing: str) -> Path:
    """Build a copy of the book in another environment, and return its pages."""
    copy(names, folder, age)
    (folder / ".venv").symlink_to(sys.prefix)  # each folder has its environment in it, as a clone
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
        there = Path(long) / "another folder with a longer name"
        elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
        two = build(there, names[::-1], 100 * DAY, **elsewhere)
        different = first_difference(one, two)
        if different:
            shutil.copytree(one, ROOT / "_build/first", dirs_exist_ok=True)
            shutil.copytree(two, ROOT / "_build/second", dirs_exist_ok=True)
            print(f"Not the same: {different}. Compare _build/first and _build/second.")
            return 1
        when = "" if shutil.which("faketime") else "; without faketime only files differed in age"
        print(f"The same, byte for byte: {sum(p.is_file() for p in one.rglob('*'))} files{when}.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
