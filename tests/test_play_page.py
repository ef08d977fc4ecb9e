"""What the played dilemma promises on a page: the same history as Python's, and a whole game."""

import gzip
import json
import random
import re

import pytest
from axe import in_both_themes
from hypothesis import settings
from playing import (
    GAME,
    SHORT,
    WHOLE,
    WRONG_CODES,
    YEARS,
    answers,
    assert_told,
    assert_whole,
    begun,
    decide,
    heard,
    history_from,
    some_state,
)
from reader import BUILT, ROOT, show, soup

from game import MINDS, Ending, code, decisive, misreadings, play, replayed, restore
from game.codes import INTENTS, POLICIES, SEEDS, neighbour
from game.page import played
from game.page.tables import GRAVITY, tables
from game.printed import parted
from game.rules import PLACES, Move, Sight
from game.study import differing, is_certain, likeness
from game.words import diary, event, events_of, mixed, named, words

GAMES = (WHOLE, *SHORT)
KEY = "play-dilemma"
KB = 1000
FILES = ROOT / "game/page"

HISTORIES = settings().max_examples ** 2
"""How many the page has to tell as Python does: ten thousand, and a million at night."""

BATCH = 10_000
"""So many are handed to the page at once: a million would not fit into memory."""

PLAY = f"""(setups) => {{
  {GAME}
  return JSON.parse(setups).map((setup) => {{
    const {{ turns, ending }} = game.play(setup);
    const told = turns.flatMap((turn) => [turn.sights, turn.readings, turn.policies, turn.moves,
      turn.demands.map(Number), turn.forces].flat());
    return [...told, ending].join("");
  }}).join(" ");
}}"""
"""All that happened in each history, as a word of figures; as text, to hand over many quickly."""

STUDY = f"""(states) => {{
  {GAME}
  return states.map((state) => {{
    const history = game.historyOf(state);
    const found = game.decisive(history);
    const turns = history.turns.map((_, turn) => turn);
    return {{
      code: game.code(state), likeness: game.likeness(history, state.seat),
      decisive: found && [found.turn, found.seat, found.again.ending],
      verdict: game.verdict(history, found), worse: found && game.worse(history, found),
      events: turns.flatMap((turn) => [0, 1].map((seat) => game.event(history, turn, seat))),
      diary: turns.map((turn) => game.diary(history, turn, 1 - state.seat)),
    }};
  }});
}}"""


def figures(history):
    """Write a history as `PLAY` does."""
    told = []
    for turn in history.turns:
        told += [PLACES[sight] for sight in turn.sights]
        told += [INTENTS.index(reading) for reading in turn.readings]
        told += [POLICIES.index(policy) for policy in turn.policies] * 2
        told += [int(demand) for demand in turn.demands] + list(turn.forces)
    return "".join(map(str, [*told, list(Ending).index(history.ending)]))


def some_setup(luck):
    """Make a setup for the page, and play it here."""
    minds = list(MINDS.values())

    def chair():
        number = luck.randrange(len(minds))
        if luck.random() < 0.6:
            return number, minds[number]
        turns = luck.randint(0, YEARS)
        given = [[luck.randrange(2) for _ in range(turns)] for _ in range(2)]
        reader = {"readings": given[0], "policies": given[1], "then": number}
        recorded = answers(*given)
        return reader, type(recorded)(recorded.answers, then=minds[number])

    chairs, intents = [chair(), chair()], [luck.randrange(2), luck.randrange(2)]
    seed = luck.choice([luck.randrange(SEEDS), luck.randrange(2**32)])
    places = [(turn, seat) for turn in range(YEARS) for seat in (0, 1)]
    undone = luck.sample(places, luck.choice([0, 0, 1, 3]))
    setup = {"seed": seed, "minds": [one[0] for one in chairs], "intents": intents}
    history = play([c[1] for c in chairs], [INTENTS[i] for i in intents], seed, undone=undone)
    return {**setup, "undone": undone}, history


