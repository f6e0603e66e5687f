"""`/room`: lets people watch a session or show it again, as long as the sign-in holds."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace

from recorder.clock import Clock, monotonic_s
from recorder.config import LIMITS
from recorder.errors import NotAllowedError, NotFoundError, RecorderError
from recorder.live.audience import ROOM, LiveAudience
from recorder.live.lines import Lines
from recorder.live.memory import Memory
from recorder.live.moderators import Answer, refuse, take_act
from recorder.live.needs import EVENTS
from recorder.live.rooms import Room, Rooms, Seat
from recorder.live.tokens import Tickets
from recorder.model.ids import SessionId
from recorder.model.rates import Buckets
from recorder.model.sessions import SessionState
from recorder.storage.database import Database
from recorder.storage.sign_ins import SignIn

log = logging.getLogger(__name__)

NO_ROOM = "your role has no live room"
FindSignIn = Callable[[], SignIn | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a live room works with.

    Attributes:
        find_sign_in: Finds the sign-in of the browser that asks, by its cookie.
        load: Reads what is to be remembered of a session.
    """

    db: Database
    clock: Clock
    tickets: Tickets
    find_sign_in: FindSignIn
    load: Callable[[SessionId], Memory]


class Observers(Namespace):  # type: ignore[misc]
    """Everybody who watches, and the one of them who moderates."""

    def __init__(self, rooms: Rooms, audience: LiveAudience, lines: Lines, desk: Desk) -> None:
        super().__init__(ROOM)
        self._rooms, self._audience, self._lines, self._desk = rooms, audience, lines, desk
        self._rates = Buckets(per_s=LIMITS.messages_per_s, burst=LIMITS.messages_burst)

    def on_connect(self, auth: object) -> None:
        """Admit a page of ours whose person is signed in and may watch."""
        sid = _sid()
        line = self.socketio.server.manager.eio_sid_from_sid(sid, ROOM)
        try:
            ticket = auth.get("ticket") if isinstance(auth, dict) else None
            sign_in = self._desk.tickets.check(ticket, self._desk.find_sign_in())
        except NotAllowedError as error:
            raise Refused(str(error)) from None
        if sign_in.person.role not in EVENTS["connect"]:
            raise Refused(NO_ROOM)
        self._rooms.enter(Seat(sid, line, sign_in))
        self._lines.admit(line)

    def on_disconnect(self, *_reason: object) -> None:
        """Forget a page that is gone, and tell the others."""
        sid = _sid()
        seat = self._rooms.find_seat(sid)
        room = self._rooms.drop(sid)
        if seat is not None:
            self._lines.cut(seat.line)
        if room is not None:
            self._audience.tell_presence(room)

    def on_join(self, said: dict[str, object]) -> Answer:
        """Let a page watch one session; what it watched before it leaves."""
        return self._answer("join", said, self._join)

    def on_read(self, said: dict[str, object]) -> Answer:
        """Let a page show a session again: it hears that there is more, and fetches it."""
        return self._answer("read", said, self._read)

    def on_leave(self, said: dict[str, object]) -> Answer:
        """Let a page stop to watch."""
        return self._answer("leave", said, self._leave)

    def on_clock(self, said: dict[str, object]) -> Answer:
        """Tell the time, so that a page can say when something happened."""
        return self._answer("clock", said, lambda *_: {"server_ms": self._desk.clock()})

    def on_act(self, said: dict[str, object]) -> Answer:
        """Record what somebody did or said."""
        return self._answer("act", said, self._act)

    def error(self, error: Exception) -> Answer:
        """Answer when a handler failed, and say so without a word of what was sent."""
        if isinstance(error, Refused):
            raise error
        log.error("a live room could not answer: %s", type(error).__name__)
        return refuse("failed", "the server could not do that")

    def _answer(
        self, event: str, said: object, how: Callable[[Seat, dict[str, object]], Answer]
    ) -> Answer:
        seat = self._rooms.find_seat(_sid())
        if seat is None or not isinstance(said, dict):
            return refuse("invalid", "this cannot be answered")
        if seat.sign_in.person.role not in EVENTS[event]:
            return refuse("not_allowed", NO_ROOM)
        if self._rates.take(seat.sid, monotonic_s()):
            return refuse("rate_limited", "too much at once: wait a second")
        return how(seat, said)

    def _join(self, seat: Seat, said: dict[str, object]) -> Answer:
        memory = self._sit(seat, said, self._rooms.sit)
        if not isinstance(memory, Memory):
            return memory
        room = self._rooms.find_of(seat.sid)
        if room is None:
            return refuse("failed", "the connection is gone")
        if room.heard_ms is None:
            room.heard_ms = memory.session.last_received_ms
        self.socketio.server.enter_room(seat.sid, room.session, namespace=ROOM)
        state = memory.control()
        self._audience.tell_presence(room)
        return {
            "ok": True,
            "you": _write_person(seat.sign_in),
            "server_ms": self._desk.clock(),
            "state": state,
            "presence": self._audience.write_presence(room),
        }

    def _read(self, seat: Seat, said: dict[str, object]) -> Answer:
        memory = self._sit(seat, said, self._rooms.sit_aside)
        if not isinstance(memory, Memory):
            return memory
        is_open = memory.session.state is SessionState.OPEN
        if is_open and seat.sign_in.person.role not in EVENTS["join"]:
            self._rooms.leave(seat.sid)
            return refuse("not_allowed", "this session goes on, and " + NO_ROOM)
        you, server_ms = _write_person(seat.sign_in), self._desk.clock()
        return {"ok": True, "you": you, "server_ms": server_ms}

    def _sit(
        self, seat: Seat, said: dict[str, object], sit: Callable[[SessionId, Seat], Room]
    ) -> Memory | Answer:
        """Let a page into a session; answer how it stands, or why not."""
        session = said.get("session")
        if not isinstance(session, str) or len(session) > 64:
            return refuse("not_found", "there is no such session")
        self._leave(seat, said)
        # In first and then read: what comes in between is in both, and nothing is in neither.
        room = sit(SessionId(session), seat)
        try:
            return room.memory(lambda: self._desk.load(room.session))
        except NotFoundError:
            self._rooms.leave(seat.sid)
            return refuse("not_found", "there is no such session")
        except RecorderError:
            self._rooms.leave(seat.sid)
            return refuse("unavailable", "the session cannot be read now")

    def _leave(self, seat: Seat, _said: dict[str, object]) -> Answer:
        room = self._rooms.leave(seat.sid)
        if room is not None:
            self.socketio.server.leave_room(seat.sid, room.session, namespace=ROOM)
            self._audience.tell_presence(room)
        return {"ok": True}

    def _act(self, seat: Seat, said: dict[str, object]) -> Answer:
        room = self._rooms.find_of(seat.sid)
        if room is None or said.get("session") != room.session:
            return refuse("not_joined", "join the session first")
        return take_act(
            self._desk.db,
            room,
            room.memory(lambda: self._desk.load(room.session)),
            seat.sign_in.person,
            said.get("act"),
            now_ms=self._desk.clock(),
            audience=self._audience,
        )


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


def _write_person(sign_in: SignIn) -> dict[str, str]:
    person = sign_in.person
    return {"login": person.login, "name": person.name, "role": person.role}
