"""The two dilemmas, one after the other."""

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, beside, line, say
from secdilemma.kit.signs import READ_AS, act, arrival, river
from secdilemma.style import TEXT
from secdilemma.theory import Dilemma, Intent, Policy, judge
from secdilemma.words import count, listed, sentence


def _headline() -> str:
    ends = {judge(intent, intent, policy).scenario for intent in Intent for policy in Policy}
    readings, answers = count(len(Intent)), count(len(Policy))
    return f"{sentence(readings)} readings, {answers} answers to each: {count(len(ends))} scenarios"


@figure(3.5, _headline, wide=3.5)
def draw_two_dilemmas(ax: Axes, *, wide: bool = False) -> Artists:
    """Draw the two dilemmas as one crossing that forks twice and ends in the four scenarios.

    The reader should see that one act can arrive as either of two things, that each reading leaves
    two answers open, and that the four ends are the four scenarios.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    wide : bool
        Whether the sheet is that of a wide page.

    Returns
    -------
    list of Artist
        The readings, each followed by its two answers, as marks.

    Notes
    -----
    Source: Kerstens and Noll (2017), after Booth and Wheeler (2008); the drawing is this book's.
    """
    end, landing, fork, other = (2.4, 6.0, 8.4, 11.0) if wide else (1.35, 2.88, 3.65, 4.5)
    middle, high, forks = 1.75, 0.92, (0.38, -0.38)
    river(ax, landing + 0.1, 0.05, other - landing - 0.3, 3.4)
    line(ax, [other, fork], [middle, middle], "other", 2.2)
    act(ax, other, middle, "other", armed=True)
    where: Look = {"x": other + 0.75, "y": middle} if wide else {"x": other, "y": middle + 0.42}
    say(ax, **where, words="the other\narms", meaning="other", weight=600)
    marks: Artists = []
    for intent, up in zip(Intent, (high, -high), strict=True):
        y = middle + up
        line(ax, [fork, landing], [middle, y], intent, 2.2)
        marks.append(arrival(ax, landing, y, READ_AS[intent], intent, size=13))
        say(ax, landing, y + 0.41 * up, f"read as\n{intent}", intent, weight=600, size=TEXT)
        for policy, step in zip(Policy, forks, strict=True):
            at = y + step
            line(ax, [landing - 0.12, end], [y, at], "reader", 1.6, zorder=1)
            arms = policy is Policy.DETERRENCE
            marks.append(act(ax, end, at, "reader", armed=arms))
            does: Look = {"words": "we arm" if arms else "we hold back", "meaning": "reader"}
            say(ax, end + 0.13, at + 0.47 * step, **does, ha="left", weight=600)
            name = sentence(judge(intent, intent, policy).scenario)
            beside(ax, end, at + 0.1, name, left=True, gap=0.2, weight=600, size=TEXT)
            beside(ax, end, at - 0.12, policy, policy, left=True, gap=0.2)
    asked = ("what is the other out for?", "how do we answer?")
    places = (7.6, 4.6) if wide else (3.4, 1.15)
    for x, dilemma, question in zip(places, Dilemma, asked, strict=True):
        words = f"dilemma of {dilemma}" if wide else f"dilemma of\n{dilemma}"
        say(ax, x, middle + 0.12 * wide, words, ha="right", weight=600)
        if wide:
            say(ax, x, middle - 0.12, question, "muted", ha="right")
    return marks


def describe_two_dilemmas() -> str:
    """Say in words what `draw_two_dilemmas` shows."""
    ends = ", ".join(
        listed([judge(intent, intent, policy).scenario for policy in Policy])
        + f" under the {intent} {'reading' if intent is Intent.DEFENSIVE else 'one'}"
        for intent in Intent
    )
    return (
        "A crossing that forks twice. First the dilemma of interpretation: is the other read as "
        "defensive or as offensive? Then, under each reading, the dilemma of response: deterrence "
        f"or reassurance? The four ends are the scenarios: {ends}."
    )
