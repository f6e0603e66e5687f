"""Counts refused tries for each network address, in memory and without keeping the address."""

import hmac
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from threading import Lock

MOST_ADDRESSES = 10_000
"""Addresses remembered at once; beyond it the oldest are forgotten."""


@dataclass(slots=True)
class Refusals:
    """Refused tries of one kind within a sliding window.

    An address is kept as its HMAC under a key that lives as long as the process.

    Attributes:
        limit: Refused tries that are let pass in one window.
        window_ms: Length of the window.
    """

    limit: int
    window_ms: float
    _key: bytes = field(default_factory=lambda: token_bytes(32))
    _times: dict[bytes, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def count(self, address: str, now_ms: float) -> bool:
        """Count one refused try; tell whether the address has now had too many."""
        with self._lock:
            times = self._recent(address, now_ms)
            times.append(now_ms)
            return len(times) > self.limit

    def is_over(self, address: str, now_ms: float) -> bool:
        """Tell whether the address has used up its tries, without counting one."""
        with self._lock:
            return len(self._recent(address, now_ms)) >= self.limit

    def _recent(self, address: str, now_ms: float) -> deque[float]:
        name = hmac.digest(self._key, address.encode(), sha256)
        times = self._times.pop(name, None) or deque(maxlen=self.limit + 1)
        while times and now_ms - times[0] >= self.window_ms:
            times.popleft()
        # Put back at the end, so that the first one is always the longest unseen.
        self._times[name] = times
        while len(self._times) > MOST_ADDRESSES:
            del self._times[next(iter(self._times))]
        return times
