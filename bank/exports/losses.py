"""What a format for learning systems cannot carry: once for each kind, with how many it concerns.

Each type says it of its questions. `python -m bank.exports` prints the list, and *Teach with this
book* shows it.
"""

from collections import Counter
from collections.abc import Iterable

from bank.schema import BRIGHTSPACE, CARTRIDGE, FORMATS, Question
from bank.types import rank

FACTS = "level, minutes and mode stand in the text, and cannot be searched for; the objective is "
OF_EVERY_QUESTION = {
    CARTRIDGE: f"{FACTS}left out",
    BRIGHTSPACE: f"chapter, {FACTS}left out",
}


def counted(questions: Iterable[Question]) -> list[tuple[str, str, int]]:
    """Return what is lost, each kind once.

    Parameters
    ----------
    questions : iterable of Question
        Those of the bank.

    Returns
    -------
    list of tuple of str, str and int
        The format, what becomes of the questions, and how many there are; at least one.
    """
    known = sorted(questions, key=rank)
    counts = Counter(loss for question in known for loss in question.losses())
    counts.update(loss for _ in known for loss in OF_EVERY_QUESTION.items())
    in_order = sorted(counts, key=lambda loss: FORMATS.index(loss[0]))
    return [(form, words, counts[form, words]) for form, words in in_order]
