"""A thin Common Cartridge 1.1: a link to each page of the book."""

import zipfile
from html import escape
from pathlib import Path

from jinja2 import Template

from tools import pages

CC = "http://www.imsglobal.org/xsd/imsccv1p1"
LINK = f"""<?xml version="1.0" encoding="UTF-8"?>
<webLink xmlns="{CC}/imswl_v1p1"><title>{{}}</title><url href="{{}}"/></webLink>
"""


def cartridge(base: str) -> dict[str, str]:
    """Return the files of a cartridge that links to every page of the book."""
    contents = pages.contents()
    titles = {name: pages.title(pages.page(name)) for _, names in contents for name in names}
    files = {name: f"{name.replace('/', '-')}.xml" for name in titles}
    form = Template(Path(__file__).with_suffix(".xml").read_text("utf-8"), autoescape=True)
    manifest = form.render(cc=CC, book=pages.BOOK, contents=contents, titles=titles, files=files)
    links = {
        file: LINK.format(escape(titles[name]), escape(f"{base}{name}.html"))
        for name, file in files.items()
    }
    return {**links, "imsmanifest.xml": manifest}


def pack(files: dict[str, str], target: Path) -> None:
    """Zip files so that the same ones give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
