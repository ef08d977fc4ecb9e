"""The logic of the article: eight worlds, closed lists of words, uncertainties, the chain."""

import re
from dataclasses import astuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import secdilemma
from secdilemma import theory
from secdilemma.theory import Basis, Dilemma, Intent, Outcome, Policy, Scenario, judge, worlds

PARADOX = "risk of security paradox"
APPEASEMENT = "risk of appeasement and coercion"
DETERS = "deterrence fits"
REASSURES = "reassurance fits"

EIGHT_WORLDS = [
    # actual, reading, policy, scenario, outcome, explaining dilemma, stated by
    ("defensive", "defensive", "deterrence", "fatalist", PARADOX, "response", "article"),
    ("offensive", "defensive", "deterrence", "fatalist", DETERS, None, "inferred"),
    ("defensive", "offensive", "deterrence", "realist", PARADOX, "interpretation", "article"),
    ("offensive", "offensive", "deterrence", "realist", DETERS, None, "inferred"),
    ("defensive", "defensive", "reassurance", "liberal", REASSURES, None, "inferred"),
    ("offensive", "defensive", "reassurance", "liberal", APPEASEMENT, "interpretation", "article"),
    ("defensive", "offensive", "reassurance", "constructivist", REASSURES, None, "inferred"),
    ("offensive", "offensive", "reassurance", "constructivist", APPEASEMENT, "response", "article"),
]

LISTS = [Intent, Policy, Scenario, Dilemma, Outcome, Basis]


def test_the_eight_worlds_are_judged_as_the_article_has_them_and_in_its_order():
    assert secdilemma.judge is judge
    assert list(map(astuple, worlds())) == EIGHT_WORLDS
    for row in EIGHT_WORLDS:
        actual, reading, policy = row[:3]
        assert astuple(judge(actual, reading, policy)) == row
        assert judge(Intent(actual), Intent(reading), Policy(policy)) == judge(*row[:3])


def test_each_scenario_fails_in_one_world_where_its_policy_misses_the_actual_intent():
    failing = [world for world in worlds() if world.outcome.fails]
    assert list(theory.FAILING.items()) == [(world.scenario, world) for world in failing]
    assert list(theory.FAILING) == list(Scenario)
    assert {world for world in worlds() if world.outcome.startswith("risk")} == set(failing)


@pytest.mark.parametrize("words", LISTS)
def test_plain_names_are_accepted_and_equal_the_members(words):
    for member in words:
        assert words(member.value) is member
        assert member == member.value == str(member) == member.lower()


ASKED = [
    *[(words, words) for words in LISTS],
    (Intent, lambda word: judge(word, "defensive", "deterrence")),
    (Intent, lambda word: judge("defensive", word, "deterrence")),
    (Policy, lambda word: judge("defensive", "defensive", word)),
]


@pytest.mark.parametrize(("words", "call"), ASKED)
@given(word=st.text() | st.none() | st.integers() | st.sampled_from(["Defensive", "defensive "]))
@example(word=Policy.DETERRENCE)  # one list does not stand in for another
@example(word=Intent.OFFENSIVE)
def test_any_other_word_is_refused_with_every_allowed_word(words, call, word):
    if word in list(words):
        return
    allowed = ", ".join(repr(member.value) for member in words)
    message = f"{word!r} is not a known {words.__name__.lower()}; allowed: {allowed}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call(word)


def test_three_uncertainties_of_which_the_third_reinforces_the_others():
    assert [(u.name, u.reinforces) for u in theory.UNCERTAINTIES] == [
        ("other minds problem", False),
        ("ambiguity of weapons", False),
        ("future uncertainty", True),
    ]


def test_sensibility_breaks_the_chain_wherever_somebody_reads_somebody_else():
    reads = ("suspects", "reads", "picture of")
    for link in theory.PARADOX_CHAIN:
        assert link.breaks == any(words in link.text for words in reads)


def test_in_the_chain_each_side_reads_and_then_arms_and_in_the_end_both_are_less_secure():
    steps = ["A suspects", "A arms", "B reads", "B arms", "A’s picture of B seems confirmed"]
    *links, last = (link.text for link in theory.PARADOX_CHAIN)
    assert [link[: len(step)] for link, step in zip(links, steps, strict=True)] == steps
    assert last == "Both are less secure than before"
