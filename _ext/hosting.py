"""What a host and the web need beside the pages; all of it is written while the book is built.

A page for addresses that do not exist, a site map, a title and a picture for shared links, headers
for the common web servers, and the checksums of every file.

`BOOK_URL=https://example.org/book/ make book` tells the book its address. Without it the folder
works anywhere, and only what needs an address by its nature is less: the site map names its pages
relative to itself, which its schema allows and search engines ignore; nothing announces it to them;
and shared links carry a relative picture, which not every messenger finds.
"""

import hashlib
import os
import re
import textwrap
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from docutils import nodes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from secdilemma import style
from secdilemma.figures import describe_two_dilemmas, draw_two_dilemmas

CARD = "_static/card.png"
CARD_SIZE = (1200, 630)
"""Pixels; what messengers show whole."""

SUMS = "SHA256SUMS"


def know_the_address(app: Sphinx, config: Config) -> None:
    """Take the book's address from the environment."""
    url = os.environ.get("BOOK_URL", "")
    if url and not re.match(r"https?://[^/]", url):
        raise ConfigError(f"BOOK_URL is {url!r}; expected an address such as https://example.org/")
    if url:
        config.html_baseurl = url.rstrip("/") + "/"  # type: ignore[attr-defined]


def pages(app: Sphinx) -> dict[str, str]:
    """List the pages of the book in reading order: address within the book, and title."""
    order, relations = [app.config.root_doc], app.env.collect_relations()
    while following := relations[order[-1]][2]:
        order.append(following)
    return {app.builder.get_target_uri(p): app.env.titles[p].astext() for p in order}


# ------------------------------------------------------------------ shared links


def question(doctree: nodes.document) -> str:
    """Say what a page is about: the question of its lesson, or else its first sentence."""
    paragraphs = list(doctree.findall(nodes.paragraph))
    asked = [p for p in paragraphs if "lesson-question" in p["classes"]]
    if asked:
        return asked[0].astext()
    text = " ".join((paragraphs or [doctree])[0].astext().split())
    first = re.match(r".+?[.?!](?= |$)", text)
    return first[0] if first else text


def describe_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page what search engines and messengers show of it."""
    title = BeautifulSoup(context.get("title", app.config.html_title), "html.parser").get_text()
    asked = question(doctree or app.env.get_doctree(app.config.root_doc))
    address = urljoin(app.config.html_baseurl, app.builder.get_target_uri(page))
    card = urljoin(app.config.html_baseurl, CARD)
    about = {
        "og:type": "website" if page == app.config.root_doc else "article",
        "og:site_name": app.config.html_title,
        "og:locale": app.config.language.replace("-", "_"),
        "og:title": title,
        "og:description": asked,
        "og:image": card if app.config.html_baseurl else context["pathto"](CARD, 1),
        "og:image:width": str(CARD_SIZE[0]),
        "og:image:height": str(CARD_SIZE[1]),
        "og:image:alt": describe_two_dilemmas(),
    }
    if app.config.html_baseurl:
        about["og:url"] = address
    tags = [f'<meta name="description" content="{escape(asked)}" />']
    tags += [f'<meta property="{key}" content="{escape(text)}" />' for key, text in about.items()]
    tags.append('<meta name="twitter:card" content="summary_large_image" />')
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def write_card(app: Sphinx, path: Path) -> None:
    """Draw the picture for shared links: the book's title and question beside its first figure."""
    high = draw_two_dilemmas.height + 0.5  # type: ignore[attr-defined]
    wide = high * CARD_SIZE[0] / CARD_SIZE[1]
    asked = question(app.env.get_doctree(app.config.root_doc))
    with style.look():
        figure = Figure(figsize=(wide, high), facecolor=style.colour("paper"))
        FigureCanvasAgg(figure)
        left = wide - style.WIDTH - 0.2
        across, up = style.WIDTH / wide, (high - 0.5) / high
        draw_two_dilemmas(figure.add_axes((left / wide, 0.25 / high, across, up)))
        look = {"color": style.colour("ink"), "ha": "left"}
        for line, word in enumerate(app.config.html_title.split()):
            figure.text(0.05, 0.76 - 0.11 * line, word, size=33, weight=600, **look)
        words = textwrap.fill(asked, 27)
        figure.text(0.05, 0.42, words, size=style.LARGE, va="top", linespacing=1.4, **look)
        figure.savefig(path, dpi=CARD_SIZE[0] / wide, metadata={"Software": None})


