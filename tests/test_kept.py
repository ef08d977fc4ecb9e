"""Frames that were drawn come back, and only while nothing that they depend on has changed."""

import importlib
import sys

import matplotlib as mpl
import pytest
from drawing import EVERY

from islands import Choice, Explorer, Look, Shade
from islands.kept import key, modules

LOOK = Look(palette={"ink": Shade("#111111", "#eeeeee")}, width=5, prefix="my")

IDEA = """
from notions.kit import LENGTH

calls = []


def draw_line(ax, *, side):
    calls.append(side)
    return ax.plot([0, LENGTH], [0, 1 if side == "left" else 2])


def describe_line(*, side):
    return f"A line on the {side}, {LENGTH} long."
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two modules, of which the one imports the other."""
    folder = tmp_path / "notions"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "kit.py").write_text("LENGTH = 3\n")
    (folder / "idea.py").write_text(IDEA)
    (folder / "other.py").write_text("UNUSED = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("ISLANDS_FRAMES", str(tmp_path / "frames"))
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "notions"]:
        del sys.modules[name]


def made(**more):
    idea = importlib.import_module("notions.idea")
    sides = Choice("side", "Side", ["left", "right"])
    given = {"look": LOOK, **more}
    return Explorer("line", "A line", [sides], idea.draw_line, idea.describe_line, **given), idea


def test_what_was_drawn_is_not_drawn_again(package):
    explorer, idea = made()
    first = explorer.frames()
    assert idea.calls == ["left", "right"]
    again, idea = made()
    assert again.frames() == first
    assert idea.calls == ["left", "right"]


@pytest.mark.parametrize("name", ["idea", "kit"])
def test_a_change_in_its_code_or_in_what_that_imports_draws_anew(package, name):
    before = key(made()[0])
    path = package / f"{name}.py"
    path.write_text(path.read_text() + "\n# changed\n")
    assert key(made()[0]) != before


def test_a_change_elsewhere_draws_nothing(package):
    importlib.import_module("notions.other")
    before = key(made()[0])
    (package / "other.py").write_text("UNUSED = 2\n")
    assert key(made()[0]) == before


def test_a_change_of_look_values_data_or_library_draws_anew(package, monkeypatch, tmp_path):
    data = tmp_path / "data.csv"
    data.write_text("1")
    dark = Look(palette={"ink": Shade("#222222", "#eeeeee")}, width=5, prefix="my")
    keys = [key(made()[0]), key(made(look=dark)[0]), key(made(height=2.0)[0])]
    keys.append(key(made(files=[data])[0]))
    data.write_text("2")
    keys.append(key(made(files=[data])[0]))
    monkeypatch.setattr(mpl, "__version__", "0")
    keys.append(key(made()[0]))
    assert len(set(keys)) == len(keys) == 6


def test_without_a_folder_nothing_is_stored(package, monkeypatch, tmp_path):
    monkeypatch.delenv("ISLANDS_FRAMES")
    made()[0].frames()
    assert not (tmp_path / "frames").exists()


def test_an_explorer_has_one_store_and_no_half_one(package, tmp_path):
    made()[0].frames()
    (package / "kit.py").write_text("LENGTH = 3  # still\n")
    made()[0].frames()
    (stored,) = (tmp_path / "frames").iterdir()
    assert stored.suffix == ".json"


def test_the_books_explorers_depend_on_their_idea_and_not_on_every_other():
    for name in ("spiral", "timeline", "balance"):
        assert key(EVERY[name])
    spiral = modules({"secdilemma.pictures.spiral"})
    assert {"secdilemma.models.spiral", "secdilemma.kit.shapes", "secdilemma.style"} <= spiral
    assert not {"secdilemma.pictures.trust", "secdilemma.models.trust"} & spiral


def test_code_of_a_notebook_is_drawn_anew(monkeypatch, package):
    explorer, idea = made()
    monkeypatch.setattr(idea.draw_line, "__module__", "__main__")
    assert key(explorer) is None
