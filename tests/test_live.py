"""What an explorer promises in a live kernel: its widgets compute what the reader sets."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from html import escape

import ipywidgets
import pytest
from drawing import EVERY
from host import wait_for
from playwright.sync_api import expect
from reader import ROOT

import islands
from islands import Choice, Slider
from islands.drawing import Drawing

LAB = pytest.mark.xdist_group("lab")  # started once, by one worker
ALL = pytest.mark.parametrize("explorer", EVERY.values(), ids=lambda explorer: explorer.name)

LOOK = islands.Look(palette={"ink": islands.Shade("#111111", "#eeeeee")}, width=5, prefix="my")
Explorer = partial(islands.Explorer, look=LOOK)


def draw(ax, **state):
    ax.set_title(repr(state))
    return ()


def describe(**state):
    return f"The state <is> {state}."


SIDE = Choice("side", "Side", ["left", "right"])
SIZE = Slider("size", "Size", [1, 2, 3])


def shown(box):
    return box.picture.value, box.reading.value


def picture(explorer, state):
    """A state as a kernel shows it, where no page brings the face."""
    return "\n".join(explorer.to_svg(explorer.figure(state), explorer.sentence(state), text=False))


def state_of(box):
    return {name: field.value for name, field in box.inputs.items()}


# ------------------------------------------------------------------ without a kernel


@ALL
def test_a_widget_begins_with_the_default_shows_it_and_is_labelled_in_words(explorer):
    box = explorer.widget()
    assert state_of(box) == explorer.default
    assert box.picture.value == picture(explorer, explorer.default) != ""
    assert box.reading.value == escape(explorer.sentence(explorer.default))
    title, *inputs = box.children[: 1 + len(box.inputs)]
    assert escape(explorer.title) in title.value
    assert inputs == list(box.inputs.values())
    assert box.children[1 + len(inputs) :] == (box.picture, box.reading)
    for control in explorer.controls:
        field = box.inputs[control.name]
        assert field.description == control.label
        if hasattr(field, "options"):
            assert [words for words, _ in field.options] == list(control.words.values())


@ALL
def test_every_value_of_every_control_is_said_and_asked_to_be_drawn(explorer, monkeypatch):
    """The drawing notes what it is to draw: that a state's picture shows it, others look at."""

    def noted(_, state, label, *, text):
        return [label, repr((state, text))]

    monkeypatch.setattr(Drawing, "figure", lambda _, state: state)
    monkeypatch.setattr(Drawing, "to_svg", noted)
    box = explorer.widget()
    for control in explorer.controls:
        for value in control.words:
            field, before = box.inputs[control.name], box.reading.value
            if value == field.value:
                continue
            field.value = value
            state = state_of(box)
            assert state[control.name] == value
            reason = explorer.unavailable(**state)
            said = reason or explorer.sentence(state)
            assert box.reading.value == escape(said) != before
            assert box.picture.value == ("" if reason else f"{said}\n{(state, False)}")
        box.inputs[control.name].value = explorer.default[control.name]


def test_an_error_while_drawing_stands_where_the_sentence_would_be():
    def fails_on_the_right(ax, *, side):
        if side == "right":
            raise LookupError("no <such> side")
        return ()

    box = Explorer("failing", "Failing", [SIDE], fails_on_the_right, describe).widget()
    drawn, reading = shown(box)
    assert "<svg" in drawn
    assert reading == escape(describe(side="left"))

    box.inputs["side"].value = "right"
    assert box.picture.value == ""
    assert "Traceback (most recent call last)" in box.reading.value
    assert "fails_on_the_right" in box.reading.value
    assert "LookupError: no &lt;such&gt; side" in box.reading.value

    box.inputs["side"].value = "left"
    assert shown(box) == (drawn, reading)


def test_an_explorer_whose_default_cannot_be_drawn_still_gives_a_widget():
    def never(ax, *, side):
        raise LookupError("never")

    box = Explorer("failing", "Failing", [SIDE], never, describe).widget()
    assert box.picture.value == ""
    assert "LookupError: never" in box.reading.value


def test_a_fine_slider_takes_any_number_of_its_range():
    size = Slider("size", "Size", [1.0, 2.0, 3.0], fine=(0.5, 4.5, 0.25))
    box = Explorer("fine", "Fine", [size], draw, describe, {"size": 2.0}).widget()
    field = box.inputs["size"]
    assert isinstance(field, ipywidgets.FloatSlider)
    assert (field.min, field.max, field.step, field.value) == (0.5, 4.5, 0.25, 2.0)
    before = shown(box)
    field.value = 2.25  # a number that the book does not have
    assert box.reading.value == escape(describe(size=2.25))
    assert box.picture.value != before[0]


def test_the_kind_of_a_control_decides_its_widget():
    several = Choice("several", "Several", ["a", "b"], many=True)
    box = Explorer("kinds", "Kinds", [SIDE, several, SIZE], draw, describe).widget()
    assert [type(field) for field in box.inputs.values()] == [
        ipywidgets.RadioButtons,
        ipywidgets.Dropdown,
        ipywidgets.SelectionSlider,
    ]


def test_a_meaningless_state_shows_its_reason_and_no_picture():
    box = Explorer(
        "reasons",
        "Reasons",
        [SIDE, SIZE],
        draw,
        describe,
        unavailable=lambda side, size: "3 > 2 on the right" if side == "right" < size * "z" else "",
    ).widget()
    first = shown(box)
    box.inputs["side"].value = "right"
    assert shown(box) == ("", "3 &gt; 2 on the right")
    box.inputs["side"].value = "left"
    assert shown(box) == first


