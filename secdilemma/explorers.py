"""Every explorer of the book that a case can fill."""

import importlib
import pkgutil
from pathlib import Path

from islands import Explorer
from secdilemma.case import Case
from secdilemma.kit.figure import EXPLORERS


def explorers(case: Case) -> list[Explorer]:
    """Make the explorers of the theory, of a case as far as it has what they show, and of models.

    Whatever a module of the package defines with `secdilemma.kit.figure.explorer` is among them.

    Parameters
    ----------
    case : Case
        Signals, a verdict, a Table 1 and a map are optional.

    Returns
    -------
    list of islands.Explorer
        By name.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "spiral" in [explorer.name for explorer in explorers(load_case("baltic"))]
    True
    """
    for module in pkgutil.walk_packages([str(Path(__file__).parent)], "secdilemma."):
        importlib.import_module(module.name)
    return [build(case) for _, (build, needs) in sorted(EXPLORERS.items()) if needs(case)]
