"""Who asks, and whether they may: every request is held against `NEEDS` here."""

from urllib.parse import urlsplit

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from recorder.context import get_clock, get_db, get_settings
from recorder.errors import NotAllowedError, UnavailableError
from recorder.model.people import Person, Role
from recorder.storage.sign_ins import SignIn, touch_sign_in
from recorder.web.needs import FETCHED, FRAMED, NEEDS, OWN, Need
from recorder.web.signed_in import find_current_sign_in


def find_person() -> Person | None:
    """Find who asks: somebody signed in, whose sign-in has not ended."""
    sign_in = find_current_sign_in()
    return None if sign_in is None else sign_in.person


def get_person() -> Person:
    """Answer who asks, behind `guard`, which lets nobody in whose role is not in `NEEDS`.

    Raises:
        NotAllowedError: Nobody is signed in.
    """
    return get_sign_in().person


def get_sign_in() -> SignIn:
    """Answer the sign-in of who asks; its id may be signed into a ticket.

    Raises:
        NotAllowedError: Nobody is signed in.
    """
    sign_in = find_current_sign_in()
    if sign_in is None:
        raise NotAllowedError("nobody is signed in")
    return sign_in


def is_person() -> bool:
    """Tell whether this request comes from somebody signed in."""
    return find_person() is not None


def may(endpoint: str) -> bool:
    """Tell whether who asks may use a route: what a page offers, it asks here first."""
    need, person = NEEDS.get(endpoint, OWN), find_person()
    if isinstance(need, Need):
        return True
    return person is not None and person.role in need


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
    sign_in = find_current_sign_in()
    if sign_in is not None:
        _touch(sign_in)
        return None if sign_in.person.role in allowed else abort(403)
    if request.method != "GET" or request.path.endswith((".json", ".csv")):
        abort(403)
    return redirect(url_for("sign_in.show_sign_in", next=request.path), 303)


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
    pages with the cookie of a researcher who tries the study. What our own pages fetch they
    ask for with their token, which no other script can come by.
    """
    if _is_fetched() or (_is_by_script() and not _has_token()):
        abort(403)


def write_token() -> str:
    """Write the token against forged requests into a page; "" for a script that fetches it.

    Open pages are not refused to scripts, and with what stands in them a prototype's script
    could send forms, or open a live room, as the person who looks at the prototype.
    """
    return "" if _is_fetched() else str(generate_csrf())


def _is_fetched() -> bool:
    return _is_by_script() and request.endpoint not in FETCHED


def _is_by_script() -> bool:
    return request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _has_token() -> bool:
    if request.endpoint in FRAMED:
        return True
    try:
        validate_csrf(request.headers.get("X-CSRFToken"))
    except ValidationError:
        return False
    return True


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


def _touch(sign_in: SignIn) -> None:
    try:
        touch_sign_in(get_db(), sign_in, now_ms=get_clock()())
    except UnavailableError:
        # A full disk keeps nobody from reading.
        return
