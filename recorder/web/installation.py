"""The secret of one installation, and the key that opens it while it has no owner.

Both the cookie's signature and that key come from one secret file, so there is one thing to
guard, and whoever replaces it signs everybody out.
"""

import hmac
import os
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from recorder.config import Settings


def read_secret(path: Path) -> str:
    """Read the installation's secret; make it, readable by its owner only, at the first start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    secret = token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")
    return secret


def first_key(secret: str) -> str:
    """Derive the key of the first owner: `own_` and 128 bits; it is stored nowhere."""
    mark = hmac.digest(secret.encode(), b"owner key, version 1", sha256)[:16]
    return "own_" + urlsafe_b64encode(mark).decode().rstrip("=")


def is_first_key(settings: Settings, given: str) -> bool:
    """Tell whether this is the key that the terminal printed."""
    right = first_key(read_secret(settings.secret_file))
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def first_address(settings: Settings) -> str:
    """Write where the first owner's account is made; the key in the fragment is in no log."""
    return f"{settings.base_url}/first#{first_key(read_secret(settings.secret_file))}"
