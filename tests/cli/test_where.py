"""`recorder where`: every setting, its value and its source."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from recorder.config import Settings, read_settings
from tests.cli.shell import type_in


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One setting from the environment; none of whoever runs the tests."""
    for field in fields(Settings):
        monkeypatch.delenv(f"RECORDER_{field.name.upper()}", raising=False)
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "data"))


def read_rows() -> dict[str, dict[str, str]]:
    """Read what programs get, by the setting's name."""
    return {row["name"]: row for row in json.loads(type_in("where", "--json").output)}


def test_every_setting_is_shown_with_the_variable_that_sets_it() -> None:
    rows = read_rows()

    assert set(rows) == {field.name for field in fields(Settings)} - {"sources"}
    assert {row["variable"] for row in rows.values()} == {
        f"RECORDER_{name.upper()}" for name in rows
    }


def test_each_value_says_where_it_comes_from(tmp_path: Path) -> None:
    rows = read_rows()

    assert (rows["data"]["value"], rows["data"]["source"]) == (
        str(tmp_path / "data"),
        "environment",
    )
    assert (rows["port"]["value"], rows["port"]["source"]) == ("8765", "default")


def test_the_variable_it_names_does_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command advises must work, also for a value that others are made of."""
    variable = read_rows()["port"]["variable"]

    monkeypatch.setenv(variable, "9000")

    row = read_rows()["port"]
    assert (row["value"], row["source"]) == ("9000", "environment")
    assert read_rows()["base_url"]["value"] == "http://127.0.0.1:9000"


def test_an_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDER_PORT", "9000")

    settings = read_settings(port=1234)

    assert (settings.port, settings.sources["port"]) == (1234, "option")


def test_people_get_two_lines_a_setting(tmp_path: Path) -> None:
    lines = type_in("where").output.splitlines()

    assert len(lines) == 2 * len(read_rows())
    first = next(place for place, line in enumerate(lines) if line.startswith("data "))
    assert lines[first].endswith(str(tmp_path / "data"))
    assert lines[first + 1].strip() == "environment; set it with RECORDER_DATA"


def test_no_secret_is_shown(tmp_path: Path) -> None:
    """Its file is named, what stands in it is not."""
    secret = tmp_path / "data" / "secret"
    secret.parent.mkdir()
    secret.write_text("not-for-any-screen\n", "ascii")

    output = type_in("where").output

    assert str(secret) in output
    assert "not-for-any-screen" not in output
