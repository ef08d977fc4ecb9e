"""Build the book as a folder of HTML files, strictly and on all cores.

    python -m tools.build [KEY]

With a folder that holds a key it builds the instructor edition, apart from the public one.
It does what ``jupyter-book build . -W -n --keep-going`` does, and two things more. The pages whose
outputs are not known yet run beside the build, several at once, each in a kernel of its own; the
build waits for a page only when it comes to read it. And the parsed pages of a failed build are
forgotten: without that the next build would skip what failed, warn about nothing and pass.
"""

import os
import shutil
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

# jsonschema, which nbformat imports, would take a second to compile a grammar of web addresses
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

import yaml
from jupyter_book.sphinx import build_sphinx
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin

from bank import load
from secdilemma.checks import DataError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

from building import before_reading, cache_path  # the book’s own extension


def settings() -> dict[str, Any]:
    """Read the settings of the book."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    return found


def run_pages(folder: Path, kernels: ThreadPoolExecutor) -> None:
    """Start every page whose outputs are not in the cache; they are kept when asked for."""
    cache, timeout = get_cache(folder), settings()["execute"]["timeout"]
    for path in (*sorted(ROOT.glob("chapters/*.md")), ROOT / "index.md"):
        if not is_myst_markdown_notebook(path.read_text("utf-8")):
            continue
        notebook = myst_nb_reader_plugin(str(path))
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            running = kernels.submit(
                single_nb_execution, notebook, str(path.parent), timeout, allow_errors=False
            )
            name = str(path.relative_to(ROOT).with_suffix(""))
            before_reading[name] = partial(keep, cache, path, notebook, running)


def keep(cache: Any, path: Path, notebook: Any, running: Future[Any]) -> None:
    """Wait for the outputs of a page and put them into the cache.

    What failed, in a cell or around it, runs again in the build, and is reported there.
    """
    result = None if running.exception() else running.result()
    if result and result.err is None:
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": result.time})
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


MOUNTED = ROOT / "_instructor"
"""Where the pages of a key stand while its edition is built: Sphinx reads only below the root."""

OBJECTIVES = "# Objectives and exercises\n\n```{objective-table}\n```\n"


def mount(key: Path) -> dict[str, Any]:
    """Bring the lesson plans of a key into the book, and an index; return what Sphinx must know."""
    shutil.rmtree(MOUNTED, ignore_errors=True)
    MOUNTED.mkdir()
    if (key / "plans").is_dir():
        shutil.copytree(key / "plans", MOUNTED / "plans")
    (MOUNTED / "objectives.md").write_text(OBJECTIVES, "utf-8")
    plans = sorted(path.relative_to(ROOT) for path in MOUNTED.glob("plans/*.md"))
    pages = [*plans, Path("_instructor/objectives.md")]
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    part = {"caption": "Instructor", "chapters": [{"file": str(p.with_suffix(""))} for p in pages]}
    contents["parts"] = [*contents.get("parts", []), part]
    (MOUNTED / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), "utf-8")
    hidden = [name for name in settings()["exclude_patterns"] if name != MOUNTED.name]
    return {
        "instructor_key": str(key),
        "external_toc_path": str(MOUNTED / "_toc.yml"),
        "exclude_patterns": ["_build", *hidden],
    }


def build(output: Path = ROOT / "_build", key: str = "") -> int:
    """Build and return 0, or 1 when anything at all was wrong."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # no build time in any file
    os.environ.setdefault("PYTHONHASHSEED", "0")
    profile = output / ".ipython" / "profile_default"  # no start-up files of whoever builds
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'ERROR'\n")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    doctrees, unfinished = output / ".doctrees", output / ".unfinished"
    if unfinished.exists():  # a build that was killed has warned about nothing
        shutil.rmtree(doctrees, ignore_errors=True)
    unfinished.touch()
    edition = mount(Path(key).resolve()) if key else {}
    try:
        with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as kernels:
            run_pages(cache_path(ROOT), kernels)
            result = build_sphinx(
                str(ROOT),
                str(output / "html"),
                path_config=str(ROOT / "_config.yml"),
                confoverrides={"nitpicky": True, "latex_individualpages": False, **edition},
                noconfig=True,
                doctreedir=str(doctrees),
                warningiserror=True,
                keep_going=True,
                quiet=True,
            )
            kernels.shutdown(cancel_futures=True)
    finally:
        shutil.rmtree(MOUNTED, ignore_errors=True)
    unfinished.unlink()
    if result == 0:
        print(f"The book is in {(output / 'html' / 'index.html').relative_to(ROOT)}")
        return 0
    shutil.rmtree(doctrees, ignore_errors=True)
    print("The book was not built: see above.", file=sys.stderr)
    return 1


def main(arguments: list[str]) -> int:
    """Build what is asked for; a faulty question or key is refused before anything is built."""
    try:
        load.bank()
        if arguments:
            load.key(Path(arguments[0]).resolve())
    except (DataError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return build(ROOT / "_build" / "instructor", key=arguments[0]) if arguments else build()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
