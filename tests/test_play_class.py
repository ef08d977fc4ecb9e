"""What the played dilemma promises a class: codes side by side, two at a screen, a full one."""

import gzip
import json
import random
import re

import firefox
import pytest
from axe import in_both_themes, violations
from reader import BUILT, CUT, ROOT, by_one_worker, opened, show, soup, until
from seated import seated

from game import MINDS, RULES, Ending, code, debrief, play, restore
from game.classroom import example
from game.codes import ALPHABET, INTENTS, POLICIES, SEEDS, neighbour
from game.rules import Move
from game.words import event, words
from secdilemma.tables import debrief_table
from secdilemma.theory import Intent, Policy

CLASS, WHOLE = "chapters/debrief.html", "chapters/played.html"
KB = 1000
YEARS = RULES.turns
PICTURES = ROOT / "secdilemma/pictures"

FIGURES = """(classes) => {
  const tables = JSON.parse(document.querySelector(".play-data").textContent);
  return classes.map((pasted) => window.playHistory.debrief(tables, pasted));
}"""


def some_code(luck):
    """Make a code of somebody who answers by chance, or as a mind does."""
    seed, seat = luck.randrange(SEEDS), luck.randrange(2)
    intent, mind = neighbour(seed, seat)
    if luck.random() < 0.5:
        reader = luck.choice(list(MINDS.values()))
    else:
        lean = luck.random()

        def reader(view):
            return luck.choice(INTENTS), POLICIES[luck.random() < lean]

    chairs = [(reader, Intent.DEFENSIVE), (mind, intent)]
    minds, intents = zip(*(chairs[::-1] if seat else chairs), strict=True)
    return code(play(minds, intents, seed, seat=seat))


NAMES = ["", "Ann", "Anna Bell Kim", "O'Neil, P.", "Zoë", "s1234567", "(7)", "Müller-Lüdenscheidt"]


def some_line(luck, written):
    """Write a code as somebody may paste it: with names, in another form, or with a mistake."""
    kind = luck.random()
    if kind < 0.1:
        place = luck.randrange(len(written))
        written = written[:place] + luck.choice(ALPHABET) + written[place + 1 :]
    elif kind < 0.15:
        written = written[:-2]
    elif kind < 0.2:
        written = ""
    written = luck.choice([written, written.lower(), written.replace("-", luck.choice([" ", "–"]))])
    cells = [luck.choice(NAMES), written, luck.choice(NAMES)]
    return luck.choice([",", ";", "\t", ", "]).join(cells)


def some_class(luck):
    codes = [some_code(luck) for _ in range(luck.choice([0, 1, 5, 12]))]
    codes += luck.sample(codes, min(len(codes), luck.choice([0, 0, 2])))
    return luck.choice(["\n", "\r\n"]).join(some_line(luck, one) for one in codes)


def figures(pasted):
    """Return Python's figures in the form of the page's."""
    found = debrief(pasted)
    return {
        "students": [
            {
                "label": one.label,
                "line": one.line,
                "code": one.code,
                "right": [int(right) for right in one.right],
                "armed": [int(armed) for armed in one.armed],
                "facts": one.facts(),
            }
            for one in found.students
        ],
        "faults": [{"line": one.line, "said": one.said} for one in found.faults],
        "counts": found.counts(),
        "rightly": found.rightly(),
        "told": found.told(),
        "questions": found.questions(),
    }


# ------------------------------------------------------------------ a class in Python


