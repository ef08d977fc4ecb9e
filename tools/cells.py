"""Run the cells of pages beside the build: each page in a fork of its own, several at once.

What pages need of others (IPython, pandas, Matplotlib) is imported before; what is the book's own
is imported anew by each fork. So every file that a page opens is known, be it code or data, and its
outputs are kept until a byte of one of them has changed. Where processes cannot be forked,
MyST-NB runs the pages itself, each in a kernel.
"""

import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import source_from_cache
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from myst_nb.core.execute import create_client
from myst_nb.core.execute.base import NotebookClientBase
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin
from myst_nb.core.utils import coalesce_streams
from nbclient import NotebookClient
from nbformat import NotebookNode, from_dict
from sphinx.errors import SphinxError

from tools.digests import ROOT, digests, files, hashed, libraries

FORKS = hasattr(os, "fork") and sys.platform != "darwin"  # where Apple's libraries forbid it
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
OUTPUTS = ROOT / "_build" / ".cells"
"""The editions of the book share it."""

OWN = ("secdilemma", "game", "islands", "bank", "tools")
"""The book's packages, of which each page may use others."""


# ------------------------------------------------------------------ one page, in its own process


ANYTHING = "?"
"""Stands for what another program opened: nothing is known of it."""


def note_files(log: int) -> None:
    """Log the name of every file that this process or a fork of it opens from now on."""
    seen: set[str] = set()
    root = f"{ROOT}{os.sep}"

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            name = ANYTHING
        elif event in ("open", "os.listdir", "os.scandir"):
            if not isinstance(arguments[0], (str, bytes, os.PathLike)):
                return
            name = os.path.abspath(os.fsdecode(arguments[0]))
            if not name.startswith(root):
                return
        else:
            return
        if name not in seen:
            seen.add(name)
            os.write(log, f"{name}\n".encode())

    sys.addaudithook(note)


def used(names: Iterable[str]) -> set[Path]:
    """Return what of the files that were opened a page depends on.

    A compiled module stands for its source. Of folders only those of data count: one file more in
    them may change what is read.
    """
    inputs: set[Path] = set()
    for name in names:
        if name == ANYTHING:
            inputs |= {file for folder in (*OWN, "data") for file in files(ROOT / folder)}
            continue
        path = Path(name)
        if path.parent.name == "__pycache__":  # Python writes a file beside it, and renames that
            with suppress(ValueError):
                path = Path(source_from_cache(name.partition(".pyc")[0] + ".pyc"))
        inside = path.relative_to(ROOT).parts
        if inside[0] == "_build" or any(part.startswith(".") for part in inside):
            continue
        if inside[0] == "data":
            inputs |= {path, path if path.is_dir() else path.parent}
        elif not path.is_dir():
            inputs.add(path)
    return inputs


def start_kernel(page: Path) -> Any:
    """Make this process what a new kernel in the folder of a page would be; return its client."""
    import matplotlib
    from ipykernel.inprocess.manager import InProcessKernelManager

    again = (*OWN, "matplotlib_inline")  # which looks for its shell when it is imported
    for name in [name for name in sys.modules if name.partition(".")[0] in again]:
        del sys.modules[name]
    os.chdir(page.parent)
    sys.path[:0] = ["", str(ROOT)]
    matplotlib.use("module://matplotlib_inline.backend_inline")
    manager = InProcessKernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    sys.stdin = open(os.devnull)  # noqa: SIM115  (nobody is asked)
    sys.stdout, sys.stderr = manager.kernel.stdout, manager.kernel.stderr
    return client


def run_cells(
    notebook: NotebookNode, kernel: Any, begun: Any, limit: int
) -> Iterator[tuple[NotebookNode, BaseException | None]]:
    """Run the cells of a notebook; yield each with its outputs, and the error that ended it.

    A cell that takes too long ends the process, whatever it does.
    """
    client = NotebookClient(notebook, record_timing=False)
    client.reset_execution_trackers()
    for begun.value, cell in enumerate(cells(notebook), 1):
        if cell.source.strip() and "skip-execution" not in cell.metadata.get("tags", []):
            signal.alarm(limit)
            result = kernel.kernel.shell.run_cell(cell.source, store_history=True)
            signal.alarm(0)
            sys.stdout.flush()
            sys.stderr.flush()
            client.clear_before_next_output = False
            for message in kernel.iopub_channel.get_msgs():
                client.process_message(message, cell, begun.value)
            yield cell, result.error_before_exec or result.error_in_exec


