"""A package of QTI 2.1, which has every item: each a file, and one test with a section per chapter.

`qti-item.xml`, `qti-test.xml` and `qti-manifest.xml` are its forms. Formulas stay MathML, of which
QTI is made too.
"""

from dataclasses import dataclass
from functools import partial

from jinja2 import Template
from markupsafe import Markup

from bank.exports import answers
from bank.exports.cartridge import form
from bank.items import Chapter, Item
from tools.pages import BOOK

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"

INTERACTIONS = {
    **{"choice": "choiceInteraction", "multiple": "choiceInteraction", "match": "matchInteraction"},
    **{"order": "orderInteraction", "numeric": "textEntryInteraction"},
    **{"essay": "extendedTextInteraction", "code": "extendedTextInteraction"},
}
"""By type; a short self-check has a textEntryInteraction too, a short assignment does not."""


@dataclass(frozen=True)
class Target:
    """What things are matched with.

    Attributes
    ----------
    name, text : str
        Its identifier, and what is shown.
    """

    name: str
    text: str


def interaction(item: Item) -> str:
    """Name the kind of answer that an item asks for."""
    question = item.question
    if question.type == "short":
        check = question.role == "self-check"
        return "textEntryInteraction" if check else "extendedTextInteraction"
    return INTERACTIONS[question.type]


def written(item: Item, base: str, item_form: Template) -> str:
    """Write an item as a file."""
    question = item.question
    targets = [Target(f"T{n}", text) for n, text in enumerate(answers.choices(question), start=1)]
    named = {target.text: target.name for target in targets}
    matched = answers.pairs(item, base, latex=False) if question.pairs or question.steps else []
    text = item_form.render(
        space=SPACE,
        item=item,
        asked=question,
        interaction=interaction(item),
        text=partial(html, item, base),
        prompt=Markup(answers.asked(item, base, latex=False)),
        options=answers.options(item, base, latex=False) if question.options else [],
        entries=answers.entries(item, base, latex=False) if question.otherwise else [],
        pairs=[(left, named[right]) for left, right in matched],
        targets=targets,
        explanation=Markup(answers.explanation(item, base, latex=False)),
        kit=answers,
        Markup=Markup,
    )
    return text.replace("&nbsp;", "\u00a0")


def html(item: Item, base: str, tags: list[object]) -> Markup:
    """Write pieces of an item."""
    return Markup(item.html(tags, base, latex=False))  # type: ignore[arg-type]


def qti(chapters: list[Chapter], base: str) -> dict[str, str]:
    """Write a package.

    Parameters
    ----------
    chapters : list of Chapter
        The chapters that have items.
    base : str
        Where the book is found.

    Returns
    -------
    dict of str to str
        Its files by their names.
    """
    item_form = form("qti-item.xml")
    files = {
        f"items/{item.question.id}.xml": written(item, base, item_form)
        for chapter in chapters
        for item in chapter.items
    }
    given = {"chapters": chapters, "book": BOOK, "space": SPACE, "kit": answers}
    for name in ("test", "manifest"):
        file = "imsmanifest.xml" if name == "manifest" else "test.xml"
        files[file] = form(f"qti-{name}.xml").render(**given, interaction=interaction)
    return files
