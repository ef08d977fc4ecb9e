"""Where an output will be shown."""

import os


def in_page() -> bool:
    """Return whether outputs are made for a page; whoever builds one sets ``ISLANDS=page``.

    Returns
    -------
    bool
        False in a live notebook.

    Examples
    --------
    >>> in_page()
    False
    """
    return os.environ.get("ISLANDS") == "page"
