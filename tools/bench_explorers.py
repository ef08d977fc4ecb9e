"""Measure the explorers of the built book: their weight, how fast they answer, and their peers.

    python tools/bench_explorers.py [--peers]

With ``--peers`` the same two figures are also served by Voila and saved by Panel, from an
environment of their own in ``_build/bench-env``. Machines differ and are shared, so quote the
ratios, not the milliseconds, and run nothing beside it.
"""

import argparse
import gzip
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from browser import NAMES
from playwright.sync_api import Browser, Error, Page, Playwright, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"
PEERS = ROOT / "_build" / "bench-env"
RUNTIME = ("_static/explorer.js", "_static/explorer.css")
KB = 1000

RUNTIME_BUDGET, RAW_BUDGET, GZIP_BUDGET = 10 * KB, 600 * KB, 100 * KB  # bytes
MEDIAN_BUDGET, WORST_BUDGET = 16, 50  # milliseconds
SEED, STEPS = 2017, 200
LOADS, CHANGES = 3, 30
PATIENCE = 60  # seconds until a peer has to show its figure

FIGURES = {"scenario_map": "chapters/worlds.html", "grey_zone": "chapters/sensibility.html"}
"""The figures that peers show too, and the pages of the book that have them."""

# ------------------------------------------------------------------ run inside the browser

STEP_JS = """
async (chances) => {
  const figures = Array.from(document.querySelectorAll("figure.explorer"));
  const pick = (list, chance) => list[Math.floor(chance * list.length)];
  const frame = () => new Promise(requestAnimationFrame);

  function moves(control) {            // every other value: what to set, and the event that says so
    const found = [];
    control.querySelectorAll("input[type=radio]:enabled:not(:checked)").forEach(
      (e) => found.push([e, "checked", true, "change"]));
    control.querySelectorAll("option:enabled:not(:checked)").forEach(
      (e) => found.push([e.closest("select"), "selectedIndex", e.index, "change"]));
    control.querySelectorAll("input[type=range]").forEach((e) => {
      for (let at = Number(e.min); at <= Number(e.max); at++)
        if (at !== Number(e.value)) found.push([e, "value", at, "input"]);
    });
    control.querySelectorAll("button").forEach((e) => found.push([e, "", "", "click"]));
    return found;
  }

  const times = [];
  for (const [first, second, third] of chances) {
    const figure = pick(figures, first);
    const controls = Array.from(figure.querySelectorAll(".explorer-control"), moves);
    const [element, key, value, type] = pick(pick(controls.filter((c) => c.length), second), third);
    const holder = figure.querySelector(".explorer-picture");
    const before = holder.firstElementChild;
    if (key) element[key] = value;
    const start = performance.now();
    element.dispatchEvent(new Event(type, { bubbles: true }));
    const after = holder.firstElementChild;
    after.getBoundingClientRect();     // forces the layout of the page
    times.push(performance.now() - start);
    if (after === before) throw new Error("no new picture in " + figure.dataset.explorer);
    await frame();
  }
  return times;
}
"""

PEER_JS = """
window.bench = (function () {
  const CONTROLS = "input[type=radio], input[type=range], .noUi-handle";

  function deep(root, css) {           // also inside shadow roots, where Panel draws
    const shadows = Array.from(root.querySelectorAll("*")).filter((e) => e.shadowRoot);
    return [...root.querySelectorAll(css), ...shadows.flatMap((e) => deep(e.shadowRoot, css))];
  }
  const visible = (e) => e.getBoundingClientRect().height > 0;
  const picture = (root) => deep(root, "svg.picture").find(visible);
  const controls = (root) => deep(root, CONTROLS).filter(visible);

  function ready(css) {                // milliseconds since the page was asked for, or 0
    const root = document.querySelector(css);
    return root && picture(root) && controls(root).length ? performance.now() : 0;
  }

  function neighbour(at, low, high, chance) {
    return at <= low || (at < high && chance < 0.5) ? 1 : -1;
  }

  function act(element, chance) {
    if (element.type === "radio") element.click();
    else if (element.type === "range") {
      const at = Number(element.value);
      element.value = at + neighbour(at, Number(element.min), Number(element.max), chance);
      element.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      const [now, low, high] = ["now", "min", "max"].map(
        (part) => Number(element.getAttribute("aria-value" + part)));
      const key = neighbour(now, low, high, chance) > 0 ? "ArrowRight" : "ArrowLeft";
      element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
  }

  function changed(root, before, start) {  // milliseconds until another picture is laid out
    const old = before.outerHTML;
    return new Promise(function (resolve, reject) {
      const watched = new Set();
      const observer = new MutationObserver(look);
      const late = setTimeout(() => reject(new Error("no new picture in 10 s")), 10000);
      function watch() {
        for (const place of [root, ...deep(root, "*").map((e) => e.shadowRoot)]) {
          if (!place || watched.has(place)) continue;
          watched.add(place);
          observer.observe(place, { childList: true, subtree: true, characterData: true });
        }
      }
      function look() {
        const after = picture(root);   // asking whether it is visible forces its layout
        const time = performance.now() - start();
        watch();
        if (!after || after === before || after.outerHTML === old) return;
        observer.disconnect();
        clearTimeout(late);
        resolve(time);
      }
      watch();
    });
  }

  async function change(css, chances) {
    const root = document.querySelector(css);
    const times = [];
    for (const chance of chances) {
      const open = controls(root).filter((e) => !e.disabled && !e.checked);
      const control = open[Math.floor(chance * open.length)];
      let start = 0;
      const done = changed(root, picture(root), () => start);
      start = performance.now();
      act(control, (chance * 1000) % 1);
      times.push(await done);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return times;
  }
  return { ready, change };
})();
"""

