"""Build the book as a folder of HTML files, strictly and on all cores.

    python tools/build.py [html]

It does what ``jupyter-book build . -W -n --keep-going`` does, and two things more: it reads and
writes pages in parallel, and it forgets the parsed pages of a failed build. Without the latter the
next build would skip the pages that failed, warn about nothing and pass.
"""

import os
import shutil
import sys
from pathlib import Path

from jupyter_book.sphinx import build_sphinx

ROOT = Path(__file__).resolve().parent.parent


def build(builder: str = "html", output: Path = ROOT / "_build") -> int:
    """Build and return 0, or 1 when anything at all was wrong."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # no build time in any file
    os.environ.setdefault("PYTHONHASHSEED", "0")
    profile = output / ".ipython" / "profile_default"  # no start-up files of whoever builds
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'ERROR'\n")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    doctrees = output / ".doctrees"
    result = build_sphinx(
        str(ROOT),
        str(output / builder),
        path_config=str(ROOT / "_config.yml"),
        confoverrides={"nitpicky": True, "latex_individualpages": False},
        noconfig=True,
        doctreedir=str(doctrees),
        builder=builder,
        warningiserror=True,
        keep_going=True,
        jobs=os.cpu_count() or 1,
        quiet=True,
    )
    if result == 0:
        print(f"The book is in {(output / builder / 'index.html').relative_to(ROOT)}")
        return 0
    shutil.rmtree(doctrees, ignore_errors=True)
    print("The book was not built: see above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(build(*sys.argv[1:]))
