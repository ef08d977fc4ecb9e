"""Who knows nothing but how tests are made gets no further in the bank than blind chance."""

import random
from collections import Counter

import pytest

from bank import load, wise
from bank.load import QUESTIONS
from bank.plain_yaml import read_list
from bank.types.self_check.choice import SEED, Choice

BANK = [question for question in load.bank().values() if isinstance(question, Choice)]
BLIND, SCORES = wise.scores(BANK)


def test_no_strategy_comes_far_above_chance():
    name, best = next(iter(SCORES.items()))
    assert best <= BLIND + wise.ROOM, name


def test_position_length_number_and_absolutes_are_tried_alone_and_together():
    alone = {"the third", "the longest", "the shortest", "without absolutes", "half of them"}
    assert alone <= SCORES.keys()
    assert "half of them: without absolutes, then the longest" in SCORES


@pytest.mark.parametrize("cue", ["the third", "the longest", "without absolutes"])
def test_a_bank_that_can_be_seen_through_is_found_out(cue):
    order = {
        "the third": lambda options: [*options[1:3], options[0], *options[3:]],
        "the longest": lambda options: [o.model_copy(update={"text": "x"}) for o in options],
        "without absolutes": lambda options: options,
    }
    spoiled = []
    for question in (question for question in BANK if not question.several):
        right, *wrong = sorted(question.options, key=lambda option: not option.right)
        options = order[cue]([right, *wrong])
        if cue == "the longest":
            options[0] = right.model_copy(update={"text": "much longer"})
        if cue == "without absolutes":
            options = [
                option.model_copy(update={"text": "so" if option.right else "always"})
                for option in options
            ]
        spoiled.append(question.model_copy(update={"options": tuple(options)}))
    blind, found = wise.scores(spoiled)
    assert found[cue] == pytest.approx(1)
    assert found[cue] > blind + wise.ROOM


def test_marks_are_those_of_learning_systems():
    question = next(question for question in BANK if question.several)
    right = [n for n, option in enumerate(question.options) if option.right]
    wrong = [n for n, option in enumerate(question.options) if not option.right]
    assert wise.marks(question, right) == pytest.approx(1)
    assert wise.marks(question, right[:1]) == pytest.approx(1 / len(right))
    assert wise.marks(question, wrong) == 0
    assert wise.marks(question, [*right, *wrong]) == pytest.approx(0)


def test_options_stand_in_an_order_that_the_id_alone_decides():
    moved = 0
    shown = {question.id: [option.text for option in question.options] for question in BANK}
    for path in QUESTIONS.glob("*.yml"):
        for raw in read_list(path):
            if "options" in raw:
                written = [option["text"] for option in raw["options"]]
                expected = list(written)
                random.Random(f"{SEED} {raw['id']}").shuffle(expected)
                assert shown[raw["id"]] == expected
                moved += expected != written
    assert moved > len(BANK) / 2


def test_how_many_are_right_does_not_follow_from_how_many_there_are():
    numbers = Counter(
        (len(question.options), sum(option.right for option in question.options))
        for question in BANK
        if question.several
    )
    for size in {options for options, _ in numbers}:
        some = {right: n for (options, right), n in numbers.items() if options == size}
        assert sum(some.values()) < 3 or len(some) > 1, size
