"""Plain YAML: lists of items, read so that nothing is guessed and nothing hostile gets far.

Only what looks like a number to everybody is one: ``1:30``, ``012`` and ``2016-07-08`` are text.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from secdilemma.checks import DataError

DEEPEST = 20
"""Lists in lists, no bank needs as many; some thousands of them would end the process."""

NUMBERS = {
    "tag:yaml.org,2002:int": r"-?(0|[1-9][0-9]{0,14})",
    "tag:yaml.org,2002:float": r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,20}(e[-+]?[0-9]{1,3})?",
}


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without odd numbers, dates and merged fields, that refuses a field that stands twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (as the base class has it)
        first: [(tag, rule) for tag, rule in rules if tag.endswith((":bool", ":null"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping, after a look at its fields."""
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name, place = key.value, key.start_mark
            if not isinstance(key, yaml.ScalarNode):  # whose words may be without end
                raise yaml.YAMLError(f"a field that is no word, line {place.line + 1}")
            if name in seen:
                known = isinstance(seen.get("id"), yaml.ScalarNode)
                item = f", id {seen['id'].value!r}" if known else ""
                raise DataError(
                    f"{Path(place.name).name}{item}, field {name!r}: stands twice, again in line "
                    f"{place.line + 1}; expected each field once"
                )
            seen[name] = value
        return dict(super().construct_mapping(node, deep))


for tag, pattern in NUMBERS.items():
    Loader.add_implicit_resolver(tag, re.compile(rf"{pattern}$"), list("-0123456789"))


def look_through(path: Path) -> None:
    """Refuse what cannot be read safely: lists too deep, and values that hold themselves."""
    around: list[str | None] = []  # the anchors of what the event stands in
    with path.open(encoding="utf-8") as file:
        for event in yaml.parse(file, Loader=Loader):
            line = event.start_mark.line + 1
            if getattr(event, "tag", None):
                raise yaml.YAMLError(f"the tag {event.tag!r}, line {line}")
            if isinstance(event, yaml.CollectionStartEvent):
                around.append(event.anchor)
            elif isinstance(event, yaml.CollectionEndEvent):
                around.pop()
            elif isinstance(event, yaml.AliasEvent) and event.anchor in around:
                raise yaml.YAMLError(f"*{event.anchor} stands in itself, line {line}")
            if len(around) > DEEPEST:
                raise yaml.YAMLError(f"more than {DEEPEST} lists in one another, line {line}")


def read_list(path: Path) -> list[Any]:
    """Read a YAML file that is a list.

    Parameters
    ----------
    path : Path
        The file, in UTF-8.

    Returns
    -------
    list
        Of text, numbers, true and false, None, and of lists and mappings of these. An alias stands
        for one and the same object wherever it is used.

    Raises
    ------
    DataError
        If it is no YAML, no list or an empty one, has a field twice or a tag that is not YAML's
        own, or if it is not safe to read.
    """
    try:
        look_through(path)
        with path.open(encoding="utf-8") as file:
            items = yaml.load(file, Loader=Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        fault = " ".join(str(error).replace(str(path), path.name).split())
        raise DataError(f"{path.name}: {fault}; expected plain YAML in UTF-8") from None
    if not isinstance(items, list) or not items:
        kind = "fields or a word" if items else "nothing"
        raise DataError(f"{path.name}: {kind}; expected a list of items")
    return items
