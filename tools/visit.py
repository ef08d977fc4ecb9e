"""A first visit to a page, as a browser with an empty cache makes it."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, Response, Route

HERE = "http://book.test/"
"""Where a page that is a file on this machine is said to be."""


def kilo(*parts: bytes) -> dict[str, float]:
    """Weigh parts together, and each packed, in kB."""
    packed = sum(min(len(part), len(gzip.compress(part))) for part in parts)
    return {"raw kB": sum(map(len, parts)) / 1000, "gzip kB": packed / 1000}


class Visit:
    """A page in its own host's hands: what it asks others for is refused, and counted.

    Parameters
    ----------
    browser : Browser
        Opens a page of its own.
    address : str
        Where the page is.
    folder : Path, optional
        Where its host's files are, if nothing serves them.
    """

    def __init__(self, browser: Browser, address: str, folder: Path | None = None) -> None:
        self.host, self.folder = urlsplit(address).netloc, folder
        self.answers: list[Response] = []
        self.others: list[str] = []
        self.page: Page = browser.new_page()
        self.page.route("**/*", self._answer)
        self.page.on("response", lambda answer: self.answers.append(answer))
        self.page.goto(address, wait_until="networkidle")

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.netloc != self.host:
            self.others.append(route.request.url)
            route.abort()
        elif self.folder is None:
            route.continue_()
        elif (file := self.folder / url.path.lstrip("/")).is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    def weight(self) -> dict[str, float]:
        """Count what was asked for, here and of others, and weigh what came."""
        bodies = []
        for answer in self.answers:
            try:
                bodies.append(answer.body())
            except Error:  # a redirection has none
                continue
        return {"requests": len(bodies), "to others": len(self.others), **kilo(*bodies)}
