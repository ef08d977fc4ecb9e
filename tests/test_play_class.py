"""What the played dilemma promises a class: codes side by side, two at a screen, a full one."""

import random
import re

import firefox
import pytest
from axe import in_both_themes, violations
from playing import (
    CLASS,
    GAME,
    WHOLE,
    YEARS,
    answers,
    assert_told,
    assert_whole,
    begun,
    decide,
    heard,
    history_from,
    seated,
    some_state,
)
from reader import BUILT, by_one_worker, opened, show, until

from game import Ending, Move, code, debrief, restore
from game.classroom import CHARACTERS, LINES, QUESTIONS, SIZE, example
from game.codes import ALPHABET, INTENTS, neighbour
from game.words import event, words
from secdilemma.theory import Intent

SAID = words()["class"]
FIRST, SECOND, THIRD = example()[:3]

FIGURES = f"""(classes) => {{
  {GAME}
  return classes.map((pasted) => window.playedDilemma.figures(game, pasted));
}}"""


def some_code(luck):
    return code(history_from(some_state(luck)))


def some_line(luck, written):
    """Write a code as somebody may paste it, perhaps mistyped; say whether it is still valid."""
    kind = luck.random()
    right = kind > 0.2
    if kind < 0.1:
        place = luck.choice([n for n, one in enumerate(written) if one != "-"])
        other = luck.choice(sorted({*ALPHABET} - {written[place]}))
        written = written[:place] + other + written[place + 1 :]
    elif kind < 0.15:
        written = written[:-2]
    elif not right:
        written = "nobody"
    forms = (written, written.lower(), written.replace("-", luck.choice([" ", "–"])))
    names = ["", "Ann", "Anna Bell Kim", "O'Neil, P.", "Zoë", "s1234567", "(7)"]
    cells = [luck.choice(names), luck.choice(forms), luck.choice(names)]
    return luck.choice([",", ";", "\t", ", "]).join(cells), right


def some_class(luck):
    """Return what is pasted, the codes that count once each, and the lines that are faults."""
    codes = [some_code(luck) for _ in range(luck.choice([0, 1, 5, 12, 30]))]
    codes += luck.sample(codes, min(len(codes), luck.choice([0, 0, 2])))
    lines, good, faulty = [], [], []
    for number, one in enumerate(codes, start=1):
        text, right = some_line(luck, one)
        lines.append(text)
        if right and one not in good:
            good.append(one)
        else:
            faulty.append(number)
    return luck.choice(["\n", "\r\n"]).join(lines), good, faulty


def in_years(row, place):
    """Return a part of what a row says of each year."""
    return [row[f"year {year + 1}"].split(", ")[place] for year in range(YEARS)]


def counted(rows):
    """Count endings by neighbours."""
    pairs = [(row["ending"], row["neighbour"]) for row in rows]
    return [[pairs.count((ending, intent)) for intent in INTENTS] for ending in Ending]


def rightly(rows):
    return [sum(in_years(row, 0)[year] == "right" for row in rows) for year in range(YEARS)]


# ------------------------------------------------------------------ a class in Python


def test_a_class_in_rows_is_what_its_histories_were():
    rows = debrief("\n".join(["", *example()]))
    assert rows == debrief(example())
    assert len(rows) == SIZE
    order = [(list(Ending).index(r["ending"]), INTENTS.index(r["neighbour"])) for r in rows]
    assert order == sorted(order)
    assert all(sum(row) for row in counted(rows))  # the example has every ending
    for row in rows:
        history = restore(row["code"])
        seat, intent = history.seat, history.intents[1 - history.seat]
        assert (row["ending"], row["neighbour"]) == (history.ending, intent)
        right = [turn.readings[seat] is intent for turn in history.turns]
        moves = [turn.moves[seat] for turn in history.turns]
        assert [one == "right" for one in in_years(row, 0)] == right
        assert in_years(row, 1) == moves
        assert (row["read rightly"], row["armed"]) == (sum(right), moves.count(Move.ARMED))


