"""Drive Debian's Firefox over WebDriver BiDi: just what the tests of the book ask of it.

Playwright brings a Firefox of its own and cannot drive another; Debian has no geckodriver. Firefox
itself speaks BiDi on a websocket, and this speaks back. Names are BiDi's own.
"""

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket
from browser import find

PREFERENCES = """
user_pref("network.proxy.type", 0);
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
"""
TAB = "\ue004"
KEYS = {"Tab": TAB, "Enter": "\ue007", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
KEYS |= {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Home": "\ue011", "End": "\ue010"}
LEFT_BEHIND = "NS_BINDING_ABORTED"  # as the next page is, which Firefox fetches in advance
PATIENCE = 240  # seconds until it counts as hung


class Page:
    """One tab: it goes places, runs scripts, presses keys, and remembers what went wrong."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self.line = line
        self.number = 0
        self.faults: list[str] = []  # errors and warnings of the console
        self.failed: list[str] = []  # addresses that could not be had
        self.asked: list[str] = []  # addresses that were asked for
        self.context = ""

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and return its result; note the events that come meanwhile."""
        self.number += 1
        self.line.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.line.recv())
            if message.get("id") == self.number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
            self.note(message.get("method"), message.get("params", {}))

    def note(self, event: str | None, found: dict[str, Any]) -> None:
        """Remember an event."""
        if event == "log.entryAdded" and found["level"] in ("error", "warn"):
            self.faults.append(found["text"])
        elif event == "network.beforeRequestSent":
            self.asked.append(found["request"]["url"])
        elif event == "network.fetchError" and found["errorText"] != LEFT_BEHIND:
            self.failed.append(f"{found['request']['url']}: {found['errorText']}")
        elif event == "network.responseCompleted" and found["response"]["status"] >= 400:
            self.failed.append(f"{found['request']['url']}: {found['response']['status']}")

    def goto(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript with values of JSON, and return such a value."""
        call = f"({function})(...{json.dumps(arguments)})"
        found = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await {call} ?? null))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def press(self, *names: str) -> None:
        """Press and release keys, as a reader does."""
        strokes = [
            {"type": kind, "value": KEYS.get(name, name)}
            for name in names
            for kind in ("keyDown", "keyUp")
        ]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.send("input.performActions", context=self.context, actions=[keyboard])

    def wait(self, function: str, *arguments: Any) -> Any:
        """Wait until a function returns something true, and return that."""
        until = time.monotonic() + PATIENCE
        while not (value := self.evaluate(function, *arguments)):
            if time.monotonic() > until:
                raise TimeoutError(function)
            time.sleep(0.05)
        return value


class Firefox:
    """A running Firefox that opens pages."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self.line = line
        control = Page(line)
        control.send("session.new", capabilities={})
        control.send(
            "session.subscribe",
            events=[
                "log.entryAdded",
                "network.beforeRequestSent",
                "network.fetchError",
                "network.responseCompleted",
            ],
        )

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Open a tab of its own, with nothing remembered."""
        page = Page(self.line)
        page.number = time.monotonic_ns() % 10**9 * 1000
        user = page.send("browser.createUserContext")["userContext"]
        page.context = page.send("browsingContext.create", type="tab", userContext=user)["context"]
        page.faults, page.failed, page.asked = [], [], []
        yield page
        page.send("browser.removeUserContext", userContext=user)


def address(log: Path, running: subprocess.Popen[bytes]) -> str:
    """Wait until Firefox says where it listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        if said := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text("utf-8")):
            return said[1]
        time.sleep(0.05)
    raise RuntimeError(f"Firefox did not start:\n{log.read_text('utf-8')[-2000:]}")


@contextmanager
def launched() -> Iterator[Firefox]:
    """Start a headless Firefox with a fresh profile, and end it."""
    path = find("firefox")
    if path is None:
        raise RuntimeError("there is no Firefox: run `make test`, or tools/browser.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile, log = Path(folder) / "profile", Path(folder) / "log"
        profile.mkdir()
        (profile / "user.js").write_text(PREFERENCES, "utf-8")
        command = [path, "--headless", "--no-remote", "--profile", str(profile)]
        with log.open("wb") as said:
            running = subprocess.Popen(
                [*command, "--remote-debugging-port", "0", "about:blank"], stdout=said, stderr=said
            )
        try:
            line = websocket.create_connection(
                address(log, running) + "/session", timeout=PATIENCE, suppress_origin=True
            )
            yield Firefox(line)
            line.close()
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
