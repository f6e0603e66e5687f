import threading
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import text

from recorder.config import LIMITS
from recorder.errors import (
    ConflictError,
    ConsentRequiredError,
    GoneError,
    NotAllowedError,
    NotFoundError,
)
from recorder.model.events import ConsentGiven
from recorder.model.ids import SERVER_EPOCH, StudyHash
from recorder.model.sessions import SessionState
from recorder.storage.database import Database
from recorder.storage.erasure import erase_session
from recorder.storage.invitations import (
    add_invitations,
    check_invitation,
    close_invitation,
    list_invitations,
)
from recorder.storage.log import read_record
from recorder.storage.readings import (
    Reading,
    count_events,
    delete_readings,
    get_readings,
    replace_readings,
)
from recorder.storage.sessions import (
    find_session_by_token,
    find_session_by_withdrawal_code,
    get_session,
    list_sessions,
    set_session_state,
)
from recorder.storage.studies import (
    add_study_version,
    close_study,
    get_study_version,
    is_study_closed,
    list_study_versions,
    reopen_study,
)
from tests.storage.helpers import START_MS, make_version, start

VERSION = make_version()
STUDY = VERSION.study.id


def test_a_session_begins_with_the_consent_in_its_log(db: Database) -> None:
    started = start(db, choices={"quotes": True})

    record = read_record(db, started.session.id)

    (epoch,) = record.epochs
    assert epoch.id == SERVER_EPOCH
    consent = ConsentGiven(
        at_ms=0, version=started.session.consent_version, choices={"quotes": True}
    )
    assert epoch.events == (consent,)
    assert record.session == get_session(db, started.session.id)
    assert record.session.choices == {"quotes": True}
    assert record.session.state is SessionState.OPEN


def test_a_choice_that_was_not_made_is_a_no(db: Database) -> None:
    assert start(db).session.choices == {"quotes": False}


@pytest.mark.parametrize("agreed", [None, 2])
def test_without_consent_to_this_text_nothing_is_stored(db: Database, agreed: int | None) -> None:
    with pytest.raises(ConsentRequiredError):
        start(db, consent_version=agreed)

    assert list_sessions(db, STUDY) == []
    assert list_study_versions(db, STUDY) == []


def test_participants_are_counted_and_tries_are_counted_apart(db: Database) -> None:
    """A researcher's try may not take a participant's place in the balance."""
    started = [start(db, is_test=is_test) for is_test in (False, True, False, True, False)]

    assert [each.session.participant for each in started] == ["p01", "t01", "p02", "t02", "p03"]


def test_variants_fill_evenly_and_each_variant_has_its_own_balance_of_orders(
    db: Database,
) -> None:
    """Were rows counted over the whole study, each variant could get half of the orders only."""
    version = make_version(order="latin-square", variants=("current", "short"))

    sessions = [start(db, version).session for _ in range(16)]

    assert Counter(each.variant for each in sessions) == {"current": 8, "short": 8}
    orders = {(each.variant, each.tasks) for each in sessions}
    assert len(orders) == 8
    assert Counter(each.tasks[0] for each in sessions) == dict.fromkeys(sessions[0].tasks, 4)


def test_a_withdrawn_participants_place_in_a_variant_is_given_again(db: Database) -> None:
    version = make_version(variants=("current", "short"))
    first, _ = start(db, version).session, start(db, version)
    erase_session(db, first.id, now_ms=START_MS)

    assert start(db, version).session.variant == first.variant


def test_a_variant_may_be_asked_for_by_name(db: Database) -> None:
    version = make_version(variants=("current", "short"))

    assert start(db, version, variant="short", is_test=True).session.variant == "short"
    with pytest.raises(NotFoundError):
        start(db, version, variant="neither")


def test_secrets_are_nowhere_in_the_database(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)
    started = start(db, invitation=invitation.secret)

    with db.read() as connection:
        dump = str(connection.execute(text("select * from sessions")).all())
        dump += str(connection.execute(text("select * from invitations")).all())

    secrets = (invitation.secret, started.token, started.withdrawal_code)
    assert not [secret for secret in secrets if str(secret) in dump]


