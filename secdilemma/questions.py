"""The question bank and its key: self-checks, assignments, model answers, rubrics.

``data/questions/<chapter>.yml`` holds what every reader may see, ``instructor/<chapter>.yml``, or
a folder kept elsewhere, the answers to assignments. Nothing is guessed: a fault raises
`secdilemma.data.DataError`, which names file, id, field, value and what was expected.
``data/questions/README.md`` shows every type.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from secdilemma import quantities
from secdilemma.data import DataError, data_folder, load_claims, references

__all__ = [
    "Answer",
    "Criterion",
    "Level",
    "Misconception",
    "Mistake",
    "Option",
    "Pair",
    "Question",
    "Samples",
    "Step",
    "load_answers",
    "load_questions",
    "near",
    "normal",
    "objectives",
]

ROLES = ("self-check", "assignment")
TYPES = {
    "self-check": ("choice", "multiple", "match", "order", "numeric", "short"),
    "assignment": ("short", "essay", "code"),
}
BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
MODES = ("alone", "pair", "group", "plenary")
STATUSES = ("draft", "reviewed")


@dataclass(frozen=True)
class Option:
    """An answer to choose, whether it is right, and what the reader is told about it."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Pair:
    """Two things that belong together, and what is said to who thinks otherwise."""

    left: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Step:
    """One of the things to be put in order, and what is said when its place is wrong."""

    text: str
    feedback: str


@dataclass(frozen=True)
class Mistake:
    """A wrong answer to expect, a number or some wordings, and what is said to it."""

    feedback: str
    value: float | None = None
    accept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """An item of the bank; fields that its type lacks are empty.

    Attributes
    ----------
    chapter : str
        Name of the file, without its ending, that the item stands in.
    id, title, role, type, objective, bloom, mode, status : str
        As in the file.
    minutes : int
        The time that it takes.
    python : bool
        Whether Python is needed.
    prompt, explanation, otherwise : str
        MyST Markdown.
    options, pairs, steps, mistakes : tuple
        What there is to choose, match, put in order, or to get wrong.
    accept, decoys : tuple of str
        Wordings that count as right; further things to match.
    value, tolerance : float
        The number asked for, and how far an answer may be from it.
    unit, method, starter : str
        Of the number; of the group's work; Python to begin with.
    signature : bool
        Whether the key has a weak and a strong sample answer.
    numbers : mapping of str to float
        The quantities that the texts mention.
    """

    chapter: str
    id: str
    title: str
    role: str
    type: str
    objective: str
    bloom: str
    minutes: int
    mode: str
    python: bool
    status: str
    prompt: str
    numbers: Mapping[str, float]
    explanation: str = ""
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    decoys: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    value: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    accept: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    otherwise: str = ""
    method: str = ""
    starter: str = ""
    signature: bool = False

    def choices(self) -> list[str]:
        """List what can be matched, in alphabetical order.

        Returns
        -------
        list of str
            The right sides of the pairs and the decoys, each once.
        """
        return sorted({pair.right for pair in self.pairs} | set(self.decoys), key=str.casefold)

    def shown_steps(self) -> list[int]:
        """Give the order in which the steps are shown.

        Returns
        -------
        list of int
            Their right places, from 0, sorted by the alphabet, or against it if the alphabet
            happens to be right.
        """
        right = list(range(len(self.steps)))
        shown = sorted(right, key=lambda place: self.steps[place].text.casefold())
        return shown[::-1] if shown == right else shown


@dataclass(frozen=True)
class Level:
    """What earns how many points."""

    points: int
    text: str


@dataclass(frozen=True)
class Criterion:
    """A line of a rubric, its best level first."""

    criterion: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Misconception:
    """What a student may believe, and how to respond."""

    belief: str
    response: str


@dataclass(frozen=True)
class Samples:
    """A weak and a strong answer, and what separates them."""

    weak: str
    strong: str
    difference: str


@dataclass(frozen=True)
class Answer:
    """The key to an assignment: model answer, rubric, misconceptions, and perhaps more."""

    id: str
    answer: str
    rubric: tuple[Criterion, ...]
    misconceptions: tuple[Misconception, ...]
    numbers: Mapping[str, float]
    marking: str = ""
    code: str = ""
    samples: Samples | None = None


# What a field may hold. A parser takes what YAML read and returns a value, or raises a fault.


class _FaultError(Exception):
    """A value that breaks a promise: in which field, what it is, what was expected."""

    def __init__(self, field: str, value: Any, expected: str) -> None:
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected


