"""Sends the snippet's bundles to pages of any origin."""

import gzip
from functools import lru_cache
from http import HTTPStatus

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
    response.vary.add("Accept-Encoding")
    if response.status_code == HTTPStatus.OK and request.accept_encodings["gzip"] > 0:
        _pack(response)
    return allow_every_origin(response)


def _pack(response: Response) -> None:
    # A participant's phone waits for these bytes, and not every server has a proxy in front.
    response.direct_passthrough = False
    response.set_data(_packed(response.get_data()))
    response.content_encoding = "gzip"


@lru_cache(maxsize=20)
def _packed(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)
