"""The hostile inputs of `tests/data/hostile.json` as requests to ingest."""

import base64
import copy
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "hostile.json"
CONTENT = json.loads(FILE.read_text(encoding="utf-8"))
BASE: dict[str, Any] = CONTENT["meta"]["base"]
LONG_TEXT = "x" * 100_000

# Hostile text goes in turn to every place where a page's own words may stand.
TEXT_EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("name", {**BASE["events"][0]}),
    ("selector", {**BASE["events"][0]}),
    ("title", {"type": "page.viewed", "at_ms": 1.0, "address": "/"}),
    ("text", {"type": "problem.reported", "at_ms": 1.0, "text": ""}),
    ("message", {"type": "script.failed", "at_ms": 1.0, "message": ""}),
    ("value", {"type": "rating.given", "at_ms": 1.0, "question": "why", "value": ""}),
]


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request that somebody hostile, or broken, sends.

    Attributes:
        statuses: HTTP statuses that are right answers.
        stored: Events that it must add to the log; None when the file leaves it open.
    """

    id: str
    body: bytes
    headers: dict[str, str]
    statuses: tuple[int, ...]
    stored: int | None
    note: str = field(repr=False, default="")


def list_hostile(limit_bytes: int) -> Iterator[Hostile]:
    """List every case that is one HTTP request to ingest, once for each place it names."""
    for case in CONTENT["cases"]:
        if "ingest" in case["channel"] or case["group"] in ("xss-text", "csv"):
            for place, body, headers in _list_bodies(case, limit_bytes):
                yield _make(case, place, body, headers, limit_bytes)


def _make(
    case: dict[str, Any], place: str, body: bytes, headers: dict[str, str], limit_bytes: int
) -> Hostile:
    expected = case["expect"]
    statuses, stored = tuple(expected["status"]), expected["stored"]
    given = {key: value for key, value in case.get("headers", {}).items() if value is not None}
    if len(body) > limit_bytes:
        # Whatever else is wrong with it, nobody reads that far.
        statuses, stored = (*statuses, 413), 0
    return Hostile(
        f"{case['id']}{place}",
        body,
        {"Content-Type": "application/json", **given, **headers},
        statuses,
        stored if isinstance(stored, int) else None,
        case["note"],
    )


def _list_bodies(
    case: dict[str, Any], limit_bytes: int
) -> Iterator[tuple[str, bytes, dict[str, str]]]:
    if "raw_b64" in case:
        yield "", base64.b64decode(case["raw_b64"]), {}
    elif "raw" in case:
        yield "", _raw(case["raw"]).encode(), {}
    elif "recipe" in case:
        yield ("", *_cook(case["recipe"], limit_bytes))
    elif "payload" in case:
        yield "", json.dumps({**BASE, **case["payload"]}).encode(), {}
    elif "inject" in case:
        for place, sent in _inject(case["inject"]):
            yield place, json.dumps(sent).encode(), {}


def _raw(text: str) -> str:
    if not text.startswith("@BASE:"):
        return text
    path, literal = text[6:].split("=", 1)
    return _with_literal(path, literal)


def _with_literal(path: str, literal: str) -> str:
    return json.dumps(_put(BASE, path, "@HERE@")).replace('"@HERE@"', literal)


def _inject(values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "*TEXT*" in values:
        text = values["*TEXT*"]
        text = LONG_TEXT if isinstance(text, str) and text.startswith("@RECIPE") else text
        for name, event in TEXT_EVENTS:
            yield f"-{name}", {**BASE, "events": [{**event, name: text}]}
    elif not any(path.startswith("*") for path in values):
        sent = BASE
        for path, value in values.items():
            sent = _put(sent, path, value)
        yield "", sent


def _put(sent: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(sent)
    *inner, last = path.split(".")
    place: Any = changed
    for key in inner:
        place = place[int(key)] if isinstance(place, list) else place[key]
    place[int(last) if isinstance(place, list) else last] = value
    return changed


def _cook(recipe: dict[str, Any], limit_bytes: int) -> tuple[bytes, dict[str, str]]:
    base = BASE
    if "base_event" in recipe:
        base = _put(BASE, "events.0", recipe["base_event"])
    match recipe["kind"]:
        case "repeat":
            text = recipe["unit"] * recipe["count"] + recipe.get("tail", "")
            return json.dumps(_put(base, recipe["at"], text), ensure_ascii=False).encode(), {}
        case "nest":
            depth = recipe["depth"]
            literal = recipe["open"] * depth + recipe.get("core", "") + recipe["close"] * depth
            return _with_literal(recipe["at"], literal).encode(), {}
        case "events":
            events = [{**BASE["events"][0], "at_ms": float(at)} for at in range(recipe["count"])]
            return json.dumps({**base, "events": events}).encode(), {}
        case "keys":
            keys = {f"k{place}": place for place in range(recipe["count"])}
            return json.dumps(_put(base, recipe["at"], keys)).encode(), {}
        case "longkey":
            return json.dumps(_put(base, recipe["at"], {"k" * recipe["count"]: 1})).encode(), {}
        case "fill_body":
            length = limit_bytes + int(recipe["bytes"].endswith("+1"))
            return json.dumps(base).encode().ljust(length), {}
        case "gzip_zeros":
            return _compress_zeros(recipe["mb"]), {}
        case "gzip_trunc":
            return gzip.compress(json.dumps(base).encode())[:-12], {}
        case "multipart":
            part = b'--x\r\nContent-Disposition: form-data; name="p"\r\n\r\n1\r\n'
            kind = {"Content-Type": "multipart/form-data; boundary=x"}
            return part * recipe["parts"] + b"--x--\r\n", kind
        case kind:
            raise ValueError(f"no recipe {kind}")


def _compress_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(bytes(1 << 20)) for _ in range(megabytes)]
    return b"".join(pieces) + packer.flush()
