"""`/v1/ingest` as a small WSGI callable: nothing of Flask lies between a batch and the log."""

from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import InputStream, StartResponse, WSGIEnvironment

import msgspec

from recorder.config import LIMITS
from recorder.errors import TooLargeError
from recorder.ingest.pages import Answer, Ingest, answer_error

PIECE_BYTES = 65_536

# Every page may send, because the token in the body decides; cookies never count, so there is
# no Allow-Credentials here, ever.
CORS = [("Access-Control-Allow-Origin", "*")]
PREFLIGHT = [
    ("Access-Control-Allow-Methods", "POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Content-Type"),
    ("Access-Control-Max-Age", str(LIMITS.preflight_max_age_s)),
]


class IngestApp:
    """Answers POST and OPTIONS, whatever the path it is mounted at."""

    def __init__(self, ingest: Ingest) -> None:
        self._ingest = ingest

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; the body is read to its end or up to the limit, never beyond."""
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            start_response("204 No Content", [*CORS, *PREFLIGHT, ("Content-Length", "0")])
            return []
        if method != "POST":
            return _send(start_response, Answer(405, {"error": "use_post"}))
        body = _read_body(environ)
        if isinstance(body, Answer):
            return _send(start_response, body)
        encoding = environ.get("HTTP_CONTENT_ENCODING", "")
        return _send(start_response, self._ingest.append(body, encoding))


def _read_body(environ: WSGIEnvironment) -> bytes | Answer:
    stream: InputStream = environ["wsgi.input"]
    length = environ.get("CONTENT_LENGTH") or ""
    too_large = answer_error(TooLargeError("body_bytes", LIMITS.body_bytes))
    if not length and "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        return Answer(411, {"error": "length_required"})
    if length and not (length.isascii() and length.isdecimal()):
        return Answer(400, {"error": "invalid_length"})
    if length and int(length) > LIMITS.body_bytes:
        _drain(stream, int(length))
        return too_large
    try:
        body = _read(stream, int(length) if length else LIMITS.body_bytes + 1)
    except OSError:
        # The client went away in the middle; nobody reads this answer.
        return Answer(400, {"error": "incomplete"})
    if len(body) > LIMITS.body_bytes:
        _drain(stream, LIMITS.drained_bytes)
        return too_large
    return Answer(400, {"error": "incomplete"}) if length and len(body) < int(length) else body


def _read(stream: InputStream, most: int) -> bytes:
    pieces, left = [], most
    while left and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _drain(stream: InputStream, length: int) -> None:
    """Throw a refused body away piece by piece, so that its sender comes to read the answer."""
    if length > LIMITS.drained_bytes:
        return
    try:
        while length > 0 and (piece := stream.read(min(length, PIECE_BYTES))):
            length -= len(piece)
    except OSError:
        return


def _send(start_response: StartResponse, answer: Answer) -> Iterable[bytes]:
    body = msgspec.json.encode(answer.body)
    headers = [
        *CORS,
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if answer.retry_after_s is not None:
        headers.append(("Retry-After", str(answer.retry_after_s)))
        # Without it a page from elsewhere could not read the header.
        headers.append(("Access-Control-Expose-Headers", "Retry-After"))
    if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append(("Allow", "POST, OPTIONS"))
    start_response(f"{answer.status} {_phrase(answer.status)}", headers)
    return [body]


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase
