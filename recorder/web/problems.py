"""What a page or a program reads when something cannot be done."""

import logging
from dataclasses import dataclass
from secrets import token_hex

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from recorder.errors import (
    CannotPrintError,
    ConflictError,
    ConsentRequiredError,
    GoneError,
    InvalidStudyError,
    NotAllowedError,
    NotFoundError,
    RecorderError,
    TooLargeError,
    UnavailableError,
)
from recorder.web.people import is_person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person reads when something cannot be done, and what a program reads."""

    status: int
    error: str
    title: str
    words: str


PROBLEMS = {
    400: Problem(
        400,
        "bad_request",
        "That request made no sense here",
        "Something in the form or the address was missing or wrong. Go back and try once more.",
    ),
    403: Problem(
        403,
        "not_allowed",
        "This is not open to you",
        "The page you came from may be too old. Open it again and repeat what you did.",
    ),
    404: Problem(
        404,
        "not_found",
        "There is nothing at this address",
        "It may be mistyped, or what was here was erased. Check the link you were given.",
    ),
    405: Problem(
        405,
        "wrong_method",
        "This address works in another way",
        "Open the page again from the start.",
    ),
    409: Problem(
        409,
        "conflict",
        "This has been done already",
        "What you asked for clashes with what is stored. Open the page again to see how it stands.",
    ),
    410: Problem(
        410,
        "gone",
        "This is no longer here",
        "It was closed, withdrawn or erased.",
    ),
    413: Problem(
        413,
        "too_large",
        "That was too much at once",
        "What was sent is larger than this page accepts.",
    ),
    415: Problem(
        415,
        "wrong_type",
        "That kind of content is not understood",
        "Send JSON without compression.",
    ),
    422: Problem(
        422,
        "invalid_study",
        "The study file has a fault",
        "It has to be put right before this page can be shown.",
    ),
    429: Problem(
        429,
        "too_many",
        "Too many tries",
        "Wait a little, then try again.",
    ),
    500: Problem(
        500,
        "internal",
        "Something went wrong on this server",
        "It is not your fault. Nothing that was recorded is lost. Try again in a moment.",
    ),
    501: Problem(
        501,
        "cannot_print",
        "This server cannot make a PDF",
        "The page of the report can be printed by your own browser instead.",
    ),
    503: Problem(
        503,
        "unavailable",
        "The server is busy",
        "Try again in a moment.",
    ),
    507: Problem(
        507,
        "no_room",
        "The server has no room left",
        "The people who run it have to make room first.",
    ),
}


def find_status(error: RecorderError) -> int:
    """Tell which status says what one of our errors means."""
    match error:
        case NotFoundError():
            return 404
        case NotAllowedError():
            return 403
        case GoneError():
            return 410
        case ConflictError():
            return 409
        case TooLargeError():
            return 413
        case InvalidStudyError():
            return 422
        case CannotPrintError():
            return 501
        case UnavailableError():
            return error.status
    return 400


def find_word(error: RecorderError, fallback: str) -> str:
    """Tell the one word that programs read."""
    match error:
        case ConsentRequiredError():
            return "consent_required"
        case GoneError():
            return error.why
    return fallback


def is_for_programs() -> bool:
    """Tell whether this request wants JSON rather than a page."""
    return request.path.startswith("/v1/") or request.path.endswith(".json")


def show_problem(
    status: int, *, word: str = "", detail: str = "", retry_after_s: int | None = None
) -> Response:
    """Answer with a page in plain words, or with JSON where a program asked.

    Args:
        status: The HTTP status; one without words of its own is shown as its class.
        word: What programs read instead of the status's usual word.
        detail: A sentence for people that knows more than the usual one; safe to show.
        retry_after_s: Seconds to wait; None when waiting does not help.
    """
    problem = PROBLEMS.get(status, PROBLEMS[500 if status >= 500 else 400])
    number = token_hex(4)
    if is_for_programs():
        body = jsonify({"error": word or problem.error, "id": number})
        response = make_response(body, status)
    else:
        page = render_template("problem.html", problem=problem, detail=detail, number=number)
        response = make_response(page, status)
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    log.info("request %s answered %d", number, status)
    return response


def on_recorder_error(error: RecorderError) -> Response:
    """Say one of our own errors; those a researcher can put right in their own words, to people."""
    status = find_status(error)
    wait_s = error.retry_after_s if isinstance(error, UnavailableError) else None
    # Names of files are the business of signed-in people only.
    is_shown = isinstance(error, InvalidStudyError | CannotPrintError) and is_person()
    detail = str(error) if is_shown else ""
    word = find_word(error, PROBLEMS[status].error if status in PROBLEMS else "")
    return show_problem(status, word=word, detail=detail, retry_after_s=wait_s)


def on_http_error(error: HTTPException) -> Response:
    """Say what Flask or Werkzeug refused; redirects pass through."""
    if error.code is None or error.code < 400:
        return Response(error.get_response().get_data(), error.code, error.get_headers())
    return show_problem(error.code)


def on_csrf_error(error: CSRFError) -> Response:
    """Say that a form was too old, without its details."""
    del error
    return show_problem(403, word="form_too_old")


def on_unknown_error(error: Exception) -> Response:
    """Say that we erred; the log gets the traceback and the same id as the page."""
    response = show_problem(500)
    log.error("unexpected error", exc_info=error)
    return response


def init_problems(app: Flask) -> None:
    """Have every error of the application shown in words."""
    app.register_error_handler(CSRFError, on_csrf_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(RecorderError, on_recorder_error)
    app.register_error_handler(500, on_unknown_error)
