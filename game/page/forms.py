"""The forms of the played dilemma: HTML beside this file, which Jinja fills in.

Lines of a form are joined, whatever their indent: between two elements stands no space that nobody
wrote, and a text stays on one line. Each form knows `words`, `rules`, `readings`, `policies` and
the names of the states, `us` and `them`.
"""

import re
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined

from game.rules import POLICIES, READINGS, RULES
from game.words import names, words


def _joined(name: str) -> tuple[str, str, None]:
    path = Path(__file__).with_name(name)
    return re.sub(r"\n\s*", "", path.read_text("utf-8")), str(path), None


FORMS = Environment(autoescape=True, loader=FunctionLoader(_joined), undefined=StrictUndefined)


def fill_in(name: str, /, **given: object) -> str:
    """Return what a form makes of values.

    Parameters
    ----------
    name : str
        Of its file.
    **given : object
        What it asks for besides rules and words.

    Returns
    -------
    str
        HTML.
    """
    us, them = names(0)
    known = {"rules": RULES, "readings": READINGS, "policies": POLICIES, "words": words()}
    return FORMS.get_template(name).render(known | {"us": us, "them": them} | given)
