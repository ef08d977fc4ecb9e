"""What the played dilemma promises on a page: the same history as Python's, and a whole game."""

import gzip
import json
import random
import re

import pytest
from axe import in_both_themes
from hypothesis import settings
from reader import BUILT, CUT, ROOT, opened, show, soup

from game import (
    MINDS,
    RULES,
    Ending,
    code,
    decisive,
    misreadings,
    play,
    replayed,
    restore,
)
from game import recorded as answering
from game.codes import INTENTS, POLICIES, SEEDS, neighbour
from game.minds import Tabled
from game.page import RECORDED, played, recorded, tables
from game.rules import PLACES, Sight
from game.study import GRAVITY, LIKE_ENOUGH, likeness, told, verdict, worse
from game.words import diary, event, mixed, words

WHOLE, SHORT = "chapters/played.html", ("index.html", "chapters/ten-minutes.html")
KEY = "play-dilemma"
KB = 1000

HISTORIES = settings().max_examples ** 2
"""How many the page has to tell as Python does: ten thousand, and a million at night."""

BATCH = 10_000
"""So many are handed to the page at once: a million would not fit into memory."""

PLAY = """(setups) => {
  const tables = JSON.parse(document.querySelector(".play-data").textContent);
  return JSON.parse(setups).map((setup) => {
    const { turns, ending } = window.playHistory(tables, setup);
    const told = turns.flatMap((turn) => [turn.sights, turn.readings, turn.policies, turn.moves,
      turn.demands.map(Number), turn.forces].flat());
    return [...told, ending].join("");
  }).join(" ");
}"""
"""All that happened in each history, as a word of figures; as text, to hand over many quickly."""

STUDY = """(states) => {
  const tables = JSON.parse(document.querySelector(".play-data").textContent);
  const { code, decisive, likeness, setupOf, eventOf, diaryOf } = window.playHistory;
  const { verdict, worse } = window.playHistory;
  return states.map((state) => {
    const history = window.playHistory(tables, setupOf(tables, state));
    const found = decisive(tables, history);
    const turns = history.turns.map((_, turn) => turn);
    return {
      code: code(tables, state), likeness: likeness(tables, history, state.seat),
      decisive: found && [found.turn, found.seat, found.again.ending],
      verdict: verdict(history, found), worse: found && worse(tables, history, found),
      events: turns.flatMap((turn) => [0, 1].map((seat) => eventOf(tables, history, turn, seat))),
      diary: turns.map((turn) => diaryOf(tables, history, turn, 1 - state.seat)),
    };
  });
}"""


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
    names = list(MINDS)

    def chair():
        if luck.random() < 0.6:
            number = luck.randrange(len(names))
            return number, MINDS[names[number]]
        turns = luck.randint(0, RULES.turns)
        readings, policies = ([luck.randrange(2) for _ in range(turns)] for _ in range(2))
        then = luck.randrange(len(names))
        mind = answering(
            [INTENTS[one] for one in readings],
            [POLICIES[one] for one in policies],
            then=MINDS[names[then]],
        )
        return {"readings": readings, "policies": policies, "then": then}, mind

    chairs, intents = [chair(), chair()], [luck.randrange(2), luck.randrange(2)]
    seed = luck.choice([luck.randrange(SEEDS), luck.randrange(2**32)])
    places = [(turn, seat) for turn in range(RULES.turns) for seat in (0, 1)]
    undone = luck.sample(places, luck.choice([0, 0, 1, 3]))
    setup = {"seed": seed, "minds": [one[0] for one in chairs], "intents": intents}
    history = play([c[1] for c in chairs], [INTENTS[i] for i in intents], seed, undone=undone)
    return {**setup, "undone": undone}, history


def some_state(luck):
    """Make what a reader may have played."""
    answers = [[luck.randrange(2) for _ in range(RULES.turns)] for _ in range(2)]
    state = {"seed": luck.randrange(SEEDS), "seat": luck.randrange(2)}
    return {**state, "readings": answers[0], "policies": answers[1]}


