"""What others made goes with its licence, and what the book stands on is known by checksum."""

import json
import re
import shutil
import sys
from importlib.metadata import distributions
from io import BytesIO

import pytest
import yaml
from fontTools.ttLib import TTFont
from reader import BUILT, ROOT

from tools import sbom

sys.path.insert(0, str(ROOT / "_ext"))
import licences

LISTED = (BUILT / licences.LIST).read_text("utf-8") if BUILT.exists() else ""
WORKS = licences.works()


def files_listed() -> dict[str, list[str]]:
    """Read which works are in which file, from the list that goes with the book."""
    part = LISTED.split("Files\n-----\n")[1].split("\n\n\n")[0]
    return {name: works.split("; ") for name, works in re.findall(r"^(\S+)\n    (.+)$", part, re.M)}


def test_every_file_that_others_may_have_made_is_in_the_list_and_every_work_in_a_file():
    listed = files_listed()
    assert listed == licences.carried(BUILT)
    patterns = [pattern for work in WORKS for pattern in work["files"]]
    assert [one for one in patterns if not any(licences.fnmatch(n, one) for n in listed)] == []


def test_a_new_file_stops_the_build(tmp_path):
    for folder in ("_static", "files"):
        shutil.copytree(BUILT / folder, tmp_path / folder)
    (tmp_path / "_static/new.js").touch()
    with pytest.raises(ValueError, match=r"^_static/new\.js: no work of .*; say whose it is$"):
        licences.write_licences(tmp_path, ROOT)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["name"])
def test_a_work_is_listed_with_its_licence_its_owner_and_every_line_of_its_text(work):
    assert f"\n\n\n{work['name']} ({work['licence']})\n---" in LISTED
    texts = [*filter(None, [work.get("notice", "").strip()]), *licences.texts(work, ROOT)]
    owner = re.search("copyright|©", "".join(texts), re.IGNORECASE)
    assert owner or work["licence"] in ("public domain", "CC BY 4.0")
    lines = [text.strip() for text in LISTED.splitlines()]
    for text in texts:
        wanted = [line.strip() for line in text.splitlines()]
        at = [n for n, line in enumerate(lines) if line == wanted[0]]
        assert any(lines[n : n + len(wanted)] == wanted for n in at), work["name"]


def test_the_style_sheet_leads_to_the_list():
    assert "licences.txt" in (BUILT / "_static/site.css").read_text("utf-8")[:100]


def test_a_package_without_a_licence_is_named():
    with pytest.raises(FileNotFoundError, match="brings no licence"):
        licences.of_package("font-source-sans-pro")


@pytest.mark.parametrize("font", sorted((ROOT / "_ext/fonts").iterdir()), ids=lambda f: f.name)
def test_a_cut_font_says_whose_it_is_and_under_what_and_bears_no_reserved_name(font):
    names = TTFont(BytesIO(font.read_bytes()))["name"]
    assert "opyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)
    assert names.getDebugName(14).startswith("http")
    assert not {entry.nameID for entry in names.names} - {0, 13, 14}


def test_readers_find_the_list(pages):
    for name, page in pages.items():
        if name != "404.html":
            (link,) = page.select(".colophon a[href$='licences.txt']")
            assert (BUILT / name).parent.joinpath(link["href"]).is_file()
    assert pages["chapters/host.html"].select("article a[href$='licences.txt']")


# ------------------------------------------------------------------ what the book stands on


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"^([\w.-]+)==(\S+).*?((?:\\\n    --hash=sha256:\w{64} ?)+)", text, re.M)
    assert len(blocks) == len(re.findall(r"^[\w.-]+==", text, re.M))  # each with a checksum
    return {package: version for package, version, _ in blocks}


def test_all_that_is_installed_is_known_by_checksum():
    assert list(pinned("requirements/uv.txt")) == ["uv"]
    building, testing = pinned("requirements/build.txt"), pinned("requirements/dev.txt")
    assert {"sphinx", "hatchling"} <= set(building)
    assert "cyclonedx-bom" not in building
    assert building.items() < testing.items()
    for name in ("Makefile", "README.md"):
        installs = re.findall(r"-m pip install.*", (ROOT / name).read_text("utf-8"))
        assert installs
        assert all("--require-hashes" in line and "uv.txt" in line for line in installs), name


@pytest.mark.slow
def test_the_bill_of_materials_lists_the_lock_with_licences_and_is_the_same_each_time():
    made = []
    for _ in range(2):
        assert sbom.main() == 0
        made.append(sbom.BILL.read_bytes())
    assert made[0] == made[1]
    bill = json.loads(made[0])
    assert bill["bomFormat"] == "CycloneDX"
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]
    assert str(ROOT) not in made[0].decode()
    listed = {part["name"]: part for part in bill["components"]}
    assert set(listed) == set(pinned("requirements/build.txt"))
    assert all(part["externalReferences"][0]["hashes"] for part in listed.values())
    here = {re.sub("[-_.]+", "-", d.metadata["Name"]).lower() for d in distributions()}
    assert {name for name, part in listed.items() if not part.get("licenses")} & here == set()


# ------------------------------------------------------------------ workflows

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def workflow(name: str):
    return yaml.safe_load((ROOT / ".github/workflows" / name).read_text("utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_actions_of_one_commit_and_may_only_read(path):
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"\./.+|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}


def test_only_what_was_checked_is_published_and_only_one_job_may():
    jobs = workflow("publish.yml")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert "check" in jobs["build"]["needs"]
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["build"]["permissions"] == {"contents": "read"}
    may = {name for name, job in jobs.items() if "write" in job.get("permissions", {}).values()}
    assert may == {"deploy"}
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]


def test_the_book_is_handed_on_with_its_hidden_files():
    for name in ("check.yml", "publish.yml"):
        steps = [step for job in workflow(name)["jobs"].values() for step in job.get("steps", ())]
        given = [s["with"] for s in steps if s.get("with", {}).get("path") == "_build/html"]
        assert [with_["include-hidden-files"] for with_ in given] == [True], name
