"""What the documentation of the package promises: whole, in one form, and true of the code."""

import importlib
import inspect
import pkgutil

import pytest
from numpydoc.docscrape import FunctionDoc

import secdilemma

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(secdilemma.__path__, "secdilemma.")
]


def public(place):
    """The functions that a module or a class defines for others."""
    for name, function in inspect.getmembers(place, inspect.isfunction):
        own = function.__module__ == getattr(place, "__module__", place.__name__)
        if own and not name.startswith("_") and name in vars(place):
            yield f"{place.__name__}.{name}", function


CLASSES = [
    cls
    for module in MODULES
    for name, cls in inspect.getmembers(module, inspect.isclass)
    if cls.__module__ == module.__name__ and not name.startswith("_")
]
FUNCTIONS = [
    pytest.param(function, id=name)
    for place in (*MODULES, *CLASSES)
    for name, function in public(place)
]
SHORT = ("describe_", "css", "look")  # one line says it all


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_docstring_names_exactly_the_parameters(function):
    doc = FunctionDoc(function)
    assert doc["Summary"]
    if function.__name__.startswith(SHORT):
        return
    named = [name.strip("*") for entry in doc["Parameters"] for name in entry.name.split(", ")]
    assert named == [name for name in inspect.signature(function).parameters if name != "self"]
    assert doc["Returns"]


def test_functions_of_every_room_and_methods_are_looked_at():
    names = {parameter.id for parameter in FUNCTIONS}
    assert "secdilemma.explorer.controls.slug" in names
    assert "Race.path" in names
    assert len(names) > 150


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_that_raises_says_so(function):
    if "raise " in inspect.getsource(function).partition('"""')[2].rpartition('"""')[2]:
        assert FunctionDoc(function)["Raises"], function.__name__


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_public_classes_are_described(module):
    for _, cls in inspect.getmembers(module, inspect.isclass):
        if cls.__module__ == module.__name__ and not cls.__name__.startswith("_"):
            assert inspect.getdoc(cls)


def test_figures_tell_what_to_see_and_where_it_comes_from():
    from secdilemma import figures

    for name, draw in inspect.getmembers(figures, inspect.isfunction):
        if name.startswith("draw_"):
            text = inspect.getdoc(draw)
            assert "reader should see" in text, name
            assert "Source:" in text or "Kerstens and Noll" in text, name
