"""What a live room remembers is what the log says, in whatever order it was told."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.errors import NotFoundError
from recorder.ingest.audience import Stored
from recorder.live.memory import KEPT, Memory, origins
from recorder.live.rooms import Room
from recorder.model.batches import PageClock
from recorder.model.events import (
    ModerationHanded,
    NoteAdded,
    TaskAssigned,
    TaskEnded,
)
from recorder.model.ids import SERVER_EPOCH, EpochId, SessionId
from recorder.model.sessions import Epoch, SessionMode, SessionRecord
from recorder.projections.clocks import Place, Sleep, place_epochs
from recorder.projections.control import project_control
from recorder.projections.timeline import build_timeline
from tests.projections.helpers import (
    START_MS,
    a_study,
    a_task,
    began,
    clicked,
    hid,
    jumped,
    load,
    read,
    record,
    server,
    viewed,
)

STUDY = a_study(a_task())
FIRST = load(
    "first-----------",
    viewed(0.1),
    clicked(1, "a"),
    read(2),
    clicked(3, "b"),
    jumped(4, by_s=60),
    began(5),
    clicked(6, "c"),
    clicked(7, "c"),
    at_s=3,
    rtt_ms=20.0,
)
SECOND = load(
    "second----------",
    viewed(0.1),
    TaskEnded(at_ms=900.0, task="buy", claim="done"),
    hid(5),
    at_s=80,
    prev="first-----------",
    delay_ms=30.0,
    rtt_ms=40.0,
)
ACTS = server(
    ModerationHanded(at_ms=10.0, act="a0", person="ada", to="ada"),
    TaskAssigned(at_ms=20.0, act="a1", person="ada", task="buy"),
    NoteAdded(at_ms=30.0, act="a2", note="n1", person="bob", text="Hm"),
)
WHOLE = record(FIRST, SECOND, ACTS, mode=SessionMode.MODERATED)


@pytest.mark.parametrize("seed", range(20))
def test_a_room_knows_what_the_log_says_in_whatever_order_it_was_told(seed: int) -> None:
    """Pages and people write at once, and what was told is told again."""
    chance = random.Random(seed)
    waiting = [part(epoch) for epoch in WHOLE.epochs]
    told: list[Stored] = []
    memory = Memory(STUDY, SessionRecord(WHOLE.session, ()))
    while any(waiting):
        told.append(chance.choice([batches for batches in waiting if batches]).pop(0))
        for stored in (told[-1], chance.choice(told)):
            memory.add(stored)

    known = Memory(STUDY, WHOLE)

    assert memory.places() == known.places() == place_epochs(WHOLE)
    assert memory.list_entries() == known.list_entries()
    assert memory.control() == project_control(STUDY, WHOLE.session, build_timeline(WHOLE))


def test_what_is_remembered_lies_where_the_log_has_it() -> None:
    kept = [entry for entry in build_timeline(WHOLE) if isinstance(entry.event, KEPT)]

    assert Memory(STUDY, WHOLE).list_entries() == tuple(kept)


def test_what_comes_while_the_log_is_read_is_not_missed() -> None:
    """It may have come too late for the reading, and too early for what is remembered."""
    room = Room(SessionId("s1"))
    late = part(ACTS)[-1]

    def read_all_but_the_last() -> Memory:
        before = record(FIRST, SECOND, server(*ACTS.events[:-1]), mode=SessionMode.MODERATED)
        room.hear(late)
        return Memory(STUDY, before)

    assert room.memory(read_all_but_the_last).find_act("a2") == (2, ACTS.events[2])
    assert room.find_memory() is not None


def test_a_log_that_cannot_be_read_is_read_again() -> None:
    room = Room(SessionId("s1"))

    def fail() -> Memory:
        raise NotFoundError("there is no such session")

    with pytest.raises(NotFoundError):
        room.memory(fail)
    assert room.memory(lambda: Memory(STUDY, WHOLE)).find_act("a1") is not None


def test_acts_and_notes_are_found_by_their_names() -> None:
    memory = Memory(STUDY, WHOLE)

    assert memory.find_act("a1") == (1, ACTS.events[1])
    assert memory.find_act("a1", "ada") == (1, ACTS.events[1])
    assert memory.find_act("a1", "bob") is None
    assert memory.find_act("") is None
    assert (memory.find_author("n1"), memory.find_author("n2")) == ("bob", None)


@given(
    from_seq=st.integers(0, 50),
    count=st.integers(1, 30),
    sleeps=st.lists(st.integers(0, 90), unique=True, max_size=5).map(sorted),
)
def test_a_batch_is_parted_where_the_clock_stood_still(
    from_seq: int, count: int, sleeps: list[int]
) -> None:
    place = Place(100.0, 1.0, tuple(Sleep(seq, 1_000.0) for seq in sleeps))

    parts = list(origins(place, from_seq, count))

    at_ms = {begin + index: origin for begin, some, origin in parts for index in range(some)}
    assert at_ms == {
        seq: 100.0 + 1_000.0 * sum(sleep <= seq for sleep in sleeps)
        for seq in range(from_seq, from_seq + count)
    }


def part(epoch: Epoch) -> list[Stored]:
    """Part a page load into the batches that brought it: one event each."""
    found = []
    for seq, event in enumerate(epoch.events):
        clock, received_ms = PageClock(START_MS, 0.0, START_MS, 0.0), START_MS
        if epoch.id != SERVER_EPOCH:
            sample = epoch.clock[seq]
            received_ms = sample.received_ms
            clock = PageClock(sample.origin_ms, sample.now_ms, sample.wall_ms, sample.rtt_ms)
        found.append(
            Stored(
                SessionId("s1"),
                EpochId(epoch.id),
                seq,
                clock,
                received_ms,
                (event,),
                epoch.prev,
            )
        )
    return found
