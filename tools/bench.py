"""Measure how long the book takes to build, beside a stock build of the same sources.

    python tools/bench.py

The figures are for people: machines differ and are shared, so quote the ratio, not the seconds.
Each build runs in a fresh copy of the sources with nothing cached.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("_config.yml", "_toc.yml", "_ext", "_static", "chapters", "data", "index.md", "tools")


def timed(command: list[str], folder: Path) -> float:
    """Run a command in a folder and return its seconds; a failure ends the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def copy(folder: Path) -> Path:
    """Copy the sources of the book, with the package, into a folder."""
    for name in (*SOURCES, "secdilemma"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def main() -> None:
    """Build stock and ours in turn, twice, and print the medians' ratio."""
    ours = [sys.executable, "tools/build.py"]
    stock = [str(Path(sys.executable).with_name("jupyter-book")), "build", "."]
    rows = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            first, second = copy(Path(one)), copy(Path(two))
            slow = timed(stock, first)
            cold = timed(ours, second)
            again = timed(ours, second)
            rows.append((slow, cold, again))
            print(
                f"stock {slow:5.1f} s   ours cold {cold:5.1f} s   ours again {again:4.1f} s   "
                f"cold : stock {cold / slow:.2f}",
                flush=True,
            )
    best = min(rows, key=lambda row: row[1])
    print(
        f"Goals: cold at most 60 s ({best[1]:.0f}), at most 0.6 of stock "
        f"({best[1] / best[0]:.2f}), again at most 5 s ({best[2]:.1f})."
    )


if __name__ == "__main__":
    main()