# ------------------------------------------------------------------ weight and latency


def figures_of(page: Path) -> list[bytes]:
    """Cut the explorers out of a built page, as they stand there."""
    return re.findall(rb'<figure class="explorer".*?</figure>', page.read_bytes(), re.DOTALL)


def pages_with_explorers() -> dict[str, list[bytes]]:
    """Return the explorers of every built page that has any, by its path."""
    pages = {
        str(path.relative_to(BUILT)): figures_of(path) for path in sorted(BUILT.rglob("*.html"))
    }
    return {name: figures for name, figures in pages.items() if figures}


def kilo(size: float) -> str:
    """Write bytes as kB."""
    return f"{size / KB:,.1f}"


def verdict(*pairs: tuple[float, float]) -> str:
    """Say whether every value is within its budget."""
    return "within" if all(value <= budget for value, budget in pairs) else "OVER"


def table(heads: list[str], rows: list[list[str]]) -> None:
    """Print rows in columns; all but the first column stand to the right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())
    print(flush=True)


def show_weight(pages: dict[str, list[bytes]]) -> None:
    """Print what the runtime and the explorers of each page weigh."""
    runtime = sum(len(gzip.compress((BUILT / name).read_bytes())) for name in RUNTIME)
    print("Weight in kB; the explorers of a page together")
    rows = []
    for name, figures in pages.items():
        raw, packed = len(b"".join(figures)), len(gzip.compress(b"".join(figures)))
        held = verdict((raw, RAW_BUDGET), (packed, GZIP_BUDGET))
        rows.append([name, str(len(figures)), kilo(raw), kilo(packed), held])
    rows.append(["budget of a page", "", kilo(RAW_BUDGET), kilo(GZIP_BUDGET), ""])
    rows.append(["runtime (js + css)", "", "", kilo(runtime), verdict((runtime, RUNTIME_BUDGET))])
    rows.append(["budget of the runtime", "", "", kilo(RUNTIME_BUDGET), ""])
    table(["page", "explorers", "raw", "gzip", ""], rows)


def show_latency(browser: Browser, pages: dict[str, list[bytes]]) -> None:
    """Take seeded random steps on every page, read from its file, and print their times."""
    print(f"Input to new picture in ms; {STEPS} random steps a page (seed {SEED}), file://")
    rows = []
    for name in pages:
        chance = random.Random(f"{SEED} {name}").random
        page = browser.new_page()
        page.goto((BUILT / name).as_uri())
        try:
            times = page.evaluate(STEP_JS, [[chance(), chance(), chance()] for _ in range(STEPS)])
        except Error as error:
            rows.append([name, "-", "-", f"FAILS: {error.message.splitlines()[0]}"])
            continue
        finally:
            page.close()
        middle, worst = median(times), max(times)
        held = verdict((middle, MEDIAN_BUDGET), (worst, WORST_BUDGET))
        rows.append([name, f"{middle:.1f}", f"{worst:.1f}", held])
    rows.append(["budget", f"{MEDIAN_BUDGET:.1f}", f"{WORST_BUDGET:.1f}", ""])
    table(["page", "median", "worst", ""], rows)


# ------------------------------------------------------------------ the peers

PANEL = """
import sys
import panel as pn
from bokeh.resources import CDN, INLINE
from secdilemma import explorers
from secdilemma.explorer import Slider

explorer = getattr(explorers, sys.argv[1])
kinds = {True: pn.widgets.DiscreteSlider, False: pn.widgets.RadioBoxGroup}
inputs = {
    control.name: kinds[isinstance(control, Slider)](
        name=control.label,
        options={words: value for value, words in control.words.items()},
        value=explorer.default[control.name],
    )
    for control in explorer.controls
}

def show(**state):
    frame = explorer.frame(state)
    return pn.pane.HTML(f"{frame.svg}<p>{frame.sentence}</p>", width=500)

