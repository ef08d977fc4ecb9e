"""What the played dilemma promises on a page: the same history as Python's, and a whole game."""

import gzip
import json
import random
import re

import pytest
from axe import in_both_themes
from histories import YEARS, history_from, some_state, state_as
from hypothesis import settings
from playing import (
    FRONT,
    GAME,
    RECALL,
    WHOLE,
    assert_told,
    assert_whole,
    begun,
    decide,
    heard,
)
from reader import BUILT, ROOT, show

from game import MINDS, Ending, code, decisive, play, replayed, restore
from game.codes import SEEDS, deal, pack
from game.minds import recorded
from game.observer import suspicion
from game.page import played
from game.page.tables import tables
from game.printed import printed, tell_year
from game.rules import (
    CHAIRS,
    ENDINGS,
    INTENTS,
    MOVES,
    OPENINGS,
    POLICIES,
    READINGS,
    SIGHTS,
    WORLDS,
    Move,
    Sight,
)  # fmt: skip
from game.study import differing, first_difference, is_certain, likeness
from game.words import diary, event, events_of, mixed, words

KEY = "play-dilemma"
KB = 1000
FILES = ROOT / "game/page"

HISTORIES = settings().max_examples ** 2
"""How many the page has to play as Python does: ten thousand, and a million at night."""

BATCH = 10_000
"""So many are handed to the page at once: a million would not fit into memory."""

PLAY = f"""(setups) => {{
  {GAME}
  return JSON.parse(setups).map((setup) => {{
    const {{ years, ending, bent }} = game.play(setup);
    const all = years.flatMap((one) =>
      [one.sent, one.sights, one.readings, one.moves, one.demands.map(Number), one.forces].flat());
    return [...all, ending, ...bent.flat()].join("");
  }}).join(" ");
}}"""
"""All that happened in each history, as a word of figures; as text, to hand over many quickly."""

STUDY = f"""(states) => {{
  {GAME}
  return states.map((state) => {{
    const history = game.historyOf(state);
    const best = game.lines(history)[0];
    return {{
      code: game.code(state), likeness: game.likeness(history, state.seat),
      decisive: best && [best.year, best.chair, best.again.ending],
      suspicion: game.suspicion(history, state.seat),
    }};
  }});
}}"""


def figures(history):
    """Write a history as `PLAY` does."""
    written = []
    for year in history.years:
        written += [SIGHTS.index(one) for one in (*year.sent, *year.sights)]
        written += [READINGS.index(one) for one in year.readings]
        written += [MOVES.index(one) for one in year.moves]
        written += [*map(int, year.demands), *year.forces]
    written += [ENDINGS.index(history.ending), *(place for bent in history.bent for place in bent)]
    return "".join(map(str, written))


def some_setup(luck):
    """Make a setup for the page, and play it here."""
    minds = list(MINDS.values())

    def chair():
        number = luck.randrange(len(minds))
        if luck.random() < 0.6:
            return number, minds[number]
        years = luck.randint(0, YEARS)
        readings = [luck.randrange(len(READINGS)) for _ in range(years)]
        policies = [luck.randrange(len(POLICIES)) for _ in range(years)]
        words = [READINGS[one] for one in readings], [POLICIES[one] for one in policies]
        reader = {"readings": readings, "policies": policies, "then": number}
        return reader, recorded(*words, then=minds[number])

    chairs, intents = [chair(), chair()], [luck.randrange(2), luck.randrange(2)]
    seed = luck.choice([luck.randrange(SEEDS), luck.randrange(2**32)])
    world, opening = luck.randrange(len(WORLDS)), luck.randrange(len(OPENINGS))
    places = [(year, seat) for year in range(YEARS) for seat in CHAIRS]
    straight, free = luck.sample(places, luck.choice([0, 0, 1, 3])), luck.random() < 0.2
    setup = {
        "seed": seed, "minds": [one[0] for one in chairs], "intents": intents, "world": world,
        "opening": opening, "straight": straight, "free": free,
    }  # fmt: skip
    history = play(
        [one[1] for one in chairs], [INTENTS[one] for one in intents], seed, WORLDS[world],
        OPENINGS[opening], straight=straight, free=free,
    )  # fmt: skip
    return setup, history