@pytest.mark.parametrize(
    "form",
    [
        "{code}",
        "Ann {code}",
        "{code}, Ann",
        "Ann;{code}",
        "7\t{code}\tAnn Bell",
        '"{code}"',
        "{lower}",
        "Ann: {spaced}",
        "Anna Bell Kim {code}",
        "s1234567;{code}",
    ],
)
def test_a_code_is_found_wherever_it_stands_in_a_line(form):
    written = example()[0]
    line = form.format(code=written, lower=written.lower(), spaced=written.replace("-", " "))
    found = debrief([line])
    assert [one.code for one in found.students] == [written]
    assert found.faults == ()
    assert ("Ann" in found.students[0].label) == ("Ann" in form)
    assert written not in found.students[0].label


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("Ann 1111-1111-111", "Line 2, 1111-1111-111: That code belongs to other rules"),
        ("Ann 1111-1111-112", "Line 2, 1111-1111-112: That is no code"),
        ("1ABC-DEFG", "Line 2, 1ABC-DEFG: That has 8 characters. A code has 11."),
        ("Name, Code", "Line 2 has no code."),
        ("Anna Bell Kim", "Line 2 has no code."),
        ("{first}", "Line 2 has the same code as line 1, {first}."),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_still_counts(wrong, said):
    first, third = example()[:2]
    found = debrief(f"{first}\n{wrong}\n{third}".replace("{first}", first))
    assert {one.code for one in found.students} == {first, third}
    (fault,) = found.faults
    assert fault.line == 2
    assert fault.said.startswith(said.replace("{first}", first))


def test_an_empty_line_is_no_fault_and_nobody_is_asked_anything():
    found = debrief("\n \n\t\n")
    assert (found.students, found.faults, found.questions(), found.told()) == ((), (), [], [])


def test_a_class_is_counted_as_its_histories_are():
    codes = example()
    histories = [restore(one) for one in codes]
    found = debrief(codes)
    for place, ending in enumerate(Ending):
        for column, intent in enumerate(INTENTS):
            met = [h.ending is ending and h.intents[1 - h.seat] is intent for h in histories]
            assert found.counts()[place][column] == sum(met)
    for year in range(YEARS):
        right = [h.turns[year].readings[h.seat] is h.intents[1 - h.seat] for h in histories]
        assert found.rightly()[year] == sum(right)
    endings = [list(Ending).index(one.history.ending) for one in found.students]
    assert endings == sorted(endings)


def test_the_example_has_every_ending_and_both_neighbours():
    found = debrief(example())
    assert len(found.students) == 30
    assert all(sum(row) for row in found.counts())
    assert 2 <= len(found.questions()) <= 3


def test_questions_follow_from_the_numbers():
    luck = random.Random(5)
    asked = set()
    for _ in range(60):
        codes = [some_code(luck) for _ in range(6)]
        found = debrief(codes)
        counts = found.counts()
        race = list(Ending).index(Ending.RACE)
        first = words()["class"]["questions"][0]
        safe = sum(row[0] for row in counts)
        due = safe > 0 and counts[race][0] >= first["least"] * safe
        said = f"{counts[race][0]} of the {safe} whose neighbour only wanted to be safe"
        assert any(one.startswith(said) for one in found.questions()) == due
        assert 2 <= len(found.questions()) <= 3
        asked |= {re.sub(r"\d+", "", one) for one in found.questions()}
    assert len(asked) >= 5
    assert not any("{" in one for one in asked)


def test_a_class_stands_in_a_table():
    table = debrief_table(["Ann, " + example()[0], "Bob"])
    assert list(table.frame.index) == ["Ann"]
    assert table.frame.loc["Ann", "Code"] == example()[0]
    assert "Line 2 has no code." in table.html()
    assert debrief_table("Bob").frame.empty


# ------------------------------------------------------------------ two readers in Python


def some_answers(luck):
    return [(luck.choice(INTENTS), luck.choice(POLICIES)) for _ in range(YEARS)]


def test_two_readers_do_what_they_decide_whatever_they_are_out_for():
    luck, offensive = random.Random(8), 0
    for seed in range(200):
        answers = some_answers(luck), some_answers(luck)
        history = seated(seed, *answers)
        offensive += history.intents.count(Intent.OFFENSIVE)
        for chair in (0, 1):
            arms = [policy is Policy.DETERRENCE for _, policy in answers[chair]]
            assert [t.moves[chair] is Move.ARMED for t in history.turns] == arms
            assert history.intents[chair] is neighbour(seed, 1 - chair)[0]
    assert 160 < offensive < 240


