"""A page loads the scripts and styles that it needs and no other, and each is light."""

import gzip
import re

import pytest
from reader import BUILT

KB = 1000
SCRIPTS = {
    "play": (".play-data", 16 * KB),
    "recall": (".play-recall", 2 * KB),
    "workshop": (".play-mind", 5 * KB),
    "seats": (".play-seats", 5 * KB),
    "projector": (".play-screen", 5 * KB),
    "debrief": (".play-class", 8 * KB),
    "exercises": (".exercise-table", 2 * KB),
    "self-check": (".self-check", 3 * KB),
}
"""What a page has that needs a script, and how many bytes the script may weigh when packed."""


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_light_and_loaded_where_it_is_needed(pages, name):
    mark, most = SCRIPTS[name]
    files = [*(BUILT / "_static").glob(f"{name}.*s")]
    for file in files:
        assert len(gzip.compress(file.read_bytes())) <= (most if file.suffix == ".js" else 3.5 * KB)
        assert b"innerHTML" not in file.read_bytes()
    names = sorted(file.name for file in files)
    assert f"{name}.js" in names
    for path, page in pages.items():
        tags = page.select("script[src], link[href]")
        loaded = [re.sub(r"\?.*|.*/", "", tag.get("src") or tag["href"]) for tag in tags]
        wanted = names if page.select_one(mark) else []
        assert sorted(one for one in loaded if one in names) == wanted, path