@pytest.fixture
def page(game_page):
    return game_page


@pytest.fixture
def game(page, host):
    """A game from its beginning, with luck that is known."""
    begin(page, host, 7)
    return page


def begin(page, host, seed, name=WHOLE, readings=(), policies=(), other=()):
    """Open a page in the middle of a game, or where it begins."""
    mine = {"readings": list(readings), "policies": list(policies)}
    state = {"seed": seed, "seat": 0, **mine, "straight": [], "other": list(other)}
    begun(page, host + name, KEY, state)


def whole_game(page, policies=(1, 0)):
    """Play to the end; return the history that Python restores."""
    for year in range(YEARS):
        if page.locator(".play-stage").is_visible():
            decide(page, year % len(READINGS), policies[year % len(policies)])
    return restore(page.inner_text(".play-code"))


def bring_back(page, typed):
    """Type a code, and go."""
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
    luck = random.Random(1951)
    states = [some_state(luck) for _ in range(200)]
    for state, answer in zip(states, page.evaluate(STUDY, states), strict=True):
        history, seat = history_from(state), state["seat"]
        assert restore(answer["code"]).years == history.years
        name, years = likeness(history, seat)
        assert answer["likeness"] == [list(MINDS).index(name), years]
        known = decisive(history)
        again = known and [*known, ENDINGS.index(replayed(history, *known).ending)]
        assert answer["decisive"] == again
        assert answer["suspicion"] == pytest.approx(suspicion(history, seat))


@pytest.mark.parametrize("name", ["rules", "river", "play", "seats", "debrief", "workshop"])
def test_a_script_has_no_word_and_no_name_of_its_own(name):
    script = (FILES / f"{name}.js").read_text("utf-8")
    texts = re.findall(r'"([^"\n]*)"', re.sub(r"//.*", "", script))
    names = [*words()["names"].values(), *MINDS, *Sight, *INTENTS, *POLICIES, *READINGS]
    assert [one for one in names if str(one) in texts] == []
    assert {text for text in texts if re.search(r"^[a-z]+ [a-z]+ [a-z]+", text)} <= {"use strict"}


def test_what_the_front_page_carries_is_light():
    script = (BUILT / "_static/play.js").read_bytes()
    data = json.dumps(tables("seats", "screen"), ensure_ascii=False)
    assert len(gzip.compress(script)) <= 16 * KB
    assert len(gzip.compress(data.encode())) <= 10 * KB


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
        for seat in CHAIRS:
            events = [event(history, year, seat) for year in range(len(history.years))]
            assert len(set(events)) == len(events)
    orders = {tuple(mixed(seed, 0, Sight.SPEAR, 12)) for seed in range(50)}
    assert len(orders) == 50
    assert all(sorted(order) == list(range(12)) for order in orders)


@pytest.mark.parametrize("given", [{"form": "long"}, {"seed": -1}, {"seed": SEEDS}], ids=str)
def test_a_game_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError, match="expected one"):
        played(**given)


# ------------------------------------------------------------------ markup


@pytest.mark.parametrize("name", [FRONT, WHOLE, RECALL])
def test_without_a_script_and_on_paper_there_is_a_history_to_read(read, name):
    history, view = printed(), read(name, java_script_enabled=False)
    assert view.locator(".play-record").is_visible()
    assert not view.locator(".play-live").is_visible()
    rows = view.locator(".play-record tbody tr")
    assert rows.count() == len(history.years)
    for year in range(rows.count()):
        for chair in CHAIRS:
            text = rows.nth(year).locator("td").nth(chair).inner_text()
            assert all(sentence in text for sentence in tell_year(history, year, chair).values())
    view.emulate_media(media="print")
    assert view.locator(".play-record").is_visible()


# ------------------------------------------------------------------ a whole game


