"""What the documentation of the package promises: whole, in one form, and true of the code."""

import importlib
import inspect
import pkgutil
import re

from numpydoc.docscrape import FunctionDoc

import game
import islands
import secdilemma

PACKAGES = [
    found.name
    for package in (game, islands, secdilemma)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]
MODULES = [importlib.import_module(n) for n in (*PACKAGES, "bank.load", "bank.quantities")]


def public(place):
    """The functions that a module or a class defines for others."""
    for name, function in vars(place).items():
        own = getattr(function, "__module__", "") == getattr(place, "__module__", place.__name__)
        if inspect.isfunction(function) and own and not name.startswith("_"):
            yield f"{place.__name__}.{name}", function


CLASSES = [
    cls
    for module in MODULES
    for name, cls in inspect.getmembers(module, inspect.isclass)
    if cls.__module__ == module.__name__ and not name.startswith("_")
]
FUNCTIONS = [pair for place in (*MODULES, *CLASSES) for pair in public(place)]
SHORT = ("describe_",)  # one line says it all
KITS = {
    *("secdilemma.checks", "secdilemma.models.domains", "secdilemma.words"),
    *("secdilemma.kit.plot", "secdilemma.kit.shapes", "secdilemma.kit.signs"),
}
"""Rooms of many small functions of one form, which the head of the room describes."""


def is_whole(function):
    doc = FunctionDoc(function)
    if function.__name__.startswith(SHORT) or function.__module__ in KITS:
        return bool(doc["Summary"])
    named = [name.strip("*") for entry in doc["Parameters"] for name in entry.name.split(", ")]
    takes = [name for name in inspect.signature(function).parameters if name != "self"]
    return bool(doc["Summary"]) and named == takes and bool(doc["Returns"])


def test_each_docstring_is_whole_and_names_exactly_the_parameters():
    assert {"islands.controls.slug", "Race.exact"} < {name for name, _ in FUNCTIONS}
    assert [name for name, function in FUNCTIONS if not is_whole(function)] == []


def test_a_function_that_raises_says_so():
    raising = [
        (name, function)
        for name, function in FUNCTIONS
        if function.__module__ not in KITS
        and "raise " in inspect.getsource(function).partition('"""')[2].rpartition('"""')[2]
    ]
    assert len(raising) > 20
    assert [name for name, function in raising if not FunctionDoc(function)["Raises"]] == []


def test_drawings_tell_what_to_see_and_where_it_comes_from():
    drawings = [one for one in FUNCTIONS if one[1].__name__.startswith("draw_")]
    assert len(drawings) > 20
    for name, draw in drawings:
        text = inspect.getdoc(draw)
        assert "reader should see" in text, name
        assert re.search("Source|Kerstens and Noll|the case's article|this book", text), name