Parser = Callable[[Any], Any]
_REQUIRED: Any = object()
Fields = Mapping[str, tuple[Parser, Any]]


def _inside(place: str, parse: Parser, value: Any) -> Any:
    """Parse, and put the place before the field that a fault names."""
    try:
        return parse(value)
    except _FaultError as fault:
        inner = fault.field
        joint = "" if not inner or inner.startswith("[") else "."
        raise _FaultError(f"{place}{joint}{inner}", fault.value, fault.expected) from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _FaultError("", value, "some text (in quotes, if it is a number or yes or no)")
    return value.strip()


_LINK = r"\{(claim|cite\S*|ref|numref|doc)\}|\]\(|\n\s*\n"
_BLOCK = r"[#>|]|[-+*]\s|\d+[.)]\s|```|:::|---"


def _label(value: Any) -> str:
    """Accept what can stand beside a control, where a link would be a second thing to press."""
    text = _text(value)
    if re.search(_LINK, text) or re.match(_BLOCK, text):
        raise _FaultError("", text, "one paragraph without links, claims and citations")
    return text


def _code(value: Any) -> str:
    text = _text(value)
    try:
        compile(text, "code", "exec")
    except SyntaxError as error:
        raise _FaultError("", text, f"Python; line {error.lineno}: {error.msg}") from None
    return text


