"""What an explorer promises before it meets a page: a checked definition, honest states."""

import json
import re
from functools import cache, partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from drawing import EVERY
from reader import explorers, soup

import islands
from islands import Choice, Slider, definition, markup
from islands.controls import slug
from islands.frame import Frame
from islands.page import FEW, island
from islands.store import Shelf, clauses, runs

ALL = pytest.mark.parametrize("explorer", EVERY.values(), ids=lambda explorer: explorer.name)

LOOK = islands.Look(palette={"ink": islands.Shade("#111111", "#eeeeee")}, width=5, prefix="my")
Explorer = partial(islands.Explorer, look=LOOK)

PAGE_OF = {name: page for page, names in explorers().items() for name in names}


@cache
def in_the_book(name):
    """What the build has made of an explorer: it drew every state."""
    return soup(PAGE_OF[name]).find("figure", attrs={"data-explorer": name})


@cache
def stored(name):
    return json.loads(in_the_book(name).select_one(".explorer-data").string)


def draw(ax, *, side, size):
    ax.plot([0, size], [0, 1 if side == "left" else 2])
    return ax.lines


def describe(*, side, size):
    return f"A line on the {side}, {size} long."


SIDE = Choice("side", "Side", ["left", "right"])
SIZE = Slider("size", "Size", [1, 2, 3])


def small(**changes):
    given = {
        "name": "small",
        "title": "A small one",
        "controls": [SIDE, SIZE],
        "draw": draw,
        "describe": describe,
    }
    return Explorer(**{**given, **changes})


# ------------------------------------------------------------------ definitions


def test_an_unknown_default_is_refused():
    with pytest.raises(ValueError, match=r"default side='up'; expected one of \['left', 'right'\]"):
        small(default={"side": "up"})
    with pytest.raises(ValueError, match=r"default shape='x'; expected one of \['side', 'size'\]"):
        small(default={"shape": "x"})


@pytest.mark.parametrize("name", ["", "my explorer", "Mine", "a--b", 'a"b', "a:b"])
def test_a_name_that_cannot_stand_in_a_link_is_refused(name):
    with pytest.raises(ValueError, match="lower-case words joined by hyphens"):
        small(name=name)


def test_a_control_that_changes_nothing_is_refused_while_building():
    idle = Choice("idle", "Idle", ["a", "b"])
    explorer = small(
        controls=[SIDE, SIZE, idle],
        draw=lambda ax, side, size, idle: draw(ax, side=side, size=size),
        describe=lambda side, size, idle: describe(side=side, size=size),
    )
    with pytest.raises(ValueError, match="control 'idle' changes neither picture nor sentence"):
        explorer.frames()


def test_what_makes_states_meaningless_takes_what_the_controls_give():
    with pytest.raises(ValueError, match=r"unavailable\(\) and the controls differ in \['shape'"):
        small(unavailable=lambda shape: None)


def test_a_number_and_its_opposite_are_told_apart_in_a_link():
    assert Choice("step", "Step", [-1, 1]).values == [-1, 1]
    with pytest.raises(ValueError, match=r"its values leave the range 2 to 3"):
        Slider("size", "Size", [1.0, 2.0], fine=(2, 3, 0.1))


def test_a_control_needs_two_values_and_a_plain_name():
    with pytest.raises(ValueError, match="has 1 values"):
        Choice("side", "Side", ["left"])
    with pytest.raises(ValueError, match="control name 'the side'"):
        Choice("the side", "Side", ["left", "right"])


def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="each once"):
        small(controls=[SIDE, SIDE])
    with pytest.raises(ValueError, match="stands twice"):
        Choice("side", "Side", ["left", "left"])
    with pytest.raises(ValueError, match="look alike"):
        Choice("side", "Side", ["a b", "a-b"])


def test_states_are_refused_by_what_they_would_weigh_and_not_by_their_number(monkeypatch):
    def framed(explorer, state, sheet):
        return Frame((f'<path d="{state}"/>',), explorer.sentence(state))

    monkeypatch.setattr(definition.Definition, "frame", framed)
    explorer = small(controls=[SIDE, Slider("size", "Size", list(range(1, 301)))])
    assert len(definition.Definition.frames(explorer)) == 600
    monkeypatch.setattr(definition, "HEAVIEST", 1000)
    said = r"would weigh too much: \d+ kB compressed after 250 of its 600 states \(2 x 300\)"
    with pytest.raises(ValueError, match=rf"{said}, more than 1 kB; let states share"):
        explorer.frames()


@pytest.mark.parametrize("function", ["draw", "describe"])
def test_functions_that_do_not_take_the_controls_are_refused(function):
    with pytest.raises(ValueError, match="differ in"):
        small(**{function: (lambda ax, *, side: []) if function == "draw" else lambda side: "x"})
    with pytest.raises(ValueError, match="differ in"):
        small(controls=[SIDE, SIZE, Choice("hue", "Hue", ["pale", "deep"])])


def test_a_parameter_that_has_a_value_needs_no_control():
    assert small(draw=partial(lambda ax, *, side, size, extra: [], extra=1)).size == 6


def test_a_describe_that_says_nothing_is_found_while_building():
    explorer = small(describe=lambda *, side, size: "")
    with pytest.raises(ValueError, match="returns nothing"):
        explorer.frames()