def test_what_is_no_code_is_refused():
    with pytest.raises(ValueError, match="'Ann' has 3 characters"):
        debrief([FIRST, "Ann"])


# ------------------------------------------------------------------ two readers in Python


def test_two_readers_do_what_they_decide_whatever_they_are_out_for():
    luck, offensive = random.Random(8), 0
    for seed in range(200):
        given = [[[luck.randrange(2) for _ in range(YEARS)] for _ in range(2)] for _ in range(2)]
        history = seated(seed, *(answers(*one) for one in given))
        offensive += history.intents.count(Intent.OFFENSIVE)
        for chair in (0, 1):
            arms = [turn.moves[chair] is Move.ARMED for turn in history.turns]
            assert arms == list(map(bool, given[chair][1]))
            assert history.intents[chair] is neighbour(seed, 1 - chair)[0]
    assert 160 < offensive < 240


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


def pasted(room, text):
    """Return what the page makes of a text."""
    return room.evaluate(FIGURES, [text])[0]


def copied(room):
    """Copy the table, and return its rows."""
    room.click(".class-copy")
    room.locator(".class-copied:not(:empty)").wait_for(state="attached")
    text = room.evaluate("navigator.clipboard.readText()")
    return [line.split("\t") for line in text.splitlines()]


def test_without_a_script_the_page_says_how_python_does_it(read):
    view = read(CLASS, java_script_enabled=False)
    assert "game.debrief" in view.inner_text(".class-still")
    assert not view.locator(".class-live").is_visible()


def test_the_page_finds_and_counts_what_python_does(room):
    luck = random.Random(2017)
    classes = [some_class(luck) for _ in range(150)]
    found = room.evaluate(FIGURES, [text for text, _, _ in classes])
    for (text, good, faulty), page in zip(classes, found, strict=True):
        rows = debrief(good)
        students = page["students"]
        assert [one["code"] for one in students] == [row["code"] for row in rows], text
        assert [fault["line"] for fault in page["faults"]] == faulty, text
        for one, row in zip(students, rows, strict=True):
            assert [SAID["read"][right] for right in one["right"]] == in_years(row, 0)
            assert [SAID["moved"][armed] for armed in one["armed"]] == in_years(row, 1)
        assert page["counts"] == counted(rows)
        assert page["rightly"] == rightly(rows)


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("{code}", ""),
        ("Ann {code}", "Ann"),
        ("{code}, Ann", "Ann"),
        ("Ann;{code}", "Ann"),
        ("7\t{code}\tAnn Bell", "7 Ann Bell"),
        ('"{code}"', ""),
        ("Ann: {spaced}", "Ann"),
        ("Anna Bell Kim {lower}", "Anna Bell Kim"),
        ("Ann - {code} -", "Ann"),
        ("-7\t{code}", "-7"),
        ("\u202eAnn\u200f {code}", "Ann"),
    ],
)
def test_a_code_is_found_wherever_it_stands_in_a_line(room, form, label):
    forms = {"code": FIRST, "lower": FIRST.lower(), "spaced": FIRST.replace("-", " ")}
    found = pasted(room, form.format(**forms))
    assert found["faults"] == []
    assert [(one["label"], one["code"]) for one in found["students"]] == [(label, FIRST)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("Ann 1111-1111-111", "Line 2, 1111-1111-111: That code belongs to other rules"),
        ("Ann 1111-1111-112", "Line 2, 1111-1111-112: That is no code"),
        ("1ABC-DEFG", "Line 2, 1ABC-DEFG: That has 8 characters. A code has 11."),
        ("Name, Code", "Line 2 has no code."),
        ("Anna Bell Kim", "Line 2 has no code."),
        (FIRST, f"Line 2 has the same code as line 1, {FIRST}."),
        ("a" * (CHARACTERS + 1), f"Line 2 is longer than {CHARACTERS} characters."),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_still_counts(room, wrong, said):
    paste(room, f"Ann\t{FIRST}\n{wrong}\nDee\t{THIRD}")
    assert room.get_attribute(".class-said", "role") == "status"
    (line,) = room.locator(".class-said li").all_inner_texts()
    assert line.startswith(said)
    assert sorted(room.locator(".play-rows tr:has(td) th").all_inner_texts()) == ["Ann", "Dee"]
    assert room.evaluate("document.activeElement.tagName") == "H2"


def test_an_empty_line_is_no_fault_and_nobody_is_asked_anything(room):
    for text in ("", "\n \n\t\n", " " * 1_000_000, "\n" * 1_000_000):
        found = pasted(room, text)
        assert [found[one] for one in ("students", "faults", "told", "questions")] == [[]] * 4
    paste(room, "")
    assert room.locator(".class-shown > *").count() == 0


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "1-" * 500_000, f"{FIRST} " * 100_000, "x\n" * 500_000, " x" * 500_000],
    ids=lambda text: text[:2],
)
def test_however_much_is_pasted_a_sentence_says_what_is_looked_at(room, text):
    found = pasted(room, text)
    many = SAID["many"].replace("{most}", str(LINES))
    longer = SAID["longer"].replace("{line}", "1").replace("{longest}", str(CHARACTERS))
    assert found["students"] == []
    if text.count("\n") > LINES:
        assert (found["said"], found["faults"]) == (many, [])
    else:
        assert [fault["said"] for fault in found["faults"]] == [longer]


