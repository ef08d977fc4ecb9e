"""No answer gets out: nothing of a key, the shipped one or another, stands in what is public.

A mark is planted in every field of the keys of a small book with an item of every type and every
list. It is built as an institution would: the instructor edition with the key from outside, the
public edition, hand-outs and exports beside it, and more keys lie about in the book. Then every
byte that is public is searched, also what is packed or encoded in it; and the whole book for every
sentence of its own key.
"""

import base64
import gzip
import io
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import pytest
import yaml
from editions import whole_entry
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject
from reader import BUILT, ROOT, pdf_texts
from small import bare, sentences

from bank.key import Answer
from tools.reproduce import sources

pytestmark = pytest.mark.xdist_group("types")  # built and printed once, by one worker

MARK = re.compile(rb"zqleak[0-9]+e")
PUBLIC = ("html", "handouts", "lms", "items.json")

# Searching


def views(data: bytes, seen: set[tuple[bytes, int]], depth: int = 3) -> Iterator[bytes]:
    """Yield data as it is, and whatever can be unpacked or decoded from it, unless seen before."""
    if (data, depth) in seen:
        return
    seen.add((data, depth))
    yield data
    if depth:
        for inner in unpacked(data):
            yield from views(inner, seen, depth - 1)


def unpacked(data: bytes) -> Iterator[bytes]:
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    elif data[:2] == b"\x1f\x8b":
        yield zlib.decompressobj(wbits=31).decompress(data)
    elif data[:5] == b"%PDF-":
        yield from streams(data)
    elif data[:2] in (b"x\x9c", b"x\xda", b"x\x01"):
        with suppress(zlib.error):  # what only happens to begin so
            yield zlib.decompressobj().decompress(data)
    elif b"\0" in data[:100]:
        yield data.replace(b"\0", b"")
    else:
        yield from decoded(data)


def streams(data: bytes) -> Iterator[bytes]:
    yield "".join(pdf_texts(data)).encode()
    yield repr(PdfReader(io.BytesIO(data)).metadata).encode()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        packed = stream[:1] == b"x"
        yield zlib.decompressobj().decompress(stream) if packed else stream


