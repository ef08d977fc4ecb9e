"""A backend of matplotlib: a figure becomes elements of an SVG, as they are drawn.

The elements touch nothing of the page that they will stand in: an id is used within the picture
and begins with its name, and colours of the palette are CSS variables. A gid becomes the name of a
part; all other groups leave no trace.
"""

import base64
import hashlib
import io
from functools import lru_cache
from html import escape
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform
from PIL import Image

from islands import markup
from islands.controls import slug
from islands.look import Look

EDGE = 0.18
"""Width of the edge of letters, see `islands.halo`, on both sides together: in their sizes."""

_SHARPNESS = 2  # pixels of an image to a point
_TILE = 72  # of a hatch, in points
_STOP, _MOVE, _LINE, _CLOSE = map(int, (Path.STOP, Path.MOVETO, Path.LINETO, Path.CLOSEPOLY))
_LETTERS = {_MOVE: "M", _LINE: "L", int(Path.CURVE3): "Q", int(Path.CURVE4): "C"}
_ANCHORS = {"center": "middle", "right": "end"}
_CAPS = {"projecting": "square"}


def pieces(
    figure: Figure, name: str, label: str, look: Look, *, text: bool, wide: bool = False
) -> list[str]:
    """Return a figure as an ``<svg>`` element to stand inside a page.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        With 72 dots per inch.
    name : str
        Begins every id, so that several pictures share a page.
    label : str
        The alternative text, or ``#`` and the id of the element that holds it.
    look : Look
        Its palette says which colours become variables.
    text : bool
        Whether letters are text, where the look has a family for it; else, and in formulas, they
        are outlines.
    wide : bool
        Whether it was drawn for a wide page, which its class then says.

    Returns
    -------
    list of str
        How it opens; one element each, a part being one; how it closes. Lengths are in points.

    Raises
    ------
    ValueError
        If two parts have one name.
    """
    family = look.family if text else None
    renderer = _Renderer(figure, name, look, bool(family))
    figure.draw(renderer)
    named = f'aria-label="{escape(label)}"'
    if label.startswith("#"):
        named = f'aria-labelledby="{label[1:]}"'
    role = "group" if renderer.linked else "img"  # what is an image holds no links
    opening = (
        f'<svg class="{markup.PICTURE}{" " + markup.WIDE if wide else ""}" role="{role}" {named}'
        f' viewBox="0 0 {renderer.width:g} {renderer.height:g}" xmlns="http://www.w3.org/2000/svg" '
        'stroke-linejoin="round" stroke-linecap="butt"'
    )
    if family:  # letters stand where they were measured, not on the dots of a screen
        opening += f' font-family="{family}" text-rendering="geometricPrecision"'
    return [f"{opening}>", *renderer.elements, "</svg>"]


def _number(value: float) -> str:
    """Return a coordinate: a tenth of a point is less than a screen shows."""
    return f"{round(float(value), 1) + 0.0:g}"  # no minus before a nought


@lru_cache(1024)
def _path_data(vertices: bytes, codes: bytes, digits: int) -> str:
    """Return a path; coastlines, boxes and marks stand in many states."""
    points = np.round(np.frombuffer(vertices).reshape(-1, 2), digits) + 0.0
    words, before = [], _STOP
    for code, (x, y) in zip(codes, points.tolist(), strict=True):
        if code == _STOP:
            break
        if code == _CLOSE:
            words.append("z")
        else:  # a letter holds until the next; after M follow lines
            goes_on = code == (_LINE if before == _MOVE else before) != _MOVE
            words.append(f"{' ' if goes_on else _LETTERS[code]}{x:g} {y:g}")
        before = code
    return "".join(words)


