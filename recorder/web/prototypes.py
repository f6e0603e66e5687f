"""Serves a study's prototype files, with the snippet first in every HTML page."""

import re
from pathlib import Path

from flask import Blueprint, Response, make_response, redirect, send_from_directory
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.security import safe_join

from recorder.context import find_prototype_folder
from recorder.errors import NotFoundError
from recorder.model.ids import StudyId

bp = Blueprint("prototypes", __name__)

HTML = frozenset({".html", ".htm", ".xhtml"})
PLACES = (rb"<head(?:\s[^>]*)?>", rb"<html(?:\s[^>]*)?>", rb"<!doctype[^>]*>")
"""Where the tag may stand, best first; without any of them it stands before everything."""


@bp.get("/prototype/<study_id>/")
def send_start(study_id: str) -> ResponseReturnValue:
    """Send the first page of a prototype."""
    return send_prototype(study_id, "index.html")


@bp.get("/prototype/<study_id>/<path:path>")
def send_prototype(study_id: str, path: str) -> ResponseReturnValue:
    """Send one file of a prototype; a folder means its index.html."""
    folder = find_prototype_folder(StudyId(study_id))
    file = find_file(folder, path)
    if file.is_dir():
        if not path.endswith("/"):
            return redirect(f"/prototype/{study_id}/{path}/", 301)
        path, file = f"{path}index.html", file / "index.html"
    if file.suffix.lower() in HTML and file.is_file():
        return _send_page(study_id, file)
    response = send_from_directory(folder, path, max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


def find_file(folder: Path, path: str) -> Path:
    """Find a path below a folder.

    Raises:
        NotFoundError: It is not there, or leads out of the folder, by dots or by a link.
    """
    joined = safe_join(str(folder), path)
    if joined is None or "\0" in path:
        raise NotFoundError("no such prototype file")
    file = Path(joined)
    try:
        is_inside = file.resolve(strict=True).is_relative_to(folder.resolve())
    except OSError:
        # Not there, or a name that no file can have.
        is_inside = False
    if not is_inside:
        raise NotFoundError("no such prototype file")
    return file


def put_snippet(html: bytes, study_id: str) -> bytes:
    """Put the snippet's tag before every other script of a page."""
    tag = (
        f'<script src="/snippet/recorder.js" data-study="{escape(study_id)}"'
        f' data-root="/prototype/{escape(study_id)}"></script>'
    ).encode()
    for place in PLACES:
        found = re.search(place, html, re.IGNORECASE)
        if found:
            return html[: found.end()] + tag + html[found.end() :]
    return tag + html


def _send_page(study_id: str, file: Path) -> Response:
    response = make_response(put_snippet(file.read_bytes(), study_id))
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    # Each load must ask again, so that an edited prototype is never tested in an old copy.
    response.headers["Cache-Control"] = "no-store"
    return response