@pytest.fixture(scope="module")
def page(browser, host):
    """The whole game, at a host that allows nothing but what the book needs."""
    view = opened(browser, host + WHOLE, reduced_motion="reduce")
    yield view
    assert view.faults == []
    view.context.close()


@pytest.fixture
def game(page, host):
    """A game from its beginning, with luck that is known."""
    begin(page, host, 7)
    return page


def begin(page, host, seed, name=WHOLE, **more):
    """Open a page in the middle of a game, or where it begins."""
    other = {"readings": [], "policies": []}
    state = {"seed": seed, "seat": 0, "readings": [], "policies": [], "other": other, **more}
    page.goto(host + name)
    page.evaluate("([key, state]) => sessionStorage.setItem(key, state)", [KEY, json.dumps(state)])
    page.reload()


def decide(page, reading, policy, mark=""):
    page.check(f'[name="{mark}reading"][value={reading}]')
    page.check(f'[name="{mark}policy"][value={policy}]')
    page.click(f".play-{mark}next")


def whole_game(page, policies=("deterrence", "reassurance")):
    for turn in range(RULES.turns):
        decide(page, "offensive" if turn % 3 else "defensive", policies[turn % len(policies)])


# ------------------------------------------------------------------ one history in two languages


def test_histories_are_the_same_in_the_page_and_in_python(page):
    luck = random.Random(20170401)
    told = 0
    endings = set()
    for _ in range(HISTORIES // BATCH):
        setups, histories = zip(*(some_setup(luck) for _ in range(BATCH)), strict=True)
        lines = page.evaluate(PLAY, json.dumps(setups)).split()
        wrong = [
            setup
            for setup, line, history in zip(setups, lines, histories, strict=True)
            if line != figures(history)
        ]
        assert wrong == [], f"after {told} histories that were the same"
        told += len(lines)
        endings |= {history.ending for history in histories}
    assert told == HISTORIES
    assert endings == set(Ending)


def test_what_is_learned_from_a_history_is_the_same_in_the_page_and_in_python(page):
    luck = random.Random(1951)
    states = [some_state(luck) for _ in range(300)]
    verdicts, reasons = set(), set()
    for state, found in zip(states, page.evaluate(STUDY, states), strict=True):
        history = restore(found["code"])
        seat = state["seat"]
        assert (history.seed, history.seat) == (state["seed"], seat)
        assert [POLICIES.index(one.policies[seat]) for one in history.turns] == state["policies"]
        assert [INTENTS.index(one.readings[seat]) for one in history.turns] == state["readings"]
        assert found["code"] == code(history)
        name, turns = likeness(history, seat)
        assert found["likeness"] == [list(MINDS).index(name), turns]
        known = decisive(history)
        again = known and [*known, list(Ending).index(replayed(history, *known).ending)]
        assert found["decisive"] == again
        assert found["verdict"] == verdict(history)
        assert found["worse"] == (worse(history, *known) if known else None)
        verdicts.add(found["verdict"])
        reasons.add(found["worse"])
        turns = range(RULES.turns)
        assert found["events"] == [
            event(history, turn, chair) for turn in turns for chair in (0, 1)
        ]
        assert found["diary"] == [diary(history, turn, 1 - seat) for turn in turns]
    assert verdicts >= {"changed", "same", "open"}
    assert reasons >= {"", "lulled", "other"}


def test_the_script_has_no_word_and_no_name_of_its_own():
    scripts = [ROOT / f"secdilemma/pictures/{name}.js" for name in ("play", "seats")]
    bare = re.sub(r"//.*", "", "\n".join(one.read_text("utf-8") for one in scripts))
    said = words()
    named = [*said["names"].values(), *MINDS, *(str(e) for e in Ending), *(str(s) for s in Sight)]
    named += [*INTENTS, *POLICIES]
    texts = re.findall(r'"([^"\n]*)"', bare)
    assert [one for one in named for text in texts if one in text and text != one + "s"] == []
    sentences = [text for text in texts if re.search(r"[a-z]+ [a-z]+ [a-z]+", text)]
    assert set(sentences) <= {"use strict"}


def test_script_and_tables_are_light():
    script = (ROOT / "secdilemma/pictures/play.js").read_bytes()
    assert len(gzip.compress(script)) <= 8 * KB
    assert len(gzip.compress(json.dumps(tables(), ensure_ascii=False).encode())) <= 7 * KB
    assert len(gzip.compress((ROOT / "secdilemma/pictures/play.css").read_bytes())) <= 3 * KB


# ------------------------------------------------------------------ words


@pytest.mark.parametrize("kind", ["held_back", "shield", "spear"])
def test_there_are_events_enough_each_short_and_of_the_state_that_is_seen(kind):
    events = words()["events"][kind]
    assert len(events) == len(set(events)) >= 12
    for one in events:
        assert "{them}" in one
        assert 12 <= len(one.split()) <= 28, one


def test_no_event_is_told_twice_in_a_history():
    for seed in range(100):
        history = play([MINDS["fearful"]] * 2, ["defensive"] * 2, seed)
        for seat in (0, 1):
            told = [event(history, turn, seat) for turn in range(RULES.turns)]
            assert len(set(told)) == len(told)


def test_another_luck_mixes_the_events_in_another_order():
    orders = {tuple(mixed(seed, 0, Sight.SPEAR, 12)) for seed in range(50)}
    assert len(orders) == 50
    assert all(sorted(order) == list(range(12)) for order in orders)


def test_only_a_table_keeps_a_diary():
    history = restore(code(play_as_reader()))
    assert isinstance(history.minds[1], Tabled)
    with pytest.raises(TypeError, match="keeps no diary"):
        diary(history, 0, 0)


def play_as_reader():
    intent, mind = neighbour(7, 0)
    return play([MINDS["calm"], mind], ["defensive", intent], 7)


def test_what_stands_on_paper_hangs_on_one_misreading():
    history = recorded()
    found = decisive(history)
    assert found is not None
    assert history.ending is Ending.RACE
    assert replayed(history, *found).ending is Ending.RESTRAINT
    assert RECORDED[:2] == ("fearful", "fearful")


@pytest.mark.parametrize(
    "given", [{"form": "long"}, {"seed": -1}, {"seed": SEEDS}], ids=lambda given: str(given)
)
def test_a_game_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError, match="expected one"):
        played(**given)


