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
import tomllib
from base64 import b64encode
from functools import cache, partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import palette
from bs4 import BeautifulSoup
from docutils import nodes
from jinja2 import Environment, FileSystemLoader
from licences import write_licences
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError, ExtensionError

from secdilemma import style
from tools.pages import ADDRESS

CARD = "_static/card.png"
CARD_SIZE = (1200, 630)
"""Pixels; what messengers show whole."""

SUMS = "SHA256SUMS"

FORMS = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("host")),
    keep_trailing_newline=True,
    trim_blocks=True,
)
"""Templates of the page for unknown addresses and of the configurations of servers."""


def render(name: str, **words: object) -> str:
    """Render one of the templates."""
    return str(FORMS.get_template(name).render(words))


def write(out: Path, *names: str, **words: object) -> None:
    """Write files, each from the template of its name."""
    for name in names:
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(render(Path(name).name, **words), encoding="utf-8")


def set_address(app: Sphinx, config: Config) -> None:
    """Take the book's address from the environment."""
    url = os.environ.get("BOOK_URL", "")
    if url and not ADDRESS.fullmatch(url):
        raise ConfigError(
            f"BOOK_URL is {url!r}; expected an address such as https://example.org/book/, whose "
            "folders are named with letters, digits and the signs . _ ~ - alone"
        )
    if url:
        config.html_baseurl = url.rstrip("/") + "/"  # type: ignore[attr-defined]


