"""GIFT, which many systems read: the self-checks."""

import re

from bank.exports import answers as kit
from bank.exports.answers import category, explanation, options, pairs, tags, told, words
from bank.exports.losses import has_room_in_gift
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
        right, *wrong = [f"{number:.10g}:{asked.room(number):.10g}" for number in kit.values(asked)]
        said = told(item, base)[:-1]  # the last, to anything else, stands in the explanation
        given = [f"=%100%{right}", *(f"=%0%{one}" for one in wrong)]
        return ["#", *(f"{n}#{safe(s)}" for n, s in zip(given, said, strict=True))]
    return [f"=%{share}%{safe(word)}#{safe(said)}" for word, share, said in words(item, base)]


def question(item: Item, base: str) -> str:
    """Write a self-check."""
    text = safe(kit.asked(item, base))
    why = explanation(item, base)
    if item.question.type == "numeric":
        why = f"{told(item, base)[-1]}\n{why}"
    lines = "\n".join(answers(item, base))
    labels = " ".join(f"[tag:{tag}]" for tag in tags(item.question))
    return (
        f"// [id:{item.question.id}] {labels}\n"
        f"::{safe(item.question.title)}::[html]{text} {{\n{lines}\n####{safe(why)}\n}}\n"
    )


def gift(chapters: list[Chapter], base: str) -> str:
    """Write the self-checks in GIFT."""
    parts = []
    for n, chapter in enumerate(chapters, start=1):
        mine = [question(item, base) for item in chapter.items if has_room_in_gift(item.question)]
        if mine:
            parts += [f"$CATEGORY: {category(n, chapter)}\n", *mine]
    return "\n".join(parts)
