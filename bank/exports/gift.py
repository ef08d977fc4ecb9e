"""GIFT, which many systems read: the self-checks."""

import re

from bank.exports.answers import category, explanation, options, pairs, told, unit, words
from bank.items import Chapter, Item


def safe(text: str) -> str:
    """Escape what GIFT takes for its own, and leave no blank line."""
    text = re.sub(r"\n+", r"\\n" if "<pre" in text else " ", text.replace("\\", r"\\"))
    return re.sub(r"([~=#{}:])", r"\\\1", text)


def answers(item: Item, base: str) -> list[str]:
    """Write the answers to a self-check, each on a line."""
    asked = item.question
    if asked.options:
        one = asked.type == "choice"
        signs = {"0": "~", "100": "=" if one else "~%100%"}
        return [
            f"{signs.get(share, f'~%{share}%')}{safe(option)}#{safe(said)}"
            for option, share, said in options(item, base)
        ]
    if asked.pairs or asked.steps:
        return [f"={safe(left)} -> {safe(right)}" for left, right in pairs(item, base)]
    if asked.type == "numeric":
        right = f"=%100%{asked.value:.10g}:{asked.tolerance:.10g}"
        wrong = [f"=%0%{mistake.value:.10g}:0" for mistake in asked.mistakes]
        said = told(item, base)[:-1]  # the last, to anything else, stands in the explanation
        return ["#", *(f"{n}#{safe(s)}" for n, s in zip([right, *wrong], said, strict=True))]
    return [f"=%{share}%{safe(word)}#{safe(said)}" for word, share, said in words(item, base)]


def question(item: Item, base: str) -> str:
    """Write a self-check."""
    text = safe(item.html(item.prompt, base) + unit(item))
    why = explanation(item, base)
    if item.question.type == "numeric":
        why = f"{told(item, base)[-1]}\n{why}"
    lines = "\n".join(answers(item, base))
    return (
        f"// [id:{item.question.id}] [tag:{item.question.bloom}]\n"
        f"::{safe(item.question.title)}::[html]{text} {{\n{lines}\n####{safe(why)}\n}}\n"
    )


def has_room_for(item: Item) -> bool:
    """Say whether GIFT can express an item."""
    few = item.question.type == "match" and len(item.question.pairs) < 3
    return item.question.role == "self-check" and not few


def gift(chapters: list[Chapter], base: str) -> str:
    """Write the self-checks in GIFT."""
    parts = []
    for n, chapter in enumerate(chapters, start=1):
        mine = [question(item, base) for item in chapter.items if has_room_for(item)]
        if mine:
            parts += [f"$CATEGORY: {category(n, chapter)}\n", *mine]
    return "\n".join(parts)
