"""The security headers of every answer, in one place."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self' blob:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
)
WITH_MICROPHONE = PERMISSIONS.replace("microphone=()", "microphone=(self)")
"""For the page on which a participant tries the microphone."""

OF_PAGES = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
CACHED_ENDPOINTS = frozenset({"static", "snippets.send_snippet", "prototypes.send_prototype"})
"""Answers that say themselves how long they may be kept; all others are personal."""


def set_headers(response: Response) -> Response:
    """Put the security headers on one answer; those a view set itself are kept.

    A prototype belongs to the researcher, so it gets none of the page rules.
    """
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if request.endpoint == "prototypes.send_prototype" and response.status_code < 400:
        return response
    for name, value in OF_PAGES.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in CACHED_ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
    return response


def allow_every_origin(response: Response) -> Response:
    """Let pages of any origin read this answer; never with cookies."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Max-Age"] = "7200"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def init_headers(app: Flask) -> None:
    """Have every answer of the application carry the headers."""
    app.after_request(set_headers)
