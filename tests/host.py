"""Hosts of the book: a plain one, and a strict one that sends the headers the book asks for."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from urllib.parse import unquote, urlsplit

from reader import BUILT

PREFIX = "/books/dilemma/"
"""The strict host has the book below its top, where wrong links show."""


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


class Plain(http.server.SimpleHTTPRequestHandler):
    """Sends the files of the book, and says nothing about it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, directory=str(BUILT), **kwargs)

    def log_message(self, *_):
        pass


class Strict(Plain):
    """Sends what `_headers` says, and `404.html` for what is not there."""

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
def running(kind: type[Plain]) -> Iterator[str]:
    """Answer at a free port meanwhile; give the address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
