"""`make test` brings its browsers, in the first way that works, or says what to do."""

import shutil
import subprocess
import sys

import browser
import pytest
from browser import BROWSERS, DEBIAN, WINDOWLESS, ensure, find, quietly


class Machine:
    """A machine that installs nothing for real: what it has, and which ways of installing work."""

    def __init__(self, *there, brings=(), stubs=()):
        self.there, self.brings, self.stubs = set(there), brings, set(stubs)
        self.installed = []

    def which(self, name):
        return name if name in self.there | self.stubs else None

    def quietly(self, command, *rest):
        own = [f"playwright's {name}" for name in BROWSERS if f"p.{name}." in rest[-1]]
        return own[0] if own else command * (command in self.there)

    def run(self, command, **_):
        *_, verb, last = command
        if "install" not in command:
            return
        way = "apt" if command[0] == "apt-get" else "playwright"
        self.installed.append((way, last))
        if way in self.brings or ("older" in self.brings and WINDOWLESS not in (verb, last)):
            self.there.add(last if way == "apt" else f"playwright's {last}")

    def asked(self, function, *given, root=True):
        """Call what looks for browsers as if on this machine."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subprocess, "run", self.run)
            patch.setattr(shutil, "which", self.which)
            patch.setattr(browser, "quietly", self.quietly)
            patch.setattr(browser, "is_root", lambda: root)
            return function(*given)


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
    "apt fails": (("apt-get", "firefox"), BOTH[1:], True, [("apt", "chromium")] * 2 + OWN[:1]),
}
"""What is there, which ways work, whether it is root's machine; and what is installed in turn."""


@pytest.mark.parametrize("case", WAYS)
def test_what_is_missing_is_brought_in_the_first_way_that_works(case):
    there, ways, root, installed = WAYS[case]
    machine = Machine(*there, brings=ways)
    assert machine.asked(ensure, root=root) == 0
    assert machine.installed == installed


def test_where_nothing_works_it_says_which_is_missing_and_what_to_do(capsys):
    machine = Machine("chromium", "apt-get")
    assert machine.asked(ensure) == 1
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
    assert quietly(sys.executable, "-c", "exit(print('1.0') or 1)") == ""
    assert quietly("no such command") == ""
    assert quietly("echo", "1.0") == "1.0"