# ------------------------------------------------------------------ markup


@pytest.mark.parametrize("name", [WHOLE, *SHORT])
def test_a_page_has_one_game_that_stands_without_a_script(name):
    (section,) = soup(name).select("section.play")
    assert section["data-play"] == "dilemma"
    assert section["data-form"] == ("whole" if name == WHOLE else "short")
    rows = section.select(".play-record tbody tr")
    assert len(rows) == RULES.turns
    assert all(len(row.select("td .play-made")) == 2 for row in rows)
    assert section.select(".play-record .play-break")
    radios = {(one["name"], one["value"]) for one in section.select(".play-stage input")}
    assert radios == {("reading", one) for one in INTENTS} | {("policy", one) for one in POLICIES}
    assert section.select_one(".play-stage .play-next").has_attr("disabled")
    assert all(one.find("legend") for one in section.select("fieldset"))
    assert len(section.select(".play-drawn tbody tr")) == 4


def test_a_page_without_a_game_loads_none_of_it(pages):
    for name, page in pages.items():
        loads = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link")]
        found = [one for one in loads if one and re.search(r"/play\.(js|css)", one)]
        assert len(found) == (2 if page.select_one(".play-data") else 0), name


def test_without_a_script_there_is_a_history_to_read(browser):
    view = opened(browser, WHOLE, java_script_enabled=False)
    assert view.locator(".play-record").is_visible()
    assert not view.locator(".play-live").is_visible()
    view.context.close()