def test_patience_pays_for_a_reader_who_is_out_for_more_and_a_die_has_none():
    """Why such a chair decides for itself: else it would have nothing to do or to hide."""
    waits = [("defensive", POLICIES[year >= 5]) for year in range(YEARS)]
    lull = [play([MINDS["calm"], lambda v: waits[len(v.policies)]], ["defensive", "offensive"],
                 seed, free=True) for seed in range(100)]  # fmt: skip
    die = [play([MINDS["calm"]] * 2, ["defensive", "offensive"], seed) for seed in range(100)]
    assert sum(h.ending is Ending.COERCION for h in lull) > 65
    assert sum(h.ending is Ending.COERCION for h in die) < 45


# ------------------------------------------------------------------ scripts and what loads them


@pytest.mark.parametrize("name", ["debrief", "seats", "projector"])
def test_a_script_is_light_and_has_no_word_and_no_rule_of_its_own(name):
    script = (PICTURES / f"{name}.js").read_text("utf-8")
    assert len(gzip.compress(script.encode())) <= 5 * KB
    bare = re.sub(r"//.*|/\*.*?\*/", "", script)
    texts = re.findall(r'"([^"\n]*)"', bare)
    sentences = [one for one in texts if re.search(r"[a-z]+ [a-z]+ [a-z]+", one)]
    assert sentences == ["use strict"] or sentences == []
    states = words()["names"].values()
    named = [*states, *INTENTS, *POLICIES, *MINDS, *map(str, Ending), "arms race", "A-Z"]
    assert [one for one in named if any(one == text for text in texts)] == []
    assert "imul" not in bare  # no die of its own
    built = (BUILT / f"_static/{name}.js").read_text("utf-8")
    assert built == script


def test_each_is_loaded_by_the_page_that_needs_it_alone(pages):
    for name, page in pages.items():
        loads = {re.sub(r"\?.*|.*/", "", tag["src"]) for tag in page.select("script[src]")}
        assert ("debrief.js" in loads) == (name == CLASS), name
        assert ({"seats.js", "projector.js"} <= loads) == (name == WHOLE), name
        if {"debrief.js", "seats.js"} & loads:
            assert "play.js" in loads


def test_without_a_script_the_page_says_how_python_does_it(browser):
    view = opened(browser, CLASS, java_script_enabled=False)
    assert "game.debrief" in view.inner_text(".class-still")
    assert not view.locator(".class-live").is_visible()
    view.context.close()


# ------------------------------------------------------------------ the page for a class


@pytest.fixture(scope="module")
def room(browser, host):
    """The page for a class, at a host that allows nothing but what the book needs."""
    view = opened(browser, host + CLASS, reduced_motion="reduce")
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield view
    assert view.faults == []
    view.context.close()


def paste(room, text):
    room.fill("#class-codes", text)
    room.click(".class-show")


def test_the_page_has_the_figures_of_python(room):
    luck = random.Random(2017)
    thirty = "\n".join(some_line(luck, some_code(luck)) for _ in range(30))
    classes = [thirty, *(some_class(luck) for _ in range(300))]
    for pasted, found in zip(classes, room.evaluate(FIGURES, classes), strict=True):
        assert found == figures(pasted), pasted
    faults = [one["said"] for pasted in classes for one in figures(pasted)["faults"]]
    for kind in ("no code.", "characters", "wrong, or", "same code"):
        assert any(kind in said for said in faults), kind


