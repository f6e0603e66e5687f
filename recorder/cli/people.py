"""`recorder people`: who may sign in, from the terminal of the machine that runs it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from recorder.cli.audited import note
from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.config import Settings
from recorder.errors import ConflictError
from recorder.model.audits import AuditAct
from recorder.model.people import Person, Role, parse_login, parse_name
from recorder.storage.database import Database
from recorder.storage.keys import Purpose, add_key
from recorder.storage.people import (
    add_person,
    change_role,
    disable_person,
    enable_person,
    find_password,
    get_named,
    list_people,
)
from recorder.web.addresses import colleague_address, sign_in_address

ROLES = [role.value for role in Role]


@dataclass(frozen=True, slots=True)
class _Opened:
    settings: Settings
    db: Database
    now_ms: float

    def note(self, act: AuditAct, login: str, detail: str = "") -> None:
        """Write down what was done to whom."""
        note(self.db, act, login, detail)


@contextmanager
def _open() -> Iterator[_Opened]:
    with open_recorder() as (settings, db):
        yield _Opened(settings, db, wall_clock_ms())


@click.group("people")
def command() -> None:
    """List, add and change the people who may sign in.

    Links are made of the base URL: give it by RECORDER_BASE_URL as the server has it.
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_all(*, as_json: bool) -> None:
    """List everybody: login, name, role, and whether they may sign in."""
    with _open() as opened:
        rows = [_describe(opened.db, person) for person in list_people(opened.db)]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['login']:<20} {row['role']:<11} {row['state']:<14} {row['name']}")
    if not rows:
        click.echo("nobody yet: `recorder serve` prints where the owner's account is made")


@command.command("add")
@click.argument("login")
@click.option("--name", help="What pages call the person [the login].")
@click.option("--role", default="researcher", type=click.Choice(ROLES), help="[researcher]")
def add(login: str, *, name: str | None, role: str) -> None:
    """Add a person and print a link, for a week, by which they choose a password."""
    with _open() as opened:
        person = Person(parse_login(login), parse_name(name or login), Role(role), opened.now_ms)
        add_person(opened.db, person)
        opened.note(AuditAct.PERSON_ADDED, person.login, role)
        _print_password_link(opened, person.login)


@command.command("password")
@click.argument("login")
def password(login: str) -> None:
    """Print a link, for a week, by which a person chooses another password."""
    with _open() as opened:
        person = _get_allowed(opened.db, login)
        opened.note(AuditAct.COLLEAGUE_INVITED, person.login, "to choose a password")
        _print_password_link(opened, person.login)


@command.command("sign-in")
@click.argument("login")
def sign_in(login: str) -> None:
    """Print a link that signs a person in once, within an hour."""
    with _open() as opened:
        person = _get_allowed(opened.db, login)
        key = add_key(opened.db, Purpose.SIGN_IN, person=person.login, now_ms=opened.now_ms)
        opened.note(AuditAct.SIGN_IN_LINK_MADE, person.login)
        click.echo(sign_in_address(opened.settings.base_url, key))


@command.command("role")
@click.argument("login")
@click.argument("role", type=click.Choice(ROLES))
def role(login: str, role: str) -> None:
    """Let a person do more or less; it holds at once."""

    def change(opened: _Opened, login: str) -> None:
        change_role(opened.db, login, Role(role), now_ms=opened.now_ms)

    _change(login, AuditAct.ROLE_CHANGED, change, f"is {role} now", detail=role)


@command.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """Let a person in no more; every browser is signed out at once."""

    def change(opened: _Opened, login: str) -> None:
        disable_person(opened.db, login, now_ms=opened.now_ms)

    _change(login, AuditAct.PERSON_DISABLED, change, "may not sign in any more")


@command.command("enable")
@click.argument("login")
def enable(login: str) -> None:
    """Let a person in again."""

    def change(opened: _Opened, login: str) -> None:
        enable_person(opened.db, login)

    _change(login, AuditAct.PERSON_ENABLED, change, "may sign in again")


def _change(
    typed: str,
    act: AuditAct,
    change: Callable[[_Opened, str], None],
    words: str,
    *,
    detail: str = "",
) -> None:
    login = parse_login(typed)
    with _open() as opened:
        change(opened, login)
        opened.note(act, login, detail)
    click.echo(f"{login} {words}")


def _print_password_link(opened: _Opened, login: str) -> None:
    key = add_key(opened.db, Purpose.JOIN, person=login, now_ms=opened.now_ms)
    click.echo(colleague_address(opened.settings.base_url, key))


def _get_allowed(db: Database, typed: str) -> Person:
    person = get_named(db, parse_login(typed))
    if person.disabled_ms is not None:
        raise ConflictError(f"{person.login} may not sign in: enable them first")
    return person


def _describe(db: Database, person: Person) -> dict[str, str]:
    state = "may sign in" if find_password(db, person.login) else "no password"
    if person.disabled_ms is not None:
        state = "disabled"
    return {"login": person.login, "name": person.name, "role": person.role, "state": state}
