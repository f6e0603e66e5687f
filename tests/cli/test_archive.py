"""The commands `archive` and `restore`: what they say, and how they end."""

from pathlib import Path

import pytest

from recorder.errors import ConflictError, InvalidArchiveError, NotFoundError
from recorder.storage.database import open_database
from recorder.storage.erasure import erase_session
from recorder.storage.sessions import StartedSession
from tests.archive.helpers import add_study
from tests.cli.shell import run_apart, type_in
from tests.storage.helpers import START_MS, make_version, open_new


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[StartedSession]:
    """An installation with a study of three sessions."""
    use(tmp_path / "here", monkeypatch)
    db = open_new(tmp_path / "here")
    sessions = add_study(db)
    db.close()
    return sessions


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this installation from now on."""
    (folder / "studies").mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("RECORDER_DATA", str(folder))
    monkeypatch.setenv("RECORDER_STUDIES", str(folder / "studies"))


@pytest.mark.usefixtures("sessions")
def test_a_study_goes_from_one_installation_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, again = tmp_path / "tea.sqlite", tmp_path / "again.sqlite"
    written = type_in("archive", "tea-shop", str(file))
    report = type_in("report", "tea-shop", "--json").output
    use(tmp_path / "there", monkeypatch)

    restored = type_in("restore", str(file))

    assert (written.exit_code, restored.exit_code) == (0, 0)
    assert f"{file}: 3 sessions, " in written.output
    assert "restored tea-shop: 3 sessions, " in restored.output
    study = tmp_path / "there" / "studies" / "tea-shop"
    assert f"wrote {study / 'study.yaml'}" in restored.output
    assert f"put them into {study / 'prototype'}" in restored.output
    assert "complete" in type_in("verify").output
    assert type_in("report", "tea-shop", "--json").output == report
    type_in("archive", "tea-shop", str(again))
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.usefixtures("sessions")
def test_what_is_already_there_is_said_and_is_no_failure(tmp_path: Path) -> None:
    """A script may restore every night."""
    file = tmp_path / "tea.sqlite"
    type_in("archive", "tea-shop", str(file))

    result = type_in("restore", str(file))

    assert result.exit_code == 0
    assert "tea-shop is already there, exactly so; nothing was written" in result.output


def test_a_study_that_went_on_is_not_touched(
    sessions: list[StartedSession], tmp_path: Path
) -> None:
    file = tmp_path / "tea.sqlite"
    type_in("archive", "tea-shop", str(file))
    db = open_database(f"sqlite:///{tmp_path / 'here' / 'recorder.sqlite'}")
    erase_session(db, sessions[0].session.id, now_ms=START_MS + 99_000)
    db.close()

    with pytest.raises(ConflictError, match="nothing was written"):
        type_in("restore", str(file))

    assert not (tmp_path / "here" / "studies" / "tea-shop").exists()


def test_a_study_that_only_has_a_file_is_archived_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan can be deposited before anybody takes part."""
    use(tmp_path, monkeypatch)
    folder = tmp_path / "studies" / "tea-shop"
    folder.mkdir()
    (folder / "study.yaml").write_text(make_version().text, "utf-8")

    result = type_in("archive", "tea-shop", str(tmp_path / "plan.sqlite"))

    assert "plan.sqlite: 0 sessions, 0 events, " in result.output
    with pytest.raises(NotFoundError, match="there is no study 'coffee'"):
        type_in("archive", "coffee", str(tmp_path / "coffee.sqlite"))


@pytest.mark.usefixtures("sessions")
def test_what_is_refused_is_said_in_one_sentence_and_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("tea", "utf-8")

    done = run_apart("restore", str(tmp_path / "notes.txt"), data=tmp_path / "here")

    assert done.returncode == 1
    assert done.stderr == "recorder: notes.txt is no study archive\n"
    with pytest.raises(InvalidArchiveError):
        type_in("restore", str(tmp_path / "nothing.sqlite"))
    assert type_in("restore").exit_code == 2
    assert type_in("archive", "tea-shop").exit_code == 2
