"""Many states, drawn on all cores of the machine where it can copy a process as it stands."""

import multiprocessing as mp
import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Made = TypeVar("Made")

MANY = 64
"""From this many things on it is worth while to start processes."""

_AT_WORK: list[Callable[[int], Any]] = []
"""What the processes do: they are copies of this one, and find it here."""


def _make(number: int) -> Any:
    return _AT_WORK[-1](number)


def cores() -> int:
    """Return how many cores may be used.

    Returns
    -------
    int
        One where processes cannot be copied, as on Windows, or may not have processes of their own.
    """
    if "fork" not in mp.get_all_start_methods() or mp.current_process().daemon:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(make: Callable[[int], Made], many: int) -> Iterator[Made]:
    """Make things by their numbers, from 0 on.

    Parameters
    ----------
    make : callable
        Makes the thing of a number; nothing that it changes is seen outside where many are made.
    many : int
        How many.

    Returns
    -------
    iterator of object
        What ``make`` returns, in order.

    Raises
    ------
    Exception
        Whatever ``make`` raises.
    """
    if many < MANY or cores() == 1:
        yield from map(make, range(many))
        return
    _AT_WORK.append(make)
    try:
        with warnings.catch_warnings():  # threads of a notebook are not copied, and not needed
            warnings.simplefilter("ignore", DeprecationWarning)
            pool = mp.get_context("fork").Pool(cores())
        with pool:
            yield from pool.imap(_make, range(many), chunksize=8)
    except Exception as error:
        raise error from None  # as if it had happened here
    finally:
        _AT_WORK.pop()
