"""What the question bank promises: it is whole, faults are refused by name, answers stay apart."""

import copy
import re
import textwrap
from collections import Counter
from functools import partial, reduce
from operator import getitem

import pytest
import yaml
from editions import whole_entry
from reader import ROOT
from small import book_of, build, dump, entry, every_type

from bank import load
from bank.__main__ import main
from bank.load import load_answers, load_questions, objectives, unanswered
from bank.types import TYPES
from bank.types.self_check.order import Order
from secdilemma.case import load_case
from secdilemma.checks import DataError
from secdilemma.data import load_criteria

BANK = tuple(load.bank().values())
CHAPTERS = sorted({question.chapter for question in BANK})
GOALS = ("say what may follow", "name two reasons; or three")
CHAPTER = "# Trial\n\n```{lesson} Why?\n:minutes: 5\n- " + ";\n- ".join(GOALS) + ".\n```\n"

# The bank of the book


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_assesses_its_objectives_by_three_self_checks_and_an_assignment(chapter):
    items = [question for question in BANK if question.chapter == chapter]
    assessed = {question.objective for question in items}
    assert assessed == set(objectives(ROOT / "chapters" / f"{chapter}.md"))
    roles = Counter(question.role for question in items)
    assert roles["self-check"] >= 3
    assert roles["assignment"] >= 1


def test_every_item_stands_once_in_its_chapter_before_the_sources(pages):
    times = Counter(one["id"] for page in pages.values() for one in page.find_all(id=True))
    numbers = []
    for question in BANK:
        item = pages[f"chapters/{question.chapter}.html"].find(id=question.id)
        assert item, question.id
        assert times[question.id] == 1
        assert any(p.get_text().startswith("Sources.") for p in item.find_all_next("p"))
        together = question.mode in ("pair", "group")
        assert bool(getattr(question, "individual", "")) == together, question.id
        if question.role == "assignment":
            words = item.select_one(".assignment-title .caption-number").get_text().split()
            assert words[0] == "Assignment"
            numbers.append(int(words[1]))
            text = item.get_text().replace("’", "'")
            for fact in (f"{question.minutes} minutes", question.bloom, question.objective):
                assert fact in text, question.id
            assert ("Each alone, to hand in." in text) == together, question.id
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_the_shipped_key_answers_all_marks_half_of_the_essays_and_leaves_no_gap():
    key = load_answers(ROOT / "instructor")
    assert {a.id for a in key} == {q.id for q in BANK if q.role == "assignment"}
    essays = {question.id for question in BANK if question.type == "essay"}
    assert len(essays & {a.id for a in key if a.samples}) >= len(essays) / 2
    for criterion in (criterion for answer in key for criterion in answer.rubric):
        ends = [list(map(int, band.split("–"))) for band in criterion.bands()]
        points = [n for band in ends for n in range(band[0], band[-1] - 1, -1)]
        assert points == list(range(criterion.levels[0].points, -1, -1))


def test_the_files_can_be_checked_from_a_shell(capsys):
    assert main([str(ROOT / "instructor")]) == 0
    assert f"{len(BANK)} questions" in capsys.readouterr().out


# Any bank: one item of each type, and what may go wrong with it

RAW = [
    {**item, "id": item["id"].replace("index", "trial"), "objective": GOALS[0]}
    for item in every_type()
]
PLAIN = {
    **{"id": "trial-0", "title": "Trial", "role": "assignment", "type": "essay"},
    **{"objective": GOALS[0], "bloom": "apply", "minutes": 5, "mode": "alone"},
    **{"python": False, "status": "draft", "prompt": "Why?"},
}


