"""A word or a few to be written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from bank.fields import Record, Text, Wording, distinct, few
from bank.schema import BRIGHTSPACE, Entry, Item, Losses, Part, SelfCheck

Wordings = Annotated[tuple[Wording, ...], few(1, 20)]


def normal(words: str) -> str:
    """Return a short answer in the form in which answers are compared.

    Parameters
    ----------
    words : str
        What somebody wrote.

    Returns
    -------
    str
        Lower case, single spaces, without hyphens, final full stop or leading article.

    Examples
    --------
    >>> normal("The  Security-Paradox.")
    'security paradox'
    """
    text = re.sub(r"[\s-]+", " ", words.lower()).strip(" .")
    return re.sub(r"^(the|an?) ", "", text)


def wordings(accept: Iterable[str]) -> list[str]:
    """Return the ways to write an answer that the page takes for the same."""
    plain = dict.fromkeys(w for word in accept for w in (word, word.replace("-", " ")))
    return [f"{article}{word}" for word in plain for article in ("", "the ", "a ", "an ")]


class Typed(SelfCheck):
    """A question with a field for one right answer; mistakes to expect are answered too."""

    cartridge_profile = "cc.fib.v0p1"
    qti_interaction = "textEntryInteraction"
    brightspace_type = "SA"
    lost: ClassVar[Losses] = (
        (BRIGHTSPACE, "what is said to a wrong answer stands in the general feedback"),
    )

    otherwise: Text

    def expected(self) -> list[Entry]:
        """Return the right answer and the mistakes."""
        raise NotImplementedError

    def entries(self) -> list[Entry]:
        """Return the right answer, the mistakes, and what is said to anything else."""
        anything = Entry("Anything else", "not right", self.otherwise, {"data-other": ""})
        return [*self.expected(), anything]

    def controls(self) -> list[str]:
        """Return nothing: no text stands beside the field."""
        return []

    def ways(self) -> list[list[str]]:
        """Return the ways to write each answer that is expected."""
        raise NotImplementedError

    def unplaced(self, form: str) -> Sequence[Entry]:
        """Return the entries whose feedback has no place: in Brightspace all wrong ones."""
        return self.entries()[1:] if form == BRIGHTSPACE else []

    def typed(self, item: Item) -> list[tuple[list[str], bool, str]]:
        """Return what may be typed, each with whether it is right and with feedback.

        Returns
        -------
        list of tuple
            Wordings, the right ones first; the last entry, without any, stands for anything else.
            No wording stands twice.
        """
        known: set[str] = set()
        rows = []
        for n, (ways, entry) in enumerate(zip([*self.ways(), []], self.entries(), strict=True)):
            new = [way for way in ways if way not in known]
            rows.append((new, n == 0, item.html(entry.feedback)))
            known |= set(ways)
        return rows

    def replies(self, item: Item) -> list[str]:
        """Return the feedback of the entries."""
        return [item.html(entry.feedback) for entry in self.entries()]

    def brightspace(self, item: Item) -> Iterator[list[str]]:
        """Yield every way to write the right answer."""
        yield ["InputBox", "1", "40"]
        yield from (["Answer", "100", way] for way in self.typed(item)[0][0])

    def parts(self, item: Item) -> Iterator[Part]:
        """Yield the question as it is."""
        yield Part(entries=self.typed(item))


class Mistake(Record):
    """A wrong answer to expect in some wordings, and what is said to it."""

    accept: Wordings
    feedback: Text


class Short(Typed):
    """A word or a few; hyphens, articles and capitals do not matter."""

    moodle_type = "shortanswer"

    accept: Wordings
    mistakes: Annotated[tuple[Mistake, ...], few(1, 6)]

    @model_validator(mode="after")
    def _mistakes_are_wrong(self) -> Self:
        words = [*self.accept, *(word for mistake in self.mistakes for word in mistake.accept)]
        distinct("accept, mistakes", map(normal, words))
        return self

    def expected(self) -> list[Entry]:
        """Return the right answer and the mistakes, each by its first wording."""

        def compared(accept: Iterable[str]) -> str:
            return "|".join(map(normal, accept))

        right = Entry(self.accept[0], "right", "", {"data-right": compared(self.accept)})
        wrong = (
            Entry(m.accept[0], "not right", m.feedback, {"data-wrong": compared(m.accept)})
            for m in self.mistakes
        )
        return [right, *wrong]

    def ways(self) -> list[list[str]]:
        """Return the wordings of each answer, with every article."""
        return [wordings(self.accept), *(wordings(one.accept) for one in self.mistakes)]

    def words(self, item: Item) -> Iterator[tuple[str, str, str]]:
        """Yield wordings, each with its share and feedback; the last stands for anything else."""
        *some, (_, _, rest) = self.typed(item)
        for group, right, feedback in some:
            for word in group:
                yield word.replace("*", r"\*"), "100" if right else "0", feedback
        yield "*", "0", rest