def edition(root: Path) -> str:
    """Return the number of this edition, which stands in one place."""
    with (root / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def set_edition(app: Sphinx, config: Config) -> None:
    """Print the number of the edition in the last line of every page; describe its picture."""
    from secdilemma.pictures.interpretation import describe_two_dilemmas

    config.html_context["edition"] = edition(Path(app.srcdir))
    config.html_context["card"] = describe_two_dilemmas()


def pages(app: Sphinx) -> dict[str, str]:
    """List the pages of the book in reading order: address within the book, and title."""
    order = app.config.external_site_map
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
    root = app.config.html_baseurl
    context["metatags"] = context.get("metatags", "") + render(
        "head.html",
        kind="website" if page == app.config.root_doc else "article",
        book=app.config.html_title,
        locale=app.config.language.replace("-", "_"),
        title=title,
        asked=question(doctree or app.env.get_doctree(app.config.root_doc)),
        address=urljoin(root, app.builder.get_target_uri(page)) if root else "",
        card=urljoin(root, CARD) if root else context["pathto"](CARD, 1),
        size=CARD_SIZE,
        words=app.config.html_context["card"],
        private=app.config.instructor_key,
    )


def write_card(app: Sphinx, path: Path) -> None:
    """Draw the picture for shared links: the book's title and question above its first figure."""
    from secdilemma.pictures.interpretation import draw_two_dilemmas

    wide, high = style.WIDE, style.WIDE * CARD_SIZE[1] / CARD_SIZE[0]
    share = draw_two_dilemmas.heights[1] / high  # type: ignore[attr-defined]
    asked = question(app.env.get_doctree(app.config.root_doc))
    with style.LOOK.applied():
        figure = Figure(figsize=(wide, high), facecolor=style.colour("paper"))
        FigureCanvasAgg(figure)
        draw_two_dilemmas(figure.add_axes((0.025, 0.05, 1, share)))
        look = {"color": style.colour("ink"), "ha": "left"}
        figure.text(0.03, 0.85, app.config.html_title, size=40, weight=600, **look)
        figure.text(0.03, 0.8, textwrap.fill(asked, 80), size=20, va="top", **look)
        figure.savefig(path, dpi=CARD_SIZE[0] / wide, metadata={"Software": None})


def folders(out: Path) -> str:
    """Name the folders of the book, as a pattern."""
    return "|".join(sorted(re.escape(p.name) for p in out.iterdir() if p.is_dir()))


def write_site_files(app: Sphinx, out: Path) -> None:
    """Write the site map, the rules for robots, and the page for unknown addresses.

    The page for unknown addresses loads nothing, since it is shown at any depth.
    """
    icon = (Path(app.srcdir) / app.config.html_favicon).read_text("utf-8")
    write(
        out,
        "sitemap.xml",
        "robots.txt",
        "404.html",
        pages=pages(app),
        root=app.config.html_baseurl,
        language=app.config.language,
        book=app.config.html_title,
        icon=b64encode(icon.encode()).decode(),
        palette=palette.css_by_system(),
        picture=icon.replace("<svg", '<svg aria-hidden="true"', 1).strip(),
        sums=SUMS,
        folders=folders(out),
        private=app.config.instructor_key,
    )


# ------------------------------------------------------------------ what may be there

BESIDE = {".nojekyll", "objects.inv", "searchindex.js", "search.html"}
"""What stands beside the pages before the rest of this file is written."""


def unknown_files(app: Sphinx, out: Path) -> list[str]:
    """Return the files that no part of the build accounts for, such as a key left in a folder."""
    docs = app.env.found_docs
    known = {app.builder.get_target_uri(doc) for doc in docs} | BESIDE
    known |= {f"_sources/{doc}.{kind}" for doc in docs for kind in ("md", "ipynb")}
    files = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    kinds = re.compile(r"_static/[^/]+\.(css|js|svg|png)|_static/scripts/[^/]+\.js|files/.+\.whl")
    return sorted(name for name in files if name not in known and not kinds.fullmatch(name))


# ------------------------------------------------------------------ headers


def inline(page: str, tag: str) -> list[str]:
    """List what stands inline in a page, as scripts or as styles."""
    elements = re.findall(rf"<{tag}\b([^>]*)>(.*?)</{tag}\s*>", page, re.DOTALL | re.IGNORECASE)
    return [text for look, text in elements if text.strip() and not re.search(r"\bsrc=|json", look)]


REFUSED = (
    (r".*", r"on.*", r""),
    (r"meta", r"http-equiv", r""),
    (r"iframe|embed|object", r"src|srcdoc|data", r""),
    (r".*", r"(xlink:)?href|src|action|formaction|data", r"(java|vb)script:"),
    (r"a|area|form|button|input", r"(xlink:)?href|action|formaction", r"data:"),
    (r".*", r"src|srcset|poster|background", r"([a-z]+:)?//"),
    (r"link", r"href", r"([a-z]+:)?//"),
)
"""What would run something, lead away by itself, or ask another site: the tag, its attribute, and
how the value of this begins."""


@cache
def refused_values(tag: str, name: str) -> list[str]:
    """Return with what an attribute of a tag may not begin."""
    return [
        value
        for tags, names, value in REFUSED
        if re.fullmatch(tags, tag) and re.fullmatch(names, name)
    ]


class TagChecker(HTMLParser):
    """Refuses a page with a tag that runs something, leads away or asks another site."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at every attribute."""
        if tag == "link" and ("rel", "canonical") in attributes:
            return
        for name, value in attributes:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()  # as browsers read it
            if any(re.match(start, address) for start in refused_values(tag, name)):
                raise ExtensionError(
                    f"{self.page}: {name!r} in the tag {self.get_starttag_text()!r:.200}; expected "
                    "nothing that runs, leads away by itself or asks another site"
                )


def refuse_scripts(out: Path) -> None:
    """Refuse a page that runs what it brings along: scripts are files, and the book wrote them."""
    for page in sorted(out.rglob("*.html")):
        text, name = page.read_text("utf-8"), page.relative_to(out)
        TagChecker(name).feed(text)
        if inline(text, "script") or inline(text, "style"):
            raise ExtensionError(f"{name}: a script or style in the page; expected it in a file")


def refuse_dead_links(out: Path) -> None:
    """Refuse a page that names a file as one of the book's own, where the build wrote none."""
    for page in sorted(out.rglob("*.html")):
        links = re.findall(r'<a class="reference internal" href="([^"#]+)', page.read_text("utf-8"))
        for link in sorted(set(links)):
            if not (page.parent / unquote(unescape(link))).is_file():
                raise ExtensionError(
                    f"{page.relative_to(out)}: a link to {link!r}; expected a file of the book"
                )


def hashes(page: str, tag: str) -> str:
    """Return the hashes of what a page has inline, as the policy lists them."""
    digests = (hashlib.sha256(text.encode()).digest() for text in inline(page, tag))
    return "".join(f" 'sha256-{b64encode(digest).decode()}'" for digest in digests)


def policy(page: str) -> str:
    """Write the Content-Security-Policy: nothing from elsewhere, no script but those of the book.

    Drawings carry their looks in `style` attributes, which is all that `unsafe-inline` allows;
    where a browser does not know `style-src-attr`, it allows style elements as well.
    """
    return "; ".join(render("policy.txt", hashes=partial(hashes, page)).splitlines())


FRESH, KEPT = "no-cache", "public, max-age=86400"
"""A page is asked for anew each time; what pages load may be a day old."""


TEXTS = "text/css text/javascript text/markdown text/plain text/xml application/javascript"
DATA = "application/xml application/x-ipynb+json image/svg+xml"
"""The types of what is sent in fewer bytes, beside pages; texts are sent with their encoding."""


def write_headers(app: Sphinx, out: Path) -> None:
    """Write the same headers and rules for nginx, Apache and Caddy, and a `_headers` file."""
    sent = {
        "Content-Security-Policy": policy((out / "404.html").read_text("utf-8")),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    place = urlsplit(app.config.html_baseurl).path or "/"
    (out / "files").mkdir(exist_ok=True)
    write(
        out,
        *("_headers", ".htaccess", "files/nginx.conf", "files/Caddyfile"),
        sent=sent,
        fresh=FRESH,
        kept=KEPT,
        path=place,
        texts=TEXTS,
        data=DATA,
        folders=folders(out),
    )


def write_sums(out: Path) -> None:
    """Write the checksum of every file, in the form that `sha256sum --check` reads."""
    (out / SUMS).unlink(missing_ok=True)
    names = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    (out / SUMS).write_text("".join(sums))


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write what depends on all pages, the checksums last; a book with a fault gets none."""
    if error or (app.warningiserror and app._warncount):
        return
    out = Path(app.outdir)
    (out / ".buildinfo").unlink()  # of use to nobody but Sphinx, and another with each Python
    (out / ".nojekyll").touch()  # GitHub Pages would leave out folders such as _static
    if unknown := unknown_files(app, out):
        raise ExtensionError(f"{unknown[0]}: a file that is no part of the book; take it away")
    refuse_scripts(out)
    write_card(app, out / CARD)
    write_site_files(app, out)
    write_headers(app, out)
    try:
        write_licences(out, Path(app.srcdir))
    except ValueError as error:
        raise ExtensionError(str(error)) from None
    write_sums(out)
    refuse_dead_links(out)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.connect("config-inited", set_address)
    app.connect("config-inited", set_edition)
    app.connect("html-page-context", describe_page)
    app.connect("build-finished", finish, priority=1000)  # after everything else
    return {"parallel_read_safe": True, "parallel_write_safe": True}
