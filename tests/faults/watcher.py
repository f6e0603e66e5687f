"""Somebody in a live room who keeps on while its server is killed, as the room's page does."""

import http.client
import json
import queue
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import socketio

Places = Counter[tuple[str, int]]
PAUSE_S = 0.2
ANSWER_S = 5.0


@dataclass
class Steady:
    """Joins, fetches what it lacks, does one act after another until each is acknowledged.

    Attributes:
        cookie: Of the sign-in, which outlives the server.
        token: Against forged requests; it goes with the cookie.
        acts: What is still to be done, oldest first.
        acked: The names of acts that were acknowledged.
        seen: How often each event was told anew, by epoch and seq.
        entered_s: When it was in the room, each time, by a clock that never steps.
        faults: What went against the protocol; must stay empty.
    """

    port: int
    session: str
    cookie: str
    token: str
    acts: list[dict[str, Any]]
    acked: list[str] = field(default_factory=list)
    seen: Places = field(default_factory=Counter)
    entered_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def run(self, is_over: threading.Event) -> None:
        """Come in, and come back, until told to end."""
        while not is_over.is_set():
            client = socketio.Client(reconnection=False, handle_sigint=False)
            client.on("events", self._merge, "/room")
            try:
                self._enter(client)
                while client.connected and not is_over.is_set():
                    self._go_on(client)
            except (OSError, http.client.HTTPException, socketio.exceptions.SocketIOError):
                time.sleep(PAUSE_S)
            client.disconnect()

    def _enter(self, client: Any) -> None:
        ticket = json.loads(self._ask("POST", "/live/ticket"))["ticket"]
        client.connect(
            f"http://127.0.0.1:{self.port}",
            headers={"Cookie": self.cookie},
            auth={"ticket": ticket},
            transports=["websocket"],
            namespaces=["/room"],
            socketio_path="live/socket",
        )
        answer = _call(client, "join", {"session": self.session})
        if not answer["ok"]:
            self.faults.append(f"cannot join: {answer}")
        self.entered_s.append(time.monotonic())
        have = quote(json.dumps(self._have()))
        for batch in json.loads(self._ask("GET", f"/sessions/{self.session}/log.json?have={have}"))[
            "batches"
        ]:
            self._merge(batch)

    def _go_on(self, client: Any) -> None:
        if not self.acts:
            time.sleep(0.05)
            return
        act = self.acts[0]
        said = {"session": self.session, "act": act}
        answer = _call(client, "act", said)
        if answer["ok"]:
            self.acked.append(self.acts.pop(0)["act"])
        elif answer["error"] not in ("rate_limited", "unavailable"):
            self.faults.append(f"{act['type']} refused: {answer}")
            self.acts.pop(0)
        else:
            time.sleep(PAUSE_S)

    def _merge(self, batch: dict[str, Any]) -> None:
        for index in range(len(batch["events"])):
            self.seen[batch["epoch"], batch["from"] + index] += 1

    def _have(self) -> dict[str, int]:
        """Say up to where each page load is known without a hole."""
        have = {}
        for epoch in {epoch for epoch, _ in self.seen}:
            ack = -1
            while (epoch, ack + 1) in self.seen:
                ack += 1
            have[epoch] = ack
        return {epoch: ack for epoch, ack in have.items() if ack >= 0}

    def _ask(self, method: str, path: str) -> bytes:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Sec-Fetch-Dest": "empty"}
        try:
            line.request(method, path, headers=headers)
            answer = line.getresponse()
            body = answer.read()
        finally:
            line.close()
        if answer.status != 200:
            raise OSError(f"answered {answer.status}")
        return body


def _call(client: Any, name: str, said: dict[str, Any]) -> dict[str, Any]:
    """Say something and wait for the answer, as pages do: only as long as the line holds."""
    answers = queue.Queue[dict[str, Any]]()
    client.emit(name, said, namespace="/room", callback=answers.put)
    until_s = time.monotonic() + ANSWER_S
    while client.connected and time.monotonic() < until_s:
        try:
            return answers.get(timeout=0.05)
        except queue.Empty:
            continue
    raise OSError("no answer")
