"""Show every figure and explorer on a few sheets: python -m tools.contact, after a build.

Each is taken from its page at four widths, light and dark, with nothing moving, and stands under
its name in `_build/contact/index.html`. Whoever changes a page's looks opens this and looks.
"""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Locator, sync_playwright

from tools import pages
from tools.browser import ensure, launch

TARGET = pages.ROOT / "_build" / "contact"
WIDTHS = (1280, 768, 390, 320)
THEMES = ("light", "dark")
FIGURES = "article figure, article .table-scroll, article [data-play]"
"""What is taken: figures, explorers, tables, and what is played."""

OVER = ".bd-header-article, .skip-link, #pst-skip-link, #pst-back-to-top"
"""What stays in sight while a page scrolls, and would lie on the pictures."""

SHEET = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Contact sheet</title><style>
body {{ margin: 1rem; font: 15px/1.4 sans-serif; color: #222; background: #ccc; }}
section {{ display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }}
h2 {{ font-size: 1rem; margin: 1.5rem 0 0.5rem; }}
p {{ margin: 0; }}
</style></head><body><h1>{count} figures at {widths} pixels</h1>
{body}
</body></html>
"""


def label(figure: Locator, number: int) -> str:
    """Return what a figure is called on its page."""
    name = figure.evaluate("e => e.dataset.explorer || e.dataset.play || e.id || e.ariaLabel || ''")
    return f"{number:02} {name or 'unnamed'}"


def screenshots(browser: Browser, page: str, width: int, theme: str) -> Iterator[tuple[str, bytes]]:
    """Open a page and take a picture of everything that it shows."""
    size = {"width": width, "height": 900}
    view = browser.new_page(viewport=size, color_scheme=theme, reduced_motion="reduce")
    view.goto((pages.PUBLIC / f"{page}.html").as_uri())
    view.add_style_tag(content=f"{OVER} {{ display: none !important; }}")
    for number, figure in enumerate(view.locator(FIGURES).all(), 1):
        inside = figure.evaluate("e => !!e.parentElement.closest('figure, [data-play]')")
        if figure.is_visible() and not inside:
            yield label(figure, number), figure.screenshot(animations="disabled")
    view.close()


def write_sheet(names: list[str], target: Path) -> int:
    """Take the figures of some pages; return how many there are."""
    pictures: dict[str, list[str]] = {}
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for page in names:
            for theme in THEMES:
                for width in WIDTHS:
                    for name, picture in screenshots(browser, page, width, theme):
                        file = f"{page}-{name[:2]}-{theme}-{width}.png".replace("/", "-")
                        (target / file).write_bytes(picture)
                        pictures.setdefault(f"{page}: {name}", []).append(file)
        browser.close()
    parts = []
    for name, files in pictures.items():
        shots = "".join(
            f'<p>{file.split("-")[-1][:-4]}<br><img src="{escape(file)}" alt=""></p>'
            for file in files
        )
        parts.append(f"<h2>{escape(name)}</h2><section>{shots}</section>")
    widths = ", ".join(map(str, WIDTHS))
    html = SHEET.format(count=len(pictures), widths=widths, body="\n".join(parts))
    (target / "index.html").write_text(html, "utf-8")
    return len(pictures)


def main(names: list[str]) -> int:
    """Make the sheet of some pages, or of all; return 0, or 1 with the reason."""
    pages.edition()
    if ensure(["chromium"], "Figures are shown in"):
        return 1
    all_pages = [page for _, some in pages.contents() for page in some]
    count = write_sheet(names or all_pages, TARGET)
    print(f"{count} figures are in {(TARGET / 'index.html').relative_to(pages.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
