"""`make test` brings its browsers, in the first way that works, or says what to do."""

import shutil
import subprocess

import browser
import pytest
from browser import BROWSERS, DEBIAN, WINDOWLESS, ensure, find


class Machine:
    """A machine that installs nothing for real: which names answer, and what was run on it."""

    def __init__(self, *there, brings=(), stubs=()):
        self.there = set(there)  # what answers
        self.brings = brings  # the ways of installing that work
        self.stubs = set(stubs)  # what is on the path and fails
        self.installed = []

    def which(self, name):
        return name if name in self.there | self.stubs else None

    def run(self, command, check=False, **_):
        said, *rest = command
        if "install" in rest:
            way = "apt" if said == "apt-get" else "playwright"
            self.installed.append((way, rest[-1]))
            if "older" in self.brings and WINDOWLESS not in rest:
                self.there.add(rest[-1])
            if way in self.brings:
                self.there.add(rest[-1] if way == "apt" else f"playwright's {rest[-1]}")
        elif rest == ["--version"]:
            if said in self.there:
                return subprocess.CompletedProcess(command, 0, f"{said} 1.0", "")
            raise FileNotFoundError(said)
        elif rest[:1] == ["-c"]:
            asked = next(name for name in BROWSERS if f"p.{name}." in rest[1])
            return subprocess.CompletedProcess(command, 0, f"playwright's {asked}\n", "")
        elif check:
            raise AssertionError(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    def asked(self, function, *given, root=False):
        """Call what looks for browsers as if on this machine."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subprocess, "run", self.run)
            patch.setattr(shutil, "which", self.which)
            patch.setattr(browser, "is_root", lambda: root)
            return function(*given)

    def ensure(self, root):
        return self.asked(ensure, root=root)


APT_NAMES = [packages[0].split()[-1] for packages in DEBIAN.values()]


BOTH = ("apt", "playwright")
OWN = [("playwright", name) for name in BROWSERS]
WAYS = {
    "both are there": (("google-chrome", "firefox", "apt-get"), (), True, []),
    "root brings both": (("apt-get",), BOTH, True, [("apt", name) for name in APT_NAMES]),
    "root brings one": (("chromium", "apt-get"), BOTH, True, [("apt", DEBIAN["firefox"][0])]),
    "older Debian": (("firefox", "apt-get"), ("older",), True, [("apt", "chromium")] * 2),
    "apt may not": (("apt-get",), BOTH, False, OWN),
    "there is no apt": ((), BOTH, True, OWN),
    "apt fails": (
        ("apt-get", "firefox"),
        ("playwright",),
        True,
        [("apt", "chromium")] * 2 + OWN[:1],
    ),
}
"""What is there, which ways work, whether it is root's machine; and what is installed in turn."""


@pytest.mark.parametrize("case", WAYS)
def test_what_is_missing_is_brought_in_the_first_way_that_works(case):
    there, ways, root, installed = WAYS[case]
    machine = Machine(*there, brings=ways)
    assert machine.ensure(root) == 0
    assert machine.installed == installed


def test_where_nothing_works_it_says_which_is_missing_and_what_to_do(capsys):
    machine = Machine("chromium", "apt-get")
    assert machine.ensure(root=True) == 1
    said = capsys.readouterr().err
    assert "Firefox" in said
    assert f"apt-get install {DEBIAN['firefox'][-1]}" in said
    assert "Chromium" not in said


def test_what_only_prints_asks_for_chromium_alone(capsys):
    machine = Machine("chromium", "apt-get")
    assert machine.asked(ensure, ["chromium"]) == 0
    assert machine.installed == []
    bare = Machine()
    assert bare.asked(ensure, ["chromium"], "Sheets are printed with") == 1
    said = capsys.readouterr().err
    assert said.startswith("Sheets are printed with Chromium")
    assert "Firefox" not in said


def test_a_stub_on_the_path_is_no_browser():
    machine = Machine("google-chrome", stubs=["chromium"])
    assert machine.asked(find, "chromium") == "google-chrome"
    assert machine.asked(find, "firefox") is None