def test_as_many_lines_as_are_looked_at_are_all_shown(room):
    luck = random.Random(9)
    lines = [some_code(luck) for _ in range(200)] + ["nobody"] * (LINES - 200)
    room.evaluate("(t) => { document.querySelector('textarea').value = t; }", "\n".join(lines))
    room.click(".class-show")
    assert room.locator(".play-rows tr:has(td)").count() == len(set(lines) - {"nobody"})
    assert room.locator(".class-said li").count() == LINES - 200


def test_questions_follow_from_the_numbers(room):
    luck, asked = random.Random(5), set()
    classes = [[some_code(luck) for _ in range(6)] for _ in range(60)]
    race, first = list(Ending).index(Ending.RACE), SAID["questions"][0]
    pages = room.evaluate(FIGURES, ["\n".join(codes) for codes in classes])
    for codes, page in zip(classes, pages, strict=True):
        counts = counted(debrief(codes))
        safe = sum(row[0] for row in counts)
        due = safe > 0 and counts[race][0] >= first["least"] * safe
        said = f"{counts[race][0]} of the {safe} whose neighbour only wanted to be safe"
        assert any(one.startswith(said) for one in page["questions"]) == due
        assert 2 <= len(page["questions"]) <= QUESTIONS
        asked |= {re.sub(r"\d+", "", one) for one in page["questions"]}
        assert len(page["told"]) == sum(any(row[column] for row in counts) for column in (0, 1))
    assert len(asked) >= 5
    assert not any("{" in one for one in asked)


def test_the_example_is_shown_and_copied_as_python_has_it(room):
    show(room)
    room.click(".class-example")
    rows = debrief(example())
    cells = room.locator(".play-endings tbody td").all_inner_texts()
    assert cells == [str(n) for row in counted(rows) for n in (*row, sum(row))]
    shares = room.locator(".play-years tbody td").all_inner_texts()
    assert shares == [f"{n} of {SIZE}" for n in rightly(rows)]
    marks = room.locator(".play-rows .play-quiet").all_inner_texts()
    years = [
        f"{in_years(row, 1)[y]}, read {in_years(row, 0)[y]}" for row in rows for y in range(YEARS)
    ]
    assert marks == years
    head, *lines = copied(room)
    assert len(head) == 6 + YEARS
    names = room.locator(".play-rows tr:has(td) th").all_inner_texts()
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        assert line[:2] == [names[number], row["code"]]
        assert line[4:6] == [str(row["read rightly"]), str(row["armed"])]
        assert line[6:] == marks[number * YEARS : (number + 1) * YEARS]


