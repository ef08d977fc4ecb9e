"""The forms of tables and reference pages: HTML and MyST Markdown that Jinja fills in."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from secdilemma.words import in_words, sentence, when


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("secdilemma", "forms"),
        autoescape=lambda name: bool(name) and str(name).endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(in_words=in_words, sentence=sentence, when=when)
    return environment


def fill_in(name: str, /, **values: object) -> str:
    """Fill in a form.

    Parameters
    ----------
    name : str
        Of its file; what goes into HTML is escaped.
    **values
        What it mentions.

    Returns
    -------
    str
        Its text, without a line break at its end.
    """
    return _environment().get_template(name).render(**values).rstrip("\n")
