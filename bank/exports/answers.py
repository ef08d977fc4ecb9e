"""What the formats for learning systems share: what is asked, and answers with their shares."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256
from html import escape

from bank.items import Chapter, Item
from bank.schema import MODES, Question
from tools.pages import BOOK


def category(number: int, chapter: Chapter) -> str:
    """Name the category of a chapter, so that the order of the book is that of the alphabet."""
    return f"$course$/top/{BOOK}/{number:02} {chapter.title.replace('/', '//')}"


def tags(question: Question) -> list[str]:
    """List by what an item can be found: Moodle cuts a tag at 50 characters."""
    return [
        question.role,
        f"chapter: {question.chapter}",
        f"level: {question.bloom}",
        question.time,
        f"mode: {MODES[question.mode]}",
        "Python" if question.python else "no Python",
    ]


def asked(item: Item, base: str, latex: bool = True) -> str:
    """Write what is asked, with the tables that it works with and the place in the book.

    Parameters
    ----------
    item : Item
        A question.
    base : str
        Where the book is found.
    latex : bool
        Whether formulas become LaTeX; else they stay MathML.

    Returns
    -------
    str
        HTML of paragraphs, lists and tables.
    """
    prompt = item.html(item.prompt, base, latex)
    if item.question.role == "self-check":
        prompt = f"<p>{prompt}{unit(item)}</p>"
    return "\n".join(
        filter(None, [prompt, item.html(item.tables, base, latex), source(item, base)])
    )


def source(item: Item, base: str) -> str:
    """Name the chapter, and how an item is done; not its objective, which may tell the answer.

    The link leads to the chapter and not to the item, below which the page has the answer.
    """
    link = f'<a href="{escape(base + item.page)}">{escape(item.chapter)}</a>'
    facts = f"{item.facts} · level: {item.question.bloom}"
    return f"<p><em>{BOOK}</em>, {link}. {escape(facts)}.</p>"


def shown(question: Question) -> list[int]:
    """Give the order in which options are exported: by chance, and the same at every build.

    Parameters
    ----------
    question : Question
        An item with options.

    Returns
    -------
    list of int
        Their places in the bank, from 0, sorted by what the id of the item makes of them. Numbers
        that rise or fall stay as they are.
    """
    listed = list(range(len(question.options)))
    if in_order(question):
        return listed
    return sorted(listed, key=lambda n: sha256(f"{question.id} {n}".encode()).digest())


def in_order(question: Question) -> bool:
    """Say whether what there is to choose are numbers that rise or fall."""
    found = [re.match(r"[-−]?\d[\d,]*(\.\d+)?\b", option.text) for option in question.options]
    numbers = [float(one[0].replace(",", "").replace("−", "-")) for one in found if one]
    return (
        bool(numbers) and len(numbers) == len(found) and sorted(numbers) in (numbers, numbers[::-1])
    )


def shares(item: Item) -> list[str]:
    """Return what each option is worth in per cent: all right ones 100, wrong ones take away."""
    options = item.question.options
    right = sum(option.right for option in options)
    wrong = -100 / (len(options) - right) if item.question.type == "multiple" else 0
    return [f"{100 / right if option.right else wrong:.7g}" for option in options]


def options(item: Item, base: str, latex: bool = True) -> list[tuple[str, str, str]]:
    """List what there is to choose, in the order of `shown`, each with its share and feedback."""
    texts = [item.html([option], base, latex) for option in item.options]
    listed = list(zip(texts, shares(item), told(item, base, latex), strict=True))
    return [listed[n] for n in shown(item.question)]


def told(item: Item, base: str, latex: bool = True) -> list[str]:
    """List what is said to each answer."""
    return [item.html(said, base, latex) for said in item.feedback]


def wordings(accept: Iterable[str]) -> list[str]:
    """List the ways to write an answer that the page takes for the same."""
    plain = dict.fromkeys(w for word in accept for w in (word, word.replace("-", " ")))
    return [f"{article}{word}" for word in plain for article in ("", "the ", "a ", "an ")]


def values(question: Question) -> list[float]:
    """List the number that is asked for and those of mistakes."""
    return [question.value, *(m.value for m in question.mistakes if m.value is not None)]


def writings(question: Question, value: float) -> list[str]:
    """List the ways to write a number, for formats that compare letters.

    Parameters
    ----------
    question : Question
        A numeric item.
    value : float
        The number asked for, or that of a mistake.

    Returns
    -------
    list of str
        Every decimal number within its room that has no more places than the number or its room
        have, with a point and with a comma; below one also without the nought before it.
    """
    room = Decimal(f"{question.room(value):.10g}")
    middle = Decimal(f"{value:.10g}")
    most = max(places(middle), places(room))
    found: list[str] = []
    for decimals in range(most + 1):
        step = Decimal(1).scaleb(-decimals)
        number = ((middle - room) / step).to_integral_value("ROUND_CEILING") * step
        while number <= middle + room:
            way = f"{number:.{decimals}f}"
            found += [way, way.replace(".", ","), re.sub(r"^(-?)0(?=\.)", r"\1", way)]
            number += step
    return list(dict.fromkeys(found))


def places(number: Decimal) -> int:
    """Count the decimal places of a number, without noughts at its end."""
    return -min(int(number.normalize().as_tuple().exponent), 0)


def entries(item: Item, base: str, latex: bool = True) -> list[tuple[list[str], bool, str]]:
    """List what may be typed, each with whether it is right and with feedback.

    Parameters
    ----------
    item : Item
        A short or numeric self-check.
    base : str
        Where the book is found.
    latex : bool
        As for `asked`.

    Returns
    -------
    list of tuple
        Wordings, the right ones first; the last entry, without any, stands for anything else. No
        wording stands twice.
    """
    question = item.question
    if question.type == "numeric":
        groups = [writings(question, value) for value in values(question)]
    else:
        accepted = [question.accept, *(mistake.accept for mistake in question.mistakes)]
        groups = [wordings(accept) for accept in accepted]
    known: set[str] = set()
    found = []
    for n, (group, said) in enumerate(zip([*groups, []], told(item, base, latex), strict=True)):
        found.append(([word for word in group if word not in known], n == 0, said))
        known |= set(group)
    return found


def words(item: Item, base: str) -> Iterator[tuple[str, str, str]]:
    """List wordings, each with its share and feedback; the last stands for anything else."""
    *some, (_, _, rest) = entries(item, base)
    for group, right, said in some:
        for word in group:
            yield word.replace("*", r"\*"), "100" if right else "0", said
    yield "*", "0", rest


def unit(item: Item) -> str:
    """Say in which unit a number is asked for."""
    return f" ({escape(item.question.unit)})" if item.question.unit else ""


def pairs(item: Item, base: str, latex: bool = True) -> list[tuple[str, str]]:
    """List what belongs together: the pairs, or the steps with their places."""
    question = item.question
    rights = [pair.right for pair in question.pairs] or [str(n + 1) for n in question.shown_steps()]
    lefts = [item.html([option], base, latex) for option in item.options]
    return list(zip(lefts, rights, strict=True))


def choices(question: Question) -> list[str]:
    """List what can be matched: the right sides and what fits nothing, or the places."""
    return question.choices() or [str(n + 1) for n in range(len(question.steps))]


def explanation(item: Item, base: str, latex: bool = True) -> str:
    """Write the explanation, before it the feedback that a format has no place for."""
    said = item.html(item.explanation, base, latex)
    if item.question.type not in ("match", "order"):
        return said
    lines = (
        f"<li>{item.html([name], base, latex)}\n{one}</li>"
        for name, one in zip(item.names, told(item, base, latex), strict=True)
    )
    return f"<ul>{''.join(lines)}</ul>\n{said}"
