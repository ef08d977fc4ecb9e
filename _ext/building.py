"""How this book is built: fresh outputs, all cores, one palette."""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from secdilemma import style

_PARALLEL_SAFE = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering", "sphinx_book_theme")


def fingerprint(root: Path) -> str:
    """Hash everything that an executed page may depend on besides itself."""
    digest = hashlib.sha256()
    for folder in ("secdilemma", "data"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def key_the_cache(app: Sphinx, config: Config) -> None:
    """Give each state of package and data an execution cache of its own, so that none is stale."""
    cache = Path(app.outdir).parent / ".jupyter_cache" / fingerprint(Path(app.srcdir))
    cache.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(cache)  # type: ignore[attr-defined]
    from jupyter_cache import get_cache  # opened once here, so that no two readers create it

    get_cache(cache).list_cache_records()


def allow_parallel_reading(app: Sphinx) -> None:
    """Vouch for extensions that only keep settings, but do not say that they are safe."""
    for name in _PARALLEL_SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True


def write_palette(app: Sphinx, exception: Exception | None) -> None:
    """Write the palette of the figures as a style sheet, so that it is defined only once."""
    if exception is None and app.builder.format == "html":
        target = Path(app.outdir) / "_static" / "palette.css"
        target.write_text(style.css(), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.connect("config-inited", key_the_cache)
    app.connect("builder-inited", allow_parallel_reading)
    app.connect("build-finished", write_palette)
    app.add_css_file("palette.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