def test_on_paper_there_is_the_recorded_history_alone(game):
    game.emulate_media(media="print")
    assert game.locator(".play-record").is_visible()
    assert not game.locator(".play-live").is_visible()
    game.emulate_media(media="screen")
    assert not game.locator(".play-record").is_visible()


# ------------------------------------------------------------------ a whole game


def test_a_whole_game_by_keyboard(game):
    years = RULES.turns
    game.focus('[name="reading"] >> nth=0')
    for turn in range(years):
        assert game.inner_text(".play-turn") == f"Year {turn + 1} of {years}"
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
    assert game.locator(".play-debrief .play-lanes tbody tr").count() == years
    history = restore(game.inner_text(".play-code"))
    assert {turn.readings[0] for turn in history.turns} == {INTENTS[0]}
    assert {turn.policies[0] for turn in history.turns} == {POLICIES[1]}


def test_the_debrief_shows_each_lane_as_python_has_it(game):
    whole_game(game)
    history = restore(game.inner_text(".play-code"))
    rows = game.locator(".play-debrief .play-lanes tbody tr")
    broken = 0
    for turn in range(RULES.turns):
        text = rows.nth(turn).inner_text()
        assert event(history, turn, 0) in text
        assert event(history, turn, 1) in text
        assert diary(history, turn, 1) in text
        broken += sum(
            history.turns[turn].sights[seat] is not history.meant(turn, seat) for seat in (0, 1)
        )
    assert game.locator(".play-debrief .play-break").count() == broken > 0


def test_the_years_at_a_glance_are_those_that_were_played(game):
    whole_game(game)
    history = restore(game.inner_text(".play-code"))
    rows = game.locator(".play-glance tbody tr")
    noted = f", {words()['opened']['misread']}"
    for chair in (0, 1):
        drawn = rows.nth(chair).locator("td")
        assert drawn.locator(".play-quiet").all_inner_texts() == [
            str(turn.moves[chair]) + noted * ((number, chair) in misreadings(history))
            for number, turn in enumerate(history.turns)
        ]
        assert drawn.evaluate_all("all => all.map((e) => e.matches('.play-other'))") == [
            (number, chair) in misreadings(history) for number in range(RULES.turns)
        ]
    assert rows.locator(".play-other").count() > 0


def test_the_year_that_decided_is_played_again(game):
    whole_game(game)
    history = restore(game.inner_text(".play-code"))
    turn, seat = decisive(history)
    again = replayed(history, turn, seat)
    assert f"In year {turn + 1} " in game.inner_text(".play-sentence")
    game.click(".play-undo")
    rows = game.locator(".play-marks tbody tr")
    drawn = [rows.nth(row).locator(".play-quiet").all_inner_texts() for row in range(4)]
    told = [
        [str(t.moves[chair]) for t in one.turns] for chair in (0, 1) for one in (history, again)
    ]
    assert drawn == told
    name, turns = likeness(history, 0)
    if any(a.sights[0] is not b.sights[0] for a, b in zip(history.turns, again.turns, strict=True)):
        assert f"called {words()['labels'][name]} answers" in game.inner_text(".play-answered")
        assert f"in {turns} of " in game.inner_text(".play-answered")


def test_the_other_chair_counts_what_was_done_there(game):
    whole_game(game)
    game.click(".play-begin")
    for turn in range(RULES.turns):
        decide(game, "offensive" if turn < 3 else "defensive", "deterrence", "chair-")
    history = restore(game.inner_text(".play-code"))
    feared = sum(turn.readings[0] is INTENTS[1] for turn in history.turns)
    said = game.inner_text(".play-chair-done")
    assert [int(one) for one in re.findall(r"(\d) of 8", said)] == [feared, 8, 3]
    differ = [n + 1 for n, turn in enumerate(history.turns) if turn.policies[1] is POLICIES[0]]
    assert differ
    assert f"had: {', '.join(map(str, differ))}." in said
    assert said.endswith(words()["chair"]["fixed"].strip())


