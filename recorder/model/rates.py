"""How often somebody may ask: a bucket of tokens for each key, in memory only."""

import threading
from math import ceil


class Buckets:
    """A bucket for each key that holds `burst` tokens and gains `per_s` a second.

    Kept in memory and never stored, because keys may be addresses of people.
    """

    def __init__(self, *, per_s: float, burst: int, most_keys: int = 10_000) -> None:
        self._per_s, self._burst, self._most_keys = per_s, burst, most_keys
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str, now_s: float) -> int:
        """Take one token.

        Args:
            key: Who asks.
            now_s: Seconds of a clock that never steps.

        Returns:
            0 when there was one, else the whole seconds until there will be.
        """
        with self._lock:
            level = self._level(key, now_s)
            if level >= 1:
                self._levels[key] = (level - 1, now_s)
                return 0
        return max(1, ceil((1 - level) / self._per_s))

    def is_empty(self, key: str, now_s: float) -> bool:
        """Tell whether the next `take` would be refused, without taking."""
        with self._lock:
            return self._level(key, now_s) < 1

    def _level(self, key: str, now_s: float) -> float:
        if key not in self._levels:
            self._forget_full(now_s)
            return float(self._burst)
        level, then_s = self._levels[key]
        return min(self._burst, level + (now_s - then_s) * self._per_s)

    def _forget_full(self, now_s: float) -> None:
        if len(self._levels) < self._most_keys:
            return
        after_s = self._burst / self._per_s
        kept = {k: v for k, v in self._levels.items() if now_s - v[1] < after_s}
        # When everybody is busy, forgetting is better than growing without end.
        self._levels = kept if len(kept) < self._most_keys else {}
