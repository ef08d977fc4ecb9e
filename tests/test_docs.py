"""What the documentation of the package promises: whole, in one form, and true of the code."""

import importlib
import inspect
import pkgutil

import pytest
from numpydoc.docscrape import FunctionDoc

import secdilemma

MODULES = [
    importlib.import_module(f"secdilemma.{found.name}")
    for found in pkgutil.iter_modules(secdilemma.__path__)
]
FUNCTIONS = [
    pytest.param(function, id=f"{module.__name__}.{name}")
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
]
SHORT = ("describe_", "css", "look")  # one line says it all


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_docstring_names_exactly_the_parameters(function):
    doc = FunctionDoc(function)
    assert doc["Summary"]
    if function.__name__.startswith(SHORT):
        return
    named = [name.strip("*") for entry in doc["Parameters"] for name in entry.name.split(", ")]
    assert named == list(inspect.signature(function).parameters)
    assert doc["Returns"]


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
