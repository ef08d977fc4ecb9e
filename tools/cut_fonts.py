"""Cut fonts down to what the book shows; run by hand when it comes to need more.

    .venv/bin/python -m uv run --no-project --with ziamath tools/cut_fonts.py

The icons are Font Awesome's, from the theme: those that its style sheet and our templates name. The
mathematics is STIX Two Math, which ziamath carries: brackets and sums grow only with a font that
says how. Page and figures share one family, Source: Serif for what is read at length, Sans for
what is looked up, labelled or pressed. All are under the SIL Open Font License; what it asks for is
in `_ext/licences/works.toml`. The book embeds what is written here, see `_ext/assets.py`.
"""

import re
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import pydata_sphinx_theme
import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "_ext" / "fonts"
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = (THEME / "styles" / "pydata-sphinx-theme.css").read_text("utf-8")

OPEN = {
    13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    14: "https://openfontlicense.org",
}
"""The fields of a font that name its licence."""

FACES = {
    "sans.woff2": font_source_sans_pro.font_files_ttf["SourceSansPro"],
    "sans-semibold.woff2": font_source_sans_pro.font_files_ttf["SourceSansProSemibold"],
    "sans-italic.woff2": font_source_sans_pro.font_files_ttf["SourceSansProIt"],
    "serif.woff2": font_source_serif_pro.font_files_ttf["SourceSerifPro"],
    "serif-italic.woff2": font_source_serif_pro.font_files_ttf["SourceSerifProIt"],
}
TEXT = {
    *range(0x20, 0x7F),
    *map(ord, "\xa0§°·×½–—‘’“”…→−ßáäåçèéêëïñóöøüćčłšžż"),
}
FIGURES = {  # what only they show: tests/test_render.py looks whether something is missing
    *map(ord, "←ρσĀ"),
}
NAMES = (
    *("angle-down", "angle-left", "angle-right", "arrow-up", "bars", "circle-half-stroke", "code"),
    *("download", "file", "file-pdf", "list", "magnifying-glass", "moon", "print", "sun"),
)
LETTERS = (
    {*range(0x20, 0x7F), *map(ord, "ΓΔΘΛΞΠΣΦΨΩℓℎℕℝ")}
    | {*range(0x1D434, 0x1D468)}  # italic Latin
    | {*range(0x1D6FC, 0x1D71C)}  # italic Greek
)
SIGNS = {*map(ord, "−±∓×÷·√∑∏∫∂∞∝∀∃∈∉⊂⊆∪∩∧∨¬∣∥≤≥≠≡≈∼≪≫≻⪰≺⪯→←↦⇒⇐⇔⟹⟸⟺⟶⋯…⋮⟨⟩‖′″ˆ¯˙¨˜⏞⏟⋅∗⋆")}


def icons() -> set[int]:
    """Return the characters of the icons that templates name, and that the theme's rules use."""
    named = {
        name: code
        for names, code in re.findall(r'((?:\.fa-[\w-]+:before,?)+)\{content:"([^"]+)"', STYLES)
        for name in re.findall(r"\.fa-([\w-]+):before", names)
    }
    codes = [named[name] for name in NAMES]
    codes += re.findall(r'--pst-icon-[a-z-]+:"([^"]+)"', STYLES)
    return {int(code[1:], 16) if code[0] == "\\" else ord(code) for code in codes}


def cut(source: Path, characters: set[int], target: Path, features: tuple[str, ...] = ()) -> None:
    """Write a font with these characters alone, its copyright and its licence."""
    options = subset.Options()
    options.layout_features = list(features)
    options.hinting = options.glyph_names = False
    options.name_IDs = [0, 13, 14]  # a cut font may not go by the name of the whole one
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    for number, licence in OPEN.items():  # Font Awesome's fonts do not say what they are under
        if not font["name"].getDebugName(number):
            font["name"].setName(licence, number, 3, 1, 0x409)
    font.flavor = target.suffix[1:]
    font.save(target)
    print(target.name, target.stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


if __name__ == "__main__":
    webfonts = THEME / "vendor" / "fontawesome" / "webfonts"
    cut(webfonts / "fa-solid-900.ttf", icons(), FONTS / "icons.woff")
    for name, face in FACES.items():
        characters = TEXT | FIGURES if name.startswith("sans") else TEXT
        cut(Path(face), characters, FONTS / name, features=("kern", "liga", "tnum"))
    stix = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    cut(stix, LETTERS | SIGNS, FONTS / "mathematics.woff2")
