from pathlib import Path

import pytest

from recorder.config import read_settings, shipped
from recorder.errors import InvalidSettingError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "DATABASE", "STUDIES", "BASE_URL", "SECRET_FILE", "HOST", "PORT"):
        monkeypatch.delenv(f"RECORDER_{name}", raising=False)


def test_without_being_told_anything_a_laptop_is_served_to_itself_only() -> None:
    settings = read_settings()

    assert (settings.host, settings.base_url) == ("127.0.0.1", "http://127.0.0.1:8765")
    assert settings.database == f"sqlite:///{settings.data / 'recorder.sqlite'}"
    assert set(settings.sources.values()) == {"default"}


def test_an_option_goes_before_the_environment_and_each_says_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RECORDER_PORT", "9000")
    monkeypatch.setenv("RECORDER_DATA", "/elsewhere")

    settings = read_settings(data=tmp_path, host=None)

    assert (settings.port, settings.data) == (9000, tmp_path)
    assert settings.base_url == "http://127.0.0.1:9000"
    found = {name: settings.sources[name] for name in ("data", "port", "host")}
    assert found == {"data": "option", "port": "environment", "host": "default"}


def test_a_server_that_listens_everywhere_is_still_opened_on_this_machine() -> None:
    assert read_settings(host="0.0.0.0", port=80).base_url == "http://127.0.0.1:80"  # noqa: S104


def test_an_ipv6_address_is_written_in_brackets() -> None:
    assert read_settings(host="::1", port=8765).base_url == "http://[::1]:8765"


def test_a_base_url_ends_without_a_slash() -> None:
    assert read_settings(base_url="https://tests.example/").base_url == "https://tests.example"


def test_a_port_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDER_PORT", "eighty")

    with pytest.raises(InvalidSettingError, match="eighty"):
        read_settings()


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidSettingError, match="colour"):
        read_settings(colour="red")


def test_what_is_shipped_is_found_in_a_checkout() -> None:
    assert shipped("templates").is_dir()
    with pytest.raises(FileNotFoundError, match="nothing"):
        shipped("nothing")
