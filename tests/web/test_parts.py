"""Which bundles a page of a session is told to load."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from recorder.model.ids import ParticipantId, SessionId, StudyHash, StudyId, TaskId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.model.study_text import parse_study
from recorder.projections.progress import Progress
from recorder.web.parts import name_parts
from tests.web.helpers import STUDY, start

SHOP = parse_study(STUDY.format(open="true", language="en"), name="shop").study
WATCHED = SHOP.model_copy(update={"capture": SHOP.capture.model_copy(update={"dom": True})})
SESSION = Session(
    SessionId("s"),
    StudyId("shop"),
    StudyHash("h"),
    ParticipantId("p01"),
    None,
    (TaskId("buy"),),
    SessionState.OPEN,
    0.0,
    None,
    "c",
)
LED = replace(SESSION, mode=SessionMode.MODERATED)
AT_WORK = Progress(TaskId("buy"), "running")
OVER = Progress(None, "over")


def test_a_participant_alone_gets_the_panel_and_one_who_is_led_another() -> None:
    assert name_parts(SHOP, SESSION, AT_WORK) == ["panel.js"]
    assert name_parts(SHOP, LED, AT_WORK) == ["moderated.js"]


def test_the_page_itself_is_recorded_only_where_the_study_says_so() -> None:
    assert name_parts(WATCHED, SESSION, AT_WORK) == ["panel.js", "dom.js"]
    assert name_parts(WATCHED, LED, AT_WORK) == ["moderated.js", "dom.js"]


def test_after_the_last_task_nothing_is_loaded_unless_a_moderator_may_give_another() -> None:
    assert name_parts(WATCHED, SESSION, OVER) == []
    assert name_parts(WATCHED, LED, OVER) == ["moderated.js", "dom.js"]


@pytest.mark.parametrize("state", [SessionState.FINISHED, SessionState.STOPPED])
def test_a_session_that_is_over_needs_nothing(state: SessionState) -> None:
    assert name_parts(WATCHED, replace(LED, state=state), OVER) == []


def test_a_part_s_address_names_its_content_and_is_kept_for_ever(client: FlaskClient) -> None:
    token = start(client).get_json()["token"]
    told = client.get("/v1/session", headers={"Authorization": f"Bearer {token}"}).get_json()

    (part,) = told["parts"]
    answer = client.get(f"/snippet/{part}", buffered=True)

    assert part.startswith("panel.js?v=")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
