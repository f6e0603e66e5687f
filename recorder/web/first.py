"""The first run: whoever reads the terminal makes the owner's account."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import get_clock, get_db, get_settings
from recorder.errors import ConflictError, InvalidPersonError, RecorderError
from recorder.model.audits import AuditAct
from recorder.model.people import Person, Role, parse_login, parse_name
from recorder.storage.people import add_first_owner, has_owner
from recorder.web.addresses import read_secret_of
from recorder.web.audits import note
from recorder.web.installation import is_first_key
from recorder.web.passwords import check_password, hash_password
from recorder.web.rates import count_address
from recorder.web.sign_in import come_in

bp = Blueprint("first", __name__, url_prefix="/first")

WRONG_KEY = "That is not the address from the terminal. Copy the whole line."


@bp.get("")
def show_form() -> ResponseReturnValue:
    """Show the form; its script fills in the key that came in the address's fragment."""
    if has_owner(get_db()):
        return redirect(url_for("sign_in.show_sign_in") + "#top", 303)
    return _show("", "")


@bp.post("")
def create_owner() -> ResponseReturnValue:
    """Make the owner's account while there is none, and sign the owner in.

    Raises:
        ConflictError: There is an owner.
        UnavailableError: There were too many tries.
    """
    count_address()
    if has_owner(get_db()):
        raise ConflictError("there is an owner already")
    if not is_first_key(get_settings(), read_secret_of(request.form.get("key", ""))):
        return _show(WRONG_KEY, "key"), 403
    try:
        person, password = _read_form()
    except InvalidPersonError as error:
        return _show(say(error), "name"), 400
    add_first_owner(get_db(), person, password_hash=hash_password(password))
    note(AuditAct.PERSON_ADDED, person.login, person.role)
    come_in(person, "first run")
    return redirect(url_for("overview.list_studies"), 303)


def say(error: RecorderError) -> str:
    """Write an error as a sentence of a page."""
    words = str(error)
    return f"{words[0].upper()}{words[1:]}."


def _read_form() -> tuple[Person, str]:
    login = parse_login(request.form.get("login", ""))
    name = parse_name(request.form.get("name", ""))
    password = check_password(request.form.get("password", ""), login=login)
    return Person(login, name, Role.OWNER, get_clock()()), password


def _show(words: str, field: str) -> str:
    kept = {each: request.form.get(each, "")[:200] for each in ("key", "name", "login")}
    return render_template("entry/first.html", words=words, field=field, **kept)
