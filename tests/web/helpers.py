"""What the tests of pages and wire share: a study, a site over it, sessions with a log."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.clock import wall_clock_ms
from recorder.config import Settings, read_settings
from recorder.ingest.pages import Ingest
from recorder.model.people import Person, Role
from recorder.storage.database import Database, migrate, open_database
from recorder.storage.keys import Purpose, add_key
from recorder.storage.people import add_person, find_named
from recorder.web.addresses import sign_in_address
from recorder.web.app import create_app

HOSTILE = json.loads((Path(__file__).parent.parent / "data" / "hostile.json").read_text("utf-8"))
NOW_MS = 1_795_300_000_000.0
EPOCH = "AAAAAAAAAAAAAAAA"

STUDY = """\
format: 1
id: shop
title: A small shop
language: {language}
prototype: {{start: prototype/index.html}}
participants: {{open: {open}}}
consent:
  version: 2
  text: |
    We record what you click.

    <script>alert("text of the consent")</script>
  retention: 12 months
  choices:
    - {{id: quotes, ask: May we quote you?}}
screener:
  - {{id: age, ask: Are you 18 or older?, choices: ["Yes", "No"], reject: ["No"]}}
tasks:
  - id: buy
    title: Buy a thing
    scenario: Buy it.
    start: /index.html
    success: [page: {{path: /thanks.html}}]
    questions: [seq, {{id: why, ask: Why?, kind: long-text}}]
after_study: [sus]
"""


@dataclass(frozen=True)
class Site:
    """One application over a database of its own, with a clock that the test sets."""

    app: Flask
    db: Database
    settings: Settings
    now_ms: list[float]

    def client(self) -> FlaskClient:
        """Open a browser that nobody has used."""
        return self.app.test_client()

    def owner(self) -> FlaskClient:
        """Open a browser in which the owner is signed in."""
        return self.person(Role.OWNER)

    def person(self, role: Role, login: str = "") -> FlaskClient:
        """Open a browser in which somebody of this role is signed in.

        Args:
            role: The person is made at the first call.
            login: The role's name unless given.
        """
        client = self.client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        token = find_token(client.get("/sign-in"))
        key = self.sign_in_address(role, login).partition("#")[2]
        answer = client.post("/sign-in", data={"key": key, "csrf_token": token})
        assert answer.status_code == 303
        return client

    def sign_in_address(self, role: Role = Role.OWNER, login: str = "") -> str:
        """Make a link that signs somebody of this role in once."""
        login = login or role.value
        if find_named(self.db, login) is None:
            add_person(self.db, Person(login, login.capitalize(), role, self.now_ms[0]))
        # Good by this site's clock, and by the wall's where the site is really served.
        now_ms = max(self.now_ms[0], wall_clock_ms())
        key = add_key(self.db, Purpose.SIGN_IN, person=login, now_ms=now_ms)
        return sign_in_address(self.settings.base_url, key)

    def append(self, token: str, events: list[dict[str, Any]], *, epoch: str = EPOCH) -> None:
        """Append events to a session's log, through the door that pages use."""
        clock = {"origin_ms": self.now_ms[0], "now_ms": 90_000.0, "wall_ms": self.now_ms[0] + 90e3}
        batch = {"v": 1, "token": token, "epoch": epoch, "prev": None, "from": 0}
        body = json.dumps({**batch, "clock": clock, "events": events}).encode()
        answer = Ingest(self.db, lambda: self.now_ms[0]).append(body)
        assert answer.status == 200, answer.body


def write_study(root: Path, *, is_open: bool = True, language: str = "en") -> None:
    """Write the study `shop` with three prototype files."""
    folder = root / "shop"
    (folder / "prototype" / "deep").mkdir(parents=True, exist_ok=True)
    text = STUDY.format(open=str(is_open).lower(), language=language)
    (folder / "study.yaml").write_text(text, "utf-8")
    page = "<!doctype html><html><head><script src=own.js></script></head><body>Shop</body></html>"
    for name in ("index.html", "thanks.html", "deep/index.html"):
        (folder / "prototype" / name).write_text(page, "utf-8")
    (folder / "prototype" / "own.js").write_text("// own", "utf-8")


def make_site(root: Path, *, port: int = 8765) -> Site:
    """Make an application over `root/studies`; the caller closes its database."""
    settings = read_settings(data=root / "data", studies=root / "studies", port=port)
    db = open_database(settings.database)
    migrate(db)
    now_ms = [NOW_MS]
    return Site(create_app(settings, db, lambda: now_ms[0]), db, settings, now_ms)


@contextmanager
def open_site(root: Path, write: Callable[[Path], None] = write_study) -> Iterator[Site]:
    """Make an application over one study and an empty log, and close it in the end."""
    write(root / "studies")
    site = make_site(root)
    try:
        yield site
    finally:
        site.db.close()


def find_token(response: TestResponse) -> str:
    """Find the token against forged requests in a page."""
    return response.text.split('name="csrf_token" value="')[1].split('"')[0]


def start(client: FlaskClient, **changes: object) -> TestResponse:
    """Start a session by the wire."""
    body = {"v": 1, "study": "shop", "invite": None, "consent": {"version": 2, "choices": {}}}
    return client.post("/v1/sessions", json={**body, **changes})


def list_cases(group: str) -> list[dict[str, Any]]:
    """List the hostile cases of a group."""
    return [case for case in HOSTILE["cases"] if case["group"] == group]
