"""A recorder, a site whose participants are heard, and what is stored of their voices."""

import base64
import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from recorder.model.events import SoundStopped
from recorder.model.ids import SessionId
from recorder.storage.database import open_database
from recorder.storage.log import read_record
from tests.conftest import BROWSER_ARGUMENTS, Server

STUDY = """format: 1
id: loss
title: Thinking aloud
prototype: {{start: "{site}/index.html", origins: ["{site}"]}}
capture: {{sound: true}}
consent:
  version: 1
  text: We record what you click.
  retention: 1 month
tasks:
  - {{id: click, title: Click, scenario: Click about and say what you think., ends: on_done}}
"""

HEARD = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""A microphone that beeps, and a browser that allows it without asking anybody."""

PATIENCE_S = 30
DECODE = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
  const loudest = sound.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return [sound.duration * 1000, loudest];
}"""


def launch(browser: Browser, *arguments: str) -> Browser:
    """Start a Chromium of its own.

    The shared one has no microphone, and flags that give every page one have no place in
    tests of anything else.
    """
    return browser.browser_type.launch(
        executable_path="/usr/bin/chromium", args=[*BROWSER_ARGUMENTS, *arguments]
    )


@dataclass
class VoicePlace:
    """One session on a site of another origin than the recorder's."""

    server: Server
    site: str
    context: BrowserContext
    session: str = ""
    token: str = ""
    asked: list[str] = field(default_factory=list)

    def enter(self, *, sound: bool = True) -> Page:
        """Start a session by the wire and open the site with it."""
        consent = {"version": 1, "choices": {"sound": sound}}
        body = json.dumps({"v": 1, "study": "loss", "consent": consent})
        answer = self.context.request.post(f"{self.server.url}/v1/sessions", data=body)
        started = json.loads(answer.text())
        self.session, self.token = started["session"], started["token"]
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(started["start"])
        page.locator("recorder-panel").wait_for(state="attached")
        return page

    def query(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the server's database."""
        path = self.server.data / "recorder.sqlite"
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def takes(self) -> dict[str, list[tuple[int, float, float, bytes]]]:
        """Read the stored parts: number, when, how long and the bytes, take by take."""
        rows = self.query(
            "select take, number, at_ms, length_ms, body from sound_parts where session = ? "
            "order by take, number",
            self.session,
        )
        found: dict[str, list[tuple[int, float, float, bytes]]] = {}
        for take, number, at_ms, length_ms, body in rows:
            assert isinstance(number, int)
            assert isinstance(body, bytes)
            assert isinstance(at_ms, float)
            assert isinstance(length_ms, float)
            found.setdefault(str(take), []).append((number, at_ms, length_ms, body))
        return found

    def parts(self) -> int:
        """Count the stored parts."""
        return sum(map(len, self.takes().values()))

    def stops(self) -> list[tuple[str, int]]:
        """List why each take ended, and how many parts it had, as the pages told."""
        db = open_database(f"sqlite:///{self.server.data / 'recorder.sqlite'}")
        try:
            record = read_record(db, SessionId(self.session))
        finally:
            db.close()
        events = (event for epoch in record.epochs for event in epoch.events)
        return [(each.why, each.parts) for each in events if isinstance(each, SoundStopped)]

    def decode(self, page: Page, take: str) -> tuple[float, float]:
        """Have the browser decode a joined take; how long it is in ms, and its loudest sample."""
        joined = b"".join(body for *_, body in self.takes()[take])
        length_ms, loudest = page.evaluate(DECODE, base64.b64encode(joined).decode())
        return length_ms, loudest


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is so; what is not so after a while never will be."""
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s, "it never came to be"
        time.sleep(0.25)
