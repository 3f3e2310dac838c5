"""A real browser without a window, asked over a pipe: the DevTools protocol is JSON with a NUL behind each message."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = "chromium"
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # what the tests run in may be a container already, where Chromium cannot make another
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--remote-debugging-pipe",
)
_DONE = """new Promise((resolve) => {
  const verdict = document.getElementById("verdict");
  const look = () => /holds|fails/.test(verdict.className) && resolve(document.body.innerText);
  new MutationObserver(look).observe(verdict, { attributes: true });
})"""


class Browser:
    """One browser; :meth:`open` shows a file in a page of its own."""

    def __init__(self, ask: int, answer: int) -> None:
        self._ask = ask
        self._answer = os.fdopen(answer, "rb")
        self._number = 0
        self._buffer = b""
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Ask for one thing and wait for its answer; what happens meanwhile is put with the events."""
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            asked["sessionId"] = session
        os.write(self._ask, json.dumps(asked).encode() + b"\0")
        while (message := self._next()).get("id") != self._number:
            self.events.append(message)
        assert "error" not in message, message
        return message["result"]

    def wait_for(self, method: str, session: str) -> None:
        """Wait until something has happened."""
        while not any(event["method"] == method and event["sessionId"] == session for event in self.events):
            self.events.append(self._next())

    def open(self, file: Path) -> "Page":
        """A page that shows a file, once it is loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "DOM", "Log", "Network", "Accessibility"):
            self.call(f"{domain}.enable", session)
        self.call("Page.navigate", session, url=file.as_uri())
        self.wait_for("Page.loadEventFired", session)
        return Page(self, session)

    def close(self) -> None:
        """End the browser."""
        self.call("Browser.close")
        self._answer.close()
        os.close(self._ask)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._answer.fileno(), 1 << 16)
            assert more, "the browser has gone"
            self._buffer += more
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)


class Page:
    """The check page in a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask something of this page."""
        return self._browser.call(method, self._session, **params)

    def give(self, files: list[Path]) -> str:
        """Choose files as a person does, and wait for the verdict: the page's whole text."""
        self.run("document.getElementById('verdict').className = ''")
        self.run(f"window.verdict_shown = {_DONE}; undefined")
        document = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=document, selector="#files")["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])
        return self.run("window.verdict_shown")

    def run(self, expression: str) -> Any:
        """The value of an expression, a promise's when it is kept."""
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def happened(self, method: str) -> list[dict[str, Any]]:
        """What the browser told of this page, of one sort."""
        return [
            event["params"]
            for event in self._browser.events
            if event["method"] == method and event.get("sessionId") == self._session
        ]


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """A browser that ends with the block. It listens at its descriptor 3 and tells at its descriptor 4."""
    asked_from, ask = os.pipe()
    answer, answered_to = os.pipe()
    start = f'exec "$@" 3<&{asked_from} 4>&{answered_to}'
    command = ["bash", "-c", start, "start", BROWSER, *_OPTIONS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(command, pass_fds=(asked_from, answered_to), stderr=subprocess.DEVNULL)
    os.close(asked_from)
    os.close(answered_to)
    browser = Browser(ask, answer)
    try:
        yield browser
        browser.close()
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait(timeout=20)
