"""The configurations that the book writes, run by the servers that they are for."""

import gzip
import http.client
import os
import re
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest
import servers
from host import free_port, headers_file, wait_for
from reader import BUILT, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]

PAGE = (ROOT / "chapters" / "host.md").read_text("utf-8")
TEXT, DAY = "; charset=utf-8", "public, max-age=86400"
DEBIANS_NGINX = Path("/etc/nginx/nginx.conf")
DEBIANS_APACHE = Path("/etc/apache2/apache2.conf")
CHALLENGE = ".well-known/acme-challenge/token"


class Answer(NamedTuple):
    """What a server says to a question."""

    status: int
    headers: Message
    body: bytes


class Served(NamedTuple):
    """A server at work."""

    port: int
    secure: bool = False

    def ask(self, path: str, host: str = "127.0.0.1", **headers: str) -> Answer:
        """Ask as a browser does, which takes gzip."""
        if self.secure:
            trusting = ssl._create_unverified_context()
            line = http.client.HTTPSConnection(host, self.port, context=trusting)
        else:
            line = http.client.HTTPConnection(host, self.port)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request("GET", path, headers={"Accept-Encoding": "gzip, br", **sent})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return Answer(answer.status, answer.headers, body)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The book as a host has it: where a server's own user may read it, with a challenge in it."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        book = Path(made) / "book"
        shutil.copytree(BUILT, book)
        (book / CHALLENGE).parent.mkdir(parents=True)
        (book / CHALLENGE).write_text("proof")
        (book / ".secret").write_text("hidden")
        yield Path(made)


def changed(text: str, **changes: str) -> str:
    """Replace what has to be there."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def at_work(server: Served, *command: str, **environment: str) -> Iterator[Served]:
    """Run a server as an ordinary process until the tests are through with it."""
    path = servers.find(command[0])
    if not path:
        pytest.fail(servers.advice(command[0]))
    process = subprocess.Popen(
        [path, *command[1:]],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(process, server.port)
        yield server
    finally:
        process.terminate()
        process.wait()


def nginx_of_debian(folder: Path, ours: str, work: Path) -> Path:
    """Write Debian's configuration with ours in it, and other places for what is written."""
    if not DEBIANS_NGINX.is_file():
        pytest.fail(servers.advice("nginx"))
    (work / "book.conf").write_text(ours)
    kept = {"client_body": "b", "proxy": "p", "fastcgi": "f", "uwsgi": "u", "scgi": "s"}
    places = "".join(f"{name}_temp_path {work}/{short};\n" for name, short in kept.items())
    main = DEBIANS_NGINX.read_text()
    main = re.sub(r"^pid .*;", f"pid {work}/pid;", main, flags=re.MULTILINE)
    main = re.sub(r"/var/log/nginx/\w+\.log", f"{work}/log", main)
    main = main.replace("include /etc/nginx/sites-enabled/*;", places)
    main = changed(main, **{"/etc/nginx/conf.d/*.conf": f"{work}/book.conf"})
    (work / "nginx.conf").write_text(main)
    return work / "nginx.conf"


@contextmanager
def nginx(folder: Path, work: Path) -> Iterator[Served]:
    port = free_port()
    ours = changed(
        (BUILT / "files/nginx.conf").read_text("utf-8"),
        **{"listen 80;": f"listen {port};", "listen [::]:80;": f"listen [::]:{port};"},
        **{"root /srv/book;": f"root {folder}/book;"},
    )
    main = nginx_of_debian(folder, ours, work)
    options = ("-e", str(work / "log"), "-c", str(main), "-g", "daemon off;")
    with at_work(Served(port), "nginx", *options) as server:
        yield server
    assert "[warn]" not in re.sub(r'.*"user" directive.*', "", (work / "log").read_text())


