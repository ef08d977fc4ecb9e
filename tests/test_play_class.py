"""What the played dilemma promises a class: one deal, codes side by side, a tournament."""

import random
import re
from itertools import pairwise

import firefox
import pytest
from axe import in_both_themes
from histories import YEARS, history_from, pair_code, pair_of, some_state
from playing import (
    CLASS,
    FRONT,
    GAME,
    WHOLE,
    assert_whole,
    decide,
)
from reader import BUILT, by_one_worker, opened, show

from game import MINDS, OPENINGS, WORLDS, Ending, code, debrief, mind_code, restore
from game.classroom import (
    CHARACTERS,
    LINES,
    MEETINGS,
    MOST_MINDS,
    NAMED,
    PARTINGS,
    QUESTIONS,
    SIZE,
    example,
    example_minds,
)
from game.codes import ALPHABET, SEEDS, deal, pack, unpack
from game.observer import suspicion
from game.rules import INTENTS, MOVES, POLICIES, READINGS, Move
from game.study import PRESSED, SAFE, fate
from game.words import words
from secdilemma.theory import Intent

SAID, MEET = words()["class"], words()["tournament"]
FIRST, SECOND, THIRD = example()[:3]
DEAL = pack("deal", [7])
ONE = mind_code(MINDS["calm"])
SOME = 7

FIGURES = f"""(classes) => {{
  {GAME}
  return classes.map((pasted) => {{
    const {{ students, groups, ...more }} = window.playedDilemma.figures(game, pasted);
    return {{ ...more, students: students.map(({{ history, ...one }}) => one) }};
  }});
}}"""


def some_pair(luck):
    """Return the code of two readers who answer by chance, and what both lived through."""
    seed = luck.randrange(SEEDS)
    given = [
        [[luck.randrange(len(kinds)) for _ in range(YEARS)] for kinds in (READINGS, POLICIES)]
        for _ in range(2)
    ]
    return pair_code(seed, given), pair_of(seed, given)


def some_code(luck):
    return some_pair(luck)[0] if luck.random() < 0.2 else code(history_from(some_state(luck)))


def some_line(luck, number, written):
    """Write a code as somebody may paste it, perhaps mistyped; say whether it is still valid."""
    kind = luck.random()
    right = kind > 0.2
    if kind < 0.1:
        place = luck.choice([n for n, one in enumerate(written) if one != "-"])
        other = luck.choice(sorted({*ALPHABET} - {written[place]}))
        written = written[:place] + other + written[place + 1 :]
    elif not right:
        written = luck.choice([written[:-2], "nobody", DEAL, ONE])
    forms = (written, written.lower(), written.replace("-", luck.choice([" ", "–", ""])))
    name = luck.choice(["", "Ann", "Anna Bell Kim", "O'Neil, P.", "Zoë", "s1234567"])
    cells = [name and f"{name} {number}", luck.choice(forms)]
    return luck.choice([",", ";", "\t", ", "]).join(luck.sample(cells, 2)), right


def some_class(luck):
    """Return what is pasted, the codes that count, and the lines that are faults."""
    codes = [some_code(luck) for _ in range(luck.choice([0, 1, 5, 12, 30]))]
    lines, good, faulty = [], [], []
    for number, one in enumerate(codes, start=1):
        text, right = some_line(luck, number, one)
        lines.append(text)
        (good if right else faulty).append(one if right else number)
    return luck.choice(["\n", "\r\n"]).join(lines), good, faulty


def in_years(row, place):
    """Return a part of what a row says of each year."""
    told = [row[f"year {year + 1}"] for year in range(YEARS)]
    return [text.split(", ")[place] for text in told if text]


def counted(rows):
    """Count endings by neighbours."""
    pairs = [(row["ending"], row["neighbour"]) for row in rows]
    return [[pairs.count((ending, intent)) for intent in INTENTS] for ending in Ending]


# ------------------------------------------------------------------ a class in Python


