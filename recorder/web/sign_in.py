"""Signing in, by login and password or by a link that works once, and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from recorder.context import get_clock, get_db
from recorder.errors import NotFoundError
from recorder.model.audits import AuditAct
from recorder.model.people import Person
from recorder.storage.keys import Key, Purpose, use_key
from recorder.storage.people import find_named, find_password, has_owner, keep_stronger_hash
from recorder.web.addresses import read_secret_of
from recorder.web.audits import note
from recorder.web.passwords import hash_password, is_outdated, is_password
from recorder.web.people import is_person, local_path
from recorder.web.rates import LOGIN, count_address, count_try, forget_address, forget_tries
from recorder.web.signed_in import sign_current_out, sign_person_in

bp = Blueprint("sign_in", __name__)

WRONG = "The login or the password is not right."
USED = "That link works no longer. It works once, and for an hour."


@bp.get("/sign-in")
def show_sign_in() -> ResponseReturnValue:
    """Show the form; its script uses the key that came in the address's fragment."""
    wanted = local_path(request.args.get("next", "/"))
    if is_person():
        # With a fragment of its own, or the browser would carry a key on to the next page.
        return redirect(f"{wanted}#top", 303)
    return _show_form(wanted)


@bp.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Sign a person in when login and password are right, or the key works.

    Raises:
        UnavailableError: There were too many tries.
    """
    wanted = local_path(request.form.get("next", "/"))
    count_address()
    if "key" in request.form:
        person, words, field = _use_link(), USED, "key"
    else:
        person, words, field = _check_login(), WRONG, "login"
    if person is None:
        return _show_form(wanted, words=words, field=field), 403
    come_in(person, "by link" if field == "key" else "by password")
    return redirect(wanted, 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the sign-in of this browser."""
    note(AuditAct.SIGNED_OUT)
    sign_current_out()
    return redirect(url_for("sign_in.show_sign_in"), 303)


def come_in(person: Person, how: str) -> None:
    """Sign a person in who has shown who they are."""
    forget_address()
    forget_tries(LOGIN, person.login)
    sign_person_in(person.login)
    note(AuditAct.SIGNED_IN, person.login, how)


def _show_form(wanted: str, *, words: str = "", field: str = "") -> str:
    login = request.form.get("login", "")[:40]
    values = {"words": words, "field": field, "login": login, "has_owner": has_owner(get_db())}
    return render_template("entry/sign_in.html", wanted=wanted, **values)


def _use_link() -> Person | None:
    """Use a one-time link up; None when it works no longer."""
    db, now_ms = get_db(), get_clock()()
    secret = read_secret_of(request.form["key"])

    def use(connection: Connection) -> Key:
        return use_key(connection, Purpose.SIGN_IN, secret, now_ms=now_ms)

    try:
        key = db.write(use)
    except NotFoundError:
        note(AuditAct.SIGN_IN_FAILED, detail="by link")
        return None
    person = find_named(db, key.person or "")
    return person if person and person.disabled_ms is None else None


def _check_login() -> Person | None:
    """Find who has this login and this password; None for every reason alike."""
    db = get_db()
    login = request.form.get("login", "").strip().lower()
    count_try(LOGIN, login)
    person, kept = find_named(db, login), find_password(db, login)
    password = request.form.get("password", "")
    if not is_password(kept, password) or person is None or person.disabled_ms is not None:
        # Only a login that exists: people type their password into the wrong field.
        note(AuditAct.SIGN_IN_FAILED, person.login if person else "", "by password")
        return None
    if kept and is_outdated(kept):
        keep_stronger_hash(db, login, hash_password(password))
    return person