def test_what_a_participant_holds_finds_the_session(db: Database) -> None:
    started = start(db)
    typed = started.withdrawal_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert find_session_by_token(db, started.token) == started.session
    assert find_session_by_withdrawal_code(db, typed) == started.session
    assert find_session_by_token(db, started.withdrawal_code) is None
    assert find_session_by_withdrawal_code(db, "") is None


def test_an_invitation_starts_as_many_sessions_as_it_has_uses(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, uses=2, label="pilot", now_ms=START_MS)

    for _ in range(2):
        start(db, invitation=invitation.secret)
    with pytest.raises(ConflictError):
        start(db, invitation=invitation.secret)

    (listed,) = list_invitations(db, STUDY)
    assert (listed.used, listed.uses, listed.label, listed.secret) == (2, 2, "pilot", None)


def test_an_invitation_used_by_many_at_once_starts_one_session(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)
    outcomes: list[str] = []

    def join() -> None:
        try:
            start(db, invitation=invitation.secret)
            outcomes.append("started")
        except ConflictError:
            outcomes.append("used")

    threads = [threading.Thread(target=join) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(outcomes) == {"started": 1, "used": 11}


def test_a_start_that_is_refused_uses_no_invitation(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)

    with pytest.raises(NotFoundError):
        start(db, invitation=invitation.secret, variant="neither")

    check_invitation(db, STUDY, str(invitation.secret))
    assert list_invitations(db, STUDY)[0].used == 0


def test_unknown_and_closed_invitations_are_told_apart(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)
    close_invitation(db, invitation.id, now_ms=START_MS)

    with pytest.raises(GoneError, match="closed"):
        start(db, invitation=invitation.secret)
    with pytest.raises(NotFoundError):
        start(db, invitation="inv_unknown")


def test_an_invitation_opens_its_own_study_only(db: Database) -> None:
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)

    with pytest.raises(NotFoundError):
        check_invitation(db, type(STUDY)("other"), str(invitation.secret))


def test_a_study_without_an_open_link_needs_an_invitation(db: Database) -> None:
    version = make_version(is_open=False)
    (invitation,) = add_invitations(db, STUDY, 1, now_ms=START_MS)

    with pytest.raises(NotAllowedError):
        start(db, version)
    assert start(db, version, invitation=invitation.secret).session.participant == "p01"


def test_a_closed_study_takes_nobody_until_it_is_opened_again(db: Database) -> None:
    close_study(db, STUDY, now_ms=START_MS)
    close_study(db, STUDY, now_ms=START_MS)

    with pytest.raises(GoneError, match="closed"):
        start(db)
    assert is_study_closed(db, STUDY)

    reopen_study(db, STUDY)
    assert start(db).session.participant == "p01"


def test_an_open_link_cannot_fill_the_disk(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(LIMITS, study_sessions=2)
    monkeypatch.setattr("recorder.storage.sessions.LIMITS", few)
    start(db)
    start(db)

    with pytest.raises(GoneError, match="full"):
        start(db)


def test_a_version_is_kept_once_and_read_as_it_was_written(db: Database) -> None:
    other = make_version(order="random")
    for version in (VERSION, other, VERSION):
        add_study_version(db, version, now_ms=START_MS)

    assert get_study_version(db, VERSION.hash) == VERSION
    assert set(list_study_versions(db, STUDY)) == {VERSION.hash, other.hash}
    with pytest.raises(NotFoundError):
        get_study_version(db, StudyHash("0" * 64))


def test_a_withdrawn_session_stays_withdrawn(db: Database) -> None:
    session = start(db).session
    set_session_state(db, session.id, SessionState.WITHDRAWN)
    set_session_state(db, session.id, SessionState.FINISHED)

    assert get_session(db, session.id).state is SessionState.WITHDRAWN


def test_a_reading_counts_until_the_log_grows_or_the_projection_changes(db: Database) -> None:
    one, two = start(db).session.id, start(db).session.id
    current = Reading(one, "attempts", 1, count_events(db, one), b"[]")
    made = [current, Reading(two, "attempts", 1, 9, b"")]
    replace_readings(db, made)
    replace_readings(db, made)

    assert get_readings(db, STUDY, "attempts", 1) == {one: b"[]"}
    assert get_readings(db, STUDY, "attempts", 2) == {}

    delete_readings(db, STUDY)
    assert get_readings(db, STUDY, "attempts", 1) == {}
