"""A key stays out of the public book, and its own edition out of search engines."""

import shutil
import zipfile

import pytest
from reader import ROOT
from small import build, dump, entry, every_type, run, small_book

pytestmark = pytest.mark.slow

MARK = b"zqsecret"
PLACES = ("data/key", "mykey", "chapters/key", "secdilemma/key", "islands/answers")
"""Where somebody may put a key; `_ext/static` is copied whole, so there it is refused."""


def lay(folder, place):
    """Put a key with a mark into a folder of the book."""
    key = folder / place
    (key / "notes").mkdir(parents=True)
    for path in ROOT.glob("instructor/*.yml"):
        (key / path.name).write_bytes(path.read_bytes() + b"# " + MARK + b"\n")
    (key / "notes" / "index.md").write_bytes(b"# A note\n\n" + MARK + b"\n")
    return key


def marked(folder):
    """List the files that have the mark, also within wheels."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        bodies = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                bodies += map(packed.read, packed.namelist())
        found += [path] if any(MARK in body for body in bodies) else []
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return small_book(tmp_path_factory.mktemp("key") / "book", "Words.", whole=True)


def test_a_key_inside_the_repository_reaches_no_public_file(book):
    keys = [lay(book, place) for place in PLACES]
    result = build(book)
    assert result.returncode == 0, result.stderr
    assert marked(book) != []
    assert marked(book / "_build" / "html") == []
    for key in keys:
        shutil.rmtree(key)


def test_a_file_that_belongs_to_no_part_of_the_book_is_refused_by_name(book):
    before = sorted((book / "_build").glob("html/**/*"))
    key = lay(book, "_ext/static/mykey")
    result = build(book)
    assert result.returncode == 1
    assert "_static/mykey/answer.yml: a file that is no part of the book" in result.stderr
    assert sorted((book / "_build").glob("html/**/*")) == before
    shutil.rmtree(key)


def test_search_engines_are_asked_to_leave_the_instructor_edition_alone(tmp_path):
    words = "```{assignment} index-6\n```\n\n(ledger-a1)=\n## A claim"
    folder = small_book(tmp_path / "book", words, whole=True)
    tasks = [item for item in every_type() if item["id"] == "index-6"]
    dump(folder / "bank/questions", tasks, "index.yml")
    (tmp_path / "key").mkdir()
    dump(tmp_path / "key", [entry("index-6")], "index.yml")
    result = build(folder, tmp_path / "key")
    assert result.returncode == 0, result.stderr
    built = folder / "_build/instructor/html"
    assert (built / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    pages = list(built.rglob("*.html"))
    assert len(pages) >= 4
    for page in pages:
        assert '<meta name="robots" content="noindex"' in page.read_text("utf-8"), page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "KEY is empty; expected the folder of a key"),
        (" ", "KEY is empty; expected the folder of a key"),
        ("instructor/puzzle.yml", "KEY=instructor/puzzle.yml: a file; expected the folder"),
        ("chapters", "no key there; expected <chapter>.yml files"),
        ("no such folder", "no key there; expected <chapter>.yml files"),
        ("x" * 5000, "expected the folder of a key"),
        ("bank/questions", "bank/questions"),
    ],
)
def test_what_is_no_key_is_refused_in_a_sentence(told, said):
    result = run(ROOT, "-m", "tools.build", told)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    if told != "bank/questions":
        assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("told", ["chapters", "x" * 5000])
def test_the_check_of_a_key_says_in_a_sentence_what_is_none(told):
    result = run(ROOT, "-m", "bank", told)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1


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
