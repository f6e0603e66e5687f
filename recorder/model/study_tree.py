"""A YAML text as plain values, each with the place where it stands.

ruamel.yaml reads the text as YAML 1.2. Values are built here from its events, so that every
value and key keeps its line and column, all duplicate keys are found at once, and a file
nested a thousand deep is refused before it costs anything.
"""

import math
from dataclasses import dataclass, field
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from recorder.model.study_scalars import read_scalar
from recorder.model.study_syntax import explain_syntax, find_syntax

Path = tuple[str | int, ...]
"""The way to a value: keys and places in lists, from the top of the file."""

VALUES = 10_000
"""A long study holds a thousand; reading more would only keep a page waiting."""

DEPTH = 32
"""A study nests eight deep; more than this is a mistake or an attack."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a text, counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """The values of a file and their places.

    Attributes:
        data: Mappings with texts as keys, lists, texts, numbers, booleans and None.
        values: Where each value begins; where nothing stands after a key, the key's place.
        keys: Where the key of each value in a mapping begins.
        words: How numbers and switches are written, because 2.10 is not 2.1 as a version.
        faults: What is wrong with the text as YAML, or refused on purpose.
        is_whole: Whether the text could be read to its end.
    """

    data: object = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    words: dict[Path, str] = field(default_factory=dict)
    faults: list[tuple[Place, str]] = field(default_factory=list)
    is_whole: bool = False


class _StopError(Exception):
    """Reading on makes no sense; the reason is among the tree's faults."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read.

    Attributes:
        key: The key whose value comes next; None when a key comes next.
        is_dropped: The value that comes next belongs to a duplicate key and is left out.
    """

    path: Path
    value: dict[str, object] | list[object]
    key: str | None = None
    is_dropped: bool = False


def read_tree(text: str) -> Tree:
    """Read a YAML text; what is wrong with it stands in the tree's faults."""
    reader = _Reader()
    try:
        for event in YAML(typ="rt", pure=True).parse(text):
            reader.take(event)
        reader.tree.is_whole = True
    except _StopError:
        pass
    except MarkedYAMLError as error:
        line, column = find_syntax(error)
        reader.tree.faults.append((Place(line + 1, column + 1), explain_syntax(error)))
    except YAMLError as error:
        reader.tree.faults.append((Place(1, 1), f"this is not YAML: {error}"))
    return reader.tree


class _Reader:
    """Builds a tree from events."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next event of the text."""
        match event:
            case DocumentStartEvent():
                self._begin_document(event)
            case NodeEvent():
                self._refuse_marks(event)
                self._take_node(event)
            case CollectionEndEvent():
                self._open.pop()
            case _:
                pass

    def _begin_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event, 'a second document begins here; remove the line "---"')

    def _refuse_marks(self, event: NodeEvent) -> None:
        """Refuse anchors, aliases and tags: nobody needs them, and they can hide anything."""
        place = _place(event)
        if isinstance(event, AliasEvent):
            remedy = "write the value out, or put it in quotes"
            self._fault(place, f'"*{event.anchor}" refers to another place; {remedy}')
        elif event.anchor:
            remedy = f'remove "&{event.anchor}", or put the value in quotes'
            self._fault(place, f'"&{event.anchor}" is an anchor, which is not allowed; {remedy}')
        tag = str(getattr(event, "tag", None) or "").replace("tag:yaml.org,2002:", "!!")
        if tag:
            remedy = "remove it, or put the value in quotes"
            self._fault(place, f'"{tag}" is a tag, which is not allowed; {remedy}')

    def _take_node(self, event: NodeEvent) -> None:
        parent = self._open[-1] if self._open else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self._take_key(parent, event)
        else:
            self._take_value(parent, event)

    def _take_key(self, parent: _Open, event: NodeEvent) -> None:
        if not isinstance(event, ScalarEvent):
            self._stop(
                event, "a key must be one word; put a text that begins with [ or { in quotes"
            )
        parent.key = str(event.value)
        path = (*parent.path, parent.key)
        if path in self.tree.keys:
            first = self.tree.keys[path].line
            remedy = "remove one of the two"
            sentence = f'"{parent.key}:" stands here again, first on line {first}; {remedy}'
            self._fault(_place(event), sentence)
            parent.is_dropped = True
        else:
            self.tree.keys[path] = _place(event)

    def _take_value(self, parent: _Open | None, event: NodeEvent) -> None:
        if len(self.tree.values) >= VALUES:
            self._stop(event, f"the file holds more than {VALUES} values; make it shorter")
        path = _next_path(parent)
        value = self._read_value(event)
        is_kept = not (parent and parent.is_dropped)
        if is_kept:
            place = _place(event)
            if value is None and isinstance(event, ScalarEvent):
                place = self.tree.keys.get(path, place)
            self.tree.values[path] = place
            if isinstance(value, (bool, int, float)) and isinstance(event, ScalarEvent):
                self.tree.words[path] = str(event.value)
            self._attach(parent, value)
        if parent:
            parent.key, parent.is_dropped = None, False
        if isinstance(value, (dict, list)):
            # A dropped value is still read to its end, under a path nobody asks for.
            unasked = (*path, f"again on line {event.start_mark.line}")
            self._push(_Open(path if is_kept else unasked, value), event)

    def _read_value(self, event: NodeEvent) -> object:
        match event:
            case MappingStartEvent():
                return {}
            case SequenceStartEvent():
                return []
            case ScalarEvent():
                is_plain = bool(event.implicit and event.implicit[0])
                # The round-trip scanner marks with BEL where a folded text (>) was folded;
                # no YAML text may hold one of its own, but for an escape in quotes.
                word = str(event.value).replace("\a", "")
                return self._refuse_endless(event, read_scalar(word) if is_plain else word)
            case _:
                return None

    def _refuse_endless(self, event: ScalarEvent, value: object) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            remedy = "write a number, or put it in quotes"
            self._fault(_place(event), f'"{event.value}" cannot be counted with; {remedy}')
            return 0
        return value

    def _attach(self, parent: _Open | None, value: object) -> None:
        match parent:
            case None:
                self.tree.data = value
            case _Open(value=dict() as mapping, key=str() as key):
                mapping[key] = value
            case _Open(value=list() as entries):
                entries.append(value)

    def _push(self, opened: _Open, event: NodeEvent) -> None:
        if len(self._open) >= DEPTH:
            self._stop(event, f"nests more than {DEPTH} deep; remove brackets or indentation")
        self._open.append(opened)

    def _fault(self, place: Place, sentence: str) -> None:
        self.tree.faults.append((place, sentence))

    def _stop(self, event: Event, sentence: str) -> NoReturn:
        self._fault(_place(event), sentence)
        raise _StopError


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _next_path(parent: _Open | None) -> Path:
    match parent:
        case None:
            return ()
        case _Open(value=list() as entries):
            return (*parent.path, len(entries))
        case _:
            return (*parent.path, parent.key or "")
