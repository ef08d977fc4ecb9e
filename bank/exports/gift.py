"""GIFT, which many systems read: the self-checks."""

import re

from bank.exports.common import asked, category, explanation, tags
from bank.items import Chapter, Item
from bank.schema import GIFT


def safe(text: str) -> str:
    """Escape what GIFT takes for its own, and leave no blank line."""
    text = re.sub(r"\n+", r"\\n" if "<pre" in text else " ", text.replace("\\", r"\\"))
    return re.sub(r"([~=#{}:])", r"\\\1", text)


def question(item: Item, base: str) -> str:
    """Write a self-check."""
    text, why = safe(asked(item, base)), safe(explanation(item, GIFT))
    lines = "\n".join(item.question.gift(item))
    labels = " ".join(f"[tag:{tag}]" for tag in tags(item.question))
    return (
        f"// [id:{item.question.id}] {labels}\n"
        f"::{safe(item.question.title)}::[html]{text} {{\n{lines}\n####{why}\n}}\n"
    )


def gift(chapters: list[Chapter], base: str) -> str:
    """Write the self-checks in GIFT."""
    parts = []
    for n, chapter in enumerate(chapters, start=1):
        items = [item for item in chapter.linked(base).items if item.question.in_gift()]
        if items:
            parts += [f"$CATEGORY: {category(n, chapter)}\n"]
            parts += [question(item, base) for item in items]
    return "\n".join(parts)
