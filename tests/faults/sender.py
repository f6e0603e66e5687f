"""A client that keeps to the protocol while its server is being killed."""

import http.client
import json
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.storage.helpers import make_body

IMPATIENT_S = 5.0


@dataclass
class Sender:
    """Sends numbered events of one page load until all of them are acknowledged.

    Attributes:
        acked: Highest seq that an answer covered.
        resent: Events sent that an earlier request had carried already.
        faults: What went against the protocol; must stay empty.
    """

    token: str
    port: int
    events: list[dict[str, object]]
    seed: int
    acked: int = -1
    resent: int = 0
    cut: int = 0
    faults: list[str] = field(default_factory=list)

    def run(self, is_over: threading.Event) -> None:
        """Send everything; give up only when told."""
        chance = random.Random(self.seed)
        sent = -1
        while self.acked < len(self.events) - 1 and not is_over.is_set():
            seq = max(0, self.acked + 1 - chance.choice([0, 0, 0, 5]))
            batch = self.events[seq : seq + chance.randint(1, 40)]
            through = seq + len(batch) - 1
            self.resent += max(0, min(sent, through) - seq + 1)
            sent = max(sent, through)
            status, ack = self._post(seq, batch)
            if status in (200, 409):
                self._take(ack, sent)
            elif status:
                self.faults.append(f"answered {status}")
                return
            else:
                self.cut += 1
                time.sleep(chance.uniform(0, 0.1))

    def _take(self, ack: int, sent: int) -> None:
        if ack < self.acked:
            self.faults.append(f"the ack went back from {self.acked} to {ack}")
        if ack > sent:
            self.faults.append(f"{ack} acknowledged, {sent} sent")
        self.acked = ack

    def _post(self, seq: int, batch: list[dict[str, object]]) -> tuple[int, int]:
        """Send one batch; (0, -1) when no answer came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=IMPATIENT_S)
        try:
            connection.request("POST", "/v1/ingest", make_body(self.token, seq=seq, events=batch))
            answer = connection.getresponse()
            body = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0, -1
        finally:
            connection.close()
        if answer.status in (429, 503):
            time.sleep(0.2)
            return 0, -1
        return answer.status, body.get("ack", -1)


def numbered(count: int, name: str) -> Iterator[dict[str, object]]:
    """Make events that say who sent them and which they are."""
    for place in range(count):
        data = {"from": name, "place": place}
        yield {"type": "custom.reported", "at_ms": 1.0, "name": "probe", "data": data}
