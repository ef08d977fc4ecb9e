"""What an explorer promises before it meets a page: a checked definition, honest states."""

import json
import re
from functools import cache, partial

import pytest
from drawing import EVERY
from reader import explorers, soup
from toy import SIDE, SIZE, describe, draw, small

from islands import Choice, Slider, handle, part, pick
from islands import page as pages
from islands.drawing import Drawing, Frame
from islands.page import FEW, island

ALL = pytest.mark.parametrize("explorer", EVERY.values(), ids=lambda explorer: explorer.name)

PAGE_OF = {name: page for page, names in explorers().items() for name in names}


@cache
def in_the_book(name):
    """What the build has made of an explorer: it drew every state."""
    return soup(PAGE_OF[name]).find("figure", attrs={"data-explorer": name})


@cache
def stored(name):
    return json.loads(in_the_book(name).select_one(".explorer-data").string)


# ------------------------------------------------------------------ definitions

IDLE = Choice("idle", "Idle", ["a", "b"])

NAMES = ("", "my explorer", "Mine", "a--b", 'a"b', "a:b")


def idle():
    """Make an explorer with a control that changes nothing."""
    return small(
        controls=[SIDE, SIZE, IDLE],
        draw=lambda ax, side, size, idle: draw(ax, side=side, size=size),
        describe=lambda side, size, idle: describe(side=side, size=size),
    )


def held(*handles):
    """Make an explorer whose picture has these handles, each of a control and its places."""

    def drawing(ax, *, side, size):
        for control, places in handles:
            handle(ax, control, places)
        return ax.plot([0, size], [0, 1 if side == "left" else 2])

    return island(small(draw=drawing))


def pressed(**sets):
    """Make an explorer with a part that sets this."""
    return island(small(draw=lambda ax, *, side, size: [pick(ax.text(1, 1, "x"), "x", **sets)]))


REFUSED = [
    # a definition
    (r"side='up'; expected .*'left', 'right'", lambda: small(default={"side": "up"})),
    (r"shape=1; expected .*'side', 'size'", lambda: small(default={"shape": 1})),
    ("its default is meaningless: no", lambda: small(unavailable=lambda side, size: "no")),
    (r"unavailable.*\['shape'", lambda: small(unavailable=lambda shape: None)),
    ("each once", lambda: small(controls=[SIDE, SIDE])),
    ("no controls", lambda: small(controls=[], draw=lambda ax: [], describe=lambda: "A line.")),
    (r"differ in \['idle'\]", lambda: small(controls=[SIDE, SIZE, IDLE])),
    (r"differ in \['size'\]", lambda: small(draw=lambda ax, *, side: [])),
    (r"differ in \['size'\]", lambda: small(describe=lambda *, side: "x")),
    *[("lower-case words joined by hyphens", partial(small, name=name)) for name in NAMES],
    # a control
    ("has 1 values", lambda: Choice("side", "Side", ["left"])),
    ("control name 'the side'", lambda: Choice("the side", "Side", ["left", "right"])),
    ("stands twice", lambda: Choice("side", "Side", ["left", "left"])),
    ("look alike", lambda: Choice("side", "Side", ["a b", "a-b"])),
    ("its values leave the range 2 to 3", lambda: Slider("s", "S", [1.0, 2.0], fine=(2, 3, 0.1))),
    # a part, a handle
    ("expected a name", lambda: part(None, "")),
    (r"'shape': no control; expected one of \['side', 'size'\]", lambda: held(("shape", {}))),
    ("handle 'size': stands twice", lambda: held(("size", {1: (0, 0)}), ("size", {}))),
    (r"handle 'size': places for \[9\]", lambda: held(("size", {9: (0, 0)}))),
    (r"part 'x' sets shape=1; expected .*'side', 'size'", lambda: pressed(shape=1)),
    (r"part 'x' sets side='up'", lambda: pressed(side="up")),
    # what keeps something from a reader
    ("control 'idle' changes neither picture nor sentence", lambda: island(idle())),
    ("returns nothing", lambda: island(small(describe=lambda *, side, size: ""))),
    ("look different, and both say", lambda: island(small(describe=lambda *, side, size: "A."))),
]


