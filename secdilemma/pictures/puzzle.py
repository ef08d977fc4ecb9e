"""Your move: a signal of the other side, your reading of it, your answer."""

from textwrap import fill

from matplotlib.axes import Axes

from islands import Choice, Explorer, Reveal
from secdilemma.case import Case
from secdilemma.data import load_move
from secdilemma.pictures.sheet import Artists, box, edge, explorer, say, sheet
from secdilemma.pictures.worlds import DASHES, explained
from secdilemma.style import LARGE, TEXT, WIDTH
from secdilemma.theory import Intent, Policy, judge
from secdilemma.words import sentence, when


@sheet(4.3)
def draw_your_move(
    ax: Axes, *, seat: str, signal: int, reading: str, policy: str, revealed: bool, case: Case
) -> Artists:
    """Draw one signal, the reader's reading and answer, and what follows in both possible worlds.

    The reader should see that the same move fits in one world and fails in the other.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    seat : str
        A key of the case's seats: who reads.
    signal : int
        Its number, from 1.
    reading, policy : str
        As `secdilemma.theory.judge` takes them.
    revealed : bool
        Whether the consequences are shown.
    case : Case
        With seats and signals.

    Returns
    -------
    list of Artist
        The two boxes of the worlds.

    Notes
    -----
    Source: events and logic are the article's; the seat of the other side is an addition.
    """
    event = load_move(case, seat, signal)
    box(ax, 0.05, 2.72, WIDTH - 0.1, 1.5)
    say(ax, 0.2, 4.0, sentence(when(event)), "muted", ha="left", weight=600)
    say(ax, 0.2, 3.79, fill(event["event"], 52), ha="left", va="top", size=TEXT)
    scenario = judge("defensive", reading, policy).scenario
    say(ax, 0.05, 2.46, "You read it as", "muted", ha="left")
    say(ax, 1.35, 2.46, reading, reading, ha="left", weight=600)
    say(ax, 0.05, 2.18, "and answer with", "muted", ha="left")
    say(ax, 1.35, 2.18, policy, policy, ha="left", weight=600)
    say(ax, WIDTH - 0.05, 2.32, f"{scenario} scenario", ha="right", size=LARGE, weight=600)
    boxes: Artists = []
    for x, actual in ((0.05, "defensive"), (2.5, "offensive")):
        world = judge(actual, reading, policy)
        say(ax, x + 1.17, 1.72, f"if in fact {actual}", actual, weight=600)
        shown = revealed and world.outcome.fails
        face, look = "panel" if shown else "paper", edge("rule", 1.2, "-" if shown else DASHES)
        boxes.append(box(ax, x, 0.2, 2.35, 1.32, face, **look))
        words = fill(world.outcome, 22) + (f"\n({world.dilemma})" if world.dilemma else "")
        say(ax, x + 1.17, 0.86, words if revealed else "?", size=TEXT if revealed else 24)
    return boxes


def describe_your_move(
    *, seat: str, signal: int, reading: str, policy: str, revealed: bool, case: Case
) -> str:
    """Say in words what `draw_your_move` shows."""
    event = load_move(case, seat, signal)
    fits, other = (judge(actual, reading, policy) for actual in Intent)
    start = (
        f"{sentence(when(event))}: {event['event']}. {case.seats[seat].told} you read this as "
        f"{reading} and answer with {policy}, the {fits.scenario} scenario."
    )
    if not revealed:
        return f"{start} Commit, and see what follows in both possible worlds."
    return (
        f"{start} If the other is in fact defensive: {fits.outcome}{explained(fits)}. If in fact "
        f"offensive: {other.outcome}{explained(other)}. Nobody tells you which world it is."
    )


def your_move(case: Case) -> Explorer:
    """Read a signal, answer it, commit, and see what follows in both possible worlds.

    Parameters
    ----------
    case : Case
        With seats and signals.

    Returns
    -------
    islands.Explorer
        Seat, signal, reading, policy, and a button; it lists what the reader committed to.
    """
    most = max(len(seat.moves) for seat in case.seats.values())
    signals = {number: f"{number} of {most}" for number in range(1, most + 1)}
    return explorer(
        "your-move",
        "Your move",
        [
            Choice("seat", "Your seat", {side: seat.label for side, seat in case.seats.items()}),
            Choice("signal", "Signal", signals, many=True),
            Choice("reading", "Read as", list(map(str, Intent))),
            Choice("policy", "Answer with", list(map(str, Policy))),
            Reveal("revealed", "Commit and reveal"),
        ],
        draw_your_move,
        describe_your_move,
        case=case,
        record=("reading", "policy"),
    )
