"""What a field of an item may hold.

A check takes a value and returns it, or raises ValueError with what was expected, as those of cells
do; a fault in another field than the one looked at names that field.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)

from bank import quantities
from secdilemma import checks
from secdilemma.checks import fault


def needs(expected: str, holds: Callable[[Any], bool]) -> BeforeValidator:
    """Accept what a condition holds for."""

    def check(value: Any) -> Any:
        if not holds(value):
            raise ValueError(expected)
        return value

    return BeforeValidator(check)


# Texts


def shaped(pattern: str, expected: str) -> AfterValidator:
    """Accept text that a pattern fits."""
    return AfterValidator(checks.matching(pattern, expected))


def completed(value: Any, info: ValidationInfo) -> str:
    """Accept text, with its numbers filled in and its claims and works looked up."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("some text (in quotes, if it is a number or yes or no)")
    if odd := checks.hidden(value, allowed="\n"):
        raise ValueError(f"text without hidden characters such as {odd!r}")
    numbers = info.context.numbers  # type: ignore[union-attr]

    def write(mark: re.Match[str]) -> str:
        if mark[1] not in numbers:
            raise fault("", mark[0], "a name that stands under 'numbers'")
        number = numbers[mark[1]]
        return number if isinstance(number, str) else f"{number:,.10g}"

    text = re.sub(r"<<([a-z0-9-]+)>>", write, value)
    for role, keys in re.findall(r"\{(claim|cite)(?::?[a-z]*)\}`([^`]+)`", text):
        known, where = quantities.known_keys(role)
        for key in re.split(r"[\s,]+", keys):
            if key not in known:
                raise fault("", key, f"a key of {where}")
    return text


def written(value: Any, info: ValidationInfo) -> str:
    """Accept such text, if its markup is what everybody may use."""
    text = completed(value, info)
    if odd := checks.foreign(text):
        raise ValueError(f"{checks.PLAIN}, not {odd!r}")
    return text


def label(text: str) -> str:
    """Accept what can stand beside a control, where a link would be a second thing to press."""
    link = r"\{(claim|cite\S*|ref|numref|doc)\}|\]\(|\n\s*\n"
    block = r"[#>|]|[-+*]\s|\d+[.)]\s|```|:::|---"
    if re.search(link, text) or re.match(block, text):
        raise ValueError("one paragraph without links, claims and citations")
    return text


def python(text: str) -> str:
    """Accept Python that can be compiled, and cannot end the block of code that shows it."""
    if "``````" in text:
        raise ValueError("Python without six backticks in a row")
    try:
        compile(text, "code", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"Python that compiles, not {error or 'this'}") from None
    return text


Line = Annotated[str, BeforeValidator(written), AfterValidator(checks.text)]
Text = Annotated[str, BeforeValidator(written), AfterValidator(lambda text: text.strip())]
Label = Annotated[Text, AfterValidator(label)]
Python = Annotated[
    str,
    BeforeValidator(completed),
    AfterValidator(lambda text: text.strip()),
    AfterValidator(python),
]
Name = Annotated[str, AfterValidator(checks.slug)]
Brief = Annotated[Line, shaped(".{1,60}", "one line of plain text, at most 60 long")]
Title = Annotated[Brief, shaped(".*[^.]", "a title without a full stop")]
Wording = Annotated[
    Line, shaped(r"(?=.*\w)[^|]{1,80}", "at most 80 characters of plain text, without |")
]


# Material


def material(value: str) -> str:
    """Accept what a sheet can print beside a task: a figure, Table 1, an event or a claim."""
    known = {*quantities.known_keys("claim")[0], *quantities.known_events(), "table1"}
    if not re.fullmatch(r"fig-[a-z0-9-]+", value) and value not in known:
        raise ValueError(
            "table1, the name of a figure such as fig-chain, an event or the key of a claim"
        )
    return value


Materials = Annotated[
    tuple[Annotated[Line, AfterValidator(material)], ...],
    needs("a list of 1 to 20", lambda v: isinstance(v, list) and 0 < len(v) <= 20),
]
"""Names of figures, tables and claims."""


# Numbers


def is_finite(value: Any) -> bool:
    """Return whether a value is a number that can be computed with; true and false are none."""
    return type(value) in (int, float) and abs(value) < 1e300


def integer(low: int, high: int) -> BeforeValidator:
    """Accept a whole number from ``low`` to ``high``."""
    return needs(
        f"a whole number from {low} to {high}", lambda v: type(v) is int and low <= v <= high
    )


def number(value: Any, info: ValidationInfo) -> float:
    """Accept a number, or the name of one."""
    numbers = info.context.numbers  # type: ignore[union-attr]
    if isinstance(value, str) and is_finite(numbers.get(value)):
        return float(numbers[value])
    if not is_finite(value):
        raise ValueError("a number, or a name that stands under 'numbers'")
    return float(value)


def quantity(value: Any) -> float | str:
    """Return what a list asks for: a function of `quantities` and its arguments."""
    if not isinstance(value, list) or not value or value[0] not in quantities.__all__:
        raise ValueError("a list that begins with one of " + ", ".join(quantities.__all__))
    if not all(isinstance(one, str) or is_finite(one) for one in value):
        raise ValueError("a list of words and numbers")
    name, *arguments = value
    try:
        result = getattr(quantities, name)(*arguments)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise ValueError(f"a quantity that exists: {error}") from None
    if isinstance(result, str):
        return result
    if not is_finite(result):
        raise ValueError(f"a quantity that is a number, which {result} is not")
    return float(result)


def keep(numbers: dict[str, float | str], info: ValidationInfo) -> dict[str, float | str]:
    """Let the texts that follow mention these numbers."""
    info.context.numbers.update(numbers)  # type: ignore[union-attr]
    return numbers


Number = Annotated[float, BeforeValidator(number)]
Distance = Annotated[float, needs("a number, 0 or larger", lambda v: is_finite(v) and v >= 0)]
Quantity = Annotated[float | str, BeforeValidator(quantity)]
Numbers = Annotated[dict[Name, Quantity], AfterValidator(keep), Field(default={})]


# Lists and records


def few(low: int, high: int) -> BeforeValidator:
    """Accept a list of so many."""
    return needs(
        f"a list of {low} to {high}", lambda v: isinstance(v, list) and low <= len(v) <= high
    )


def distinct(field: str, values: Iterable[Any]) -> None:
    """Refuse a value that stands twice."""
    for value, times in Counter(values).items():
        if times > 1:
            raise fault(field, value, "each only once")


def once(name: str) -> AfterValidator:
    """Accept records that differ in a field."""

    def check(records: tuple[Any, ...]) -> tuple[Any, ...]:
        distinct("", (getattr(record, name) for record in records))
        return records

    return AfterValidator(check)


class Record(BaseModel):
    """Fields that are all known, each of its own kind, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
