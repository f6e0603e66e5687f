import json

import engineio.packet
import pytest
import socketio.packet
from hypothesis import example, given
from hypothesis import strategies as st

from recorder.live.frames import is_frame

EVENTS = {"join", "act"}


@pytest.mark.parametrize(
    "frame",
    [
        "3",
        "1",
        "40/room,",
        '40/room,{"ticket":"x"}',
        "41/room,",
        '42/room,["join",{"session":"s1"}]',
        '42/room,17["act",{"act":{"text":"a,b\\n[1]"}}]',
    ],
)
def test_what_a_page_of_ours_sends_passes(frame: str) -> None:
    assert is_frame(frame, "/room", EVENTS)


@pytest.mark.parametrize(
    "frame",
    [
        "",
        None,
        b"4",
        "0{}",
        "2",
        "2probe",
        "3probe",
        "5",
        "6",
        "7",
        "b4AAAA",
        "4",
        "4{}",
        "4²",
        "40",
        "40/",
        "40/other,",
        '40/room,["ticket"]',
        "40/room,17{}",
        "41/room,{}",
        "42/room,",
        '42/room["join",{}]',
        "42/room,[]",
        '42/room,["join"]',
        '42/room,["join","s1"]',
        '42/room,["join",{},{}]',
        '42/room,["connect",{}]',
        '42/room,["disconnect",{}]',
        '42/room,[["join"],{}]',
        "42/room,[7,{}]",
        '42/room,1234567890["join",{}]',
        '42/room,["join",{"a":NaN',
        '42/room,["join",{"a":' + "9" * 5_000 + "}]",
        '42/room,["join",' + "[" * 50_000,
        '43/room,1["x"]',
        '44/room,{"message":"x"}',
        '451-/room,["join",{"_placeholder":true,"num":0}]',
        '461-/room,1[{"_placeholder":true,"num":0}]',
    ],
)
def test_everything_else_ends_the_connection(frame: object) -> None:
    """Each of these raises, hangs or is answered somewhere inside the library."""
    assert not is_frame(frame, "/room", EVENTS)


_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_near = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "3", "1", "4", "40", "41", "42", "43", "451-", "b4"]),
        st.sampled_from(["", "/room", "/room,", "/other,", "/room?x,"]),
        st.sampled_from(["", "7", "0123456789", "-1", "\u0661"]),
        st.one_of(
            st.text(),
            _values.map(json.dumps),
            st.tuples(st.sampled_from(["join", "act", "x"]), _values).map(json.dumps),
        ),
    ),
)


@given(frame=_near)
@example(frame='42/room,["join",{"_placeholder":true,"num":0}]')
@example(frame='42/room["join",{}]')
def test_what_passes_is_read_by_the_library_without_a_fault(frame: str) -> None:
    """It reads messages where an exception is printed with all that was sent."""
    if not is_frame(frame, "/room", EVENTS):
        return

    packet = engineio.packet.Packet(encoded_packet=frame)

    if packet.packet_type == engineio.packet.MESSAGE:
        message = socketio.packet.Packet(encoded_packet=packet.data)
        assert message.namespace == "/room"
        assert message.packet_type in (0, 1, 2)
        assert message.attachment_count == 0
        if message.packet_type == 2:
            event, said = message.data
            assert event in EVENTS
            assert isinstance(said, dict)
