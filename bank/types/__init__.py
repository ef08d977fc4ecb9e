"""The types of question, each in one place: ``<role>/<type>.py`` and what has the same name.

The class in that file says what fields an item of the type has and what each format for learning
systems, the printed sheet and the notebook make of them. ``<type>.jinja`` beside it writes the
controls on the page and on paper and the bodies for Moodle, QTI and GIFT, ``<type>.js`` judges an
answer in the page. Where a type has no macro or script of its own, that of the class on which it is
built holds. There is no list of types: whoever adds a file here has added one.
"""

import inspect
import reprlib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from bank.schema import ROLES, Question
from secdilemma.checks import fault

HERE = Path(__file__).parent


def _of_role(role: str) -> dict[str, type[Question]]:
    """Return the types of a role by name, in alphabetical order."""
    folder = role.replace("-", "_")
    names = sorted(path.stem for path in (HERE / folder).glob("[a-z]*.py"))
    modules = {name: import_module(f"{__name__}.{folder}.{name}") for name in names}
    return {name: getattr(module, name.capitalize()) for name, module in modules.items()}


TYPES = {role: _of_role(role) for role in ROLES}
"""The class of each type, by role and name."""


def question_class(raw: dict[str, Any]) -> type[Question]:
    """Return the class of an item by its role and type; refuse an unknown role or type."""
    known: Mapping[str, Any] = TYPES
    for field in ("role", "type"):
        value = raw.get(field)
        if not isinstance(value, str) or value not in known:
            # in short: pydantic writes a value of a context out, which may be without end
            shown = value if value is None or isinstance(value, str) else reprlib.repr(value)
            wrong = fault(field, shown, "one of " + ", ".join(map(repr, known)))
            details = InitErrorDetails(type=wrong, input=shown)
            raise ValidationError.from_exception_data("Question", [details])
        known = known[value]
    return known  # type: ignore[return-value]


def files_of(kind: type[Question], ending: str) -> list[Path]:
    """Return the files of a type: beside its own module, then beside those it is built on."""
    modules = (Path(inspect.getfile(one)) for one in kind.__mro__ if issubclass(one, Question))
    files = dict.fromkeys(module.with_suffix(ending) for module in modules)
    return [file for file in files if file.is_file()]


def rank(question: Question) -> int:
    """Return the place of a question's type among all types, tasks first."""
    order = [kind for role in reversed(ROLES) for kind in TYPES[role].values()]
    return order.index(type(question))