def test_a_whole_game_by_keyboard(game):
    dealt = deal(7)
    setting = game.inner_text(".play-setting")
    assert words()["worlds"]["told"][WORLDS.index(dealt.world)] in setting
    game.focus('[name="reading"] >> nth=0')
    for year in range(YEARS):
        if not game.locator(".play-stage").is_visible():
            break
        assert game.inner_text(".play-turn") == f"Year {year + 1} of {YEARS}"
        assert game.locator(".play-wants").is_visible()
        if year:
            assert game.evaluate("document.activeElement.className") == "play-turn"
            game.keyboard.press("Tab")
        game.keyboard.press("Space")
        assert game.locator(".play-next").is_disabled()
        game.keyboard.press("Tab")
        game.keyboard.press("Space")
        assert game.locator(".play-next").is_enabled()
        game.keyboard.press("Tab")
        game.keyboard.press("Enter")
    assert game.evaluate("document.activeElement.tagName") == "H2"
    history = restore(game.inner_text(".play-code"))
    assert {year.readings[0] for year in history.years} == {READINGS[0]}
    assert {year.policies[0] for year in history.years} == {POLICIES[0]}


LEGEND = 1
"""So many filled discs explain the others, below the picture."""


def signs(view, part):
    """Return how many of each sign a river shows."""
    kinds = (
        ".play-act.play-side-0",
        ".play-act.play-armed",
        ".play-sign",
        ".play-bend",
        ".play-handle",
    )
    inside = f"{part} .play-crossings"
    return [view.locator(f"{inside} {kind}").count() for kind in kinds]


def test_the_river_shows_what_the_reader_knows_and_no_more_until_the_end(page, host):
    state = next(
        state for luck in range(99)
        if (state := some_state(random.Random(luck)) | {"seat": 0})
        and len(history_from(state).bent) > 3 and len(history_from(state).years) == YEARS
    )  # fmt: skip
    history = history_from(state)
    begin(page, host, state["seed"], FRONT)
    opened_with = history.opening[0] is Move.ARMED
    for year in range(YEARS):
        armed = opened_with + sum(state["policies"][:year])
        own, filled, arrived, bent, handles = signs(page, ".play-now")
        assert (own, filled, arrived, bent, handles) == (year + 1, armed, year + 1, 0, 0)
        assert page.locator(".play-now .play-act.play-side-1").count() == 0
        decide(page, state["readings"][year], state["policies"][year])
    moves = [move for chair in CHAIRS for move in history.moves(chair)]
    own, filled, arrived, bent, handles = signs(page, ".play-whole")
    assert own == YEARS + 1
    assert filled == moves.count(Move.ARMED)
    assert arrived == 2 * YEARS
    assert bent == len(history.bent)
    assert handles <= bent
    storeys = [page.locator(f".play-whole .play-tower.play-side-{s} rect").count() for s in CHAIRS]
    assert storeys == list(history.years[-1].forces)


def armed_years(history):
    """Return the years in which anybody armed, each as often as it was."""
    both = ((year, chair) for year in range(len(history.years)) for chair in CHAIRS)
    return [year + 1 for year, chair in both if history.years[year].moves[chair] is Move.ARMED]


def assert_came(text, history, again):
    """What is said of the years put straight is true of them."""
    arms, before = armed_years(again), armed_years(history)
    if after := re.search(r"arms after year (\d)", text):
        assert max(arms) == int(after[1]) < max(before)
    if counts := re.search(r"come to (\d+), not (\d+)", text):
        assert [len(arms), len(before)] == [int(one) for one in counts.groups()]
    assert ("ever arms" in text) <= (not arms)
    assert ("as often" in text) <= (len(arms) == len(before))
    assert ("war breaks out in" in text) == (again.ending is Ending.WAR)
    assert ("no war" in text) <= (history.ending is Ending.WAR)


def undone(history, again):
    """Return how much is done otherwise, in years that both have."""
    shared = range(min(len(history.years), len(again.years)))
    moves = [
        (history.years[year].moves[chair], again.years[year].moves[chair])
        for year in shared
        for chair in CHAIRS
    ]
    return sum(was is not now for was, now in moves)


