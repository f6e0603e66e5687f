"""What the Socket.IO library writes and reads its messages with."""

import logging
from typing import Any

import msgspec
from engineio import json
from flask_socketio import SocketIO

from recorder.config import LIMITS
from recorder.live.lines import PING_S

SILENT = logging.getLogger("recorder.live.library")
SILENT.disabled = True
"""The library's own log repeats what it was sent, so nobody reads it."""


class LiveJson:
    """JSON that knows events and readings, written once for all who receive it."""

    @staticmethod
    def dumps(value: object, **_how: object) -> str:
        """Write a message."""
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str) -> object:
        """Read a message."""
        read: object = json.loads(text)
        return read


def make_sockets(*, origins: list[str] | str) -> SocketIO:
    """Make an endpoint that is not mounted yet.

    Args:
        origins: Whose pages may connect; "*" for all, who are then asked for no cookie.
    """
    options: dict[str, Any] = {
        "allow_upgrades": False,
        "async_handlers": False,
        "async_mode": "threading",
        "cors_allowed_origins": origins,
        "cors_credentials": origins != "*",
        "engineio_logger": SILENT,
        "json": LiveJson,
        "logger": SILENT,
        "manage_session": False,
        "max_http_buffer_size": LIMITS.message_bytes,
        "ping_interval": PING_S,
        "ping_timeout": PING_S,
        "transports": ["websocket"],
    }
    return SocketIO(**options)
