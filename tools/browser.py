"""See to it that the browser tests have a browser, and say what to do where that fails.

python tools/browser.py
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def ensure() -> int:
    """Return 0 if a browser is there or could be brought, 1 with advice otherwise."""
    if any(shutil.which(name) for name in NAMES):
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        packages = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(
            packages, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
        if shutil.which("chromium"):
            return 0
    brought = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    )
    if brought.returncode == 0:
        return 0
    print(
        "The tests read the book in Chromium, and none could be found or installed.",
        file=sys.stderr,
    )
    print("On Debian: sudo apt-get install chromium. Then run `make test` again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(ensure())
