"""Every explorer of the book that a case can fill."""

from islands import Explorer
from secdilemma.baltic.reach import reach
from secdilemma.baltic.since_2017 import since_2017
from secdilemma.case import Case
from secdilemma.pictures.answer import timeline
from secdilemma.pictures.capabilities import balance, ratio_steps
from secdilemma.pictures.choosing import choosing
from secdilemma.pictures.reading_signals import reading_signals
from secdilemma.pictures.response import paradox_chain
from secdilemma.pictures.spiral import spiral
from secdilemma.pictures.trust import trust
from secdilemma.pictures.verdict import verdict
from secdilemma.pictures.worlds import scenario_map


def explorers(case: Case) -> list[Explorer]:
    """Make the explorers of the theory, of a case as far as it has what they show, and of models.

    Parameters
    ----------
    case : Case
        Signals, a verdict, a Table 1 and a map are optional.

    Returns
    -------
    list of islands.Explorer
        In the order of the chapters.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> len(explorers(load_case("baltic")))
    12
    """
    of_case = {
        scenario_map: True,
        ratio_steps: case.has("table1.csv"),
        balance: case.has("table1.csv"),
        timeline: case.has("signals.csv"),
        verdict: case.verdict.readings and case.verdict.mixes,
        reach: case.has("map.geojson"),
        since_2017: case.has("map.geojson") and case.has("since.csv"),
    }
    companion = (reading_signals, choosing, spiral, trust)
    return [
        paradox_chain(),
        *(make(case) for make, possible in of_case.items() if possible),
        *(make() for make in companion),
    ]
