"""How often something may be tried, by whom; counted in memory, addresses as a hash only."""

import hmac
from hashlib import sha256
from math import ceil
from secrets import token_bytes

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from recorder.clock import wall_clock_ms
from recorder.errors import UnavailableError

LOGIN = RateLimitItemPerMinute(5, namespace="login")
"""Tries to sign in under one login, from anywhere, since the last that was right."""

ADDRESS = RateLimitItemPerHour(20, namespace="address")
"""Tries from one address since the last that was right."""

SHARE = RateLimitItemPerHour(20, namespace="share")
"""Passphrases for one share from anywhere, since the last that was right."""


def init_rates(app: Flask) -> None:
    """Give an application its counters, which last as long as its process."""
    limiter = Limiter(hash_address, app=app, storage_uri="memory://", strategy="moving-window")
    app.extensions["recorder.rates"] = limiter
    app.extensions["recorder.rates_key"] = token_bytes(32)


def count_try(limit: RateLimitItem, who: str) -> None:
    """Count one try before it is looked at.

    Raises:
        UnavailableError: There were too many; it says how long to wait.
    """
    strategy = _get_limiter().limiter
    name = _hash(who)
    if strategy.hit(limit, name):
        return
    until_s = strategy.get_window_stats(limit, name).reset_time
    wait_s = max(1, ceil(until_s - wall_clock_ms() / 1_000))
    raise UnavailableError("too many tries", status=429, retry_after_s=wait_s)


def forget_tries(limit: RateLimitItem, who: str) -> None:
    """Begin counting anew, as after the right password."""
    _get_limiter().limiter.clear(limit, _hash(who))


def count_address() -> None:
    """Count a try of this request's address.

    Raises:
        UnavailableError: There were too many.
    """
    count_try(ADDRESS, request.remote_addr or "")


def forget_address() -> None:
    """Begin counting anew for this request's address."""
    forget_tries(ADDRESS, request.remote_addr or "")


def hash_address() -> str:
    """Hash the address of this request under a key that lives as long as the process."""
    return _hash(request.remote_addr or "")


def _hash(who: str) -> str:
    key: bytes = current_app.extensions["recorder.rates_key"]
    return hmac.digest(key, who.encode("utf-8", "replace"), sha256).hex()


def _get_limiter() -> Limiter:
    limiter = current_app.extensions["recorder.rates"]
    assert isinstance(limiter, Limiter)  # noqa: S101 - set by init_rates only
    return limiter