# ------------------------------------------------------------------ in JupyterLab

QUIET = {
    "ServerApp": {"open_browser": False, "port": 0, "log_level": "INFO"},
    "IdentityProvider": {"token": ""},
    "LabApp": {
        "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "extension_manager": "readonly",
    },
}
"""A server for a test: any free port, no token, nothing fetched from elsewhere."""

SILENT = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of `make lab`, run on a copy of the chapters with settings of its own."""
    place = tmp_path_factory.mktemp("lab")
    hidden = shutil.ignore_patterns(".*")
    shutil.copytree(ROOT / "chapters", place / "chapters", ignore=hidden)
    (place / "config" / "labconfig").mkdir(parents=True)
    (place / "config" / "jupyter_server_config.json").write_text(json.dumps(QUIET), "utf-8")
    overrides = place / "config" / "labconfig" / "default_setting_overrides.json"
    overrides.write_text(json.dumps(SILENT), "utf-8")
    other = ("JUPYTER", "MAKE", "MFLAGS", "ISLANDS")  # of the shell, and of `make test`
    inherited = {name: v for name, v in os.environ.items() if not name.startswith(other)}
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    old = [f"--old-file={sys.prefix}/{name}" for name in ("ready", "complete")]
    make = ["make", "--file", str(ROOT / "Makefile"), f"VENV={sys.prefix}", *old]
    server = subprocess.Popen(
        [*make, "lab"],
        cwd=place,
        env=inherited | {name: str(place / folder) for name, folder in own.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )

    def end(how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, how)

    said, address = [], None
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            address, port = found[0], int(found[1])
            break
    rest = threading.Thread(target=server.stdout.read)  # a full pipe would stop the server
    rest.start()
    try:
        assert address, "".join(said)
        wait_for(server, port)  # it names its address before it listens
        yield address
    finally:
        end(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            end(signal.SIGKILL)
            server.wait()
        rest.join(20)


PATIENCE = 180_000
"""Milliseconds: a shared machine may take minutes to start a kernel; nothing here is a race."""


@pytest.fixture
def chapter(lab, browser):
    """Open a chapter with a double click and run it; the box of its explorer."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    elsewhere = []

    def refuse(route):
        elsewhere.append(route.request.url)
        route.abort()

    context.route(re.compile(r"^https?://(?!127\.0\.0\.1:)"), refuse)

    def run(name, explorer):
        page = context.new_page()
        page.goto(f"{lab}lab?reset")
        page.locator(f'.jp-DirListing-item[title^="Name: {name}"]').dblclick()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        kernel = page.locator("jp-button.jp-Toolbar-kernelName")
        expect(kernel).to_contain_text("Python 3", timeout=PATIENCE)  # it starts without a question
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        idle.wait_for(state="attached")  # a kernel that is still starting would lose the cells
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        box = page.locator(".widget-vbox", has_text=explorer.title)
        box.wait_for()
        return box

    yield run
    context.close()
    assert elsewhere == []


SAME_DRAWING = """(shown, svg) => {
    const wanted = document.createElement("div");
    wanted.innerHTML = svg;
    return shown.innerHTML === wanted.querySelector("svg").innerHTML;
}"""


def expect_state(box, explorer, **changes):
    """Expect exactly the picture and the sentence of a state; return the picture."""
    state = {**explorer.default, **changes}
    sentence = explorer.sentence(state)
    expect(box.locator(".widget-html").last).to_have_text(sentence, timeout=PATIENCE)
    svg = box.get_by_role("img", name=sentence, exact=True)
    assert svg.evaluate(SAME_DRAWING, picture(explorer, state)), state
    return svg.evaluate("svg => svg.innerHTML")


def moved(box, control):
    """Set a control to its second value as a reader does; return that value."""
    value = control.values[1]
    if isinstance(control, Slider):
        box.get_by_role("slider").press("ArrowLeft")
        return control.values[-2]
    if control.many:
        box.get_by_label(control.label, exact=True).select_option(control.words[value])
    else:
        group = box.locator(".widget-radio").filter(has_text=control.label)
        group.get_by_label(control.words[value], exact=True).check()
    return value


@LAB
def test_moving_a_radio_a_list_or_a_slider_in_jupyterlab_changes_picture_and_sentence(chapter):
    explorer = EVERY["timeline"]
    box = chapter("answer.md", explorer)
    pictures, changes = [expect_state(box, explorer)], {}
    for control in explorer.controls:
        changes[control.name] = moved(box, control)
        pictures.append(expect_state(box, explorer, **changes))
    assert len(set(pictures)) == len(pictures) > 4
    box.get_by_role("slider").press("ArrowRight")  # it opened at the end
    assert expect_state(box, explorer, **{**changes, "until": explorer.default["until"]})


@LAB
def test_every_chapter_opens_with_all_its_cells(lab, browser):
    request = browser.new_context().request
    counted = {}
    for path in sorted((ROOT / "chapters").glob("*.md")):
        answer = request.get(f"{lab}api/contents/{path.name}?type=notebook&content=1")
        cells = answer.json()["content"]["cells"]
        counted[path.name] = sum(cell["cell_type"] == "code" for cell in cells)
        written = re.findall(r"^```\{code-cell\}", path.read_text("utf-8"), re.MULTILINE)
        assert counted[path.name] == len(written), path.name
    assert sum(counted.values()) > 20


@LAB
def test_a_chapter_is_saved_only_when_somebody_saves_it(lab, browser):
    request = browser.new_context().request
    answer = request.get(f"{lab}lab/api/settings/@jupyterlab/docmanager-extension:plugin")
    assert answer.json()["schema"]["properties"]["autosave"]["default"] is False