@pytest.mark.parametrize("feared", [3, 4])
def test_only_who_was_afraid_in_half_of_the_years_had_feared_the_other(page, host, feared):
    readings, years = [1] * feared + [0] * (RULES.turns - feared), RULES.turns
    other = {"readings": [0] * years, "policies": [1] * years}
    begin(page, host, 7, readings=readings, policies=[0] * years, other=other)
    page.click(".play-over summary")
    assert (words()["chair"]["same"].strip() in page.inner_text(".play-chair-done")) == (feared > 3)


def test_who_answered_as_the_neighbour_had_is_told_so(page, host):
    intent, mind = neighbour(7, 0)
    years = RULES.turns
    reader = answering([INTENTS[0]] * years, [POLICIES[1]] * years)
    history = play([reader, mind], ["defensive", intent], 7)
    other = [POLICIES.index(turn.policies[1]) for turn in history.turns]
    mine = {"readings": [0] * years, "policies": [1] * years}
    begin(page, host, 7, **mine, other={"readings": [0] * years, "policies": other})
    page.click(".play-over summary")
    said = page.inner_text(".play-chair-done")
    assert words()["chair"]["never"].strip().replace("{them}", "Marn") in said


def bring_back(page, typed):
    """Type the code of a history, and have it told."""
    page.evaluate("() => { document.querySelector('.play-keep').open = true; }")
    page.fill(".play-keep input", typed)
    page.keyboard.press("Enter")


def test_what_the_debrief_claims_is_what_can_be_told(game):
    luck, kinds = random.Random(5), set()
    states = [{**some_state(luck), "seat": 0} for _ in range(40)]
    for found in game.evaluate(STUDY, states):
        bring_back(game, found["code"])
        history = restore(game.inner_text(".play-code"))
        kind, said = verdict(history), game.inner_text(".play-sentence")
        assert game.inner_text(".play-decided h2") == words()["decided"]["titles"][kind]
        claims = "the years would have ended in" in said
        assert claims == (kind == "changed")
        if kind == "open":
            name, turns = likeness(history, 0)
            assert turns < LIKE_ENOUGH
            assert "nobody knows what you would have answered" in said
            assert f"the mind called {words()['labels'][name]} in your chair" in said
        if found := decisive(history):
            again = replayed(history, *found)
            worst = GRAVITY.index(again.ending) > GRAVITY.index(history.ending)
            assert ("end worse?" in said) == (worst and told(history, again))
        kinds.add(kind)
    assert kinds >= {"changed", "same", "open"}


def test_what_was_out_for_more_pressed_only_if_it_did(page, host):
    pressed = next(seed for seed in range(99) if neighbour(seed, 0)[0] is INTENTS[1])
    years = RULES.turns
    for policies in ([1] * years, [0] * years):
        begin(page, host, pressed, readings=[1] * years, policies=policies)
        page.click(".play-over summary")
        history = restore(page.inner_text(".play-code"))
        said = page.inner_text(".play-intent")
        demands = [turn.demands[0] for turn in history.turns]
        assert any(demands) == (policies[0] == 0)
        assert (words()["opened"]["pressed"] in said) == any(demands)
        assert said.startswith("You read Marn rightly in 8 of 8 years.")
        assert page.inner_text(".play-lastly").startswith("After year 8: ") == demands[-1]


