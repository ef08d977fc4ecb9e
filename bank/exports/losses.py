"""What a format for learning systems cannot carry: once for each kind, with how many it concerns.

`python -m bank.exports` prints the list, and *Teach with this book* shows it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bank.schema import Question

MOODLE, GIFT, QTI = "Moodle XML", "GIFT", "QTI 2.1"
CARTRIDGE, BRIGHTSPACE = "Common Cartridge", "Brightspace CSV"


@dataclass(frozen=True)
class Loss:
    """A kind of thing that a format cannot carry.

    Attributes
    ----------
    form, said : str
        The format, and what becomes of the questions.
    holds : callable
        Whether it concerns a question.
    """

    form: str
    said: str
    holds: Callable[[Question], bool]


def has_room_in_gift(question: Question) -> bool:
    """Say whether GIFT can express a question: a self-check, and no match of two pairs."""
    few = question.type == "match" and len(question.pairs) < 3
    return question.role == "self-check" and not few


def of(*types: str) -> Callable[[Question], bool]:
    """Ask for self-checks of some types."""
    return lambda question: question.role == "self-check" and question.type in types


def in_gift(*types: str) -> Callable[[Question], bool]:
    """Ask for those of some types for which GIFT has room."""
    return lambda question: of(*types)(question) and has_room_in_gift(question)


def task(question: Question) -> bool:
    """Ask for assignments."""
    return question.role == "assignment"


def code(question: Question) -> bool:
    """Ask for tasks in Python."""
    return question.type == "code"


def everything(question: Question) -> bool:
    """Ask for every question."""
    return True


LOSSES = (
    Loss(MOODLE, "a task in Python becomes an essay, which is not run", code),
    Loss(
        MOODLE,
        "the rubric, where there is a key, is a table for graders and no grid to click on; "
        "the mode of a group is a tag and a sentence, and makes no groups",
        task,
    ),
    Loss(MOODLE, "an order becomes a match of steps and places", of("order")),
    Loss(
        MOODLE,
        "what is said to each part of a match or an order stands in the general feedback",
        of("match", "order"),
    ),
    Loss(
        MOODLE,
        "a match with two different answers is imported, but Moodle’s form wants three",
        lambda q: of("match")(q) and len(q.choices()) < 3,
    ),
    Loss(QTI, "a task in Python becomes a free answer, which is not run", code),
    Loss(QTI, "what Python an answer begins with stands in the question only", code),
    Loss(
        QTI,
        "what is said to each part of a match or an order stands in the explanation",
        of("match", "order"),
    ),
    Loss(CARTRIDGE, "a task in Python becomes a free answer, which is not run", code),
    Loss(CARTRIDGE, "what Python an answer begins with stands in the question only", code),
    Loss(CARTRIDGE, "a match or an order becomes a question for each part", of("match", "order")),
    Loss(
        CARTRIDGE,
        "several right answers count together or not at all",
        of("multiple"),
    ),
    Loss(CARTRIDGE, "a number becomes a list of the ways to write it", of("numeric")),
    Loss(
        CARTRIDGE,
        "level, minutes and mode stand in the text, and cannot be searched for; the objective is "
        "left out",
        everything,
    ),
    Loss(BRIGHTSPACE, "a task in Python becomes a written response, which is not run", code),
    Loss(BRIGHTSPACE, "a number becomes a list of the ways to write it", of("numeric")),
    Loss(
        BRIGHTSPACE,
        "what is said to a wrong answer stands in the general feedback",
        of("match", "numeric", "short"),
    ),
    Loss(
        BRIGHTSPACE,
        "what is said to an option or a step has no links and no emphasis",
        of("choice", "multiple", "order"),
    ),
    Loss(
        BRIGHTSPACE,
        "chapter, level, minutes and mode stand in the text, and cannot be searched for; the "
        "objective is left out",
        everything,
    ),
    Loss(GIFT, "an assignment is left out", task),
    Loss(
        GIFT,
        "a match with two pairs is left out, because GIFT needs three",
        lambda q: of("match")(q) and not has_room_in_gift(q),
    ),
    Loss(GIFT, "an order becomes a match of steps and places", of("order")),
    Loss(
        GIFT,
        "what is said to each part of a match or an order stands in the general feedback",
        in_gift("match", "order"),
    ),
    Loss(
        GIFT,
        "a match is without the answers that fit nothing",
        lambda q: in_gift("match")(q) and bool(q.decoys),
    ),
    Loss(GIFT, "what is said to any other number stands in the general feedback", of("numeric")),
)


def counted(questions: Iterable[Question]) -> list[tuple[str, str, int]]:
    """List what is lost, each kind once.

    Parameters
    ----------
    questions : iterable of Question
        Those of the bank.

    Returns
    -------
    list of tuple of str, str and int
        The format, what becomes of the questions, and how many there are; at least one.
    """
    known = list(questions)
    counts = ((loss.form, loss.said, sum(map(loss.holds, known))) for loss in LOSSES)
    return [(form, said, count) for form, said, count in counts if count]
