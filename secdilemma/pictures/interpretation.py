"""The two dilemmas, one after the other."""

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, arrow, box, say
from secdilemma.style import TEXT, WIDTH, colour
from secdilemma.theory import Dilemma, Intent, Policy, judge
from secdilemma.words import count, listed, sentence


def _headline() -> str:
    ends = {judge(intent, intent, policy).scenario for intent in Intent for policy in Policy}
    readings, answers = count(len(Intent)), count(len(Policy))
    return f"{sentence(readings)} readings, {answers} answers to each: {count(len(ends))} scenarios"


@figure(3.95, _headline)
def draw_two_dilemmas(ax: Axes) -> Artists:
    """Draw the two dilemmas one after the other, as a tree that ends in the four scenarios.

    The reader should see that reading comes first, that each reading leaves two answers open, and
    that the four ends are the four scenarios.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The two questions, the readings, the policies and the scenario names, in that order.

    Notes
    -----
    Source: Kerstens and Noll (2017), after Booth and Wheeler (2008); the drawing is this book's.
    """
    middle = WIDTH / 2
    words: Artists = []
    for y, dilemma, question in (
        (3.5, Dilemma.INTERPRETATION, "What is the other out for?"),
        (1.95, Dilemma.RESPONSE, "How should we answer?"),
    ):
        box(ax, 0.55, y - 0.27, WIDTH - 1.1, 0.56)
        words.append(say(ax, middle, y + 0.1, f"Dilemma of {dilemma}", size=TEXT, weight=600))
        say(ax, middle, y - 0.13, question, "muted", style="italic")
    step = (WIDTH - 0.24) / 4  # four ends at equal distances
    places = {Intent.DEFENSIVE: middle - step, Intent.OFFENSIVE: middle + step}
    for intent, x in places.items():
        arrow(ax, (x, 3.22), (x, 2.88))
        words.append(say(ax, x, 2.74, f"read as {intent}", intent.value, weight=600))
        arrow(ax, (x, 2.6), (x, 2.26))
        for policy, side in zip(Policy, (-1, 1), strict=True):
            end = x + side * step / 2
            arrow(ax, (end, 1.67), (end, 1.3))
            words.append(say(ax, end, 1.16, policy, policy.value, weight=600))
            arrow(ax, (end, 1.02), (end, 0.68))
            scenario = judge(intent, intent, policy).scenario
            box(ax, end - 0.53, 0.31, 1.06, 0.34, "paper", edgecolor=colour("rule"))
            words.append(say(ax, end, 0.48, scenario.capitalize()))
    return words


def describe_two_dilemmas() -> str:
    """Say in words what `draw_two_dilemmas` shows."""
    ends = ", ".join(
        listed([judge(intent, intent, policy).scenario for policy in Policy])
        + f" under the {intent} {'reading' if intent is Intent.DEFENSIVE else 'one'}"
        for intent in Intent
    )
    return (
        "A tree in two levels. First the dilemma of interpretation: is the other read as defensive "
        "or as offensive? Then, under each reading, the dilemma of response: deterrence or "
        f"reassurance? The four ends are the scenarios: {ends}."
    )
