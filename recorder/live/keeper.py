"""Looks after the rooms every second: who may still be there, who is late, who has gone."""

import logging
import threading

from recorder.clock import Clock
from recorder.errors import RecorderError
from recorder.live.audience import LiveAudience
from recorder.live.lines import Lines
from recorder.live.rooms import Rooms
from recorder.storage.database import Database
from recorder.storage.sign_ins import list_running, touch_sign_in

log = logging.getLogger(__name__)

EVERY_S = 1.0
STRANGERS_S = 10.0
"""How long a connection may stay without showing what it needs."""


class Keeper:
    """A thread that begins with the first connection, so that a server may fork before."""

    def __init__(
        self,
        rooms: Rooms,
        audience: LiveAudience,
        people: Lines,
        participants: Lines,
        db: Database,
        clock: Clock,
    ) -> None:
        self._rooms, self._audience, self._db, self._clock = rooms, audience, db, clock
        self._people, self._participants = people, participants
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start looking after the rooms; starting again is harmless."""
        with self._lock:
            if self._thread is None and not self._is_over.is_set():
                self._thread = threading.Thread(target=self._run, name="live keeper", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop, and end every connection: whoever was there comes back to the next server."""
        self._is_over.set()
        self._people.cut_all()
        self._participants.cut_all()

    def _run(self) -> None:
        while not self._is_over.wait(EVERY_S):
            try:
                self.look()
            except RecorderError as error:
                log.warning("live rooms are not looked after: %s", error)

    def look(self) -> None:
        """Look once."""
        self._people.cut_strangers(STRANGERS_S)
        self._participants.cut_strangers(STRANGERS_S)
        self._close_ended()
        for room in self._rooms.list_all():
            self._audience.tell_missed(room)
            self._audience.tell_presence(room, only_changes=True)

    def _close_ended(self) -> None:
        """Cut off whose sign-in has ended, and take note of changed roles."""
        seats = self._rooms.list_seats()
        if not seats:
            return
        ids, now_ms = {seat.sign_in.id for seat in seats}, self._clock()
        still = {each.id: each for each in list_running(self._db, ids, now_ms=now_ms)}
        for seat in seats:
            sign_in = still.get(seat.sign_in.id)
            if sign_in is None or sign_in.person.role != seat.sign_in.person.role:
                # Whoever has another role comes back with another role's rights.
                self._people.cut(seat.line)
            elif sign_in.person != seat.sign_in.person:
                self._rooms.change_person(seat, sign_in.person)
        for sign_in in still.values():
            # Who watches says nothing for long, and is there all the same.
            touch_sign_in(self._db, sign_in, now_ms=now_ms)
