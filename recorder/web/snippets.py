"""Sends the snippet's bundles to pages of any origin."""

from flask import Blueprint, Response, request, send_from_directory

from recorder.config import shipped
from recorder.web.assets import content_mark
from recorder.web.headers import allow_every_origin

bp = Blueprint("snippets", __name__)

SHORT_S = 300
YEAR_S = 31_536_000


@bp.get("/snippet/<file>")
def send_snippet(file: str) -> Response:
    """Send one bundle; for ever when its address names its content, else for five minutes."""
    folder = shipped("snippet")
    response = send_from_directory(folder, file)
    mark = request.args.get("v", "")
    is_lasting = len(mark) >= 8 and content_mark(folder / file).startswith(mark)
    life = f"{YEAR_S}, immutable" if is_lasting else str(SHORT_S)
    response.headers["Cache-Control"] = f"public, max-age={life}"
    return allow_every_origin(response)