def test_the_example_is_shown_as_python_has_it(room):
    show(room)
    room.click(".class-example")
    pasted = room.input_value("#class-codes")
    found = debrief(pasted)
    assert [one.code for one in found.students] == [one.code for one in debrief(example()).students]
    cells = room.locator(".play-endings tbody td").all_inner_texts()
    assert cells == [str(n) for row in found.counts() for n in (*row, sum(row))]
    shares = room.locator(".play-years tbody td").all_inner_texts()
    assert shares == [f"{n} of 30" for n in found.rightly()]
    assert room.locator(".class-talk li").all_inner_texts() == found.questions()
    rows = room.locator(".play-rows tbody tr:has(td)")
    for number, one in enumerate(found.students):
        assert rows.nth(number).locator("th").inner_text() == one.label
    said = room.locator(".play-rows .play-quiet").all_inner_texts()
    years = [f"year {year + 1}" for year in range(YEARS)]
    wanted = [tuple(row[year].split(", ")) for row in found.rows() for year in years]
    assert [tuple(one.split(", read ")[::-1]) for one in said] == wanted


def test_the_table_is_copied_with_a_row_for_each_student(room):
    room.click(".class-example")
    room.click(".class-copy")
    room.locator(".class-copied:not(:empty)").wait_for(state="attached")
    lines = room.evaluate("navigator.clipboard.readText()").splitlines()
    found = debrief(room.input_value("#class-codes"))
    assert len(lines) == 31
    assert all(len(line.split("\t")) == 6 + YEARS for line in lines)
    for line, one in zip(lines[1:], found.students, strict=True):
        cells = line.split("\t")
        assert cells[:2] == [one.label, one.code]
        assert cells[4:6] == [str(sum(one.right)), str(sum(one.armed))]


def test_a_wrong_line_is_said_and_the_rest_is_shown(room):
    first, second = example()[:2]
    paste(room, f"Ann\t{first}\nBob\t1111-1111-112\nCem\t{first}\nDee\t{second}")
    assert room.get_attribute(".class-said", "role") == "status"
    said = room.locator(".class-said li").all_inner_texts()
    assert [one.said for one in debrief(f"\n1111-1111-112\n{first}").faults[:1]] == said[:1]
    assert said[1].startswith(f"Line 3 has the same code as line 1, {first}.")
    assert sorted(room.locator(".play-rows tr:has(td) th").all_inner_texts()) == ["Ann", "Dee"]
    assert room.evaluate("document.activeElement.tagName") == "H2"
    paste(room, "")
    assert room.locator(".class-shown > *").count() == 0


def test_a_name_with_markup_stays_text(room):
    paste(room, f"<img src=x onerror=alert(1)>, {example()[0]}\n<b>\n1111-1111-11<i>")
    assert room.locator(".class-shown img, .class-said b, .class-said i").count() == 0
    assert "<img src=x" in room.inner_text(".play-rows")


def test_nothing_of_a_class_is_sent_kept_or_left_behind(room, host):
    room.goto(host + CLASS)
    room.wait_for_load_state()
    asked = len(room.asked)
    paste(room, f"Ann\t{example()[0]}")
    assert len(room.asked) == asked
    kept = "[JSON.stringify({...sessionStorage}), JSON.stringify({...localStorage})," \
           " document.cookie, location.href]"  # fmt: skip
    assert not any("Ann" in one or example()[0] in one for one in room.evaluate(kept))
    room.evaluate("dispatchEvent(new Event('pagehide'))")  # a browser may keep the page
    assert room.input_value("#class-codes") == ""
    assert room.locator(".class-shown > *").count() == 0
    room.goto(host + WHOLE)
    room.go_back()
    assert room.input_value("#class-codes") == ""
    assert room.locator(".class-shown > *").count() == 0


def test_a_class_shuts_nobody_out(room):
    room.click(".class-example")
    room.set_viewport_size({"width": 1280, "height": 900})
    assert in_both_themes(room, ".play-class") == []
    show(room, 320)
    assert in_both_themes(room, ".play-class") == []
    show(room)