def test_a_class_in_rows_is_what_its_histories_were():
    luck = random.Random(3)
    pairs = [some_pair(luck) for _ in range(20)]
    rows = debrief("\n".join(["", *example(), *(written for written, _ in pairs)]))
    assert len(rows) == SIZE + 2 * len(pairs)
    order = [(list(Ending).index(r["ending"]), INTENTS.index(r["neighbour"])) for r in rows]
    assert order == sorted(order)
    assert {row["ending"] for row in debrief(example())} == {*Ending}  # the example has them all
    lived, states = dict(pairs), list(words()["names"].values())
    for row in rows:
        history, seat = lived.get(row["code"]) or restore(row["code"]), states.index(row["state"])
        intent = history.intents[1 - seat]
        assert (row["ending"], row["neighbour"]) == (history.ending, intent)
        right = [year.readings[seat].intent is intent for year in history.years]
        moves = [year.moves[seat] for year in history.years]
        assert [one == "right" for one in in_years(row, 0)] == right
        assert in_years(row, 1) == moves
        assert (row["read rightly"], row["armed"]) == (sum(right), moves.count(Move.ARMED))


def test_what_is_no_code_is_refused():
    with pytest.raises(ValueError, match="'Ann' has 3 characters"):
        debrief([FIRST, "Ann"])


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
    room.click(".class-paste .class-main >> nth=0")


def pasted(room, text):
    """Return what the page makes of a text."""
    return room.evaluate(FIGURES, [text])[0]


def copied(room, within):
    """Copy a table, and return its rows."""
    room.click(f"{within} .class-copy")
    room.locator(f"{within} .class-copied:not(:empty)").wait_for(state="attached")
    text = room.evaluate("navigator.clipboard.readText()")
    return [line.split("\t") for line in text.split("\n")]


def test_without_a_script_the_page_says_how_python_does_it(read):
    view = read(CLASS, java_script_enabled=False)
    assert "game.debrief" in view.inner_text(".class-still")
    assert not view.locator(".class-live").is_visible()


def test_the_page_finds_and_counts_what_python_does(room):
    luck = random.Random(2017)
    classes = [some_class(luck) for _ in range(100)]
    found = room.evaluate(FIGURES, [text for text, _, _ in classes])
    for (text, good, faulty), page in zip(classes, found, strict=True):
        rows = debrief(good)
        assert [fault["line"] for fault in page["faults"]] == faulty, text
        told = [(one["code"], one["right"], one["armed"]) for one in page["students"]]
        known = [(r["code"], *(in_years(r, at) for at in (0, 1))) for r in rows]
        assert sorted(told) == sorted(
            (one, [SAID["read"].index(n) for n in read], [SAID["moved"].index(n) for n in moved])
            for one, read, moved in known
        ), text
        assert page["counts"] == counted(rows)
        for year, counts in enumerate(page["rightly"]):
            read = [one[year] for _, one, _ in known if year < len(one)]
            assert counts == [read.count("right"), len(read)]
        assert len(page["questions"]) <= QUESTIONS
        assert not any("{" in one for one in (*page["questions"], *page["told"], page["said"]))


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("{code}", ""),
        ("Anna {code}", "Anna"),
        ("{code}, Ann", "Ann"),
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
        ("Ann 1111-1111-1111", "1111-1111-1111: That code belongs to different rules"),
        ("Ann 1111-1111-111", "1111-1111-111: That code belongs to different rules"),
        ("Ann 1111-1111-1112", "1111-1111-1112: That is no code"),
        ("Ann 1ABC-DEF!-GHJK", "1ABC-DEF!-GHJK: No code has the character !"),
        ("1ABC-DEFG-H", "1ABC-DEFG-H: That has 9 characters. A code has 16 / 12."),
        (f"Ann {ONE}", f"{ONE}: that is the code of a mind."),
        (DEAL, f"{DEAL}: that is the code of a deal"),
        (f"Jan {FIRST} Piet {SECOND}", "has two codes"),
        (f"Jan {SECOND} Piet {FIRST[:-1]}?", "has two codes"),
        ("Name, Code", "has no code."),
        (FIRST, f"has the same code as line 1, {FIRST}."),
        ("a" * (CHARACTERS + 1), f"is longer than {CHARACTERS} characters."),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_still_counts(room, wrong, said):
    paste(room, f"Ann\t{FIRST}\n{wrong}\nDee\t{THIRD}")
    (line,) = room.locator(".class-said li").all_inner_texts()
    assert re.match(f"Line 2[ ,]*{re.escape(said)}", line)
    assert sorted(room.locator(".play-rows tr:has(td) th").all_inner_texts()) == ["Ann", "Dee"]
    assert room.inner_text("h2:focus") == SAID["endings"]["title"]
    assert 0 < room.locator("h2:focus").bounding_box()["y"] < 200  # the results, not the field


