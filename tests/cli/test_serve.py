"""`recorder serve` as a process: it says where it is, and it ends when told."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from recorder.clock import monotonic_s
from recorder.storage.erasure import list_erasures
from recorder.storage.retention import DAY_MS
from tests.cli.shell import ROOT, run_apart
from tests.storage.helpers import START_MS, open_new, start

PATIENCE_S = 10


@contextmanager
def serve(data: Path, *options: str) -> "Iterator[subprocess.Popen[str]]":
    """Start a server; end it hard if the test has not."""
    command = [sys.executable, "-m", "recorder", "serve", *options, "--data", str(data)]
    command += ["--studies", str(ROOT / "studies")]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE_S)


def read_line(process: "subprocess.Popen[str]") -> str:
    """Read the next line of what it prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def find_address(line: str) -> str:
    """Find the one address in a line."""
    (address,) = re.findall(r"http://127\.0\.0\.1:\d+", line)
    return str(address)


def get_status(address: str) -> int:
    """Ask for a page and answer with which status it came."""
    with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own address)
        return int(answer.status)


def test_the_first_line_has_the_address_and_it_answers(tmp_path: Path) -> None:
    """Scripts wait for this line; they must be able to connect at once."""
    with serve(tmp_path, "--port", "0") as process:
        address = find_address(read_line(process))

        assert get_status(f"{address}/v1/studies/tea-shop") == 200


def test_the_second_line_makes_the_owner_s_account(tmp_path: Path) -> None:
    """The key is in the fragment, which no server and no proxy writes into a log."""
    with serve(tmp_path, "--port", "0") as process:
        address, line = find_address(read_line(process)), read_line(process)

    assert line.startswith(f"Create the owner account: {address}/first#own_")


def test_once_there_is_an_owner_the_second_line_has_no_key(tmp_path: Path) -> None:
    run_apart("people", "add", "ada", "--role", "owner", data=tmp_path)

    with serve(tmp_path, "--port", "0") as process:
        address, line = find_address(read_line(process)), read_line(process)

    assert line == f"Sign in: {address}/sign-in\n"


def test_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    """Service managers wait about so long before they kill."""
    with serve(tmp_path, "--port", "0") as process:
        find_address(read_line(process))
        began_s = monotonic_s()

        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_S)

        assert code == 0
        assert monotonic_s() - began_s < PATIENCE_S
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_ctrl_c_ends_it_too(tmp_path: Path) -> None:
    with serve(tmp_path, "--port", "0") as process:
        find_address(read_line(process))

        os.killpg(process.pid, signal.SIGINT)

        assert process.wait(PATIENCE_S) == 0


def test_a_port_that_is_taken_is_said_clearly(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = run_apart("serve", "--port", str(port), data=tmp_path)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"recorder: port {port} of 127.0.0.1 cannot be had")
    assert "--port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_too_old_is_erased_at_the_start(tmp_path: Path) -> None:
    """Participants were promised it; nobody has to remember a command."""
    db = open_new(tmp_path)
    long_ago = start(db, now_ms=START_MS - 800 * DAY_MS)
    recent = start(db, now_ms=START_MS)

    with serve(tmp_path, "--port", "0") as process:
        find_address(read_line(process))
        until_s = monotonic_s() + PATIENCE_S
        while not list_erasures(db) and monotonic_s() < until_s:
            sleep(0.05)
        erased = [each.session for each in list_erasures(db)]

    assert long_ago.session.id in erased
    assert recent.session.id not in erased
    db.close()
