"""See to it that the tests have the web servers for which the book writes configurations.

    python -m tools.servers

Where packages may be installed, apt brings what is missing, and nothing is left running that was
not there before. Where none may, `tests/test_servers.py` fails and says what to install.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.browser import is_root

PACKAGES = {"nginx": "nginx", "apache2": "apache2", "caddy": "caddy"}
"""Debian's package by the name of the program."""

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
"""Where servers are; the path of a user often lacks the last two."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Which = Callable[[str], str | None]


def find(name: str) -> str | None:
    """Return the path of a server."""
    return shutil.which(name, path=PLACES)


def bring(run: Run = subprocess.run, which: Which = find, root: bool | None = None) -> list[str]:
    """Install the servers that are missing, through apt if that may be; return what is still so."""
    missing = [name for name in PACKAGES if not which(name)]
    root = is_root() if root is None else root
    if missing and root and which("apt-get"):
        settings: dict[str, Any] = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
        run(["apt-get", "update", "-qq"], check=False, **settings)
        run([*install, *(PACKAGES[name] for name in missing)], check=False, **settings)
        if Path("/run/systemd/system").is_dir():
            run(["systemctl", "disable", "--now", *missing], check=False)
        missing = [name for name in missing if not which(name)]
    return missing


def advice(name: str) -> str:
    """Say how to come by a server."""
    return (
        f"{name} is not installed, and the book's configuration for it has to be tried. "
        f"On Debian: sudo apt-get install {PACKAGES[name]}. Then run `make test` again."
    )


if __name__ == "__main__":
    for name in bring():
        print(advice(name))
