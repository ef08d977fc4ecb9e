"""A key stays out of the public book, and its own edition out of search engines."""

import pytest
from reader import ROOT
from small import build, dump, entry, run, small_book

pytestmark = pytest.mark.slow
MADE = pytest.mark.xdist_group("types")  # the book of every type is made once, by one worker


def test_a_file_that_belongs_to_no_part_of_the_book_is_refused_by_name(tmp_path):
    """What stands in the folder of styles and scripts is copied as it is: no key may be there."""
    book = small_book(tmp_path / "book", "Words.", whole=True)
    dump(book / "_ext/static", [entry("index-6")], "answer.yml")
    result = build(book)
    assert result.returncode == 1
    assert "_static/answer.yml: a file that is no part of the book" in result.stderr
    assert not (book / "_build/html").exists()


@MADE
def test_search_engines_are_asked_to_leave_the_instructor_edition_alone(every_type):
    built = every_type / "_build/instructor/html"
    assert (built / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    pages = list(built.rglob("*.html"))
    assert len(pages) >= 4
    for page in pages:
        assert '<meta name="robots" content="noindex"' in page.read_text("utf-8"), page


@pytest.mark.parametrize(
    ("module", "told", "said"),
    [
        ("tools.build", "", "KEY is empty; expected the folder of a key"),
        ("tools.build", " ", "KEY is empty; expected the folder of a key"),
        ("tools.build", "instructor/puzzle.yml", "a file; expected the folder"),
        ("tools.build", "chapters", "no key there; expected <chapter>.yml files"),
        ("tools.build", "no such folder", "no key there; expected <chapter>.yml files"),
        ("tools.build", "x" * 5000, "expected the folder of a key"),
        ("tools.build", "bank/questions", "answer.yml, id 'answer-what-the-act-says'"),
        ("bank", "", "expected the folder of a key"),
        ("bank", "chapters", "chapters"),
        ("bank", "x" * 5000, "File name too long"),
    ],
)
def test_what_is_no_key_is_refused_in_a_sentence(module, told, said):
    result = run(ROOT, "-m", module, told)
    assert result.returncode
    assert "Traceback" not in result.stderr
    assert said in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "module", ["tools.build", "tools.watch", "bank", "bank.sheets", "bank.exports"]
)
def test_help_is_no_key(module):
    result = run(ROOT, "-m", module, "--help")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("usage: ")


def test_a_link_that_leads_out_of_the_book_is_refused_and_what_is_there_is_not_said(tmp_path):
    folder = small_book(tmp_path / "book", "Words.")
    (tmp_path / "secret").write_text("zqsecret,zqsecret\n")
    claims = folder / "data/cases/baltic/claims.csv"
    claims.unlink()
    claims.symlink_to(tmp_path / "secret")
    result = build(folder)
    assert result.returncode == 1
    assert result.stderr.startswith(
        "data/cases/baltic/claims.csv: a link that leads out of the book"
    )
    assert "zqsecret" not in result.stderr + result.stdout