@pytest.mark.parametrize(
    "label", ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM", "＝1", "\u200f=1", '=HYPERLINK("x")&B2']
)
def test_a_name_that_a_table_program_would_work_out_is_copied_as_text(room, label):
    paste(room, f"{label}\t{FIRST}\nAnn\t{SECOND}")
    shown = label.removeprefix("\u200f")
    assert shown in room.locator(".play-rows tr:has(td) th").all_inner_texts()
    assert {line[0] for line in copied(room)[1:]} == {f"'{shown}", "Ann"}


def test_a_name_with_markup_stays_text(room):
    paste(room, f"<img src=x onerror=alert(1)>, {FIRST}\n<b>\n1111-1111-11<i>")
    assert room.locator(".class-shown img, .class-said b, .class-said i").count() == 0
    assert "<img src=x" in room.inner_text(".play-rows")


def test_nothing_of_a_class_is_sent_kept_or_left_behind(room, host):
    room.goto(host + CLASS)
    named = "[...document.querySelectorAll('[src], link[href]')].map((e) => e.src || e.href)"
    known = {host + CLASS, *room.evaluate(named)}
    paste(room, f"Ann\t{FIRST}")
    room.locator(".class-shown h2").first.wait_for()
    assert {*room.asked} <= known
    kept = "[JSON.stringify({...sessionStorage}), JSON.stringify({...localStorage})," \
           " document.cookie, location.href]"  # fmt: skip
    assert not any("Ann" in one or FIRST in one for one in room.evaluate(kept))
    room.evaluate("dispatchEvent(new Event('pagehide'))")  # a browser may keep the page
    assert room.input_value("#class-codes") == ""
    assert room.inner_text(".class-said") == ""
    assert room.locator(".class-shown > *").count() == 0
    paste(room, f"Ann\t{FIRST}")
    room.goto(host + WHOLE)
    room.go_back()
    assert room.input_value("#class-codes") == ""
    assert room.locator(".class-shown > *").count() == 0


def test_a_class_shuts_nobody_out_and_fits_a_phone_and_a_zoom_of_400_per_cent(room):
    names = "\n".join(f"Wilhelmina van Oranje-Nassau {n}; {c}" for n, c in enumerate(example()))
    paste(room, names)
    room.set_viewport_size({"width": 1280, "height": 900})
    assert in_both_themes(room, ".play-class") == []
    for text in ("100%", "200%"):
        show(room, 320, text=text)
        assert_whole(room)
    show(room, 320)
    assert in_both_themes(room, ".play-class") == []
    show(room)


# ------------------------------------------------------------------ two at one screen

KEPT = "play-dilemma-seats"
NOBODY = {"readings": [], "policies": []}
OFFENSIVE = next(s for s in range(99) if all(neighbour(s, c)[0] == "offensive" for c in (0, 1)))


@pytest.fixture
def page(game_page):
    return game_page


@pytest.fixture
def pair(page, host):
    """Two readers who are about to begin, with luck that is known: both are out to attack."""
    begun(page, host + WHOLE, KEPT, {"seed": OFFENSIVE, "chairs": [NOBODY, NOBODY]})
    return page


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


def spoken(page):
    """Return all names and values of the tree that a screen reader walks."""
    kinds = ("name", "value", "description")
    nodes = [node for node in heard(page) if not node.get("ignored")]
    return "\n".join(str(node[k].get("value", "")) for node in nodes for k in kinds if k in node)


def test_a_cover_hides_all_of_the_other_chair(pair):
    for turn in range(YEARS):
        for chair in (0, 1):
            text = pair.evaluate("document.querySelector('.play-seats').textContent")
            text += spoken(pair) if turn in (0, 1, YEARS - 1) else ""
            assert [one for one in FIRST_WORDS if one in text] == []
            assert pair.locator(".play-private").is_hidden()
            assert pair.locator(".play-seats input:checked").count() == 0
            alone = pair.locator(".play-stage, .play-past, .play-debrief")
            assert alone.evaluate_all("(all) => all.every((e) => !e.checkVisibility())")
            assert pair.evaluate("document.activeElement.tagName") == "H2" or not (turn or chair)
            pair.click(".play-open")
            if turn == 1:
                assert any(one in spoken(pair) for one in FIRST_WORDS)  # it would be found
            decide(pair, int(turn > 0), (turn + chair) % 2, "seat-")
    assert pair.locator(".play-both h2").first.is_visible()


