"""What a live connection costs at most, whoever holds it, with a real server."""

import http.client
import json
import os
import re
import signal
import socket
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import websocket
from websocket import WebSocketBadStatusException

from recorder.model.people import Role
from tests.conftest import Server
from tests.live.helpers import PATIENCE_S, Place, open_raw, serve
from tests.live.test_participants import enter
from tests.web.helpers import write_study

MB = 1024 * 1024
GROWTH_MB = 64
"""What one hostile connection may cost the server while it lasts."""

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server with room for ten connections."""
    folder = tmp_path_factory.mktemp("limits")
    write_study(folder / "studies")
    served = Server(folder / "studies", folder / "data", {"RECORDER_SOCKETS": "10"})
    yield served.start()
    served.stop()


def bomb_of_one_frame(line: socket.socket) -> None:
    """Announce one frame of 200 MB, and send it."""
    line.sendall(b"\x81\xff" + struct.pack(">Q", 200 * MB) + bytes(4))
    for _ in range(200):
        line.sendall(bytes(MB))


def bomb_of_pieces(line: socket.socket) -> None:
    """Send one message of 200 MB in frames of 64 kB, none of which is the last."""
    for number in range(3_200):
        first = b"\x01" if number == 0 else b"\x00"
        line.sendall(first + b"\xff" + struct.pack(">Q", 65_536) + bytes(4 + 65_536))


def bomb_of_zeros(line: socket.socket) -> None:
    """Send 300 MB as the 300 kB that they weigh when deflated."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join(deflate.compress(b"0" * MB) for _ in range(300))
    body += deflate.flush(zlib.Z_SYNC_FLUSH)[:-4]
    line.sendall(b"\xc1\xff" + struct.pack(">Q", len(body)) + bytes(4) + body)


def bomb_of_tiny_frames(line: socket.socket) -> None:
    """Send a million frames of one character."""
    line.sendall((b"\x81\x81" + bytes(4) + b"3") * 1_000_000)


@pytest.mark.parametrize("path", ["/live/socket", "/v1/live"])
@pytest.mark.parametrize(
    "bomb", [bomb_of_one_frame, bomb_of_pieces, bomb_of_zeros, bomb_of_tiny_frames]
)
def test_a_bomb_costs_the_server_little_and_is_cut_off(
    server: Server, path: str, bomb: Callable[[socket.socket], None]
) -> None:
    """Nobody has to be signed in to send one."""
    before_mb = read_peak_mb(server)
    line = open_bare(server, path)

    with suppress(OSError):
        bomb(line)

    assert is_cut(line)
    line.close()
    assert read_peak_mb(server) - before_mb < GROWTH_MB
    assert ask(server, "/healthz")[0] == 200


@pytest.mark.parametrize(
    "frame",
    [b"\x81\x85\0\0\0\0\xff\xfe\xfd\xfc\xfb", b"\x8f\x80\0\0\0\0", b"\x81\x02hi", b"\xff" * 64],
)
def test_what_is_no_websocket_is_cut_off_without_a_line_in_the_log(
    server: Server, frame: bytes
) -> None:
    line = open_bare(server, "/v1/live")
    line.sendall(frame)

    assert is_cut(line)
    line.close()
    log = server.data.parent / f"{server.data.name}.log"
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("header", ["Sec-WebSocket-Key: short", "Sec-WebSocket-Version: 7", "X: y"])
def test_a_handshake_that_is_none_is_answered(server: Server, header: str) -> None:
    port = server.port
    line = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    asked = [
        "GET /v1/live/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        header,
    ]

    line.sendall(("\r\n".join(asked) + "\r\n\r\n").encode())

    assert b" 400 " in line.recv(200)
    line.close()


def test_there_is_no_polling(server: Server) -> None:
    """The library would answer 200 to what it throws away."""
    for path in ("/live/socket/", "/v1/live/"):
        assert ask(server, f"{path}?EIO=4&transport=polling") == (426, b"")


def test_whoever_comes_when_all_places_are_taken_is_told_to_come_back(server: Server) -> None:
    address = f"ws://127.0.0.1:{server.port}/v1/live/?EIO=4&transport=websocket"
    lines = [websocket.create_connection(address, timeout=PATIENCE_S) for _ in range(10)]
    with pytest.raises(WebSocketBadStatusException) as refused:
        websocket.create_connection(address, timeout=PATIENCE_S)
    health = ask(server, "/healthz")[0]
    for line in lines:
        line.close()

    assert (refused.value.status_code, health) == (503, 200)
    assert (refused.value.resp_headers or {})["retry-after"] == "10"
    log = (server.data.parent / f"{server.data.name}.log").read_text()
    assert re.search(r"\d of 10 live connections are open: raise RECORDER_SOCKETS", log)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_told_to_end_does_so_with_connections_open(
    tmp_path: Path, how: signal.Signals
) -> None:
    """It would otherwise wait for them until its patience ends, ten seconds later."""
    write_study(tmp_path / "studies")
    server = Server(tmp_path / "studies", tmp_path / "data").start()
    lines = [open_bare(server, "/v1/live") for _ in range(5)]
    assert server.process is not None

    os.killpg(server.process.pid, how)

    with suppress(subprocess.TimeoutExpired):
        server.process.wait(9)
    has_ended = server.process.poll() is not None
    server.stop(signal.SIGKILL)
    are_cut = [is_cut(line) for line in lines]
    for line in lines:
        line.close()
    assert has_ended
    assert all(are_cut)


