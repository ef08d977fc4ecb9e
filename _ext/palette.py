"""The palette as style sheets: for the pages of the book, and for a page without a theme."""

from secdilemma.style import PALETTE


def _variables(theme: str) -> str:
    return " ".join(f"--sd-{name}: {getattr(s, theme)};" for name, s in PALETTE.items())


def css() -> str:
    """Write the palette as CSS variables ``--sd-<meaning>`` for light and dark pages.

    Returns
    -------
    str
        A style sheet; a page is dark when its root says ``data-theme="dark"``, on paper never.
    """
    light, dark = _variables("light"), _variables("dark")
    return f':root {{ {light} }}\n@media screen {{ html[data-theme="dark"] {{ {dark} }} }}\n'


def css_by_system() -> str:
    """Write the palette for a page that has no theme of its own.

    Returns
    -------
    str
        As `css`; the page is dark when the reader's machine is.
    """
    light, dark = _variables("light"), _variables("dark")
    scheme = f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    return f":root {{ color-scheme: light dark; {light} }}\n{scheme}\n"