def test_a_doubled_name_is_told_apart_and_who_played_alike_counts(room):
    found = pasted(room, f"Ann {FIRST}\nann {SECOND}\nDee {FIRST}\nDee {FIRST}")
    names = {one["name"] for one in found["students"]}
    assert names == {"Ann (line 1)", "Dee", "ann (line 2)"}
    assert [fault["line"] for fault in found["faults"]] == [2, 4]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n\t\n",
        " " * 1_000_000,
        "\n" * 1_000_000,
        "a" * 1_000_000,
        "1-" * 500_000,
        f"{FIRST} " * 100_000,
        "x\n" * 500_000,
        " x" * 500_000,
    ],
    ids=lambda text: repr(text[:2]),
)
def test_however_much_is_pasted_a_sentence_says_what_is_looked_at(room, text):
    found, lines = pasted(room, text), len(text.strip().split("\n"))
    assert found["students"] == found["told"] == found["questions"] == []
    longer = SAID["longer"].format(line=1, longest=CHARACTERS)
    named = [longer] if text.strip() and lines == 1 else []
    assert [fault["said"] for fault in found["faults"]] == named
    assert (found["said"] == SAID["many"].format(most=LINES)) == (lines > LINES)


def test_questions_follow_from_the_numbers(room):
    luck, asked = random.Random(5), set()
    classes = [[code(history_from(some_state(luck))) for _ in range(6)] for _ in range(60)]
    first = SAID["questions"][0]
    pages = room.evaluate(FIGURES, ["\n".join(codes) for codes in classes])
    for codes, page in zip(classes, pages, strict=True):
        safe = [h for h in map(restore, codes) if h.intents[1 - h.seat] is Intent.DEFENSIVE]
        raced = sum(h.ending in (Ending.WAR, Ending.RACE) for h in safe)
        due = bool(safe) and raced >= first["least"] * len(safe)
        said = first["text"].format(count=raced, of=len(safe))
        assert (said in page["questions"]) == due
        asked |= {re.sub(r"\d+", "", one) for one in page["questions"]}
    assert len(asked) >= 5


def test_the_example_is_shown_and_copied_as_python_has_it(room):
    room.click("[data-example=own]")
    rows = debrief(example())
    cells = room.locator(".play-endings tbody td").all_inner_texts()
    assert cells == [str(n) for row in counted(rows) for n in (*row, sum(row))]
    marks = room.locator(".play-rows .play-quiet").all_text_contents()
    years = [
        SAID["matrix"]["each"].format(move=move, read=read)
        for row in rows
        for read, move in zip(in_years(row, 0), in_years(row, 1), strict=True)
    ]
    assert [one.split(";")[0] for one in marks] == years
    names = room.locator(".play-rows tr:has(td) th").all_inner_texts()
    head, *lines = copied(room, ".class-matrix")
    assert len(head) == 6 + YEARS
    for name, line, row in zip(names, lines, rows, strict=True):
        assert line[:2] == [name, row["code"]]
        assert line[4:6] == [str(row["read rightly"]), str(row["armed"])]
    assert [one for line in lines for one in line[6:] if one] == years


@pytest.mark.parametrize(
    "label", ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM", "＝1", "\u200f=1", '=HYPERLINK("x")&B2']
)
def test_a_name_that_a_table_program_would_work_out_is_copied_as_text(room, label):
    paste(room, f"{label}\t{FIRST}\nAnn\t{SECOND}")
    shown = label.removeprefix("\u200f")
    assert shown in room.locator(".play-rows tr:has(td) th").all_inner_texts()
    assert {line[0] for line in copied(room, ".class-matrix")[1:]} == {f"'{shown}", "Ann"}


def test_a_name_with_markup_stays_text(room):
    paste(room, f"<img src=x onerror=alert(1)>, {FIRST}\n<b>\n1111-1111-111<i>")
    assert room.locator(".class-shown img, .class-said b, .class-said i").count() == 0
    assert "<img src=x" in room.inner_text(".play-rows")


