"""Answer the bank without knowing anything, and say how far one gets: python -m bank.wise.

Whoever has sat many tests knows that the longest option is often right, and that *always* and
*never* are often wrong. The strategies here know such things and nothing else. Their scores stand
beside that of blind chance; a bank is sound where none of them comes far above it.
"""

import re
import sys
from collections.abc import Callable, Iterable
from itertools import combinations, product
from statistics import mean

from bank.load import load_questions
from bank.schema import Question
from bank.types.self_check.choice import Choice

ABSOLUTE = re.compile(
    r"\b(always|never|only|all|any|every|no|none|nobody|nothing|nowhere|cannot|must|certainly|"
    r"entirely|impossible|by definition|whatever)\b",
    re.IGNORECASE,
)
"""Words that a careful author avoids in what is right."""

ROOM = 0.03
"""How far above chance the best strategy may come."""

Taste = Callable[[Choice, int], float]
"""How much somebody likes the option at a place of a question; the more, the sooner it is taken."""


def _length(question: Choice, place: int) -> int:
    return len(question.options[place].text)


def _middle(question: Choice, place: int) -> float:
    lengths = sorted(_length(question, n) for n in range(len(question.options)))
    return -abs(_length(question, place) - lengths[len(lengths) // 2])


def _absolutes(question: Choice, place: int) -> int:
    return len(ABSOLUTE.findall(question.options[place].text))


PLACES: dict[str, Taste] = {
    "the first": lambda _, place: -place,
    "the second": lambda _, place: -abs(place - 1),
    "the third": lambda _, place: -abs(place - 2),
    "the last": lambda _, place: place,
}
LENGTHS: dict[str, Taste] = {
    "the longest": _length,
    "the shortest": lambda question, place: -_length(question, place),
    "of middle length": _middle,
}
WORDS: dict[str, Taste] = {
    "without absolutes": lambda question, place: -_absolutes(question, place),
    "with absolutes": _absolutes,
}
COUNTS: dict[str, Callable[[int], int]] = {
    "one": lambda _: 1,
    "two": lambda options: min(2, options - 1),
    "half": lambda options: options // 2,
    "all but one": lambda options: options - 1,
}
"""How many options of a multiple choice are taken, by how many there are."""


def marks(question: Choice, taken: Iterable[int]) -> float:
    """Mark an answer as learning systems do.

    Parameters
    ----------
    question : Choice
        Of type choice or multiple.
    taken : iterable of int
        The places of the options that are chosen, from 0.

    Returns
    -------
    float
        From 0 to 1: each right option gives its share, each wrong one takes its share away.
    """
    right = {place for place, option in enumerate(question.options) if option.right}
    chosen = set(taken)
    wrong = len(question.options) - len(right)
    if not question.several:
        return float(chosen == right)
    return max(0.0, len(chosen & right) / len(right) - len(chosen - right) / wrong)


def sizes(question: Choice) -> range:
    """Say how many options an answer may take: one, or some and not all."""
    return range(1, 2 if not question.several else len(question.options))


def liked(question: Choice, tastes: list[Taste], size: int) -> float:
    """Return the mark of those who take what they like best; among what they like alike, by lot."""
    order = [tuple(taste(question, n) for taste in tastes) for n in range(len(question.options))]
    ranked = sorted(range(len(order)), key=lambda n: order[n], reverse=True)
    border = order[ranked[size - 1]]
    sure = [n for n in ranked if order[n] > border]
    tied = [n for n in ranked if order[n] == border]
    draws = combinations(tied, size - len(sure))
    return mean(marks(question, [*sure, *rest]) for rest in draws)


def strategies() -> dict[str, tuple[list[Taste], Callable[[int], int] | None]]:
    """Give every strategy by name: what it likes, and how many options of a multiple it takes."""
    every = {**PLACES, **LENGTHS, **WORDS}
    alone: list[tuple[str, ...]] = [(), *((name,) for name in every)]
    cues = [*alone, *product(WORDS, LENGTHS), *product(LENGTHS, WORDS), *product(WORDS, PLACES)]
    found: dict[str, tuple[list[Taste], Callable[[int], int] | None]]
    found = {name: ([taste], None) for name, taste in every.items()}
    for names, (number, count) in product(cues, COUNTS.items()):
        liking = f": {', then '.join(names)}" if names else ""
        found[f"{number} of them{liking}"] = ([every[name] for name in names], count)
    return found


def earned(
    question: Choice, tastes: list[Taste], count: Callable[[int], int] | None = None
) -> float:
    """Return the mark that a strategy earns; one that does not count takes any number."""
    taken = [count(len(question.options))] if count and question.several else sizes(question)
    return mean(liked(question, tastes, size) for size in taken)


def scores(questions: Iterable[Question]) -> tuple[float, dict[str, float]]:
    """Score every strategy.

    Parameters
    ----------
    questions : iterable of Question
        A bank; only its items of type choice and multiple are looked at.

    Returns
    -------
    chance : float
        The mean mark of blind chance, from 0 to 1.
    scores : dict of str to float
        That of each strategy, the best first.
    """
    chosen = [question for question in questions if isinstance(question, Choice)]
    found = {
        name: mean(earned(question, *strategy) for question in chosen)
        for name, strategy in strategies().items()
    }
    best_first = sorted(found.items(), key=lambda pair: -pair[1])
    return mean(earned(question, []) for question in chosen), dict(best_first)


def main() -> int:
    """Print chance and the scores; 1 if a strategy comes too far above it."""
    blind, found = scores(load_questions())
    print(f"{blind:6.1%}  blind chance")
    for name, score in found.items():
        print(f"{score:6.1%}  {name}")
    return int(max(found.values()) > blind + ROOM)


if __name__ == "__main__":
    sys.exit(main())
