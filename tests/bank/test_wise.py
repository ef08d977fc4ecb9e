"""Who knows nothing but how tests are made gets no further in the bank than blind chance.

Whoever has sat many tests knows that the longest option is often right, and that *always* and
*never* are often wrong. The strategies here know such things and nothing else.
"""

import re
from collections import Counter
from itertools import combinations, product
from statistics import mean

from bank.load import bank
from bank.types.self_check.choice import Choice

BANK = [question for question in bank().values() if isinstance(question, Choice)]

ABSOLUTE = re.compile(
    r"\b(always|never|only|all|any|every|no|none|nobody|nothing|nowhere|cannot|must|certainly|"
    r"entirely|impossible|by definition|whatever)\b",
    re.IGNORECASE,
)
"""Words that a careful author avoids in what is right."""

ROOM = 0.03
"""How far above chance the best strategy may come."""


def _length(question, place):
    return len(question.options[place].text)


def _middle(question, place):
    lengths = sorted(_length(question, n) for n in range(len(question.options)))
    return -abs(_length(question, place) - lengths[len(lengths) // 2])


def _absolutes(question, place):
    return len(ABSOLUTE.findall(question.options[place].text))


# what a strategy likes: the option for which this is the largest is taken first
PLACES = {
    "the first": lambda _, place: -place,
    "the second": lambda _, place: -abs(place - 1),
    "the third": lambda _, place: -abs(place - 2),
    "the last": lambda _, place: place,
}
LENGTHS = {
    "the longest": _length,
    "the shortest": lambda question, place: -_length(question, place),
    "of middle length": _middle,
}
WORDS = {
    "without absolutes": lambda question, place: -_absolutes(question, place),
    "with absolutes": _absolutes,
}
COUNTS = {
    "one": lambda _: 1,
    "two": lambda options: min(2, options - 1),
    "half": lambda options: options // 2,
    "all but one": lambda options: options - 1,
}
"""How many options of a multiple choice are taken, by how many there are."""


def marks(question, taken):
    """Mark an answer as learning systems do: wrong options take away what right ones give."""
    right = {place for place, option in enumerate(question.options) if option.right}
    chosen = set(taken)
    wrong = len(question.options) - len(right)
    if not question.several:
        return float(chosen == right)
    return max(0.0, len(chosen & right) / len(right) - len(chosen - right) / wrong)


def liked(question, tastes, size):
    """Return the mark of those who take what they like best; among what they like alike, by lot."""
    order = [tuple(taste(question, n) for taste in tastes) for n in range(len(question.options))]
    ranked = sorted(range(len(order)), key=lambda n: order[n], reverse=True)
    border = order[ranked[size - 1]]
    sure = [n for n in ranked if order[n] > border]
    tied = [n for n in ranked if order[n] == border]
    draws = combinations(tied, size - len(sure))
    return mean(marks(question, [*sure, *rest]) for rest in draws)


def strategies():
    """Return by name what each strategy likes, and how many options of a multiple it takes."""
    tastes = {**PLACES, **LENGTHS, **WORDS}
    alone = [(), *((name,) for name in tastes)]
    cues = [*alone, *product(WORDS, LENGTHS), *product(LENGTHS, WORDS), *product(WORDS, PLACES)]
    by_name = {name: ([taste], None) for name, taste in tastes.items()}
    for names, (number, count) in product(cues, COUNTS.items()):
        liking = f": {', then '.join(names)}" if names else ""
        by_name[f"{number} of them{liking}"] = ([tastes[name] for name in names], count)
    return by_name


def earned(question, tastes, count=None):
    """Return the mark that a strategy earns; one that does not count takes any number."""
    size = len(question.options)
    sizes = [1]
    if question.several:
        sizes = [count(size)] if count else range(1, size)
    return mean(liked(question, tastes, size) for size in sizes)


def test_no_strategy_comes_far_above_chance():
    blind = mean(earned(question, []) for question in BANK)
    scores = {
        name: mean(earned(question, *strategy) for question in BANK)
        for name, strategy in strategies().items()
    }
    best = sorted(scores.items(), key=lambda pair: -pair[1])[:5]
    assert best[0][1] <= blind + ROOM, (best, blind)


def test_exports_tell_nothing_by_what_comes_first():
    mixed = [question for question in BANK if not question.in_order()]
    orders = [question.export_order() for question in mixed]
    assert all(sorted(order) == [*range(len(order))] for order in orders)
    assert sum(order != sorted(order) for order in orders) > len(mixed) / 2
    first = [q.options[order[0]].right for q, order in zip(mixed, orders, strict=True)]
    assert sum(first) < len(first) / 2


def test_how_many_are_right_does_not_follow_from_how_many_there_are():
    numbers = Counter(
        (len(question.options), sum(option.right for option in question.options))
        for question in BANK
        if question.several
    )
    for size in {options for options, _ in numbers}:
        some = {right: n for (options, right), n in numbers.items() if options == size}
        assert sum(some.values()) < 3 or len(some) > 1, size
