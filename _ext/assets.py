"""What a page loads: styles, fonts and scripts, each only where it is needed.

The theme brings every icon of Font Awesome, Bootstrap's scripts and Sphinx' search to every page,
and scripts written into the page. Here every page gets one and the same style sheet, the theme's
and ours, cut to the icons and classes in use; the scripts whose marks its text has; and no inline
script at all. The templates in `templates/` and the few lines of `static/site.js` stand in for
what is gone.

The theme brings rules for much that no page has. Those for classes outside `theme-classes.txt` are
left out; the list is kept in the repository, for a build that writes one page knows no others.
"""

import base64
import re
import shutil
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

import myst_nb.static
import palette
import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
import sphinx_copybutton
from docutils import nodes
from sphinx.application import Sphinx

import islands
from bank import markup as bank
from bank.forms import script
from game.page import SCRIPTS

FONTS = Path(__file__).parent / "fonts"
CLASSES = Path(__file__).parent / "theme-classes.txt"
"""The classes of the theme that a page, a template or a script uses: see `tools/cut_styles.py`."""
PYDATA = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
BOOK = Path(sphinx_book_theme.__file__).parent / "theme/sphinx_book_theme/static"

SPHINX = Path(sphinx.__file__).parent / "themes/basic/static"

THEME_STYLES = (
    *SPHINX.glob("basic.css*"),
    PYDATA / "styles/pydata-sphinx-theme.css",
    BOOK / "styles/sphinx-book-theme.css",
    Path(sphinx_copybutton.__file__).parent / "_static/copybutton.css",
    Path(myst_nb.static.__path__[0]) / "mystnb.css",
)
"""What the extensions bring to every page."""

ONLY_WITH = {
    r"clipboard|copybutton|pygments": 'class="highlight',
    r"sphinx-design|design-tabs": "sd-sphinx-override",
    r"explorer\.": 'data-explorer="',
    r"play\.": 'class="play-data"',
    r"recall\.": 'data-form="recall"',
    r"seats\.": 'class="play-seats"',
    r"projector\.": 'class="play-screen"',
    r"copy\.": '-taken"',
    r"debrief\.": 'class="play play-class"',
    r"workshop\.": 'class="play play-mind"',
    r"self-check\.": f'class="{bank.SELF_CHECK}',
    r"exercises\.": f'class="{bank.FILTER}',
    r"mathematics": "<math",
    r"italic": "font-style:italic",
}
"""Styles and scripts that a page loads only if its text has a certain mark."""

PLAYED = ("play", "recall", "seats", "projector", "copy", "workshop", "debrief")
"""The scripts of the played dilemma; the first, for every game, is made of those of `SCRIPTS`."""

DRESSED = ("play", "seats", "projector", "workshop", "debrief")
"""Those of them that have a style sheet."""

ONLY_TO_SEARCH = r"documentation_options|doctools|/search\.js"
OURS = "|".join(("site|pygments|sphinx-design|mathematics|italic|explorer", *DRESSED))
"""The style sheets that stay; all others are in `site.css`."""

UNUSED = (
    *("scripts/fontawesome.js*", "scripts/bootstrap.js*", "scripts/*.map", "copybutton.css"),
    *("basic.css", "mystnb.*.css", "copybutton_funcs.js", "*webpack-macros.html"),
    "sphinx_highlight.js",
    *("vendor", "locales", "images", "styles"),
)
"""What theme and extensions copy beside the pages, and no page asks for."""

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
"""A rule of a style sheet, also of one that stands in another, as in ``@media``."""

NOTICE = "/*! Parts of this were made by others: see licences.txt beside index.html */\n"

FACES = (
    ("Book Sans", "sans.woff2", "400", "normal"),
    ("Book Sans", "sans-semibold.woff2", "600 700", "normal"),
    ("Book Serif", "serif.woff2", "400", "normal"),
    ("Book Serif", "serif-italic.woff2", "400", "italic"),
)
"""Family, file, weight and style of each face of the text; few pictures have italic letters."""


def font_face(family: str, font: Path, weight: str = "400 900", style: str = "normal") -> str:
    """Embed a font in its rule: a page opened from a folder may not load it from a file."""
    data, kind = base64.b64encode(font.read_bytes()).decode(), font.suffix[1:]
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f"font-display:block;"
        f'src:url("data:font/{kind};base64,{data}") format("{kind}")}}\n'
    )


def theme_styles() -> str:
    """Return the theme's style sheets, whole but for its icon fonts."""
    theme = "\n".join(path.read_text("utf-8") for path in THEME_STYLES)
    theme = re.sub(r"[\w-]+:\s*\{\{[^}]*\}\};", "", theme)  # Sphinx' own is a template
    theme = re.sub(r"/\*.*?\*/", "", theme, flags=re.DOTALL)
    return re.sub(r"@font-face\{[^}]*webfonts[^}]*\}", "", theme)


