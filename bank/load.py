"""The question bank and its key, read and checked: nothing is guessed.

``bank/questions/<chapter>.yml`` holds what every reader may see, ``instructor/<chapter>.yml``, or
a folder kept elsewhere, the answers to assignments. `schema` says what each may hold, and
``bank/questions/README.md`` shows it. A fault raises `secdilemma.checks.DataError`, which names
file, id, field, value and what was expected.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from reprlib import Repr
from typing import Any

from pydantic import BaseModel, ValidationError

from bank.key import Answer
from bank.plain_yaml import read_list
from bank.schema import Question, Surroundings
from bank.types import question_class
from secdilemma.checks import DataError, first_fault

__all__ = ["bank", "key", "load_answers", "load_questions", "objectives"]

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "bank" / "questions"
"""The book's own bank."""

OPENING = re.compile(r"^```\{lesson\}.*?^```$", re.DOTALL | re.MULTILINE)
"""The opening of a chapter, with its objectives."""

EXPECTED = {
    "bool_type": "true or false",
    "string_type": "a name",
    "dict_type": "names, each with a quantity",
    "model_type": "fields, each with its name",
}
"""What pydantic's own checks expect; ours say it themselves."""

SHORT = Repr()  # of whatever stands there, also of lists that hold each other
SHORT.maxstring, SHORT.maxother, SHORT.maxlevel = 120, 120, 2


def _place(parts: Iterable[str | int]) -> str:
    """Return where in an item a field stands, things in a list counted from 1."""
    words = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in parts)
    return "".join(words).replace(".[key]", "").strip(".")


def _refusal(where: str, error: ValidationError, form: Callable[[], type[BaseModel]]) -> DataError:
    """Return the error that words the first fault of an item."""
    place, value, expected = first_fault(error)
    kind = error.errors()[0]["type"]
    expected = EXPECTED.get(kind, expected)
    if kind == "extra_forbidden":
        fields = ", ".join(name for name in form().model_fields if name != "chapter")
        expected = f"only the fields {fields}" if len(place) == 1 else "no field of this name"
    name = _place(place)
    field = f", field {name!r}" if name else ""
    given = "missing" if value is None else SHORT.repr(value)
    return DataError(f"{where}{field}: {given}; expected {expected}")


def _read(path: Path, form: Callable[[Any], type[BaseModel]], **around: Any) -> list[Any]:
    """Check every item of a file; a fault names file and id, or the place in the list."""
    items = []
    for number, raw in enumerate(read_list(path), start=1):
        name = raw.get("id") if isinstance(raw, dict) else None
        where = f"{path.name}, {f'id {SHORT.repr(name)}' if name else f'item {number}'}"
        if not isinstance(raw, dict):
            raise DataError(f"{where}: {SHORT.repr(raw)}; expected fields, such as id")
        try:
            items.append(form(raw).model_validate(raw, context=Surroundings(path.stem, **around)))
        except ValidationError as error:
            raise _refusal(where, error, partial(form, raw)) from None
    return items


def _files(path: Path) -> list[Path]:
    """Return the files of a folder, or the one file."""
    return sorted(path.glob("*.yml")) if path.is_dir() else [path]


