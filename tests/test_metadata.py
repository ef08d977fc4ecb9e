"""What the book says of itself where machines read it is the same everywhere."""

import json
import re
import tomllib
from datetime import date

import jsonschema
import pytest
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
