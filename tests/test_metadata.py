"""What the book says of itself where machines read it is the same everywhere."""

import csv
import json
import re
import tomllib
from datetime import date

import jsonschema
import pytest
import registry
import yaml
from reader import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
SETTINGS = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))


def test_the_citation_is_valid():
    schema = json.loads((ROOT / "tests/cff-1.2.0.schema.json").read_text("utf-8"))
    plain = json.loads(json.dumps(CITATION, default=date.isoformat))
    jsonschema.Draft7Validator(schema).validate(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({**plain, "license": "no licence"})


def test_title_author_version_licence_and_keywords_agree():
    assert CITATION["title"].startswith(f"{SETTINGS['title']}: ")
    assert SETTINGS["title"] == SETTINGS["sphinx"]["config"]["html_title"]
    assert CITATION["version"] == PROJECT["version"]
    assert CITATION["authors"] == [{"name": SETTINGS["author"]}] == PROJECT["authors"]
    assert CITATION["keywords"] == PROJECT["keywords"]
    assert set(CITATION["license"]) <= set(re.findall(r"[\w.-]+", PROJECT["license"]))


def test_the_edition_stands_on_every_page_and_its_changes_in_the_log(pages):
    for name, page in pages.items():
        if name != "404.html":
            said = page.select_one(".colophon").get_text()
            assert f"edition {PROJECT['version']}." in said, name
    log = (ROOT / "CHANGELOG.md").read_text("utf-8")
    editions = [part.splitlines() for part in log.split("\n## ")[1:]]
    assert editions[0][0].startswith(PROJECT["version"])
    for edition in editions:
        parts = [line[4:] for line in edition if line.startswith("### ")]
        assert parts == ["For readers", "For instructors", "For hosts"], edition[0]


# ------------------------------------------------------------------ data


def test_the_registry_of_the_data_is_up_to_date():
    written = registry.REGISTRY.read_text("utf-8")
    stale = registry.stale(written, registry.REGISTRY.parent)
    assert not stale, f"data/registry.csv is stale for {', '.join(stale)}: run `make registry`"


def test_a_file_that_changed_gets_the_next_version_and_no_other_does(tmp_path):
    (tmp_path / "a.csv").write_text('x,y\n1,"two\nlines"\n2,3\n')
    (tmp_path / "b.geojson").write_text('{"features": [{}]}')
    (tmp_path / "c.bib").write_text("@book{x,\n}\n@misc{y,\n}\n")
    first = registry.renewed("", tmp_path)
    rows = list(csv.DictReader(first.splitlines()))
    assert [(r["file"], r["version"], r["entries"]) for r in rows] == [
        ("a.csv", "1", "2"),
        ("b.geojson", "1", "1"),
        ("c.bib", "1", "2"),
    ]
    assert registry.renewed(first, tmp_path) == first
    assert registry.stale(first, tmp_path) == []
    (tmp_path / "a.csv").write_text("x,y\n")
    (tmp_path / "d.csv").write_text("x\n")
    assert registry.stale(first, tmp_path) == ["a.csv", "d.csv"]
    rows = list(csv.DictReader(registry.renewed(first, tmp_path).splitlines()))
    assert [r["version"] for r in rows] == ["2", "1", "1", "1"]
    (tmp_path / "c.bib").unlink()
    assert "c.bib" in registry.stale(first, tmp_path)