column = pn.Column(*inputs.values(), pn.bind(show, **inputs))
for name, resources in (("inline.html", INLINE), ("cdn.html", CDN)):
    column.save(name, resources=resources, embed=True, max_opts=50, progress=False)
"""
"""What an author would write to save the same figure with Panel; run in a folder of its own."""


@dataclass
class Measured:
    """What loading and using one figure took; None where it never became interactive."""

    name: str
    requests: float
    elsewhere: float
    raw: float
    sent: float
    packed: float
    ready: float | None
    change: float | None

    def values(self) -> list[float | None]:
        """All numbers, in the order of the table."""
        size = [self.raw / KB, self.sent / KB, self.packed / KB]
        return [self.requests, self.elsewhere, *size, self.ready, self.change]


def make_environment() -> bool:
    """Make the peers' environment with this checkout's package; say so plainly if that fails."""
    uv = [sys.executable, "-m", "uv"]
    made = [*uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(PEERS)]
    packages = ["voila", "panel", "ipykernel", "ipywidgets", str(ROOT)]
    inside = ["--python", str(PEERS / "bin" / "python"), "--reinstall-package", "secdilemma"]
    try:
        for command in (made, [*uv, "pip", "install", "--quiet", *inside, *packages]):
            subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        print("The peers are not measured: their environment could not be made (no network?).")
        print("  " + "\n  ".join(lines[-3:]))
        return False
    return True


def free_port() -> int:
    """Ask for a port on the loopback that nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether something listens."""
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def serving(command: list[str], folder: Path) -> Iterator[str]:
    """Run a server, with ``{port}`` in its command replaced, and end it and its children."""
    port = free_port()
    server = subprocess.Popen(
        [part.format(port=port) for part in command],
        cwd=folder,
        env=plain_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{' '.join(command[1:3])} did not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask a server to stop, then make what is left of its process group stop."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def plain_environment(folder: Path) -> dict[str, str]:
    """Return the environment without anybody's settings of Jupyter, and outside of the book."""
    kept = {key: value for key, value in os.environ.items() if key != "SECDILEMMA_OUTPUT"}
    return {**kept, "JUPYTER_NO_CONFIG": "1", "IPYTHONDIR": str(folder / ".ipython")}


