"""What belongs to no study: colours, health and the study file's schema."""

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from recorder.context import get_db, get_settings
from recorder.model.study_schema import study_schema
from recorder.storage.studies import list_recorded_studies
from recorder.web.people import local_path

bp = Blueprint("site", __name__)

THEMES = ("light", "dark")
YEAR_S = 31_536_000


@bp.post("/theme")
def choose_theme() -> ResponseReturnValue:
    """Keep the colours that this browser asks for; anything else means its system's."""
    wanted = request.form.get("theme", "")
    response = redirect(local_path(request.form.get("next", "/")), 303)
    if wanted not in THEMES:
        response.delete_cookie("theme")
        return response
    is_secure = get_settings().base_url.startswith("https://")
    response.set_cookie("theme", wanted, YEAR_S, httponly=True, samesite="Lax", secure=is_secure)
    return response


@bp.get("/favicon.ico")
def send_no_icon() -> ResponseReturnValue:
    """Answer prototypes that have no icon of their own.

    Browsers ask for one unasked; a 404 would be counted as a failed request of the page.
    """
    return "", 204


@bp.get("/healthz")
def show_health() -> Response:
    """Say that the server answers and its database can be read."""
    list_recorded_studies(get_db())
    return jsonify({"ok": True})


@bp.get("/schema/study-1.json")
def show_schema() -> Response:
    """Send the JSON Schema of study files, so that editors help while one is written."""
    return jsonify(study_schema())