def assert_whole(view):
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert view.evaluate(CUT) == []


def test_a_class_fits_a_phone_and_a_zoom_of_400_per_cent(room):
    paste(
        room, "\n".join(f"Wilhelmina van Oranje-Nassau {n}; {c}" for n, c in enumerate(example()))
    )
    show(room, 320)
    assert_whole(room)
    show(room, 320, text="200%")
    assert_whole(room)
    show(room)


# ------------------------------------------------------------------ two at one screen


@pytest.fixture(scope="module")
def page(browser, host):
    """The whole game, where motion is unwelcome."""
    view = opened(browser, host + WHOLE, reduced_motion="reduce")
    yield view
    assert view.faults == []
    view.context.close()


KEPT = "play-dilemma-seats"


@pytest.fixture
def pair(page, host):
    """Two readers who are about to begin, with luck that is known: both are out to attack."""
    chairs = [{"readings": [], "policies": []}] * 2
    begun(page, host, {"seed": OFFENSIVE, "chairs": chairs})
    return page


OFFENSIVE = next(s for s in range(99) if all(neighbour(s, c)[0] == "offensive" for c in (0, 1)))


def begun(page, host, state):
    page.goto(host + WHOLE)
    page.evaluate(
        "([key, kept]) => { sessionStorage.clear(); sessionStorage.setItem(key, kept); }",
        [KEPT, json.dumps(state)],
    )
    page.reload()


def decide(page, reading, policy, mark="seat-"):
    page.check(f'[name="{mark}reading"][value={reading}]')
    page.check(f'[name="{mark}policy"][value={policy}]')
    page.click(f".play-{mark}next")


SECRETS = [
    *(text for texts in words()["events"].values() for text in texts),
    *(text for name in ("aims", "reminders") for text in words()["seats"][name]),
    *(words()["turn"]["demands"]),
    words()["seats"]["got"],
]
FIRST_WORDS = {
    re.sub(r"\{years\}", str(YEARS), re.sub(r"\{(them|us)\}", state, text))[:40]
    for text in SECRETS
    for state in words()["names"].values()
}


