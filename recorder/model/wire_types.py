"""The wire's events as TypeScript: `python -m recorder.model.wire_types > snippet/src/wire.ts`."""

import json
import sys
from typing import cast, get_args

from recorder.model.events import PageEvent
from recorder.model.wire_schema import wire_schema

Schema = dict[str, object]


def wire_types() -> str:
    """Write one TypeScript interface an event, and the union of what a page may send."""
    definitions = cast("dict[str, Schema]", wire_schema()["$defs"])
    interfaces = [_interface(name, schema) for name, schema in sorted(definitions.items())]
    sent = " | ".join(event.__name__ for event in get_args(PageEvent))
    union = f"/** What a participant's page may send. */\nexport type PageEvent = {sent};\n"
    head = "// Generated from recorder/model/events.py by `make snippet`; not edited by hand.\n"
    return "\n".join([head, *interfaces, union])


def _interface(name: str, schema: Schema) -> str:
    """Write one event (or part of one) as an interface, with its first sentence as comment."""
    fields = cast("dict[str, Schema]", schema["properties"])
    required = cast("list[str]", schema.get("required", []))
    lines = [
        f"  readonly {field}{'' if field in required else '?'}: {_type(of)};"
        for field, of in fields.items()
    ]
    sentence = str(schema.get("description", name)).split("\n\n")[0].replace("\n", " ")
    words = " ".join(sentence.split())
    return "\n".join([f"/** {words} */", f"export interface {name} {{", *lines, "}", ""])


def _type(schema: Schema) -> str:
    """Write the type of one field; ranges and lengths are the server's to check."""
    match schema:
        case {"$ref": str(ref)}:
            return ref.rpartition("/")[2]
        case {"enum": list(values)}:
            return " | ".join(json.dumps(value) for value in values)
        case {"anyOf": list(choices)}:
            return " | ".join(_type(choice) for choice in choices)
        case {"type": "array", "prefixItems": list(items)}:
            return f"readonly [{', '.join(_type(item) for item in items)}]"
        case {"type": "array", "items": dict(item)}:
            return f"readonly ({_type(item)})[]"
        case {"type": "object", "additionalProperties": dict(item)}:
            return f"Readonly<Record<string, {_type(item)}>>"
        case {"type": "number" | "integer"}:
            return "number"
        case {"type": str(plain)}:
            return plain
    return "unknown"


if __name__ == "__main__":
    sys.stdout.write(wire_types())