def test_a_thousand_histories_are_drawn_in_a_blink_and_counted(game):
    whole_game(game)
    for place, value in ((0, 1), (1, 2), (2, 0)):
        game.locator(".play-selects select").nth(place).select_option(index=value)
    assert float(game.locator(".play-dots").get_attribute("data-milliseconds")) < 100
    seeds = [(7 + luck) % SEEDS for luck in range(1, 1001)]
    pair = [MINDS["calm"], MINDS["sensible"]]
    endings = [play(pair, ["defensive"] * 2, seed).ending for seed in seeds]
    counts = [endings.count(ending) for ending in Ending]
    said = game.inner_text(".play-count").replace("1,000", "", 1)
    assert [int(one) for one in re.findall(r"\d+", said)] == counts
    dots = game.evaluate(
        "() => [...document.querySelectorAll('.play-dot')]"
        ".map((path) => path.getAttribute('d').split('M').length - 1)"
    )
    assert dots == counts
    assert game.locator(".play-mine").count() == 1


def test_playing_again_begins_another_game(game):
    whole_game(game)
    first = game.inner_text(".play-code")
    game.click(".play-again")
    assert game.inner_text(".play-turn") == "Year 1 of 8"
    whole_game(game)
    assert game.inner_text(".play-code") != first


@pytest.mark.parametrize("name", [WHOLE, *SHORT])
def test_a_finished_game_is_one_line_on_another_page(page, host, name):
    years = RULES.turns
    begin(page, host, 7, name, readings=[0] * years, policies=[1] * years)
    assert not page.locator(".play-debrief").is_visible()
    assert page.locator(".play-live").bounding_box()["height"] < 300
    assert page.locator(".play-again:visible").count() == 1
    page.click(".play-over summary")
    assert page.locator(".play-debrief").is_visible()
    page.click(".play-over summary")
    page.click(".play-again:visible")
    assert page.inner_text(".play-turn") == "Year 1 of 8"
    assert not page.locator(".play-over").is_visible()
    whole_game(page)
    assert page.locator(".play-debrief").is_visible()
    assert not page.locator(".play-over summary").first.is_visible()


def test_on_a_phone_the_diaries_are_folded_and_what_matters_comes_first(browser, host):
    view = opened(browser, host + WHOLE, 360)
    whole_game(view)
    assert not view.locator(".play-debrief .play-lanes").is_visible()
    first = view.locator(".play-debrief .play-part").first
    kinds = first.evaluate("part => [...part.children].map((e) => e.className)")
    shown = ["play-intent", "play-ended", "sd-table play-glance", "play-brief", "play-choices"]
    assert kinds == ["", *shown]
    assert all(first.locator(f".{kind.split()[-1]}").inner_text() for kind in shown)
    view.click(".play-sit")
    assert view.inner_text(".play-chair-turn") == "Year 1 of 8, as Marn"
    view.click(".play-diaries summary")
    assert view.locator(".play-debrief .play-lanes").is_visible()
    assert view.faults == []
    view.context.close()


def test_before_the_first_year_the_reader_is_told_what_is_wanted(game):
    assert game.inner_text(".play-wants") == words()["turn"]["wants"]
    decide(game, "offensive", "deterrence")
    assert not game.locator(".play-wants").is_visible()


# ------------------------------------------------------------------ codes, and what is kept


def test_a_code_brings_back_the_history_that_python_restores(game):
    luck = random.Random(3)
    for _ in range(5):
        history = restore(game.evaluate(STUDY, [some_state(luck)])[0]["code"])
        wanted = code(history)
        bring_back(game, wanted.lower().replace("-", " "))
        assert game.inner_text(".play-code") == wanted
        text = game.inner_text(".play-lanes")
        seat = history.seat
        for turn in range(RULES.turns):
            assert event(history, turn, seat) in text
            assert diary(history, turn, 1 - seat) in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "0 characters"),
        ("1234", "4 characters"),
        ("1111-1111-11#", "#"),
        ("1111-1111-112", "a character is wrong"),
        ("1111-1111-111", "other rules"),
        ("<b>1</b>-111", "<"),
    ],
)
def test_a_code_that_is_none_is_refused_with_a_reason(game, typed, said):
    game.evaluate("() => { document.querySelector('.play-keep').open = true; }")
    game.fill(".play-keep input", typed)
    game.keyboard.press("Enter")
    assert said in game.inner_text(".play-wrong")
    assert game.inner_text(".play-turn") == "Year 1 of 8"


