"""Takes parts of recorded voices from pages; what is answered with 200 is on disk.

No cookie is read and every origin may send: what opens a session is its token.
"""

from hashlib import sha256
from math import isfinite

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from recorder.clock import monotonic_s
from recorder.config import LIMITS
from recorder.context import get_clock, get_db
from recorder.errors import (
    ConflictError,
    ConsentRequiredError,
    GoneError,
    NotFoundError,
    RecorderError,
    TooLargeError,
    UnavailableError,
)
from recorder.model.ids import EpochId
from recorder.model.rates import Buckets
from recorder.model.sound import KIND, NAME, SoundPart
from recorder.storage.secret_words import hash_secret
from recorder.storage.sound import add_sound_part
from recorder.web.headers import allow_every_origin

bp = Blueprint("media", __name__, url_prefix="/v1/media")

MOST_MS = 1e12
MOST_PART_MS = 60_000


@bp.after_request
def allow_pages(response: Response) -> Response:
    """Let pages of every origin send and read what is answered."""
    response = allow_every_origin(response)
    response.headers["Access-Control-Allow-Methods"] = "PUT, OPTIONS"
    response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    return response


@bp.route("/<take>/<number>", methods=["OPTIONS"])
def allow(take: str, number: str) -> ResponseReturnValue:
    """Answer a browser that asks whether another origin's page may call."""
    del take, number
    return "", 204


@bp.put("/<take>/<number>")
def take_part(take: str, number: str) -> ResponseReturnValue:
    """Take one part; every way it can end is an answer."""
    try:
        token_hash = _read_token()
        part = _read_part(take, number)
        is_new = add_sound_part(get_db(), part, token_hash=token_hash, now_ms=get_clock()())
    except RecorderError as error:
        return answer_error(error)
    except ValueError as error:
        return _answer(400, error="invalid_part", field=str(error))
    return jsonify({"ack": part.number, "is_new": is_new})


def _read_token() -> str:
    """Read whose part it is, and refuse who sends too often."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token.strip():
        raise NotFoundError("there is no token")
    token_hash = hash_secret(token.strip())
    wait_s = _get_rates().take(token_hash, monotonic_s())
    if wait_s:
        raise UnavailableError("rate_limited", status=429, retry_after_s=wait_s)
    return token_hash


def _get_rates() -> Buckets:
    made = Buckets(per_s=LIMITS.sound_parts_per_s, burst=LIMITS.sound_parts_burst)
    rates = current_app.extensions.setdefault("recorder.sound_rates", made)
    assert isinstance(rates, Buckets)  # noqa: S101 - set here only
    return rates


def _read_part(take: str, number: str) -> SoundPart:
    """Read a part from the request.

    Raises:
        ValueError: A value is not of its kind; the message is its name.
        TooLargeError: It has more bytes than a part may have.
        UnsupportedKindError: It is no sound that browsers record.
    """
    body = _read_body()
    kind = request.headers.get("Content-Type", "")
    if request.headers.get("Content-Encoding", "identity") != "identity" or not is_kind(kind):
        raise UnsupportedKindError("this is no sound that browsers record")
    epoch = request.args.get("epoch", "")
    if not (NAME.fullmatch(take) and NAME.fullmatch(epoch)):
        raise ValueError("epoch" if NAME.fullmatch(take) else "take")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise ValueError("number")
    digest = sha256(body).hexdigest()
    if not body or request.args.get("sha256") != digest:
        raise ValueError("sha256")
    at_ms, length_ms = _read_ms("at_ms", MOST_MS), _read_ms("length_ms", MOST_PART_MS)
    return SoundPart(take, int(number), kind, EpochId(epoch), at_ms, length_ms, digest, body)


def _read_body() -> bytes:
    """Read the body to its end, so that who sent too much comes to read the answer."""
    is_huge = (request.content_length or 0) > LIMITS.body_bytes
    body = b"" if is_huge else request.get_data()
    if is_huge or len(body) > LIMITS.sound_part_bytes:
        raise TooLargeError("sound_part_bytes", LIMITS.sound_part_bytes)
    return body


def is_kind(kind: str) -> bool:
    """Tell whether a media type is one that browsers record voices in."""
    return KIND.fullmatch(kind) is not None


def _read_ms(name: str, most: float) -> float:
    try:
        value = float(request.args.get(name, ""))
    except ValueError:
        raise ValueError(name) from None
    if not (isfinite(value) and 0 <= value <= most):
        raise ValueError(name)
    return value


class UnsupportedKindError(RecorderError):
    """What was sent is of no kind that is taken."""


def answer_error(error: RecorderError) -> Response:
    """Say in the protocol's words why a part was not taken."""
    match error:
        case UnsupportedKindError():
            return _answer(415, error="unsupported_kind", accepted="audio/webm, audio/mp4")
        case TooLargeError():
            limit = {"limit": error.limit, "allowed": error.allowed}
            return _answer(413, error="too_large", **limit)
        case NotFoundError():
            return _answer(401, error="unknown_token")
        case ConsentRequiredError():
            return _answer(403, error="consent_required")
        case GoneError():
            return _answer(410, error=error.why)
        case ConflictError():
            return _answer(409, error="conflict")
        case UnavailableError(status=429):
            rate = {"parts_per_s": LIMITS.sound_parts_per_s, "burst": LIMITS.sound_parts_burst}
            return _wait(error, _answer(429, error="rate_limited", **rate))
        case UnavailableError(status=507):
            return _wait(error, _answer(507, error="disk_full"))
        case UnavailableError():
            return _wait(error, _answer(503, error="unavailable"))
    return _answer(503, error="unavailable")


def _answer(status: int, **body: object) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _wait(error: UnavailableError, response: Response) -> Response:
    response.headers["Retry-After"] = str(error.retry_after_s)
    return response
