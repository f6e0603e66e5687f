"""Puts the live side of one server together and mounts it on the web application."""

from wsgiref.types import WSGIApplication

from flask import Flask

from recorder.clock import Clock
from recorder.config import Settings
from recorder.live.audience import PARTICIPANT, ROOM, Ends, LiveAudience
from recorder.live.doors import Door, Places
from recorder.live.keeper import Keeper
from recorder.live.lines import Lines, Rules
from recorder.live.memory import Memory
from recorder.live.needs import EVENTS
from recorder.live.observers import Desk, FindSignIn, Observers
from recorder.live.origins import list_origins
from recorder.live.participants import Participants
from recorder.live.rooms import Rooms
from recorder.live.tokens import Tickets
from recorder.live.wire import make_sockets
from recorder.model.ids import SessionId
from recorder.storage.database import Database
from recorder.storage.log import read_record
from recorder.storage.scoring import find_scoring
from recorder.storage.studies import get_study_version

PEOPLE_PATH, PARTICIPANTS_PATH = "/live/socket", "/v1/live"
EVERY_ORIGIN = "*"


class Live:
    """The live side of one server.

    Attributes:
        audience: Shows what was committed to those who watch.
        tickets: Makes the tickets that open a live room.
    """

    def __init__(
        self,
        settings: Settings,
        db: Database,
        clock: Clock,
        *,
        secret: str,
        find_sign_in: FindSignIn,
    ) -> None:
        self._db, self._origins, self._places = (
            db,
            list_origins(settings.base_url),
            settings.sockets,
        )
        self._people = make_sockets(origins=list(self._origins))
        self._participants = make_sockets(origins=EVERY_ORIGIN)
        self._people_lines = Lines(Rules(ROOM, frozenset(EVENTS) - {"connect"}))
        self._guest_lines = Lines(Rules(PARTICIPANT, frozenset()))
        self._rooms = Rooms()
        self.tickets = Tickets(secret, clock)
        ends = Ends(self._people, self._participants, self._people_lines)
        self.audience = LiveAudience(self._rooms, ends, self.load, clock)
        self._keeper = Keeper(
            self._rooms, self.audience, self._people_lines, self._guest_lines, db, clock
        )
        desk = Desk(db, clock, self.tickets, find_sign_in, self.load)
        self._people.on_namespace(Observers(self._rooms, self.audience, self._people_lines, desk))
        self._participants.on_namespace(
            Participants(self._rooms, self.audience, self._guest_lines, db)
        )

    def mount(self, app: Flask) -> dict[str, WSGIApplication]:
        """Mount both endpoints on an application.

        Returns:
            What answers the paths of each endpoint; nothing else may be let through to them.
        """
        self._people.init_app(app, path=PEOPLE_PATH)
        self._people_lines.attach(self._people)
        self._participants.init_app(app, path=PARTICIPANTS_PATH)
        self._guest_lines.attach(self._participants)
        places = Places(self._places)
        return {
            PEOPLE_PATH + "/": Door(app, places, self._keeper.start, origins=self._origins),
            PARTICIPANTS_PATH + "/": Door(app, places, self._keeper.start, origins=None),
        }

    def load(self, session: SessionId) -> Memory:
        """Read what is to be remembered of a session.

        Raises:
            NotFoundError: There is no such session.
        """
        record = read_record(self._db, session)
        version = find_scoring(self._db, session) or record.session.version
        return Memory(get_study_version(self._db, version).study, record)

    def find_memory(self, session: SessionId) -> Memory | None:
        """Find what is remembered of a session that somebody watches now."""
        room = self._rooms.find(session)
        return room.find_memory() if room else None

    def look(self) -> None:
        """Look after the rooms once, as happens every second anyway."""
        self._keeper.look()

    def close(self) -> None:
        """End every connection and look after nothing any more."""
        self._keeper.stop()
