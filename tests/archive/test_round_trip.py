"""What goes into an archive comes out of it, byte for byte."""

import base64
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.archive.restore import restore_archive, write_study_file
from recorder.archive.write import write_archive
from recorder.errors import ConflictError, GoneError, InvalidArchiveError, NotFoundError
from recorder.ingest.pages import Ingest
from recorder.model.ids import StudyHash, StudyId
from recorder.model.sessions import SessionState
from recorder.storage.database import Database
from recorder.storage.erasure import erase_session, list_erasures
from recorder.storage.invitations import add_invitations, check_invitation, list_invitations
from recorder.storage.log import list_records
from recorder.storage.scoring import list_scorings, replace_scorings
from recorder.storage.sessions import find_session_by_withdrawal_code, list_sessions
from recorder.storage.studies import add_study_version, close_study, is_study_closed
from recorder.storage.verification import verify_log
from tests.archive.helpers import (
    EPOCHS,
    PEOPLE,
    SITTING,
    TEA,
    WORDS,
    add_people,
    add_sitting,
    add_study,
    archive,
    ask,
    read_report,
    send,
)
from tests.storage.helpers import START_MS, make_body, make_version, open_new, start


def restore_and_archive(there: Database, made: Path) -> bytes:
    """Restore an archive into an installation, and archive it again there."""
    restore_archive(there, made)
    return archive(there, made.with_name("again.sqlite")).read_bytes()


def test_an_archive_of_what_was_restored_has_the_same_bytes(
    filled: Database, elsewhere: Database, made: Path
) -> None:
    """Whoever has both can compare them with any tool."""
    assert restore_and_archive(elsewhere, made) == made.read_bytes()

    assert verify_log(elsewhere) == []
    assert list_records(elsewhere, TEA) == list_records(filled, TEA)


def test_the_report_of_what_was_restored_is_the_same(
    filled: Database, elsewhere: Database, made: Path
) -> None:
    before = read_report(filled)

    restore_archive(elsewhere, made)

    assert read_report(elsewhere) == before
    assert '"sessions_in_all": 3' in before


