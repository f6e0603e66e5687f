"""Reads what the DOM recorder has sent, as a player has to."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from tests.e2e.snippet_sink import Sink

READY, LOAD, WHOLE, CHANGE, META = range(5)
CAPTURE = {"pointer": True, "text": "none", "names": True, "query": ["sort"], "dom": True}


def recording_sink(**capture: object) -> Sink:
    """Make a sink whose study records pages."""
    sink = Sink()
    sink.session |= {"capture": {**CAPTURE, **capture}, "parts": ["dom.js?v=1"]}
    return sink


def read_recorded(sink: Sink) -> list[dict[str, Any]]:
    """Put the recorder's own events together again, in the order of their page loads and seqs."""
    with sink.lock:
        kept = list(sink.events.items())
    epochs = list(dict.fromkeys(epoch for (epoch, _), _ in kept))
    kept.sort(key=lambda item: (epochs.index(item[0][0]), item[0][1]))
    datas = [event["data"] for _, event in kept if event["type"] == "dom.recorded"]
    return [json.loads(text) for text in _join(datas)]


def _join(datas: Iterable[Any]) -> Iterator[str]:
    pieces: list[dict[str, Any]] = []
    for data in datas:
        pieces.append(data)
        if len(pieces) < data.get("of", 1):
            continue
        assert [piece.get("piece", 0) for piece in pieces] == list(range(len(pieces)))
        assert len({piece.get("whole") for piece in pieces}) == 1
        if "text" in pieces[0]:
            yield "".join(piece["text"] for piece in pieces)
        else:
            packed = base64.b64decode("".join(piece["deflated"] for piece in pieces))
            yield zlib.decompress(packed, -zlib.MAX_WBITS).decode()
        pieces = []


def nodes_of(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List a recorded node and all below it."""
    yield node
    for child in node.get("childNodes", []):
        yield from nodes_of(child)


def added_nodes(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """List all nodes that came, with the whole page or later."""
    for event in events:
        if event["type"] == WHOLE:
            yield from nodes_of(event["data"]["node"])
        for added in event["data"].get("adds", []) if event["data"].get("source") == 0 else []:
            yield from nodes_of(added["node"])
