"""Secrets as they are handed out, and the hashes that are kept of them."""

import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U, which are misread."""

GROUPS, GROUP_CHARACTERS = 5, 4


def draw_token(prefix: str) -> str:
    """Draw a secret of 128 random bits, such as `ses_` and 22 characters."""
    return f"{prefix}_{secrets.token_urlsafe(16)}"


def draw_name() -> str:
    """Draw a name of 96 random bits, 16 characters, that is no secret.

    None begins with a hyphen: people type names after commands, which would take it for an
    option.
    """
    while (name := secrets.token_urlsafe(12)).startswith("-"):
        pass
    return name


def draw_code() -> str:
    """Draw a withdrawal code of 100 random bits in groups that a person can type."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_CHARACTERS))
    starts = range(0, len(letters), GROUP_CHARACTERS)
    return "-".join(letters[start : start + GROUP_CHARACTERS] for start in starts)


def read_code(typed: str) -> str:
    """Read a withdrawal code as people type it: any case, any separators, o for zero."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hash_secret(letters.replace("O", "0").replace("I", "1").replace("L", "1"))


def hash_secret(secret: str) -> str:
    """Hash a random secret (SHA-256 in hex); 128 random bits need no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