def test_each_year_says_what_was_done_last_and_how_what_is_seen_compares(page, host):
    sights, times = words()["river"]["sights"], words()["times"]["words"]
    for seed in range(7, 11):
        begin(page, host, seed, FRONT)
        seen, policies = [], [1, 1, 0, 1, 0, 0, 1, 0]
        for year in range(YEARS):
            if not page.locator(".play-board").is_visible():
                break
            history = history_from(
                {"seed": seed, "seat": 0, "readings": [1] * YEARS, "policies": policies}
            )
            seen.append(sights[SIGHTS.index(history.years[year].sights[0])])
            came = page.inner_text(".play-came >> nth=0")
            did = history.moves(0)[year]
            high = history.years[year - 1].forces[0] if year else 1 + (did is Move.ARMED)
            assert f"{did}: " in came
            assert f"tower is {high} high" in came
            assert f"looks like {seen[-1]}" in came
            assert came.startswith("You" if year else "Last year Calder")
            run = next((n for n, one in enumerate(seen[::-1]) if one != seen[-1]), len(seen))
            assert ("running" in came) == (run > 1)
            assert run == 1 or f"{times[run]} running" in came
            assert ("first time" in came) == (year > 0 and seen.count(seen[-1]) == 1)
            decide(page, 1, policies[year])


def test_a_newcomers_neighbour_only_wants_to_be_safe(page, host):
    for _ in range(6):  # by chance alone, once in 64
        page.goto(host + FRONT)
        page.evaluate("sessionStorage.clear()")
        page.reload()
        decide(page, 1, 0)
        kept = json.loads(page.evaluate(f"sessionStorage.getItem('{KEY}')"))
        assert deal(kept["seed"]).intents[1] is INTENTS[0]


@pytest.mark.parametrize("by", ["drag", "end", "note"])
def test_a_bent_line_is_pulled_wherever_it_is_touched(page, host, by):
    luck = random.Random(5)
    while not replayable(state := some_state(luck) | {"seat": 0}):
        pass
    begin(page, host, state["seed"], FRONT, state["readings"], state["policies"])
    page.click(".play-over summary")
    handle = page.locator(".play-handle").first
    handle.scroll_into_view_if_needed()
    assert min(handle.locator("circle").bounding_box()[side] for side in ("width", "height")) >= 44
    spot = {"drag": "circle", "end": "path.play-bend", "note": ".play-note"}[by]
    box = handle.locator(spot).first.bounding_box()
    middle, end = box["y"] + box["height"] / 2, handle.get_attribute("data-sight")[-1]
    x = box["x"] + (box["width"] * (end == "1") if by == "end" else box["width"] / 2)
    page.mouse.move(x, box["y"] + box["height"] if by == "end" else middle)
    page.mouse.down()
    if by == "drag":
        page.mouse.move(x + 30, middle, steps=3)
    else:
        page.mouse.up()
    assert page.locator(".play-back").is_visible()
    page.mouse.up()


def replayable(state):
    """Return whether a bent sight of these answers did something."""
    return decisive(history_from(state)) is not None


def test_a_bent_line_that_did_something_is_put_straight_as_python_plays_it(page, host):
    luck, kinds = random.Random(5), set()
    states = [some_state(luck) | {"seat": 0} for _ in range(12)]
    for state in [*states, *(state_as(mind, 40 + at) for at, mind in enumerate(MINDS.values()))]:
        history = history_from(state)
        begin(page, host, state["seed"], FRONT, state["readings"], state["policies"])
        page.click(".play-over summary")
        for year, seat in history.bent:
            again = replayed(history, year, seat)
            does = differing(history, again) or not is_certain(history, again)
            handle = page.locator(f'.play-handle[data-sight="{year},{seat}"]')
            assert handle.count() == bool(does)
            if not does:
                continue
            handle.focus()
            page.keyboard.press("Enter")
            text = page.inner_text(".play-straight")
            sender = ("Marn", "Calder")[seat]
            assert f"{sender}’s line of {f'year {year}' if year else 'last year'}" in text
            other = first_difference(history, again)
            if other is not None and not is_certain(history, again):
                kinds.add("unlike")  # no mind answers as these answers do
                assert "nobody can say what you would have done" in text
                assert page.locator(".play-on").is_visible()
                page.click(".play-back")
                continue
            changed = again.ending is not history.ending
            kinds.add("open" if other is not None else "changed" if changed else "same")
            ending, before = (
                words()["endings"]["names"][ENDINGS.index(one.ending)] for one in (again, history)
            )
            assert f"in {ending}, not in {before}." in text or not changed or ending == "war"
            assert f"still ends in {ending}." in text or changed or ending == "war"
            assert_came(text, history, again)
            rims = page.locator(".play-whole .play-crossings .play-changed")
            assert rims.count() == undone(history, again)
            assert page.locator(".play-on").is_visible() == (other is not None)
            filled = [move for chair in CHAIRS for move in again.moves(chair)].count(Move.ARMED)
            assert page.locator(".play-whole .play-act.play-armed").count() == filled + LEGEND
            page.click(".play-back")
    assert kinds >= {"open", "unlike", "same"}


