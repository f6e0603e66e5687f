"""Who may see researcher pages: one owner, signed in by a key that the terminal prints.

Both the cookie's signature and the owner key come from one secret file, so there is one
thing to guard, and whoever replaces it signs everybody out.
"""

import hmac
import os
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from recorder.config import Settings
from recorder.context import get_clock, get_settings
from recorder.errors import NotAllowedError
from recorder.model.people import Person, Role
from recorder.web.needs import FETCHED, NEEDS, OWN, Need

bp = Blueprint("people", __name__)

SIGNED_IN_MS = 12 * 3_600_000
"""How long a sign-in lasts, however busy the person is."""


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


def owner_key(secret: str) -> str:
    """Derive the key that signs the owner in: `own_` and 128 bits; it is stored nowhere."""
    mark = hmac.digest(secret.encode(), b"owner key, version 1", sha256)[:16]
    return "own_" + urlsafe_b64encode(mark).decode().rstrip("=")


def sign_in_address(settings: Settings) -> str:
    """Write the address that signs the owner in; the key is in the fragment, never in a log."""
    return f"{settings.base_url}/sign-in#{owner_key(read_secret(settings.secret_file))}"


def find_person() -> Person | None:
    """Find who asks: somebody signed in, less than 12 hours ago."""
    since_ms = session.get("signed_in_ms")
    is_in = isinstance(since_ms, int | float) and 0 <= get_clock()() - since_ms < SIGNED_IN_MS
    return Person("owner", "Owner", Role.OWNER, 0.0) if is_in else None


def get_person() -> Person:
    """Answer who asks, behind `guard`, which lets nobody in whose role is not in `NEEDS`.

    Raises:
        NotAllowedError: Nobody is signed in.
    """
    person = find_person()
    if person is None:
        raise NotAllowedError("nobody is signed in")
    return person


def is_person() -> bool:
    """Tell whether this request comes from somebody signed in."""
    return find_person() is not None


def local_path(wanted: str) -> str:
    """Answer the path when it stays on this server, else the first page.

    Browsers read backslashes as slashes and drop white space and control characters, so
    everything that is not plainly `/word...` is refused.
    """
    first_page = url_for("overview.list_studies")
    parts = urlsplit(wanted)
    is_plain = wanted.isascii() and wanted.isprintable() and not set(wanted) & set("\\ @%")
    is_local = wanted.startswith("/") and not (parts.scheme or parts.netloc) and "//" not in wanted
    return wanted if is_plain and is_local else first_page


def refuse_strangers(allowed: frozenset[Role]) -> ResponseReturnValue | None:
    """Refuse roles that may not, send strangers to sign in; None lets the request pass."""
    person = find_person()
    if person is not None:
        return None if person.role in allowed else abort(403)
    if request.method != "GET" or request.path.endswith((".json", ".csv")):
        abort(403)
    return redirect(url_for("people.show_sign_in", next=request.path), 303)


def refuse_other_sites() -> None:
    """Refuse a change that a page of another site asks for.

    Our pages send no referrer, so browsers may write the origin of our own forms as
    "null"; the forms carry a token too.
    """
    own = (request.host_url.rstrip("/"), get_settings().base_url, "null")
    if request.headers.get("Origin", own[0]) not in own:
        abort(403)
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        abort(403)


def refuse_scripts() -> None:
    """Refuse researcher pages to scripts: a person opens them by going there.

    Prototypes are served from the same origin, so their scripts could otherwise fetch these
    pages with the cookie of a researcher who tries the study.
    """
    is_fetched = request.headers.get("Sec-Fetch-Dest", "document") != "document"
    if is_fetched and request.endpoint not in FETCHED:
        abort(403)


def guard() -> ResponseReturnValue | None:
    """Hold every request against `NEEDS`; what has no row there needs the owner."""
    need = NEEDS.get(request.endpoint or "", OWN) if request.url_rule else Need.NOBODY
    if need is Need.NOBODY:
        return None
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        refuse_other_sites()
    if isinstance(need, Need):
        return None
    refuse_scripts()
    return refuse_strangers(need)


@bp.get("/sign-in")
def show_sign_in() -> ResponseReturnValue:
    """Show the form; its script fills in the key when it came in the address's fragment."""
    wanted = local_path(request.args.get("next", "/"))
    if is_person():
        return redirect(wanted, 303)
    return render_template("researcher/sign_in.html", wanted=wanted, is_wrong=False)


@bp.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Sign the owner in when the key is right."""
    given = request.form.get("key", "").strip().rpartition("#")[2]
    wanted = local_path(request.form.get("next", "/"))
    right = owner_key(read_secret(get_settings().secret_file))
    if not hmac.compare_digest(given.encode(), right.encode()):
        page = render_template("researcher/sign_in.html", wanted=wanted, is_wrong=True)
        return page, 403
    session.clear()
    session["signed_in_ms"] = get_clock()()
    return redirect(wanted, 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forget the sign-in of this browser."""
    session.clear()
    return redirect(url_for("people.show_sign_in"), 303)