def test_coming_back_finds_the_game_where_it_was(game):
    seen = []
    for turn in range(3):
        seen.append(game.inner_text(".play-sight"))
        decide(game, INTENTS[turn % 2], POLICIES[turn % 2])
    now = game.inner_text(".play-sight")
    game.reload()
    assert game.inner_text(".play-turn") == "Year 4 of 8"
    assert game.inner_text(".play-sight") == now
    game.click(".play-past summary")
    past = game.locator(".play-past li").all_inner_texts()
    assert len(past) == 3
    assert all(sight in told for sight, told in zip(seen, past, strict=True))
    for turn, line in enumerate(past):
        assert f"{words()['turn']['taken'][turn % 2]}, and " in line


def test_a_game_begun_on_the_front_page_goes_on_where_all_of_it_is(page, host):
    begin(page, host, 7, "index.html")
    decide(page, "offensive", "deterrence")
    sight = page.inner_text(".play-sight")
    page.goto(host + WHOLE)
    assert page.inner_text(".play-turn") == "Year 2 of 8"
    assert page.inner_text(".play-sight") == sight


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "null",
        "[]",
        '{"seed": 7}',
        '{"seed": -1, "seat": 0, "readings": [], "policies": [], '
        '"other": {"readings": [], "policies": []}}',
        '{"seed": 7, "seat": 0, "readings": [0], "policies": [2], '
        '"other": {"readings": [], "policies": []}}',
        '{"seed": 7, "seat": 2, "readings": [], "policies": [], '
        '"other": {"readings": [], "policies": []}}',
        '{"seed": 7, "seat": 0, "readings": [0], "policies": [], '
        '"other": {"readings": [], "policies": []}}',
        '{"seed": 7, "seat": 0, "readings": [], "policies": [], "other": null}',
        json.dumps({"seed": 7, "seat": 0, "readings": [1] * 9, "policies": [1] * 9,
                    "other": {"readings": [], "policies": []}}),
    ],
)  # fmt: skip
def test_a_tampered_state_begins_a_new_game(game, kept):
    game.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [KEY, kept])
    game.reload()
    assert game.inner_text(".play-turn") == "Year 1 of 8"
    decide(game, "offensive", "deterrence")
    assert game.inner_text(".play-turn") == "Year 2 of 8"


# ------------------------------------------------------------------ for every reader


@pytest.mark.parametrize("name", [WHOLE, *SHORT])
def test_nobody_is_shut_out_at_any_moment_of_a_game(page, host, name):
    begin(page, host, 7, name)
    assert in_both_themes(page, "section.play") == []
    whole_game(page)
    page.click(".play-undo")
    if name == WHOLE:
        page.click(".play-begin")
    page.evaluate("document.querySelectorAll('.play details').forEach((e) => { e.open = true; })")
    assert in_both_themes(page, "section.play", 1280, 360) == []
    show(page)


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (320, "200%"), (360, "100%")])
def test_nothing_scrolls_sideways(game, width, text):
    whole_game(game)
    game.click(".play-undo")
    game.click(".play-begin")
    show(game, width, "light", text)
    game.evaluate("document.querySelectorAll('.play details').forEach((e) => { e.open = true; })")
    assert game.evaluate("document.documentElement.scrollWidth") <= width
    show(game)


def test_what_a_finger_presses_is_large_enough(game):
    sizes = """() => [...document.querySelectorAll(
      '.play-live :is(button, select, summary, fieldset label, input[type=text])')]
      .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)"""
    whole_game(game)
    game.click(".play-begin")
    show(game, 1280)
    assert min(game.evaluate(sizes)) >= 24
    show(game, 360)
    assert min(game.evaluate(sizes)) >= 44
    show(game)


