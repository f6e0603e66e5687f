"""`recorder people`: who may sign in, from the terminal."""

import json
import re
from pathlib import Path

import pytest

from recorder.errors import ConflictError, InvalidPersonError, NotFoundError
from recorder.storage.audit import list_audit
from recorder.storage.database import open_database
from tests.cli.shell import type_in


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    monkeypatch.setenv("RECORDER_BASE_URL", "https://recorder.example")


def list_all() -> dict[str, tuple[str, str]]:
    """List everybody's role and state."""
    rows = json.loads(type_in("people", "list", "--json").output)
    return {row["login"]: (row["role"], row["state"]) for row in rows}


def test_an_installation_begins_with_nobody() -> None:
    assert list_all() == {}
    assert "recorder serve" in type_in("people", "list").output


def test_who_is_added_gets_a_link_to_choose_a_password() -> None:
    done = type_in("people", "add", "Ada", "--name", "Ada Lovelace", "--role", "owner")
    type_in("people", "add", "bob")

    assert re.fullmatch(r"https://recorder\.example/colleague#col_[\w-]{22}\n", done.output)
    assert list_all() == {"ada": ("owner", "no password"), "bob": ("researcher", "no password")}
    assert "Ada Lovelace" in type_in("people", "list").output


def test_a_login_is_given_once() -> None:
    type_in("people", "add", "ada")

    with pytest.raises(ConflictError, match="the login ada is taken"):
        type_in("people", "add", "ada")


def test_a_sign_in_link_is_printed_for_who_may_sign_in() -> None:
    type_in("people", "add", "ada", "--role", "owner")
    type_in("people", "add", "bob")

    link = type_in("people", "sign-in", "ada").output
    type_in("people", "disable", "bob")

    assert re.fullmatch(r"https://recorder\.example/sign-in#sgn_[\w-]{22}\n", link)
    for command in ("sign-in", "password"):
        with pytest.raises(ConflictError, match="enable them first"):
            type_in("people", command, "bob")
        with pytest.raises(NotFoundError, match="nobody has the login cem"):
            type_in("people", command, "cem")


def test_roles_change_and_people_are_let_go_and_back() -> None:
    type_in("people", "add", "ada", "--role", "owner")
    type_in("people", "add", "bob")

    assert type_in("people", "role", "bob", "observer").output == "bob is observer now\n"
    assert list_all()["bob"] == ("observer", "no password")
    assert type_in("people", "disable", "bob").output == "bob may not sign in any more\n"
    assert list_all()["bob"] == ("observer", "disabled")
    assert type_in("people", "enable", "bob").output == "bob may sign in again\n"
    assert list_all()["bob"] == ("observer", "no password")


@pytest.mark.parametrize("arguments", [("role", "ada", "observer"), ("disable", "ada")])
def test_the_last_owner_stays(arguments: tuple[str, ...]) -> None:
    type_in("people", "add", "ada", "--role", "owner")

    with pytest.raises(InvalidPersonError, match="there has to be one owner"):
        type_in("people", *arguments)

    assert list_all() == {"ada": ("owner", "no password")}


def test_what_is_typed_is_written_into_the_audit_log(tmp_path: Path) -> None:
    type_in("people", "add", "ada", "--role", "owner")
    type_in("people", "sign-in", "ada")
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")

    lines = [(line.role, line.act, line.object) for _, line in list_audit(db)]

    assert lines == [("command", "sign-in link made", "ada"), ("command", "person added", "ada")]
    db.close()
