"""People: the owner invites colleagues, says what each may do, and lets them go."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import get_clock, get_db, get_settings
from recorder.errors import ConflictError, InvalidPersonError
from recorder.model.audits import AuditAct
from recorder.model.people import Person, parse_role
from recorder.storage.keys import Key, Purpose, add_key, list_keys, revoke_key
from recorder.storage.people import (
    change_role,
    disable_person,
    enable_person,
    find_password,
    get_named,
    list_people,
)
from recorder.storage.sign_ins import list_sign_ins
from recorder.web.addresses import colleague_address
from recorder.web.audits import note
from recorder.web.first import say
from recorder.web.people import get_person
from recorder.web.role_words import ROLE_WORDS

bp = Blueprint("team", __name__, url_prefix="/people")

MOST_LABEL = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list.

    Attributes:
        has_password: Has chosen one; signs in by links only until then.
        used_ms: Last sign in a browser where they are signed in; None when in none.
        is_self: Is who looks at the list.
    """

    person: Person
    has_password: bool
    used_ms: float | None
    is_self: bool


@bp.get("")
def show_people() -> str:
    """List everybody, and the invitations that nobody has used yet."""
    return _show("")


@bp.post("")
def invite() -> ResponseReturnValue:
    """Make a link by which a colleague joins, and show it this once."""
    try:
        role = parse_role(request.form.get("role", ""))
    except InvalidPersonError as error:
        return _show(say(error)), 400
    label = " ".join(request.form.get("label", "").split())[:MOST_LABEL]
    now_ms, made_by = get_clock()(), get_person().login
    key = add_key(get_db(), Purpose.JOIN, role=role, label=label, made_by=made_by, now_ms=now_ms)
    note(AuditAct.COLLEAGUE_INVITED, detail=role)
    who = label or f"your new {ROLE_WORDS[role].name.lower()}"
    return _show_link(key, who, "By it your colleague chooses a login and a password.")


@bp.post("/invitations")
def uninvite() -> ResponseReturnValue:
    """Withdraw an invitation that nobody has used."""
    if revoke_key(get_db(), request.form.get("id", ""), now_ms=get_clock()()):
        note(AuditAct.COLLEAGUE_UNINVITED)
        flash("The invitation works no longer.")
    return _go_back()


@bp.post("/<login>/role")
def set_role(login: str) -> ResponseReturnValue:
    """Let a person do more or less; it holds at once."""
    person = get_named(get_db(), login)
    try:
        role = parse_role(request.form.get("role", ""))
        change_role(get_db(), person.login, role, now_ms=get_clock()())
    except InvalidPersonError as error:
        return _show(say(error)), 400
    note(AuditAct.ROLE_CHANGED, person.login, f"{person.role} to {role}")
    flash(f"{person.name} is {ROLE_WORDS[role].title} now.")
    # Who takes the role of owner from themselves may not see this page any more.
    return _go_back() if role is get_person().role or person != get_person() else redirect("/", 303)


@bp.post("/<login>/disable")
def disable(login: str) -> ResponseReturnValue:
    """Let a person in no more: every browser is signed out at once."""
    person = get_named(get_db(), login)
    try:
        disable_person(get_db(), person.login, now_ms=get_clock()())
    except InvalidPersonError as error:
        return _show(say(error)), 400
    note(AuditAct.PERSON_DISABLED, person.login)
    flash(f"{person.name} may not sign in any more, and is signed out everywhere.")
    return _go_back()


@bp.post("/<login>/enable")
def enable(login: str) -> ResponseReturnValue:
    """Let a person in again."""
    person = get_named(get_db(), login)
    enable_person(get_db(), person.login)
    note(AuditAct.PERSON_ENABLED, person.login)
    flash(f"{person.name} may sign in again.")
    return _go_back()


@bp.post("/<login>/password")
def make_password_link(login: str) -> str:
    """Make a link by which a person chooses another password, and show it this once.

    Raises:
        ConflictError: The person may not sign in.
    """
    person = get_named(get_db(), login)
    if person.disabled_ms is not None:
        raise ConflictError("this person may not sign in")
    now_ms, made_by = get_clock()(), get_person().login
    key = add_key(get_db(), Purpose.JOIN, person=login, made_by=made_by, now_ms=now_ms)
    note(AuditAct.COLLEAGUE_INVITED, login, "to choose a password")
    return _show_link(key, person.name, "By it they choose another password.")


def _go_back() -> ResponseReturnValue:
    return redirect(url_for("team.show_people"), 303)


def _list_rows() -> list[Row]:
    db, now_ms = get_db(), get_clock()()
    found = list_sign_ins(db, "", now_ms=now_ms)
    return [
        Row(
            person,
            find_password(db, person.login) is not None,
            max((each.used_ms for each in found if each.person == person), default=None),
            person == get_person(),
        )
        for person in list_people(db)
    ]


def _list_invitations() -> list[Key]:
    keys = list_keys(get_db(), Purpose.JOIN, now_ms=get_clock()())
    return [key for key in keys if key.person is None]


def _show(words: str) -> str:
    return render_template(
        "people/people.html",
        rows=_list_rows(),
        invitations=_list_invitations(),
        roles=ROLE_WORDS,
        words=words,
    )


def _show_link(key: str, who: str, what: str) -> str:
    link = colleague_address(get_settings().base_url, key)
    return render_template("people/link.html", link=link, who=who, what=what)
