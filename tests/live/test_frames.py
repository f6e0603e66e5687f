import pytest

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
