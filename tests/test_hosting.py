"""What the book promises to a host, and to readers of a hosted book. Serves `_build/html`."""

import re
import shutil
import subprocess
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from host import PREFIX, at_work, free_port, headers_file
from hosting import refuse_dead_links, refuse_scripts, set_address
from PIL import Image
from reader import BUILT, ROOT, until
from reproduce import differences
from small import CELL, small_book, sums_hold
from small import run as run_script
from sphinx.errors import ConfigError, ExtensionError

from bank.exports.__main__ import main as export
from tools.pages import contents

POLICY = "Content Security Policy"
"""What the console says of whatever the policy stops."""


TAGS = {
    '<p title="a" onclick="go()">': "onclick",
    '<a class="x" href=" javascript:alert(1)">': "href",
    "<svg><a xlink:href='javascript:alert(1)'>": "xlink:href",
    '<button type="submit" formaction="javascript:go()">': "formaction",
    '<a href="data:text/html,x">': "href",
    '<meta content="0; url=//x.org" http-equiv="refresh">': "http-equiv",
    '<META HTTP-EQUIV=refresh content="0">': "http-equiv",
    '<img alt="" src="https://x.org/x.png">': "src",
    "<img src=//x.org/x.png>": "src",
    '<img srcset="http://x.org/x.png 2x" src="x.png">': "srcset",
    '<iframe src="x.html">': "src",
    '<link rel="stylesheet" href="https://x.org/x.css">': "href",
    "<svg/onload=go()>": "onload",
    '<a href="java\tscript:go()">': "href",
}
FINE = (
    '<link rel="canonical" href="https://example.org/"/><a href="https://example.org/">a</a>'
    '<meta content="https://example.org/card.png" property="og:image"/><img src="a/b.png"/>'
    '<img src="data:image/png;base64,AAAA"/><p>A line such as on a = 1, src = //x.</p>'
    '<p data-words="&lt;b onclick=go()> <b onclick=go()>">Words</p>'
    '<a class="reference internal" href="../SHA256SUMS">a</a>'
)


DEAD = ("https://x.org", "../files/none.conf", "../chapters")
REFUSED = [(refuse_scripts, tag, f"{word!r} in the tag") for tag, word in TAGS.items()]
REFUSED += [
    (refuse_dead_links, f'<a class="reference internal" href="{link}">c</a>', f"a link to {link!r}")
    for link in DEAD
]


@pytest.mark.parametrize(("refuse", "tag", "told"), REFUSED)
def test_a_page_that_runs_asks_another_site_or_leads_nowhere_is_refused(
    refuse, tag, told, tmp_path
):
    page = tmp_path / "chapters" / "a.html"
    page.parent.mkdir()
    (tmp_path / "SHA256SUMS").touch()
    page.write_text(f"<p>{FINE}</p>")
    refuse(tmp_path)
    page.write_text(f"<p>{FINE}</p>{tag}")
    with pytest.raises(ExtensionError) as refused:
        refuse(tmp_path)
    assert str(refused.value).startswith(f"chapters/a.html: {told}")


def test_the_policy_stops_a_script_that_is_not_the_books(host, read):
    page = read(f"{host}index.html")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.slipped = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.slipped") is None
    assert POLICY in page.faults.pop()


