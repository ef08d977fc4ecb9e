"""The configurations that the book writes, run by the servers that they are for."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import servers
import urllib3
from host import at_work, free_port, headers_file
from reader import BUILT, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]

PAGE = (ROOT / "chapters" / "host.md").read_text("utf-8")
TEXT, DAY = "; charset=utf-8", "public, max-age=86400"
CHALLENGE = ".well-known/acme-challenge/token"
NAME = "book.example.org"


def ask(port: int, path: str, host: str = "127.0.0.1", **headers: str) -> urllib3.BaseHTTPResponse:
    """Ask a server as a browser does, which takes gzip; the body comes unpacked."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib3.request(
        "GET",
        f"http://{host}:{port}{path}",
        headers={"Accept-Encoding": "gzip, br", **sent},
        redirect=False,
    )


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


def of_debian(name: str, file: str) -> tuple[str, str]:
    """Return the path of a server and its configuration on Debian."""
    path = servers.find(name)
    if not (path and Path(file).is_file()):
        pytest.fail(servers.advice(name))
    return path, Path(file).read_text()


@contextmanager
def run_nginx(work: Path, port: int, ours: str) -> Iterator[None]:
    """Run nginx as Debian configures it, with ours in it, and other places for what it writes."""
    path, main = of_debian("nginx", "/etc/nginx/nginx.conf")
    (work / "book.conf").write_text(changed(ours, **{"/srv/book": f"{work.parent}/book"}))
    written = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{name}_temp_path {work}/{name};\n" for name in written)
    main = re.sub(r"^pid .*;", f"pid {work}/pid;", main, flags=re.MULTILINE)
    main = re.sub(r"/var/log/nginx/\w+\.log", f"{work}/log", main)
    main = main.replace("include /etc/nginx/sites-enabled/*;", places)
    main = changed(main, **{"/etc/nginx/conf.d/*.conf": f"{work}/book.conf"})
    (work / "nginx.conf").write_text(main)
    options = ("-e", work / "log", "-c", work / "nginx.conf", "-g", "daemon off;")
    with at_work(port, path, *options):
        yield
    assert "[warn]" not in re.sub(r'.*"user" directive.*', "", (work / "log").read_text())


@contextmanager
def nginx(work: Path, port: int) -> Iterator[None]:
    ours = (BUILT / "files/nginx.conf").read_text("utf-8")
    ports = {"listen 80;": f"listen {port};", "listen [::]:80;": f"listen [::]:{port};"}
    with run_nginx(work, port, changed(ours, **ports)):
        yield


@contextmanager
def apache(work: Path, port: int) -> Iterator[None]:
    path, main = of_debian("apache2", "/etc/apache2/apache2.conf")
    (site,) = re.findall(r"^```apache\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    site = changed(site, **{"*:80": f"*:{port}", "/srv/book": f"{work.parent}/book"})
    # the worst that a server may have set, and the module that `a2enmod headers` loads
    site = site.replace("AllowOverride", "Options Indexes\n    AllowOverride")
    loaded = "LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so\n"
    ours = {"Include ports.conf": f"ServerName {NAME}\nListen {port}\n{loaded}"}
    main = changed(main, **ours, **{"IncludeOptional sites-enabled/*.conf": site})
    (work / "apache2.conf").write_text(main)
    settings = {f"APACHE_{name}_DIR": str(work) for name in ("RUN", "LOCK", "LOG")}
    settings |= {f"APACHE_RUN_{name}": "www-data" for name in ("USER", "GROUP")}
    settings |= {"APACHE_PID_FILE": str(work / "pid")}
    with at_work(port, path, "-D", "FOREGROUND", "-f", work / "apache2.conf", env=settings):
        yield


@contextmanager
def caddy(work: Path, port: int) -> Iterator[None]:
    path, ours = of_debian("caddy", str(BUILT / "files/Caddyfile"))
    ours = changed(ours, **{f"{NAME} {{": f"http://:{port} {{", "/srv/book": f"{work.parent}/book"})
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + ours)
    options = ("run", "--config", work / "Caddyfile", "--adapter", "caddyfile")
    with at_work(port, path, *options, env={"HOME": str(work)}):
        yield


@pytest.fixture(scope="module", params=[nginx, apache, caddy], ids=lambda run: run.__name__)
def served(request, folder: Path) -> Iterator[int]:
    """The port of a server that has the book."""
    work, port = folder / request.param.__name__, free_port()
    work.mkdir()
    with request.param(work, port):
        yield port


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
AS_IT_IS = {"files/*.whl": "application/octet-stream", "_static/card.png": "image/png"}


