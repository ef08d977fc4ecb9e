"""A small picture for each part of the book, drawn from what the part is about.

Each is a square of 96 units, in lines that take their colours from the page: `_static/face.css`.
They say nothing that the words beside them do not say, and screen readers pass over them.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable

from secdilemma.case import Case
from secdilemma.data import load_places, load_since
from secdilemma.geodesy import project
from secdilemma.theory import worlds

SIZE = 96

Point = tuple[float, float]


def line(points: Iterable[Point], look: str = "line") -> str:
    """Draw a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{look}" points="{path}"/>'


def disc(x: float, y: float, radius: float, look: str) -> str:
    """Draw a disc, or a ring where its look has no filling."""
    return f'<circle class="{look}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def box(x: float, y: float, width: float, height: float, look: str) -> str:
    """Draw a rectangle."""
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" {size}/>'


def around(x: float, y: float, radius: float, count: int) -> list[Point]:
    """Return points on a circle, the first at its top."""
    turns = (2 * math.pi * n / count for n in range(count))
    return [(x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns]


def two_sides(case: Case) -> str:
    """Draw two sides that move towards each other."""
    left = line([(8, 48), (38, 48)]) + line([(26, 34), (40, 48), (26, 62)])
    right = line([(88, 48), (58, 48)], "other") + line([(70, 34), (56, 48), (70, 62)], "other")
    return left + right


def one_force(case: Case) -> str:
    """Draw one disc among large ones and among small ones: it does not look the same."""
    large = [disc(x, y, 9.5, "soft") for x, y in around(30, 36, 20, 6)]
    small = [disc(x, y, 2.9, "soft") for x, y in around(76, 76, 11.5, 9)]
    return "".join([*large, disc(30, 36, 6.5, "full"), *small, disc(76, 76, 6.5, "full")])


def two_steps(case: Case) -> str:
    """Draw how one reads the other and then answers: two steps, four ends."""
    made = [disc(10, 48, 5, "full")]
    for reading in (28, 68):
        made += [line([(15, 48), (46, reading)]), disc(49, reading, 4, "ring")]
        for end in (reading - 12, reading + 12):
            made += [line([(53, reading), (82, end)], "thin"), disc(86, end, 4, "full")]
    return "".join(made)


def eight_worlds(case: Case) -> str:
    """Draw the worlds of the four scenarios, a row each; those in which it goes wrong are full."""
    made = []
    for number, world in enumerate(worlds()):
        row, column = divmod(number, 2)
        look = "full" if world.outcome.fails else "ring"
        made.append(box(17 + 33 * column, 7 + 22 * row, 28, 16, look))
    return "".join(made)


def region(case: Case) -> str:
    """Draw the capitals around Kaliningrad, with those within 500 km full."""
    rows = load_places(case).set_index("name")
    names = [name for name, row in rows.iterrows() if row["kind"] == "capital"]
    centre, *places = (
        (float(rows.at[name, "lon"]), float(rows.at[name, "lat"]))
        for name in ("Kaliningrad", *names)
    )
    scale = 34 / 500
    made = [disc(48, 56, 34, "dashed"), disc(48, 56, 3.4, "full")]
    for x, y in project(places, centre):
        across, up = 48 + scale * x, 56 - scale * y
        if 4 < across < SIZE - 4 and 4 < up < SIZE - 4:
            made.append(disc(across, up, 4, "other-full" if math.hypot(x, y) < 500 else "other"))
    return "".join(made)


def years(case: Case) -> str:
    """Draw the years after the article, each as high as it has events."""
    found = Counter(int(str(day)[:4]) for day in load_since(case)["date"])
    first, last = min(found), max(found)
    made = [line([(6, 78), (90, 78)], "thin")]
    for year in range(first, last + 1):
        across = 12 + 72 * (year - first) / max(last - first, 1)
        top = 78 - 58 * found[year] / max(found.values())
        made.append(line([(across, 78), (across, top)]) + disc(across, top, 3.4, "full"))
    return "".join(made)


def spiral(case: Case) -> str:
    """Draw two answers to each other, step by step, up to where their lines cross."""
    made = [line([(10, 10), (10, 86), (88, 86)], "thin")]
    x, y, steps = 0.0, 0.0, [(0.0, 0.0)]
    for _ in range(6):
        y = 16 + 0.62 * x
        steps.append((x, y))
        x = 16 + 0.62 * y
        steps.append((x, y))

    def at(points: Iterable[Point]) -> list[Point]:
        return [(10 + 1.55 * across, 86 - 1.55 * up) for across, up in points]

    made.append(line(at([(0, 16), (49, 16 + 0.62 * 49)]), "thin"))
    made.append(line(at([(16, 0), (16 + 0.62 * 49, 49)]), "thin"))
    return "".join([*made, line(at(steps)), disc(*at([steps[-1]])[0], 4, "full")])


def a_class(case: Case) -> str:
    """Draw twenty seats around a table, in two camps."""
    seats = enumerate(around(48, 48, 36, 20))
    made = [disc(x, y, 4, "full" if number < 10 else "other") for number, (x, y) in seats]
    return "".join([disc(48, 48, 22, "soft"), *made])


def entries(case: Case) -> str:
    """Draw keys and what they stand for, line by line."""
    made = []
    for number, width in enumerate((58, 46, 62, 38, 54)):
        up = 14 + 17 * number
        made += [disc(13, up, 3.4, "full"), line([(25, up), (25 + width, up)], "thin")]
    return "".join(made)


def two_shores() -> str:
    """Draw the first page: two towns on a river, and what passes between their towers.

    Returns
    -------
    str
        An SVG element, hidden from screen readers.
    """
    houses = ((6, 74, 20), (30, 92, 24), (8, 128, 22), (38, 142, 18), (16, 172, 20))
    made = []
    for look, at in (("line", lambda x: x), ("other", lambda x: 240 - x)):
        for x, y, size in houses:
            walls = [(x, y + size), (x, y), (x + size / 2, y - 0.6 * size), (x + size, y)]
            outline = [*walls, (x + size, y + size), (x, y + size)]
            made.append(line([(at(across), up) for across, up in outline], look))
        tower = [(70, 128), (72, 62), (66, 62), (66, 50), (90, 50), (90, 62), (84, 62), (86, 128)]
        made.append(line([(at(across), up) for across, up in [*tower, tower[0]]], look))
        bank = [(96 + 5 * math.sin(up / 17), up) for up in range(36, 205, 6)]
        made.append(line([(at(across), up) for across, up in bank], "thin"))
    made.append(line([(93, 56), (147, 56)], "dashed"))
    box = 'viewBox="0 30 240 180" aria-hidden="true"'
    return f'<svg class="emblem shores" {box}>{"".join(made)}</svg>'


EMBLEMS: dict[str, Callable[[Case], str]] = {
    "Start here": two_sides,
    "I. The puzzle": one_force,
    "II. The theory": two_steps,
    "III. The scenarios": eight_worlds,
    "IV. The Baltic case": region,
    "V. Beyond the case": years,
    "Formal companion": spiral,
    "Teach": a_class,
    "Reference": entries,
}
"""The picture of each part, by the caption of the part in the table of contents."""


def emblem(part: str, case: Case) -> str:
    """Draw the picture of a part; one that has none yet gets that of the first.

    Parameters
    ----------
    part : str
        Its caption in the table of contents.
    case : Case
        Whose places and events are drawn.

    Returns
    -------
    str
        An SVG element, hidden from screen readers.
    """
    drawn = EMBLEMS.get(part, two_sides)(case)
    box = f"0 0 {SIZE} {SIZE}"
    return f'<svg class="emblem" viewBox="{box}" aria-hidden="true">{drawn}</svg>'
