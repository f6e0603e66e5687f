"""Who looks at verdicts: a coder, from whom others' words are kept, or somebody who sees all."""

from flask import request
from werkzeug import Response

from recorder.context import get_db, get_settings
from recorder.model.people import Role
from recorder.model.sessions import Session, SessionRecord
from recorder.projections.blindness import Viewer, find_hidden
from recorder.storage.pieces import read_server_epoch
from recorder.web.people import get_person

COOKIE = "coding"
ALONE = "alone"
_YEAR_S = 31_536_000


def get_viewer(*, is_coding: bool = False) -> Viewer:
    """Answer who looks: reviewers code, and so does who has chosen to or is at it now."""
    person = get_person()
    is_coder = person.role is Role.REVIEWER or (person.role is not Role.OBSERVER and codes_alone())
    return Viewer(person.login, is_coder=is_coding or is_coder)


def find_hidden_acts(session: Session) -> frozenset[int]:
    """Find the acts of a session that who looks may not see now, by their seq."""
    viewer = get_viewer()
    if not viewer.is_coder:
        return frozenset()
    record = SessionRecord(session, (read_server_epoch(get_db(), session.id),))
    return find_hidden(record, viewer)


def codes_alone() -> bool:
    """Answer whether whoever uses this browser has chosen to see no verdict before their own."""
    return request.cookies.get(COOKIE) == ALONE


def choose(response: Response, *, is_alone: bool) -> Response:
    """Keep that choice in this browser."""
    if not is_alone:
        response.delete_cookie(COOKIE)
        return response
    is_secure = get_settings().base_url.startswith("https://")
    response.set_cookie(COOKIE, ALONE, _YEAR_S, httponly=True, samesite="Lax", secure=is_secure)
    return response
