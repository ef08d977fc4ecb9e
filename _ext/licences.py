"""The licences of everything that the built book carries, in one file that goes with it.

`licences/works.toml` says who made what and in which files it is. The texts are those of the
packages that are installed; where a package brings none, the text stands in `licences/`. A file
that no work accounts for stops the build.
"""

import tomllib
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("licences")
LIST = "licences.txt"
FOLDERS = ("_static", "files")
"""What holds anything that others made; the pages themselves are the book's."""

HEAD = """\
Licences of what is in this book
================================

The book's code is under the MIT licence, its text and data under CC BY 4.0. It carries works of
others, unchanged or cut down to what it uses. Each file is listed with the works that are in it,
then each work with its notice and the text of its licence.
"""


def works() -> list[dict[str, Any]]:
    """Read who made what."""
    with (FOLDER / "works.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)["work"]
    return entries


def of_package(name: str, path: str = "") -> str:
    """Return the licence that an installed package brings, or a certain file of it."""
    files = distribution(name).files or []
    for file in files:
        licence = file.name.startswith("LICENSE") and ".dist-info" in file.parts[0]
        if str(file) == path or (not path and licence):
            return Path(str(file.locate())).read_text("utf-8")
    raise FileNotFoundError(f"{name} brings no licence {path}; put its text into {FOLDER.name}/")


def texts(work: dict[str, Any], root: Path) -> list[str]:
    """Return the texts that go with a work: kept here, of the book itself, or of a package."""
    licences = [of_package(work["package"])] if "package" in work else []
    for name in work.get("texts", ()):
        package, _, path = name.partition(":")
        if path:
            licences.append(of_package(package, path))
        else:
            file = root / name[1:] if name.startswith("/") else FOLDER / name
            licences.append(file.read_text("utf-8"))
    return [text.strip() for text in licences]


def carried(out: Path) -> dict[str, list[str]]:
    """List the files that hold works, each with the names of these.

    Raises
    ------
    ValueError
        If a file is in no work.
    """
    files: dict[str, list[str]] = {}
    for path in sorted(p for folder in FOLDERS for p in (out / folder).rglob("*") if p.is_file()):
        name = path.relative_to(out).as_posix()
        for work in works():
            patterns = (*work["files"], *work.get("ahead", ()))
            if any(fnmatch(name, pattern) for pattern in patterns):
                files.setdefault(name, []).append(work["name"])
        if name not in files:
            raise ValueError(f"{name}: no work of _ext/licences/works.toml; say whose it is")
    return files


def write_licences(out: Path, root: Path) -> None:
    """Write the list into the built book."""
    lines = [HEAD, "Files\n-----\n"]
    lines += [f"{name}\n    {'; '.join(names)}" for name, names in carried(out).items()]
    for work in works():
        title = f"{work['name']} ({work['licence']})"
        lines += [f"\n\n{title}\n{'-' * len(title)}"]
        lines += [f"\n{text}" for text in (work.get("notice", "").strip(), *texts(work, root))]
    text = "\n".join(line.rstrip() for line in "\n".join(lines).splitlines())
    (out / LIST).write_text(text.replace("\n\n\n\n", "\n\n\n") + "\n", encoding="utf-8")