def test_a_reader_plays_on_from_where_a_line_was_put_straight(page, host):
    luck = random.Random(6)
    while True:
        state = some_state(luck) | {"seat": 0}
        history = history_from(state)
        for bent in history.bent:
            again = replayed(history, *bent)
            other = first_difference(history, again)
            if other is not None and other < YEARS - 1:
                break
        else:
            continue
        break
    begin(page, host, state["seed"], FRONT, state["readings"], state["policies"])
    page.click(".play-over summary")
    page.locator(f'.play-handle[data-sight="{bent[0]},{bent[1]}"]').focus()
    page.keyboard.press("Enter")
    page.click(".play-on")
    assert page.inner_text(".play-turn") == f"Year {other + 1} of {YEARS}"
    assert page.inner_text(".play-sight") == event(again, other, 0)
    while page.locator(".play-board").is_visible():
        decide(page, 0, 0)
    assert page.locator(".play-code").count() == 0
    assert "You pulled" in page.inner_text(".play-straight")


def test_the_end_tells_price_belief_and_both_diaries_as_python_has_them(page, host):
    luck = random.Random(11)
    for _ in range(4):
        state = some_state(luck) | {"seat": 0}
        history = history_from(state)
        begin(page, host, state["seed"], FRONT, state["readings"], state["policies"])
        page.click(".play-over summary")
        assert_told(page, history)
        years = len(history.years)
        for chair in CHAIRS:
            paid = f"armed in {history.paid(chair)} of {years}"
            assert paid in page.locator(".play-whole svg").first.text_content()
        said = page.inner_text(".play-calibrated")
        read = [year.readings[0].intent for year in history.years]
        assert f"rightly in {read.count(history.intents[1])} of {years} years." in said
        best = suspicion(history, 0)
        assert f"at {round(100 * best[-1])} in 100" in said
        right = [(one > 0.5) == (history.intents[1] is INTENTS[1]) for one in best]
        assert ("and was wrong" in said) == (not right[-1])
        if since := re.search(r"from year (\d) on", said):
            assert all(right[int(since[1]) - 1 :])
            assert not right[int(since[1]) - 2]
        assert ("right each year" in said) == all(right)
        wrote = page.inner_text(".play-wrote cite")
        shown = int(re.search(r"year (\d)", wrote)[1]) - 1
        assert page.inner_text(".play-wrote .play-diary") == diary(history, shown, 1)


UPON = """(all) => {
  const boxes = [...all].map((e) => [e.textContent, e.getBBox()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) =>
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 2 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 6).map(([two]) => [one, two]));
}"""
"""Words of a picture that lie on other words or on a tower; lines stand closer than their boxes."""


def test_on_a_phone_no_word_of_the_end_lies_on_another(read, host):
    luck, view = random.Random(12), read(host + FRONT, viewport={"width": 360, "height": 740})
    for _ in range(12):
        state = some_state(luck) | {"seat": 0}
        begin(view, host, state["seed"], FRONT, state["readings"], state["policies"])
        view.click(".play-over summary")
        for part in (".play-whole :is(text, .play-tower)", ".play-beliefs text"):
            assert view.locator(part).evaluate_all(UPON) == [], state
        if view.locator(".play-handle").count():
            view.locator(".play-handle").first.focus()
            view.keyboard.press("Enter")
            assert view.locator(".play-whole text").evaluate_all(UPON) == [], state


