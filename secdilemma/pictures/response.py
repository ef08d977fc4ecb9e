"""The chain of misplaced suspicion, and where sensibility breaks it."""

from matplotlib.axes import Axes

from islands import Choice, Slider, handle
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, arrow, box, edge, say
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


def _headline(step: int, broken: int) -> str:
    if broken and step >= broken:
        return f"Sensibility breaks the chain at step {count(broken)}"
    breaks, steps = count(len(BREAKS)), count(len(PARADOX_CHAIN))
    return f"{PARADOX_CHAIN[step - 1].text}; {breaks} of the {steps} steps can break the chain"


@figure(4.75, _headline)
def draw_paradox_chain(ax: Axes, *, step: int, broken: int) -> Artists:
    """Draw the chain of misplaced suspicion up to one step, or to where sensibility breaks it.

    The reader should see that the chain feeds itself, so that it runs again, and that it can break
    only where somebody reads somebody else; pointing at a link breaks it there.

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
    Source: Kerstens and Noll (2017), the section on the dilemma of response; marking the breaking
    points is this book's reading of what they say about sensibility.
    """
    artists: Artists = []
    middle, end = LEFT + WIDE / 2, min(step, broken) if broken else step
    for number, link in enumerate(PARADOX_CHAIN, start=1):
        y, reached, breaks = _y(number), number <= end, number == broken
        here = breaks and reached
        look = edge("reassurance", 2.4 if here else 1.6) if link.breaks else {}
        if not reached:
            asked = "muted" if number == step else "rule"
            look = edge("reassurance" if breaks else asked, 2.4 if breaks else 1, (0, (3, 3)))
        face = "panel" if reached else "paper"
        artists.append(box(ax, LEFT, y, WIDE, HIGH, face, name=f"link {number}", **look))
        words = "“Could they be afraid of us?”" if here else link.text
        meaning = "reassurance" if here else "ink" if reached else "muted"
        bold: Look = {"size": TEXT, "weight": 600 if here or number == end else 400}
        say(ax, middle, y + HIGH / 2, words, meaning, name=f"step {number}", **bold)
        if number < end:
            below = (middle, y - STEP + HIGH + 0.02)
            arrow(ax, (middle, y - 0.02), below, name=f"after {number}")
    foot = {n: _y(n) + HIGH / 2 for n in range(1, len(PARADOX_CHAIN) + 1)}
    if step >= 5 and not broken:
        start, back = (LEFT - 0.03, foot[5]), (LEFT - 0.03, foot[2])
        curve = "arc3,rad=-0.32"
        artists.append(arrow(ax, start, back, "ink", connectionstyle=curve, name="loop"))
    note = "framed: where sensibility can break the chain"
    say(ax, WIDTH / 2, 0.2, note, "reassurance", weight=600)
    right = LEFT + WIDE + 0.2
    handle(ax, "step", {n: (LEFT, y) for n, y in foot.items()})
    links = {n: (right, foot[n]) for n in BREAKS}
    handle(ax, "broken", {0: (right, foot[len(PARADOX_CHAIN)]), **links})
    return artists


def describe_paradox_chain(*, step: int, broken: int) -> str:
    """Say in words what `draw_paradox_chain` shows."""
    if broken and step >= broken:
        later = "" if step == broken else f" Step {step} is never reached."
        return (
            f"Step {broken}: instead of “{PARADOX_CHAIN[broken - 1].text}” somebody asks whether "
            "the other could be afraid. Sensibility breaks the chain here, and nothing more "
            f"follows. That it can break here is this book’s inference.{later}"
        )
    earlier = "; ".join(f"{n}. {link.text}" for n, link in enumerate(PARADOX_CHAIN[: step - 1], 1))
    last = step == len(PARADOX_CHAIN)
    before = f" Before it: {earlier}." * last
    awaits = f" Here the chain is to be broken at step {broken}." if broken else ""
    loop = " The fifth step feeds the second, so that the chain can run again." * (step >= 5)
    end = " Neither side wanted this: it is the security paradox." * last
    here = f"Step {step} of {len(PARADOX_CHAIN)}: {PARADOX_CHAIN[step - 1].text}."
    return f"{here}{end}{awaits}{before}{loop}"


@explorer(draw_paradox_chain)
def paradox_chain() -> Setup:
    """Step through the chain, and break it.

    Returns
    -------
    islands.Explorer
        The step, and where sensibility breaks in: no step behind that is reached. It opens with
        the whole chain.
    """
    steps = {n: f"step {n}" for n in range(1, len(PARADOX_CHAIN) + 1)}
    breaks = {0: "nowhere"} | {n: f"at step {n}" for n in BREAKS}
    broken = Choice("broken", "Sensibility breaks the chain", breaks)
    controls = [Slider("step", "Step", steps), broken]
    return "Step through the paradox", controls, {"step": len(PARADOX_CHAIN)}
