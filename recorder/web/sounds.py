"""The recorded voice of a session, for the people who may see the session."""

from io import BytesIO

from flask import Blueprint, Response, jsonify, request, send_file

from recorder.context import get_db
from recorder.model.audits import AuditAct
from recorder.model.ids import SessionId
from recorder.projections.sound import PlacedTake, Sound, project_sound
from recorder.storage.log import read_record
from recorder.storage.sound import list_takes, read_sound
from recorder.web.audits import note

bp = Blueprint("sounds", __name__, url_prefix="/sessions")


def read_session_sound(session: SessionId) -> Sound:
    """Read where a session's takes lie and what is missing of them.

    Raises:
        NotFoundError: There is no such session.
    """
    db = get_db()
    return project_sound(read_record(db, session), list_takes(db, session))


@bp.get("/<session_id>/sound.json")
def list_sound(session_id: str) -> Response:
    """List a session's takes with their places on the session's clock."""
    sound = read_session_sound(SessionId(session_id))
    return jsonify(
        {
            "session": session_id,
            "is_complete": sound.is_complete,
            "words": list(sound.words),
            "takes": [write_take(one) for one in sound.takes],
        }
    )


def write_take(placed: PlacedTake) -> dict[str, object]:
    """Write one take; each part's time counts from the take's beginning."""
    take = placed.take
    first_ms = take.parts[0].at_ms
    return {
        "take": take.take,
        "kind": take.kind,
        "epoch": take.epoch,
        "begins_ms": placed.begins_ms,
        "length_ms": round(take.length_ms, 3),
        "clock_error_ms": placed.clock_error_ms,
        "bytes": take.size_bytes,
        "missing": placed.missing,
        "is_ended": placed.is_ended,
        "parts": [
            {
                "number": part.number,
                "at_ms": round(part.at_ms - first_ms, 3),
                "length_ms": part.length_ms,
            }
            for part in take.parts
        ],
    }


@bp.get("/<session_id>/sound/<take>")
def send_sound(session_id: str, take: str) -> Response:
    """Send one take as the browser recorded it; a part of it where the player asks so."""
    wanted = request.range.ranges[0][0] if request.range else 0
    if not wanted:
        # A player asks for many pieces; listening is noted once.
        note(AuditAct.SOUND_HEARD, session_id)
    kind, body = read_sound(get_db(), SessionId(session_id), take)
    response = send_file(BytesIO(body), mimetype=kind.partition(";")[0], conditional=True)
    response.headers["Content-Disposition"] = "inline"
    return response
