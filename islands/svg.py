"""From matplotlib's SVG to elements that stand in a page and that pictures share."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree as ET

from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags

from islands.look import Look
from islands.parts import HALO, Part

EDGE = 0.18
"""Width of that edge, on both sides together, in sizes of the letters."""

_NAMESPACE, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_SIZE = 100  # in which letters are measured
_OUTLINE = 6400  # the size of matplotlib's outlines, before it scales them twice


@cache
def advance(words: str, family: str, weight: str, style: str) -> float:
    """Measure how far words lead a pen.

    Parameters
    ----------
    words : str
        One line.
    family, weight, style : str
        As CSS writes them; the face has to be known to matplotlib.

    Returns
    -------
    float
        In sizes of the letters.
    """
    names = [name.strip(" '\"") for name in family.split(",")]
    face = font_manager.FontProperties(family=names)
    face.set_style(style)  # type: ignore[arg-type]
    face.set_weight(int(weight) if weight.isdigit() else weight)
    font = font_manager.get_font(font_manager.findfont(face))
    font.set_size(_SIZE, 72)
    font.set_text(words, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0] / 64 / _SIZE)


def _rounded(text: str) -> str:
    """Round coordinates to a tenth of a point, on one line; a scale keeps all its digits."""

    def shorter(found: re.Match[str]) -> str:
        number = found[0]
        return number if number[0] == "s" else f"{float(number):.1f}".removesuffix(".0")

    return re.sub(r"scale\([^)]*\)|-?\d+\.\d{2,}", shorter, " ".join(text.split()))


def _styles(text: str) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in text.split(";") if pair.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


class _Cleaner:
    """Rewrites the elements of one drawing; see `elements`."""

    def __init__(
        self, drawing: ET.Element, name: str, look: Look, parts: Mapping[str, Part]
    ) -> None:
        self.name, self.look, self.parts = name, look, parts
        self.meanings = {shade.light: meaning for meaning, shade in look.palette.items()}
        self.clips = self._of_the_whole_sheet(drawing)
        attributes = [value for element in drawing.iter() for value in element.attrib.values()]
        self.used = set(re.findall(r"(?:(?<=url\()|^)#([^)\s]+)", "\n".join(attributes), re.M))

    @staticmethod
    def _of_the_whole_sheet(drawing: ET.Element) -> set[str]:
        """Find what cuts at the edge of the sheet: an ``<svg>`` does that itself."""
        width, height = map(float, drawing.attrib["viewBox"].split()[2:])

        def covers(edge: ET.Element) -> bool:
            x, y, wide, high = (float(edge.get(s, "nan")) for s in ("x", "y", "width", "height"))
            return x <= 0 and y <= 0 and x + wide >= width and y + high >= height

        return {clip.attrib["id"] for clip in drawing.iter("clipPath") if covers(clip[0])}

    def clean(self, element: ET.Element) -> Iterator[ET.Element]:
        """Yield what stays of an element: itself, what is inside it, or nothing."""
        gid = element.get("id", "")
        if element.tag in ("metadata", "style") or gid in self.clips:
            return
        inside = [new for child in element for new in self.clean(child)]
        if element.tag == "text":
            yield self._text(element)
            return
        kept = self._attributes(element)
        if element.tag == "g" and gid.startswith(HALO):
            kept["style"] = self._halo(gid.removeprefix(HALO), inside)
        elif element.tag == "g" and gid in self.parts:
            kept = {"data-part": gid, **kept, **self._told(self.parts[gid], inside)}
        if element.tag == "g" and not kept:
            yield from inside
        elif (inside or element.tag not in ("g", "defs")) and kept.get("style") != "fill:none":
            new = ET.Element(element.tag, kept)
            new.extend(inside)
            yield new

    def _told(self, part: Part, inside: list[ET.Element]) -> dict[str, str]:
        """Write what a drawing says of a part."""
        told = {"data-words": part.words} if part.words else {}
        return {**told, "style": self._halo(part.ground, inside)} if part.ground else told

    def _attributes(self, element: ET.Element) -> dict[str, str]:
        kept = {}
        for key, value in element.attrib.items():
            if key == "id":
                if value in self.used:
                    kept[key] = f"{self.name}-{value}"
            elif key == "style":
                kept[key] = self._style(_styles(value))
            elif key == "clip-path" and value[5:-1] in self.clips:
                pass
            elif key == "href" and not value.startswith("#"):
                kept[key] = value
            else:
                kept[key] = re.sub(r"#(?=[^)\s]+\)?$)", f"#{self.name}-", _rounded(value))
        return kept

    def _style(self, styles: dict[str, str]) -> str:
        colours = {
            key: self.look.variable(self.meanings[value]) if value in self.meanings else value
            for key, value in styles.items()
        }
        text = ";".join(f"{key}:{value}" for key, value in colours.items())
        return text.replace("url(#", f"url(#{self.name}-")

    def _halo(self, ground: str, inside: list[ET.Element]) -> str:
        """Give the letters an edge in the colour of their ground, beneath themselves."""
        size = _OUTLINE if inside[0].tag != "text" else float(inside[0].attrib["font-size"])
        width = f"{EDGE * size:.3g}"
        return f"stroke:{self.look.variable(ground)};stroke-width:{width};paint-order:stroke"

    def _text(self, element: ET.Element) -> ET.Element:
        """Write a line of text that keeps its place and its length on every machine."""
        if len(element):
            raise ValueError(f"{self.name}: a formula needs a look whose letters are outlines")
        words, styles = element.text or "", _styles(element.attrib["style"])
        size = float(styles.pop("font-size").removesuffix("px"))
        family = styles.pop("font-family")
        face = (styles.get("font-weight", "400"), styles.get("font-style", "normal"))
        place = _place(element)
        place["font-size"] = f"{size:g}"
        place["textLength"] = f"{size * advance(words, family, *face):.1f}"
        place["lengthAdjust"] = "spacingAndGlyphs"
        if styles.get("text-anchor") == "start":
            del styles["text-anchor"]
        if words != " ".join(words.split()):
            styles["white-space"] = "pre"
        place["style"] = self._style(styles)
        text = ET.Element("text", place)
        text.text = words
        return text


def _place(element: ET.Element) -> dict[str, str]:
    """Return where a line of text stands, without turns that turn nothing."""
    turn = element.get("transform", "")
    if moved := re.fullmatch(r"translate\((\S+) (\S+)\)", turn):
        return {"x": _rounded(moved[1]), "y": _rounded(moved[2])}
    place = {key: _rounded(value) for key, value in element.attrib.items() if key in ("x", "y")}
    return place if turn.startswith("rotate(-0 ") else {**place, "transform": _rounded(turn)}


def elements(source: bytes, name: str, look: Look, parts: Mapping[str, Part]) -> list[str]:
    """Rewrite a drawing of matplotlib as elements that touch nothing of the page round them.

    Groups without an effect are dissolved; only ids that are used remain, with the name before
    them; colours of the palette become CSS variables.

    Parameters
    ----------
    source : bytes
        What matplotlib writes.
    name : str
        Goes before every id, so that several pictures share a page.
    look : Look
        The look it was drawn in.
    parts : mapping of str to Part
        The gids that stay, as ``data-part`` of their group, with their words.

    Returns
    -------
    list of str
        One element each.

    Raises
    ------
    ValueError
        If letters are text and one of them belongs to a formula.
    """
    drawing = ET.fromstring(source)
    for element in drawing.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        if _LINK in element.attrib:
            element.attrib["href"] = element.attrib.pop(_LINK)
    cleaner = _Cleaner(drawing, name, look, parts)
    found = [new for child in drawing for new in cleaner.clean(child)]
    return [ET.tostring(element, encoding="unicode").replace(" />", "/>") for element in found]