def test_nothing_of_a_class_is_sent_kept_or_left_behind(room, host):
    room.goto(host + CLASS)
    named = "[...document.querySelectorAll('[src], link[href]')].map((e) => e.src || e.href)"
    known = {host + CLASS, *room.evaluate(named)}
    paste(room, f"Ann\t{FIRST}")
    room.fill("#class-minds", f"Ann {ONE}")
    room.click(".class-meet .class-main")
    room.locator(f"{LANDING}:not(:empty)").wait_for()
    assert {*room.asked} <= known
    kept = "[JSON.stringify({...sessionStorage}), JSON.stringify({...localStorage})," \
           " document.cookie, location.href]"  # fmt: skip
    assert not any("Ann" in one or FIRST in one for one in room.evaluate(kept))
    room.evaluate("dispatchEvent(new Event('pagehide'))")  # a browser may keep the page
    for back in (False, True):
        if back:
            room.goto(host + WHOLE)
            room.go_back()
        assert [room.input_value(field) for field in ("#class-codes", "#class-minds")] == ["", ""]
        assert room.locator(":is(.class-shown, .class-met) > *").count() == 0
        assert "".join(room.locator(".class-said").all_inner_texts()).strip() == ""


def test_a_class_shuts_nobody_out_and_fits_a_phone_and_a_zoom_of_400_per_cent(room):
    def fits():
        show(room)
        assert in_both_themes(room, ".play-class") == []
        for text in ("100%", "200%"):
            show(room, 320, text=text)
            assert_whole(room)
        show(room)

    name = "Wilhelmina van Oranje-Nassau"
    paste(room, "\n".join(f"{name} {n}; {one}" for n, one in enumerate(example())))
    met(room, f"{name} {ONE}\nA {mind_code(MINDS['tester'])}")
    fits()
    room.click("[data-example=dealt]")
    room.click(".class-deal .class-main")
    fits()


# ------------------------------------------------------------------ one deal


def test_a_deal_gives_everybody_the_game_that_was_asked_for(room, host, read):
    for world, opening in ((0, 3), (3, 0)):
        room.select_option(".class-deal [name=world]", str(world))
        room.select_option(".class-deal [name=opening]", str(opening))
        room.click(".class-deal .class-main")
        written = room.inner_text(".class-dealt .play-code")
        address = room.get_attribute(".class-address", "href")
        assert address == f"{host}{FRONT}#deal={written}"
        (seed,) = unpack("deal", written)
        assert (deal(seed).world, deal(seed).opening) == (WORLDS[world], OPENINGS[opening])
        room.click(".class-take")
        room.locator(".class-taken:not(:empty)").wait_for(state="attached")
        assert room.evaluate("navigator.clipboard.readText()") == address
        view = read(address)
        told = (words()["turn"]["dealt"], words()["worlds"]["told"][world])
        assert " ".join(told) in view.inner_text(".play-setting")
        for _ in range(YEARS):
            if view.locator(".play-board").is_visible():
                decide(view, 0, 0)
        assert unpack("history", view.text_content(".play-code"))[0] == seed


def test_of_one_deal_the_page_says_where_rows_part_and_what_could_be_known(room):
    room.click("[data-example=dealt]")
    histories = [restore(one) for one in SHARED]
    nodes = {}
    for history in histories:
        moves = [year.moves[0] for year in history.years]
        for year in range(len(moves)):
            nodes.setdefault(tuple(moves[:year]), []).append(history)
    partings = []
    for before, those in nodes.items():
        armed = sum(one.years[len(before)].moves[0] is Move.ARMED for one in those)
        if 0 < armed < len(those):
            year = len(before)
            suspects = sum(one.years[year].readings[0].intent is Intent.OFFENSIVE for one in those)
            known = round(100 * suspicion(those[0], 0)[year])
            partings.append((-len(those), year + 1, armed, suspects, known))
    *told, more = room.locator(".class-deals li").all_inner_texts()
    assert len(told) == PARTINGS
    assert more == SAID["dealt"]["more"].format(count=len(partings) - PARTINGS)
    for text, (count, year, armed, suspects, known) in zip(told, sorted(partings), strict=False):
        numbers = [year, -count, armed, -count - armed, suspects, known]
        assert [int(one) for one in re.findall(r"\d+", text)] == numbers
        one = next(those[0] for those in nodes.values() if len(those) == -count)
        assert ("Bent: " in text) == ((year - 1, 0) in one.bent)
    rows = [restore(SHARED[int(name.split()[1]) - 1]) for name in
            room.locator(".play-rows tr:has(td) th").all_text_contents()]  # fmt: skip
    done = ["".join(str(MOVES.index(year.moves[0])) for year in one.years) for one in rows]
    assert done == sorted(done)
    for at, (one, other) in enumerate(pairwise(done), start=1):
        cells = room.locator(".play-rows tbody tr").nth(at).locator("td.class-parted")
        same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), YEARS)
        assert cells.count() == YEARS - same


