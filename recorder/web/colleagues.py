"""How a colleague comes in by a link: chooses a login and a password, or only a password."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from recorder.context import get_clock, get_db
from recorder.errors import ConflictError, InvalidPersonError
from recorder.model.audits import AuditAct
from recorder.model.people import Person, Role, parse_login, parse_name
from recorder.storage.keys import Key, Purpose, find_key, use_key
from recorder.storage.people import find_named, get_named, insert_person, write_password
from recorder.web.addresses import read_secret_of
from recorder.web.audits import note
from recorder.web.first import say
from recorder.web.passwords import check_password, hash_password
from recorder.web.rates import count_address
from recorder.web.role_words import ROLE_WORDS
from recorder.web.sign_in import come_in

bp = Blueprint("colleagues", __name__, url_prefix="/colleague")

USED = "That link works no longer. It works once, and for a week; ask for another."


@bp.get("")
def show_link() -> str:
    """Show a page whose script sends the key that came in the address's fragment."""
    return _show_link("")


@bp.post("")
def show_form() -> ResponseReturnValue:
    """Ask what there is to choose; looking at it does not use the link up.

    Raises:
        UnavailableError: There were too many tries.
    """
    count_address()
    key = _find_key()
    return (_show_link(USED), 404) if key is None else _show(key, "")


@bp.post("/join")
def join() -> ResponseReturnValue:
    """Use the link up and sign the colleague in.

    Raises:
        UnavailableError: There were too many tries.
    """
    count_address()
    key = _find_key()
    if key is None:
        return _show_link(USED), 404
    try:
        person = _keep_password(key) if key.person else _add_colleague(key)
    except (InvalidPersonError, ConflictError) as error:
        return _show(key, say(error)), 400
    come_in(person, "by invitation")
    return redirect(url_for("overview.list_studies"), 303)


def _add_colleague(key: Key) -> Person:
    login = parse_login(request.form.get("login", ""))
    name = parse_name(request.form.get("name", ""))
    hashed = hash_password(check_password(request.form.get("password", ""), login=login))
    now_ms = get_clock()()
    person = Person(login, name, key.role or Role.OBSERVER, now_ms)
    secret = _given()

    def add(connection: Connection) -> None:
        use_key(connection, Purpose.JOIN, secret, now_ms=now_ms)
        insert_person(connection, person, hashed)

    get_db().write(add)
    note(AuditAct.PERSON_ADDED, login, f"{person.role}, invited by {key.made_by or 'command'}")
    return person


def _keep_password(key: Key) -> Person:
    person = get_named(get_db(), key.person or "")
    typed = request.form.get("password", "")
    hashed = hash_password(check_password(typed, login=person.login))
    now_ms, secret = get_clock()(), _given()

    def keep(connection: Connection) -> None:
        use_key(connection, Purpose.JOIN, secret, now_ms=now_ms)
        write_password(connection, person.login, hashed, now_ms=now_ms)

    get_db().write(keep)
    note(AuditAct.PASSWORD_CHANGED, person.login, "by link")
    return person


def _given() -> str:
    return read_secret_of(request.form.get("key", ""))


def _find_key() -> Key | None:
    """Find the key of the form; one for somebody who may not sign in counts as none."""
    key = find_key(get_db(), Purpose.JOIN, _given(), now_ms=get_clock()())
    person = find_named(get_db(), key.person) if key and key.person else None
    return None if person and person.disabled_ms is not None else key


def _show_link(words: str) -> str:
    return render_template(
        "entry/link.html",
        title="Your invitation",
        lead="A colleague sent you a link. Open it, or paste it here.",
        action=url_for("colleagues.show_form"),
        prefix="col",
        words=words,
    )


def _show(key: Key, words: str) -> str:
    kept = {each: request.form.get(each, "")[:200] for each in ("name", "login")}
    return render_template(
        "entry/colleague.html",
        key=_given(),
        person=find_named(get_db(), key.person) if key.person else None,
        role_words=ROLE_WORDS[key.role or Role.OBSERVER],
        words=words,
        field="password" if key.person else "name",
        **kept,
    )
