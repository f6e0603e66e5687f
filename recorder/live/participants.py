"""`/participant`: tells the page of a moderated session that something changed, and nothing else.

Not one byte depends on who watches: the only message is `changed`, and it has no content.
"""

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace

from recorder.clock import monotonic_s
from recorder.live.audience import PARTICIPANT, LiveAudience
from recorder.live.lines import Lines
from recorder.live.rooms import Rooms
from recorder.model.rates import Buckets
from recorder.model.sessions import SessionMode, SessionState
from recorder.storage.database import Database
from recorder.storage.secret_words import hash_secret
from recorder.storage.sessions import find_session_by_token

CONNECTIONS_PER_S, CONNECTIONS_BURST = 1, 20
"""How often the pages of one session may connect: at every page load."""


class Participants(Namespace):  # type: ignore[misc]
    """The pages of participants in moderated sessions."""

    def __init__(self, rooms: Rooms, audience: LiveAudience, lines: Lines, db: Database) -> None:
        super().__init__(PARTICIPANT)
        self._rooms, self._audience, self._lines, self._db = rooms, audience, lines, db
        self._rates = Buckets(per_s=CONNECTIONS_PER_S, burst=CONNECTIONS_BURST)
        self._line_of: dict[str, str] = {}

    def on_connect(self, auth: object) -> None:
        """Admit a page that holds the token of a moderated session."""
        token = auth.get("token") if isinstance(auth, dict) else None
        if not isinstance(token, str) or len(token) > 200:
            raise Refused("unknown_token")
        if self._rates.take(hash_secret(token), monotonic_s()):
            raise Refused("rate_limited")
        session = find_session_by_token(self._db, token)
        if session is None or session.state is SessionState.WITHDRAWN:
            raise Refused("unknown_token")
        if session.mode is not SessionMode.MODERATED:
            raise Refused("not_moderated")
        sid: str = request.sid  # type: ignore[attr-defined]
        line = self.socketio.server.manager.eio_sid_from_sid(sid, PARTICIPANT)
        self._line_of[sid] = line
        room = self._rooms.admit_guest(session.id, sid)
        self._lines.admit(line)
        self._audience.tell_presence(room)

    def on_disconnect(self, *_reason: object) -> None:
        """Forget a page that is gone."""
        sid: str = request.sid  # type: ignore[attr-defined]
        room = self._rooms.drop(sid)
        self._lines.cut(self._line_of.pop(sid, ""))
        if room is not None:
            self._audience.tell_presence(room)

    def error(self, error: Exception) -> None:
        """Refuse; whatever else goes wrong here, the page looks again by itself."""
        raise Refused("refused") from error