def files(folder: Path) -> list[str]:
    """Return the command that serves a folder of files."""
    server = [sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"]
    return [*server, "--directory", str(folder)]


def voila(figure: str, folder: Path) -> list[str]:
    """Write a notebook that shows a figure, and return the command that serves it."""
    cell = {
        "cell_type": "code",
        "id": "figure",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": f"from secdilemma.explorers import {figure}\n{figure}",
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [cell],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = folder / "figure.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    options = ["--no-browser", "--port={port}", "--Voila.ip=127.0.0.1"]
    return [str(PEERS / "bin" / "python"), "-m", "voila", *options, path.name]


def alone(figure: str, folder: Path) -> None:
    """Write a page with our explorer and its runtime, and nothing of the book around it."""
    (island,) = (
        found
        for found in figures_of(BUILT / FIGURES[figure])
        if f'data-explorer="{figure.replace("_", "-")}"'.encode() in found
    )
    for name in RUNTIME:
        shutil.copy(BUILT / name, folder)
    head = (
        '<!doctype html><meta charset="utf-8"><title>Alone</title>'
        '<link rel="stylesheet" href="explorer.css"><script defer src="explorer.js"></script>'
    )
    (folder / "alone.html").write_bytes(head.encode() + island)


def weigh(requests: list[Request], host: str) -> tuple[int, int, int]:
    """Add up the bodies that a host has answered with: as they are, as sent, and with gzip."""
    raw = sent = packed = 0
    for request in requests:
        response = request.response() if urlsplit(request.url).netloc == host else None
        if response is None:
            continue
        try:
            body = response.body()
        except Error:  # a redirection has none
            continue
        raw += len(body)
        sent += request.sizes()["responseBodySize"]
        packed += min(len(body), len(gzip.compress(body)))
    return raw, sent, packed


def wait_until_ready(page: Page, scope: str, patience: float) -> float | None:
    """Wait until picture and controls are seen; return the milliseconds since navigation."""
    try:
        found = page.wait_for_function(
            "css => bench.ready(css)", arg=scope, polling=10, timeout=patience * 1000
        )
    except Error:
        return None
    return float(found.json_value())


def measure(browser: Browser, name: str, url: str, scope: str, patience: float) -> Measured:
    """Load a page with an empty cache, wait for its figure, and change it again and again."""
    host = urlsplit(url).netloc
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PEER_JS)
    page = context.new_page()
    requests: list[Request] = []
    frames: list[int] = []
    page.on("request", lambda request: requests.append(request))
    page.on(
        "websocket",
        lambda opened: opened.on("framereceived", lambda payload: frames.append(len(payload))),
    )
    page.goto(url, wait_until="commit", timeout=PATIENCE * 1000)
    ready = wait_until_ready(page, scope, patience)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    loaded, told = list(requests), sum(frames)
    asked = [r for r in loaded if urlsplit(r.url).scheme in ("http", "https")]
    elsewhere = sum(urlsplit(request.url).netloc != host for request in asked)
    change = None
    if ready is not None:
        chance = random.Random(SEED).random
        chances = [chance() for _ in range(CHANGES)]
        change = median(page.evaluate("([css, list]) => bench.change(css, list)", [scope, chances]))
    raw, sent, packed = weigh(asked, host)
    context.close()
    totals = (raw + told, sent + told, packed + told)
    return Measured(name, len(asked), elsewhere, *totals, ready, change)


def middle(loads: list[Measured]) -> Measured:
    """Take the median of every number over several loads."""
    columns = []
    for field in list(vars(loads[0]))[1:]:
        found = [value for value in (getattr(load, field) for load in loads) if value is not None]
        columns.append(median(found) if found else None)
    return Measured(loads[0].name, *columns)  # type: ignore[arg-type]


def repeated(
    browser: Browser, name: str, url: str, scope: str = "body", patience: float = PATIENCE
) -> Measured:
    """Measure several times; a page that is given little patience only once."""
    times = LOADS if patience == PATIENCE else 1
    return middle([measure(browser, name, url, scope, patience) for _ in range(times)])


def show_figure(browser: Browser, figure: str) -> None:
    """Measure one figure in the book and in its peers, and print them beside each other."""
    scope = f'figure.explorer[data-explorer="{figure.replace("_", "-")}"]'
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        alone(figure, folder)
        command = [str(PEERS / "bin" / "python"), "-c", PANEL, figure]
        environment = plain_environment(folder)
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        with serving(files(folder), folder) as url:
            rows = [
                repeated(browser, "ours, figure alone", url + "alone.html", scope),
                repeated(browser, "Panel embed, all inline", url + "inline.html"),
                repeated(browser, "Panel embed, as by default", url + "cdn.html", patience=5),
            ]
        with serving(voila(figure, folder), folder) as url:
            rows.append(repeated(browser, "Voila", url))
        with serving(files(BUILT), folder) as url:
            chapter = url + FIGURES[figure]
            rows.append(repeated(browser, "ours in its whole chapter", chapter, scope))
    print(f"{figure} on a page; in brackets, how many times ours alone")
    heads = ["requests", "to others", "raw kB", "sent kB", "gzip kB", "ready ms", "change ms"]
    table(["way", *heads], [compared(row, rows[0]) for row in rows])


def compared(row: Measured, ours: Measured) -> list[str]:
    """Write the numbers of a row, with their ratio to ours where there is one."""
    cells = [row.name]
    for at, (value, base) in enumerate(zip(row.values(), ours.values(), strict=True)):
        digits = 0 if at < 2 or (value or 0) >= 100 else 1
        text = "never" if value is None else f"{value:,.{digits}f}"
        if row is not ours and value is not None and base:
            text += f" ({value / base:.2g}×)" if value < 100 * base else f" ({value / base:.0f}×)"
        cells.append(text)
    return cells


def show_peers(browser: Browser) -> None:
    """Measure both figures with the peers; what fails is told, and the rest goes on."""
    for figure in FIGURES:
        try:
            show_figure(browser, figure)
        except (Error, OSError, RuntimeError, subprocess.CalledProcessError) as error:
            reason = getattr(error, "stderr", None) or str(error)
            lines = (reason.decode() if isinstance(reason, bytes) else reason).strip().splitlines()
            print(f"{figure} was not measured with its peers: {lines[-1] if lines else error}\n")
    print(
        "Requests to others are refused, so `never` means: not without a network. Sent: what the\n"
        "server sent for bodies and websocket messages; gzip, what bodies would be with gzip.\n"
        "Ready: picture and controls are seen. Change: event to new picture laid out, median of\n"
        f"{CHANGES}. Medians of {LOADS} loads with an empty cache."
    )


# ------------------------------------------------------------------ all of it


def launch(playwright: Playwright) -> Browser:
    """Start the browser of this machine, or Playwright's; no name but the loopback is resolved."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    args += ["--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    return playwright.chromium.launch(executable_path=path, args=args)


def main() -> int:
    """Measure what was asked for; return 1 if there is no book to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", action="store_true", help="also measure Voila and Panel")
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers are ended then too
    pages = pages_with_explorers() if BUILT.is_dir() else {}
    if not pages:
        print("There is no built book with explorers: run `make book` first.", file=sys.stderr)
        return 1
    show_weight(pages)
    ready = wanted.peers and make_environment()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        show_latency(browser, pages)
        if ready:
            show_peers(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
