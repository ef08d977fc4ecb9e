"""Measure how long the book takes to build and what its pages weigh, beside a stock Jupyter Book.

    python tools/bench.py

The figures are for people: machines differ and are shared, so quote the ratio, not the seconds.
Each build runs in a fresh copy of the sources with nothing cached.
"""

import gzip
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from bench_explorers import BUILT, kilo, launch, table, weigh
from playwright.sync_api import Browser, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    *("_config.yml", "_toc.yml", "_ext", "_static", "_templates"),
    *("chapters", "data", "index.md", "tools"),
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-text"),  # what the wheel is made of
)


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


STOCK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "."]
STOCK_PAGE = """---
kernelspec: {display_name: Python 3, name: python3}
jupytext: {text_representation: {format_name: myst}}
---
# A stock page

Words, and $x$.

```{code-cell} python
print("A cell")
```
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve a folder and say nothing."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def first_visit(browser: Browser, folder: Path, page: str) -> list[str]:
    """Load a page with an empty cache; return its requests, those to others, and its weight."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/{page}"
        view = browser.new_page()
        asked: dict[str, Request] = {}
        view.on("request", lambda request: asked.setdefault(request.url, request))
        view.goto(url)
        view.wait_for_timeout(1000)
        host = urlsplit(url).netloc
        requests = [r for r in asked.values() if r.url.startswith("http")]
        raw, _, packed = weigh(requests, host)
        others = sum(urlsplit(request.url).netloc != host for request in requests)
        view.close()
        server.shutdown()
    return [str(len(requests)), str(others), kilo(raw), kilo(packed)]


def packed(path: Path) -> int:
    """Return what a file weighs with gzip."""
    return len(gzip.compress(path.read_bytes()))


def kinds() -> dict[str, str]:
    """Choose the front page, and of each kind of page the heaviest file."""
    kinds = {"front page": "index.html"}
    for path in sorted(BUILT.rglob("chapters/*.html"), key=packed):
        text = path.read_text("utf-8")
        kind = "explorers" if 'data-explorer="' in text else "no explorer"
        if re.search(r"<math\b", text):
            kind += ", mathematics"
        kinds[kind] = str(path.relative_to(BUILT))
    return kinds


def show_weights() -> None:
    """Print what a first visit of each kind of page asks for, beside a page of a stock book."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "_config.yml").write_text("title: Stock\n")
        (Path(folder) / "_toc.yml").write_text("format: jb-book\nroot: index\n")
        (Path(folder) / "index.md").write_text(STOCK_PAGE)
        timed(STOCK, Path(folder))
        browser = launch(playwright)
        rows = [
            [f"{kind}: {page}", *first_visit(browser, BUILT, page)]
            for kind, page in kinds().items()
        ]
        stock = first_visit(browser, Path(folder) / "_build" / "html", "index.html")
        browser.close()
    print(
        "\nA first visit. Goals: 130 kB gzip without explorers, 180 with mathematics, 250 at most;"
    )
    print("16 requests, none to others.")
    table(["page", "requests", "to others", "raw", "gzip"], [*rows, ["a stock page", *stock]])


def main() -> None:
    """Weigh the built book; build stock and ours in turn, twice, and print the best's ratio."""
    show_weights()
    ours = [sys.executable, "tools/build.py"]
    rows = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            first, second = copy(Path(one)), copy(Path(two))
            slow = timed(STOCK, first)
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