def write_site_map(app: Sphinx, out: Path) -> None:
    """List the pages for search engines."""
    root = app.config.html_baseurl
    places = "".join(f"<url><loc>{escape(root or './')}{page}</loc></url>\n" for page in pages(app))
    (out / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n',
        encoding="utf-8",
    )
    robots = "User-agent: *\nAllow: /\n"
    (out / "robots.txt").write_text(robots + (f"Sitemap: {root}sitemap.xml\n" if root else ""))


# ------------------------------------------------------------------ an address that is none

LOST = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Page not found — {book}</title>
<link rel="icon" href="data:image/svg+xml;base64,{icon}">
<style>
{palette}
body {{ margin: 0; background: var(--sd-paper); color: var(--sd-ink);
  font: 1.0625rem/1.6 -apple-system, BlinkMacSystemFont, "Segoe UI", Arial, sans-serif; }}
header, main {{ max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem 0; }}
main {{ padding: 0 1.25rem 4rem; outline: none; }}
.skip {{ position: absolute; left: 1rem; top: -3rem; }}
.skip:focus {{ top: 1rem; }}
header {{ display: flex; gap: 0.75rem; align-items: center; font-weight: 600; }}
header svg {{ width: 2.25rem; height: 2.25rem; }}
h1 {{ font-size: 2rem; line-height: 1.2; margin: 2.5rem 0 1rem; }}
a {{ color: var(--sd-nato); }}
ul {{ columns: 2 15rem; padding: 0; list-style: none; }}
li {{ padding: 0.2rem 0; break-inside: avoid; }}
</style>
</head>
<body>
<a class="skip" href="#page">Skip to the text</a>
<header>{picture}<span>{book}</span></header>
<main id="page" tabindex="-1">
<h1>This page is not in the book</h1>
<p>The address may be mistyped, or it may come from an older edition. Begin at the
<a href="{root}index.html">front page</a>, <a href="{root}search.html">search the book</a>, or
choose a chapter.</p>
<nav aria-label="Chapters">
<ul>
{links}
</ul>
</nav>
</main>
{script}</body>
</html>
"""

FIND_ROOT = """<script>
// The server shows this page in place of one at any depth; the book begins where its sums are:
// above a folder of its own, or else in one of those that the address names.
(async function () {{
  if (location.protocol === "file:" || location.pathname.endsWith("/404.html")) return;
  const folders = location.pathname.split("/").slice(0, -1);
  const above = folders.map((_, at) => folders.slice(0, folders.length - at).join("/") + "/");
  const own = folders.findIndex((name) => /^(?:{folders})$/.test(name));
  if (own > 0) above.unshift(folders.slice(0, own).join("/") + "/");
  for (const root of above) {{
    const found = await fetch(root + "{sums}", {{ method: "HEAD" }}).catch(() => ({{}}));
    if (!found.ok) continue;
    for (const link of document.querySelectorAll("main a"))
      link.href = root + link.getAttribute("href");
    return;
  }}
}})();
</script>
"""


def write_lost(app: Sphinx, out: Path) -> None:
    """Write the page for what is not there; it loads nothing, since it stands at any depth."""
    root = app.config.html_baseurl
    folders = "|".join(sorted(re.escape(p.name) for p in out.iterdir() if p.is_dir()))
    icon = (Path(app.srcdir) / app.config.html_favicon).read_text("utf-8")
    links = "\n".join(
        f'<li><a href="{escape(root)}{page}">{escape(title)}</a></li>'
        for page, title in list(pages(app).items())[1:]
    )
    text = LOST.format(
        language=app.config.language,
        book=app.config.html_title,
        icon=b64encode(icon.encode()).decode(),
        palette=style.css_by_system(),
        picture=icon.replace("<svg", '<svg aria-hidden="true"', 1).strip(),
        root=escape(root),
        links=links,
        script="" if root else FIND_ROOT.format(sums=SUMS, folders=folders),
    )
    (out / "404.html").write_text(text, encoding="utf-8")


# ------------------------------------------------------------------ headers


def hashes(out: Path, tag: str) -> str:
    """Collect the hashes of what stands inline in the pages, scripts or styles."""
    found = set()
    for page in out.rglob("*.html"):
        text = page.read_text("utf-8")
        for attributes, content in re.findall(rf"<{tag}\b([^>]*)>(.*?)</{tag}>", text, re.DOTALL):
            if content and "src=" not in attributes and "application/json" not in attributes:
                digest = hashlib.sha256(content.encode()).digest()
                found.add(f" 'sha256-{b64encode(digest).decode()}'")
    return "".join(sorted(found))


def policy(out: Path) -> str:
    """Write the Content-Security-Policy: nothing from elsewhere, no script but those of the book.

    Drawings carry their looks in `style` attributes, which is all that `unsafe-inline` allows;
    where a browser does not know `style-src-attr`, it allows style elements as well.
    """
    rules = {
        "default-src": "'self'",
        "script-src": f"'self'{hashes(out, 'script')}",
        "style-src": "'self' 'unsafe-inline'",
        "style-src-elem": f"'self'{hashes(out, 'style')}",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


FRESH, KEPT = "no-cache", "public, max-age=86400"
"""A page is asked for anew each time; what pages load may be a day old."""

HEADERS = """# Netlify, Cloudflare Pages and others read this file
/*
{lines}
/*.html
  Cache-Control: {fresh}
/_static/*
  Cache-Control: {kept}
"""

APACHE = """# Apache reads this file where the host allows it (AllowOverride FileInfo)
ErrorDocument 404 {path}404.html
AddDefaultCharset utf-8
AddType application/x-ipynb+json .ipynb
AddType text/markdown .md
<IfModule mod_headers.c>
{lines}
  SetEnvIf Request_URI "/_static/" BOOK_STATIC
  Header set Cache-Control "{fresh}"
  Header set Cache-Control "{kept}" env=BOOK_STATIC
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript
  AddOutputFilterByType DEFLATE image/svg+xml application/x-ipynb+json text/markdown
</IfModule>
"""

NGINX = """# Put this file into /etc/nginx/conf.d/ and change server_name and root
map $uri $book_caching {{
  default "{fresh}";
  ~/_static/ "{kept}";
}}
server {{
  listen 80;
  server_name book.example.org;
  root /srv/book;
  error_page 403 =404 {path}404.html;
  error_page 404 {path}404.html;
  charset utf-8;
  gzip on;
  gzip_vary on;
  gzip_comp_level 6;
  gzip_types text/css text/javascript application/javascript image/svg+xml text/markdown
    application/x-ipynb+json;
{lines}
  add_header Cache-Control $book_caching always;
  location ~ /\\. {{ return 404; }}
}}
"""


def write_headers(app: Sphinx, out: Path) -> None:
    """Write the same headers for nginx, for Apache, and as a `_headers` file."""
    sent = {
        "Content-Security-Policy": policy(out),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    forms = {
        "_headers": (HEADERS, "  {}: {}"),
        ".htaccess": (APACHE, '  Header always set {} "{}"'),
        "files/nginx.conf": (NGINX, '  add_header {} "{}" always;'),
    }
    place = {"fresh": FRESH, "kept": KEPT, "path": urlsplit(app.config.html_baseurl).path or "/"}
    for name, (form, line) in forms.items():
        lines = "\n".join(line.format(*header) for header in sent.items())
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(form.format(lines=lines, **place), encoding="utf-8")


def write_sums(out: Path) -> None:
    """Write the checksum of every file, in the form that `sha256sum --check` reads."""
    files = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    (out / SUMS).write_text(
        "".join(
            f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n"
            for name in files
            if name != SUMS
        )
    )


def sweep(app: Sphinx, out: Path) -> None:
    """Remove the pages of an earlier edition that this one does not have."""
    known = {app.builder.get_target_uri(name) for name in app.env.found_docs}
    for page in out.rglob("*.html"):
        name = page.relative_to(out).as_posix()
        if name not in {*known, "404.html", "search.html"} and not name.startswith("_static/"):
            page.unlink()


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write what depends on all pages, the checksums last."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    sweep(app, out)
    (out / ".nojekyll").touch()  # GitHub Pages would leave out folders such as _static
    write_card(app, out / CARD)
    write_site_map(app, out)
    write_lost(app, out)
    write_headers(app, out)
    write_sums(out)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.connect("config-inited", know_the_address)
    app.connect("html-page-context", describe_page)
    app.connect("build-finished", finish, priority=1000)  # after everything else
    return {"parallel_read_safe": True, "parallel_write_safe": True}
