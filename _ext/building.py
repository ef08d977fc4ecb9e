"""How this book is built: with outputs that are fresh, and only what has changed.

A page is read again when its text, an output of its cells or a file that it depends on has changed,
by content. It is written again when it was read, or when what pages say of each other has changed:
titles, contents, numbers, labels, citations. All other pages are those of the last book.
"""

import math
import os
import re
import shutil
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import face
import myst_nb.sphinx_
import pybtex.plugin
from docutils import nodes
from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.ext.autodoc.directive import AutodocDirective
from sphinx.util.logging import getLogger

from tools import cells
from tools.digests import ROOT, STARTED, digests, files, hashed, libraries

logger = getLogger(__name__)

os.environ["ISLANDS"] = "page"  # cells make outputs for pages, not for a notebook

runner: cells.Runner | None = None
"""Runs the cells of pages beside the build; without it MyST-NB runs each page in a kernel."""


# ------------------------------------------------------------------ what is read again

LOOKS = ("_ext",)


def set_digests(app: Sphinx, config: Config) -> None:
    """Read every page again when what reads them has changed, and write it with other looks."""
    own = set(files())
    modules = {str(getattr(module, "__file__", None)) for module in sys.modules.values()}
    code = [path for path in map(Path, modules) if path in own]
    sources = [libraries(), *digests([*code, "_config.yml", "_toc.yml"]).values()]
    if runner:
        myst_nb.sphinx_.create_client = cells.client
    else:
        used = [path for folder in (*cells.OWN, "data") for path in files(ROOT / folder)]
        sources += digests(used).values()
        cache_folder = ROOT / "_build" / ".jupyter_cache" / hashed(sources)[:12]
        config.nb_execution_cache_path = str(cache_folder)  # type: ignore[attr-defined]
    looks = [p for p in own if p.suffix in (".css", ".js") or p.relative_to(ROOT).parts[0] in LOOKS]
    config.reading_digest = hashed(sources)  # type: ignore[attr-defined]
    config.looks_digest = hashed(digests(looks).values())  # type: ignore[attr-defined]


ITS_CELLS = "outputs of its cells"


def inputs(env: BuildEnvironment, page: str, names: set[str]) -> dict[str, str]:
    """Return the digests of what a page was read from, or would be read from now.

    Of another page it has the title alone: see `bank/lists.py`.
    """
    others = {name for name in names if name.removesuffix(".md") in env.all_docs}
    others.discard(f"{page}.md")
    titles = {
        name: hashed(re.findall("^# .*", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in sorted(others)
        if (ROOT / name).is_file()
    }
    outputs = {ITS_CELLS: cells.outputs_hash(ROOT / f"{page}.md")}
    return digests(names - others) | titles | outputs


def compare(app: Sphinx) -> None:
    """Tell Sphinx, which goes by times, of which pages an input has changed."""
    known: dict[str, dict[str, str]] = getattr(app.env, "inputs", {})
    for page in app.env.all_docs:
        before = known.get(page, {})
        runs = runner and ROOT / f"{page}.md" in runner.processes
        same = not runs and before == inputs(app.env, page, before.keys() - {ITS_CELLS})
        app.env.all_docs[page] = math.inf if same else 0  # type: ignore[assignment]


def inputs_read(env: BuildEnvironment, page: str) -> dict[str, str]:
    """Return the digests of what a page was just read from.

    What it prints of the bank may hold numbers, which come from the data.
    """
    noted = {f"{page}.md", *env.dependencies.get(page, ())}
    names = {os.path.relpath(ROOT / name, ROOT) for name in noted}
    names = {name for name in names if Path(name).parts[0] != "_build"}  # pictures its cells made
    if any(Path(name).parts[0] == "bank" for name in names):
        names.update(str(path.relative_to(ROOT)) for path in files(ROOT / "data"))
    return inputs(env, page, names)


# ------------------------------------------------------------------ what is written again


def serialise(value: object) -> str:
    """Write a value so that equal ones are written the same, whatever the order in them."""
    if isinstance(value, dict):
        return serialise(sorted((serialise(k), serialise(v)) for k, v in value.items()))
    if isinstance(value, (set, frozenset)):
        return serialise(sorted(map(serialise, value)))
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(serialise, value))}]"
    return repr(value)


def hash_shared(app: Sphinx, env: BuildEnvironment) -> str:
    """Return the hash of what pages say of each other, and of what stands on every page."""
    cited = [
        (one.citation_id, *one.bibliography_key, one.key, one.formatted_entry.label, one.entry)
        for one in env.get_domain("cite").citations  # type: ignore[attr-defined]
    ]
    return hashed(
        map(
            serialise,
            (
                {page: title.pformat() for page, title in env.titles.items()},
                {page: contents.pformat() for page, contents in env.tocs.items()},
                (env.toctree_includes, env.toc_secnumbers, env.toc_fignumbers),
                [env.domaindata[name] for name in ("std", "math", "py")],
                cited,
                [face.head(app, page) for page in sorted(env.found_docs)],
                face.overview(app, app.config.root_doc),
            ),
        )
    )


