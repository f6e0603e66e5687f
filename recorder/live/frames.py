"""Which frames a page may send over a live connection: everything else ends the connection.

What passes here is what the Socket.IO library expects, so nothing raises deep inside it.
"""

import re
from collections.abc import Set

from engineio import json

PONG, CLOSE = "3", "1"
_message = re.compile(
    r"4(?P<kind>[012])(?P<namespace>/[a-z]+),(?P<id>[0-9]{0,9})(?P<data>.*)", re.S
)


def is_frame(frame: object, namespace: str, events: Set[str]) -> bool:
    """Tell whether a frame is a pong, a goodbye, or a message that this namespace takes.

    Args:
        frame: As it came: text, or bytes of a binary frame.
        namespace: The one namespace of the connection, such as "/room".
        events: Names of the messages it takes, each with one object.
    """
    if not isinstance(frame, str):
        return False
    if frame in (PONG, CLOSE):
        return True
    message = _message.fullmatch(frame)
    if message is None or message["namespace"] != namespace:
        return False
    match message["kind"]:
        case "0":
            return not message["id"] and _is_opening(message["data"])
        case "1":
            return not message["id"] and not message["data"]
        case _:
            return _is_event(message["data"], events)


def _is_opening(data: str) -> bool:
    return data == "" or isinstance(_read(data), dict)


def _is_event(data: str, events: Set[str]) -> bool:
    match _read(data):
        case [str(event), dict()]:
            return event in events
        case _:
            return False


def _read(data: str) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