def run_page(page: Path, limit: int, begun: Any, earlier: list[int]) -> None:
    """Run the cells of a page when fewer processes than cores are left of those begun earlier.

    Its outputs are kept, with all that they were made from.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build hears it, and ends
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=end_with_build, daemon=True).start()
    while len(earlier) >= CORES:
        ended = wait(earlier)
        earlier = [sentinel for sentinel in earlier if sentinel not in ended]
    text = page.read_text("utf-8")
    notebook = myst_nb_reader_plugin(str(page))
    rules = notebook.metadata.get("execution", {})
    file = stored(page)
    file.parent.mkdir(parents=True, exist_ok=True)
    log = file.with_suffix(".files")
    descriptor = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_RDWR)
    kernel = start_kernel(page)
    note_files(descriptor)
    fault = None
    for cell, error in run_cells(notebook, kernel, begun, rules.get("timeout", limit)):
        may_fail = rules.get("allow_errors") or "raises-exception" in cell.metadata.get("tags", [])
        raised = [(type(error).__name__, str(error))] if error else []
        # what shows a value may fail too, and then the cell only tells of it
        raised += [(one.ename, one.evalue) for one in cell.outputs if one.output_type == "error"]
        if raised and not may_fail:
            kind, words = raised[0]
            last_line = (words.strip().splitlines() or [""])[-1]
            fault = [f"cell {begun.value}", f"{kind}: {last_line}"]
            break
    names = log.read_text().splitlines()
    log.unlink()
    record = {
        "text": hashed([text]),
        "sources": [cell.source for cell in cells(notebook)],
        "libraries": libraries(),
        "files": digests(used(names)),
        "fault": fault,
        "outputs": [coalesce_streams(cell.outputs) for cell in cells(notebook)],  # sent in pieces
    }
    unfinished = file.with_suffix(".new")
    unfinished.write_text(json.dumps(record), "utf-8")
    unfinished.replace(file)


def end_with_build() -> None:
    """End this process as soon as the build has ended, however that was."""
    build = multiprocessing.parent_process()
    assert build is not None
    build.join()
    os._exit(1)


def cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells of a notebook that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def stored(page: Path) -> Path:
    """Return the file that keeps the outputs of a page."""
    return OUTPUTS / page.relative_to(ROOT).with_suffix(".json")


def outputs_hash(page: Path) -> str:
    """Return the hash of what is kept of a page; of a page without cells, that of nothing."""
    file = stored(page)
    return hashed([file.read_bytes()] if file.is_file() else [])


def recall(page: Path) -> dict[str, Any] | None:
    """Return the outputs of a page, and what they were made from, if that is still the same."""
    try:
        record: dict[str, Any] = json.loads(stored(page).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if record["fault"] or record["libraries"] != libraries():
        return None
    if record["text"] != hashed([page.read_text("utf-8")]):
        sources = [cell.source for cell in cells(myst_nb_reader_plugin(str(page)))]
        if sources != record["sources"]:
            return None
    return record if digests(record["files"]) == record["files"] else None


# ------------------------------------------------------------------ all pages, beside the build


class Runner:
    """The processes that run the cells of pages, as many at once as there are cores.

    Parameters
    ----------
    limit : int
        How many seconds a cell may take.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.processes: dict[Path, BaseProcess] = {}
        self.begun: dict[Path, Any] = {}

    def start(self, page: Path) -> None:
        """Let a page run as soon as a core is free."""
        context = multiprocessing.get_context("fork")
        begun = context.RawValue("i", 0)
        earlier = [process.sentinel for process in self.processes.values()]
        process = context.Process(
            target=run_page, args=(page, self.limit, begun, earlier), daemon=True
        )
        process.start()
        self.processes[page], self.begun[page] = process, begun

    def start_all(self, pages: Iterable[Path]) -> None:
        """Start those of which nothing is kept that still holds."""
        for page in pages:
            if is_myst_markdown_notebook(page.read_text("utf-8")) and recall(page) is None:
                self.start(page)

    def close(self) -> None:
        """End all that still runs."""
        for process in self.processes.values():
            process.kill()
        for process in self.processes.values():
            process.join()

    def fault(self, page: Path) -> tuple[str, str] | None:
        """Wait for a page, and return which of its cells failed, and the last line of its error."""
        process = self.processes[page]
        process.join()
        if process.exitcode == 0:
            fault: tuple[str, str] | None = json.loads(stored(page).read_text("utf-8"))["fault"]
            return fault
        cell = f"cell {self.begun[page].value}"
        if process.exitcode == -signal.SIGALRM:
            return cell, f"A cell took longer than {self.limit} s"
        return cell, f"The process of a page ended with the status {process.exitcode}"

    def bring(self, page: Path) -> None:
        """Wait until the outputs of a page are there.

        Where a cell failed, wait for all pages and name each fault once, with the cells that met
        it.
        """
        if page not in self.processes and recall(page) is None:
            self.start(page)
        if page not in self.processes or self.fault(page) is None:
            return
        places: dict[str, list[str]] = {}
        for other in self.processes:
            if fault := self.fault(other):
                places.setdefault(fault[1], []).append(f"{other.relative_to(ROOT)}, {fault[0]}")
        raise CellError("".join(f"\n{last}\n    in {'; '.join(at)}" for last, at in places.items()))


class CellError(SphinxError):
    """A cell of a chapter failed: where, and the last line of its error."""

    category = "A cell failed"


LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
"""What a kernel says of itself: cells may hold more than Python."""


class Outputs(NotebookClientBase):
    """Gives a notebook the outputs that are kept of its page."""

    def start_client(self) -> None:
        """Put them into its cells."""
        assert self.path is not None
        record = json.loads(stored(self.path).read_text("utf-8"))
        for cell, outputs in zip(cells(self.notebook), record["outputs"], strict=True):
            cell.outputs = [from_dict(output) for output in outputs]
        self.notebook.metadata["language_info"] = from_dict(LANGUAGE)


def client(
    notebook: NotebookNode, source: str, rules: Any, logger: Any, form: Any = None
) -> NotebookClientBase:
    """Stand in for the client of MyST-NB, where pages are run here."""
    if rules.execution_mode == "off":
        return create_client(notebook, source, rules, logger, form)
    return Outputs(notebook, Path(source), rules, logger)