def _matching(pattern: str, expected: str) -> Parser:
    def parse(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise _FaultError("", value, expected)
        return value

    return parse


def _plain(limit: int) -> Parser:
    return _matching(rf"\S(.{{0,{limit - 2}}}\S)?", f"one line of plain text, at most {limit} long")


_wording = _matching(r"(?=.*\w)[^\s|]([^|]{0,78}[^\s|])?", "at most 80 characters of plain text")
_title = _matching(r"\S.{0,58}[^\s.]", "one line of at most 60 characters, without a full stop")
_slug = _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens")


def _one_of(allowed: Iterable[str]) -> Parser:
    words = tuple(allowed)

    def parse(value: Any) -> str:
        if value not in words:
            raise _FaultError("", value, "one of " + ", ".join(words))
        return str(value)

    return parse


def _whole(low: int, high: int) -> Parser:
    def parse(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise _FaultError("", value, f"a whole number from {low} to {high}")
        return value

    return parse


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise _FaultError("", value, "true or false")
    return value


def _tolerance(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value < float("inf"):
        raise _FaultError("", value, "a number, 0 or larger")
    return float(value)


def _number(numbers: Mapping[str, float]) -> Parser:
    def parse(value: Any) -> float:
        if isinstance(value, str) and value in numbers:
            return numbers[value]
        if type(value) not in (int, float) or not abs(value) < float("inf"):
            raise _FaultError("", value, "a number, or a name that stands under 'numbers'")
        return float(value)

    return parse


def _many(parse: Parser, low: int, high: int) -> Parser:
    def parse_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not low <= len(value) <= high:
            raise _FaultError("", value, f"a list of {low} to {high}")
        return tuple(_inside(f"[{n}]", parse, one) for n, one in enumerate(value, start=1))

    return parse_all


def _record(make: Callable[..., Any], fields: Fields) -> Parser:
    def parse(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _FaultError("", value, "fields: " + ", ".join(fields))
        for name in value:
            if name not in fields:
                raise _FaultError(str(name), value[name], "only the fields " + ", ".join(fields))
        found = {}
        for name, (inner, default) in fields.items():
            if name in value:
                found[name] = _inside(name, inner, value[name])
            elif default is _REQUIRED:
                raise _FaultError(name, None, "this field")
            else:
                found[name] = default
        return make(**found)

    return parse


def _all(**parsers: Parser) -> Fields:
    """Describe fields that have to be there."""
    return {name: (parse, _REQUIRED) for name, parse in parsers.items()}


def _distinct(field: str, values: Iterable[Any]) -> None:
    for value, times in Counter(values).items():
        if times > 1:
            raise _FaultError(field, value, "each only once")


def _quantity(value: Any) -> float:
    names = ", ".join(quantities.__all__)
    if not isinstance(value, list) or not value or value[0] not in quantities.__all__:
        raise _FaultError("", value, f"a list that begins with one of {names}")
    name, *arguments = value
    try:
        return float(getattr(quantities, name)(*arguments))
    except (TypeError, ValueError) as error:
        raise _FaultError("", value, f"a quantity that exists: {error}") from None


def _quantities(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise _FaultError("", value, "names, each with a quantity")
    return {
        _inside("", _slug, name): _inside(str(name), _quantity, one) for name, one in value.items()
    }


def _fill(value: Any, numbers: Mapping[str, float], place: str = "") -> Any:
    """Put the numbers into every text of an item."""
    if isinstance(value, dict):
        return {name: _fill(one, numbers, f"{place}.{name}") for name, one in value.items()}
    if isinstance(value, list):
        return [_fill(one, numbers, f"{place}[{n}]") for n, one in enumerate(value, start=1)]
    if not isinstance(value, str):
        return value

    def write(mark: re.Match[str]) -> str:
        if mark[1] not in numbers:
            raise _FaultError(place.lstrip("."), mark[0], "a name that stands under 'numbers'")
        return f"{numbers[mark[1]]:,.10g}"

    filled = re.sub(r"<<([a-z0-9-]+)>>", write, value)
    for role, known in (("claim", _claims), ("cite:?[a-z]*", references)):
        for keys in re.findall(rf"{{{role}}}`([^`]+)`", filled):
            for key in re.split(r"[\s,]+", keys):
                if key not in known():
                    source = "a key of claims.csv" if role == "claim" else "a key of references.bib"
                    raise _FaultError(place.lstrip("."), key, source)
    return filled


@cache
def _claims() -> frozenset[str]:
    return frozenset(load_claims()["key"])


# The fields of an item, by its role and type.


def _common(chapter: str, goals: tuple[str, ...] | None, numbers: Mapping[str, float]) -> Fields:
    goal = _text if goals is None else _one_of(goals)
    return {
        **_all(
            id=_matching(rf"{chapter}(-[a-z0-9]+)+", f"lower-case words after '{chapter}-'"),
            title=_title,
            role=_one_of(ROLES),
            objective=goal,
            bloom=_one_of(BLOOM),
            minutes=_whole(1, 240),
            mode=_one_of(MODES),
            python=_flag,
            status=_one_of(STATUSES),
            prompt=_text,
        ),
        "numbers": (lambda _: numbers, numbers),
    }


def _of_type(kind: str, numbers: Mapping[str, float]) -> Fields:
    """Describe the fields that one type of self-check has."""
    number = _number(numbers)
    words = _many(_wording, 1, 20)
    option = _record(Option, {**_all(text=_label, feedback=_text), "right": (_flag, False)})
    match kind:
        case "choice":
            return _all(options=_many(option, 2, 6))
        case "multiple":
            return _all(options=_many(option, 3, 8))
        case "match":
            pair = _record(Pair, _all(left=_label, right=_plain(60), feedback=_text))
            decoys = _many(_plain(60), 1, 6)
            return {**_all(pairs=_many(pair, 2, 8)), "decoys": (decoys, ())}
        case "order":
            return _all(steps=_many(_record(Step, _all(text=_label, feedback=_text)), 3, 8))
        case "numeric":
            wrong = _record(Mistake, _all(value=number, feedback=_text))
            needed = _all(value=number, tolerance=_tolerance, otherwise=_text)
            return {**needed, **_all(mistakes=_many(wrong, 1, 6)), "unit": (_plain(40), "")}
        case _:
            wrong = _record(Mistake, _all(accept=words, feedback=_text))
            return _all(accept=words, mistakes=_many(wrong, 1, 6), otherwise=_text)


def _question(chapter: str, goals: tuple[str, ...] | None, raw: Any) -> Question:
    """Read one item."""
    numbers: dict[str, float] = {}
    if isinstance(raw, dict):
        numbers = _inside("numbers", _quantities, raw.get("numbers", {}))
        raw = _fill(raw, numbers)
    fields = dict(_common(chapter, goals, numbers))
    if isinstance(raw, dict) and raw.get("role") in ROLES:
        role, kind = raw["role"], raw.get("type")
        if kind is not None:  # before its other fields, which depend on it
            _inside("type", _one_of(TYPES[role]), kind)
        fields["type"] = (_one_of(TYPES[role]), _REQUIRED)
        if role == "assignment":
            fields |= {"method": (_plain(60), ""), "signature": (_flag, False)}
            if kind == "code":
                fields["starter"] = (_code, "")
        elif kind in TYPES[role]:
            fields |= {**_of_type(kind, numbers), **_all(prompt=_label, explanation=_text)}
    question: Question = _record(lambda **found: Question(chapter, **found), fields)(raw)
    _check(question)
    return question


def _check(question: Question) -> None:
    """See that the fields of an item agree."""
    if question.role == "self-check":
        if question.mode != "alone":
            raise _FaultError("mode", question.mode, "alone, as for every self-check")
        if question.python:
            raise _FaultError("python", True, "false, as for every self-check")
    if question.type == "code" and not question.python:
        raise _FaultError("python", False, "true, because the type is code")
    _distinct("options", [option.text for option in question.options])
    _distinct("pairs", [pair.left for pair in question.pairs])
    _distinct("decoys", [*question.decoys, *{pair.right for pair in question.pairs}])
    _distinct("steps", [step.text for step in question.steps])
    right = sum(option.right for option in question.options)
    if question.type == "choice" and right != 1:
        raise _FaultError("options", f"{right} right", "exactly one with right: true")
    if question.type == "multiple" and not 0 < right < len(question.options):
        raise _FaultError("options", f"{right} right", "some with right: true, some without")
    if question.type == "match" and len(question.choices()) < 2:
        raise _FaultError(
            "pairs", question.choices()[0], "at least two different right sides or decoys"
        )
    for mistake in question.mistakes:
        if mistake.value is not None and near(mistake.value, question):
            raise _FaultError("mistakes", mistake.value, "numbers that are wrong")
    words = [question.accept, *(mistake.accept for mistake in question.mistakes)]
    _distinct("accept, mistakes", [normal(word) for some in words for word in some])
    _distinct("mistakes", [m.value for m in question.mistakes if m.value is not None])


def near(number: float, question: Question) -> bool:
    """Say whether a number answers a numeric question.

    Parameters
    ----------
    number : float
        Somebody's answer.
    question : Question
        Of type ``numeric``.

    Returns
    -------
    bool
        Whether it lies within the tolerance, rounding of the machine aside.
    """
    return abs(number - question.value) <= question.tolerance + 1e-9 * max(1, abs(question.value))


def normal(words: str) -> str:
    """Bring a short answer into the form in which answers are compared.

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


# Files


class _Yaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain YAML that refuses a field that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                ids = [v.value for k, v in node.value if k.value == "id"]
                item = f", id {ids[0]!r}" if ids else ""
                file = Path(key.start_mark.name).name
                raise DataError(
                    f"{file}{item}, field {key.value!r}: {_short(value.value)}; "
                    f"expected a field that stands once; line {key.start_mark.line + 1} repeats it"
                )
            seen.add(str(key.value))
        return dict(super().construct_mapping(node, deep))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."


def _items(path: Path) -> list[Any]:
    """Read a YAML file that is a list."""
    try:
        with path.open(encoding="utf-8") as file:
            found = yaml.load(file, Loader=_Yaml)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}; expected YAML") from error
    if not isinstance(found, list) or not found:
        raise DataError(f"{path.name}: {_short(found)}; expected a list of items")
    return found


def _read(path: Path, parse: Parser) -> list[Any]:
    """Parse every item of a file; a fault names file and id, or the place in the list."""
    found = []
    for number, raw in enumerate(_items(path), start=1):
        try:
            found.append(parse(raw))
        except _FaultError as fault:
            raise _fail(path, number, raw, fault) from None
    return found


def _fail(path: Path, number: int, raw: Any, fault: _FaultError) -> DataError:
    name = raw.get("id") if isinstance(raw, dict) else None
    where = f"id {name!r}" if name else f"item {number}"
    value = "missing" if fault.value is None else _short(fault.value)
    field = f", field {fault.field!r}" if fault.field else ""
    return DataError(f"{path.name}, {where}{field}: {value}; expected {fault.expected}")


def _files(path: Path) -> list[Path]:
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
        If the chapter has no such opening.
    """
    path = Path(path)
    opening = re.search(r"^```\{lesson\}.*?^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    found = re.findall(r"^- (.+?)[;.]?$", opening[0], re.MULTILINE) if opening else []
    if not found:
        raise DataError(f"{path.name}: no {{lesson}} with objectives; questions assess them")
    return tuple(found)


def load_questions(
    path: Path | str | None = None, chapters: Path | str | None = None
) -> tuple[Question, ...]:
    """Load the question bank: self-checks with their answers, assignments without.

    Parameters
    ----------
    path : path, optional
        A folder of YAML files, or one of them; the book's own bank by default.
    chapters : path, optional
        The folder of chapters whose objectives the items assess; in a checkout the book's own by
        default. Where there is none, objectives are not compared.

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
    path = Path(path) if path else data_folder() / "questions"
    folder = Path(chapters) if chapters else Path(__file__).parent.parent / "chapters"
    found: dict[str, Question] = {}
    for file in _files(path):
        goals = _goals(file, folder) if folder.is_dir() else None
        for question in _read(file, partial(_question, file.stem, goals)):
            if question.id in found:
                raise DataError(
                    f"{file.name}, id {question.id!r}, field 'id': {question.id!r}; expected an id "
                    f"that {found[question.id].chapter}.yml has not used"
                )
            found[question.id] = question
    return tuple(found.values())


def _goals(file: Path, chapters: Path) -> tuple[str, ...]:
    chapter = chapters / f"{file.stem}.md"
    if not chapter.is_file():
        raise DataError(f"{file.name}: {file.stem!r}; expected the name of a chapter")
    return objectives(chapter)


def _answer(questions: Mapping[str, Question], raw: Any) -> Answer:
    """Read one entry of a key."""
    question = questions.get(str(raw.get("id"))) if isinstance(raw, dict) else None
    numbers = dict(question.numbers) if question else {}
    if isinstance(raw, dict):
        numbers |= _inside("numbers", _quantities, raw.get("numbers", {}))
        raw = _fill(raw, numbers)
    level = _record(Level, _all(points=_whole(0, 100), text=_text))
    criterion = _record(Criterion, _all(criterion=_text, levels=_many(level, 2, 5)))
    belief = _record(Misconception, _all(belief=_text, response=_text))
    samples = _record(Samples, _all(weak=_text, strong=_text, difference=_text))
    coded = question is not None and question.type == "code"
    answer: Answer = _record(
        Answer,
        {
            **_all(
                id=_one_of(questions),
                answer=_text,
                rubric=_many(criterion, 2, 6),
                misconceptions=_many(belief, 1, 10),
            ),
            "numbers": (lambda _: numbers, numbers),
            "marking": (_text, ""),
            "code": (_code, _REQUIRED if coded else ""),
            "samples": (samples, None),
        },
    )(raw)
    _check_answer(answer)
    if question and question.signature != (answer.samples is not None):
        expected = "samples, as for every item" if question.signature else "none, or an item"
        raise _FaultError("samples", answer.samples, f"{expected} with signature: true")
    return answer


def _check_answer(answer: Answer) -> None:
    """See that a rubric is one, and that an argument names its sources."""
    size = len(answer.rubric[0].levels)
    for number, criterion in enumerate(answer.rubric, start=1):
        points = [level.points for level in criterion.levels]
        place = f"rubric[{number}].levels"
        if points != sorted(set(points), reverse=True) or points[-1] != 0:
            raise _FaultError(place, points, "points that fall, the last 0")
        if len(points) != size:
            raise _FaultError(place, f"{len(points)} levels", f"{size}, as for the first criterion")
    _distinct("rubric", [criterion.criterion for criterion in answer.rubric])
    if not answer.code and "{claim}" not in answer.answer and "{cite" not in answer.answer:
        raise _FaultError(
            "answer", answer.answer, "a {claim} or {cite} as source, or code that shows it"
        )


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
        If a file or an entry breaks the format, an id is no assignment of the file's chapter or
        stands twice, or an assignment of a chapter has no entry.
    FileNotFoundError
        If there is no such folder or file, or nothing in it.
    """
    path = Path(path)
    files = _files(path)
    if not any(file.is_file() for file in files):
        raise FileNotFoundError(f"{path}: no key there; expected <chapter>.yml files")
    assignments = [
        question
        for question in (load_questions() if questions is None else questions)
        if question.role == "assignment"
    ]
    found: list[Answer] = []
    for file in files:
        here = {question.id: question for question in assignments if question.chapter == file.stem}
        answers = _read(file, partial(_answer, here))
        ids = Counter(answer.id for answer in answers)
        for name in here:
            if ids[name] != 1:
                raise DataError(
                    f"{file.name}, id {name!r}, field 'id': {ids[name]} entries; expected one"
                )
        found += answers
    missing = {q.chapter for q in assignments} - {file.stem for file in files}
    if path.is_dir() and missing:
        name = min(missing)
        first = next(q.id for q in assignments if q.chapter == name)
        raise DataError(f"{name}.yml, id {first!r}: missing; expected a key for this assignment")
    return tuple(found)


def main(arguments: list[str]) -> int:
    """Check the bank, and a key if there is one.

    Parameters
    ----------
    arguments : list of str
        The folder of a key; ``instructor`` by default.

    Returns
    -------
    int
        0, or 1 when there is a fault.
    """
    key = Path(arguments[0] if arguments else "instructor")
    try:
        bank = load_questions()
        print(f"{len(bank)} questions")
        if arguments or key.is_dir():
            print(f"{len(load_answers(key, bank))} answers in {key}")
    except (DataError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