def claims(history):
    """Return what a debrief may claim of the misreading that decided, and how it can end worse."""
    found = decisive(history)
    if found is None:
        return "none", None
    again = replayed(history, *found)
    kind = "same" if again.ending is history.ending else "changed"
    worse = ""
    if GRAVITY.index(again.ending) > GRAVITY.index(history.ending):
        number, chair = differing(history, again)[0]
        seen, meant = history.turns[found[0]].sights[found[1]], history.meant(*found)
        armed = again.turns[number].moves[chair] is Move.ARMED
        lulled = PLACES[seen] < PLACES[meant] and chair == found[1] and armed
        worse = "lulled" if lulled else "other"
    return kind if is_certain(history, again) else "open", worse


@pytest.fixture
def page(game_page):
    return game_page


@pytest.fixture
def game(page, host):
    """A game from its beginning, with luck that is known."""
    begin(page, host, 7)
    return page


def begin(page, host, seed, name=WHOLE, readings=(), policies=(), other=((), ())):
    """Open a page in the middle of a game, or where it begins."""
    there = {"readings": list(other[0]), "policies": list(other[1])}
    mine = {"readings": list(readings), "policies": list(policies)}
    begun(page, host + name, KEY, {"seed": seed, "seat": 0, **mine, "other": there})


def whole_game(page, policies=(1, 0)):
    """Play to the end; return the history that Python restores."""
    for turn in range(YEARS):
        decide(page, int(turn % 3 > 0), policies[turn % len(policies)])
    return restore(page.inner_text(".play-code"))


def bring_back(page, typed):
    """Type the code of a history, and have it told."""
    page.evaluate("() => { document.querySelector('.play-keep').open = true; }")
    page.fill(".play-keep input", typed)
    page.keyboard.press("Enter")


# ------------------------------------------------------------------ one history in two languages


def test_histories_are_the_same_in_the_page_and_in_python(page):
    luck, endings = random.Random(20170401), set()
    for _ in range(HISTORIES // BATCH):
        setups, histories = zip(*(some_setup(luck) for _ in range(BATCH)), strict=True)
        lines = page.evaluate(PLAY, json.dumps(setups)).split()
        for setup, line, history in zip(setups, lines, histories, strict=True):
            assert line == figures(history), setup
        endings |= {history.ending for history in histories}
    assert endings == set(Ending)


def test_what_is_learned_from_a_history_is_the_same_in_the_page_and_in_python(page):
    luck, seen = random.Random(1951), set()
    states = [some_state(luck) for _ in range(300)]
    for state, found in zip(states, page.evaluate(STUDY, states), strict=True):
        history, seat = history_from(state), state["seat"]
        assert found["code"] == code(history)
        name, turns = likeness(history, seat)
        assert found["likeness"] == [list(MINDS).index(name), turns]
        known = decisive(history)
        again = known and [*known, list(Ending).index(replayed(history, *known).ending)]
        assert found["decisive"] == again
        assert (found["verdict"], found["worse"]) == claims(history)
        seen |= {found["verdict"], found["worse"]}
        both = [event(history, turn, chair) for turn in range(YEARS) for chair in (0, 1)]
        assert found["events"] == both
        assert found["diary"] == [diary(history, turn, 1 - seat) for turn in range(YEARS)]
    assert seen >= {"changed", "same", "open", "", "lulled", "other"}


@pytest.mark.parametrize("name", ["play", "seats", "debrief", "projector"])
def test_a_script_has_no_word_and_no_name_of_its_own(name):
    script = (FILES / f"{name}.js").read_text("utf-8")
    texts = re.findall(r'"([^"\n]*)"', re.sub(r"//.*", "", script))
    names = [*words()["names"].values(), *MINDS, *Ending, *Sight, *INTENTS, *POLICIES]
    assert [one for one in names if str(one) in texts] == []
    assert {text for text in texts if re.search(r"[a-z]+ [a-z]+ [a-z]+", text)} <= {"use strict"}


def test_tables_are_light():
    written = json.dumps(tables("seats", "screen"), ensure_ascii=False).encode()
    assert len(gzip.compress(written)) <= 8 * KB


# ------------------------------------------------------------------ words


@pytest.mark.parametrize("sight", Sight)
def test_there_are_events_enough_each_short_and_of_the_state_that_is_seen(sight):
    events = events_of(sight)
    assert len(events) == len(set(events)) >= 12
    for one in events:
        assert "{them}" in one
        assert 12 <= len(one.split()) <= 28, one


def test_no_event_is_told_twice_in_a_history_and_another_luck_tells_them_in_another_order():
    for seed in range(100):
        history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed)
        for seat in (0, 1):
            assert len({event(history, turn, seat) for turn in range(YEARS)}) == YEARS
    orders = {tuple(mixed(seed, 0, Sight.SPEAR, 12)) for seed in range(50)}
    assert len(orders) == 50
    assert all(sorted(order) == list(range(12)) for order in orders)


