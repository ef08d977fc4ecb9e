"""Show the book while it is written: python -m tools.watch [PORT].

What is saved is built, and a page that is open in a browser loads again. The script that does so is
put into pages as they are sent, on this machine alone; the book has none of it.
"""

import argparse
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tools.digests import ROOT, files

HTML = ROOT / "_build" / "html"
FORKS = hasattr(os, "fork") and sys.platform != "darwin"
LIBRARIES = ("IPython", "jupyter_book.sphinx", "matplotlib.figure", "pandas", "scipy.linalg")
"""What takes longest to import; nothing of it reads the book."""

RELOAD = b"""<script>
let seen;
setInterval(async () => {
  const now = (await fetch("/searchindex.js", {method: "HEAD"})).headers.get("Last-Modified");
  if (seen && now && now !== seen) location.reload();
  seen = now || seen;
}, 500);
</script></body>"""


class Handler(SimpleHTTPRequestHandler):
    """Sends the files of the book, and pages that load again."""

    def do_GET(self) -> None:
        """Answer with a file; with a page that no browser keeps, and that loads again."""
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() else page
        if page.suffix != ".html" or not page.is_file():
            super().do_GET()
            return
        text = page.read_bytes().replace(b"</body>", RELOAD)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: builds are what one looks for."""


def state() -> list[tuple[str, int, int]]:
    """Return names, times and sizes of all that a book is made of."""
    stats = ((str(path), path.stat()) for path in files())
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]


def be_a_build() -> None:
    """Become the process that ``python -m tools.build`` would start."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tools"]:
        del sys.modules[name]
    sys.argv = ["tools.build"]
    runpy.run_module("tools.build", run_name="__main__", alter_sys=True)


def build() -> None:
    """Build in a process of its own, which need not import the libraries where it is forked."""
    if not FORKS:
        subprocess.run([sys.executable, "-m", "tools.build"], cwd=ROOT, check=False)
        return
    process = multiprocessing.get_context("fork").Process(target=be_a_build)
    process.start()
    process.join()


def serve(port: int) -> None:
    """Show the book on this machine."""
    handler = partial(Handler, directory=str(HTML))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"The book is shown at http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


def main(arguments: list[str]) -> int:
    """Build whenever something has changed, until somebody ends it."""
    parser = argparse.ArgumentParser(prog="python -m tools.watch", description=__doc__)
    parser.add_argument("port", nargs="?", type=int, default=8000, help="8000; 0 for any")
    port = parser.parse_args(arguments).port
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and the server ends too
    # jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # nor is anything debugged
    fork = multiprocessing.get_context("fork").Process if FORKS else threading.Thread
    fork(target=serve, args=(port,), daemon=True).start()
    for name in LIBRARIES if FORKS else ():
        __import__(name)
    before = None
    try:
        while True:
            try:
                now = state()
            except OSError:  # a file went while it was looked at
                continue
            if now != before:
                before = now
                build()
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