@lru_cache(4096)
def _text_size(words: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
    return text_to_path.get_text_width_height_descent(words, prop, ismath)


class _Renderer(RendererBase):
    """Collects the elements of one drawing."""

    def __init__(self, figure: Figure, name: str, look: Look, text: bool) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.name, self.look, self.text = name, look, text
        self.width, self.height = map(float, 72 * figure.get_size_inches())
        self.flip = Affine2D().scale(1, -1).translate(0, self.height)
        self.meanings = {shade.light: meaning for meaning, shade in look.palette.items()}
        self.names: set[str] = set()
        self.groups: list[tuple[str, Any, list[str]]] = [("", None, self.elements)]
        self.digits, self.halo = 1, ""  # letters as outlines need more digits
        self.linked = False

    # ---- what matplotlib asks

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def get_image_magnification(self) -> float:
        return _SHARPNESS

    def option_image_nocomposite(self) -> bool:
        return True  # each image is an element

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        return _text_size(s, prop.copy(), ismath)  # a key that nobody changes

    # ---- groups

    def open_group(self, s: str, gid: str | None = None) -> None:
        if gid and gid in self.names:
            raise ValueError(f"{self.name}: part {str(gid)!r} stands twice in one drawing")
        self.names.update([gid] if gid else [])
        self.groups.append((s, gid, [] if gid else self.groups[-1][2]))

    def close_group(self, s: str) -> None:
        label = None
        while label != s:  # words without a place are left open
            label, gid, inside = self.groups.pop()
            if gid and inside:
                words = getattr(gid, "words", "")
                spoken = f' data-words="{escape(words)}"' if words else ""
                sets = ",".join(f"{k}={slug(v)}" for k, v in getattr(gid, "sets", {}).items())
                spoken += f' data-sets="{sets}"' if sets else ""
                part = f'<g data-part="{escape(gid)}"{spoken}>{"".join(inside)}</g>'
                self.groups[-1][2].append(part)

    def put(self, gc: GraphicsContextBase, element: str) -> None:
        """Add an element, cut where matplotlib cuts it; what has an address leads there.

        A link has the words of its part as its title, and is reached by pointer alone: words
        beside the picture lead there by keyboard.
        """
        clip = self.clip(gc)
        if url := gc.get_url():
            self.linked = True
            words = getattr(self.groups[-1][1], "words", "")
            title = f"<title>{escape(words, quote=False)}</title>" if words else ""
            element = f'<a href="{escape(url)}" tabindex="-1">{title}{element}</a>'
        self.groups[-1][2].append(f'<g clip-path="{clip}">{element}</g>' if clip else element)

    def define(self, tag: str, options: str, content: str) -> str:
        """Return a reference to something by an id that says what it is: states share it."""
        digest = hashlib.sha256(f"{tag}{options}{content}".encode()).hexdigest()[:8]
        name = f"{self.name}-{digest}"
        definition = f'<defs><{tag} id="{name}"{options}>{content}</{tag}></defs>'
        if definition not in self.elements:
            self.elements.append(definition)
        return f"url(#{name})"

    def clip(self, gc: GraphicsContextBase) -> str:
        box = gc.get_clip_rectangle()
        path, transform = gc.get_clip_path()
        if path is not None and transform is not None:
            shape = f'<path d="{self.path_data(path, transform)}"/>'
        elif box is None:
            return ""
        else:
            left, bottom, right, top = box.extents
            if left <= 0 and bottom <= 0 and right >= self.width and top >= self.height:
                return ""  # the edge of the sheet cuts too
            sides = (left, self.height - top, right - left, top - bottom)
            shape = '<rect x="{}" y="{}" width="{}" height="{}"/>'.format(*map(_number, sides))
        return self.define("clipPath", "", shape)

    # ---- how things look

    def colour(self, rgba: Any) -> str:
        code = rgb2hex(rgba)
        return self.look.variable(self.meanings[code]) if code in self.meanings else code

    def paint(self, gc: GraphicsContextBase, kind: str, rgba: Any) -> list[str]:
        styles = [f"{kind}:{self.colour(rgba)}"]
        if len(rgba) == 4 and rgba[3] != 1 and not gc.get_forced_alpha():
            styles.append(f"{kind}-opacity:{rgba[3]:g}")
        return styles

    def opacity(self, gc: GraphicsContextBase) -> list[str]:
        alpha = gc.get_alpha()
        return [f"opacity:{alpha:g}"] if gc.get_forced_alpha() and alpha != 1 else []

    def style(self, gc: GraphicsContextBase, face: Any) -> str:
        if gc.get_hatch() is not None:
            styles = [f"fill:{self.hatch(gc, face)}"]
        else:
            styles = ["fill:none"] if face is None else self.paint(gc, "fill", face)
        if width := gc.get_linewidth():
            styles += self.paint(gc, "stroke", gc.get_rgb())
            styles += [f"stroke-width:{width:g}"] if width != 1 else []
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                styles.append(
                    "stroke-dasharray:" + ",".join(f"{dash:g}" for dash in np.ravel(dashes))
                )
                styles += [f"stroke-dashoffset:{offset:g}"] if offset else []
            join, cap = gc.get_joinstyle(), gc.get_capstyle()
            styles += [f"stroke-linejoin:{join}"] if join != "round" else []
            styles += [f"stroke-linecap:{_CAPS.get(cap, cap)}"] if cap != "butt" else []
        return ";".join([*styles, *self.opacity(gc)])

    def hatch(self, gc: GraphicsContextBase, face: Any) -> str:
        path, side = gc.get_hatch_path(), f'width="{_TILE}" height="{_TILE}"'
        assert path is not None
        d = self.path_data(path, Affine2D().scale(_TILE).translate(0, self.height - _TILE))
        colour = self.colour(gc.get_hatch_color())
        style = f"fill:{colour};stroke:{colour};stroke-width:{gc.get_hatch_linewidth():g}"
        ground = "" if face is None else f'<rect {side} style="fill:{self.colour(face)}"/>'
        content = f'{ground}<path d="{d}" style="{style}"/>'
        return self.define("pattern", f' {side} patternUnits="userSpaceOnUse"', content)

    # ---- what is drawn

    def path_data(self, path: Any, transform: Transform, **options: Any) -> str:
        down = path.cleaned(transform + self.flip, remove_nans=True, curves=True, **options)
        return _path_data(down.vertices.tobytes(), down.codes.tobytes(), self.digits)

    def circle(self, path: Path, transform: Transform) -> str:
        """Return a round mark as what it is, since its curves would be twenty times as long."""
        if path is not Path.unit_circle():
            return ""
        matrix: Any = (transform + self.flip).get_matrix()
        (wide, slant, x), (turn, high, y), _ = matrix
        if slant or turn or abs(wide) != abs(high):
            return ""
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(abs(wide))}"'

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        style = self.style(gc, rgbFace)
        if style == "fill:none":
            return
        shape = self.circle(path, transform)
        if not shape:
            line = rgbFace is None and gc.get_hatch() is None
            d = self.path_data(
                path,
                transform,
                clip=(0, 0, self.width, self.height) if line else None,
                simplify=line and path.should_simplify,
                sketch=gc.get_sketch_params(),
            )
            shape = f'<path d="{d}"' if d else ""
        if shape:
            self.put(gc, f'{shape} style="{style}{self.halo}"/>')

    def draw_image(
        self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None
    ) -> None:
        file = io.BytesIO()
        high, wide = (side / _SHARPNESS for side in im.shape[:2])
        middle = im[len(im) // 2].astype(int)  # a gradient is one row, which is stretched
        alike = np.abs(im[1:-1] - middle).max(initial=0) <= 2  # but for rounding
        rows = im[len(im) // 2][None] if alike else im[::-1]
        Image.fromarray(rows).save(file, format="png")
        sides = map(_number, (x, self.height - y - high, wide, high))
        place = 'x="{}" y="{}" width="{}" height="{}"'.format(*sides)
        data = base64.b64encode(file.getvalue()).decode()
        self.put(
            gc, f'<image {place} preserveAspectRatio="none" href="data:image/png;base64,{data}"/>'
        )

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        size, ground = prop.get_size_in_points(), getattr(self.groups[-1][1], "ground", "")
        halo = ""
        if ground:  # beneath the letters
            edge = f"stroke:{self.look.variable(ground)};stroke-width:{EDGE * size:.3g}"
            halo = f";{edge};paint-order:stroke"
        if ismath or not self.text:
            self.digits, self.halo = 2, halo
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            self.digits, self.halo = 1, ""
            return
        weight = prop.get_weight()
        weight = weight_dict[weight] if isinstance(weight, str) else weight
        styles = [] if prop.get_style() == "normal" else [f"font-style:{prop.get_style()}"]
        styles += [f"font-weight:{weight}"] if weight != 400 else []
        styles += [*self.paint(gc, "fill", gc.get_rgb()), *self.opacity(gc)]
        styles += ["white-space:pre"] if s != " ".join(s.split()) else []
        if mtext and not angle:  # numbers that count stay where they are anchored
            x, _ = mtext.get_transform().transform(mtext.get_unitless_position())
            align = mtext.get_horizontalalignment()
            styles += [f"text-anchor:{_ANCHORS[align]}"] if align in _ANCHORS else []
        place = f'x="{_number(x)}" y="{_number(y)}"'
        if angle:
            place = f'transform="translate({_number(x)} {_number(y)}) rotate({-angle:g})"'
        length = self.get_text_width_height_descent(s, prop, False)[0]
        self.put(
            gc,
            f'<text {place} font-size="{size:g}" textLength="{length:.1f}" '
            f'lengthAdjust="spacingAndGlyphs" style="{";".join(styles)}{halo}">'
            f"{escape(s, quote=False)}</text>",
        )

    def draw_gouraud_triangles(
        self, gc: GraphicsContextBase, triangles_array: Any, colors_array: Any, transform: Any
    ) -> None:
        raise NotImplementedError(f"{self.name}: shading='gouraud'; expected 'flat' or 'nearest'")
