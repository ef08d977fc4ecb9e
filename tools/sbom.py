"""Write the bill of materials of a build, _build/sbom.json: python -m tools.sbom.

It lists what `requirements/build.txt` pins, with checksums, and the licence of each as its own
metadata say. What only another platform installs has none here.
"""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from tools.pages import ROOT

BILL = ROOT / "_build" / "sbom.json"
COMMAND = [
    *(sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible"),
    *("--pyproject", "pyproject.toml", "--output-file", BILL, "requirements/build.txt"),
]
CLASSIFIER = "License :: "


def licences(package: str) -> list[dict[str, Any]]:
    """Return the licences of an installed package in the form of CycloneDX."""
    try:
        facts = metadata(package)
    except PackageNotFoundError:
        return []
    if expression := facts.get("License-Expression"):
        return [{"expression": expression}]
    classifiers = [c for c in facts.get_all("Classifier", []) if c.startswith(CLASSIFIER)]
    names = [c.rpartition(" :: ")[2] for c in classifiers] or facts.get("License", "").split("\n")[
        :1
    ]
    return [{"license": {"name": name}} for name in dict.fromkeys(names) if name]


def main() -> int:
    """Write the bill."""
    BILL.parent.mkdir(exist_ok=True)
    subprocess.run(COMMAND, cwd=ROOT, check=True)
    bill = json.loads(BILL.read_text("utf-8"))
    for part in bill["components"]:
        if names := licences(part["name"]):
            part["licenses"] = names
    BILL.write_text(json.dumps(bill, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
