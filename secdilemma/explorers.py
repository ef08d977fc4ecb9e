"""Every explorer of the book that a case can fill."""

import importlib
import pkgutil

from islands import Explorer
from secdilemma import baltic, pictures
from secdilemma.case import Case
from secdilemma.kit.figure import EXPLORERS


def explorers(case: Case) -> list[Explorer]:
    """Make the explorers of the theory, of a case as far as it has what they show, and of models.

    Whatever a module of ``pictures/`` or ``baltic/`` defines with `secdilemma.kit.explorer` is
    among them.

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
    for package in (pictures, baltic):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return [build(case) for _, (build, needs) in sorted(EXPLORERS.items()) if needs(case)]