def landing(page, host, seed, policies):
    """Play a game with these moves; return its history, and the sentence it ends with."""
    begin(page, host, seed, FRONT, [1] * YEARS, policies)
    page.click(".play-over summary")
    return restore(page.inner_text(".play-code")), page.inner_text(".play-landing")


def test_the_sentence_that_lands_is_true_of_the_history(page, host):
    said = set()
    for seed in range(12):
        for policies in ([1] * YEARS, [0] * YEARS, [0, 1] * 4):
            history, text = landing(page, host, seed, policies)
            war, offensive = history.ending is Ending.WAR, history.intents[1] is INTENTS[1]
            demands = sum(year.demands[0] for year in history.years)
            assert ("and went to war" in text) == (war and not offensive)
            assert ("this war" in text) == (war and offensive)
            assert ("wanted what was yours" in text) == offensive
            assert ("You both only wanted to be safe" in text) == (not offensive)
            assert ("you gave in" in text) == (bool(demands) and not war)
            assert ("once" in text) <= (demands == 1) or "gave" not in text
            mine, theirs = (history.moves(chair)[1:] for chair in CHAIRS)  # not the year before
            both = list(zip(mine, theirs[1:], strict=False))
            echoes = [after is Move.ARMED for before, after in both if before is Move.ARMED]
            times = words()["times"]["words"]
            if "in the year after you had" in text:
                assert echoes
                assert f"{times[sum(echoes)]} Marn" in text or "Marn never armed" in text
            assert ("neither of you armed" in text) <= (Move.ARMED not in mine + theirs)
            assert ("Marn never armed." in text) <= (Move.ARMED not in theirs)
            if "though you had not" in text:
                assert not echoes
                assert f"armed {times[theirs.count(Move.ARMED)]}," in text
            said.add(text.split(".")[0])
    assert len(said) > 5


def test_the_other_chair_is_one_button_away_and_counts_what_was_done_there(game):
    history = whole_game(game)
    years = len(history.years)
    game.click(".play-sit")
    for year in range(years):
        assert game.inner_text(".play-chair-sight") == event(history, year, 1)
        assert not game.locator(".play-landing").is_visible()  # no answer is seen before its time
        assert not game.locator(".play-whole").is_visible()
        decide(game, 3 if year < 3 else 0, int(year < 2), "chair-")
        assert diary(history, year, 1) in game.inner_text(".play-chair-was")
        if year + 1 < years:  # what came of the last year is what Marn did, whatever the reader did
            did = words()["moves"]["did"][MOVES.index(history.years[year].moves[1])]
            assert f"Last year Marn {did}" in game.inner_text(".play-chair-came")
    said = game.inner_text(".play-chair-done")
    assert f"to be out to attack in 3 of {years} years." in said
    assert game.locator(".play-landing").is_visible()
    rows = (history.paid(0), 2, history.paid(1))
    shown = game.locator(".play-chair-both circle")
    armed = shown.evaluate_all("(all) => all.map((e) => e.matches('.play-armed'))")
    assert [sum(armed[years * row : years * row + years]) for row in range(3)] == list(rows)


@pytest.mark.parametrize("name", [FRONT, WHOLE])
def test_a_finished_game_is_one_line_on_another_page_and_can_be_played_again(page, host, name):
    begin(page, host, 7, name, [0] * YEARS, [1] * YEARS)
    assert not page.locator(".play-debrief").is_visible()
    assert page.locator(".play-again:visible").count() == 1
    page.click(".play-over summary")
    first = page.inner_text(".play-code")
    page.click(".play-over summary")
    page.click(".play-again:visible")
    assert page.inner_text(".play-turn") == f"Year 1 of {YEARS}"
    assert code(whole_game(page)) != first


