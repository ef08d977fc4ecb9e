"""Run the cells of pages beside the build: each page in a fork of its own, several at once.

What pages need of others (IPython, pandas, Matplotlib) is imported before; what is the book's own
is imported anew by each fork. So every file that a page opens is known, be it code or data, and its
outputs are kept until a byte of one of them has changed. Where processes cannot be forked,
MyST-NB runs the pages itself, each in a kernel.
"""

import io
import json
import multiprocessing
import os
import signal
import sys
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import source_from_cache
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from myst_nb.core.execute import create_client
from myst_nb.core.execute.base import NotebookClientBase
from myst_nb.core.read import is_myst_markdown_notebook, myst_nb_reader_plugin
from nbformat import NotebookNode, from_dict
from sphinx.errors import SphinxError
from traitlets import Type
from traitlets.config import Config

from tools.digests import ROOT, digests, files, hashed, libraries

FORKS = hasattr(os, "fork") and sys.platform != "darwin"  # where Apple's libraries forbid it
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
OUTPUTS = ROOT / "_build" / ".cells"
"""The editions of the book share it."""

OWN = ("secdilemma", "game", "islands", "bank", "tools")
"""The book's packages, of which each page may use others."""

Output = dict[str, Any]


# ------------------------------------------------------------------ a notebook, without its kernel


class Stream(io.TextIOBase):
    """What cells print, as an output."""

    def __init__(self, name: str, outputs: list[Output]) -> None:
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        """Append to the output that is being printed, or begin one."""
        last = self.outputs[-1] if self.outputs else {}
        if last.get("name") == self.name:
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


