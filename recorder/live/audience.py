"""Shows what was committed to those who watch, from a thread of its own: nobody waits for it."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from engineio.exceptions import EngineIOError
from flask_socketio import SocketIO

from recorder.clock import Clock
from recorder.config import LIMITS
from recorder.ingest.audience import Stored
from recorder.live.lines import Lines
from recorder.live.memory import TURNS, Memory, origins
from recorder.live.needs import SHOWN_TO_PARTICIPANT
from recorder.live.rooms import Room, Rooms
from recorder.model.acts import ActUndone, ModerationHanded
from recorder.model.events import AnyEvent, DomRecorded, PointerMoved
from recorder.model.ids import SERVER_EPOCH, SessionId

log = logging.getLogger(__name__)

ROOM, PARTICIPANT = "/room", "/participant"
BULKY = (DomRecorded, PointerMoved)
"""Events that a page that reads slowly is spared first; it fetches them later."""
SLOW_AT, CAUGHT_UP_AT = 50, 10
"""Messages waiting from which on a page counts as slow, and down to which it has caught up."""
QUEUED = 10_000

Load = Callable[[SessionId], Memory]


@dataclass(frozen=True, slots=True)
class Ends:
    """The two endpoints that are told.

    Attributes:
        lines: The connections of those who watch.
    """

    people: SocketIO
    participants: SocketIO
    lines: Lines


class LiveAudience:
    """Everybody in the rooms of one server."""

    def __init__(self, rooms: Rooms, ends: Ends, load: Load, clock: Clock) -> None:
        self._rooms, self._ends, self._load, self._clock = rooms, ends, load, clock
        self._queue: queue.Queue[Stored] = queue.Queue(QUEUED)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def show(self, stored: Stored) -> None:
        """Show what is new, soon."""
        room = self._rooms.find(stored.session)
        if room is None:
            return
        if stored.epoch == SERVER_EPOCH:
            # Before the answer goes out, so that whoever acts next is held against this act.
            room.hear(stored)
        try:
            self._queue.put_nowait(stored)
        except queue.Full:
            room.behind = room.behind | set(room.seats)
            return
        self._start()

    def is_watching(self, session: SessionId) -> bool:
        """Answer whether somebody watches this session now."""
        return self._rooms.count_watching(session) > 0

    def tell_presence(self, room: Room, *, only_changes: bool = False) -> None:
        """Tell all in a room who is there."""
        presence = self.write_presence(room)
        if not room.seats or (only_changes and presence == room.told):
            return
        room.told = presence
        self._emit(room, "presence", presence)

    def write_presence(self, room: Room) -> dict[str, object]:
        """Write who is in a room."""
        memory = room.find_memory()
        moderator = memory.control().moderator if memory else None
        people = [
            {
                "login": each.login,
                "name": each.name,
                "role": each.role,
                "is_moderator": each.login == moderator,
            }
            for each in room.list_people()
        ]
        return {
            "session": room.session,
            "people": people,
            "participant": room.participant(self._clock()),
        }

    def tell_missed(self, room: Room) -> None:
        """Have pages that read too slowly, and now read again, fetch what they missed."""
        for sid in room.behind:
            seat = room.seats.get(sid)
            if seat is None or self._ends.lines.count_waiting(seat.line) <= CAUGHT_UP_AT:
                room.behind = room.behind - {sid}
                self._ends.people.emit("missed", {"session": room.session}, namespace=ROOM, to=sid)

    def _start(self) -> None:
        # At the first event and not before: a server may fork in between.
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(
                        target=self._run, name="live audience", daemon=True
                    )
                    self._thread.start()

    def _run(self) -> None:
        while True:
            stored = self._queue.get()
            try:
                self._show(stored)
            # Whatever is wrong with one room, the others go on; the log has everything.
            except Exception as error:  # noqa: BLE001
                # Without its traceback, which could hold a participant's words.
                log.error("a live room could not be told: %s", type(error).__name__)  # noqa: TRY400

    def _show(self, stored: Stored) -> None:
        room = self._rooms.find(stored.session)
        if room is None:
            return
        room.hear(stored)
        if room.guests:
            self._nudge(room, stored.events)
        self._tell_readers(room)
        if not room.seats:
            return
        memory = room.memory(lambda: self._load(room.session))
        places = memory.places()
        place = places[stored.epoch]
        skipped = self._list_skipped(room, stored)
        for begin, count, origin_ms in origins(place, stored.from_seq, len(stored.events)):
            first = begin - stored.from_seq
            batch = {
                "session": room.session,
                "epoch": stored.epoch,
                "from": begin,
                "origin_ms": origin_ms,
                "received_ms": stored.received_ms,
                "events": stored.events[first : first + count],
            }
            self._emit(room, "events", batch, skipped)
        # Once a page load's clock is known better, times move without a turn.
        if places != room.places or any(isinstance(event, TURNS) for event in stored.events):
            room.places = places
            self._emit(room, "state", {"session": room.session, "state": memory.control()})
            if any(isinstance(event, ModerationHanded | ActUndone) for event in stored.events):
                self.tell_presence(room)

    def _tell_readers(self, room: Room) -> None:
        for sid in room.readers:
            try:
                self._ends.people.emit("missed", {"session": room.session}, namespace=ROOM, to=sid)
            except EngineIOError:
                continue

    def _list_skipped(self, room: Room, stored: Stored) -> list[str]:
        """List the pages that read too slowly for this; the slowest are cut off."""
        is_bulky = any(isinstance(event, BULKY) for event in stored.events)
        skipped = []
        for seat in room.seats.values():
            waiting = self._ends.lines.count_waiting(seat.line)
            if waiting >= LIMITS.waiting_messages:
                self._ends.lines.cut(seat.line)
                skipped.append(seat.sid)
            elif is_bulky and waiting >= SLOW_AT:
                room.behind = room.behind | {seat.sid}
                skipped.append(seat.sid)
        return skipped

    def _emit(
        self, room: Room, name: str, told: dict[str, object], skipped: list[str] | None = None
    ) -> None:
        try:
            self._ends.people.emit(
                name, told, namespace=ROOM, to=room.session, skip_sid=skipped or []
            )
        except EngineIOError:
            # Somebody left just now, and others in the room may not have been told.
            room.behind = room.behind | set(room.seats)

    def _nudge(self, room: Room, events: tuple[AnyEvent, ...]) -> None:
        """Have the participant's page look again, if something concerns it."""
        if not any(self._concerns_participant(room, event) for event in events):
            return
        for sid in room.guests:
            try:
                self._ends.participants.emit("changed", namespace=PARTICIPANT, to=sid)
            except EngineIOError:
                continue

    def _concerns_participant(self, room: Room, event: AnyEvent) -> bool:
        seen = set[str]()
        while isinstance(event, ActUndone):
            found = room.memory(lambda: self._load(room.session)).find_act(event.undone)
            if found is None or event.act in seen:
                return False
            seen.add(event.act)
            event = found[1]  # type: ignore[assignment]
        return tag_of(event) in SHOWN_TO_PARTICIPANT


def tag_of(event: AnyEvent) -> str:
    """Answer the type of an event as the wire has it."""
    return str(event.__struct_config__.tag)