def test_a_page_that_shows_nothing_is_not_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = open_raw(place, "/v1/live")
    line.recv()
    started = place.start()
    page = enter(place, started)
    monkeypatch.setattr("recorder.live.keeper.STRANGERS_S", -1.0)

    place.live.look()

    assert is_cut(line.sock)
    page.ping()
    assert page.recv_data_frame(control_frame=True)[0] == websocket.ABNF.OPCODE_PONG
    page.close()
    line.close()


def test_a_page_that_does_not_read_is_cut_off_and_the_others_are_shown_all(
    tmp_path: Path,
) -> None:
    """What waits for it would otherwise grow without end."""
    with serve(tmp_path) as place:
        started = place.start()
        session = started.session.id
        reader = place.sign_in(Role.OBSERVER, "reader").connect()
        reader.ask("join", session=session)
        slow = sit_and_not_read(place, session)
        text = {"type": "custom.reported", "at_ms": 1.0, "name": "x", "data": "y" * 4_000}

        for seq in range(0, 320 * 20, 20):
            place.send(started, [text] * 20, seq=seq)
            if seq % 400 == 0:
                # Answered once it has read what came before, so this one never falls behind.
                reader.ask("clock")

        shown = 0
        while shown < 320 * 20:
            shown += len(reader.wait_for("events")["events"])
        people = wait_for_people(reader, 1)
        assert people == ["reader"]
        reader.close()
        slow.close()


def test_bulky_events_are_spared_to_a_slow_page_which_fetches_them_later(tmp_path: Path) -> None:
    with serve(tmp_path) as place:
        started = place.start()
        session = started.session.id
        slow = sit_and_not_read(place, session)
        heavy = {"type": "dom.recorded", "at_ms": 1.0, "data": {"text": "y" * 60_000}}
        for seq in range(0, 150 * 4, 4):
            place.send(started, [heavy] * 4, seq=seq)
        place.send(started, [{"type": "page.shown", "at_ms": 2.0}], seq=600)

        told = read_all(slow, place)

        assert any("page.shown" in frame for frame in told)
        assert 0 < sum("dom.recorded" in frame for frame in told) < 150
        assert f'42/room,["missed",{{"session":"{session}"}}]' in told
        slow.close()


def sit_and_not_read(place: Place, session: str) -> Any:
    """Join as the slowest observer, with little room for what it has not read."""
    browser = place.sign_in(Role.OBSERVER, "slow")
    small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096),)
    line = open_raw(
        place,
        "/live/socket",
        header=[f"Cookie: {browser.cookie}"],
        origin=place.origin,
        sockopt=small,
    )
    line.recv()
    line.send("40/room," + json.dumps({"ticket": browser.draw_ticket()}))
    line.recv()
    line.send('42/room,1["join",' + json.dumps({"session": session}) + "]")
    while not line.recv().startswith("43/room,1"):
        pass
    return line


def read_all(line: Any, place: Place) -> list[str]:
    """Read everything that waits, and what comes once it is read."""
    frames: list[str] = []
    while not any("missed" in frame for frame in frames[-1:]):
        frames.append(line.recv())
        place.live.look()
    return frames


def wait_for_people(watcher: Any, count: int) -> list[str]:
    while True:
        people = watcher.wait_for("presence")["people"]
        if len(people) == count:
            return [each["login"] for each in people]


def ask(server: Server, path: str) -> tuple[int, bytes]:
    """Ask for an address as a page of ours does; answer the status and the body."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    line.request("GET", path, headers={"Origin": server.url})
    answer = line.getresponse()
    told = answer.status, answer.read()
    line.close()
    return told


def open_bare(server: Server, path: str) -> socket.socket:
    """Open a WebSocket over a bare socket, offering compression."""
    line = socket.create_connection(("127.0.0.1", server.port), PATIENCE_S)
    headers = [
        f"GET {path}/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Origin: {server.url}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        f"Sec-WebSocket-Key: {KEY}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    ]
    line.sendall(("\r\n".join(headers) + "\r\n\r\n").encode())
    answer = line.recv(4_096)
    assert b" 101 " in answer, answer
    return line


def is_cut(line: socket.socket) -> bool:
    """Tell whether the server ends a connection within its patience."""
    try:
        while line.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def read_peak_mb(server: Server) -> float:
    """Read how much memory the server's processes have ever held."""
    assert server.process is not None
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    statuses = [Path(f"/proc/{pid}/status").read_text() for pid in listed.stdout.split()]
    return (
        sum(int(found) for each in statuses for found in re.findall(r"VmHWM:\s+(\d+)", each)) / 1024
    )
