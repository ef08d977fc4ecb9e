"""Drive Debian's Firefox over WebDriver BiDi: just what the tests of the book ask of it.

Playwright brings a Firefox of its own and cannot drive another; Debian has no geckodriver. Firefox
itself speaks BiDi on a websocket, and this speaks back. Names are BiDi's own.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import websocket
from browser import find
from host import at_work, free_port

PREFERENCES = """
user_pref("network.proxy.type", 0);
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
"""
EVENTS = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError"]
EVENTS += ["network.responseCompleted"]
KEYS = {"Enter": "\ue007", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
KEYS |= {"ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
LEFT_BEHIND = "NS_BINDING_ABORTED"  # as the next page is, which Firefox fetches in advance
PATIENCE = 240  # seconds until it counts as hung
NUMBERS = count(1)

WAIT = """async (...all) => {
  while (!(%s)(...all)) await new Promise((go) => setTimeout(go, 20));
}"""


class Page:
    """One tab: it goes places, runs scripts, presses keys, and remembers what went wrong."""

    def __init__(self, line: websocket.WebSocket, context: str = "") -> None:
        self.line, self.context = line, context
        self.faults: list[str] = []  # errors and warnings of the console
        self.failed: list[str] = []  # addresses that could not be had
        self.asked: list[str] = []  # addresses that were asked for

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and return its result; note the events that come meanwhile."""
        number = next(NUMBERS)
        self.line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := json.loads(self.line.recv())).get("id") != number:
            self.note(message.get("method"), message.get("params", {}))
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def note(self, event: str | None, told: dict[str, Any]) -> None:
        """Remember an event."""
        match event, told:
            case "log.entryAdded", {"level": "error" | "warn", "text": text}:
                self.faults.append(text)
            case "network.beforeRequestSent", {"request": {"url": url}}:
                self.asked.append(url)
            case "network.fetchError", {"request": {"url": url}, "errorText": why}:
                self.failed += [f"{url}: {why}"] if why != LEFT_BEHIND else []
            case "network.responseCompleted", {"response": {"url": url, "status": status}}:
                self.failed += [f"{url}: {status}"] if status >= 400 else []

    def goto(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript with values of JSON, and return such a value."""
        call = f"({function})(...{json.dumps(arguments)})"
        answer = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await {call} ?? null))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait(self, function: str, *arguments: Any) -> None:
        """Wait until a function returns something true."""
        self.evaluate(WAIT % function, *arguments)

    def press(self, name: str) -> None:
        """Press and release a key, as a reader does."""
        strokes = [{"type": kind, "value": KEYS.get(name, name)} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.send("input.performActions", context=self.context, actions=[keyboard])


class Firefox:
    """A running Firefox that opens pages."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self.line = line
        self.control = Page(line)
        self.control.send("session.new", capabilities={})
        self.control.send("session.subscribe", events=EVENTS)

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Open a tab of its own, with nothing remembered."""
        user = self.control.send("browser.createUserContext")["userContext"]
        tab = self.control.send("browsingContext.create", type="tab", userContext=user)
        page = Page(self.line, tab["context"])
        yield page
        self.control.send("browser.removeUserContext", userContext=user)


@contextmanager
def launched() -> Iterator[Firefox]:
    """Start a headless Firefox with a fresh profile, and end it."""
    path, port = find("firefox"), free_port()
    if path is None:
        raise RuntimeError("there is no Firefox: run `make test`, or tools/browser.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(PREFERENCES, "utf-8")
        command = [path, "--headless", "--no-remote", "--profile", profile]
        with at_work(port, *command, "--remote-debugging-port", str(port), "about:blank"):
            address = f"ws://127.0.0.1:{port}/session"
            line = websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True)
            yield Firefox(line)
            line.close()
