"""A moderated session in a real browser, and a moderator who acts on its log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from recorder.ingest.people import record_act
from recorder.model.acts import PersonEvent
from recorder.model.events import AnyEvent
from recorder.model.ids import SERVER_EPOCH
from recorder.model.sessions import SessionMode
from recorder.projections.control import Control, project_control
from recorder.projections.timeline import build_timeline
from recorder.storage.log import read_record
from recorder.storage.secret_words import draw_name
from recorder.storage.sessions import NewSession, StartedSession, start_session
from recorder.storage.study_folders import read_study
from tests.live.helpers import Place, serve

MODERATOR = "ann"
STUDY = """\
format: 1
id: led
title: A shop, led
prototype: {start: prototype/index.html}
consent: {version: 1, text: We record what you click., retention: 12 months}
tasks:
  - id: buy
    title: Buy a thing
    scenario: Buy the red one.
    start: /shop.html
    success: [page: {path: /thanks.html}]
    questions: [seq]
  - {id: find, title: Find the shop, scenario: Where is it?, ends: on_done}
after_study: [nps]
"""
PAGE = """<!doctype html><html lang="en"><head><title>Shop</title></head>
<body><h1>Shop</h1><p><a href="thanks.html">Buy the red one</a></p></body></html>"""


def write_led_study(studies: Path) -> None:
    """Write the study `led` with its prototype."""
    folder = studies / "led" / "prototype"
    folder.mkdir(parents=True)
    (folder.parent / "study.yaml").write_text(STUDY, "utf-8")
    for name in ("index", "shop", "thanks"):
        (folder / f"{name}.html").write_text(PAGE, "utf-8")


def start_led(place: Place) -> StartedSession:
    """Start a moderated session of the study `led`."""
    version = read_study(place.site.settings.studies / "led")
    moderated = SessionMode.MODERATED
    new = NewSession(version, 1, now_ms=place.clock(), is_test=True, mode=moderated)
    return start_session(place.site.db, new)


@dataclass
class LedPlace:
    """One participant's browser, and the log that a moderator writes into."""

    place: Place
    context: BrowserContext
    started: StartedSession = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        """Start a session and open its page."""
        self.started = start_led(self.place)
        self.page = self.context.new_page()
        self.page.goto(f"{self.prototype}index.html#recorder={self.started.token}")
        self.heading("Please wait").wait_for()

    @property
    def prototype(self) -> str:
        """Where the pages to be tested lie."""
        return f"{self.place.origin}/prototype/led/"

    @property
    def panel(self) -> Locator:
        """The panel in the page."""
        return self.page.locator("recorder-panel")

    def heading(self, words: str) -> Locator:
        """The panel's heading, when it says this."""
        return self.panel.get_by_role("heading", name=words, exact=True)

    def button(self, words: str) -> Locator:
        """A button of the panel."""
        return self.panel.get_by_role("button", name=words, exact=True)

    def act(self, kind: type[PersonEvent], **more: object) -> str:
        """Have the moderator do something; answer the name of the act."""
        now_ms = self.place.clock()
        at_ms, name = now_ms - self.started.session.started_ms, draw_name()
        act = kind(at_ms=at_ms, act=name, person=MODERATOR, **more)  # type: ignore[arg-type]
        session, audience = self.started.session.id, self.place.live.audience
        record_act(self.place.site.db, session, act, now_ms=now_ms, audience=audience)
        return name

    def told(self, *, begin: str = "task.") -> list[str]:
        """List what the pages have told, in the order of the session."""
        return [_tag(event)[len("task.") :] for event in self.page_events(begin=begin)]

    def page_events(self, *, begin: str = "task.") -> Sequence[AnyEvent]:
        """List events of the pages of one family, in the order of the session."""
        record = read_record(self.place.site.db, self.started.session.id)
        entries = [each for each in build_timeline(record) if each.epoch != SERVER_EPOCH]
        return [each.event for each in entries if _tag(each.event).startswith(begin)]

    def control(self) -> Control:
        """Read from the whole stored log where the session stands."""
        record = read_record(self.place.site.db, self.started.session.id)
        study = read_study(self.place.site.settings.studies / "led").study
        return project_control(study, record.session, build_timeline(record))

    def wait_told(self, *kinds: str) -> list[str]:
        """Wait until this many events of tasks have arrived, and tell which."""
        for _ in range(600):
            if len(self.told()) >= len(kinds):
                break
            self.page.wait_for_timeout(50)
        # One too many would come now.
        self.page.wait_for_timeout(400)
        return self.told()


def _tag(event: AnyEvent) -> str:
    return str(event.__struct_config__.tag)


@contextmanager
def serve_led(folder: Path) -> Iterator[Place]:
    """Serve the study `led`, with live connections."""
    write_led_study(folder / "studies")
    with serve(folder) as place:
        yield place