@pytest.mark.parametrize(("words", "make"), REFUSED)
def test_what_cannot_work_or_keeps_something_from_its_reader_is_refused(words, make):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_parameter_that_has_a_value_needs_no_control():
    assert small(draw=partial(lambda ax, *, side, size, extra: [], extra=1)).size == 8


def test_states_are_refused_by_what_they_would_weigh_and_not_by_their_number(monkeypatch):
    def framed(explorer, state):
        return Frame((f'<path d="{state}"/>',), explorer.sentence(state))

    monkeypatch.setattr(Drawing, "frame", framed)
    explorer = small(controls=[SIDE, Slider("size", "Size", list(range(1, 301)))])
    assert "explorer-data" in island(explorer)
    monkeypatch.setattr(pages, "HEAVIEST", 1000)
    said = r"would weigh too much: \d+ kB compressed after 250 of its 600 states \(2 x 300\)"
    with pytest.raises(ValueError, match=rf"{said}, more than 1 kB; let states share"):
        island(explorer)


# ------------------------------------------------------------------ states and storage


def elements(data, number):
    """The runs of elements of a stored state, or why it means nothing."""
    frame = data["frames"][number]
    return data["frames"][frame] if isinstance(frame, int) else frame


def taken(shelf, runs):
    """What the script of the page takes from a shelf."""
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return [shelf[start + n] for start, length in pairs for n in range(length)]


def assert_stored(data, explorer, some=1):
    """Hold what a page stores against Python: every sentence, and the picture of some states."""
    for number, state in enumerate(explorer.states()):
        reason = explorer.unavailable(**state)
        if reason:
            assert data["frames"][number] == reason
            continue
        sentence = "".join(taken(data["clauses"], data["words"][number]))
        assert sentence == explorer.describe(**state)
        if number % some == 0:
            frame = explorer.frame(state)
            assert tuple(taken(data["lines"], elements(data, number))) == frame.pieces
            wide = data["wide"][number] if frame.wide else []
            assert tuple(taken(data["lines"], wide)) == frame.wide


@pytest.mark.sweep
@pytest.mark.slow
@ALL
def test_every_stored_state_of_the_book_is_the_one_of_python(explorer):
    assert_stored(stored(explorer.name), explorer, some=7)


def test_every_stored_state_is_the_one_of_python():
    explorer = small(unavailable=lambda side, size: "no room" * ((side, size) == ("right", 2)))
    (data,) = re.findall(r'class="explorer-data">(.*?)</script>', island(explorer), re.DOTALL)
    assert_stored(json.loads(data), explorer)


@ALL
def test_no_two_states_look_or_read_alike(explorer):
    data = stored(explorer.name)
    meant = [n for n, state in enumerate(explorer.states()) if not explorer.unavailable(**state)]
    assert len({tuple(data["words"][n]) for n in meant}) == len(meant)
    assert len({tuple(elements(data, n)) for n in meant}) == len(meant)


# ------------------------------------------------------------------ the island


@ALL
def test_the_markup_is_the_one_that_others_rely_on(explorer):
    root = in_the_book(explorer.name)
    assert root.select_one(".explorer-picture svg")
    assert root.select_one("output.explorer-reading[aria-live=polite]").get_text()
    assert root.select_one(".explorer-controls").has_attr("hidden")
    for field in root.select("input, select"):
        labelled = field.find_parent("label") or root.find("label", attrs={"for": field.get("id")})
        assert labelled, field
    for group in root.select("fieldset"):
        assert group.legend.get_text()


@ALL
def test_all_states_stand_in_words_where_they_are_few(explorer):
    table = in_the_book(explorer.name).select_one("details.explorer-table")
    meaning = [s for s in explorer.states() if not explorer.unavailable(**s)]
    assert bool(table) == (len(meaning) <= FEW)
    if table:
        assert len(table.select("tbody tr")) == len(meaning)


def test_in_a_book_an_explorer_is_an_island_and_elsewhere_a_widget(monkeypatch):
    explorer = small()
    monkeypatch.setenv("ISLANDS", "page")
    assert "explorer-picture" in explorer._repr_mimebundle_()["text/html"]
    assert explorer._repr_mimebundle_()["text/plain"] == describe(side="left", size=1)
    monkeypatch.delenv("ISLANDS")
    assert "application/vnd.jupyter.widget-view+json" in explorer._repr_mimebundle_()