def decoded(data: bytes) -> Iterator[bytes]:
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"\\u" in data or b"\\x" in data:
        escapes = rb"\\(?:u00|x)([0-9a-fA-F]{2})"
        yield re.sub(escapes, lambda found: bytes.fromhex(found[1].decode()), data)
    if b"&#" in data:
        yield unescape(data.decode("utf-8", "replace")).encode()
    for code in re.findall(rb"[A-Za-z0-9+/_-]{24,}", data):
        for start in range(4):
            some = code[start : start + (len(code) - start) // 4 * 4]
            yield base64.b64decode(some, b"-_" if re.search(rb"[-_]", some) else b"+/")


def files(folder: Path) -> list[Path]:
    """List the files of a folder, or the one file."""
    return [path for path in (folder, *sorted(folder.rglob("*"))) if path.is_file()]


def marks_in(paths: list[Path]) -> dict[str, str]:
    """Find marks, each with the first file that has it."""
    found, seen = {}, set()
    for path in paths:
        for view in views(path.read_bytes(), seen):
            for mark in MARK.findall(view.lower()):
                found.setdefault(mark.decode(), path.name)
    return found


def test_a_mark_is_planted_in_every_field_that_a_key_may_have():
    assert set(whole_entry("index-6")) == set(Answer.model_fields) - {"numbers"}


def test_no_mark_of_any_key_is_public(planted):
    built, marks = planted
    assert all(len(some) > 20 for some in marks.values())
    public = [path for name in PUBLIC for path in files(built / name)]
    packed = {".whl", ".ipynb", ".pdf", ".gift", ".imscc", ".zip"}
    assert packed | {".html", ".js", ".json", ".xml", ".csv"} <= {path.suffix for path in public}
    assert marks_in(public) == {}


def test_the_marks_are_there_to_be_found(planted):
    built, marks = planted
    told = set(marks_in(sorted((built / "instructor/html").rglob("*.html"))))
    assert told == marks["outside"]


def test_the_package_of_readers_has_no_question():
    (wheel,) = (BUILT / "files").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "secdilemma/theory.py" in names
    assert [name for name in names if "bank" in name or name.endswith(".yml")] == []


def pdf_with(data):
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream.set_data(data)
    writer._add_object(stream.flate_encode())
    writer.write(file)
    return file.getvalue()


def zipped(data):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", data)
    return file.getvalue()


FORMS = {
    "plain": lambda data: data,
    "upper case": bytes.upper,
    "base64": base64.b64encode,
    "base64 for addresses": base64.urlsafe_b64encode,
    "base64 in the middle": lambda data: base64.b64encode(b"ab" + data),
    "gzip": gzip.compress,
    "zip": zipped,
    "zip in zip": lambda data: zipped(zipped(data)),
    "gzip in base64": lambda data: base64.b64encode(gzip.compress(data)),
    "percent": lambda data: b"".join(b"%%%02x" % byte for byte in data),
    "JSON": lambda data: "".join(f"\\u{byte:04x}" for byte in data).encode(),
    "entities": lambda data: "".join(f"&#{byte};" for byte in data).encode(),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "PDF": pdf_with,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_mark_is_found_in_whatever_form(form, tmp_path):
    (tmp_path / "leak").write_bytes(FORMS[form](b"All of it: zqleak7e, and more."))
    (tmp_path / "clean").write_bytes(FORMS[form](b"All of it: nothing, and no more of it."))
    assert marks_in(files(tmp_path)) == {"zqleak7e": "leak"}


# The sentences of the shipped key


def texts(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one, key) if key not in ("id", "numbers", "code") else ()
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, name)
    elif isinstance(value, str):
        yield value


def secrets_of(key: Path) -> set[str]:
    """Cut a key into stretches without markup and lines of code, of 40 characters at least."""
    stretches = set()
    for path in files(key):
        text = path.read_text("utf-8")
        entries = yaml.safe_load(text) if path.suffix == ".yml" else []
        lines = (line for one in entries for line in one.get("code", "").splitlines())
        stretches |= {line for line in lines if len(line.strip()) >= 40}
        stretches |= {
            s for one in (texts(entries) if entries else [text]) for s in sentences(one, 40)
        }
    return stretches


def readable(view: bytes) -> str:
    """Return all that data say, without tags, blanks and punctuation."""
    return bare(unescape(re.sub(r"<[^>]*>", "", view.decode("utf-8", "ignore"))))


def told_in(paths: list[Path], wanted: set[str]) -> dict[str, str]:
    """Find sentences, each with a file that has it.

    Cut a text into blocks of half the shortest sentence: where it has a sentence, a block is in it.
    """
    found, seen = {}, set()
    plain = {bare(sentence): sentence for sentence in wanted}
    size = (min(map(len, plain)) + 1) // 2
    having = defaultdict(set)
    for words in plain:
        for start in range(len(words) - size + 1):
            having[words[start : start + size]].add(words)
    for path in paths:
        for view in views(path.read_bytes(), seen, depth=2):
            text = readable(view)
            blocks = {text[start : start + size] for start in range(0, len(text), size)}
            likely = {words for block in blocks & having.keys() for words in having[block]}
            found |= {plain[words]: path.name for words in likely if words in text}
    return found


def test_no_sentence_of_the_shipped_key_is_public(handouts, written):
    names = [name for name in sources() if not name.startswith(("instructor/", "tests/"))]
    known = " ".join(bare((ROOT / name).read_text("utf-8", "ignore")) for name in names)
    every = secrets_of(ROOT / "instructor")
    secret = {s for s in every if bare(s) not in known}
    assert len(secret) > 0.98 * len(every) > 1000  # what the book says too is no secret
    public = [BUILT.with_name("items.json"), *BUILT.parent.glob("*.pdf")]
    public += [path for folder in (BUILT, handouts, written[0]) for path in files(folder)]
    assert ".pdf" in {path.suffix for path in public}
    public = [path for path in public if path.suffix not in (".woff", ".png", ".svg")]
    assert told_in(public, secret) == {}


def test_a_sentence_that_gets_out_is_found(tmp_path):
    sentence = max(secrets_of(ROOT / "instructor"), key=len)
    page = f"<p>So: {sentence[:30]}<em>{sentence[30:]}</em></p>".replace("'", "’")
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "index.js").write_text(json.dumps(["So", sentence]))
    (tmp_path / "link.txt").write_text(quote(f"So: {sentence}"))
    for path in files(tmp_path):
        assert told_in([path], {sentence}) == {sentence: path.name}