def test_ten_minutes_picks_up_the_readers_own_history(page, host):
    state = some_state(random.Random(2)) | {"seat": 0}
    history = history_from(state)
    begin(page, host, state["seed"], FRONT, state["readings"], state["policies"])
    page.goto(host + RECALL)
    assert not page.locator(".play-none").is_visible()
    feared = sum(year.readings[0].intent is INTENTS[1] for year in history.years)
    years = len(history.years)
    said = page.inner_text(".play-recalled")
    assert (
        f"out to attack in {feared} of {years} years, and you armed in {history.paid(0)}." in said
    )
    assert signs(page, ".play-now")[3] == len(history.bent)
    page.evaluate("sessionStorage.clear()")
    page.reload()
    assert page.locator(".play-none").is_visible()
    assert page.inner_text(".play-recalled") == ""


def test_on_a_phone_sight_river_and_decisions_share_a_screen(read, host):
    view = read(host + FRONT, viewport={"width": 360, "height": 740})
    decide(view, 1, 1)
    decide(view, 1, 0)
    for part in (
        ".play-now .play-crossings .play-sign >> nth=-1",
        ".play-sight",
        '[name="policy"] >> nth=-1',
        ".play-next",
    ):
        box = view.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 740, part


# ------------------------------------------------------------------ codes, and what is kept


def test_a_code_brings_back_its_history_and_a_dealt_one_its_game(game, host):
    history = history_from(some_state(random.Random(3)) | {"seat": 0})
    bring_back(game, code(history).lower().replace("-", " "))
    assert_told(game, history)
    dealt = pack("deal", (12345,))
    bring_back(game, dealt)
    first = game.inner_text(".play-setting"), game.inner_text(".play-sight")
    game.evaluate("sessionStorage.clear()")
    game.goto(f"{host}{FRONT}#deal={dealt}")
    assert (game.inner_text(".play-setting"), game.inner_text(".play-sight")) == first


WRONG = {
    "": "0 characters",
    "ABCD-EFGH-JKM!": "!",
    "1111-1111-1111": "different rules",
    "1111-1111-1112": "a character is wrong",
    pack("mind", (7, 5, 0, 0)): "the code of a mind",
}


@pytest.mark.parametrize(("typed", "said"), WRONG.items())
def test_a_code_that_is_none_is_refused_with_a_reason(game, typed, said):
    bring_back(game, typed)
    assert said in game.inner_text(".play-wrong")
    assert game.inner_text(".play-turn") == f"Year 1 of {YEARS}"


def test_coming_back_finds_the_game_where_it_was_also_on_another_page(page, host):
    begin(page, host, 7, FRONT)
    for year in range(2):
        decide(page, year, 0)
    now = page.inner_text(".play-sight")
    for name in (FRONT, WHOLE):
        page.goto(host + name)
        assert page.inner_text(".play-turn") == f"Year 3 of {YEARS}"
        assert page.inner_text(".play-sight") == now


NOBODY = {"readings": [], "policies": []}
ALONE = {"seed": 7, "seat": 0, **NOBODY, "straight": [], "other": []}
TAMPERED = [
    *("", "{", "null", "[]", {"seed": 7}, ALONE | {"seed": -1}, ALONE | {"seat": 2}),
    *(
        ALONE | {"other": None},
        ALONE | {"straight": [[9, 0]]},
        ALONE | {"readings": [0], "policies": [2]},
    ),
    *(ALONE | {"readings": [0]}, ALONE | {"readings": [4], "policies": [1]}),
    ALONE | {"readings": [1] * 9, "policies": [1] * 9},
]


def test_a_tampered_state_begins_a_new_game(page, host):
    for kept in TAMPERED:
        begun(page, host + WHOLE, KEY, kept)
        assert page.inner_text(".play-turn") == f"Year 1 of {YEARS}", kept
        decide(page, 1, 0)  # a new game has any luck: to arm might be war at once
        assert page.inner_text(".play-turn") == f"Year 2 of {YEARS}", kept