def test_only_a_table_keeps_a_diary():
    with pytest.raises(TypeError, match="keeps no diary"):
        diary(history_from(answered(0, 1)), 0, 0)


def answered(reading, policy):
    """Return what a reader has played who always answers in the same way."""
    return {"seed": 7, "seat": 0, "readings": [reading] * YEARS, "policies": [policy] * YEARS}


@pytest.mark.parametrize("given", [{"form": "long"}, {"seed": -1}, {"seed": SEEDS}], ids=str)
def test_a_game_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError, match="expected one"):
        played(**given)


# ------------------------------------------------------------------ markup


@pytest.mark.parametrize("name", GAMES)
def test_a_page_has_one_game_that_stands_without_a_script(name):
    (section,) = soup(name).select("section.play")
    assert section["data-play"] == "dilemma"
    assert section["data-form"] == ("whole" if name == WHOLE else "short")
    history, _, turn, seat = parted()
    assert (history.ending, parted()[1].ending) == (Ending.RACE, Ending.RESTRAINT)
    rows = section.select(".play-record tbody tr")
    assert len(rows) == YEARS
    for number, row in enumerate(rows):
        for chair, cell in enumerate(row.select("td")):
            text = cell.get_text()
            assert event(history, number, chair) in text
            assert diary(history, number, chair) in text
            broken = bool(cell.select(".play-break"))
            assert broken == ((number, chair) in misreadings(history))
    assert f"In year {turn + 1} {named('{us}', history, seat)} saw" in section.get_text()
    radios = {(one["name"], one["value"]) for one in section.select(".play-stage input")}
    assert radios == {("reading", one) for one in INTENTS} | {("policy", one) for one in POLICIES}
    assert section.select_one(".play-stage .play-next").has_attr("disabled")
    assert all(one.find("legend") for one in section.select("fieldset"))
    assert len(section.select(".play-drawn tbody tr")) == 4


def test_without_a_script_and_on_paper_there_is_a_history_to_read(read, game):
    view = read(WHOLE, java_script_enabled=False)
    game.emulate_media(media="print")
    for still in (view, game):
        assert still.locator(".play-record").is_visible()
        assert not still.locator(".play-live").is_visible()
    game.emulate_media(media="screen")
    assert not game.locator(".play-record").is_visible()


# ------------------------------------------------------------------ a whole game


def test_a_whole_game_by_keyboard(game):
    assert game.inner_text(".play-wants") == words()["turn"]["wants"]
    game.focus('[name="reading"] >> nth=0')
    for turn in range(YEARS):
        assert game.inner_text(".play-turn") == f"Year {turn + 1} of {YEARS}"
        assert game.locator(".play-wants").is_visible() == (turn == 0)
        assert game.locator(".play-next").is_disabled()
        if turn:
            assert game.evaluate("document.activeElement.className") == "play-turn"
            game.keyboard.press("Tab")
        game.keyboard.press("Space")
        assert game.locator(".play-next").is_disabled()
        game.keyboard.press("Tab")
        game.keyboard.press("ArrowDown")
        assert game.locator(".play-next").is_enabled()
        game.keyboard.press("Tab")
        game.keyboard.press("Enter")
    assert game.evaluate("document.activeElement.tagName") == "H2"
    assert not game.locator(".play-stage").is_visible()
    history = restore(game.inner_text(".play-code"))
    assert {turn.readings[0] for turn in history.turns} == {INTENTS[0]}
    assert {turn.policies[0] for turn in history.turns} == {POLICIES[1]}


def test_the_debrief_shows_both_lanes_and_the_years_at_a_glance_as_python_has_them(game):
    history = whole_game(game)
    wrong, noted = misreadings(history), f", {words()['opened']['misread']}"
    assert wrong
    assert_told(game, history)
    for chair in (0, 1):
        drawn = game.locator(".play-glance tbody tr").nth(chair).locator("td")
        assert drawn.locator(".play-quiet").all_inner_texts() == [
            str(turn.moves[chair]) + noted * ((number, chair) in wrong)
            for number, turn in enumerate(history.turns)
        ]
        marked = drawn.evaluate_all("all => all.map((e) => e.matches('.play-other'))")
        assert marked == [(number, chair) in wrong for number in range(YEARS)]