SHARED = example(161)


def test_two_deals_are_not_taken_for_one(room):
    room.click("[data-example=own]")
    assert room.locator(".class-deals").count() == 0
    paste(room, some_pair(random.Random(1))[0])  # two rows of one code are no class
    assert room.locator(".class-deals").count() == 0
    assert room.locator(".play-rows tr:has(td)").count() == 2


# ------------------------------------------------------------------ a tournament of minds


LANDING = ".class-met .play-landing"


def met(room, text, opening="0"):
    """Let minds meet, and return the rows of their table, copied, as name and numbers."""
    room.fill("#class-minds", text)
    room.select_option(".class-meet [name=opening]", opening)
    room.click(".class-meet .class-main")
    room.locator(f"{LANDING}:not(:empty)").wait_for()
    room.click(".class-met summary")
    return [
        (row[0].removeprefix("'"), [*map(int, row[1:])]) for row in copied(room, ".class-met")[1:]
    ]


def named_minds(many):
    return "\n".join(f"S{n} {mind_code(mind)}" for n, mind in enumerate(example_minds()[:many]))


def test_a_tournament_has_the_numbers_that_python_has(room):
    minds = dict(zip(("Bo", "=Ann", "Cy 10", "Cy 9"), example_minds(), strict=False))
    rows = met(room, "\n".join(f"{n} {mind_code(m)}" for n, m in minds.items()), "3")
    order = [name for name, _ in rows]
    assert order == ["=Ann", "Bo", "Cy 9", "Cy 10"]
    opening, luck = OPENINGS[3], range(MEETINGS)
    for name, shares in rows:
        for at, world in enumerate(WORLDS):
            peace = [
                fate(tuple(minds[n] for n in sorted((name, other), key=order.index)),
                     SAFE, world, opening, luck).restraint
                for other in order
            ]  # fmt: skip
            assert shares[at] == pytest.approx(100 * sum(peace) / len(peace), abs=0.501)
            pressed = fate((minds[name], MINDS["fearful"]), PRESSED, world, opening, luck)
            assert shares[len(WORLDS) + at] == pytest.approx(100 * pressed.safe, abs=0.501)


def ends(rows, world):
    """Return where the line of each mind ends in a world: peace and safety."""
    return [(shares[world], shares[len(WORLDS) + world]) for _, shares in rows]


def test_who_is_best_in_a_world_and_the_sentence_that_lands_follow_from_the_numbers(room):
    rows = met(room, named_minds(SOME))
    marks = room.locator(".play-met tbody td").evaluate_all(
        "(all) => all.map((e) => !!e.querySelector('strong'))")  # fmt: skip
    everywhere, gaps = {*range(SOME)}, {}
    assert room.locator("text.class-picked").count() == len(WORLDS)
    for world, label in enumerate(MEET["worlds"]):
        lines = ends(rows, world)
        best = {mind for mind in range(SOME) if min(lines[mind]) == max(map(min, lines))}
        columns = (world, len(WORLDS) + world)
        for column in columns:
            assert best == {mind for mind in range(SOME) if marks[mind * 2 * len(WORLDS) + column]}
        everywhere &= best
        bold = room.locator(f".class-worlds > div >> nth={world} >> text.class-best")
        assert {*bold.all_text_contents()} == {rows[mind][0] for mind in best}
        most, (peace, safe) = max(lines), max(lines[mind] for mind in best)
        if min(most) < min(peace, safe):
            assert most[0] > peace
            assert most[1] < safe  # the trade-off that the sentence names
            name, other = (rows[lines.index(one)][0] for one in ((peace, safe), most))
            gaps[most[0] - most[1]] = {
                "world": label, "best": name, "peace": peace, "safe": safe,
                "name": other, "more": most[0], "less": most[1],
            }  # fmt: skip
    assert room.inner_text(LANDING) == MEET["lands"].format(**gaps[max(gaps)])
    assert (room.inner_text(".class-why") == MEET["nobody"]) == (not everywhere)


