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
    return [json.loads(text) for text in join_datas(datas)]


def join_datas(datas: Iterable[Any]) -> Iterator[str]:
    """Put together and unpack what lay in `dom.recorded`, one JSON text for each event."""
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


class Mirror:
    """A page put together again from what was recorded of it, by the recorder's own rules."""

    def __init__(self) -> None:
        self._nodes: dict[int, dict[str, Any]] = {}
        self._parents: dict[int, int] = {}
        self._top = 0

    def take(self, event: dict[str, Any]) -> None:
        """Take one event; fails where it speaks of a node that is not there."""
        data = event["data"]
        if event["type"] == WHOLE:
            self._nodes, self._parents = {}, {}
            self._top = data["node"]["id"]
            self._put(data["node"])
        if event["type"] != CHANGE or data["source"] != 0:
            return
        for removed in data["removes"]:
            self._take_out(removed["id"])
        waiting = list(data["adds"])
        while waiting:
            left = [added for added in waiting if not self._add(added)]
            assert len(left) < len(waiting), f"these have no place: {left}"
            waiting = left
        for text in data["texts"]:
            self._nodes[text["id"]]["textContent"] = text["value"]
        for change in data["attributes"]:
            self._nodes[change["id"]]["attributes"] |= change["attributes"]

    def _add(self, added: dict[str, Any]) -> bool:
        if not {added["parentId"], added["nextId"] or added["parentId"]} <= self._nodes.keys():
            return False
        if added["node"]["id"] in self._nodes:
            self._take_out(added["node"]["id"])
        siblings = self._nodes[added["parentId"]]["childNodes"]
        ids = [sibling["id"] for sibling in siblings]
        at = ids.index(added["nextId"]) if added["nextId"] in ids else len(ids)
        siblings.insert(at, added["node"])
        self._put(added["node"], added["parentId"])
        return True

    def _put(self, node: dict[str, Any], parent: int = 0) -> None:
        self._parents[node["id"]] = parent
        for each in nodes_of(node):
            self._nodes[each["id"]] = each
            for child in each.get("childNodes", []):
                self._parents[child["id"]] = each["id"]

    def _take_out(self, gone: int) -> None:
        parent = self._nodes[self._parents[gone]]
        parent["childNodes"] = [child for child in parent["childNodes"] if child["id"] != gone]
        for each in nodes_of(self._nodes[gone]):
            self._nodes.pop(each["id"], None)

    def outline(self) -> list[Any]:
        """Write the page as a list of tags in lists, with how long each text is."""
        return self._outline(self._nodes[self._top], "")

    def _outline(self, node: dict[str, Any], parent: str) -> list[Any]:
        if "textContent" in node:
            return [] if parent == "style" else [len(node["textContent"])]
        name = node.get("tagName", "")
        children = sorted(node.get("childNodes", []), key=lambda child: bool(child.get("isShadow")))
        inside = [part for child in children for part in self._outline(child, name)]
        return [[name, *inside]] if name else inside
