"""See to it that the tests have their browsers, and say what to do where that fails.

    python -m tools.browser

A browser counts as there when it answers: a name on the path may be a stub, and a download may
lack a library of the system.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
WINDOWLESS = "chromium-headless-shell"
"""Opens pages in half the time, for tests; it sets type otherwise, so that it prints nothing."""

FIREFOX = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
BROWSERS = {"chromium": NAMES, "firefox": FIREFOX}
DEBIAN = {"chromium": (f"{WINDOWLESS} chromium", "chromium"), "firefox": ("firefox-esr",)}
"""The packages there, the first that can be had: older ones lack what has no window."""

ASK = """
from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.{}.executable_path)
"""


def quietly(*command: str) -> str:
    """Run a command and return what it says, or nothing if it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def find(browser: str) -> str | None:
    """Return the path of a browser that answers: this machine's, else Playwright's own."""
    for name in BROWSERS[browser]:
        if (path := shutil.which(name)) and quietly(path, "--version"):
            return path
    own = quietly(sys.executable, "-c", ASK.format(browser))
    return own if own and quietly(own, "--version") else None


def launch(playwright: Playwright, *more: str, names: Sequence[str] = NAMES) -> Browser:
    """Start this machine's Chromium, or Playwright's own."""
    path = next(filter(None, map(shutil.which, names)), None)
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", *more]
    return playwright.chromium.launch(executable_path=path, args=args)


def is_root() -> bool:
    """Tell whether packages may be installed; there is no such user on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def bring(browser: str) -> str | None:
    """Install a browser, through apt if that may be, else through Playwright; return its path."""
    ways: list[list[list[str]]] = [[[sys.executable, "-m", "playwright", "install", browser]]]
    if is_root() and shutil.which("apt-get"):
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
        update = ["apt-get", "update", "-qq"]
        ways = [*([update, [*install, *some.split()]] for some in DEBIAN[browser]), *ways]
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for way in ways:
        for command in way:
            subprocess.run(command, check=False, env=silent)
        if path := find(browser):
            return path
    return None


def ensure(
    browsers: Iterable[str] = tuple(BROWSERS), use: str = "The tests read the book in"
) -> int:
    """Return 0 if browsers are there or could be brought, 1 with advice otherwise."""
    missing = [browser for browser in browsers if not (find(browser) or bring(browser))]
    for browser in missing:
        print(
            f"{use} {browser.title()}, and none could be found or installed.\n"
            f"On Debian: sudo apt-get install {DEBIAN[browser][-1]}. Elsewhere: install it and put "
            "it on the path.\nThen run the same again.",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(ensure())