def test_one_sentence_for_two_pictures_is_found_while_building():
    explorer = small(describe=lambda *, side, size: "A line.")
    with pytest.raises(ValueError, match="look different, and both say"):
        explorer.frames()


def test_a_meaningless_default_is_refused():
    with pytest.raises(ValueError, match="too long"):
        small(unavailable=lambda side, size: "too long" if size == 1 else None)


# ------------------------------------------------------------------ states and storage


def elements(data, number):
    """The runs of elements of a stored state, or why it means nothing."""
    frame = data["frames"][number]
    return data["frames"][frame] if isinstance(frame, int) else frame


def taken(shelf, runs):
    """What the script of the page takes from a shelf."""
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return [shelf[start + n] for start, length in pairs for n in range(length)]


@pytest.mark.sweep
@pytest.mark.slow
@ALL
def test_every_stored_state_is_the_sentence_of_python_and_each_seventh_its_picture(explorer):
    data = stored(explorer.name)
    for number, state in enumerate(explorer.states()):
        reason = explorer.unavailable(**state)
        if reason:
            assert data["frames"][number] == reason
            continue
        said = "".join(taken(data["clauses"], data["words"][number]))
        assert said == explorer.describe(**state)
        if number % 7 == 0:
            picture = "\n".join(taken(data["lines"], elements(data, number)))
            assert picture == explorer.frame(state).svg


@pytest.mark.parametrize("numbers", [[], [5], [0, 1, 2], [2, 1, 0], [0, 1, 5, 6, 1]])
def test_runs_lose_no_line(numbers):
    assert taken(range(10), runs(numbers)) == numbers


@pytest.mark.parametrize("text", ["", "a", "a, b. c: d; e.", "1.5 of 2,000 - “so.” No", ". , "])
def test_clauses_lose_no_letter(text):
    shelf = Shelf()
    places = [shelf.put(clauses(one)) for one in ("other, words. ", text, text)]
    assert "".join(taken(shelf.things(), places[1])) == text
    assert places[1] == places[2]


@ALL
def test_every_control_changes_picture_and_sentence_whatever_the_others_say(explorer):
    data = stored(explorer.name)
    states = explorer.states()
    place = {tuple(state.values()): number for number, state in enumerate(states)}
    for control in explorer.controls:
        changed = set()
        for one, state in enumerate(states):
            for value in control.values:
                two = place[tuple({**state, control.name: value}.values())]
                if one != two and data["words"][one] and data["words"][two]:
                    changed.add(
                        (
                            elements(data, one) != elements(data, two),
                            data["words"][one] != data["words"][two],
                        )
                    )
        assert changed == {(True, True)}, control.name


def test_the_names_in_style_and_script_are_those_of_the_markup():
    folder = Path(islands.__file__).parent
    files = ("page.html", "explorer.css", "explorer.js")
    form, style_, script = ((folder / name).read_text("utf-8") for name in files)
    made_by_script = {"explorer-fill", "explorer-motion", "explorer-moving", "explorer-words"}
    made_by_script |= {
        f"explorer-{name}" for name in ("cut", "grip", "held", "lit", "spots", "whole")
    }
    known = set(re.findall(r'class="([\w-]+)', form)) | made_by_script
    used = set(re.findall(r"\.(explorer[\w-]*)", style_)) | {
        name
        for text in re.findall(r'"([^"\n]*)"', script)
        for name in re.findall(r"explorer-[\w]+", text)
    }
    assert used - {"explorer-css"} <= known
    assert used > {markup.READING, *markup.MOVING, *made_by_script}
    assert known > {markup.EXPLORER, markup.READING, markup.TABLE, *markup.MOVING}


def test_drawing_an_explorer_twice_gives_the_same_bytes():
    assert island(small()) == island(small())


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
def test_an_island_fetches_nothing_and_handles_nothing_inline(explorer):
    html = str(in_the_book(explorer.name))
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"(src|href)=[\"']https?:", html)
    scripts = BeautifulSoup(html, "html.parser").select("script")
    assert [script["type"] for script in scripts] == ["application/json"]
    json.loads(scripts[0].string)


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


def test_a_slug_survives_a_link():
    assert slug("risk of appeasement & coercion") == "risk-of-appeasement-coercion"
    assert slug(500.0) == "500.0"


# ------------------------------------------------------------------ what they say


def test_tallinn_is_the_contested_capital():
    reach = EVERY["reach"].describe
    near, far = (reach(launch="Chernyakhovsk", reach=km) for km in (500.0, 600.0))
    assert "take in Riga and Vilnius, not Tallinn." in near
    assert "take in Tallinn, Riga and Vilnius." in far


def test_the_balance_says_its_caveat_and_refuses_what_means_nothing():
    say = EVERY["balance"].describe
    assert "does not agree with its parts" in say(indicator="combat aircraft", measure="absolute")
    assert EVERY["balance"].unavailable(indicator="population", measure="per head")


def test_no_placement_is_a_point_and_each_is_labelled_ours():
    for state in EVERY["verdict"].states():
        said = EVERY["verdict"].describe(**state)
        assert "band" in said
        assert "ours" in said
