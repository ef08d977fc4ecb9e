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
from collections.abc import Mapping
from pathlib import Path

from tools.digests import ROOT, contents

UV = [sys.executable, "-m", "uv"]
OTHER = f">=3.11,!={sys.version_info.major}.{sys.version_info.minor}.*"
"""The Pythons that we support, but for this one."""

DAY = 86400


def environment(folder: Path) -> Path:
    """Return an environment of another Python, from the same lock; ours, where there is none."""
    into = ["--quiet", "--python", str(folder)]  # not the one that uv itself is in
    create = ["venv", "--quiet", "--no-python-downloads", "--python", OTHER, str(folder)]
    if subprocess.run([*UV, *create], check=False, capture_output=True).returncode:
        return Path(sys.prefix)
    lock = ["--require-hashes", str(ROOT / "requirements/build.txt")]
    subprocess.run([*UV, "pip", "sync", *into, *lock], check=True)
    own = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    subprocess.run([*UV, "pip", "install", *into, *own], check=True)
    return folder


def sources() -> list[str]:
    """List the files that git tracks, and the new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file()]


def copy(names: list[str], folder: Path, age: int = 0) -> None:
    """Copy files of the book in the order given, some seconds older than they are."""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
        os.utime(target, (target.stat().st_mtime - age,) * 2)


def build(folder: Path, names: list[str], age: int, prefix: Path, **differing: str) -> Path:
    """Build a copy of the book in another environment, and return its pages."""
    copy(names, folder, age)
    (folder / ".venv").symlink_to(prefix)  # each folder has its environment in it, as a clone
    fixed = ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "BOOK_URL", "LC_ALL")
    inherited = {key: value for key, value in os.environ.items() if key not in fixed}
    home = folder.parent / "home"
    home.mkdir()
    own = {**inherited, "HOME": str(home), "PYTHONPATH": str(folder), **differing}
    later = ["faketime", f"+{age // DAY} days"] if shutil.which("faketime") and age else []
    command = [*later, str(folder / ".venv/bin/python"), "-m", "tools.build"]
    subprocess.run(command, cwd=folder, env=own, check=True)
    return folder / "_build" / "html"


def differences(one: Mapping[str, str], two: Mapping[str, str]) -> list[str]:
    """Return the names of which two folders, by their digests, don't have the same file."""
    return sorted(name for name in {*one, *two} if one.get(name) != two.get(name))


def main() -> int:
    """Build twice, compare, and return 0 when nothing differs."""
    names = sources()
    with tempfile.TemporaryDirectory() as short, tempfile.TemporaryDirectory() as long:
        ours, other = Path(sys.prefix), environment(Path(long) / "python")
        one = build(Path(short) / "a", names, 0, ours, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
        there = Path(long) / "another folder with a longer name"
        elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
        two = build(there, names[::-1], 100 * DAY, other, **elsewhere)
        files = contents(one)
        if different := differences(files, contents(two)):
            shutil.copytree(one, ROOT / "_build/first", dirs_exist_ok=True)
            shutil.copytree(two, ROOT / "_build/second", dirs_exist_ok=True)
            print(f"Not the same: {', '.join(different)}. Compare _build/first and _build/second.")
            return 1
    pythons = "one Python" if other == ours else "two Pythons"
    when = "" if shutil.which("faketime") else "; without faketime only files differed in age"
    print(f"The same, byte for byte: {len(files)} files, with {pythons}{when}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
