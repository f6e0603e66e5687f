"""What the tests of live rooms share: a server on a port, people with sockets, a participant."""

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import socketio
import websocket
from sqlalchemy import update
from werkzeug.serving import BaseWSGIServer

from recorder.clock import Clock, wall_clock_ms
from recorder.config import LIMITS, read_settings
from recorder.ingest.pages import Ingest
from recorder.live.mount import Live
from recorder.model.acts import Act
from recorder.model.ids import SessionId
from recorder.model.people import Role
from recorder.model.sessions import SessionMode
from recorder.storage.database import migrate, open_database
from recorder.storage.log import read_record
from recorder.storage.sessions import NewSession, StartedSession, start_session
from recorder.storage.sign_ins import list_sign_ins
from recorder.storage.study_folders import read_study
from recorder.storage.tables import people
from recorder.web.app import create_app
from recorder.web.serving import make_plain_server
from recorder.web.wsgi import create_server
from tests.web.helpers import Site, find_token, write_study

PATIENCE_S = 30.0
EPOCH = "AAAAAAAAAAAAAAAA"


@dataclass
class Place:
    """A server in this process, with real sockets on loopback."""

    site: Site
    server: BaseWSGIServer
    live: Live
    ingest: Ingest
    clock: Clock

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server.port)

    @property
    def origin(self) -> str:
        """The origin of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, role: Role, login: str = "") -> "Browser":
        """Open a browser in which somebody of this role is signed in."""
        client = self.site.person(role, login)
        token = find_token(client.get("/"))
        cookie = client.get_cookie("recorder")
        assert cookie is not None
        return Browser(self, client, f"recorder={cookie.value}", token, login or role.value)

    def change_role(self, login: str, role: Role) -> None:
        """Give a person another role."""
        with_role = update(people).where(people.c.login == login).values(role=role)
        self.site.db.change(with_role)

    def start(self, mode: SessionMode = SessionMode.MODERATED) -> StartedSession:
        """Start a session of the study `shop`."""
        version = read_study(self.site.settings.studies / "shop")
        new = NewSession(version, 2, now_ms=self.clock(), mode=mode)
        return start_session(self.site.db, new)

    def send(
        self,
        started: StartedSession,
        events: list[dict[str, Any]],
        *,
        seq: int,
        epoch: str = EPOCH,
        page_ms: float = 1_000.0,
    ) -> dict[str, Any]:
        """Send a batch when the page's clock is there, as it does; answer what it is told."""
        now_ms = self.clock()
        origin_ms = now_ms - page_ms
        clock = {"origin_ms": origin_ms, "now_ms": page_ms, "wall_ms": now_ms, "rtt_ms": 4.0}
        batch = {"v": 1, "token": started.token, "epoch": epoch, "prev": None, "from": seq}
        answer = self.ingest.append(
            json.dumps({**batch, "clock": clock, "events": events}).encode()
        )
        assert answer.status == 200, answer.body
        return dict(answer.body)

    def acts(self, session: SessionId) -> list[str]:
        """List the names of the acts in a session's log."""
        epochs = read_record(self.site.db, session).epochs
        events = [event for epoch in epochs for event in epoch.events]
        return [event.act for event in events if isinstance(event, Act) and event.act]


@dataclass
class Browser:
    """Somebody's browser: a cookie, and tickets for it."""

    place: Place
    client: Any
    cookie: str
    token: str
    login: str

    def draw_ticket(self) -> str:
        """Ask for a ticket as a page of ours does."""
        headers = {"X-CSRFToken": self.token, "Sec-Fetch-Dest": "empty"}
        answer = self.client.post("/live/ticket", headers=headers)
        assert answer.status_code == 200, answer.status
        return str(answer.json["ticket"])

    def connect(self) -> "Watcher":
        """Open a live connection as the room's page does."""
        return self.connect_with(self.draw_ticket())

    def connect_with(self, ticket: str) -> "Watcher":
        """Open one with a ticket from elsewhere."""
        return Watcher.connect(self.place.origin, self.cookie, ticket)

    def forge_ticket(self) -> str:
        """Make a good ticket although this person's pages get none."""
        db, now_ms = self.place.site.db, self.place.clock()
        return self.place.live.tickets.make(list_sign_ins(db, self.login, now_ms=now_ms)[0])

    def fetch_log(self, session: SessionId, **have: int) -> dict[str, Any]:
        """Fetch a session's log as a page of ours does."""
        query = {"have": json.dumps(have)} if have else {}
        answer = self.client.get(f"/sessions/{session}/log.json", query_string=query)
        assert answer.status_code == 200, answer.status
        return dict(json.loads(answer.data))


@dataclass
class Watcher:
    """One page of somebody who watches, over a real socket."""

    client: Any
    told: "queue.Queue[tuple[str, Any]]" = field(default_factory=queue.Queue)

    @staticmethod
    def connect(origin: str, cookie: str, ticket: str) -> "Watcher":
        """Connect, or raise `socketio.exceptions.ConnectionError`."""
        client = socketio.Client(reconnection=False, handle_sigint=False)
        watcher = Watcher(client)
        for event in ("events", "state", "presence", "missed"):
            client.on(event, lambda told, event=event: watcher.told.put((event, told)), "/room")
        client.on("disconnect", lambda *_: watcher.told.put(("disconnect", None)), "/room")
        client.connect(
            origin,
            headers={"Cookie": cookie},
            auth={"ticket": ticket},
            transports=["websocket"],
            namespaces=["/room"],
            socketio_path="live/socket",
        )
        return watcher

    def ask(self, event: str, **said: object) -> dict[str, Any]:
        """Say something and wait for the answer."""
        answer: dict[str, Any] = self.client.call(
            event, said, namespace="/room", timeout=PATIENCE_S
        )
        return answer

    def act(self, session: SessionId, **act: object) -> dict[str, Any]:
        """Do something in a session."""
        return self.ask("act", session=session, act=act)

    def wait_for(self, event: str) -> Any:
        """Wait until this is told; what was told before it is passed over."""
        while True:
            name, told = self.told.get(timeout=PATIENCE_S)
            if name == event:
                return told

    def close(self) -> None:
        """Leave."""
        self.client.disconnect()


@contextmanager
def serve(folder: Path, clock: Clock = wall_clock_ms, **options: object) -> Iterator[Place]:
    """Serve the study `shop` on a port of this machine."""
    write_study(folder / "studies")
    server = make_plain_server("127.0.0.1", 0, _nothing)
    settings = read_settings(
        data=folder / "data", studies=folder / "studies", port=server.port, **options
    )
    db = open_database(settings.database)
    migrate(db)
    server.app, live = create_server(settings, db, clock)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site = Site(create_app(settings, db, clock), db, settings, [clock()])
    try:
        often = replace(LIMITS, requests_per_s=10_000, requests_burst=10_000)
        ingest = Ingest(db, clock, limits=often, audience=live.audience)
        yield Place(site, server, live, ingest, clock)
    finally:
        live.close()
        server.shutdown()
        thread.join()
        server.server_close()
        db.close()


def _nothing(_environ: object, _start: object) -> list[bytes]:
    raise AssertionError("the application came too late")


def open_raw(place: Place, path: str, **options: Any) -> Any:
    """Open a bare WebSocket to one of the endpoints."""
    address = f"ws://127.0.0.1:{place.port}{path}/?EIO=4&transport=websocket"
    return websocket.create_connection(address, timeout=PATIENCE_S, **options)