REFUSE = """for (const kept of ["sessionStorage", "localStorage"]) {
  Object.defineProperty(window, kept, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


def test_where_a_browser_keeps_nothing_the_whole_game_works_all_the_same(browser):
    context = browser.new_context()
    context.add_init_script(REFUSE)
    view = context.new_page()
    view.goto(f"{BUILT.as_uri()}/{WHOLE}")
    assert_told(view, whole_game(view))
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
        for _ in range(YEARS):
            if game.locator(".play-stage").is_visible():
                for name in ("reading", "policy"):
                    game.locator(f'.play-stage [name="{name}"]').first.check()
                game.locator(".play-next").first.click()
        written = game.locator(".play-code").inner_text()
        answers = {name: [0] * YEARS for name in ("readings", "policies")}
        history = history_from({"seed": 7 + number, "seat": 0, **answers})
        assert restore(written).years == history.years
    assert view.asked == [notebook.as_uri()]


def test_a_notebook_has_every_colour_that_a_style_asks_for():
    styles = {path.stem: path.read_text("utf-8") for path in FILES.glob("*.css")}
    asked = {name for style in styles.values() for name in re.findall(r"var\((--sd-\w+)", style)}
    assert asked == set(re.findall(r"(--sd-\w+):", styles["notebook"]))


# ------------------------------------------------------------------ for every reader


def unfold(page):
    page.evaluate("document.querySelectorAll('.play details').forEach((e) => { e.open = true; })")


SIZES = """(all) => Math.min(...all.filter((e) => e.checkVisibility())
  .map((e) => e.getBoundingClientRect().height))"""


def test_nobody_is_shut_out_when_a_game_is_over(game):
    """How it begins, test_access.py looks at on every page."""
    whole_game(game)
    game.click(".play-sit")
    unfold(game)
    assert in_both_themes(game, "section.play", 1280, 360) == []
    pressed = ".play-live :is(button, select, summary, fieldset label, input[type=text])"
    for width, text in ((1280, "100%"), (360, "100%"), (320, "100%"), (320, "200%")):
        show(game, width, "light", text)
        assert game.locator(pressed).evaluate_all(SIZES) >= (24 if width == 1280 else 44)
        assert game.evaluate("document.documentElement.scrollWidth") <= width
    show(game)


def test_who_cannot_see_the_river_is_told_its_rows(game):
    history = whole_game(game)
    rows = game.locator(".play-whole ol li").all_inner_texts()
    assert len(rows) == len(history.years) + 1
    for year, row in enumerate(rows[1:]):
        for chair, name in ((0, "Calder"), (1, "Marn")):
            assert f"{name} {history.years[year].moves[chair]}" in row
    named = [one["name"]["value"] for one in heard(game) if one["role"]["value"] == "button"]
    assert sum(name.startswith("Put ") for name in named) == game.locator(".play-handle").count()


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


def test_each_year_is_announced_exactly_once(page, host):
    begin(page, host, 7)
    page.evaluate(LISTEN)
    for year in range(1, 4):
        page.evaluate(
            """() => { for (const name of ["reading", "policy"])
              document.querySelector(`[name=${name}]`).click();
              document.querySelector(".play-next").focus();
              window.heard = [];
              document.querySelector(".play-next").click(); }"""
        )
        now = f"Year {year + 1} of {YEARS}"
        parts = ("demand", "came", "sight")
        demand, came, sight = (page.inner_text(f".play-{part}") for part in parts)
        wanted = [now, came, sight, *filter(None, [demand])]
        assert sorted(page.evaluate("window.heard")) == sorted(wanted)
        assert live(page, sight) == (1, 1)
        assert live(page, now) == (1, 0)  # the focus moves there: live as well would be twice


def test_at_400_per_cent_nothing_is_cut_and_the_next_year_is_in_sight(read):
    view = read(WHOLE, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for year in range(YEARS):
        if view.locator(".play-stage").is_visible():
            decide(view, 1, 1)
        assert_whole(view)
        focus = view.locator(":focus").bounding_box()
        assert focus["y"] >= 0, year
        assert focus["y"] + focus["height"] <= 256, year
    view.click(".play-sit")
    unfold(view)
    assert_whole(view)


MOVING = "document.getAnimations().filter((one) => one.playState === 'running').length"


def test_an_act_crosses_and_nothing_moves_where_motion_is_unwelcome(game, read, host):
    view = read(host + WHOLE)
    decide(view, 1, 1)
    assert view.evaluate(MOVING)
    decide(game, 1, 1)
    assert game.evaluate(MOVING) == 0