def test_the_year_that_decided_is_played_again(game):
    history = whole_game(game)
    found = decisive(history)
    again = replayed(history, *found)
    assert f"In year {found[0] + 1} " in game.inner_text(".play-sentence")
    game.click(".play-undo")
    rows = game.locator(".play-marks tbody tr")
    drawn = [rows.nth(row).locator(".play-quiet").all_inner_texts() for row in range(4)]
    both = (history, again)
    assert drawn == [[str(t.moves[c]) for t in one.turns] for c in (0, 1) for one in both]
    name, turns = likeness(history, 0)
    if any(a.sights[0] is not b.sights[0] for a, b in zip(history.turns, again.turns, strict=True)):
        said = game.inner_text(".play-answered")
        assert f"called {words()['labels'][name]} answers" in said
        assert f"in {turns} of " in said


def test_what_the_debrief_claims_is_what_can_be_told(game):
    luck, kinds = random.Random(5), set()
    for _ in range(40):
        history = history_from(some_state(luck) | {"seat": 0})
        bring_back(game, code(history))
        kind, worse = claims(history)
        said = game.inner_text(".play-sentence")
        assert game.inner_text(".play-decided h2") == words()["decided"]["titles"][kind]
        assert ("the years would have ended in" in said) == (kind == "changed")
        assert ("nobody knows what you would have answered" in said) == (kind == "open")
        if kind == "open":
            called = words()["labels"][likeness(history, 0)[0]]
            assert f"the mind called {called} in your chair" in said
        assert ("end worse?" in said) == (bool(worse) and kind != "open")
        kinds.add(kind)
    assert kinds >= {"changed", "same", "open"}


def test_what_was_out_for_more_pressed_only_if_it_did(page, host):
    offensive = next(seed for seed in range(99) if neighbour(seed, 0)[0] is INTENTS[1])
    for policy in (1, 0):
        begin(page, host, offensive, readings=[1] * YEARS, policies=[policy] * YEARS)
        page.click(".play-over summary")
        history, said = restore(page.inner_text(".play-code")), page.inner_text(".play-intent")
        demands = [turn.demands[0] for turn in history.turns]
        assert any(demands) == (policy == 0)
        assert (words()["opened"]["pressed"] in said) == any(demands)
        assert said.startswith("You read Marn rightly in 8 of 8 years.")
        assert page.inner_text(".play-lastly").startswith("After year 8: ") == demands[-1]


def test_the_other_chair_counts_what_was_done_there(game):
    history = whole_game(game)
    game.click(".play-begin")
    for turn in range(YEARS):
        decide(game, int(turn < 3), 1, "chair-")
    feared = sum(turn.readings[0] is INTENTS[1] for turn in history.turns)
    said = game.inner_text(".play-chair-done")
    assert [int(one) for one in re.findall(r"(\d) of 8", said)] == [feared, 8, 3]
    differ = [n + 1 for n, turn in enumerate(history.turns) if turn.policies[1] is POLICIES[0]]
    assert differ
    assert f"had: {', '.join(map(str, differ))}." in said
    assert said.endswith(words()["chair"]["fixed"].strip())


def test_who_had_been_afraid_and_who_answered_as_the_neighbour_is_told_so(page, host):
    history = history_from(answered(0, 1))
    theirs = [POLICIES.index(turn.policies[1]) for turn in history.turns]
    for feared, as_they_had in ((3, True), (4, False)):
        readings = [1] * feared + [0] * (YEARS - feared)
        other = theirs if as_they_had else [1 - one for one in theirs]
        begin(page, host, 7, WHOLE, readings, [1] * YEARS, ([0] * YEARS, other))
        page.click(".play-over summary")
        said = page.inner_text(".play-chair-done")
        assert (words()["chair"]["same"].strip() in said) == (feared == 4)
        never = words()["chair"]["never"].strip().replace("{them}", "Marn")
        assert (never in said) == as_they_had


