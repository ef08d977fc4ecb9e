"""Measure the built book beside a stock Jupyter Book: python -m tools.bench, after `make book`.

Machines differ and are shared, so run nothing beside it, and quote the ratios, not the seconds.
What may be measured the same everywhere, the weights, is also held by tests.
"""

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from islands import markup
from secdilemma.case import load_case
from secdilemma.explorers import explorers
from tools.browser import launch
from tools.pages import PUBLIC, ROOT, edition
from tools.reproduce import copy, sources
from tools.visit import HERE, Visit, kilo

STEP = (ROOT / "tools" / "bench.js").read_text("utf-8")
STEPS = 100
PLAY = (ROOT / "tools" / "bench-play.js").read_text("utf-8")
FIGURE = rb'<figure class="%b".*?</figure>' % markup.EXPLORER.encode()
STOCK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "."]
STOCK_BOOK = {
    "_config.yml": "title: Stock",
    "_toc.yml": "{format: jb-book, root: index}",
    "index.md": "# A stock page\n\nWords, and $x$.",
}


def show(title: str, rows: list[dict[str, Any]]) -> None:
    """Print a table."""
    print(f"\n{title}\n{pd.DataFrame(rows).to_string(index=False)}", flush=True)


def first_visit(browser: Browser, folder: Path, name: str) -> dict[str, float]:
    """Weigh a first visit to a page of a built book."""
    visit = Visit(browser, HERE + name, folder)
    weight = visit.weight()
    visit.page.close()
    return weight


def kinds() -> dict[str, str]:
    """Choose the front page, and of each kind of page the heaviest."""
    heaviest = {"front page": "index.html"}
    for path in sorted(PUBLIC.glob("chapters/*.html"), key=lambda path: path.stat().st_size):
        text = path.read_text("utf-8")
        kind = "explorers" if 'data-explorer="' in text else "no explorer"
        kind += ", mathematics" if "<math" in text else ""
        heaviest[kind] = str(path.relative_to(PUBLIC))
    return heaviest


def weights(browser: Browser) -> None:
    """Weigh a first visit of each kind of page, and of a page of a stock book."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in STOCK_BOOK.items():
            Path(folder, name).write_text(text)
        timed(STOCK, Path(folder))
        stock = first_visit(browser, Path(folder, "_build", "html"), "index.html")
    rows = [{"page": page, **first_visit(browser, PUBLIC, page)} for page in kinds().values()]
    show("A first visit", [*rows, {"page": "a stock page", **stock}])


def latency(browser: Browser, name: str) -> dict[str, float]:
    """Take random steps, the same every time, on a page read from its file."""
    chance = random.Random(name).random
    page = browser.new_page()
    page.goto((PUBLIC / name).as_uri())
    times = page.evaluate(STEP, [[chance(), chance(), chance()] for _ in range(STEPS)])
    page.close()
    changed, settled = zip(*times, strict=True)
    return {
        "median ms": median(changed),
        "worst ms": max(changed),
        "settled ms": median(settled),
        "settled at worst": max(settled),
    }


def live(browser: Browser) -> None:
    """Show what the explorers of each page weigh together, and how fast they answer."""
    rows = []
    for path in sorted(PUBLIC.rglob("*.html")):
        if figures := re.findall(FIGURE, path.read_bytes(), re.DOTALL):
            name = str(path.relative_to(PUBLIC))
            weight = kilo(b"".join(figures))
            rows.append(
                {"page": name, "explorers": len(figures), **weight, **latency(browser, name)}
            )
    title = f"Explorers, from input to first change, and until all is settled, in {STEPS} steps"
    show(title, rows)


def playing(browser: Browser) -> None:
    """Show what the played dilemma weighs, and how fast it answers."""
    goals = {
        ("year", "played", 100): ("a year is answered", 16),
        ("mind", "one-misreading", 40): ("a mind meets five, a thousand histories each", 100),
        ("tournament", "debrief", 5): ("thirty minds meet, 200 histories a pair and world", 3000),
    }
    rows, data = [], {}
    for (what, name, times), (title, goal) in goals.items():
        page = browser.new_page()
        page.goto((PUBLIC / "chapters" / f"{name}.html").as_uri())
        took, unit = page.evaluate(PLAY, [what, times])
        data[what] = page.text_content(".play-data") or ""
        page.close()
        half = median(took)
        row = {"what": title, "median ms": half, "worst ms": max(took), "goal ms": goal}
        rows.append(
            row | {"ratio to goal": half / goal, "ratio to ten million products": half / unit}
        )
    show("The played dilemma: how fast it answers", rows)
    scripts = (PUBLIC / "_static" / "play.js").read_bytes()
    rows = [{"part": "scripts", **kilo(scripts)}, {"part": "tables", **kilo(data["year"].encode())}]
    show("The played dilemma: weights; goals: 16 and 10 kB gzip", rows)


def drawing() -> None:
    """Show what it takes to draw the states of each explorer, and to say what they show."""
    rows = []
    for explorer in explorers(load_case("baltic")):
        ticks = [time.process_time()]
        ticks += [time.process_time() for _ in explorer.frames()]
        took = np.diff(ticks)
        in_ms = {"median": 1000 * np.median(took), "p95": 1000 * np.quantile(took, 0.95)}
        rows.append({"explorer": explorer.name, "states": len(took), **in_ms, "s": took.sum()})
    show("Drawing every state, in CPU milliseconds a state, and CPU seconds", rows)


def timed(command: list[str], folder: Path) -> float:
    """Run a command in a folder and return its seconds; a failure ends the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def builds() -> None:
    """Build stock and ours in turn, twice, each in a fresh copy with nothing cached; then edit."""
    ours, rows = [sys.executable, "-m", "tools.build"], []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            copy(sources(), Path(one))
            copy(sources(), Path(two))
            stock, cold = timed(STOCK, Path(one)), timed(ours, Path(two))
            same = timed(ours, Path(two))
            replace(Path(two, "chapters", "puzzle.md"), "because", "since")
            word = timed(ours, Path(two))
            replace(Path(two, "secdilemma", "pictures", "verdict.py"), '"""', '"""Here: ')
            line = timed(ours, Path(two))
        seconds = {"stock s": stock, "cold s": cold, "no change s": same, "a word s": word}
        rows.append({**seconds, "a picture s": line, "ratio": cold / stock})
    goals = "cold 60 s and half of stock, no change 3 s, a word 5 s, a picture 10 s"
    show(f"Builds; goals at most: {goals}", rows)


if __name__ == "__main__":
    edition()
    pd.options.display.float_format = "{:,.2f}".format
    with sync_playwright() as playwright:
        browser = launch(playwright)
        weights(browser)
        live(browser)
        playing(browser)
        browser.close()
    drawing()
    builds()
