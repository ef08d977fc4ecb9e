"""The chain of misplaced suspicion, and where sensibility breaks it."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from islands import Choice, Explorer, Slider, handle, part
from secdilemma.pictures.sheet import Artists, arrow, box, edge, explorer, say, sheet
from secdilemma.style import TEXT, WIDTH
from secdilemma.theory import PARADOX_CHAIN
from secdilemma.words import count

LEFT, WIDE, HIGH, STEP = 0.5, 4.0, 0.5, 0.74
"""Where a step's box begins, its size, and how far the next one lies below, in inches."""


BREAKS = tuple(n for n, link in enumerate(PARADOX_CHAIN, start=1) if link.breaks)
"""The steps at which sensibility can break the chain."""


def _y(number: int) -> float:
    """Return the foot of a step's box, the first being 1."""
    return 4.2 - (number - 1) * STEP


def _next(ax: Axes, number: int) -> None:
    """Lead from a step to the next one."""
    middle, y = LEFT + WIDE / 2, _y(number)
    part(arrow(ax, (middle, y - 0.02), (middle, y - STEP + HIGH + 0.02)), f"after {number}")


def _loop(ax: Axes) -> Artist:
    """Lead from the fifth step back to the second."""
    start, end = (LEFT - 0.03, _y(5) + HIGH / 2), (LEFT - 0.03, _y(2) + HIGH / 2)
    return arrow(ax, start, end, "ink", connectionstyle="arc3,rad=-0.32")


def _headline() -> str:
    steps, end = len(PARADOX_CHAIN), PARADOX_CHAIN[-1].text
    return f"{end}; {count(len(BREAKS))} of the {count(steps)} steps can break the chain"


@sheet(4.75, _headline)
def draw_paradox_chain(ax: Axes) -> Artists:
    """Draw how misplaced suspicion makes both sides less secure, and where the chain can break.

    The reader should see that the last step feeds the second, so that the chain runs again, and
    that it can break only where somebody reads somebody else.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        One box per step, then the arrow that closes the loop.

    Notes
    -----
    Source: Kerstens and Noll (2017), the section on the dilemma of response; marking the breaking
    points is this book's reading of what they say about sensibility.
    """
    artists: Artists = []
    for number, link in enumerate(PARADOX_CHAIN, start=1):
        look = edge("reassurance", 2) if link.breaks else {}
        artists.append(box(ax, LEFT, _y(number), WIDE, HIGH, **look))
        say(ax, LEFT + WIDE / 2, _y(number) + HIGH / 2, link.text, size=TEXT)
        if number < len(PARADOX_CHAIN):
            _next(ax, number)
    loop = _loop(ax)
    told = "framed: where sensibility can break the chain"
    say(ax, WIDTH / 2, 0.2, told, "reassurance", weight=600)
    return [*artists, loop]


def describe_paradox_chain() -> str:
    """Say in words what `draw_paradox_chain` shows."""
    steps = "; ".join(f"{n}. {link.text}" for n, link in enumerate(PARADOX_CHAIN, start=1))
    breaks = [str(n) for n, link in enumerate(PARADOX_CHAIN, start=1) if link.breaks]
    return (
        f"A chain of steps. {steps}. The fifth step leads back to the second, so the chain can run "
        f"again; sensibility can break it at steps {', '.join(breaks[:-1])} and {breaks[-1]}."
    )


@sheet(4.75)
def draw_chain_step(ax: Axes, *, step: int, broken: int) -> Artists:
    """Draw the chain of misplaced suspicion up to one step, or to where sensibility breaks it.

    The reader should see the chain grow, feed itself, and end where somebody asks the other
    question; pointing at a link breaks it there.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    step : int
        1 to 6.
    broken : int
        The step at which sensibility breaks the chain, or 0.

    Returns
    -------
    list of Artist
        One box per step, then the loop if the chain has run to its fifth step.

    Notes
    -----
    Source: Kerstens and Noll (2017); the breaking points are this book's.
    """
    artists: Artists = []
    end = min(step, broken) if broken else step
    for number, link in enumerate(PARADOX_CHAIN, start=1):
        reached, breaks = number <= end, number == broken
        here = breaks and reached
        look = edge("reassurance", 2.4) if here else {}
        if not reached:
            asked = "muted" if number == step else "rule"
            look = edge("reassurance" if breaks else asked, 2.4 if breaks else 1, (0, (3, 3)))
        face = "panel" if reached else "paper"
        frame = box(ax, LEFT, _y(number), WIDE, HIGH, face, **look)
        artists.append(part(frame, f"link {number}"))
        words = "“Could they be afraid of us?”" if here else link.text
        meaning = "reassurance" if here else "ink" if reached else "muted"
        bold: dict[str, Any] = {"size": TEXT, "weight": 600 if here or number == end else 400}
        said = say(ax, LEFT + WIDE / 2, _y(number) + HIGH / 2, words, meaning, **bold)
        part(said, f"step {number}")
        if number < end:
            _next(ax, number)
    if step >= 5 and not broken:
        artists.append(part(_loop(ax), "loop"))
    right = LEFT + WIDE + 0.2
    steps = range(1, len(PARADOX_CHAIN) + 1)
    handle(ax, "step", {n: (LEFT, _y(n) + HIGH / 2) for n in steps})
    links = {n: (right, _y(n) + HIGH / 2) for n in BREAKS}
    handle(ax, "broken", {0: (right, _y(len(PARADOX_CHAIN)) + HIGH / 2), **links})
    return artists


def describe_chain_step(*, step: int, broken: int) -> str:
    """Say in words what `draw_chain_step` shows."""
    if broken and step >= broken:
        later = "" if step == broken else f" Step {step} is never reached."
        return (
            f"Step {broken}: instead of “{PARADOX_CHAIN[broken - 1].text}” somebody asks whether "
            "the other could be afraid. Sensibility breaks the chain here, and nothing more "
            f"follows. That it can break here is this book’s inference.{later}"
        )
    awaits = f" Here the chain is to be broken at step {broken}." if broken else ""
    loop = " This feeds the second step, so that the chain can run again." if step == 5 else ""
    end = " Neither side wanted this: it is the security paradox." if step == 6 else ""
    return (
        f"Step {step} of {len(PARADOX_CHAIN)}: {PARADOX_CHAIN[step - 1].text}.{loop}{end}{awaits}"
    )


def paradox_chain() -> Explorer:
    """Step through the chain, and break it.

    Returns
    -------
    islands.Explorer
        The step, and where sensibility breaks in: no step behind that is reached.
    """
    steps = {n: f"step {n}" for n in range(1, len(PARADOX_CHAIN) + 1)}
    breaks = {n: f"at step {n}" for n in BREAKS}
    return explorer(
        "paradox-chain",
        "Step through the paradox",
        [
            Slider("step", "Step", steps),
            Choice("broken", "Sensibility breaks the chain", {0: "nowhere"} | breaks),
        ],
        draw_chain_step,
        describe_chain_step,
    )