def test_every_decision_of_a_researcher_comes_along(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """Another version to score with, a closed study, invitations and an erasure."""
    first, second, _ = add_study(db)
    corrected = make_version(order="random")
    add_study_version(db, corrected, now_ms=START_MS + 50_000)
    replace_scorings(db, [(first.session.id, corrected.hash)])
    erase_session(db, second.session.id, now_ms=START_MS + 60_000)
    close_study(db, TEA, now_ms=START_MS + 70_000)
    made = archive(db, tmp_path / "study.sqlite")

    assert restore_and_archive(elsewhere, made) == made.read_bytes()

    assert list_scorings(elsewhere, TEA) == {first.session.id: StudyHash(corrected.hash)}
    assert is_study_closed(elsewhere, TEA)
    assert [one.used for one in list_invitations(elsewhere, TEA)] == [0, 1]
    assert list_erasures(elsewhere) == list_erasures(db)


def test_rows_of_other_studies_change_no_byte(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """Numbers that the database gives out depend on who else uses it."""
    coffee = StudyId("coffee")
    add_invitations(db, coffee, 3, now_ms=START_MS)
    add_invitations(elsewhere, coffee, 5, now_ms=START_MS)
    add_study(db)
    made = archive(db, tmp_path / "study.sqlite")

    assert restore_and_archive(elsewhere, made) == made.read_bytes()


def test_secrets_go_on_to_work_after_a_restore_and_are_not_in_the_file(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """Somebody may still withdraw, and a page that was away may still send."""
    (invitation,) = add_invitations(db, TEA, 1, now_ms=START_MS)
    session = start(db)
    made = archive(db, tmp_path / "study.sqlite")

    restore_archive(elsewhere, made)

    found = find_session_by_withdrawal_code(elsewhere, session.withdrawal_code)
    assert found is not None
    assert found.id == session.session.id
    answer = Ingest(elsewhere, lambda: START_MS + 1_000).append(make_body(session.token))
    assert answer.status == 200
    assert invitation.secret is not None
    check_invitation(elsewhere, TEA, invitation.secret)
    bytes_ = made.read_bytes()
    for secret in (session.token, session.withdrawal_code, invitation.secret):
        assert secret.encode() not in bytes_


def test_of_somebody_erased_there_is_only_that_they_were_there(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """An archive goes further than a database ever does."""
    add_sitting(db)
    gone = start(db, screener={"age": "unspeakable"})
    send(db, gone, [{"type": "problem.reported", "at_ms": 1, "text": "unspeakable"}])
    erase_session(db, gone.session.id, now_ms=START_MS + 60_000)
    made = archive(db, tmp_path / "study.sqlite")

    assert b"unspeakable" not in made.read_bytes()
    rows = ask(made, "select name, state, is_counted, events, tasks from sessions order by name")
    assert rows == [
        ("p01", "stopped", 1, len(SITTING) + len(PEOPLE) + 5, rows[0][4]),
        ("p02", "withdrawn", 0, 0, "[]"),
    ]
    assert restore_and_archive(elsewhere, made) == made.read_bytes()
    answer = Ingest(elsewhere, lambda: START_MS).append(make_body(gone.token))
    assert (answer.status, answer.body["error"]) == (410, "withdrawn")


def test_somebody_who_withdrew_is_left_out_before_the_erasure(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """The page says so first; the server erases afterwards."""
    gone = start(db, choices={"quotes": True})
    said: list[dict[str, object]] = [
        {"type": "problem.reported", "at_ms": 1, "text": "unspeakable"},
        {"type": "consent.withdrawn", "at_ms": 2},
    ]
    send(db, gone, said)
    assert list_sessions(db, TEA)[0].state is SessionState.WITHDRAWN

    made = archive(db, tmp_path / "study.sqlite")

    assert ask(made, "select count(*) from events union all select count(*) from kept_batches") == [
        (0,),
        (0,),
    ]
    assert ask(made, "select choices from kept_consents") == [("{}",)]
    assert restore_and_archive(elsewhere, made) == made.read_bytes()
    assert verify_log(elsewhere) == []


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
page_events = st.one_of(
    st.builds(
        lambda at_ms, text: {"type": "problem.reported", "at_ms": at_ms, "text": text},
        st.floats(0, 1e6),
        texts,
    ),
    st.builds(
        lambda at_ms, data: {"type": "custom.reported", "at_ms": at_ms, "name": "x", "data": data},
        st.floats(0, 1e6),
        st.recursive(st.none() | st.booleans() | texts, lambda one: st.lists(one, max_size=3)),
    ),
    st.builds(
        lambda at_ms, task: {"type": "task.started", "at_ms": at_ms, "task": task},
        st.floats(0, 1e6),
        st.sampled_from(["buy", "find", "a task that no version has"]),
    ),
    st.builds(
        lambda at_ms, value: {
            "type": "rating.given",
            "at_ms": at_ms,
            "task": "buy",
            "question": "q",
            "value": value,
        },
        st.floats(0, 1e6),
        st.none() | st.floats(-10, 10) | texts | st.lists(texts, max_size=3),
    ),
)
loads = st.lists(st.lists(st.lists(page_events, max_size=5), max_size=3), max_size=3)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(loads, st.booleans(), st.booleans()), max_size=3))
def test_whatever_was_recorded_survives(
    sittings: list[tuple[list[list[list[dict[str, object]]]], bool, bool]],
) -> None:
    """Several page loads in turns, any words, people's events, sessions without anything."""
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "here"), Path(folder, "there")
        here.mkdir()
        there.mkdir()
        db, elsewhere = open_new(here), open_new(there)
        add_study_version(db, make_version(), now_ms=START_MS)
        for epochs, with_people, is_test in sittings:
            session = start(db, is_test=is_test)
            following = dict.fromkeys(EPOCHS, 0)
            for turn in range(3):
                for epoch, batches in zip(EPOCHS, epochs, strict=False):
                    if turn < len(batches) and batches[turn]:
                        send(db, session, batches[turn], epoch=epoch, seq=following[epoch])
                        following[epoch] += len(batches[turn])
            if with_people:
                add_people(db, session.session.id, PEOPLE)
        made = archive(db, Path(folder, "study.sqlite"))

        assert restore_and_archive(elsewhere, made) == made.read_bytes()

        assert verify_log(elsewhere) == []
        assert list_records(elsewhere, TEA) == list_records(db, TEA)
        assert read_report(elsewhere) == read_report(db)
        db.close()
        elsewhere.close()


def test_a_very_large_event_survives(db: Database, elsewhere: Database, tmp_path: Path) -> None:
    """The DOM recorder's pictures of a page are the largest there is."""
    session = start(db)
    noise = base64.b85encode(bytes(range(256)) * 900).decode()
    data = {"html": [noise[at : at + 60_000] for at in range(0, 240_000, 60_000)]}
    send(db, session, [{"type": "dom.recorded", "at_ms": 1, "data": data}])
    send(db, session, [{"type": "problem.reported", "at_ms": 2, "text": WORDS}], seq=1)
    made = archive(db, tmp_path / "study.sqlite")

    assert restore_and_archive(elsewhere, made) == made.read_bytes()


def test_a_restore_again_is_harmless(elsewhere: Database, made: Path) -> None:
    assert not restore_archive(elsewhere, made).was_there
    before = list_records(elsewhere, TEA)

    assert restore_archive(elsewhere, made).was_there

    assert list_records(elsewhere, TEA) == before


def test_a_study_file_that_was_seen_before_is_in_nobodys_way(
    elsewhere: Database, made: Path
) -> None:
    """The server sees a study file as soon as somebody opens a page."""
    version = make_version(variants=("current", "short"))
    add_study_version(elsewhere, version, now_ms=START_MS + 86_400_000)

    assert restore_and_archive(elsewhere, made) == made.read_bytes()


def test_the_study_file_is_written_where_there_is_none(
    elsewhere: Database, made: Path, tmp_path: Path
) -> None:
    restored = restore_archive(elsewhere, made)

    path = write_study_file(restored, tmp_path / "studies")

    assert path == tmp_path / "studies" / "tea-shop" / "study.yaml"
    assert path.read_bytes() == restored.text.encode()
    path.write_text("mine", "utf-8")
    assert write_study_file(restored, tmp_path / "studies") is None
    assert path.read_text("utf-8") == "mine"


def test_a_study_that_nobody_took_part_in_is_an_archive_too(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    add_study_version(db, make_version(), now_ms=START_MS)
    made = archive(db, tmp_path / "study.sqlite")

    assert restore_and_archive(elsewhere, made) == made.read_bytes()
    assert restore_archive(elsewhere, made).was_there


def test_a_file_is_never_overwritten_and_nothing_is_left_beside(
    filled: Database, made: Path
) -> None:
    before = made.read_bytes()

    with pytest.raises(ConflictError, match="nothing was overwritten"):
        write_archive(filled, TEA, made)

    assert made.read_bytes() == before
    with pytest.raises(NotFoundError, match="no recorded study"):
        write_archive(filled, StudyId("coffee"), made.with_name("coffee.sqlite"))
    assert not list(made.parent.glob(".*"))
    with pytest.raises(NotFoundError, match="no folder"):
        write_archive(filled, TEA, made.parent / "nowhere" / "study.sqlite")
    assert not made.with_name("coffee.sqlite").exists()
    assert archive(filled, made.with_name("own.sqlite")).stat().st_mode & 0o077 == 0


def test_a_damaged_log_is_not_archived(filled: Database, made: Path) -> None:
    """An archive that could not be restored would be found out years later."""
    filled.write(lambda connection: connection.exec_driver_sql("update epochs set ack = ack + 1"))

    with pytest.raises(InvalidArchiveError, match="the log is damaged: session"):
        write_archive(filled, TEA, made.with_name("other.sqlite"))

    assert not made.with_name("other.sqlite").exists()


def test_a_closed_study_stays_closed(filled: Database, elsewhere: Database, made: Path) -> None:
    close_study(filled, TEA, now_ms=START_MS)
    restore_archive(elsewhere, archive(filled, made.with_name("closed.sqlite")))

    with pytest.raises(GoneError):
        start(elsewhere, make_version(variants=("current", "short")))
