"""List the theme's classes that the built book uses; run by hand when a test says one is missing.

    make book && .venv/bin/python -m tools.cut_styles

A class is used if an element of a page has it, or if a script or a template names it. The build
leaves out the theme's rules for all others, see `_ext/assets.py`.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

from assets import CLASSES, RULE, classes_of, selectors, theme_styles  # noqa: E402


def words(paths: Iterable[Path]) -> set[str]:
    """Return whatever in these files can be the name of a class."""
    return {word for path in paths for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}


def on_pages(built: Path) -> set[str]:
    """Return the classes of all elements of all pages."""
    return {
        name
        for path in built.rglob("*.html")
        for names in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for name in names.split()
    }


def used(built: Path) -> set[str]:
    """Return the theme's classes that a built book uses."""
    templates = (ROOT / "_ext/templates").glob("*.html")
    named = words([*built.glob("_static/**/*.js"), *templates])
    with_rules = {
        name
        for prelude, _ in RULE.findall(theme_styles())
        for one in selectors(prelude)
        for name in classes_of(one)
    }
    return with_rules & (on_pages(built) | named)


if __name__ == "__main__":
    names = sorted(used(ROOT / "_build" / "html"))
    CLASSES.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} classes in {CLASSES.relative_to(ROOT)}")
