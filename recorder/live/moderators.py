"""Takes what people do in a live room: who may do what now, and into the log with it."""

from collections.abc import Mapping
from math import isfinite

import msgspec

from recorder.errors import GoneError, NotAllowedError, NotFoundError, RecorderError
from recorder.ingest.audience import Audience
from recorder.ingest.people import record_act
from recorder.live.audience import tag_of
from recorder.live.memory import Memory
from recorder.live.needs import ACTS, RUN, ActNeeds
from recorder.live.rooms import Room
from recorder.model.acts import ActUndone, ModerationHanded, NoteAdded, NoteChanged, NoteRetracted
from recorder.model.events import DAY_MS, PersonEvent
from recorder.model.people import Person
from recorder.model.sessions import SessionMode
from recorder.storage.database import Database

AHEAD_MS = 1_000.0
"""How far in the future an act may claim to be: clocks of pages are that far off at most."""

Answer = dict[str, object]


class ActRefusedError(NotAllowedError):
    """An act cannot be taken now.

    Attributes:
        word: For programs.
    """

    def __init__(self, word: str, words: str) -> None:
        super().__init__(words)
        self.word = word


def refuse(word: str, words: str) -> Answer:
    """Write the answer to what is not taken."""
    return {"ok": False, "error": word, "words": words}


def take_act(
    db: Database,
    room: Room,
    memory: Memory,
    person: Person,
    said: object,
    *,
    now_ms: float,
    audience: Audience,
) -> Answer:
    """Take one act; the same asked for twice is recorded once, and answered twice.

    Args:
        db: The log.
        room: Where it was said.
        memory: How the session stands.
        person: Who asks, as the sign-in says.
        said: As it came; whom it names as its person is not believed.
        now_ms: The server's clock, ms since 1970.
        audience: Who is shown it.

    Returns:
        `{ok, seq, act, at_ms}`, or why it is not taken.
    """
    try:
        act = _read_act(said, person, now_ms - memory.session.started_ms)
        known = memory.find_act(act.act, person.login)
        if known is None:
            _refuse_now(act, room, memory, person)
        recorded = record_act(db, room.session, act, now_ms=now_ms, audience=audience)
    except ActRefusedError as error:
        return refuse(error.word, str(error))
    except (NotFoundError, GoneError):
        return refuse("gone", "the participant has withdrawn: nothing is recorded any more")
    except RecorderError:
        return refuse("unavailable", "the server cannot write now: try again")
    return {"ok": True, "seq": recorded.seq, "act": recorded.act.act, "at_ms": recorded.act.at_ms}


def _read_act(said: object, person: Person, now_ms: float) -> PersonEvent:
    """Read an act and fill in who and, where it does not say, when, in ms of the session.

    Raises:
        ActRefusedError: It is none, or this role may not do it.
    """
    kind = said.get("type") if isinstance(said, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(kind, str) or kind not in ACTS:
        raise ActRefusedError("invalid_act", "there is no such act")
    if person.role not in ACTS[kind].roles:
        raise ActRefusedError("not_allowed", f"as {person.role} you may not do that")
    filled = {**said, "person": person.login, "at_ms": _read_time(said.get("at_ms"), now_ms)}
    try:
        act: PersonEvent = msgspec.convert(filled, PersonEvent)
        written = msgspec.json.encode(act)
    except (msgspec.ValidationError, UnicodeEncodeError):
        raise ActRefusedError("invalid_act", "the act is not written as it should be") from None
    # A NUL ends a text in too many programs that read exports.
    if b"\\u0000" in written:
        raise ActRefusedError("invalid_act", "the act holds a NUL character")
    return act


def _read_time(at_ms: object, now_ms: float) -> float:
    """Believe a time of the last day: what was done while the server was away keeps its own."""
    if isinstance(at_ms, int | float) and not isinstance(at_ms, bool) and isfinite(at_ms):
        earliest_ms = max(0.0, now_ms - DAY_MS)
        if earliest_ms <= at_ms <= now_ms + AHEAD_MS:
            return float(at_ms)
    return max(0.0, now_ms)


def _refuse_now(act: PersonEvent, room: Room, memory: Memory, person: Person) -> None:
    """Raise ActRefusedError when the session as it stands does not allow it."""
    needs = ACTS[tag_of(act)]
    if needs.is_control and memory.session.mode is SessionMode.UNMODERATED:
        raise ActRefusedError("not_moderated", "the participant does this session alone")
    moderator = memory.control().moderator
    if needs.is_moderators and moderator != person.login:
        raise ActRefusedError("not_moderator", "only who moderates may do that: take over first")
    match act:
        case ModerationHanded(to=to) if to != person.login:
            _refuse_hand_over(to, room, is_moderator=moderator == person.login)
        case ActUndone(undone=undone):
            _refuse_undo(undone, memory, person, is_moderator=moderator == person.login)
        case NoteAdded(note=note) | NoteChanged(note=note) | NoteRetracted(note=note):
            _refuse_note(memory.find_author(note), person, is_new=isinstance(act, NoteAdded))
        case _:
            pass
    # Whose an act is was asked above; old ones may be taken back here too.
    words = None if isinstance(act, ActUndone) else memory.check(act)
    if words is not None:
        raise ActRefusedError("makes_no_sense", words)


def _refuse_hand_over(to: str, room: Room, *, is_moderator: bool) -> None:
    if not is_moderator:
        raise ActRefusedError("not_moderator", "only who moderates may hand the session over")
    other = room.find_person(to)
    if other is None or other.role not in RUN:
        raise ActRefusedError("not_there", "hand over to somebody here who may moderate")


def _refuse_undo(undone: str, memory: Memory, person: Person, *, is_moderator: bool) -> None:
    found = memory.find_act(undone)
    if found is None:
        raise ActRefusedError("not_found", "there is no such act to take back")
    needs = ACTS.get(tag_of(found[1]), ActNeeds(frozenset()))  # type: ignore[arg-type]
    if person.role not in needs.roles:
        raise ActRefusedError("not_allowed", f"as {person.role} you may not take that back")
    is_own = getattr(found[1], "person", "") == person.login
    if not is_own and not (is_moderator and needs.is_moderators):
        raise ActRefusedError("not_yours", "only who did it may take it back")


def _refuse_note(author: str | None, person: Person, *, is_new: bool) -> None:
    if author is None and not is_new:
        raise ActRefusedError("not_found", "there is no such note")
    if author not in (None, person.login):
        raise ActRefusedError("not_yours", "only who wrote a note may change it here")
