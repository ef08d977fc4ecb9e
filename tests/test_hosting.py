"""What the book promises to a host, and to readers of a hosted book. Serves `_build/html`."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from host import PREFIX, free_port, headers_file, wait_for
from PIL import Image
from reader import BUILT, ROOT, until
from small import CELL, small_book, sums_hold
from small import run as run_script
from sphinx.errors import ConfigError, ExtensionError

sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "_ext"))
from hosting import refuse_dead_links, refuse_scripts, set_address
from reproduce import differences

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
)


@pytest.mark.parametrize(("tag", "word"), TAGS.items())
def test_a_page_that_runs_leads_away_or_asks_another_site_is_refused(tag, word, tmp_path):
    (tmp_path / "chapters").mkdir()
    page = tmp_path / "chapters" / "a.html"
    page.write_text(f"<p>{FINE}</p>")
    refuse_scripts(tmp_path)
    page.write_text(f"<p>{FINE}</p>{tag}")
    with pytest.raises(ExtensionError, match=rf"^chapters/a\.html: {word!r} in the tag"):
        refuse_scripts(tmp_path)


@pytest.mark.parametrize("link", ["https://x.org", "../files/none.conf", "../chapters"])
def test_a_link_to_a_file_that_the_build_does_not_write_is_refused(link, tmp_path):
    (tmp_path / "chapters").mkdir()
    page = tmp_path / "chapters" / "a.html"
    (tmp_path / "SHA256SUMS").touch()
    fine = '<a class="reference internal" href="../SHA256SUMS">a</a><a href="https://x.org">b</a>'
    page.write_text(fine)
    refuse_dead_links(tmp_path)
    page.write_text(f'{fine}<a class="reference internal" href="{link}">c</a>')
    with pytest.raises(ExtensionError) as refused:
        refuse_dead_links(tmp_path)
    assert str(refused.value) == f"chapters/a.html: a link to {link!r}; expected a file of the book"


def test_the_policy_stops_a_script_that_is_not_the_books(host, read):
    page = read(f"{host}index.html")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.slipped = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.slipped") is None
    assert POLICY in page.faults.pop()


def test_the_servers_and_the_headers_file_send_the_same():
    listed = {name.lower(): value for name, value in headers_file()["/*"].items()}
    written = {
        ".htaccess": r'^\s*Header always set (\S+) "([^"]*)"$',
        "files/nginx.conf": r'^\s*add_header (\S+) "([^"]*)" always;$',
        "files/Caddyfile": r'^\t\t([A-Z]\S+) "([^"]*)"$',
    }
    for file, line in written.items():
        found = re.findall(line, (BUILT / file).read_text("utf-8"), re.MULTILINE)
        sent = {name.lower(): value for name, value in found}
        sent.pop("cache-control", None)
        assert sent == listed, file
    assert listed["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in listed


def test_the_policy_trusts_the_book_alone():
    policy = headers_file()["/*"]["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    for name, allowed in rules.items():
        assert all(re.match(r"'(self|none|unsafe-inline|sha256-.+)'$|data:$", a) for a in allowed)
        if not name.startswith("style-src"):
            assert "'unsafe-inline'" not in allowed, name
    assert "unsafe-eval" not in policy
    assert not {"data:", "blob:"} & set(rules["script-src"])
    assert {"form-action", "frame-ancestors"} <= set(rules)
    assert rules["base-uri"] == rules["object-src"] == ["'none'"]


def test_pages_are_asked_for_anew_and_what_they_load_is_kept_for_a_day():
    rules = headers_file()
    assert rules["/"]["Cache-Control"] == rules["/*.html"]["Cache-Control"] == "no-cache"
    assert rules["/_static/*"]["Cache-Control"] == "public, max-age=86400"


def test_hosts_leave_out_no_folder_and_search_engines_no_page():
    assert (BUILT / ".nojekyll").is_file()  # else GitHub Pages would not send _static
    assert (BUILT / "robots.txt").read_text("utf-8").startswith("User-agent: *\nAllow: /\n")


def test_the_sums_cover_every_file_and_hold():
    assert sums_hold(BUILT)


# ------------------------------------------------------------------ whole


def targets(page: BeautifulSoup):
    """List everything that a page points to, links and what it loads."""
    for tag in page.select("[href], [src], [action], meta[property='og:image']"):
        yield str(tag.get("href") or tag.get("src") or tag.get("action") or tag["content"])


def test_everything_that_a_page_points_to_is_there(pages):
    ids = {
        name: {t["id"] for t in page.find_all(id=True)}
        | {t["name"] for t in page.select("a[name]")}
        for name, page in pages.items()
    }
    explorers = {
        name: {figure["data-explorer"] for figure in page.select("figure[data-explorer]")}
        for name, page in pages.items()
    }
    seen = 0
    for name, page in pages.items():
        for target in targets(page):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(urlsplit(urljoin(f"http://book/{name}", target)).path).lstrip("/")
            if not parts.path:
                path = name
            assert (BUILT / path).is_file(), (name, target)
            if parts.fragment and path.endswith(".html"):
                explorer = parts.fragment.partition(":")[0]
                known = ids[path] | explorers[path]
                assert {unquote(parts.fragment), explorer} & known, (name, target)
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
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return {f"{name}.html" for name in (toc["root"], *files)}


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
        *("example.org", "ftp://example.org/", "https://", "https:///book/", "//example.org/"),
        *("https://example.org/a b;c/", "https://example.org/?a=b", "https://example.org/#a"),
        *("https://me@example.org/", "https://example.org/{$1}/", "https://example.org/a\n"),
        *('https://example.org/"/', "https://example.org:port/", "https://example.org/b%20c/"),
    ],
)
def test_an_address_that_servers_would_read_otherwise_is_refused(told, monkeypatch):
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
    subprocess.run(["cp", "-r", f"{BUILT}/.", tmp_path / "copy"], check=True)
    return tmp_path / "copy"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-ec", command], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_commands_of_the_page_for_hosts_do_what_it_says(copied):
    check, added, pack, serve = commands()
    good = run(check, copied)
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")
    good = run(added, copied)
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")
    assert run(pack, copied).returncode == 0
    assert (copied.parent / "security-dilemma.zip").stat().st_size > 100_000
    port = free_port()
    assert "8000" in serve
    process = subprocess.Popen(["sh", "-c", "exec " + serve.replace("8000", str(port))], cwd=copied)
    try:
        wait_for(process, port)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html") as page:
            assert page.read() == (BUILT / "index.html").read_bytes()
    finally:
        process.terminate()
        process.wait()


def test_these_commands_notice_a_changed_an_added_and_a_missing_file(copied):
    check, added = commands()[:2]
    (copied / "index.html").write_text("something else")
    (copied / "chapters" / "a page.html").touch()
    (copied / ".hidden").symlink_to("index.html")
    (copied / "searchindex.js").unlink()
    sums = run(check, copied).stdout
    assert "index.html: FAILED" in sums
    assert "searchindex.js" in sums
    assert "page.html" not in sums
    listed = run(added, copied).stdout.splitlines()
    assert sorted(listed) == [".hidden", "chapters/a page.html", "searchindex.js"]


def test_make_reproduce_names_every_file_that_differs():
    one = {"a.html": "1", "b/c.html": "1", "d.html": "1"}
    assert differences(one, dict(one)) == []
    assert differences(one, {"a.html": "1", "b/c.html": "2", "e.html": "1"}) == [
        "b/c.html",
        "d.html",
        "e.html",
    ]