def test_two_play_by_keyboard_to_the_end_and_see_what_python_has(pair):
    pair.focus(".play-open")
    luck, given = random.Random(1), [([], []), ([], [])]
    for turn in range(YEARS):
        for chair in (0, 1):
            if turn or chair:
                pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
            assert pair.evaluate("document.activeElement.className") == "play-seat-turn"
            name = list(words()["names"].values())[chair]
            assert pair.inner_text(".play-seat-turn") == f"Year {turn + 1} of {YEARS}, as {name}"
            for part in (0, 1):
                down = luck.randrange(2)
                pair.keyboard.press("Tab")
                pair.keyboard.press("Space")
                if down:
                    pair.keyboard.press("ArrowDown")
                given[chair][part].append(down)
            pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
    history = seated(OFFENSIVE, *(answers(*one) for one in given))
    assert pair.evaluate("document.activeElement.tagName") == "H2"
    assert_told(pair, history)
    ended = pair.inner_text(".play-each")
    place = list(Ending).index(history.ending)
    assert words()["endings"]["told"][place].split(":")[0].split(".")[0] in ended
    right = [sum(t.readings[c] is history.intents[1 - c] for t in history.turns) for c in (0, 1)]
    assert re.findall(r"rightly in (\d)", ended) == [str(one) for one in right]
    assert "no code" in pair.inner_text(".play-both")


def test_two_are_brought_back_to_the_cover_and_can_stop(pair):
    pair.click(".play-open")
    decide(pair, 1, 1, "seat-")
    pair.reload()
    assert pair.locator(".play-cover").is_visible()
    assert "Marn" in pair.inner_text(".play-cover h2")
    pair.click(".play-stop")
    assert pair.inner_text(".play-turn") == f"Year 1 of {YEARS}"
    assert pair.evaluate(f"sessionStorage.getItem('{KEPT}')") is None
    pair.click("[data-who=two]")
    assert "Calder" in pair.inner_text(".play-cover h2")
    pair.click("[data-who=alone]")
    decide(pair, 1, 1)
    assert pair.locator(".play-who").is_hidden()  # who plays is chosen before the first year


def test_two_at_one_screen_shut_nobody_out(pair):
    def look():
        assert in_both_themes(pair, "section.play") == []
        show(pair, 320)
        assert_whole(pair)
        show(pair)

    look()
    for turn in range(2 * YEARS):
        pair.click(".play-open")
        if turn == 0:
            look()
        decide(pair, 1, turn % 2, "seat-")
    look()


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
    begun(page, host + WHOLE, KEPT, None)
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.inner_text(".play-screen") == words()["screen"]["enter"]
    page.click(".play-screen")
    until(page, "document.fullscreenElement?.matches('section.play')")
    page.get_by_role("button", name=words()["screen"]["leave"], exact=True).wait_for()
    until(page, "innerWidth === 1280")
    longest = max(words()["turn"]["demands"], key=len).replace("{them}", "Calder")
    events = [text for texts in words()["events"].values() for text in texts]
    for sight in (re.sub(r"\{\w+\}", "Calder", text) for text in events):
        for demand in ("", longest):
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
        view.wait("() => Boolean(window.playedDilemma?.figures)")
        (found,) = view.evaluate(FIGURES, ["\n".join([f"Ann, {written}", *example()])])
        rows = debrief([written, *example()])
        assert [one["code"] for one in found["students"]] == [row["code"] for row in rows]
        assert found["counts"] == counted(rows)
        assert view.faults == []
        assert view.failed == []
