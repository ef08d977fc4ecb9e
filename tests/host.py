"""A host that sends the headers the book asks for; and where servers are waited for."""

import http.server
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from reader import BUILT

PREFIX = "/books/dilemma/"
"""The host has the book below its top, where wrong links show."""


@cache
def headers_file() -> dict[str, dict[str, str]]:
    """Read `_headers`: headers by the pattern of addresses that get them."""
    rules: dict[str, dict[str, str]] = {}
    for line in (BUILT / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            rules[next(reversed(rules))][name] = value
    return rules


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends what `_headers` says, and `404.html` for what is not there."""

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        return str(BUILT / unquote(urlsplit(path).path).removeprefix(PREFIX))

    def send_error(self, code, *_, **__):
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((BUILT / "404.html").read_bytes())

    def end_headers(self):
        path = "/" + urlsplit(self.path).path.removeprefix(PREFIX)
        for pattern, sent in headers_file().items():
            for name, value in sent.items() if fnmatch(path, pattern) else ():
                self.send_header(name, value)
        super().end_headers()


@contextmanager
def running() -> Iterator[str]:
    """Serve the book at a free port meanwhile; give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        server.shutdown()


def free_port() -> int:
    """Return a port at which nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def at_work(port: int, *command: object, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a server until the tests are through with it; fail with what it printed if it ends."""
    with tempfile.TemporaryFile("w+") as log:
        running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **options)
        try:
            while not answers(port):
                if running.poll() is not None:
                    log.seek(0)
                    pytest.fail(log.read())
                time.sleep(0.05)
            yield running
        finally:
            running.terminate()
            running.wait()


def answers(port: int) -> bool:
    """Tell whether anybody answers at a port of this machine."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
