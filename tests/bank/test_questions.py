"""What the question bank promises: it is whole, faults are refused by name, answers stay apart."""

import copy
import re
import textwrap
from collections import Counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader import ROOT
from small import book_of, build, dump, entry, every_type

from bank import load
from bank.__main__ import main
from bank.load import QUESTIONS, load_answers, load_questions, objectives, unanswered
from bank.schema import BLOOM, MODES, STATUSES
from secdilemma.case import load_case
from secdilemma.checks import DataError
from secdilemma.data import load_criteria

BANK = tuple(load.bank().values())
CHAPTERS = sorted({question.chapter for question in BANK})
GOALS = ("say what may follow", "name two reasons; or three")
CHAPTER = "# Trial\n\n```{lesson} Why?\n:minutes: 5\n- " + ";\n- ".join(GOALS) + ".\n```\n"

# The bank of the book


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_objective_of_a_chapter_is_assessed(chapter):
    assessed = {question.objective for question in BANK if question.chapter == chapter}
    assert assessed == set(objectives(ROOT / "chapters" / f"{chapter}.md"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_three_self_checks_and_an_assignment(chapter):
    roles = Counter(question.role for question in BANK if question.chapter == chapter)
    assert roles["self-check"] >= 3
    assert roles["assignment"] >= 1


def test_every_item_stands_once_in_its_chapter_before_the_sources(pages):
    places: dict[str, list[tuple[str, object]]] = {}
    for name, page in pages.items():
        for tag in page.find_all(id=True):
            places.setdefault(tag["id"], []).append((name, tag))
    for question in BANK:
        ((name, item),) = places[question.id]
        assert name == f"chapters/{question.chapter}.html"
        assert any(p.get_text().startswith("Sources.") for p in item.find_all_next("p"))


def test_assignments_are_numbered_through_the_book(pages):
    numbers = {}
    for question in BANK:
        if question.role == "assignment":
            item = pages[f"chapters/{question.chapter}.html"].find(id=question.id)
            words = item.select_one(".assignment-title .caption-number").get_text().split()
            assert words[0] == "Assignment"
            numbers[int(words[1])] = question.id
            for fact in (f"{question.minutes} minutes", question.bloom, question.objective):
                assert fact in item.get_text().replace("’", "'"), question.id
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert numbers


def test_the_shipped_key_is_whole():
    key = load_answers(ROOT / "instructor")
    assert {a.id for a in key} == {q.id for q in BANK if q.role == "assignment"}


def test_the_files_can_be_checked_from_a_shell(capsys, tmp_path):
    assert main([str(ROOT / "instructor")]) == 0
    assert f"{len(BANK)} questions" in capsys.readouterr().out
    assert main([str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


# Any bank: items that keep the rules, and what may go wrong with one

WORDS = st.sampled_from(["trust", "R&D", "5 < 6", "“fear”", "it's", "b > a", "é", 'a "b"', "100 %"])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: "So " + " ".join(words))


def texts(low, high):
    return st.lists(TEXTS, min_size=low, max_size=high, unique=True)


def wordings(low, high):
    letters = st.text("abcdefgh", min_size=2, max_size=6)
    return st.lists(letters, min_size=low, max_size=high, unique=True)


@st.composite
def of_type(draw, role, kind):
    """Draw the fields of one type."""
    if role == "assignment":
        return {"starter": "x = 1\nprint(x << 2)"} if kind == "code" else {}
    found = {"explanation": draw(TEXTS)}
    if kind in ("choice", "multiple"):
        names = draw(texts(3, 5))
        right = {draw(st.integers(0, len(names) - 1))}
        if kind == "multiple":
            right |= {0}
            right -= {len(names) - 1} if len(right) == len(names) else set()
        found["options"] = [
            {"text": name, "feedback": draw(TEXTS), **({"right": True} if n in right else {})}
            for n, name in enumerate(names)
        ]
    elif kind == "match":
        sides = draw(wordings(3, 4))
        found["pairs"] = [
            {"left": left, "right": side, "feedback": draw(TEXTS)}
            for left, side in zip(draw(texts(2, 2)), sides, strict=False)
        ]
        found["decoys"] = sides[2:]
    elif kind == "order":
        found["steps"] = [{"text": t, "feedback": draw(TEXTS)} for t in draw(texts(3, 5))]
    elif kind == "numeric":
        wrong = draw(st.lists(st.integers(100, 200), min_size=1, max_size=3, unique=True))
        found |= {"value": draw(st.sampled_from(["tanks", 5, 0.25])), "tolerance": 0.5}
        found |= {"unit": "per cent", "otherwise": draw(TEXTS)}
        found["mistakes"] = [{"value": v, "feedback": draw(TEXTS)} for v in wrong]
        found["numbers"] = {"tanks": ["ratio", 2014, "tanks"]}
    else:
        good, bad = (lambda words: (words[:2], words[2:]))(draw(wordings(3, 5)))
        found |= {"accept": good, "otherwise": draw(TEXTS)}
        found["mistakes"] = [{"accept": bad, "feedback": draw(TEXTS)}]
    return found


TYPES = {
    "self-check": ("choice", "multiple", "match", "order", "numeric", "short"),
    "assignment": ("short", "essay", "code"),
}
KINDS = [(role, kind) for role, kinds in TYPES.items() for kind in kinds]


@st.composite
def items(draw, chapter="trial"):
    """Draw an item of every type, with everything else at will."""
    found = []
    for number, (role, kind) in enumerate(KINDS):
        check = role == "self-check"
        mode = "alone" if check else draw(st.sampled_from(list(MODES)))
        together = {"individual": draw(TEXTS)} if mode in ("pair", "group") else {}
        found.append(
            {
                "id": f"{chapter}-{number}",
                "title": f"Trial {number}",
                "role": role,
                "type": kind,
                "objective": draw(st.sampled_from(GOALS)),
                "bloom": draw(st.sampled_from(BLOOM)),
                "minutes": draw(st.integers(1, 240)),
                "mode": mode,
                "python": False if check else kind == "code" or draw(st.booleans()),
                "status": draw(st.sampled_from(STATUSES)),
                "prompt": draw(TEXTS),
                **together,
                **draw(of_type(role, kind)),
            }
        )
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    (folder / "trial.md").write_text(CHAPTER, "utf-8")
    return folder


def places(raw, path=()):
    """List every place in an item, by the keys and numbers that lead to it."""
    yield path
    inner = raw.items() if isinstance(raw, dict) else enumerate(raw) if type(raw) is list else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def at(raw, path):
    for key in path:
        raw = raw[key]
    return raw


def refused(load, *names):
    with pytest.raises(DataError) as caught:
        load()
    for name in ("trial.yml", *names):
        assert str(name) in str(caught.value)
    assert "expected" in str(caught.value)


@pytest.mark.slow
@given(items())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_valid_bank_loads_as_it_is_written(desk, raw):
    loaded = load_questions(dump(desk, raw), desk)
    assert [question.id for question in loaded] == [item["id"] for item in raw]
    for question, item in zip(loaded, raw, strict=True):
        for field in ("title", "objective", "bloom", "minutes", "mode", "python", "prompt"):
            assert getattr(question, field) == item[field]
        shown = question.shown_steps()
        assert sorted(shown) == list(range(len(question.steps)))
        assert not shown or shown != sorted(shown)


@pytest.mark.slow
@given(items(), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_wrong_value_anywhere_is_refused_with_its_id(desk, raw, data):
    number = data.draw(st.integers(0, len(raw) - 1))
    name = raw[number]["id"]
    path = data.draw(st.sampled_from([p for p in places(raw[number]) if p and p != ("id",)]))
    wrong = data.draw(st.sampled_from([None, [], "", {"x": 1}, "2016-07-08x <<nothing>>"]))
    at(raw[number], path[:-1])[path[-1]] = wrong
    field = next(key for key in path[::-1] if isinstance(key, str))
    if path[0] == "numbers":
        field = "numbers"
    refused(lambda: load_questions(dump(desk, raw), desk), name, field)


@pytest.mark.slow
@given(items(), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_missing_an_unknown_and_a_foreign_field_are_refused_with_their_id(desk, raw, data):
    number = data.draw(st.integers(0, len(raw) - 1))
    name, item = raw[number]["id"], raw[number]
    optional = {"numbers", "unit", "decoys", "starter", "right"}
    inner = [
        p
        for p in places(item)
        if p and isinstance(p[-1], str) and p[-1] not in optional and p[0] != "numbers"
    ]
    path = data.draw(st.sampled_from([p for p in inner if p != ("id",)]))
    less, more = copy.deepcopy(raw), copy.deepcopy(raw)
    del at(less[number], path[:-1])[path[-1]]
    refused(lambda: load_questions(dump(desk, less), desk), name, path[-1])
    at(more[number], path[:-1])["hint"] = "A field too much."
    refused(lambda: load_questions(dump(desk, more), desk), name, "hint")


FIELDS_OF_ANSWERS = ("explanation", "options", "pairs", "steps", "value", "accept", "answer")


@pytest.mark.slow
@given(items(), st.sampled_from(FIELDS_OF_ANSWERS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_assignment_can_hold_no_answer(desk, raw, field):
    raw[-1][field] = "An answer."
    refused(lambda: load_questions(dump(desk, raw), desk), raw[-1]["id"], field)


def numbered(kind):
    return next(n for n, (_, other) in enumerate(KINDS) if other == kind)


def change(item, field, value):
    item[field] = value


DISAGREEMENTS = {
    "two right choices": ("choice", lambda i: [o.update(right=True) for o in i["options"]]),
    "no right choice": ("multiple", lambda i: [o.update(right=False) for o in i["options"]]),
    "all right": ("multiple", lambda i: [o.update(right=True) for o in i["options"]]),
    "an option twice": (
        "choice",
        lambda i: i["options"][0].update(text=i["options"][1]["text"]),
    ),
    "a step twice": ("order", lambda i: i["steps"][0].update(text=i["steps"][1]["text"])),
    "a decoy that fits": ("match", lambda i: change(i, "decoys", [i["pairs"][0]["right"]])),
    "a mistake that is right": (
        "numeric",
        lambda i: i["mistakes"][0].update(value=i["value"]),
    ),
    "a wording right and wrong": (
        "short",
        lambda i: i["mistakes"][0].update(accept=["the " + i["accept"][0].upper()]),
    ),
    "a self-check in groups": ("order", lambda i: change(i, "mode", "group")),
    "a self-check in Python": ("order", lambda i: change(i, "python", True)),
    "a pair without a part for each": (
        "essay",
        lambda i: [i.update(mode="pair"), i.pop("individual", None)],
    ),
    "a part for each of one": ("essay", lambda i: i.update(mode="alone", individual="Think.")),
    "material that is nowhere": ("essay", lambda i: change(i, "material", ["ZZ9"])),
    "code without Python": ("code", lambda i: change(i, "python", False)),
    "code that is none": ("code", lambda i: change(i, "starter", "x = = 1")),
    "a link beside a control": (
        "choice",
        lambda i: i["options"][0].update(text="See {claim}`A1`"),
    ),
    "an objective of another chapter": ("essay", lambda i: change(i, "objective", "do more")),
    "a claim that nobody makes": (
        "essay",
        lambda i: change(i, "prompt", "Weigh {claim}`A1 ZZ9`."),
    ),
    "a work that is not listed": (
        "essay",
        lambda i: change(i, "prompt", "Read {cite:t}`herz1950,nobody1999`."),
    ),
    "a number that does not exist": (
        "numeric",
        lambda i: i["numbers"].update(tanks=["ratio", 2014, "horses"]),
    ),
}


@pytest.mark.parametrize("fault", DISAGREEMENTS)
@given(raw=items())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10
)
def test_fields_that_disagree_are_refused_with_their_id(desk, fault, raw):
    kind, spoil = DISAGREEMENTS[fault]
    spoil(raw[numbered(kind)])
    refused(lambda: load_questions(dump(desk, raw), desk), raw[numbered(kind)]["id"])


@given(raw=items())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10
)
def test_an_unknown_type_is_refused_before_the_fields_that_depend_on_it(desk, raw):
    item = raw[numbered("order")]
    item["type"] = "sort"
    refused(lambda: load_questions(dump(desk, raw), desk), item["id"], "'type': 'sort'", "order")


@given(items())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
def test_an_id_is_unique_and_of_its_chapter(desk, raw):
    refused(lambda: load_questions(dump(desk, [*raw, raw[0]]), desk), raw[0]["id"])
    raw[0]["id"] = "other-0"
    refused(lambda: load_questions(dump(desk, raw), desk), "other-0", "trial-")


def test_a_field_that_stands_twice_is_refused_with_its_id(desk):
    path = desk / "trial.yml"
    path.write_text("- id: trial-0\n  title: One\n  title: Two\n", "utf-8")
    refused(lambda: load_questions(path, desk), "trial-0", "title", "line 3")


ITEM = {
    **{"id": "trial-0", "title": "Trial", "role": "assignment", "type": "essay"},
    **{"objective": GOALS[0], "bloom": "apply", "minutes": 5, "mode": "alone"},
    **{"python": False, "status": "draft", "prompt": "Why?"},
}
SOUND = yaml.safe_dump([ITEM], sort_keys=False)
DEEP = "[" * 100_000 + "]" * 100_000
BOMB = "".join(f"  h{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12))
HOSTILE = {
    "aliases that explode": (SOUND + "  hint: &a0 [lol]\n" + BOMB, "'hint'"),
    "aliases that explode in a list": ("- trial-0\n- &a0 [x]\n" + BOMB.replace("  h", "- h"), "1"),
    "aliases that explode in a quantity": (
        f"{SOUND}  numbers: {{a: &a0 [table1]}}\n{BOMB}".replace("  h11:", "  method:"),
        "trial-0",
    ),
    "aliases that explode alone": (f"a0: &a0 [x]\n{BOMB.replace('  h', 'h')}", "a list of items"),
    "aliases that explode in a field's name": (
        f"- a0: &a0 [x]\n{BOMB}  ? *a11\n  : x\n",
        "a field that is no word",
    ),
    "aliases that explode in an id": (f"- id: &a0 [x]\n{BOMB}  h11: x\n", "'h11': stands twice"),
    "aliases in a long chain": (
        SOUND
        + "  hint: &a0 [x]\n"
        + "".join(f"  h{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 20_000)),
        "'hint'",
    ),
    "a list in itself": ("- &a [*a]", "line 1"),
    "an item in itself": ("- &a\n  id: trial-0\n  prompt: *a", "line 3"),
    "lists in lists without end": (f"{SOUND}  method: {DEEP}", "line 12"),
    "a tag that makes an object": ("- !!python/object/apply:os.getcwd []", "line 1"),
    "a tag of its own": ("- id: trial-0\n  title: !mine x", "line 2"),
    "a number in sixties": (SOUND.replace("minutes: 5", "minutes: 1:30"), "'1:30'"),
    "a number in eights": (SOUND.replace("minutes: 5", "minutes: 012"), "'012'"),
    "a number that is none": (SOUND.replace("minutes: 5", "minutes: .nan"), "'.nan'"),
    "a number without bounds": (SOUND.replace("minutes: 5", "minutes: 1.0e+999"), "inf"),
    "a number too long": (SOUND.replace("minutes: 5", "minutes: " + "9" * 5_000), "'999"),
    "a quantity that is infinite": (f"{SOUND}  numbers: {{a: [model, mix, .inf]}}", "numbers.a"),
    "a field that is a list": (f"{SOUND}  ? [a]\n  : b", "line"),
    "a merged field": (f"{SOUND}  <<: {{mode: pair}}", "'<<'"),
    "a field twice": (f"{SOUND}  title: Two", "title"),
    "two documents": (f"{SOUND}---\n{SOUND}", "document"),
    "control characters": ("- \x01", "#x0001"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_in_one_sentence(desk, name):
    text, told = HOSTILE[name]
    (desk / "trial.yml").write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        load_questions(desk / "trial.yml", desk)
    said = str(caught.value)
    assert said.startswith("trial.yml")
    assert told in said
    assert "expected" in said
    assert "\n" not in said
    assert len(said) < 500


def test_what_merely_looks_like_a_date_or_repeats_itself_is_read(desk):
    (desk / "trial.yml").write_text(f"{SOUND}".replace("Trial", "2016-07-08"), "utf-8")
    assert load_questions(desk / "trial.yml", desk)[0].title == "2016-07-08"
    (desk / "trial.yml").write_text(f"{SOUND}".replace("Trial", "&a Same").replace("Why?", "*a"))
    assert load_questions(desk / "trial.yml", desk)[0].prompt == "Same"


REFUSED = {
    "role": ("x", "field 'role': 'x'; expected one of 'self-check', 'assignment'"),
    "type": ("x", "field 'type': 'x'; expected one of 'short', 'essay', 'code'"),
    "mode": ("twos", "field 'mode': 'twos'; expected one of 'alone', 'pair', 'group', 'plenary'"),
    "minutes": (0, "field 'minutes': 0; expected a whole number from 1 to 240"),
    "title": (1986, "field 'title': 1986; expected some text (in quotes, if it is a number or"),
    "prompt": ("<<no>>", "field 'prompt': '<<no>>'; expected a name that stands under 'numbers'"),
    "python": (None, "field 'python': missing; expected true or false"),
    "numbers": ({"a": [{}]}, "field 'numbers.a': [{}]; expected a list that begins with one of"),
    "pairs": ([], "field 'pairs': []; expected only the fields numbers, id, title, role, type"),
}


@pytest.mark.parametrize("field", REFUSED)
def test_a_refusal_says_file_id_field_value_and_what_was_expected(desk, field):
    value, told = REFUSED[field]
    with pytest.raises(DataError) as caught:
        load_questions(dump(desk, [{**ITEM, field: value}]), desk)
    assert str(caught.value).startswith(f"trial.yml, id 'trial-0', {told}")


def test_a_refusal_counts_things_in_a_list_from_one(desk, tmp_path):
    bank = load_questions(dump(desk, [ITEM]), desk)
    key = copy.deepcopy(entry("trial-0"))
    key["rubric"][1]["criterion"] = 7
    refused(lambda: load_answers(dump(tmp_path, [key]), bank), "'rubric[2].criterion': 7")


def test_a_file_that_is_no_list_or_no_yaml_is_refused(desk):
    for text in ("", "id: trial-0", "- id: [", "- trial-0"):
        (desk / "trial.yml").write_text(text, "utf-8")
        refused(lambda: load_questions(desk / "trial.yml", desk))


@pytest.mark.slow
@given(items(), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_fault_in_a_key_is_refused_with_its_id(desk, tmp_path, raw, data):
    bank = load_questions(dump(desk, raw), desk)
    key = [entry(question.id) for question in bank if question.role == "assignment"]
    assert len(load_answers(dump(tmp_path, key), bank)) == len(key)
    number = data.draw(st.integers(0, len(key) - 1))
    name = key[number]["id"]
    path = data.draw(st.sampled_from([p for p in places(key[number]) if p and p != ("id",)]))
    wrong = copy.deepcopy(key)
    at(wrong[number], path[:-1])[path[-1]] = data.draw(st.sampled_from([None, [], "", {"x": 1}]))
    refused(lambda: load_answers(dump(tmp_path, wrong), bank), name)
    fewer = load_answers(dump(tmp_path, [k for k in key if k["id"] != name]), bank)
    assert unanswered(fewer, bank) == [name]
    refused(lambda: load_answers(dump(tmp_path, [*key, key[number]]), bank), name)
    refused(lambda: load_answers(dump(tmp_path, [*key, entry("trial-0")]), bank), "trial-0")


def sample(*points):
    return {"text": "So.", "marks": [{"points": n, "why": "It says so."} for n in points]}


def samples(weak=(0, 1), strong=(2, 2)):
    return {"weak": sample(*weak), "strong": sample(*strong), "difference": "Much."}


@pytest.mark.parametrize("signature", [True, False])
def test_a_key_has_samples_where_the_item_says_so_and_may_have_more(desk, tmp_path, signature):
    bank = load_questions(dump(desk, [{**ITEM, "signature": signature}]), desk)
    without = entry("trial-0")
    assert len(load_answers(dump(tmp_path, [{**without, "samples": samples()}]), bank)) == 1
    if signature:
        refused(lambda: load_answers(dump(tmp_path, [without]), bank), "samples", "signature")
    else:
        assert len(load_answers(dump(tmp_path, [without]), bank)) == 1


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (samples(weak=(0,)), "weak.marks"),
        (samples(strong=(3, 2)), "at most [2, 2]"),
        (samples(weak=(2, 2), strong=(1, 1)), "fewer points"),
        ({**samples(), "weak": {"text": "So."}}, "weak.marks"),
        ({**samples(), "weak": "So."}, "samples.weak"),
    ],
)
def test_a_sample_gets_points_by_every_criterion_and_says_why(desk, tmp_path, faulty, told):
    bank = load_questions(dump(desk, [ITEM]), desk)
    key = {**entry("trial-0"), "samples": faulty}
    refused(lambda: load_answers(dump(tmp_path, [key]), bank), "trial-0", told)


def test_half_of_the_essays_have_marked_samples():
    essays = {question.id for question in BANK if question.type == "essay"}
    shown = {answer.id for answer in load_answers(ROOT / "instructor") if answer.samples}
    assert len(essays & shown) >= len(essays) / 2


def test_the_points_of_a_rubric_leave_no_gap():
    for answer in load_answers(ROOT / "instructor"):
        for criterion in answer.rubric:
            ends = [list(map(int, band.split("–"))) for band in criterion.bands()]
            points = [n for band in ends for n in range(band[0], band[-1] - 1, -1)]
            assert points == list(range(criterion.levels[0].points, -1, -1)), answer.id


def test_an_assignment_of_several_says_what_each_hands_in(pages):
    for question in BANK:
        together = question.mode in ("pair", "group")
        assert bool(question.individual) == together, question.id
        if together:
            item = pages[f"chapters/{question.chapter}.html"].find(id=question.id)
            assert "Each alone, to hand in." in item.get_text(), question.id


def test_who_is_to_choose_one_of_the_criteria_is_told_them_all():
    short = "; ".join(load_criteria(load_case("baltic"))["short"])
    asked = [q for q in BANK if re.search(r"(one|which) of the \w+ criteria", q.prompt)]
    assert len(asked) >= 2
    assert all(short in question.prompt for question in asked)


# Built


@pytest.mark.slow
@given(items("index"))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=3
)
def test_any_valid_bank_builds(tmp_path, raw):
    folder = book_of(tmp_path / "book", raw)
    result = build(folder)
    assert result.returncode == 0, result.stderr
    html = (folder / "_build/html/index.html").read_text("utf-8")
    for item in raw:
        assert html.count(f'id="{item["id"]}"') == 1
    assert "Assignment 3" in html


@pytest.fixture
def book(tmp_path):
    raw = yaml.safe_load((QUESTIONS / "puzzle.yml").read_text("utf-8"))
    raw = [item for item in raw if item["role"] == "assignment"]
    for number, item in enumerate(raw, start=8):
        item |= {"id": f"index-{number}", "signature": True}
    folder = book_of(tmp_path / "book", raw)
    key = tmp_path / "key"
    key.mkdir()
    return folder, key, [{**entry(item["id"]), "samples": samples()} for item in raw]


@pytest.mark.slow
def test_the_instructor_edition_answers_and_the_public_one_keeps_silent(book):
    folder, key, answers = book
    marks = []
    for number, answer in enumerate(answers):
        for field in ("answer", "marking"):
            marks.append(f"mark{number}{field}")
            answer[field] = f"{marks[-1]} {{claim}}`A1`"
        marks.append(f"printed{number}".upper())
        answer["code"] = f"print('printed{number}'.upper())"
        marks.append(f"sample{number}")
        answer["samples"] = samples()
        answer["samples"]["weak"]["text"] = marks[-1]
    dump(key, answers, "index.yml")
    assert build(folder).returncode == 0
    result = build(folder, key)
    assert result.returncode == 0, result.stderr
    told = (folder / "_build/instructor/html/index.html").read_text("utf-8")
    assert [mark for mark in marks if mark not in told] == []
    assert "not for publication" in told
    public = b"".join(p.read_bytes() for p in (folder / "_build/html").rglob("*") if p.is_file())
    assert b"index-8" in public
    assert [mark for mark in marks if mark.encode() in public] == []


@pytest.mark.slow
def test_a_key_that_is_not_there_or_broken_leaves_the_edition_as_it_was(book, tmp_path):
    folder, key, answers = book
    dump(key, answers, "index.yml")
    assert build(folder, key).returncode == 0
    page = folder / "_build/instructor/html/index.html"
    before = page.read_bytes()
    missing = build(folder, tmp_path / "nowhere")
    assert missing.returncode == 1
    assert "nowhere: no key there" in missing.stderr
    del answers[0]["rubric"]
    dump(key, answers, "index.yml")
    broken = build(folder, key)
    assert broken.returncode == 1
    assert f"id '{answers[0]['id']}', field 'rubric'" in broken.stderr
    assert page.read_bytes() == before


BROKEN = [
    {"assert 1 == 2, 'not so'": "not so", "x = 1": ": prints nothing"},
    {
        "x = 1\nassert x == 2\nprint(x)": ", line 2, 'assert x == 2': AssertionError",
        "import no_such_module": "No module named 'no_such_module'",
    },
]


@pytest.mark.slow
@pytest.mark.parametrize("codes", BROKEN)
def test_an_answer_whose_code_fails_fails_the_build_with_its_id_and_line(book, codes):
    folder, key, answers = book
    for answer, code in zip(answers, codes, strict=True):
        answer["code"] = code
    dump(key, answers, "index.yml")
    result = build(folder, key)
    assert result.returncode == 1
    for answer, told in zip(answers, codes.values(), strict=True):
        place = f"index.yml, id '{answer['id']}', field 'code'"
        assert any(place in line and told in line for line in result.stderr.splitlines()), told


@pytest.mark.slow
def test_a_change_in_the_bank_reaches_the_page(book):
    folder, _, _ = book
    assert build(folder).returncode == 0
    path = folder / "bank/questions/index.yml"
    path.write_text(path.read_text("utf-8").replace("Take these four moves", "Take four moves"))
    assert build(folder).returncode == 0
    assert "Take four moves" in (folder / "_build/html/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_change_in_what_computes_a_number_reaches_the_page(tmp_path):
    item = next(item for item in every_type() if item["type"] == "numeric")
    folder = book_of(tmp_path / "book", [item], see="Words.")
    found = []
    for change in ("", "\n\ndef table1(*_):\n    return 4711.0\n"):
        with (folder / "bank/quantities.py").open("a", encoding="utf-8") as file:
            file.write(change)
        result = build(folder)
        assert result.returncode == 0, result.stderr
        page = (folder / "_build/html/index.html").read_text("utf-8")
        found.append('data-right="4711.0"' in page)
    assert found == [False, True]


@pytest.mark.slow
def test_a_faulty_item_is_told_in_one_line_before_anything_is_built(book):
    folder, _, _ = book
    path = folder / "bank/questions/index.yml"
    path.write_text(path.read_text("utf-8").replace("bloom: ", "bloom: very-", 1))
    result = build(folder)
    assert result.returncode == 1
    assert result.stderr.startswith("index.yml, id 'index-8', field 'bloom': 'very-")
    assert "expected one of 'remember'" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (folder / "_build").exists()


@pytest.mark.slow
def test_an_unknown_item_fails_the_build(book):
    folder, _, _ = book
    with (folder / "index.md").open("a") as page:
        page.write("\n```{self-check} index-8\n```\n")
    result = build(folder)
    assert result.returncode == 1
    assert "index.yml has no self-check 'index-8'" in result.stderr


SNIPPET = re.compile(r"(?m)^  (?:starter|code): \|\n((?:    .*\n|\n)+)")


@pytest.mark.parametrize("code", SNIPPET.findall((ROOT / "bank/questions/README.md").read_text()))
def test_the_python_of_the_formats_examples_runs(code):
    exec(compile(textwrap.dedent(code), "README.md", "exec"), {})
