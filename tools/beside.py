"""One figure with a slider by our engine, Panel, Plotly and Voila: weight and latency in one run.

`tools/peers/` has the figure, and a page of it for each as its users would write it. They are made
in an environment of their own, `_build/beside`, which needs an index of packages.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tools.pages import ROOT
from tools.visit import HERE, Visit

PEERS = ROOT / "tools" / "peers"
FOLDER = ROOT / "_build" / "beside"
PYTHON = FOLDER / ".venv" / "bin" / "python"
WATCH = (ROOT / "tools" / "beside.js").read_text("utf-8")
PATIENCE = 60
"""Seconds until a peer has to show its figure."""

PLACES = (0.3, 0.7, 0.2, 0.9, 0.5, 0.8, 0.1, 0.6, 0.4, 0.75)
"""Where the slider is pressed, in shares of its length."""

LOOKS = {
    "islands": ("input[type=range]", ".explorer-stage"),
    "panel": (".noUi-base", "img"),
    "plotly": (".slider-rail-touch-rect", ".scatterlayer"),
    "voila": (".noUi-base", "img"),
}
"""For each peer its slider and its picture, as selectors."""


def prepare() -> None:
    """Make the environment, with the engine beside its peers."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--allow-existing", FOLDER / ".venv"], check=True)
    known = ["--requirement", PEERS / "requirements.txt", "--reinstall-package", "secdilemma", ROOT]
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", PYTHON, *known], check=True)


def place(name: str) -> tuple[Path, dict[str, str]]:
    """Make a peer's folder; return it, and the environment in which the figure is known."""
    folder = FOLDER / name
    folder.mkdir(exist_ok=True)
    return folder, {**os.environ, "PYTHONPATH": str(PEERS)}


def made(name: str) -> Path:
    """Make a peer's page, and return the folder that it is in."""
    folder, known = place(name)
    command = [PYTHON, PEERS / f"with_{name}.py"]
    subprocess.run(command, cwd=folder, env=known, check=True)
    return folder


@contextmanager
def voila() -> Iterator[str]:
    """Serve a notebook of one cell, and end the server with its kernels."""
    folder, known = place("voila")
    source = (PEERS / "with_voila.py").read_text("utf-8")
    code = {"cell_type": "code", "id": "wave", "source": source, "metadata": {}}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [{**code, "execution_count": None, "outputs": []}]
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "index.ipynb").write_text(json.dumps(notebook), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "voila", "--no-browser", f"--port={port}", "index.ipynb"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=known, stdout=log, stderr=log)
    try:
        until = time.monotonic() + PATIENCE
        with socket.socket() as asked:
            while asked.connect_ex(("127.0.0.1", port)):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"Voila did not start: see {folder / 'log'}")
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def measured(name: str, visit: Visit) -> dict[str, Any]:
    """Press the slider in ten places; return what the page weighs and how fast it answers."""
    slider, picture = LOOKS[name]
    page, weight = visit.page, visit.weight()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(picture).first.wait_for(timeout=1000 * PATIENCE)
    track = page.locator(slider).first
    times = []
    for share in PLACES:
        watch = page.evaluate_handle(f"find => ({{watched: ({WATCH})(find)}})", picture)
        box = track.bounding_box()
        assert box
        page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        times.append(page.evaluate("held => held.watched", watch))
    first, settled = (median(found) for found in zip(*times, strict=True))
    page.close()
    return {"page": name, **weight, "first change ms": first, "settled ms": settled}


def beside(browser: Browser) -> list[dict[str, Any]]:
    """Measure the figure by each peer, one after the other."""
    prepare()
    static = [name for name in LOOKS if name != "voila"]
    rows = [measured(name, Visit(browser, f"{HERE}index.html", made(name))) for name in static]
    with voila() as address:
        return [*rows, measured("voila", Visit(browser, address))]