class Pages(StandaloneHTMLBuilder):
    """Writes the pages that `choose` names; Sphinx would go by the times of files."""

    def get_outdated_docs(self) -> list[str]:  # type: ignore[override]
        """Return nothing: the pages are not read yet."""
        return []


def choose(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write; bring the others from the last book."""
    out = Path(app.outdir)
    last = out.with_name("html")
    state = [app.builder.build_info.config_hash, hash_shared(app, env)]  # type: ignore[attr-defined]
    again = {*progress.read, app.config.root_doc}
    if getattr(env, "written", None) != state or not last.is_dir():
        again = set(env.found_docs)
    old: dict[str, dict[str, str]] = getattr(env, "inputs", {})
    new = {page: inputs_read(env, page) for page in progress.read}
    env.inputs = {page: (old | new)[page] for page in env.found_docs}  # type: ignore[attr-defined]
    env.written = state  # type: ignore[attr-defined]
    stay = env.found_docs - again
    names = [form.format(page) for page in stay for form in PAGE]
    for name in (*names, *(["searchindex.js"] if stay else [])):
        if (last / name).is_file():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(last / name, out / name)
    progress.begin("writing", len(again))
    return sorted(again)


PAGE = ("{}.html", "_sources/{}.md", "_sources/{}.ipynb")
"""The files of a page."""


class Progress:
    """Shows which page is at work, how many of how many, and how long it has taken."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.begin("", 0)

    def begin(self, what: str, total: int) -> None:
        """Begin to do something with so many pages."""
        self.what, self.total, self.done = what, total, 0

    def show(self, page: str) -> None:
        """Name the next page, on a terminal in place of the last one."""
        self.done += 1
        words = f"{time.time() - STARTED:5.0f} s  {self.what} {self.done} of {self.total}: {page}"
        end = "" if sys.stdout.isatty() else "\n"
        print(words if end else f"\r\033[K{words}", end=end, flush=True)


progress = Progress()


def begin_to_read(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Say how many pages are read."""
    progress.begin("reading", len(pages))


def before_reading(app: Sphinx, page: str, source: list[str]) -> None:
    """Wait until the cells of a page have run."""
    progress.show(page)
    progress.read.append(page)
    path = Path(app.env.doc2path(page))
    if runner and is_myst_markdown_notebook(path.read_text("utf-8")):
        runner.bring(path)


def before_writing(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Show that a page is written."""
    if doctree is not None:
        progress.show(page)


# ------------------------------------------------------------------ what a page may be


def collect_labels(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the names that a page was given by hand."""
    named = {name for name, explicit in doctree.nametypes.items() if explicit}
    app.env.metadata[app.env.docname]["labels"] = " ".join(sorted(named))


def refuse_doubles(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a label on two pages; Sphinx itself looks only at those before titles."""
    owners: dict[str, str] = {}
    for page in sorted(env.found_docs):
        for name in env.metadata.get(page, {}).get("labels", "").split(" "):
            if name and owners.setdefault(name, page) != page:
                logger.warning("label %r stands on %s too", name, owners[name], location=page)


def take_text_for_text(app: Sphinx) -> None:
    """Let no page and no data bring markup of its own, or another file, not even by a directive."""
    app.env.settings["raw_enabled"] = False
    app.env.settings["file_insertion_enabled"] = False  # include, literalinclude, csv-table :file:


OWN = ("secdilemma", "game", "islands")
"""The packages whose words a page may print; to read them, autodoc imports them."""


class OwnWords(AutodocDirective):
    """A directive of autodoc that imports nothing but the book's own packages."""

    def run(self) -> list[nodes.Node]:
        """Refuse a name outside the book's own packages before autodoc imports it."""
        name = self.arguments[0]
        if re.split(r"\W", name, maxsplit=1)[0] not in OWN:
            raise self.error(f"{name!r}; expected a name in {' or '.join(OWN)}")
        return super().run()


def skip_constructors(
    app: Sphinx, what: str, name: str, thing: object, skip: bool, options: object
) -> bool | None:
    """Leave out what a class's own words have said."""
    return True if name in ("__new__", "__init__") else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.setup_extension("sphinx.ext.autodoc")
    # pybtex looks through every installed package at each citation; once is enough
    pybtex.plugin._load_entry_point = cache(pybtex.plugin._load_entry_point)
    app.add_builder(Pages, override=True)
    app.add_config_value("reading_digest", "", "env")
    app.add_config_value("looks_digest", "", "html")
    for kind in app.registry.documenters:
        app.add_directive(f"auto{kind}", OwnWords, override=True)
    app.connect("config-inited", set_digests, priority=100)
    app.connect("builder-inited", take_text_for_text)
    app.connect("builder-inited", compare)
    app.connect("env-before-read-docs", begin_to_read)
    app.connect("source-read", before_reading, priority=100)
    app.connect("doctree-read", collect_labels)
    app.connect("env-check-consistency", refuse_doubles)
    app.connect("env-get-updated", choose, priority=900)  # when all is numbered
    app.connect("html-page-context", before_writing, priority=100)
    app.connect("autodoc-skip-member", skip_constructors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