@contextmanager
def apache(folder: Path, work: Path) -> Iterator[Served]:
    if not DEBIANS_APACHE.is_file():
        pytest.fail(servers.advice("apache2"))
    port = free_port()
    (site,) = re.findall(r"^```apache\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    site = changed(site, **{"*:80": f"*:{port}", "/srv/book": f"{folder}/book"})
    # the worst that a server may have set, and the module that `a2enmod headers` loads
    site = site.replace("AllowOverride", "Options Indexes\n    AllowOverride")
    loaded = "LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so\n"
    main = changed(
        DEBIANS_APACHE.read_text(),
        **{"Include ports.conf": f"ServerName book.example.org\nListen {port}\n{loaded}"},
        **{"IncludeOptional sites-enabled/*.conf": site},
    )
    (work / "apache2.conf").write_text(main)
    settings = {
        **{f"APACHE_{name}_DIR": str(work) for name in ("RUN", "LOCK", "LOG")},
        **{"APACHE_PID_FILE": str(work / "pid"), "APACHE_RUN_USER": "www-data"},
        **{"APACHE_RUN_GROUP": "www-data"},
    }
    options = ("-D", "FOREGROUND", "-f", str(work / "apache2.conf"))
    with at_work(Served(port), "apache2", *options, **settings) as server:
        yield server


@contextmanager
def caddy(folder: Path, work: Path) -> Iterator[Served]:
    port = free_port()
    ours = changed(
        (BUILT / "files/Caddyfile").read_text("utf-8"),
        **{"book.example.org {": f"http://:{port} {{", "/srv/book": f"{folder}/book"},
    )
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + ours)
    options = ("run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile")
    places = {"HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    with at_work(Served(port), "caddy", *options, **places) as server:
        yield server


@pytest.fixture(scope="module", params=[nginx, apache, caddy], ids=lambda run: run.__name__)
def served(request, folder: Path) -> Iterator[Served]:
    work = folder / request.param.__name__
    work.mkdir()
    with request.param(folder, work) as server:
        yield server


SENT = {
    "/": f"text/html{TEXT}",
    "/chapters/puzzle.html": f"text/html{TEXT}",
    "/_static/site.css": f"text/css{TEXT}",
    "/_static/site.js": f"(text|application)/javascript{TEXT}",
    "/_static/favicon.svg": f"image/svg\\+xml({TEXT})?",
    "/_sources/chapters/spiral.ipynb": "application/x-ipynb\\+json",
    "/_sources/chapters/puzzle.md": f"text/markdown{TEXT}",
    "/sitemap.xml": f"(text|application)/xml({TEXT})?",
    "/SHA256SUMS": f"text/plain{TEXT}",
}


def test_a_file_is_sent_whole_packed_and_with_its_type(served):
    for path, kind in SENT.items():
        answer = served.ask(path)
        assert answer.status == 200, path
        assert re.fullmatch(kind, answer.headers["Content-Type"], re.IGNORECASE), path
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"], path
        file = BUILT / (path[1:] or "index.html")
        assert gzip.decompress(answer.body) == file.read_bytes(), path


def test_what_is_packed_already_is_sent_as_it_is(served):
    (wheel,) = (BUILT / "files").glob("*.whl")
    answer = served.ask(f"/files/{wheel.name}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Encoding"] is None
    assert answer.body == wheel.read_bytes()
    assert served.ask("/_static/card.png").headers["Content-Type"] == "image/png"


def test_every_answer_has_the_headers_once(served):
    for path in ("/", "/_static/site.css", "/_sources/chapters/puzzle.md", "/nowhere.html"):
        answer = served.ask(path)
        for name, value in headers_file()["/*"].items():
            assert answer.headers.get_all(name) == [value], path
        fresh = DAY if path.startswith("/_static") else "no-cache"
        assert answer.headers.get_all("Cache-Control") == [fresh], path


LOST = ["/nowhere.html", "/chapters/", "/chapters/nowhere.html", "/_static/", "/_sources/chapters/"]
LOST += ["/.secret", "/.htaccess", "/.nojekyll", "/_static/nowhere.css", "/.well-known/", "/a/.b/c"]


def test_what_is_not_for_readers_is_answered_with_the_page_for_the_lost(served):
    for path in LOST:
        answer = served.ask(path)
        body = answer.body
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        refused = answer.status == 403 and path == "/.htaccess"  # by Apache, before it is asked
        assert answer.status == 404 or refused, path
        assert answer.headers["Content-Type"].lower() == f"text/html{TEXT}", path
        assert body == (BUILT / "404.html").read_bytes(), path
        assert answer.headers.get_all("Cache-Control") == ["no-cache"], "it may be there tomorrow"


def test_a_certificate_can_be_asked_for(served):
    answer = served.ask(f"/{CHALLENGE}")
    assert (answer.status, answer.body) == (200, b"proof")
    assert served.ask("/.well-known/acme-challenge/other").status == 404


def test_a_page_that_a_reader_has_is_not_sent_again(served):
    first = served.ask("/")
    again = served.ask("/", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.skipif(not Path("/proc/net/if_inet6").exists(), reason="this machine has no IPv6")
def test_it_answers_on_ipv6_too(served):
    assert served.ask("/", host="::1").status == 200


def test_nginx_serves_over_tls_as_the_page_for_hosts_shows(folder):
    work = folder / "tls"
    work.mkdir()
    plain, secure = free_port(), free_port()
    key, chain = work / "privkey.pem", work / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    named = ["-subj", "/CN=book.example.org", "-keyout", str(key), "-out", str(chain)]
    subprocess.run([*made, *named], check=True, capture_output=True)
    lines, redirect = re.findall(r"^```nginx\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    ours = (BUILT / "files/nginx.conf").read_text("utf-8")
    ours = changed(ours, **{"  listen 80;\n  listen [::]:80;\n": lines}) + redirect
    ours = re.sub(r"listen (\[::\]:)?443", rf"listen \g<1>{secure}", ours)
    ours = re.sub(r"listen (\[::\]:)?80;", rf"listen \g<1>{plain};", ours)
    ours = changed(
        ours,
        **{"/srv/book": f"{folder}/book"},
        **{"/etc/letsencrypt/live/book.example.org": str(work)},
    )
    main = nginx_of_debian(folder, ours, work)
    options = ("-e", str(work / "log"), "-c", str(main), "-g", "daemon off;")
    with at_work(Served(plain), "nginx", *options) as server:
        page = Served(secure, secure=True).ask("/chapters/puzzle.html")
        assert gzip.decompress(page.body) == (BUILT / "chapters/puzzle.html").read_bytes()
        moved = server.ask("/chapters/puzzle.html", Host="book.example.org")
        assert moved.status == 301
        assert moved.headers["Location"] == "https://book.example.org/chapters/puzzle.html"
        assert server.ask(f"/{CHALLENGE}", Host="book.example.org").body == b"proof"


class Machine:
    """A machine that installs nothing for real."""

    def __init__(self, *there: str) -> None:
        self.there, self.ran = set(there), []

    def which(self, name: str) -> str | None:
        return name if name in self.there else None

    def run(self, command, **_):
        self.ran.append(command)
        if "install" in command:
            self.there |= {n for n, package in servers.PACKAGES.items() if package in command}


def test_only_what_is_missing_is_installed_and_only_by_root():
    machine = Machine("apt-get", "nginx")
    assert servers.bring(machine.run, machine.which, root=False) == ["apache2", "caddy"]
    assert machine.ran == []
    assert servers.bring(machine.run, machine.which, root=True) == []
    assert machine.ran[1][-2:] == ["apache2", "caddy"]
    bare = Machine()
    assert servers.bring(bare.run, bare.which, root=True) == list(servers.PACKAGES)
    assert "sudo apt-get install apache2" in servers.advice("apache2")