def heard(page):
    """Return all names and values of the tree that a screen reader walks."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        str(node[kind]["value"])
        for node in nodes
        if not node.get("ignored")
        for kind in ("name", "value", "description")
        if node.get(kind, {}).get("value")
    ]


def test_a_cover_hides_all_of_the_other_chair(pair):
    for turn in range(YEARS):
        for chair in (0, 1):
            text = pair.evaluate("document.querySelector('.play-seats').textContent")
            told = "\n".join([text, *(heard(pair) if turn in (0, 1, YEARS - 1) else [])])
            assert [one for one in FIRST_WORDS if one in told] == []
            assert pair.locator(".play-private").is_hidden()
            assert pair.locator(".play-seats input:checked").count() == 0
            assert pair.locator(".play-stage, .play-past, .play-debrief").evaluate_all(
                "(all) => all.every((e) => !e.checkVisibility())"
            )
            assert pair.evaluate("document.activeElement.tagName") == "H2" or not (turn or chair)
            pair.click(".play-open")
            if turn == 1:
                assert any(one in "\n".join(heard(pair)) for one in FIRST_WORDS)  # it is found
            decide(pair, "offensive" if turn else "defensive", POLICIES[(turn + chair) % 2])
    assert pair.locator(".play-both h2").first.is_visible()


def test_two_play_by_keyboard_to_the_end_and_see_what_python_has(pair):
    pair.focus(".play-open")
    luck, answers = random.Random(1), ([], [])
    for turn in range(YEARS):
        for chair in (0, 1):
            if turn or chair:
                pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
            assert pair.evaluate("document.activeElement.className") == "play-seat-turn"
            name = list(words()["names"].values())[chair]
            assert pair.inner_text(".play-seat-turn") == f"Year {turn + 1} of {YEARS}, as {name}"
            reading, policy = luck.randrange(2), luck.randrange(2)
            for down in (reading, policy):
                pair.keyboard.press("Tab")
                pair.keyboard.press("Space")
                if down:
                    pair.keyboard.press("ArrowDown")
            pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
            answers[chair].append((INTENTS[reading], POLICIES[policy]))
    history = seated(OFFENSIVE, *answers)
    assert pair.evaluate("document.activeElement.tagName") == "H2"
    rows = pair.locator(".play-both .play-lanes tbody tr")
    said = words()["table"]
    for number, turn in enumerate(history.turns):
        for chair in (0, 1):
            text = rows.nth(number).locator("td").nth(chair).inner_text()
            assert event(history, number, chair) in text
            assert said["reads"][INTENTS.index(turn.readings[chair])] in text
            assert said["moved"][POLICIES.index(turn.policies[chair])] in text
            assert (said["demand"] in text) == turn.demands[chair]
            assert (said["demanded"] in text) == turn.demands[1 - chair]
            broken = rows.nth(number).locator("td").nth(chair).locator(".play-break").count()
            assert broken == (turn.sights[chair] is not history.meant(number, chair))
    ended = pair.inner_text(".play-each")
    place = list(Ending).index(history.ending)
    assert words()["endings"]["told"][place].split(":")[0].split(".")[0] in ended
    right = [sum(t.readings[c] is history.intents[1 - c] for t in history.turns) for c in (0, 1)]
    assert re.findall(r"rightly in (\d)", ended) == [str(one) for one in right]
    assert "no code" in pair.inner_text(".play-both")


def test_two_are_brought_back_to_the_cover_and_can_stop(pair):
    pair.click(".play-open")
    decide(pair, "offensive", "deterrence")
    pair.reload()
    assert pair.locator(".play-cover").is_visible()
    assert "Marn" in pair.inner_text(".play-cover h2")
    pair.click(".play-stop")
    assert pair.inner_text(".play-turn") == f"Year 1 of {YEARS}"
    assert pair.evaluate(f"sessionStorage.getItem('{KEPT}')") is None
    pair.click("[data-who=two]")
    assert "Calder" in pair.inner_text(".play-cover h2")
    pair.click("[data-who=alone]")
    decide(pair, "offensive", "deterrence", "")
    assert pair.locator(".play-who").is_hidden()  # who plays is chosen before the first year


@pytest.mark.parametrize("kept", ["null", "7", "{}", '{"seed": -1, "chairs": [{}, {}]}',
    '{"seed": 7, "chairs": [{"readings": [3], "policies": [0]}, {"readings": [], "policies": []}]}',
    '{"seed": 7, "chairs": [{"readings": [], "policies": []}, {"readings": [0], "policies": [0]}]}',
])  # fmt: skip
def test_two_tampered_chairs_are_no_game(page, host, kept):
    begun(page, host, json.loads(kept))
    assert page.inner_text(".play-turn") == f"Year 1 of {YEARS}"
    assert page.locator(".play-seats").is_hidden()


def test_two_at_one_screen_shut_nobody_out(pair):
    for step in ("cover", "stage"):
        if step == "stage":
            pair.click(".play-open")
        assert in_both_themes(pair, "section.play") == []
        show(pair, 320)
        assert_whole(pair)
        show(pair)
    decide(pair, "offensive", "deterrence")
    for turn in range(1, 2 * YEARS):
        pair.click(".play-open")
        decide(pair, "offensive", POLICIES[turn % 2])
    assert in_both_themes(pair, "section.play") == []
    show(pair, 320)
    assert_whole(pair)
    show(pair)


# ------------------------------------------------------------------ a projector

VIEW = """([demand, sight]) => {
  document.querySelector(".play-demand").textContent = demand;
  document.querySelector(".play-sight").textContent = sight;
  const boxes = [".play-turn", ".play-sight", ".play-next", "[name=reading]", "[name=policy]"]
    .flatMap((one) => [...document.querySelectorAll(".play-stage " + one)])
    .map((e) => e.getBoundingClientRect());
  return [Math.min(...boxes.map((one) => one.top)), Math.max(...boxes.map((one) => one.bottom)),
    parseFloat(getComputedStyle(document.querySelector(".play-sight")).fontSize),
    parseFloat(getComputedStyle(document.querySelector("fieldset label")).fontSize)];
}"""


def test_a_projector_shows_each_year_in_one_view_in_large_type(page, host):
    begun(page, host, None)
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.inner_text(".play-screen") == words()["screen"]["enter"]
    page.click(".play-screen")
    until(page, "document.fullscreenElement?.matches('section.play')")
    page.get_by_role("button", name=words()["screen"]["leave"], exact=True).wait_for()
    until(page, "innerWidth === 1280")
    demands = ["", max(words()["turn"]["demands"], key=len).replace("{them}", "Calder")]
    for demand in demands:
        for texts in words()["events"].values():
            for text in texts:
                sight = text.replace("{them}", "Calder").replace("{us}", "Calder")
                top, bottom, large, label = page.evaluate(VIEW, [demand, sight])
                assert top >= 0
                assert bottom <= 720
                assert large >= 36
                assert label >= 28
    assert violations(page, "section.play") == []
    page.click(".play-screen")
    until(page, "!document.fullscreenElement")
    show(page)


def test_where_a_browser_cannot_fill_the_screen_there_is_no_button(browser):
    view = browser.new_context().new_page()
    view.add_init_script(
        "Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false })"
    )
    view.goto(f"{BUILT.as_uri()}/{WHOLE}")
    assert view.locator(".play-screen").is_hidden()
    view.context.close()


def test_the_game_of_one_and_of_two_are_in_the_page_and_not_in_the_short_game():
    assert soup(WHOLE).select_one("section.play .play-seats[hidden]")
    assert not soup("index.html").select_one(".play-seats, .play-screen, .play-who")


# ------------------------------------------------------------------ in Firefox

FOX = """(turn) => {
  const stage = document.querySelector(".play-stage");
  stage.querySelectorAll("[name=reading]")[turn % 2].click();
  stage.querySelectorAll("[name=policy]")[turn % 3 ? 0 : 1].click();
  stage.querySelector(".play-next").focus();
  return document.querySelector(".play-turn").textContent;
}"""


@pytest.mark.slow
@by_one_worker("firefox").marks[0]
def test_a_whole_game_and_a_class_in_firefox_from_a_folder():
    with firefox.launched() as fox, fox.page() as view:
        view.goto(f"{BUILT.as_uri()}/{WHOLE}")
        view.wait("() => document.querySelector('.play-sight').textContent")
        for turn in range(YEARS):
            assert view.evaluate(FOX, turn) == f"Year {turn + 1} of {YEARS}"
            view.press("Enter")
            view.wait("(t) => document.querySelectorAll('.play-past li').length === t"
                      " || document.querySelector('.play-code')", turn + 1)  # fmt: skip
        written = view.evaluate("() => document.querySelector('.play-code').textContent")
        history = restore(written)
        assert [INTENTS.index(t.readings[0]) for t in history.turns] == [0, 1] * (YEARS // 2)
        table = view.evaluate("() => document.querySelector('.play-lanes tbody').textContent")
        assert all(event(history, turn, seat) in table for turn in range(8) for seat in (0, 1))
        view.goto(f"{BUILT.as_uri()}/{CLASS}")
        view.wait("() => Boolean(window.playHistory?.debrief)")
        found = view.evaluate(FIGURES, [f"Ann, {written}\n" + "\n".join(example())])
        assert found == [figures(f"Ann, {written}\n" + "\n".join(example()))]
        assert view.faults == []
        assert view.failed == []
