"""Passwords: what may be one, and how it is kept and compared."""

import unicodedata
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from recorder.errors import InvalidPersonError, UnavailableError

SHORTEST, LONGEST = 12, 200
AT_ONCE = 2
"""Passwords compared at the same time: each takes 19 MiB and a tenth of a second."""

PATIENCE_S = 10

# OWASP's smallest settings for Argon2id: enough, and a laptop still serves its participants.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = BoundedSemaphore(AT_ONCE)


def check_password(typed: str, *, login: str) -> str:
    """Read a new password.

    Any characters will do: length is what makes it strong. The commonest are refused.

    Raises:
        InvalidPersonError: It is too short, too long or among the first that are guessed.
    """
    password = _normal(typed)
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidPersonError(
            f"a password has {SHORTEST} to {LONGEST} characters; a few words will do"
        )
    if _is_common(password.lower(), login):
        raise InvalidPersonError("this password is among the first that are guessed")
    return password


def hash_password(password: str) -> str:
    """Hash a password with Argon2id and a salt of its own.

    Raises:
        UnavailableError: Too many are being compared.
    """
    with _Turn():
        return _hasher.hash(_normal(password))


def is_password(kept: str | None, typed: str) -> bool:
    """Tell whether the password is the one that is kept.

    Without one it takes as long, so that nobody learns by the clock who has a login.

    Raises:
        UnavailableError: Too many are being compared.
    """
    with _Turn():
        try:
            _hasher.verify(kept or _hash_nothing(), _normal(typed[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


def _is_common(password: str, login: str) -> bool:
    """Tell whether it is a common password, once or repeated, or one with numbers around it."""
    plain = "".join(letter for letter in password if letter.isalnum())
    word = _find_repeated(plain.strip("0123456789") or plain)
    is_one_key = len(set(password)) < 4
    is_login = word == login != ""
    return is_one_key or is_login or not {plain, word}.isdisjoint(_read_common())


def _find_repeated(text: str) -> str:
    """Find what a text repeats, such as "ab" in "ababab"; the text itself where it does not."""
    return text[: (text + text).find(text, 1)]


class _Turn:
    """Waits until few enough passwords are being compared."""

    def __enter__(self) -> None:
        if not _turns.acquire(timeout=PATIENCE_S):
            raise UnavailableError("too many sign in at once", retry_after_s=5)

    def __exit__(self, *_: object) -> None:
        _turns.release()


@cache
def _hash_nothing() -> str:
    return _hasher.hash("nobody has this password")


@cache
def _read_common() -> frozenset[str]:
    text = (files("recorder.web") / "common_passwords.txt").read_text("utf-8")
    return frozenset(text.split())


def _normal(typed: str) -> str:
    # The same characters, whichever way a keyboard composes them.
    return unicodedata.normalize("NFKC", typed)
