"""What a page of ours fetches to show a session: its whole log, what it lacks of it, a ticket."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from flask import Blueprint, Flask, Response, abort, current_app, request
from msgspec import Meta

from recorder.clock import Clock
from recorder.config import Settings
from recorder.context import get_clock, get_db
from recorder.live.memory import Memory, origins
from recorder.live.mount import Live
from recorder.live.needs import WATCH
from recorder.model.batches import LARGEST_SEQ, EpochName
from recorder.model.ids import SERVER_EPOCH, EpochId, SessionId
from recorder.model.sessions import Session
from recorder.projections.clocks import Place
from recorder.projections.control import hide_verdicts
from recorder.storage.database import Database
from recorder.storage.pieces import Piece, list_pieces
from recorder.storage.sessions import get_session
from recorder.web.installation import read_secret
from recorder.web.people import get_person, get_sign_in
from recorder.web.signed_in import find_current_sign_in
from recorder.web.viewers import find_hidden_acts

bp = Blueprint("logs", __name__)

KNOWN_EPOCHS = 2_000
"""So many page loads may be named as known; who knows more fetches them again."""

Have = Annotated[
    dict[EpochName, Annotated[int, Meta(ge=-1, le=LARGEST_SEQ)]], Meta(max_length=KNOWN_EPOCHS)
]
_decoder = msgspec.json.Decoder(Have)


class _Batch(msgspec.Struct, frozen=True):
    """Some events of one page load, all to be put on the session's clock alike."""

    epoch: str
    from_seq: int = msgspec.field(name="from")
    origin_ms: float
    received_ms: float
    events: msgspec.Raw


def init_live(app: Flask, settings: Settings, db: Database, clock: Clock) -> Live:
    """Give an application its live side; it is mounted with the whole server."""
    secret = read_secret(settings.secret_file)
    live = Live(settings, db, clock, secret=secret, find_sign_in=find_current_sign_in)
    app.extensions["recorder.live"] = live
    return live


def find_live(app: Flask) -> Live:
    """Find the live side of an application."""
    live = app.extensions["recorder.live"]
    assert isinstance(live, Live)  # noqa: S101 - set by init_live only
    return live


@bp.post("/live/ticket")
def make_ticket() -> Response:
    """Make a ticket that opens the live room within a minute."""
    return _send(msgspec.json.encode({"ticket": draw_ticket()}))


def draw_ticket() -> str:
    """Draw a ticket for who asks, as a page of a live room carries its first."""
    return find_live(current_app).tickets.make(get_sign_in())


@bp.get("/sessions/<session_id>/log.json")
def send_log(session_id: str) -> Response:
    """Send what is stored of a session, and how it stands; `have` names what is known already."""
    have = _read_have(request.args.get("have", ""))
    session = get_session(get_db(), SessionId(session_id))
    pieces = list_pieces(get_db(), session.id, have)
    memory = _find_memory(session.id, pieces)
    hidden = _find_hidden(session)
    shown = [part for piece in pieces for part in leave_out(piece, hidden)]
    return _send(_write_log(memory, shown, get_clock()(), blind=bool(hidden)))


def _find_hidden(session: Session) -> frozenset[int]:
    """Find the acts that who asks may not see, by their seq.

    In a live room there are none: its verdicts are shown to all who are in it.
    """
    if "room" in request.args and get_person().role in WATCH:
        return frozenset()
    return find_hidden_acts(session)


def leave_out(piece: Piece, hidden: frozenset[int]) -> Iterator[Piece]:
    """Leave events of the server's epoch out of a piece; those around them keep their seqs."""
    if piece.epoch != SERVER_EPOCH or not hidden & set(
        range(piece.from_seq, piece.through_seq + 1)
    ):
        yield piece
        return
    for seq in range(piece.from_seq, piece.through_seq + 1):
        if seq not in hidden:
            yield piece.cut(seq, 1)


def _read_have(written: str) -> Mapping[EpochId, int]:
    try:
        return _decoder.decode(written or "{}")  # type: ignore[return-value]
    except msgspec.DecodeError:
        abort(400)


def _find_memory(session: SessionId, pieces: Sequence[Piece]) -> Memory:
    """Find what a live room remembers, else read the log for it.

    The room may not have heard yet of what was stored just now.
    """
    live = find_live(current_app)
    memory = live.find_memory(session)
    is_known = memory is not None and {piece.epoch for piece in pieces} <= memory.places().keys()
    return memory if memory is not None and is_known else live.load(session)


def _send(body: bytes | Iterator[bytes]) -> Response:
    return Response(body, content_type="application/json")


def _write_log(
    memory: Memory, pieces: Sequence[Piece], now_ms: float, *, blind: bool
) -> Iterator[bytes]:
    """Write the log as one JSON object, piece by piece, so that it is never whole in memory."""
    places, control, session = memory.places(), memory.control(), memory.session
    control = hide_verdicts(control) if blind else control
    head = {
        "session": {
            "id": session.id,
            "study": session.study,
            "participant": session.participant,
            "state": session.state,
            "mode": session.mode,
            "started_ms": session.started_ms,
            "is_test": session.is_test,
        },
        "now_ms": now_ms,
        "tasks": [{"id": task.id, "title": task.title} for task in control.tasks],
        "epochs": {
            epoch: {"origin_ms": place.origin_ms, "error_ms": place.error_ms}
            for epoch, place in places.items()
        },
        "state": control,
    }
    unplaced = Place(0.0, 0.0)
    written = msgspec.json.encode(head)
    return _join(written, [(piece, places.get(piece.epoch, unplaced)) for piece in pieces])


def _join(head: bytes, pieces: Sequence[tuple[Piece, Place]]) -> Iterator[bytes]:
    yield head[:-1] + b',"batches":['
    comma = b""
    for piece, place in pieces:
        for from_seq, count, origin_ms in origins(place, piece.from_seq, piece.count):
            part = piece.cut(from_seq, count)
            raw = msgspec.Raw(part.write())
            batch = _Batch(piece.epoch, from_seq, origin_ms, piece.received_ms, raw)
            yield comma + msgspec.json.encode(batch)
            comma = b","
    yield b"]}"
