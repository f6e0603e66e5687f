"""A client of a WSGI callable, in process: what a browser would get."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

Wsgi = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Got:
    """An answer.

    Attributes:
        text: The body as text.
    """

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.text)


def send(
    app: Wsgi,
    body: bytes | io.RawIOBase = b"",
    *,
    method: str = "POST",
    headers: dict[str, str] | None = None,
    length: str | None = None,
) -> Got:
    """Send one request.

    Args:
        app: The callable.
        body: What is sent; a stream is read by the callable as it likes.
        method: The HTTP method.
        headers: Further request headers.
        length: Content-Length; None for the body's own, "" for none.
    """
    stream = io.BytesIO(body) if isinstance(body, bytes) else body
    own = str(len(body)) if isinstance(body, bytes) else ""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "wsgi.input": stream}
    environ["CONTENT_LENGTH"] = own if length is None else length
    setup_testing_defaults(environ)
    for name, value in (headers or {}).items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    began: list[tuple[str, list[tuple[str, str]]]] = []
    chunks = app(environ, lambda status, sent: began.append((status, sent)))
    text = b"".join(chunks).decode()
    status, sent = began[0]
    return Got(int(status.split()[0]), dict(sent), text)
