"""Who is signed in, in this request: the one place that knows Flask-Login.

The cookie holds a random secret and nothing else of the person; what it opens is looked up
in the database each time, so that it can be ended from anywhere.
"""

from dataclasses import dataclass

from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from recorder.context import get_clock, get_db
from recorder.storage.sign_ins import SignIn, add_sign_in, end_sign_in, find_sign_in
from recorder.web.devices import describe_device


@dataclass(frozen=True, slots=True)
class _Visitor(UserMixin):  # type: ignore[misc]
    """A sign-in as Flask-Login wants it."""

    secret: str
    sign_in: SignIn

    def get_id(self) -> str:
        """Answer what the cookie holds."""
        return self.secret


def init_signed_in(app: Flask) -> None:
    """Have an application know who is signed in."""
    manager = LoginManager()
    # It would bind the cookie to a hash of the address, which people change as they travel.
    manager.session_protection = None
    manager.user_loader(_load)
    # Its init_app would look for "remember me" cookies in every answer, and so read the session
    # even where a file is sent that everybody may keep.
    app.login_manager = manager  # type: ignore[attr-defined]


def find_current_sign_in() -> SignIn | None:
    """Find the sign-in of this request's browser, unless it has ended."""
    visitor = current_user._get_current_object()
    return visitor.sign_in if isinstance(visitor, _Visitor) else None


def sign_person_in(login: str) -> None:
    """Sign a person in, with a new secret; whoever was signed in here before no longer is."""
    sign_current_out()
    # What an earlier visitor of this browser left: a token against forged forms, messages.
    session.clear()
    db, now_ms = get_db(), get_clock()()
    secret = add_sign_in(db, login, device=_name_device(), now_ms=now_ms)
    found = find_sign_in(db, secret, now_ms=now_ms)
    if found is None:
        return
    login_user(_Visitor(secret, found))
    for name in ("_fresh", "_id"):
        session.pop(name, None)


def sign_current_out() -> None:
    """End the sign-in of this request's browser; nobody is signed in then."""
    sign_in = find_current_sign_in()
    if sign_in is None:
        return
    end_sign_in(get_db(), sign_in.person.login, sign_in.id, now_ms=get_clock()())
    logout_user()
    session.clear()


def _load(secret: str) -> _Visitor | None:
    sign_in = find_sign_in(get_db(), str(secret), now_ms=get_clock()())
    return None if sign_in is None else _Visitor(str(secret), sign_in)


def _name_device() -> str:
    """Name the browser as coarsely as its owner recognises it."""
    device = describe_device(request.headers.get("User-Agent", ""))
    browser, system = device.browser or "A browser", device.os
    return f"{browser} on {system}" if system else browser