def test_the_policy_trusts_the_book_alone():
    """That servers send what is listed here, test_servers.py asks them."""
    listed = headers_file()["/*"]
    assert listed["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" in listed
    policy = listed["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    for name, allowed in rules.items():
        assert all(re.match(r"'(self|none|unsafe-inline|sha256-.+)'$|data:$", a) for a in allowed)
        if not name.startswith("style-src"):
            assert "'unsafe-inline'" not in allowed, name
    assert "unsafe-eval" not in policy
    assert not {"data:", "blob:"} & set(rules["script-src"])
    assert {"form-action", "frame-ancestors"} <= set(rules)
    assert rules["base-uri"] == rules["object-src"] == ["'none'"]


def test_hosts_are_told_what_to_keep_what_to_send_and_what_to_list():
    rules = headers_file()
    assert rules["/"]["Cache-Control"] == rules["/*.html"]["Cache-Control"] == "no-cache"
    assert rules["/_static/*"]["Cache-Control"] == "public, max-age=86400"
    assert (BUILT / ".nojekyll").is_file()  # else GitHub Pages would not send _static
    assert (BUILT / "robots.txt").read_text("utf-8").startswith("User-agent: *\nAllow: /\n")


def test_the_sums_cover_every_file_and_hold():
    assert sums_hold(BUILT)


# ------------------------------------------------------------------ whole


def test_everything_that_a_page_points_to_is_there(pages):
    places = {
        name: {one.get("id") or one.get("name") for one in page.select("[id], a[name]")}
        | {figure["data-explorer"] for figure in page.select("[data-explorer]")}
        for name, page in pages.items()
    }
    seen = 0
    for name, page in pages.items():
        for tag in page.select("[href], [src], [action], meta[property='og:image']"):
            target = tag.get("href") or tag.get("src") or tag.get("action") or tag["content"]
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(urlsplit(urljoin(f"http://book/{name}", target)).path).lstrip("/")
            assert (BUILT / path).is_file(), (name, target)
            if parts.fragment and path.endswith(".html"):
                place, state = unquote(parts.fragment), parts.fragment.partition(":")[0]
                assert {place, state} & places[path], (name, target)
            seen += 1
    assert seen > 1000


LOST = ["nowhere.html", "chapters/nowhere.html", "chapters/a/b/c"]  # and where a letter is wrong
LOST += ["chapter/puzzle.html", "Chapters/puzzle.html", "old/", "a/b/c/d"]


def test_whoever_is_lost_is_led_back_from_any_depth(host, read):
    led = {lost: read(host + lost) for lost in LOST}
    for lost, page in led.items():
        assert page.answer.status == 404, lost
        until(
            page,
            "home => [...document.querySelectorAll('main a')].every(a => a.href.startsWith(home))",
            host,
        )
        page.wait_for_load_state("networkidle")
        assert page.asked[0] == host + lost
        assert all(url.endswith("/SHA256SUMS") for url in page.asked[1:]), lost
        links = page.eval_on_selector_all("main a", "links => links.map(link => link.href)")
        assert len(links) > 10, lost
        for link in links:
            assert (BUILT / urlsplit(link).path.removeprefix(PREFIX)).is_file(), (lost, link)
        assert [fault for fault in page.faults if POLICY in fault] == [], lost
        page.faults.clear()  # that it is not there


def chapters() -> set[str]:
    return {f"{name}.html" for _, names in contents() for name in names}


def test_the_site_map_lists_every_chapter_once():
    site = ElementTree.parse(BUILT / "sitemap.xml")
    listed = [place.text for place in site.iterfind("{*}url/{*}loc")]
    assert {place.removeprefix("./") for place in listed} == chapters()
    assert len(listed) == len(set(listed))


def test_a_shared_link_shows_title_question_and_picture(pages):
    said = set()
    for name in chapters():
        about = {tag["property"]: tag["content"] for tag in pages[name].select("meta[property]")}
        assert about["og:title"] == pages[name].h1.find(string=True), name
        assert 20 < len(about["og:description"]) < 300, name
        assert about["og:type"] == ("website" if name == "index.html" else "article")
        assert about["og:locale"] == "en_GB"
        assert len(about["og:image:alt"]) > 20
        size = int(about["og:image:width"]), int(about["og:image:height"])
        with Image.open((BUILT / name).parent / about["og:image"]) as picture:
            assert picture.size == size == (1200, 630)
        assert pages[name].select_one('link[rel~="icon"]'), name
        asked = pages[name].select_one(".lesson-question")
        if asked:
            assert about["og:description"] == asked.get_text(), name
        said.add(about["og:description"])
    assert len(said) == len(chapters())


ADDRESS = "https://example.org/book/"


@pytest.mark.slow
def test_a_book_that_knows_its_address_says_so(tmp_path):
    folder = small_book(tmp_path, "Is it safe? It is.\n\n" + CELL.format(code="1 + 1"), whole=True)
    result = run_script(folder, "tools/build.py", BOOK_URL=ADDRESS)
    assert result.returncode == 0, result.stderr
    built = folder / "_build" / "html"
    page = BeautifulSoup((built / "index.html").read_text("utf-8"), "html.parser")
    image = page.select_one('meta[property="og:image"]')["content"]
    assert (built / image.removeprefix(ADDRESS)).is_file()
    assert page.select_one("link[rel=canonical]")["href"] == f"{ADDRESS}index.html"
    assert f"<loc>{ADDRESS}index.html</loc>" in (built / "sitemap.xml").read_text("utf-8")
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (built / "robots.txt").read_text("utf-8")
    lost = BeautifulSoup((built / "404.html").read_text("utf-8"), "html.parser")
    assert all(link["href"].startswith(ADDRESS) for link in lost.select("main a"))
    assert "error_page 404 /book/404.html;" in (built / "files/nginx.conf").read_text("utf-8")


ADDRESSES = {
    "https://example.org": "https://example.org/",
    "http://127.0.0.1:8000/book": "http://127.0.0.1:8000/book/",
    "https://[2001:db8::1]/~me/a_book-2.0//": "https://[2001:db8::1]/~me/a_book-2.0/",
}


@pytest.mark.parametrize(("told", "kept"), ADDRESSES.items())
def test_an_address_is_taken_as_it_is_told(told, kept, monkeypatch):
    monkeypatch.setenv("BOOK_URL", told)
    config = SimpleNamespace()
    set_address(None, config)
    assert config.html_baseurl == kept


@pytest.mark.parametrize(
    "told",
    [
        *("", "example.org", "ftp://example.org/", "https://", "https:///book/", "//example.org/"),
        *("https://example.org/a b;c/", "https://example.org/?a=b", "https://example.org/#a"),
        *("https://me@example.org/", "https://example.org/{$1}/", "https://example.org/a\n"),
        *('https://example.org/"/', "https://example.org:port/", "https://example.org/b%20c/"),
        *("http://exa mple.org", "https://x\nhttps://y", 'https://x/"><script>', "https://x/.."),
        "https://x/../../",
    ],
)
def test_an_address_that_servers_would_read_otherwise_is_refused(told, monkeypatch, capsys):
    """It is that of the book, or the one to which exports for learning systems lead."""
    with pytest.raises(SystemExit) as left:
        export([told])
    assert left.value.code == 2
    assert "BASE" in capsys.readouterr().err
    if told:  # without one the book does not know its address
        monkeypatch.setenv("BOOK_URL", told)
        with pytest.raises(ConfigError) as refused:
            set_address(None, SimpleNamespace())
        assert str(refused.value).startswith(f"BOOK_URL is {told!r}; expected an address such as ")


# ------------------------------------------------------------------ the page for hosts


def commands() -> list[str]:
    text = (ROOT / "chapters" / "host.md").read_text("utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def copied(tmp_path) -> Path:
    return shutil.copytree(BUILT, tmp_path / "copy", symlinks=True)


def run(command: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(["sh", "-ec", command], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_the_commands_of_the_page_for_hosts_do_what_it_says(copied):
    check, added, pack, serve = commands()
    assert run(check, copied) == run(added, copied) == (0, "", "")
    assert run(pack, copied)[0] == 0
    assert (copied.parent / "security-dilemma.zip").stat().st_size > 100_000
    port = free_port()
    assert "8000" in serve
    command = f"exec {serve.replace('8000', str(port))}"
    with (
        at_work(port, "sh", "-c", command, cwd=copied),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html") as page,
    ):
        assert page.read() == (BUILT / "index.html").read_bytes()


def test_these_commands_notice_a_changed_an_added_and_a_missing_file(copied):
    check, added = commands()[:2]
    (copied / "index.html").write_text("something else")
    (copied / "chapters" / "a page.html").touch()
    (copied / ".hidden").symlink_to("index.html")
    (copied / "searchindex.js").unlink()
    _, sums, _ = run(check, copied)
    assert "index.html: FAILED" in sums
    assert "searchindex.js" in sums
    assert "page.html" not in sums
    _, listed, _ = run(added, copied)
    assert sorted(listed.splitlines()) == [".hidden", "chapters/a page.html", "searchindex.js"]


def test_make_reproduce_names_every_file_that_differs():
    one = {"a.html": "1", "b/c.html": "1", "d.html": "1"}
    assert differences(one, dict(one)) == []
    other = {"a.html": "1", "b/c.html": "2", "e.html": "1"}
    assert differences(one, other) == ["b/c.html", "d.html", "e.html"]