def test_on_a_phone_the_first_decisions_are_in_sight(browser, host):
    view = opened(browser, host + "index.html", 360)
    view.set_viewport_size({"width": 360, "height": 740})
    assert view.inner_text(".play-sight").strip()
    for last in ('[name="reading"]', '[name="policy"]'):
        box = view.locator(last).last.bounding_box()
        assert box["y"] + box["height"] < 740
    assert view.faults == []
    view.context.close()


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
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by = {node["nodeId"]: node for node in nodes}

    def polite(node):
        kinds = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        above = by.get(node.get("parentId"))
        return kinds.get("live") == "polite" or (above is not None and polite(above))

    said = [n for n in nodes if n["role"]["value"] == "StaticText" and n["name"]["value"] == text]
    return len(said), sum(map(polite, said))


def test_each_turn_is_announced_exactly_once(page, host):
    pressed = next(seed for seed in range(99) if neighbour(seed, 0)[0] is INTENTS[1])
    begin(page, host, pressed)
    page.evaluate(LISTEN)
    demands = 0
    for turn in range(1, RULES.turns):
        page.evaluate(
            """() => { for (const name of ["reading", "policy"])
              document.querySelector(`[name=${name}]`).click();
              document.querySelector(".play-next").focus();
              window.heard = [];
              document.querySelector(".play-next").click(); }"""
        )
        year = f"Year {turn + 1} of {RULES.turns}"
        demand, sight = page.inner_text(".play-demand"), page.inner_text(".play-sight")
        demands += bool(demand)
        wanted = [year, sight, *filter(None, [demand])]
        assert sorted(page.evaluate("window.heard")) == sorted(wanted)
        assert live(page, sight) == (1, 1)
        assert live(page, year) == (
            1,
            0,
        )  # the focus moves there: to be live as well would be twice
    assert demands


def test_at_400_per_cent_nothing_is_cut_and_the_next_year_is_in_sight(browser):
    view = opened(browser, WHOLE, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for turn in range(RULES.turns):
        decide(view, "offensive", "deterrence")
        assert view.evaluate("document.documentElement.scrollWidth") <= 320
        assert view.evaluate(CUT) == []
        focus = view.locator(":focus").bounding_box()
        assert focus["y"] >= 0, turn
        assert focus["y"] + focus["height"] <= 256, turn
    view.click(".play-begin")
    view.evaluate("document.querySelectorAll('.play details').forEach((e) => { e.open = true; })")
    assert view.evaluate("document.documentElement.scrollWidth") <= 320
    assert view.evaluate(CUT) == []
    assert view.faults == []
    view.context.close()


def test_nothing_moves_where_motion_is_unwelcome(game):
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    jumps = "getComputedStyle(document.documentElement).scrollBehavior"
    for turn in range(RULES.turns):
        decide(game, "offensive" if turn % 3 else "defensive", POLICIES[1 - turn % 2])
        assert game.evaluate(moving) == 0
    game.click(".play-undo")
    assert game.evaluate(moving) == 0
    assert game.evaluate(jumps) == "auto"


def test_a_whole_game_from_a_folder(browser):
    view = opened(browser, WHOLE)
    assert view.url.startswith("file:")
    whole_game(view)
    history = restore(view.inner_text(".play-code"))
    assert event(history, RULES.turns - 1, 0) in view.inner_text(".play-lanes")
    assert view.faults == []
    assert all(one.startswith(("file:", "data:")) for one in view.asked)
    view.context.close()


def test_the_built_script_is_the_one_in_the_repository():
    for kind in ("js", "css"):
        built = (BUILT / f"_static/play.{kind}").read_bytes()
        assert built == (ROOT / f"secdilemma/pictures/play.{kind}").read_bytes()
