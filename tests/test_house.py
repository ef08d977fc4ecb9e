"""The house: arrows between files point one way, and what is private stays in its file."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from reader import ROOT

ROOMS = ("secdilemma", "game", "islands", "bank", "_ext", "tools")
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
}
"""Every module by its name, such as ``secdilemma.pictures.spiral``."""

FLOORS = (
    {"theory", "style", "words", "geodesy", "checks"},
    {"models", "case", "prose"},
    {"data"},
    {"forms", "kit"},
    {"tables", "table1", "pages"},
    {"pictures"},
    {"baltic"},
    {"explorers"},
)
"""The readers' package from the ground up: a floor knows itself and those below."""


def imports(path: Path) -> list[tuple[str, str]]:
    """List what a file imports, as module and name."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.module, one.name) for one in node.names]
        elif isinstance(node, ast.Import):
            found += [(one.name, "") for one in node.names]
    return found


def known(path: Path) -> set[str]:
    """Return the files of the house that a file imports."""
    asked = {f"{module}.{name}" if f"{module}.{name}" in FILES else module
             for module, name in imports(path)}  # fmt: skip
    return {f"_ext.{one}" if f"_ext.{one}" in FILES else one for one in asked} & FILES.keys()


ARROWS = {name: known(path) for name, path in FILES.items()}


LEVELS = {f"secdilemma.{room}": level for level, rooms in enumerate(FLOORS) for room in rooms}


def floor(name: str) -> int:
    """Return on which floor of the readers' package a module stands."""
    return LEVELS[max((room for room in LEVELS if f"{name}.".startswith(f"{room}.")), key=len)]


def test_there_is_a_house_to_look_at():
    assert len(FILES) > 70
    assert sum(map(len, ARROWS.values())) > 150


def test_no_file_uses_what_is_private_to_another():
    private = [
        (name, f"{module}.{used}")
        for name, path in FILES.items()
        for module, used in imports(path)
        if (module.split(".")[0] in ROOMS or f"_ext.{module}" in FILES) and used.startswith("_")
    ]
    assert private == []


def test_no_arrow_leads_back_to_its_file():
    TopologicalSorter(ARROWS).prepare()


def test_a_floor_of_the_package_knows_only_those_below():
    upwards = [
        (name, other)
        for name in FILES
        if name.startswith("secdilemma.")
        for other in ARROWS[name]
        if not other.startswith("islands")
        and not (other.startswith("secdilemma.") and floor(other) <= floor(name))
    ]
    assert upwards == []


ALONE = {
    "islands": set(),
    "game": {"secdilemma.theory", "islands.store", "islands.where"},
}
"""Packages that stand alone, and what they may know of others."""


@pytest.mark.parametrize("package", ALONE)
def test_the_engine_knows_nothing_of_the_book_and_the_game_little(package):
    known_to_it = {other for n in FILES if n.split(".")[0] == package for other in ARROWS[n]}
    foreign = {other for other in known_to_it if other.split(".")[0] != package}
    assert foreign == ALONE[package]
