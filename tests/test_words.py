"""The words of the theory wherever else they stand: what is renamed in one place is missed."""

import re
from functools import cache

import pytest
from drawing import CASE
from reader import ROOT

from secdilemma.data import load_glossary
from secdilemma.theory import Policy, Scenario

WRITTEN = [
    *("index.md", "chapters/*.md", "data/**/*.csv"),
    *("data/**/*.yml", "data/**/*.md", "bank/**/*.yml", "bank/**/*.md"),
    *("instructor/**/*.yml", "instructor/**/*.md"),
]
"""Where somebody may have written of a scenario."""

ORDINARY = {
    "a", "all", "any", "article’s", "assigning", "better", "both", "builds", "deterring",
    "different", "each", "every", "four", "its", "many", "more", "new", "no", "odd",
    "off-diagonal", "old", "one", "only", "operational", "other", "pure", "reassurance", "same",
    "strategic-operational", "that", "the", "their", "these", "this", "two", "what", "which",
    "whose",
    "assert", "for", "import", "in", "is", "of", "to",
}  # fmt: skip
"""What else may stand directly before the word "scenario"; the last few in code."""


@cache
def texts() -> dict[str, str]:
    """What was written, without emphasis and roles, by its file."""
    plain = r"\{\w+\}`[^`]*`|[*_`“”‘]"
    return {
        path.relative_to(ROOT).as_posix(): re.sub(plain, "", path.read_text("utf-8"))
        for pattern in WRITTEN
        for path in ROOT.glob(pattern)
    }


def called_scenarios(text: str) -> set[str]:
    """The words before "scenario", with those joined to the name of one by commas, and, or, nor."""
    word = r"[A-Za-z][\w’-]*"
    joined = rf"(?:{word}(?:,|,?\s+(?:and|or|nor))\s+(?:the\s+)?)*"
    found = set()
    for listed in re.findall(rf"\b({joined}{word})\s+scenarios?\b", text, re.IGNORECASE):
        *others, last = re.findall(word, listed.lower())
        found |= {last, *others} if last in list(Scenario) else {last}
    return found - {"and", "or", "nor", "the"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the realist and the constructivist scenario", {"realist", "constructivist"}),
        ("a gloomy, realist or liberal\n  scenario", {"gloomy", "realist", "liberal"}),
        ("six questions and four scenarios", {"four"}),
        ("Gloomy scenarios", {"gloomy"}),
    ],
)
def test_a_word_is_found_alone_and_in_a_list(text, words):
    assert called_scenarios(text) == words


def test_only_what_the_theory_knows_is_called_a_scenario():
    called = set().union(*map(called_scenarios, texts().values()))
    unknown = {
        word: [name for name, text in texts().items() if re.search(rf"(?i)\b{word}\b", text)]
        for word in called - ORDINARY - set(Scenario)
    }
    assert not unknown, f"no scenario of theory.py, and where they stand: {unknown}"
    assert set(Scenario) <= called


def test_every_scenario_has_its_section_and_with_every_policy_a_glossary_entry():
    sections = texts()["chapters/scenarios.md"]
    for scenario in Scenario:
        assert f"(scenario-{scenario})=\n## The {scenario} scenario\n" in sections
    terms = {*Policy, *(f"{scenario} scenario" for scenario in Scenario)}
    assert terms <= set(load_glossary(CASE)["english"])
