"""The replay of a session, and the stage that shows recorded pages there and in live rooms."""

from secrets import token_urlsafe

from flask import Blueprint, Response, make_response, render_template

from recorder.context import get_db, get_settings
from recorder.model.ids import SessionId
from recorder.storage.sessions import get_session
from recorder.web.stage_policy import stage_policy

bp = Blueprint("replays", __name__)


@bp.get("/sessions/<session_id>/stage")
def show_stage(session_id: str) -> Response:
    """Show the empty stage: a page of ours that holds it sends it what to show."""
    study = get_session(get_db(), SessionId(session_id)).study
    nonce = token_urlsafe(16)
    response = make_response(render_template("researcher/stage.html", nonce=nonce))
    policy = stage_policy(get_settings().base_url, study, nonce)
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