def test_a_mind_is_picked_from_a_list_or_by_a_touch_of_its_line(room):
    rows = met(room, named_minds(SIZE))
    for mind in (3, 17):
        room.select_option(".class-pick", str(mind))
        for world in range(len(WORLDS)):
            lines = ends(rows, world)
            panel = room.locator(f".class-worlds > div >> nth={world}")
            place = 1 + sum(min(one) > min(lines[mind]) for one in lines)
            values = dict(zip(("peace", "safe"), lines[mind], strict=True), place=place, of=SIZE)
            told = MEET["place"].format(name=rows[mind][0], **values)
            assert panel.locator("p").inner_text() == told
            beside = panel.locator("text:is(.class-best, .class-picked)").all_text_contents()
            assert rows[mind][0] in beside
            assert {*panel.locator("text").all_text_contents()} == {
                *beside,
                "0",
                "50",
                "100",
                *MEET["ends"],
            }
    lowest = min(range(SIZE), key=lambda mind: ends(rows, 0)[mind])
    room.select_option(".class-pick", str(lowest))
    low = room.locator(".class-line.class-picked >> nth=0").bounding_box()
    panel = room.locator(".class-world >> nth=0")
    box = panel.bounding_box()
    room.select_option(".class-pick", str((lowest + 1) % SIZE))
    left = {"x": low["x"] - box["x"], "y": low["y"] + low["height"] - box["y"]}
    panel.click(position=left)
    assert room.input_value(".class-pick") == str(lowest)


def test_names_stand_beside_all_lines_of_a_few_minds_and_none_on_another(room):
    rows = met(room, named_minds(NAMED))
    for world in range(len(WORLDS)):
        texts = room.locator(f".class-worlds > div >> nth={world} >> text[text-anchor=start]")
        assert {*texts.all_text_contents()} == {name for name, _ in rows}
        at = sorted(
            float(y) for y in texts.evaluate_all("(all) => all.map((e) => e.getAttribute('y'))")
        )
        assert all(two - one >= 12 for one, two in pairwise(at))
        assert 10 <= min(at) <= max(at) <= 180  # within the picture


PARTS = f"""async () => {{
  {GAME}
  const {{ meetings }} = window.playedDilemma;
  const minds = game.tables.minds;
  const [told, all] = [[], []];
  let open = true;
  for await (const rows of meetings(game, minds, 0, () => open)) {{
    told.push(rows.length);
    open = false;
  }}
  for await (const rows of meetings(game, minds, 0, () => true)) all.push(rows.length);
  return [told, all];
}}"""


def test_each_world_is_shown_as_soon_as_it_is_played_and_what_is_over_stops(room):
    assert room.evaluate(PARTS) == [[len(MINDS)], [len(MINDS)] * len(WORLDS)]


def test_one_mind_alone_is_neither_best_nor_worst(room):
    met(room, ONE)
    assert room.locator(".play-met strong, .class-best").count() == 0
    assert room.inner_text(LANDING) == MEET["alone"]


def test_what_is_no_mind_is_named(room):
    wrong = [f"Bo {FIRST}", f"Cy {ONE} {ONE}", "Dee", "Ed A1B", f"ann {ONE}", f"Al {ONE[:-1]}"]
    room.fill("#class-minds", "\n".join([f"Ann {ONE}", *wrong]))
    room.click(".class-meet .class-main")
    said = room.locator(".class-meet .class-said li").all_inner_texts()
    assert [int(re.findall(r"\d+", one)[0]) for one in said] == [2, 3, 4, 5, 6, 7]
    assert "the code of a history" in said[0]
    room.locator(f"{LANDING}:not(:empty)").wait_for()
    assert room.locator(".play-met tbody tr").count() == 1
    room.fill("#class-minds", f"Ann {ONE}\n" * (MOST_MINDS + 1))
    room.click(".class-meet .class-main")
    assert room.inner_text(".class-meet .class-said") == SAID["many"].format(most=MOST_MINDS)


# ------------------------------------------------------------------ in Firefox


@pytest.mark.slow
@by_one_worker("firefox").marks[0]
def test_a_class_and_its_minds_in_firefox_from_a_folder():
    with firefox.launched() as fox, fox.page() as view:
        view.goto(f"{BUILT.as_uri()}/{CLASS}")
        view.wait("() => Boolean(window.playedDilemma?.figures)")
        (found,) = view.evaluate(FIGURES, ["\n".join(example())])
        assert found["counts"] == counted(debrief(example()))
        meet = "(text) => { const field = document.querySelector('#class-minds');" \
               " field.value = text; field.form.requestSubmit(); }"  # fmt: skip
        view.evaluate(meet, ONE)
        view.wait(f"() => Boolean(document.querySelector('{LANDING}')?.textContent)")
        assert view.faults == []
        assert view.failed == []
