"""What the prose promises: a voice of its own, and an apparatus that keeps its place."""

import pytest
from reader import BUILT

from tools.measure import chapters, measured

CHAPTERS = chapters()


@pytest.fixture(scope="module")
def prose(pages):
    """Every chapter, measured in the book as it is built."""
    assert BUILT.is_dir()
    return {name: measured(name) for name in CHAPTERS}


def test_what_stands_open_from_the_checks_on_is_at_most_a_quarter_of_a_chapter(prose):
    assert len(prose) > 20
    assert {name: one.after for name, one in prose.items() if one.after > 0.25} == {}


def test_parts_one_and_two_speak_of_the_article_once_in_six_hundred_words_at_most(prose):
    asked = [name for name, part in CHAPTERS.items() if part.startswith(("I. ", "II. "))]
    assert len(asked) == 5
    for name in asked:
        assert prose[name].article <= prose[name].words / 600, name
