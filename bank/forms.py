"""The forms of the bank, filled in: those of types, of pages, of sheets and of exports."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bank.schema import Question
from bank.types import HERE, TYPES, files_of

ROOM = Path(__file__).parent
FORMS = Environment(
    loader=FileSystemLoader([ROOM, ROOM / "exports", HERE]),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
"""Each is compiled once. What is not marked as safe is escaped."""


class Body:
    """The macros with which a type writes its own part of a page, a sheet or a format."""

    def __init__(self, question: Question) -> None:
        files = files_of(type(question), ".jinja")
        self.forms = [FORMS.get_template(f"{file.parent.name}/{file.name}") for file in files]

    def __getattr__(self, name: str) -> Any:
        """Return a macro of the type, or else of what it is built on."""
        for form in self.forms:
            if hasattr(form.module, name):
                return getattr(form.module, name)
        raise AttributeError(name)


def gift_text(text: str) -> Markup:
    """Return text in which GIFT's own signs are escaped and no blank line is left."""
    text = re.sub(r"\n+", r"\\n" if "<pre" in text else " ", text.replace("\\", r"\\"))
    return Markup(re.sub(r"([~=#{}:])", r"\\\1", text))


FORMS.globals["body"] = Body
FORMS.filters["gift"] = gift_text


def fill_in(name: str, **values: object) -> str:
    """Return a form with values filled in."""
    return FORMS.get_template(name).render(values)


def script() -> str:
    """Return the script of self-checks, with the part of each type in a block of its own."""
    kinds = TYPES["self-check"].values()
    files = sorted({file for kind in kinds for file in files_of(kind, ".js")})
    parts = "\n".join(f"  {{\n{file.read_text('utf-8')}  }}\n" for file in files)
    return (ROOM / "self-check.js").read_text("utf-8").replace("  /* TYPES */\n", parts)
