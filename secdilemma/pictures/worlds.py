"""The eight worlds, and which of them follows from a reading and a policy."""

from functools import partial
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes

from islands import Choice, Explorer, Slider, part
from secdilemma.case import Case
from secdilemma.pictures.scenarios import grid
from secdilemma.pictures.sheet import Artists, box, edge, explorer, say, sheet, strong
from secdilemma.style import LARGE, WIDTH
from secdilemma.theory import Intent, Judgement, Policy, Scenario, judge, worlds
from secdilemma.words import count, listed

DASHES = (0, (4, 3))
"""The edge of what is inferred and not stated."""


STEPS = {n: scenario.value for n, scenario in enumerate(Scenario, start=1)}
STEPS |= {len(STEPS) + 1: "all eight worlds"}
"""The rows of the eight worlds one after the other, and all of them."""

ALL = max(STEPS)


def _failures(step: int) -> list[Judgement]:
    """List the failing worlds among those that a step has reached."""
    return [world for world in worlds()[: 2 * min(step, ALL - 1)] if world.outcome.fails]


def _headline(step: int = ALL) -> str:
    failures, reached = _failures(step), 2 * min(step, ALL - 1)
    fail = "fails" if len(failures) == 1 else "fail"
    told = f"{count(len(failures))} of {count(reached)} worlds {fail}".capitalize()
    if step < ALL:
        return f"{told}: the {STEPS[step]} if the other is {failures[-1].actual}"
    where = {world.policy: world.actual for world in failures}
    columns = [f"{policy} if the other is {actual}" for policy, actual in where.items()]
    return f"{told}: {listed(columns)}"


@sheet(4.15, _headline, lines=3)
def draw_worlds(ax: Axes, *, step: int = ALL) -> Artists:
    """Draw the eight worlds: each scenario once where it fails and once where it fits.

    The reader should see one failing world in every row, and that the failures stand in the
    defensive column for deterrence and in the offensive column for reassurance.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    step : int
        A key of `STEPS`: so many rows are drawn, the last of them framed; at the end all.

    Returns
    -------
    list of Artist
        Two boxes for each row; solid where the article states the world, dashed where inferred.

    Notes
    -----
    Source: Kerstens and Noll (2017) for the failing worlds; the other four are inferred.
    """
    columns = {Intent.DEFENSIVE: 1.34, Intent.OFFENSIVE: 3.14}
    width, height = 1.7, 0.74
    for intent, x in columns.items():
        say(ax, x + width / 2, 3.92, f"if in fact {intent}", intent.value, weight=600)
    boxes: Artists = []
    for number, world in enumerate(worlds()[: 2 * step]):
        row = number // 2
        y = 2.96 - row * (height + 0.12)
        x, middle = columns[world.actual], y + height / 2
        if not number % 2:
            here: dict[str, Any] = {"weight": 600, "ha": "left"}
            name = say(ax, 0.02, middle + 0.13, world.scenario.capitalize(), **here)
            part(name, f"name of {world.scenario}")
            policy = say(ax, 0.02, middle - 0.13, world.policy, world.policy.value, ha="left")
            part(policy, f"policy of {world.scenario}")
        fails, current = world.outcome.fails, row == step - 1
        look: dict[str, Any] = edge("ink", 2.2) if current else {}
        if not fails:
            drawn = ("ink", 2.2) if current else ("rule", 1.2)
            look = {"facecolor": "none", **edge(*drawn, DASHES)}
        boxes.append(part(box(ax, x, y, width, height, **look), f"world {number}"))
        said = say(ax, x + width / 2, middle, _verdict(world), "ink" if fails else "muted")
        part(said, f"outcome {number}")
    told = "filled: stated by the article    dashed: inferred"
    say(ax, WIDTH / 2, 0.14, told, "muted", style="italic")
    return boxes


def _verdict(world: Judgement) -> str:
    if not world.outcome.fails:
        return fill(world.outcome.value, 20)
    risk = world.outcome.removeprefix("risk of ").replace("security ", "").split(" and")[0]
    return f"risk: {risk}\n({world.dilemma})"


def describe_worlds(*, step: int = ALL) -> str:
    """Say in words what `draw_worlds` shows."""
    if step < ALL:
        one, other = worlds()[2 * step - 2 : 2 * step]
        told = f"The {one.scenario} reads {one.reading} intent and answers with {one.policy}"
        both = [
            f"if the other is in fact {world.actual}, {world.outcome}{explained(world)}"
            for world in (one, other)
        ]
        fit = one if other.outcome.fails else other
        return (
            f"{told}: {'; '.join(both)}. That it fits where the other is {fit.actual} is inferred."
        )
    failing = "; ".join(
        f"the {w.scenario} fails if intent is {w.actual} ({w.outcome}, {w.dilemma})"
        for w in _failures(step)
    )
    return (
        f"Eight worlds, two for each scenario: {failing}. In the other four the policy fits; "
        "these are dashed, because the article leaves them to be inferred."
    )


def eight_worlds() -> Explorer:
    """Go through the eight worlds, one scenario after the other.

    Returns
    -------
    islands.Explorer
        One slider; it opens with all of them.
    """
    return explorer(
        "eight-worlds",
        "One scenario after the other",
        [Slider("step", "Scenario", STEPS)],
        draw_worlds,
        describe_worlds,
        {"step": ALL},
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
