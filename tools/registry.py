"""Write `data/registry.csv`: every data file with its version, its checksum and its size.

    python -m tools.registry

A file that changed gets the next version; the edition of the book says which versions it has.
"""

import csv
import hashlib
import io
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "data" / "registry.csv"
KINDS = (".csv", ".geojson", ".bib", ".toml")
COLUMNS = ("file", "version", "sha256", "entries")


def entries(path: Path) -> int:
    """Count what a file holds: rows below the head, features, works, or tables of settings."""
    text = path.read_text("utf-8")
    if path.suffix == ".csv":
        return sum(1 for row in csv.reader(io.StringIO(text)) if row) - 1
    if path.suffix == ".geojson":
        return len(json.loads(text)["features"])
    begins = "@" if path.suffix == ".bib" else "["
    return sum(line.startswith(begins) for line in text.splitlines())


def known(registry: str) -> dict[str, dict[str, str]]:
    """Read a registry: its rows by file."""
    return {row["file"]: row for row in csv.DictReader(io.StringIO(registry))}


def renewed(registry: str, folder: Path) -> str:
    """Return the registry of a folder; a file that changed since gets the next version."""
    before, lines = known(registry), io.StringIO()
    table = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    table.writeheader()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in KINDS or path.name == REGISTRY.name:
            continue
        name = path.relative_to(folder).as_posix()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        old = before.get(name, {"version": "0", "sha256": ""})
        version = int(old["version"]) + (old["sha256"] != digest)
        row = {"file": name, "version": version, "sha256": digest, "entries": entries(path)}
        table.writerow(row)
    return lines.getvalue()


def stale(registry: str, folder: Path) -> list[str]:
    """List the files that a registry does not have as they are."""
    before, now = known(registry), known(renewed(registry, folder))
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


if __name__ == "__main__":
    last = REGISTRY.read_text("utf-8") if REGISTRY.exists() else ""
    REGISTRY.write_text(renewed(last, REGISTRY.parent), encoding="utf-8")
    print(f"{REGISTRY.relative_to(ROOT)} is up to date")
