"""How pages become PDF: the faces, Chromium, and what makes two prints the same bytes."""

import io
import re
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import matplotlib as mpl
from playwright.sync_api import Browser
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

SERIF, SANS = font_source_serif_pro.font_files_ttf, font_source_sans_pro.font_files_ttf
FACES = {
    ("Source Serif Pro", 400, "normal"): SERIF["SourceSerifPro"],
    ("Source Serif Pro", 400, "italic"): SERIF["SourceSerifProIt"],
    ("Source Serif Pro", 700, "normal"): SERIF["SourceSerifProBold"],
    ("Source Serif Pro", 700, "italic"): SERIF["SourceSerifProBoldIt"],
    ("Source Sans Pro", 400, "normal"): SANS["SourceSansPro"],
    ("Source Sans Pro", 400, "italic"): SANS["SourceSansProIt"],
    ("Source Sans Pro", 600, "normal"): SANS["SourceSansProSemibold"],
    ("Source Sans Pro", 600, "italic"): SANS["SourceSansProSemiboldIt"],
    ("DejaVu Sans", 400, "normal"): f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf",
    ("DejaVu Sans Mono", 400, "normal"): f"{mpl.get_data_path()}/fonts/ttf/DejaVuSansMono.ttf",
}
"""The same on every machine; DejaVu has the rare signs."""


def faces() -> str:
    """Write the rules of a style sheet that bring the faces."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f'src: url("{Path(file).as_uri()}"); }}'
        for (family, weight, slant), file in FACES.items()
    )


def printed(browser: Browser, html: str, file: Path, outline: bool = False) -> bytes:
    """Print a page, which stands in a file for as long as it takes, as the page itself says."""
    file.write_text(html, "utf-8")
    tab = browser.new_page(java_script_enabled=False)
    tab.set_default_timeout(0)  # a book takes as long as it takes
    tab.goto(file.as_uri())
    pdf = tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=outline)
    tab.close()
    return pdf


def named(pdf: bytes, **properties: str) -> PdfWriter:
    """Name a print in its properties, and take out what differs from print to print."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.metadata = {f"/{name}": value for name, value in properties.items()}
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    return writer


def written(writer: PdfWriter) -> bytes:
    """Return the bytes, cells of tables named from 1: Chromium counts all that it has ever made."""
    file = io.BytesIO()
    writer.write(file)
    pdf = file.getvalue()
    names = sorted(set(re.findall(rb"node\d{8}", pdf)))
    new = {name: b"node%08d" % number for number, name in enumerate(names, 1)}
    return re.sub(rb"node\d{8}", lambda match: new[match[0]], pdf)