def selectors(prelude: str) -> list[str]:
    """Take apart what commas keep apart."""
    return re.split(r",(?![^(]*\))", prelude)


def classes_of(selector: str) -> set[str]:
    """Return the classes that an element must have; what stands in ``:not()`` does not count."""
    bare = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", selector)
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", bare))


def cut(styles: str, classes: Set[str]) -> str:
    """Leave out the selectors that can meet no element, and the rules that are left with none."""

    def keep(rule: re.Match[str]) -> str:
        used = [one.strip() for one in selectors(rule[1]) if classes_of(one) <= classes]
        return f"{','.join(used)}{{{rule[2].strip()}}}" if used else ""

    return RULE.sub(keep, styles)


VARIABLE = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}\"']*(?:;|(?=\}))")
"""A variable of a style sheet that is given a value, unless this is a text."""


def drop_unused_variables(styles: str, others: str) -> str:
    """Leave out the variables that no rule, here or in other style sheets, asks for."""
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", styles + others))
    return VARIABLE.sub(lambda given: given[0] if given[1] in asked else "", styles)


def strip_comments(folder: Path, names: Sequence[str]) -> str:
    """Return scripts as one, without indents and lines of comments."""
    text = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in names)
    return re.sub(r"^ *(?://.*\n)?", "", text, flags=re.MULTILINE)


def compose(source: Path) -> dict[str, str]:
    """Return the style sheets that are written here, with their text."""
    theme = cut(theme_styles(), set(CLASSES.read_text("utf-8").split()))
    ours = "\n".join(path.read_text("utf-8") for path in sorted(source.glob("_ext/static/*.css")))
    ours = re.sub(r"/\*.*?\*/\s*|(?<=[{};,])\s+", "", ours, flags=re.DOTALL)
    theme = drop_unused_variables(re.sub(r"(?<=[{};])\s+", "", theme), ours)
    faces = [font_face(family, FONTS / name, *kind) for family, name, *kind in FACES]
    site = theme + font_face("Font Awesome 6 Free", FONTS / "icons.woff") + "".join(faces)
    package = Path(islands.__file__).parent
    game = source / "game/page"
    played = {name: [name] for name in PLAYED} | {PLAYED[0]: SCRIPTS}
    brought = (
        *(package / "explorer.css", package / "explorer.js", source / "bank/exercises.js"),
        *(game / f"{name}.css" for name in DRESSED),
    )
    return {
        "site.css": NOTICE + site + palette.css() + ours,
        "italic.css": font_face("Book Sans", FONTS / "sans-italic.woff2", "400", "italic"),
        "mathematics.css": font_face("STIX Two Math", FONTS / "mathematics.woff2"),
        "self-check.js": script(),
        **{path.name: path.read_text("utf-8") for path in brought},
        **{f"{name}.js": strip_comments(game, parts) for name, parts in played.items()},
    }


def write_static_files(app: Sphinx) -> None:
    """Write them before the pages, so that every build knows their checksums."""
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    for name, text in compose(Path(app.srcdir)).items():
        (static / name).write_text(text, encoding="utf-8")


def wanted(name: str | None, page: str, body: str) -> bool:
    """Say whether a page needs this style sheet or script; inline ones have no name."""
    if not name or "sphinx_highlight" in name:
        return False
    if name.endswith(".css") and not re.search(OURS, name):
        return False
    if re.search(ONLY_TO_SEARCH, name):
        return page == "search"
    return all(mark in body for rule, mark in ONLY_WITH.items() if re.search(rule, name))


def choose(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave to a page the styles and scripts that it needs, each once."""
    body = context.get("body", "")
    for kind in ("css_files", "script_files"):
        files = {}
        for file in sorted(context[kind], key=lambda file: file.priority):
            files.setdefault(file.filename, file)
        context[kind][:] = [file for name, file in files.items() if wanted(name, page, body)]


def remove_unused(app: Sphinx, error: Exception | None) -> None:
    """Remove what no page asks for, so that the folder is light to copy."""
    static = Path(app.outdir) / "_static"
    ours = (path.name for path in Path(app.srcdir).glob("_ext/static/*.css"))
    for pattern in (*UNUSED, *ours):
        for path in static.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the steps."""
    app.add_css_file("site.css", priority=110)
    for name in (
        "mathematics.css",
        "italic.css",
        "explorer.css",
        *(f"{one}.css" for one in DRESSED),
    ):
        app.add_css_file(name)
    app.add_js_file("site.js", priority=100)
    app.add_js_file("scripts/pydata-sphinx-theme.js", loading_method="defer")
    app.add_js_file("search.js")
    for name in ("explorer.js", "self-check.js", "exercises.js", *(f"{one}.js" for one in PLAYED)):
        app.add_js_file(name, loading_method="defer")
    app.connect("builder-inited", write_static_files)
    app.connect("html-page-context", choose, priority=999)
    app.connect("build-finished", remove_unused, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
