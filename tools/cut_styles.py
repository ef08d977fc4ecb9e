"""List the theme's classes that the built book uses; run by hand when a test says one is missing.

    make book && .venv/bin/python tools/cut_styles.py

A class is used if an element of a page has it, or if a script or a template names it. The build
leaves out the theme's rules for all others, see `_ext/assets.py`.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

from assets import CLASSES, classes_of, selectors, theme_styles  # noqa: E402


def with_rules(rules: Iterable[Node]) -> set[str]:
    """Return every class that these rules name."""
    found: set[str] = set()
    for rule in rules:
        if rule.type == "qualified-rule":
            found.update(*map(classes_of, selectors(rule)))
        elif rule.type == "at-rule" and rule.content:
            found |= with_rules(tinycss2.parse_rule_list(rule.content))
    return found


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
    templates = (ROOT / "_templates").glob("*.html")
    named = words([*built.glob("_static/**/*.js"), *templates])
    rules = tinycss2.parse_stylesheet(theme_styles(), skip_comments=True)
    return with_rules(rules) & (on_pages(built) | named)


if __name__ == "__main__":
    names = sorted(used(ROOT / "_build" / "html"))
    CLASSES.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} classes in {CLASSES.relative_to(ROOT)}")
