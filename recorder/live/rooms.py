"""Who is in which room now, in memory: rooms begin when somebody comes and end when all left."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from recorder.ingest.audience import Stored
from recorder.live.memory import Memory
from recorder.model.ids import SERVER_EPOCH, SessionId
from recorder.model.people import Person
from recorder.storage.sign_ins import SignIn

LIVE_MS = 30_000.0
"""A participant who was heard no longer ago is there; pages of those who read send nothing."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One page of somebody who watches.

    Attributes:
        sid: The library's name for it in its namespace.
        line: The library's name for its connection.
    """

    sid: str
    line: str
    sign_in: SignIn


@dataclass(slots=True)
class Room:
    """Everybody who is at one session now.

    Attributes:
        seats: Pages of those who watch, by `Seat.sid`.
        readers: Pages that show the session again; they are told that there is something new,
            never what, and fetch as much of it as their person may see.
        guests: Pages of the participant, by the library's name.
        behind: Those of `seats` that read too slowly and missed something.
        heard_ms: When the participant's page last sent, ms since 1970; None for never.
        delay_ms: How long the newest events took until they were here; None when unknown.
        told: What presence was told last.
        places: Where its page loads lay when it was told last how the session stands.
    """

    session: SessionId
    seats: dict[str, Seat] = field(default_factory=dict)
    readers: dict[str, Seat] = field(default_factory=dict)
    guests: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    heard_ms: float | None = None
    delay_ms: float | None = None
    told: object = None
    places: object = None
    _memory: Memory | None = None
    _pending: list[Stored] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _is_loading: bool = False

    def memory(self, load: Callable[[], Memory]) -> Memory:
        """Answer what is remembered of the session; it is read at the first call."""
        with self._lock:
            if self._memory is not None:
                return self._memory
            self._is_loading = True
        # Not under the lock that `hear` needs: what comes meanwhile waits in a list.
        try:
            memory = load()
        except BaseException:
            with self._lock:
                self._is_loading = False
                self._pending.clear()
            raise
        return self._remember(memory)

    def _remember(self, memory: Memory) -> Memory:
        with self._lock:
            if self._memory is None:
                for stored in self._pending:
                    memory.add(stored)
                self._memory = memory
            self._pending.clear()
            self._is_loading = False
            return self._memory

    def find_memory(self) -> Memory | None:
        """Answer what is remembered, if it was read."""
        return self._memory

    def hear(self, stored: Stored) -> None:
        """Take note of what was stored."""
        with self._lock:
            if self._memory is not None:
                self._memory.add(stored)
            elif self._is_loading:
                self._pending.append(stored)
            if stored.epoch != SERVER_EPOCH:
                self.heard_ms = max(self.heard_ms or 0.0, stored.received_ms)
                self.delay_ms = measure_delay_ms(stored)

    def list_people(self) -> list[Person]:
        """List who watches, each once."""
        seats = list(self.seats.values())
        return list({seat.sign_in.person.login: seat.sign_in.person for seat in seats}.values())

    def find_person(self, login: str) -> Person | None:
        """Find somebody who watches now."""
        return next((each for each in self.list_people() if each.login == login), None)

    def participant(self, now_ms: float) -> dict[str, object]:
        """Say whether the participant is there."""
        is_heard = self.heard_ms is not None and now_ms - self.heard_ms <= LIVE_MS
        never = "never" if self.heard_ms is None else "away"
        state = "live" if self.guests or is_heard else never
        return {"state": state, "heard_ms": self.heard_ms, "delay_ms": self.delay_ms}


def measure_delay_ms(stored: Stored) -> float:
    """Measure how long the oldest of these events took from the page to here."""
    lay_ms = stored.clock.now_ms - stored.events[0].at_ms if stored.events else 0.0
    return round(max(0.0, lay_ms) + (stored.clock.rtt_ms or 0.0) / 2, 1)


class Rooms:
    """All rooms of one server, and all pages that are connected to it."""

    def __init__(self) -> None:
        self._rooms: dict[SessionId, Room] = {}
        self._seats: dict[str, Seat] = {}
        self._where: dict[str, SessionId] = {}
        self._lock = threading.Lock()

    def find(self, session: SessionId) -> Room | None:
        """Find the room of a session, if anybody is there."""
        return self._rooms.get(session)

    def find_of(self, sid: str) -> Room | None:
        """Find the room in which a page is."""
        session = self._where.get(sid)
        return None if session is None else self._rooms.get(session)

    def list_all(self) -> list[Room]:
        """List all rooms."""
        with self._lock:
            return list(self._rooms.values())

    def enter(self, seat: Seat) -> None:
        """Let somebody's page in, before it says which session it watches."""
        with self._lock:
            self._seats[seat.sid] = seat

    def find_seat(self, sid: str) -> Seat | None:
        """Find a page by its name."""
        return self._seats.get(sid)

    def list_seats(self) -> list[Seat]:
        """List the pages of all people, in a room or not yet."""
        with self._lock:
            return list(self._seats.values())

    def sit(self, session: SessionId, seat: Seat) -> Room:
        """Let a page watch a session."""
        with self._lock:
            room = self._rooms.setdefault(session, Room(session))
            room.seats = {**room.seats, seat.sid: seat}
            self._where[seat.sid] = session
            return room

    def sit_aside(self, session: SessionId, seat: Seat) -> Room:
        """Let a page read a session, without being in its live room."""
        with self._lock:
            room = self._rooms.setdefault(session, Room(session))
            room.readers = {**room.readers, seat.sid: seat}
            self._where[seat.sid] = session
            return room

    def admit_guest(self, session: SessionId, sid: str) -> Room:
        """Let a page of the participant in."""
        with self._lock:
            room = self._rooms.setdefault(session, Room(session))
            room.guests = room.guests | {sid}
            self._where[sid] = session
            return room

    def leave(self, sid: str) -> Room | None:
        """Take a page out of its room, which ends with the last one."""
        with self._lock:
            session = self._where.pop(sid, None)
            room = None if session is None else self._rooms.get(session)
            if room is None:
                return None
            room.seats = {each: seat for each, seat in room.seats.items() if each != sid}
            room.readers = {each: seat for each, seat in room.readers.items() if each != sid}
            room.guests = room.guests - {sid}
            room.behind = room.behind - {sid}
            if not room.seats and not room.readers and not room.guests:
                del self._rooms[room.session]
            return room

    def drop(self, sid: str) -> Room | None:
        """Take a page out of its room, and out of everything."""
        room = self.leave(sid)
        with self._lock:
            self._seats.pop(sid, None)
        return room

    def change_person(self, seat: Seat, person: Person) -> None:
        """Take note that somebody's name or role changed."""
        changed = replace(seat, sign_in=replace(seat.sign_in, person=person))
        with self._lock:
            if seat.sid in self._seats:
                self._seats[seat.sid] = changed
            session = self._where.get(seat.sid)
            room = None if session is None else self._rooms.get(session)
            if room is not None and seat.sid in room.seats:
                room.seats = {**room.seats, seat.sid: changed}

    def count_watching(self, session: SessionId) -> int:
        """Count the pages that watch a session."""
        room = self._rooms.get(session)
        return len(room.seats) if room else 0
