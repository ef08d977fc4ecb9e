"""The logic of the article: eight worlds, closed lists of words, profiles."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

import secdilemma
from secdilemma import judge
from secdilemma.theory import (
    FAILING,
    UNCERTAINTIES,
    Basis,
    Dilemma,
    Intent,
    Outcome,
    Policy,
    Scenario,
    worlds,
)

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

intents = st.sampled_from(["defensive", "offensive"])
policies = st.sampled_from(["deterrence", "reassurance"])


def as_row(world):
    return (
        world.actual,
        world.reading,
        world.policy,
        world.scenario,
        world.outcome,
        world.dilemma,
        world.basis,
    )


@pytest.mark.parametrize("row", EIGHT_WORLDS, ids=lambda row: "-".join(row[:3]))
def test_each_world_is_judged_as_the_article_has_it(row):
    assert as_row(judge(*row[:3])) == row


def test_there_are_eight_worlds_in_the_articles_order():
    assert [as_row(world) for world in worlds()] == EIGHT_WORLDS


@pytest.mark.parametrize("scenario", Scenario)
def test_each_scenario_fails_in_exactly_one_world(scenario):
    assert [w.outcome.fails for w in worlds() if w.scenario is scenario].count(True) == 1


@given(intents, intents, intents, policies)
def test_outcome_depends_only_on_actual_intent_and_policy(actual, reading, other, policy):
    assert judge(actual, reading, policy).outcome is judge(actual, other, policy).outcome


@given(intents, intents, intents, policies)
def test_scenario_depends_only_on_reading_and_policy(actual, other, reading, policy):
    assert judge(actual, reading, policy).scenario is judge(other, reading, policy).scenario


@given(intents, intents, policies)
def test_the_explaining_dilemma_depends_only_on_whether_the_reading_was_right(
    actual, reading, policy
):
    world = judge(actual, reading, policy)
    if world.outcome.fails:
        assert world.dilemma == ("response" if actual == reading else "interpretation")
    else:
        assert world.dilemma is None


@given(intents, intents, policies)
def test_a_policy_fails_exactly_when_it_misses_the_actual_intent(actual, reading, policy):
    fits = (actual, policy) in {("offensive", "deterrence"), ("defensive", "reassurance")}
    assert judge(actual, reading, policy).outcome.fails is not fits


@given(intents, intents, policies)
def test_the_article_states_exactly_the_failing_worlds(actual, reading, policy):
    world = judge(actual, reading, policy)
    assert (world.basis is Basis.ARTICLE) is world.outcome.fails


def test_only_the_two_deterring_scenarios_risk_the_security_paradox():
    risky = {scenario for scenario, profile in FAILING.items() if profile.outcome == PARADOX}
    assert risky == {"fatalist", "realist"}


def test_judge_is_offered_at_the_top_of_the_package():
    assert secdilemma.judge is judge
    assert "judge" in secdilemma.__all__


@pytest.mark.parametrize("words", LISTS)
def test_plain_names_are_accepted_and_equal_the_members(words):
    for member in words:
        assert words(member.value) is member
        assert member == member.value == str(member)
        assert member.value == member.value.lower()


@given(st.sampled_from(EIGHT_WORLDS))
def test_members_and_plain_names_give_the_same_judgement(row):
    actual, reading, policy = row[:3]
    assert judge(Intent(actual), Intent(reading), Policy(policy)) == judge(actual, reading, policy)


def refuses(words: type[StrEnum], text: object, call) -> None:
    with pytest.raises(ValueError, match="allowed") as caught:
        call()
    message = str(caught.value)
    assert repr(text) in message
    for member in words:
        assert repr(member.value) in message


@pytest.mark.parametrize("words", LISTS)
@given(text=st.text())
def test_any_other_text_is_refused_with_every_allowed_word(words, text):
    if text not in list(words):
        refuses(words, text, lambda: words(text))


@given(st.text().filter(lambda text: text not in {"defensive", "offensive"}))
def test_judge_refuses_an_unknown_intent_in_either_place(text):
    refuses(Intent, text, lambda: judge(text, "defensive", "deterrence"))
    refuses(Intent, text, lambda: judge("defensive", text, "deterrence"))


@given(st.text().filter(lambda text: text not in {"deterrence", "reassurance"}))
def test_judge_refuses_an_unknown_policy(text):
    refuses(Policy, text, lambda: judge("defensive", "defensive", text))


@pytest.mark.parametrize(
    "near", ["Defensive", "DEFENSIVE", " defensive", "defensive ", "", None, 1]
)
def test_a_near_miss_is_not_guessed_at(near):
    refuses(Intent, near, lambda: judge(near, "defensive", "deterrence"))


def test_intent_and_policy_do_not_stand_in_for_each_other():
    refuses(Intent, Policy.DETERRENCE, lambda: judge(Policy.DETERRENCE, "defensive", "deterrence"))
    refuses(Policy, Intent.OFFENSIVE, lambda: judge("offensive", "defensive", Intent.OFFENSIVE))


def test_the_profiles_are_the_four_scenarios_in_order():
    assert [str(scenario) for scenario in FAILING] == [
        "fatalist",
        "realist",
        "liberal",
        "constructivist",
    ]
    assert all(profile.scenario is scenario for scenario, profile in FAILING.items())


@pytest.mark.parametrize(
    ("scenario", "reading", "policy", "risk", "dilemma"),
    [
        ("fatalist", "defensive", "deterrence", PARADOX, "response"),
        ("realist", "offensive", "deterrence", PARADOX, "interpretation"),
        ("liberal", "defensive", "reassurance", APPEASEMENT, "interpretation"),
        ("constructivist", "offensive", "reassurance", APPEASEMENT, "response"),
    ],
)
def test_each_profile_tells_reading_policy_risk_and_dilemma(
    scenario, reading, policy, risk, dilemma
):
    profile = FAILING[Scenario(scenario)]
    assert (profile.reading, profile.policy) == (reading, policy)
    assert (profile.outcome, profile.dilemma) == (risk, dilemma)


def test_three_uncertainties_of_which_the_third_reinforces_the_others():
    assert [(u.name, u.reinforces) for u in UNCERTAINTIES] == [
        ("other minds problem", False),
        ("ambiguity of weapons", False),
        ("future uncertainty", True),
    ]
