"""What the formats for learning systems share: answers with their shares of the mark."""

from collections.abc import Iterable, Iterator
from html import escape

from bank.items import Chapter, Item
from tools.pages import BOOK


def category(number: int, chapter: Chapter) -> str:
    """Name the category of a chapter, so that the order of the book is that of the alphabet."""
    return f"$course$/top/{BOOK}/{number:02} {chapter.title.replace('/', '//')}"


def shares(item: Item) -> list[str]:
    """Return what each option is worth in per cent: all right ones 100, wrong ones take away."""
    options = item.question.options
    right = sum(option.right for option in options)
    wrong = -100 / (len(options) - right) if item.question.type == "multiple" else 0
    return [f"{100 / right if option.right else wrong:.7g}" for option in options]


def options(item: Item, base: str) -> Iterator[tuple[str, str, str]]:
    """List what there is to choose, each with its share and feedback."""
    for option, share, said in zip(item.options, shares(item), told(item, base), strict=True):
        yield item.html([option], base), share, said


def told(item: Item, base: str) -> list[str]:
    """List what is said to each answer."""
    return [item.html(said, base) for said in item.feedback]


def wordings(accept: Iterable[str]) -> list[str]:
    """List the ways to write an answer that the page takes for the same."""
    plain = dict.fromkeys(w for word in accept for w in (word, word.replace("-", " ")))
    return [f"{article}{word}" for word in plain for article in ("", "the ", "a ", "an ")]


def words(item: Item, base: str) -> Iterator[tuple[str, str, str]]:
    """List wordings, each with its share and feedback; the last stands for anything else."""
    groups = [item.question.accept, *(mistake.accept for mistake in item.question.mistakes)]
    *some, rest = told(item, base)
    for n, (accept, said) in enumerate(zip(groups, some, strict=True)):
        for word in wordings(accept):
            yield word.replace("*", r"\*"), "0" if n else "100", said
    yield "*", "0", rest


def unit(item: Item) -> str:
    """Say in which unit a number is asked for."""
    return f" ({escape(item.question.unit)})" if item.question.unit else ""


def pairs(item: Item, base: str) -> list[tuple[str, str]]:
    """List what belongs together: the pairs, or the steps with their places."""
    question = item.question
    rights = [pair.right for pair in question.pairs] or [str(n + 1) for n in question.shown_steps()]
    lefts = [item.html([option], base) for option in item.options]
    return list(zip(lefts, rights, strict=True))


def explanation(item: Item, base: str) -> str:
    """Write the explanation, before it the feedback that a format has no place for."""
    said = item.html(item.explanation, base)
    if item.question.type not in ("match", "order"):
        return said
    lines = (
        f"<li>{item.html([name], base)}\n{one}</li>"
        for name, one in zip(item.names, told(item, base), strict=True)
    )
    return f"<ul>{''.join(lines)}</ul>\n{said}"
