"""Let Lighthouse judge three kinds of page, from a local server that sends gzip.

    python tools/bench_lighthouse.py

Lighthouse comes from npm into ``_build/bench-env``. Its performance depends on the machine, so run
nothing beside it; the other marks do not.
"""

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

from browser import find

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"
ENVIRONMENT = ROOT / "_build" / "bench-env"
LIGHTHOUSE = ENVIRONMENT / "node_modules" / ".bin" / "lighthouse"
GOALS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
KINDS = {"front": 'id="', "explorer": 'data-explorer="', "table": "<table"}


class Gzip(http.server.SimpleHTTPRequestHandler):
    """Serve files as common hosts do: packed."""

    def do_GET(self) -> None:
        """Send a file packed, whatever it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def chosen() -> dict[str, str]:
    """Return one page of each kind: the first with its markup that was not chosen yet."""
    found: dict[str, str] = {}
    for kind, mark in KINDS.items():
        for path in [BUILT / "index.html", *sorted(BUILT.glob("chapters/*.html"))]:
            name = str(path.relative_to(BUILT))
            if name not in found.values() and mark in path.read_text("utf-8"):
                found[kind] = name
                break
    return found


def judge(address: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page."""
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", "--preset=desktop"]
    command += [f"--only-categories={','.join(GOALS)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    settings = {**os.environ, "CHROME_PATH": find("chromium") or ""}
    done = subprocess.run(command, env=settings, check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def faults(report: dict[str, Any]) -> list[str]:
    """Name what a page lost marks for, performance aside."""
    audits = report["audits"]
    return sorted(
        ref["id"]
        for name in GOALS
        if name != "performance"
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] == 0
    )


def ready() -> bool:
    """Bring Lighthouse, or say plainly that it cannot be had."""
    if LIGHTHOUSE.exists():
        return True
    ENVIRONMENT.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    command = [npm or "npm", "install", "--silent", "--no-audit", "--no-fund"]
    command += ["--prefix", str(ENVIRONMENT), "lighthouse@12"]
    if npm and subprocess.run(command, check=False).returncode == 0:
        return True
    print("Lighthouse is not run: it could not be installed (no npm or no network?).")
    return False


def main() -> int:
    """Judge the pages and print a table."""
    if not (BUILT / "index.html").is_file():
        print("There is no built book: run `make book` first.", file=sys.stderr)
        return 1
    if not ready():
        return 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Gzip, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'Lighthouse':36}" + "".join(f"{name:>16}" for name in GOALS))
    for kind, name in chosen().items():
        report = judge(f"http://127.0.0.1:{server.server_port}/{name}")
        marks = [round(100 * (report["categories"][goal]["score"] or 0)) for goal in GOALS]
        print(f"{kind + ': ' + name:36}" + "".join(f"{mark:16}" for mark in marks), flush=True)
        for fault in faults(report):
            print(f"    {fault}: {report['audits'][fault]['title']}")
    print(f"{'goal':36}" + "".join(f"{goal:16}" for goal in GOALS.values()))
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