def test_a_thousand_histories_are_drawn_and_counted(game):
    whole_game(game)
    for place, value in ((0, 1), (1, 2), (2, 0)):
        game.locator(".play-selects select").nth(place).select_option(index=value)
    seeds = [(7 + luck) % SEEDS for luck in range(1, 1001)]
    pair = [MINDS["calm"], MINDS["sensible"]]
    endings = [play(pair, ["defensive"] * 2, seed).ending for seed in seeds]
    counts = [endings.count(ending) for ending in Ending]
    said = game.inner_text(".play-count").replace("1,000", "", 1)
    assert [int(one) for one in re.findall(r"\d+", said)] == counts
    dots = "(all) => all.map((path) => path.getAttribute('d').split('M').length - 1)"
    assert game.locator(".play-dot").evaluate_all(dots) == counts
    assert game.locator(".play-mine").count() == 1


@pytest.mark.parametrize("name", GAMES)
def test_a_finished_game_is_one_line_on_another_page_and_can_be_played_again(page, host, name):
    begin(page, host, 7, name, [0] * YEARS, [1] * YEARS)
    assert not page.locator(".play-debrief").is_visible()
    assert page.locator(".play-live").bounding_box()["height"] < 300
    assert page.locator(".play-again:visible").count() == 1
    page.click(".play-over summary")
    assert page.locator(".play-debrief").is_visible()
    first = page.inner_text(".play-code")
    page.click(".play-over summary")
    page.click(".play-again:visible")
    assert page.inner_text(".play-turn") == "Year 1 of 8"
    assert not page.locator(".play-over").is_visible()
    assert code(whole_game(page)) != first
    assert page.locator(".play-debrief").is_visible()
    assert not page.locator(".play-over summary").first.is_visible()


def test_on_a_phone_the_first_decisions_are_in_sight_and_the_diaries_are_folded(read, host):
    view = read(host + SHORT[0], viewport={"width": 360, "height": 740})
    assert view.inner_text(".play-sight").strip()
    for last in ('[name="reading"]', '[name="policy"]'):
        box = view.locator(last).last.bounding_box()
        assert box["y"] + box["height"] < 740
    view.goto(host + WHOLE)
    whole_game(view)
    assert not view.locator(".play-debrief .play-lanes").is_visible()
    first = view.locator(".play-debrief .play-part").first
    kinds = first.evaluate("part => [...part.children].map((e) => e.className.split(' ').pop())")
    shown = ["play-intent", "play-ended", "play-glance", "play-brief", "play-choices"]
    assert kinds == ["", *shown]
    assert all(first.locator(f".{kind}").inner_text() for kind in shown)
    view.click(".play-sit")
    assert view.inner_text(".play-chair-turn") == "Year 1 of 8, as Marn"
    view.click(".play-diaries summary")
    assert view.locator(".play-debrief .play-lanes").is_visible()


# ------------------------------------------------------------------ codes, and what is kept


def test_a_code_brings_back_the_history_that_python_restores(game):
    luck = random.Random(3)
    for _ in range(5):
        history = history_from(some_state(luck))
        bring_back(game, code(history).lower().replace("-", " "))
        assert game.inner_text(".play-code") == code(history)
        assert_told(game, history)


WRONG_HERE = {"1111-1111-112": "a character is wrong", "<b>1</b>-111": "<"}


@pytest.mark.parametrize(("typed", "said"), (WRONG_CODES | WRONG_HERE).items())
def test_a_code_that_is_none_is_refused_with_a_reason(game, typed, said):
    bring_back(game, typed)
    assert said in game.inner_text(".play-wrong")
    assert game.inner_text(".play-turn") == "Year 1 of 8"


def test_coming_back_finds_the_game_where_it_was_also_on_another_page(page, host):
    begin(page, host, 7, "index.html")
    seen = []
    for turn in range(3):
        seen.append(page.inner_text(".play-sight"))
        decide(page, turn % 2, turn % 2)
    now = page.inner_text(".play-sight")
    for name in ("index.html", WHOLE):
        page.goto(host + name)
        assert page.inner_text(".play-turn") == "Year 4 of 8"
        assert page.inner_text(".play-sight") == now
    page.click(".play-past summary")
    past = page.locator(".play-past li").all_inner_texts()
    for turn, (sight, line) in enumerate(zip(seen, past, strict=True)):
        assert sight in line
        assert f"{words()['turn']['taken'][turn % 2]}, and " in line