class Publisher(DisplayPublisher):
    """What cells display, as outputs."""

    def publish(
        self,
        data: Output,
        metadata: Output | None = None,
        *,
        transient: Output | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Append an output, or change one that has a name."""
        name = (transient or {}).get("display_id")
        made = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        if update:
            self.shell.named[name].update(data=data, metadata=metadata or {})
        else:
            self.shell.outputs.append(made)
            self.shell.named[name] = made

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has put out."""
        self.shell.outputs.clear()


class Hook(DisplayHook):
    """What a cell returns, as an output."""

    def start_displayhook(self) -> None:
        """Print nothing before it."""

    def write_output_prompt(self) -> None:
        """Print no number."""

    def write_format_data(self, data: Output, metadata: Output | None = None) -> None:
        """Append it."""
        made = {"output_type": "execute_result", "data": data, "metadata": metadata or {}}
        self.shell.outputs.append({**made, "execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """Print nothing after it."""


class Shell(InteractiveShell):
    """What a kernel is inside; it keeps the outputs of its cells in place of sending them."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)

    def __init__(self, **settings: Any) -> None:
        self.outputs: list[Output] = []
        self.named: dict[str | None, Output] = {}
        super().__init__(**settings)
        self.set_hook("show_in_pager", lambda *_, **__: None, 0)  # help is for who asks
        sys.stdout = Stream("stdout", self.outputs)
        sys.stderr = Stream("stderr", self.outputs)

    def _showtraceback(self, kind: type, error: BaseException, lines: list[str]) -> None:
        told = {"ename": kind.__name__, "evalue": str(error), "traceback": lines}
        self.outputs.append({"output_type": "error", **told})

    def run(self, source: str) -> tuple[list[Output], BaseException | None]:
        """Run a cell, and return its outputs and the error that ended it."""
        self.outputs.clear()
        result = self.run_cell(source, store_history=True)
        return list(self.outputs), result.error_before_exec or result.error_in_exec


# ------------------------------------------------------------------ one page, in its own process


ANYTHING = "?"
"""Stands for what another program opened: nothing is known of it."""


def note_files(log: int) -> None:
    """From now on write into a file the name of each that this process or a fork of it opens."""
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
    found: set[Path] = set()
    for name in names:
        if name == ANYTHING:
            found |= {file for folder in (*OWN, "data") for file in files(ROOT / folder)}
            continue
        path = Path(name)
        if path.parent.name == "__pycache__":
            with suppress(ValueError):
                path = Path(source_from_cache(name))
        inside = path.relative_to(ROOT).parts
        if inside[0] == "_build" or any(part.startswith(".") for part in inside):
            continue
        if inside[0] == "data":
            found |= {path, path if path.is_dir() else path.parent}
        elif not path.is_dir():
            found.add(path)
    return found


def prepare(page: Path) -> Shell:
    """Make this process what a new kernel in the folder of a page would be."""
    import matplotlib

    anew = (*OWN, "matplotlib_inline")  # which looks for its shell when it is imported
    for name in [name for name in sys.modules if name.partition(".")[0] in anew]:
        del sys.modules[name]
    os.chdir(page.parent)
    sys.path[:0] = ["", str(ROOT)]
    sys.stdin = open(os.devnull)  # noqa: SIM115  (nobody is asked)
    matplotlib.use("module://matplotlib_inline.backend_inline")
    return Shell.instance(config=Config(HistoryManager={"enabled": False}))


def run_page(page: Path, limit: int, news: Connection) -> None:
    """Run the cells of a page, and keep their outputs, with all that they were made from.

    A cell that takes too long ends the process, whatever it does.
    """
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    text = page.read_text("utf-8")
    notebook = myst_nb_reader_plugin(str(page))
    rules = notebook.metadata.get("execution", {})
    file = stored(page)
    file.parent.mkdir(parents=True, exist_ok=True)
    log = file.with_suffix(".files")
    descriptor = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_RDWR)
    shell = prepare(page)
    note_files(descriptor)
    outputs: list[list[Output]] = []
    fault = None
    for number, cell in enumerate(cells(notebook), 1):
        news.send((page, number, None))
        tags = cell.metadata.get("tags", [])
        outputs.append([])
        if not cell.source.strip() or "skip-execution" in tags:
            continue
        signal.alarm(rules.get("timeout", limit))
        outputs[-1], error = shell.run(cell.source)
        signal.alarm(0)
        if error and not (rules.get("allow_errors") or "raises-exception" in tags):
            said = str(error).strip().splitlines() or [""]
            fault = [number, f"{type(error).__name__}: {said[-1]}"]
            break
    names = log.read_text().splitlines()
    log.unlink()
    made = {
        "text": hashed([text]),
        "sources": [cell.source for cell in cells(notebook)],
        "libraries": libraries(),
        "files": digests(used(names)),
        "fault": fault,
        "outputs": outputs,
    }
    unfinished = file.with_suffix(".new")
    unfinished.write_text(json.dumps(made, default=lambda data: b64encode(data).decode()), "utf-8")
    unfinished.replace(file)


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
        made: dict[str, Any] = json.loads(stored(page).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if made["fault"] or made["libraries"] != libraries():
        return None
    if made["text"] != hashed([page.read_text("utf-8")]):
        sources = [cell.source for cell in cells(myst_nb_reader_plugin(str(page)))]
        if sources != made["sources"]:
            return None
    return made if digests(made["files"]) == made["files"] else None


# ------------------------------------------------------------------ all pages, beside the build


def serve(orders: Connection, news: Connection, limit: int) -> None:
    """Run the pages that are ordered, as many at once as there are cores, until nobody can order.

    Of each page it is said which cell begins, and in the end how its process ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build hears it, and ends
    context = multiprocessing.get_context("fork")
    waiting: list[Path] = []
    running: dict[Any, tuple[Path, Any]] = {}
    while True:
        while waiting and len(running) < CORES:
            page = waiting.pop(0)
            process = context.Process(target=run_page, args=(page, limit, news))
            process.start()
            running[process.sentinel] = page, process
        for ready in wait([orders, *running]):
            if ready is not orders:
                page, process = running.pop(ready)
                process.join()
                news.send((page, None, process.exitcode))
                continue
            try:
                waiting.append(orders.recv())
            except EOFError:
                for _, process in running.values():
                    process.kill()
                return


class Runner:
    """The process that runs cells, and what is known of its pages.

    It has to start before this process has opened what no other may hold, such as a lock.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.begun: dict[Path, int] = {}
        self.ended: dict[Path, int] = {}
        context = multiprocessing.get_context("fork")
        orders, self.orders = context.Pipe(duplex=False)
        self.news, news = context.Pipe(duplex=False)
        self.process = context.Process(target=self._serve, args=(orders, news))
        self.process.start()
        orders.close()
        news.close()

    def _serve(self, orders: Connection, news: Connection) -> None:
        self.orders.close()
        self.news.close()
        serve(orders, news, self.limit)

    def close(self) -> None:
        """End all that still runs."""
        self.orders.close()
        self.process.join()

    def order(self, page: Path) -> None:
        """Let a page run as soon as a core is free."""
        self.begun[page] = 0
        self.orders.send(page)

    def order_all(self, pages: Iterable[Path]) -> None:
        """Order those of which nothing is kept that still holds."""
        for page in pages:
            if is_myst_markdown_notebook(page.read_text("utf-8")) and recall(page) is None:
                self.order(page)

    def fault(self, page: Path) -> tuple[str, str] | None:
        """Wait for a page, and return which of its cells failed, and what it said last."""
        while page not in self.ended:
            at, cell, code = self.news.recv()
            if code is None:
                self.begun[at] = cell
            else:
                self.ended[at] = code
        code, cell = self.ended[page], f"cell {self.begun[page]}"
        if code == 0:
            fault = json.loads(stored(page).read_text("utf-8"))["fault"]
            return fault and (f"cell {fault[0]}", fault[1])
        if code == -signal.SIGALRM:
            return cell, f"A cell took longer than {self.limit} s"
        return cell, f"The process of a page ended with the status {code}"

    def bring(self, page: Path) -> None:
        """Wait until the outputs of a page are there.

        Where a cell failed, wait for all pages and name each fault once, with the cells that met
        it.
        """
        if page not in self.begun and recall(page) is None:
            self.order(page)
        if page not in self.begun or self.fault(page) is None:
            return
        met: dict[str, list[str]] = {}
        for other in self.begun:
            if found := self.fault(other):
                met.setdefault(found[1], []).append(f"{other.relative_to(ROOT)}, {found[0]}")
        raise CellError("".join(f"\n{last}\n    in {'; '.join(at)}" for last, at in met.items()))


class CellError(SphinxError):
    """A cell of a chapter failed: where, and what it said last."""

    category = "A cell failed"


LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
"""What a kernel says of itself: cells may hold more than Python."""


class Outputs(NotebookClientBase):
    """Gives a notebook the outputs that are kept of its page."""

    def start_client(self) -> None:
        """Put them into its cells."""
        assert self.path is not None
        made = json.loads(stored(self.path).read_text("utf-8"))
        for cell, outputs in zip(cells(self.notebook), made["outputs"], strict=True):
            cell.outputs = [from_dict(output) for output in outputs]
        self.notebook.metadata["language_info"] = from_dict(LANGUAGE)


def client(
    notebook: NotebookNode, source: str, rules: Any, logger: Any, form: Any = None
) -> NotebookClientBase:
    """Stand in for the client of MyST-NB, where pages are run here."""
    if rules.execution_mode == "off":
        return create_client(notebook, source, rules, logger, form)
    return Outputs(notebook, Path(source), rules, logger)
