"""Files that are written together take their place together, or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Yield a folder to write into that takes the place of another when all is written.

    Parameters
    ----------
    target : Path
        The folder that is to hold the files. Those in it that are not written again stay.

    Yields
    ------
    Path
        A copy of it beside it. Whatever ends the work leaves the target as it was; what is left of
        the copy goes with the next one.
    """
    fresh, old = (target.with_name(f".{target.name}-{name}") for name in ("fresh", "old"))
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    target.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copytree(target, fresh)
        yield fresh
        target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