NOBODY = {"readings": [], "policies": []}
BY_SEATS = {"seed": 7, "chairs": [NOBODY, NOBODY]}
ALONE = {"seed": 7, "seat": 0, **NOBODY, "other": NOBODY}
TAMPERED = {
    "play-dilemma": [
        *("", "{", "null", "[]", {"seed": 7}, ALONE | {"seed": -1}, ALONE | {"seat": 2}),
        *(ALONE | {"other": None}, ALONE | {"readings": [0], "policies": [2]}),
        *(ALONE | {"readings": [0]}, ALONE | {"readings": [1] * 9, "policies": [1] * 9}),
    ],
    "play-dilemma-seats": [
        *(None, 7, {}, BY_SEATS | {"seed": -1}),
        BY_SEATS | {"chairs": [{"readings": [3], "policies": [0]}, NOBODY]},
        BY_SEATS | {"chairs": [NOBODY, {"readings": [0], "policies": [0]}]},
    ],
}


@pytest.mark.parametrize("key", TAMPERED)
def test_a_tampered_state_begins_a_new_game(page, host, key):
    for kept in TAMPERED[key]:
        begun(page, host + WHOLE, key, kept)
        assert page.inner_text(".play-turn") == "Year 1 of 8", kept
        assert page.locator(".play-seats").is_hidden(), kept
        decide(page, 1, 1)
        assert page.inner_text(".play-turn") == "Year 2 of 8", kept


