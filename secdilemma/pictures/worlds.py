"""The eight worlds, and which of them follows from a reading and a policy."""

from functools import partial
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes

from islands import Choice, Explorer
from secdilemma.case import Case
from secdilemma.pictures.scenarios import grid
from secdilemma.pictures.sheet import Artists, box, edge, explorer, say, sheet, strong
from secdilemma.style import LARGE, WIDTH
from secdilemma.theory import Intent, Judgement, Policy, Scenario, judge, worlds

DASHES = (0, (4, 3))
"""The edge of what is inferred and not stated."""


@sheet(4.15)
def draw_worlds(ax: Axes) -> Artists:
    """Draw all eight worlds: each scenario once where it fails and once where it fits.

    The reader should see one failing world in every row, and that the failures stand in the
    defensive column for deterrence and in the offensive column for reassurance.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        Eight boxes, row by row; solid where the article states the world, dashed where inferred.

    Notes
    -----
    Source: Kerstens and Noll (2017) for the failing worlds; the other four are inferred.
    """
    columns = {Intent.DEFENSIVE: 1.34, Intent.OFFENSIVE: 3.14}
    width, height = 1.7, 0.74
    for intent, x in columns.items():
        say(ax, x + width / 2, 3.92, f"if in fact {intent}", intent.value, weight=600)
    boxes: Artists = []
    for number, world in enumerate(worlds()):
        y = 2.96 - number // 2 * (height + 0.12)
        x = columns[world.actual]
        middle = y + height / 2
        if not number % 2:
            say(ax, 0.02, middle + 0.13, world.scenario.capitalize(), ha="left", weight=600)
            say(ax, 0.02, middle - 0.13, world.policy, world.policy.value, ha="left")
        fails = world.outcome.fails
        look: dict[str, Any] = {} if fails else {"facecolor": "none", **edge("rule", 1.2, DASHES)}
        boxes.append(box(ax, x, y, width, height, **look))
        say(ax, x + width / 2, middle, _verdict(world), "ink" if fails else "muted")
    told = "filled: stated by the article    dashed: inferred"
    say(ax, WIDTH / 2, 0.14, told, "muted", style="italic")
    return boxes


def _verdict(world: Judgement) -> str:
    if not world.outcome.fails:
        return fill(world.outcome.value, 20)
    risk = world.outcome.removeprefix("risk of ").replace("security ", "").split(" and")[0]
    return f"risk: {risk}\n({world.dilemma})"


def describe_worlds() -> str:
    """Say in words what `draw_worlds` shows."""
    failing = "; ".join(
        f"{w.scenario} fails if intent is {w.actual} ({w.outcome}, {w.dilemma})"
        for w in worlds()
        if w.outcome.fails
    )
    return (
        f"Eight worlds, two for each scenario. {failing}. In the other four the policy fits; "
        "these are dashed, because the article leaves them to be inferred."
    )


def explained(world: Judgement) -> str:
    """Say which dilemma explains a failing outcome.

    Parameters
    ----------
    world : Judgement
        A judged world.

    Returns
    -------
    str
        Begins with a comma; nothing where nothing fails.
    """
    return f", explained by the dilemma of {world.dilemma}" if world.dilemma else ""


@sheet(4.35)
def draw_scenario_map(ax: Axes, *, actual: str, reading: str, policy: str) -> Artists:
    """Draw Figure 2 with one scenario framed, and what follows if the intent is as supposed.

    The reader should see that reading and policy name the scenario, and intent and policy decide
    what follows.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actual, reading, policy : str
        As `secdilemma.theory.judge` takes them.

    Returns
    -------
    list of Artist
        Four boxes in the article's order, then the box of the outcome.

    Notes
    -----
    Reconstruction. Source: Kerstens and Noll (2017); inferred worlds are dashed.
    """
    world = judge(actual, reading, policy)
    cells = grid(ax, 1.22)
    boxes: Artists = []
    for scenario in Scenario:
        x, y, width, height = cells[scenario]
        chosen = scenario is world.scenario
        boxes.append(box(ax, x, y, width, height, **(edge() if chosen else {})))
        middle = (x + width / 2, y + height / 2)
        say(ax, *middle, scenario.capitalize(), size=LARGE, **strong(chosen))
    stated = world.basis == "article"
    dashes = "-" if stated else DASHES
    boxes.append(box(ax, 0.06, 0.06, WIDTH - 0.12, 0.98, "paper", **edge("ink", 1.2, dashes)))
    say(ax, WIDTH / 2, 0.84, f"if in fact {actual}", actual, weight=600)
    say(ax, WIDTH / 2, 0.55, world.outcome, size=LARGE, weight=600)
    why = f"explained by the dilemma of {world.dilemma}" if world.dilemma else "nothing to explain"
    by = "stated by the article" if stated else "inferred"
    say(ax, WIDTH / 2, 0.26, f"{why}; {by}", "muted")
    return boxes


def describe_scenario_map(*, actual: str, reading: str, policy: str, case: Case) -> str:
    """Say in words what `draw_scenario_map` shows."""
    world = judge(actual, reading, policy)
    stated = "The article states this" if world.basis == "article" else "This is inferred"
    right = "rightly" if world.reading is world.actual else "wrongly"
    reader, other = case.sides
    return (
        f"{reader} reads {other} as {reading} and answers with {policy}, the {world.scenario} "
        f"scenario; if {other} is in fact {actual}, it has read {right}: {world.outcome}"
        f"{explained(world)}. {stated}."
    )


def scenario_map(case: Case) -> Explorer:
    """Suppose an intent, read it, answer it, and see which scenario that is and what follows.

    Parameters
    ----------
    case : Case
        Who reads whom.

    Returns
    -------
    islands.Explorer
        Three choices, eight states.
    """
    (reader, other), intents = case.sides, list(map(str, Intent))
    return explorer(
        "scenario-map",
        "Which scenario, and what follows?",
        [
            Choice("actual", f"Suppose {other} is in fact", intents),
            Choice("reading", f"{reader} reads it as", intents),
            Choice("policy", f"{reader} answers with", list(map(str, Policy))),
        ],
        draw_scenario_map,
        partial(describe_scenario_map, case=case),
    )