def objectives(path: Path | str) -> tuple[str, ...]:
    """Read the objectives of a chapter from its opening.

    Parameters
    ----------
    path : path
        The chapter's Markdown file.

    Returns
    -------
    tuple of str
        The items of its ``{lesson}``, without the semicolon or full stop at their ends.

    Raises
    ------
    DataError
        If there is no such chapter, or it has no such opening.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError(f"{path.stem}.yml: {path.stem!r}; expected the name of a chapter")
    opening = OPENING.search(path.read_text("utf-8"))
    goals = re.findall(r"^- (.+?)[;.]?$", opening[0], re.MULTILINE) if opening else []
    if not goals:
        raise DataError(f"{path.name}: no {{lesson}} with objectives; questions assess them")
    return tuple(goals)


def load_questions(
    path: Path | str = QUESTIONS, chapters: Path | str = ROOT / "chapters"
) -> tuple[Question, ...]:
    """Load the question bank: self-checks with their answers, assignments without.

    Parameters
    ----------
    path : path
        A folder of YAML files, or one of them; the book's own bank by default.
    chapters : path
        The folder of chapters whose objectives the items assess; the book's own by default. Where
        there is none, objectives are not compared.

    Returns
    -------
    tuple of Question
        In the order of file names and of each file, numbers filled into the texts.

    Raises
    ------
    DataError
        If a file or an item breaks the format, an id stands twice, or an objective is not one of
        the item's chapter.

    Examples
    --------
    >>> {question.role for question in load_questions()} <= {"self-check", "assignment"}
    True
    """
    chapters = Path(chapters)
    questions: dict[str, Question] = {}
    for file in _files(Path(path)):
        goals = objectives(chapters / f"{file.stem}.md") if chapters.is_dir() else None
        for question in _read(file, question_class, objectives=goals, assignments={}, numbers={}):
            if question.id in questions:
                raise DataError(
                    f"{file.name}, id {question.id!r}, field 'id': {question.id!r}; expected an id "
                    f"that {questions[question.id].chapter}.yml has not used"
                )
            questions[question.id] = question
    return tuple(questions.values())


def load_answers(
    path: Path | str, questions: Iterable[Question] | None = None
) -> tuple[Answer, ...]:
    """Load a key: what instructors know about the assignments.

    Parameters
    ----------
    path : path
        A folder of YAML files, or one of them.
    questions : iterable of Question, optional
        The bank that the key belongs to; the book's own by default.

    Returns
    -------
    tuple of Answer
        In the order of file names and of each file, numbers filled into the texts.

    Raises
    ------
    DataError
        If a file or an entry breaks the format, or an id is no assignment of the file's chapter or
        stands twice. A key may leave assignments out; `unanswered` lists them.
    FileNotFoundError
        If there is no such folder or file, or nothing in it.
    """
    path = Path(path)
    if not any(file.is_file() for file in _files(path)):
        raise FileNotFoundError(f"{path}: no key there; expected <chapter>.yml files")
    chapters: dict[str, dict[str, Question]] = {}
    for question in bank().values() if questions is None else questions:
        if question.role == "assignment":
            chapters.setdefault(question.chapter, {})[question.id] = question
    entries: list[Answer] = []
    for file in _files(path):
        here = chapters.get(file.stem, {})
        answers = _read(file, lambda _: Answer, objectives=None, assignments=here, numbers={})
        for name, times in Counter(answer.id for answer in answers).items():
            if times > 1:
                raise DataError(
                    f"{file.name}, id {name!r}, field 'id': {times} entries; expected one"
                )
        entries += answers
    return tuple(entries)


def unanswered(answers: Iterable[Answer], questions: Iterable[Question]) -> list[str]:
    """Return the assignments that a key leaves out: a course rarely sets them all.

    Parameters
    ----------
    answers : iterable of Answer
        A key.
    questions : iterable of Question
        The bank that it belongs to.

    Returns
    -------
    list of str
        Their ids, in the order of the bank.
    """
    known = {answer.id for answer in answers}
    return [q.id for q in questions if q.role == "assignment" and q.id not in known]


@cache
def bank() -> dict[str, Question]:
    """Return the questions of the book by id.

    Returns
    -------
    dict of str to Question
        Read once by each process.
    """
    return {question.id: question for question in load_questions()}


@cache
def key(folder: Path) -> dict[str, Answer]:
    """Return the answers to the book's assignments by id.

    Parameters
    ----------
    folder : Path
        Where they stand.

    Returns
    -------
    dict of str to Answer
        Read once by each process.
    """
    return {answer.id: answer for answer in load_answers(folder, bank().values())}
