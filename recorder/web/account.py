"""Your account: name, password, and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import get_clock, get_db
from recorder.errors import InvalidPersonError
from recorder.model.audits import AuditAct
from recorder.model.people import parse_name
from recorder.storage.people import change_name, change_password, find_password
from recorder.storage.sign_ins import end_sign_in, list_sign_ins
from recorder.web.audits import note
from recorder.web.first import say
from recorder.web.passwords import check_password, hash_password, is_password
from recorder.web.people import get_person, get_sign_in
from recorder.web.rates import LOGIN, count_try, forget_tries
from recorder.web.role_words import ROLE_WORDS

bp = Blueprint("account", __name__, url_prefix="/account")

WRONG = "That is not your present password."


@bp.get("")
def show_account() -> str:
    """Show who one is here, and where one is signed in."""
    return _show("", "")


@bp.post("/name")
def rename() -> ResponseReturnValue:
    """Be called something else; the login stays, as the log knows it."""
    person = get_person()
    try:
        name = parse_name(request.form.get("name", ""))
    except InvalidPersonError as error:
        return _show(say(error), "name"), 400
    change_name(get_db(), person.login, name)
    note(AuditAct.PERSON_RENAMED, person.login)
    flash("Your name is changed.")
    return _go_back()


@bp.post("/password")
def set_password() -> ResponseReturnValue:
    """Choose another password: every other browser is signed out.

    Raises:
        UnavailableError: There were too many tries.
    """
    person, kept = get_person(), find_password(get_db(), get_person().login)
    count_try(LOGIN, person.login)
    if kept is not None and not is_password(kept, request.form.get("present", "")):
        return _show(WRONG, "present"), 403
    try:
        password = check_password(request.form.get("password", ""), login=person.login)
    except InvalidPersonError as error:
        return _show(say(error), "password"), 400
    hashed, keep = hash_password(password), get_sign_in().id
    change_password(get_db(), person.login, hashed, keep=keep, now_ms=get_clock()())
    forget_tries(LOGIN, person.login)
    note(AuditAct.PASSWORD_CHANGED, person.login)
    flash("Your password is changed. Every other browser is signed out.")
    return _go_back()


@bp.post("/sign-ins")
def end() -> ResponseReturnValue:
    """End one of one's own sign-ins."""
    id_ = request.form.get("id", "")
    if end_sign_in(get_db(), get_person().login, id_, now_ms=get_clock()()):
        note(AuditAct.SIGN_IN_ENDED, get_person().login)
        flash("That browser is signed out.")
    return _go_back()


def _go_back() -> ResponseReturnValue:
    return redirect(url_for("account.show_account"), 303)


def _show(words: str, field: str) -> str:
    sign_in, db = get_sign_in(), get_db()
    return render_template(
        "people/account.html",
        sign_in=sign_in,
        sign_ins=list_sign_ins(db, sign_in.person.login, now_ms=get_clock()()),
        has_password=find_password(db, sign_in.person.login) is not None,
        role=ROLE_WORDS[sign_in.person.role],
        words=words,
        field=field,
    )