def of_type(kind):
    return copy.deepcopy(next(item for item in RAW if item["type"] == kind))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    (folder / "trial.md").write_text(CHAPTER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def check(desk):
    """Load items as a file of the bank."""
    return lambda *raw: load_questions(dump(desk, list(raw)), desk)


def places(raw, path=()):
    """List every place in an item, by the keys and numbers that lead to it."""
    yield path
    inner = raw.items() if isinstance(raw, dict) else enumerate(raw) if type(raw) is list else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def spoiled(raw, path, *wrong):
    """Copy an item with another value at a place, or without it."""
    raw = copy.deepcopy(raw)
    inner = reduce(getitem, path[:-1], raw)
    if wrong:
        inner[path[-1]] = wrong[0]
    else:
        del inner[path[-1]]
    return raw


def refused(load, *names):
    with pytest.raises(DataError) as caught:
        load()
    for name in ("trial.yml", *names):
        assert str(name) in str(caught.value)
    assert "expected" in str(caught.value)
    return str(caught.value)


OPTIONAL = {"numbers", "unit", "decoys", "starter", "right"}
BOMB = reduce(lambda inner, _: [inner] * 9, range(12), ["x"])  # written as aliases
WRONG = (None, [], "", {"x": 1}, BOMB, "2016-07-08x <<nothing>>")


def test_every_type_has_its_example_here():
    known = {(role, kind) for role, kinds in TYPES.items() for kind in kinds}
    assert known == {(item["role"], item["type"]) for item in RAW}


def test_items_are_loaded_as_they_are_written(check):
    for question, item in zip(check(*RAW), RAW, strict=True):
        fields = ("id", "title", "objective", "bloom", "minutes", "mode", "python", "prompt")
        assert {name: getattr(question, name) for name in fields} == {n: item[n] for n in fields}
        if isinstance(question, Order):
            shown = question.shown_steps()
            assert sorted(shown) == list(range(len(question.steps)))
            assert shown != sorted(shown)


@pytest.mark.parametrize("raw", RAW, ids=[f"{item['role']} {item['type']}" for item in RAW])
def test_what_is_wrong_missing_or_too_much_anywhere_is_refused_with_id_and_field(check, raw):
    for path in [p for p in places(raw) if p and p != ("id",)]:
        named = [key for key in path if isinstance(key, str)]
        field = "numbers" if path[0] == "numbers" else named[-1]
        faults = [(spoiled(raw, path, wrong), field) for wrong in WRONG]
        if path[-1] == field and field not in OPTIONAL:
            faults.append((spoiled(raw, path), field))
            faults.append((spoiled({**raw, "hint": 0}, ("hint",), BOMB), "hint"))
        for item, field in faults:
            refused(partial(check, item), raw["id"], field)


@pytest.mark.parametrize("field", ["explanation", "options", "pairs", "steps", "value", "accept"])
def test_an_assignment_can_hold_no_answer(check, field):
    refused(lambda: check({**of_type("code"), field: "An answer."}), "trial-7", field)


def first(item, field, other=None, **more):
    item[field][0] |= more or {other: item[field][1][other]}


DISAGREEMENTS = {
    "two right choices": ("choice", lambda i: [o.update(right=True) for o in i["options"]]),
    "no right choice": ("multiple", lambda i: [o.update(right=False) for o in i["options"]]),
    "all right": ("multiple", lambda i: [o.update(right=True) for o in i["options"]]),
    "an option twice": ("choice", lambda i: first(i, "options", "text")),
    "a step twice": ("order", lambda i: first(i, "steps", "text")),
    "a decoy that fits": ("match", lambda i: i.update(decoys=[i["pairs"][0]["right"]])),
    "a mistake that is right": ("numeric", lambda i: first(i, "mistakes", value=i["value"])),
    "a wording right and wrong": (
        "short",
        lambda i: first(i, "mistakes", accept=["the " + i["accept"][0].upper()]),
    ),
    "a self-check in groups": ("order", lambda i: i.update(mode="group")),
    "a self-check in Python": ("order", lambda i: i.update(python=True)),
    "a pair without a part for each": ("essay", lambda i: i.update(mode="pair")),
    "a part for each of one": ("essay", lambda i: i.update(mode="alone", individual="Think.")),
    "material that is nowhere": ("essay", lambda i: i.update(material=["ZZ9"])),
    "code without Python": ("code", lambda i: i.update(python=False)),
    "code that is none": ("code", lambda i: i.update(starter="x = = 1")),
    "a link beside a control": ("choice", lambda i: first(i, "options", text="See {claim}`A1`")),
    "an objective of another chapter": ("essay", lambda i: i.update(objective="do more")),
    "a claim that nobody makes": ("essay", lambda i: i.update(prompt="Weigh {claim}`A1 ZZ9`.")),
    "a work that is not listed": (
        "essay",
        lambda i: i.update(prompt="Read {cite:t}`herz1950,nobody1999`."),
    ),
    "a number that does not exist": (
        "numeric",
        lambda i: i["numbers"].update(big=["ratio", 2014, "horses"]),
    ),
    "an id of another chapter": ("essay", lambda i: i.update(id="other-0")),
}


@pytest.mark.parametrize("fault", DISAGREEMENTS)
def test_fields_that_disagree_are_refused_with_their_id(check, fault):
    kind, spoil = DISAGREEMENTS[fault]
    item = of_type(kind)
    check(item)
    spoil(item)
    refused(lambda: check(item), item["id"])


def test_an_id_stands_once(check):
    refused(lambda: check(*RAW, RAW[0]), RAW[0]["id"], "has not used")


SOUND = yaml.safe_dump([PLAIN], sort_keys=False)
DEEP = "[" * 100_000 + "]" * 100_000
ALIASES = "".join(f"  h{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12))
HOSTILE = {
    "nothing": ("", "a list of items"),
    "fields": ("id: trial-0", "a list of items"),
    "a list without end": ("- id: [", "line"),
    "words": ("- trial-0", "'trial-0'"),
    "aliases that explode alone": (
        f"a0: &a0 [x]\n{ALIASES.replace('  h', 'h')}",
        "a list of items",
    ),
    "aliases that explode in a field's name": (
        f"- a0: &a0 [x]\n{ALIASES}  ? *a11\n  : x\n",
        "a field that is no word",
    ),
    "aliases that explode in an id": (f"- id: &a0 [x]\n{ALIASES}  h11: x\n", "'h11': stands twice"),
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
    "a field twice": (f"{SOUND}  title: Two", "id 'trial-0', field 'title'"),
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
    "type": ("x", "field 'type': 'x'; expected one of 'code', 'essay', 'short'"),
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
        load_questions(dump(desk, [{**PLAIN, field: value}]), desk)
    assert str(caught.value).startswith(f"trial.yml, id 'trial-0', {told}")


def test_a_refusal_counts_things_in_a_list_from_one(check, tmp_path):
    key = spoiled(entry("trial-0"), ("rubric", 1, "criterion"), 7)
    raw = dump(tmp_path, [key])
    refused(lambda: load_answers(raw, check(PLAIN)), "'rubric[2].criterion': 7")


def test_a_fault_in_a_key_is_refused_with_its_id(check, tmp_path):
    bank = check(*RAW)
    key = [entry(question.id) for question in bank if question.role == "assignment"]

    def load(*raw):
        return load_answers(dump(tmp_path, list(raw)), bank)

    assert len(load(*key)) == len(key)
    one, *others = key
    for path in [p for p in places(one) if p and p != ("id",)]:
        for wrong in WRONG[:-1]:
            refused(partial(load, spoiled(one, path, wrong), *others), one["id"])
    assert unanswered(load(*others), bank) == [one["id"]]
    refused(lambda: load(*key, one), one["id"])
    refused(lambda: load(*key, entry("trial-0")), "trial-0")


@pytest.mark.parametrize("signature", [True, False])
def test_a_key_has_samples_where_the_item_says_so_and_may_have_more(desk, tmp_path, signature):
    bank = load_questions(dump(desk, [{**PLAIN, "signature": signature}]), desk)
    assert len(load_answers(dump(tmp_path, [whole_entry("trial-0")]), bank)) == 1
    without = partial(load_answers, dump(tmp_path, [entry("trial-0")]), bank)
    if signature:
        refused(without, "samples", "signature")
    else:
        assert len(without()) == 1


SAMPLES = whole_entry("trial-0")["samples"]


@pytest.mark.parametrize(
    ("path", "wrong", "told"),
    [
        (("weak", "marks", 0), (), "weak.marks"),
        (("weak", "marks"), (), "weak.marks"),
        (("weak",), ("So.",), "samples.weak"),
        (("strong", "marks", 0, "points"), (3,), "at most [2, 2]"),
        (("strong",), (SAMPLES["weak"],), "fewer points"),
    ],
)
def test_a_sample_gets_points_by_every_criterion_and_says_why(check, tmp_path, path, wrong, told):
    key = {**entry("trial-0"), "samples": spoiled(SAMPLES, path, *wrong)}
    refused(partial(load_answers, dump(tmp_path, [key]), check(PLAIN)), "trial-0", told)


def test_who_is_to_choose_one_of_the_criteria_is_told_them_all():
    short = "; ".join(load_criteria(load_case("baltic"))["short"])
    asked = [q for q in BANK if re.search(r"(one|which) of the \w+ criteria", q.prompt)]
    assert len(asked) >= 2
    assert all(short in question.prompt for question in asked)


# Built


@pytest.fixture
def book(tmp_path):
    raw = [{**i, "signature": True} for i in every_type() if i["role"] == "assignment"]
    folder, key = book_of(tmp_path / "book", raw), tmp_path / "key"
    key.mkdir()
    return folder, key, [whole_entry(item["id"]) for item in raw]


@pytest.mark.slow
def test_a_broken_key_leaves_the_edition_as_it_was(book):
    folder, key, answers = book
    dump(key, answers, "index.yml")
    assert build(folder, key).returncode == 0
    page = folder / "_build/instructor/html/index.html"
    before = page.read_bytes()
    del answers[0]["rubric"]
    dump(key, answers, "index.yml")
    broken = build(folder, key)
    assert broken.returncode == 1
    assert f"id '{answers[0]['id']}', field 'rubric'" in broken.stderr
    assert page.read_bytes() == before


BROKEN = {
    "assert 1 == 2, 'not so'": "not so",
    "x = 1": ": prints nothing",
    "x = 1\nassert x == 2\nprint(x)": ", line 2, 'assert x == 2': AssertionError",
    "import no_such_module": "No module named 'no_such_module'",
}


@pytest.mark.slow
def test_an_answer_whose_code_fails_fails_the_build_with_its_id_and_line(tmp_path):
    raw = [{**of_type("essay"), "id": f"index-{8 + n}"} for n in range(len(BROKEN))]
    folder = book_of(tmp_path / "book", [{**item, "objective": "know"} for item in raw])
    (tmp_path / "key").mkdir()
    key = [{**entry(i["id"]), "code": code} for i, code in zip(raw, BROKEN, strict=True)]
    dump(tmp_path / "key", key, "index.yml")
    result = build(folder, tmp_path / "key")
    assert result.returncode == 1
    for item, told in zip(raw, BROKEN.values(), strict=True):
        place = f"index.yml, id '{item['id']}', field 'code'"
        assert any(place in line and told in line for line in result.stderr.splitlines()), told


@pytest.mark.slow
def test_a_faulty_and_an_unknown_item_are_told_in_one_line(book):
    folder, _, _ = book
    path, page = folder / "bank/questions/index.yml", folder / "index.md"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("bloom: ", "bloom: very-", 1))
    result = build(folder)
    assert result.returncode == 1
    assert result.stderr.startswith("index.yml, id 'index-6', field 'bloom': 'very-")
    assert "expected one of 'remember'" in result.stderr
    assert result.stderr.count("\n") == 1
    assert list((folder / "_build").iterdir()) == [], "before anything is built"
    path.write_text(sound)
    page.write_text(page.read_text() + "\n```{self-check} index-8\n```\n")
    result = build(folder)
    assert result.returncode == 1
    assert "index.yml has no self-check 'index-8'" in result.stderr


SNIPPET = re.compile(r"(?m)^  (?:starter|code): \|\n((?:    .*\n|\n)+)")


@pytest.mark.parametrize("code", SNIPPET.findall((ROOT / "bank/questions/README.md").read_text()))
def test_the_python_of_the_formats_examples_runs(code):
    exec(compile(textwrap.dedent(code), "README.md", "exec"), {})