def test_a_file_is_sent_whole_with_its_type_and_packed_unless_it_is_already(served):
    for path, kind in SENT.items():
        answer = ask(served, path)
        assert answer.status == 200, path
        assert re.fullmatch(kind, answer.headers["Content-Type"], re.IGNORECASE), path
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"], path
        assert answer.data == (BUILT / (path[1:] or "index.html")).read_bytes(), path
    for name, kind in AS_IT_IS.items():
        (file,) = BUILT.glob(name)
        answer = ask(served, f"/{file.relative_to(BUILT).as_posix()}")
        assert answer.headers["Content-Type"] == kind
        assert "Content-Encoding" not in answer.headers
        assert answer.data == file.read_bytes()


def test_every_answer_has_the_headers_once(served):
    for path in ("/", "/_static/site.css", "/_sources/chapters/puzzle.md", "/nowhere.html"):
        headers = ask(served, path).headers
        for name, value in headers_file()["/*"].items():
            assert headers.getlist(name) == [value], path
        fresh = DAY if path.startswith("/_static") else "no-cache"
        assert headers.getlist("Cache-Control") == [fresh], path


LOST = ["/nowhere.html", "/chapters/", "/chapters/nowhere.html", "/_static/", "/_sources/chapters/"]
LOST += ["/.secret", "/.htaccess", "/.nojekyll", "/_static/nowhere.css", "/.well-known/", "/a/.b/c"]


def test_what_is_not_for_readers_is_answered_with_the_page_for_the_lost(served):
    for path in LOST:
        answer = ask(served, path)
        refused = answer.status == 403 and path == "/.htaccess"  # by Apache, before it is asked
        assert answer.status == 404 or refused, path
        assert answer.headers["Content-Type"].lower() == f"text/html{TEXT}", path
        assert answer.data == (BUILT / "404.html").read_bytes(), path
        assert answer.headers.getlist("Cache-Control") == ["no-cache"], "it may be there tomorrow"


def test_a_certificate_can_be_asked_for(served):
    answer = ask(served, f"/{CHALLENGE}")
    assert (answer.status, answer.data) == (200, b"proof")
    assert ask(served, "/.well-known/acme-challenge/other").status == 404


def test_a_page_that_a_reader_has_is_not_sent_again(served):
    again = ask(served, "/", If_None_Match=ask(served, "/").headers["ETag"])
    assert (again.status, again.data) == (304, b"")


@pytest.mark.skipif(not Path("/proc/net/if_inet6").exists(), reason="this machine has no IPv6")
def test_it_answers_on_ipv6_too(served):
    assert ask(served, "/", host="[::1]").status == 200


def test_nginx_serves_over_tls_as_the_page_for_hosts_shows(folder):
    work, plain, secure = folder / "tls", free_port(), free_port()
    work.mkdir()
    chain = work / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", str(work / "privkey.pem"), "-out", str(chain)]
    subprocess.run([*made, *named, *files], check=True, capture_output=True)
    lines, redirect = re.findall(r"^```nginx\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    ours = (BUILT / "files/nginx.conf").read_text("utf-8")
    ours = changed(ours, **{"  listen 80;\n  listen [::]:80;\n": lines}) + redirect
    ours = re.sub(r"listen (\[::\]:)?443", rf"listen \g<1>{secure}", ours)
    ours = re.sub(r"listen (\[::\]:)?80;", rf"listen \g<1>{plain};", ours)
    with run_nginx(work, plain, changed(ours, **{f"/etc/letsencrypt/live/{NAME}": str(work)})):
        line = urllib3.PoolManager(ca_certs=str(chain), assert_hostname=NAME)
        page = line.request("GET", f"https://127.0.0.1:{secure}/chapters/puzzle.html")
        assert page.data == (BUILT / "chapters/puzzle.html").read_bytes()
        moved = ask(plain, "/chapters/puzzle.html", Host=NAME)
        assert moved.status == 301
        assert moved.headers["Location"] == f"https://{NAME}/chapters/puzzle.html"
        assert ask(plain, f"/{CHALLENGE}", Host=NAME).data == b"proof"


@pytest.mark.parametrize(
    ("there", "root", "left"),
    [
        ({"apt-get", "nginx"}, False, ["apache2", "caddy"]),
        ({"apt-get", "nginx"}, True, []),
        ({"nothing"}, True, [*servers.PACKAGES]),
    ],
)
def test_only_what_is_missing_is_installed_and_only_by_root(there, root, left):
    asked = []

    def run(command, **_):
        if "install" in command:
            asked.extend(name for name in servers.PACKAGES if name in command)

    assert servers.bring(run, lambda name: name if name in {*there, *asked} else None, root) == left
    assert asked == ([] if left else ["apache2", "caddy"])
    assert "sudo apt-get install apache2" in servers.advice("apache2")