REFUSE = """for (const kept of ["sessionStorage", "localStorage"]) {
  Object.defineProperty(window, kept, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


def test_where_a_browser_keeps_nothing_the_whole_game_works_all_the_same(browser):
    context = browser.new_context()
    context.add_init_script(REFUSE)
    view = context.new_page()
    view.goto(f"{BUILT.as_uri()}/{WHOLE}")
    history = whole_game(view)
    assert event(history, YEARS - 1, 0) in view.inner_text(".play-lanes")
    assert view.locator(".play-dot").count()
    view.click(".play-again:visible")
    view.click("[data-who=two]")
    view.click(".play-open")
    decide(view, 1, 1, "seat-")
    assert "Marn" in view.inner_text(".play-cover h2")
    context.close()


# ------------------------------------------------------------------ in a notebook

OUTPUT = """(html) => {
  const output = document.body.appendChild(document.createElement("div"));
  output.innerHTML = html;
  for (const script of output.querySelectorAll("script")) {
    const copy = document.createElement("script");
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    copy.textContent = script.textContent;
    script.replaceWith(copy);
  }
}"""
"""Show an output as JupyterLab does: it runs the scripts of HTML after it stands in the page."""


def test_a_notebook_shows_the_game_itself_and_asks_for_nothing(read, monkeypatch, tmp_path):
    monkeypatch.delenv("ISLANDS", raising=False)
    games = [played(name, seed, "whole") for name, seed in (("one", 7), ("two", 8))]
    notebook = tmp_path / "notebook.html"
    notebook.write_text("<!doctype html><title>Notebook</title>", encoding="utf-8")
    view = read(notebook.as_uri())
    for number, output in enumerate(games):
        view.evaluate(OUTPUT, output._repr_mimebundle_()["text/html"])
        game = view.locator("section.play").nth(number)
        assert not game.locator(".play-record").is_visible()
        for turn in range(YEARS):
            for name in ("reading", "policy"):
                game.locator(f'.play-stage [name="{name}"]').nth(turn % 2).check()
            game.locator(".play-next").first.click()
        written = game.locator(".play-code").inner_text()
        played_here = {name: [0, 1] * (YEARS // 2) for name in ("readings", "policies")}
        history = history_from({"seed": 7 + number, "seat": 0, **played_here})
        assert restore(written).turns == history.turns
        assert game.locator(".play-dot").count()
    assert view.asked == [notebook.as_uri()]


def test_a_notebook_has_every_colour_that_a_style_asks_for():
    styles = {path.stem: path.read_text("utf-8") for path in FILES.glob("*.css")}
    asked = {name for style in styles.values() for name in re.findall(r"var\((--sd-\w+)", style)}
    assert asked == set(re.findall(r"(--sd-\w+):", styles["notebook"]))


# ------------------------------------------------------------------ for every reader


def unfold(page):
    page.evaluate("document.querySelectorAll('.play details').forEach((e) => { e.open = true; })")


def test_nobody_is_shut_out_when_a_game_is_over(game):
    """How it begins, test_access.py looks at on every page."""
    whole_game(game)
    game.click(".play-undo")
    game.click(".play-begin")
    unfold(game)
    assert in_both_themes(game, "section.play", 1280, 360) == []
    show(game)


def test_nothing_scrolls_sideways_and_what_a_finger_presses_is_large_enough(game):
    sizes = """(all) => Math.min(...all.filter((e) => e.checkVisibility())
      .map((e) => e.getBoundingClientRect().height))"""
    pressed = ".play-live :is(button, select, summary, fieldset label, input[type=text])"
    whole_game(game)
    game.click(".play-undo")
    game.click(".play-begin")
    for width, text in ((1280, "100%"), (360, "100%"), (320, "100%"), (320, "200%")):
        show(game, width, "light", text)
        assert game.locator(pressed).evaluate_all(sizes) >= (24 if width == 1280 else 44)
        unfold(game)
        assert game.evaluate("document.documentElement.scrollWidth") <= width
    show(game)


LISTEN = """() => {
  window.heard = [];
  const parts = document.querySelectorAll("[aria-live], [role=status], [role=alert], output");
  const listen = new MutationObserver((seen) => window.heard.push(
    ...seen.flatMap((one) => [...one.addedNodes]).map((e) => e.textContent).filter(Boolean)));
  parts.forEach((e) => listen.observe(e, { childList: true, subtree: true, characterData: true }));
  document.addEventListener("focusin", (event) => window.heard.push(event.target.textContent));
}"""
"""Note what is announced: what comes into a live part, and what the focus moves to."""


def live(page, text):
    """Return how often a text stands in the tree of a screen reader, and how often live."""
    nodes = heard(page)
    by = {node["nodeId"]: node for node in nodes}

    def polite(node):
        kinds = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        above = by.get(node.get("parentId"))
        return kinds.get("live") == "polite" or (above is not None and polite(above))

    said = [n for n in nodes if n["role"]["value"] == "StaticText" and n["name"]["value"] == text]
    return len(said), sum(map(polite, said))


def test_each_turn_is_announced_exactly_once(page, host):
    offensive = next(seed for seed in range(99) if neighbour(seed, 0)[0] is INTENTS[1])
    begin(page, host, offensive)
    page.evaluate(LISTEN)
    demands = 0
    for turn in range(1, YEARS):
        page.evaluate(
            """() => { for (const name of ["reading", "policy"])
              document.querySelector(`[name=${name}]`).click();
              document.querySelector(".play-next").focus();
              window.heard = [];
              document.querySelector(".play-next").click(); }"""
        )
        year = f"Year {turn + 1} of {YEARS}"
        demand, sight = page.inner_text(".play-demand"), page.inner_text(".play-sight")
        demands += bool(demand)
        wanted = [year, sight, *filter(None, [demand])]
        assert sorted(page.evaluate("window.heard")) == sorted(wanted)
        assert live(page, sight) == (1, 1)
        assert live(page, year) == (1, 0)  # the focus moves there: live as well would be twice
    assert demands


def test_at_400_per_cent_nothing_is_cut_and_the_next_year_is_in_sight(read):
    view = read(WHOLE, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    assert view.url.startswith("file:")
    for turn in range(YEARS):
        decide(view, 1, 1)
        assert_whole(view)
        focus = view.locator(":focus").bounding_box()
        assert focus["y"] >= 0, turn
        assert focus["y"] + focus["height"] <= 256, turn
    view.click(".play-begin")
    unfold(view)
    assert_whole(view)
    assert all(one.startswith(("file:", "data:")) for one in view.asked)


def test_nothing_moves_where_motion_is_unwelcome(game):
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    jumps = "getComputedStyle(document.documentElement).scrollBehavior"
    for turn in range(YEARS):
        decide(game, int(turn % 3 > 0), 1 - turn % 2)
        assert game.evaluate(moving) == 0
    game.click(".play-undo")
    assert game.evaluate(moving) == 0
    assert game.evaluate(jumps) == "auto"
