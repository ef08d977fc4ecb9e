"""How this book is built: with outputs that are fresh, and from nothing but the book's own."""

import hashlib
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pybtex.plugin
from docutils import nodes
from jupyter_cache import get_cache
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.ext.autodoc.directive import AutodocDirective
from sphinx.util.logging import getLogger

logger = getLogger(__name__)

os.environ["ISLANDS"] = "page"  # kernels make outputs for pages, not for a notebook

before_reading: dict[str, Callable[[], None]] = {}
"""What has to be done before a page is read: `tools/build.py` runs cells beside the build."""


def fingerprint(root: Path, *folders: str) -> str:
    """Hash everything in some folders that a page may depend on besides itself."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and "__pycache__" not in name.parts:
                digest.update(str(name).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


CODE = ("secdilemma", "game", "islands", "data")
"""What cells may use. Questions are no part of it: directives print them."""


def cache_path(root: Path) -> Path:
    """Give each state of package and data an execution cache of its own, so that none is stale.

    The editions of the book share it.
    """
    path = root / "_build" / ".jupyter_cache" / fingerprint(root, *CODE)
    path.mkdir(parents=True, exist_ok=True)
    return path


def key_the_cache(app: Sphinx, config: Config) -> None:
    """Point to the cache, and open it once, so that no two readers create it."""
    path = cache_path(Path(app.srcdir))
    config.nb_execution_cache_path = str(path)  # type: ignore[attr-defined]
    config.made_with = fingerprint(Path(app.srcdir), *CODE, "bank")  # type: ignore[attr-defined]
    get_cache(path).list_cache_records()


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


def wait_for_cells(app: Sphinx, docname: str, source: list[str]) -> None:
    """Wait until the cells of a page have run, where somebody runs them beside the build."""
    before_reading.pop(docname, lambda: None)()


def take_text_for_text(app: Sphinx) -> None:
    """Let no page and no data bring markup of its own, or another file, not even by a directive."""
    app.env.settings["raw_enabled"] = False
    app.env.settings["file_insertion_enabled"] = False  # include, literalinclude, csv-table :file:


OWN = ("secdilemma", "game", "islands")
"""The packages whose words a page may print; to read them, autodoc imports them."""


class OwnWords(AutodocDirective):
    """A directive of autodoc that imports nothing but the book's own packages."""

    def run(self) -> list[nodes.Node]:
        """Look at the name before it is imported."""
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
    app.add_config_value("made_with", "", "env")  # a page is read again when what makes it changes
    for kind in app.registry.documenters:
        app.add_directive(f"auto{kind}", OwnWords, override=True)
    app.connect("config-inited", key_the_cache)
    app.connect("builder-inited", take_text_for_text)
    app.connect("source-read", wait_for_cells)
    app.connect("doctree-read", collect_labels)
    app.connect("env-check-consistency", refuse_doubles)
    app.connect("autodoc-skip-member", skip_constructors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
