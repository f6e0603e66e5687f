"""Transcripts on their pages: brought in, searched, never more than text."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.config import LIMITS
from recorder.model.ids import SessionId
from recorder.storage.erasure import erase_session
from recorder.storage.transcripts import list_transcripts
from tests.web.helpers import NOW_MS, Site, find_token, list_cases, start

FILE = b"""WEBVTT

00:01.000 --> 00:03.000
<v Ada>I look for the basket.

00:05.000 --> 00:07.000
There it is: the Basket!

00:09.000 --> 00:10.000
Done.
"""


@pytest.fixture
def session(client: FlaskClient) -> SessionId:
    """A session that somebody takes part in."""
    return SessionId(start(client).get_json()["session"])


def bring(
    owner: FlaskClient, session: str, body: bytes = FILE, *, file: str = "p01.vtt", **form: str
) -> TestResponse:
    """Bring a file in by the form."""
    token = find_token(owner.get(f"/sessions/{session}/transcripts/new"))
    data = {"csrf_token": token, "file": (BytesIO(body), file), **form}
    return owner.post(f"/sessions/{session}/transcripts", data=data)


def test_a_file_is_shown_as_text_on_the_sessions_clock(
    owner: FlaskClient, session: SessionId
) -> None:
    added = bring(owner, session, begins="1:00")

    page = owner.get(added.headers["Location"]).text

    assert "3 lines" in page
    assert "<strong><bdi>Ada:</bdi></strong> I look for the basket." in page
    assert "01:01.0" in page
    assert "p01.vtt" in owner.get(f"/sessions/{session}").text


def test_a_search_marks_and_counts_the_lines(owner: FlaskClient, session: SessionId) -> None:
    address = bring(owner, session).headers["Location"]

    page = owner.get(f"{address}?q=basket").text

    assert "2 of 3 lines have" in page
    assert "<mark>basket</mark>" in page
    assert "<mark>Basket</mark>" in page
    assert "Done." not in page


def test_programs_get_the_lines_on_the_sessions_clock(
    owner: FlaskClient, session: SessionId
) -> None:
    bring(owner, session, begins="1:00")

    (told,) = owner.get(f"/sessions/{session}/transcripts.json").get_json()["transcripts"]

    assert told["cues"][0] == {
        "start_ms": 61_000,
        "end_ms": 63_000,
        "speaker": "Ada",
        "text": "I look for the basket.",
    }


def test_the_file_comes_back_as_it_came(owner: FlaskClient, session: SessionId) -> None:
    address = bring(owner, session).headers["Location"]

    answer = owner.get(f"{address}.vtt")

    assert answer.data == FILE
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("body", "form", "status", "words"),
    [
        (b"1\n00:00:01,000 --> x", {}, 400, "Line 1"),
        (b"WEBVTT\n\n00:01 --> 00:02\nx", {}, 400, "Line 3"),
        (b"WEBVTT" + b" " * LIMITS.transcript_bytes, {}, 413, "500,000 bytes"),
        (FILE, {"begins": "soon"}, 400, "is no time"),
        (FILE, {"take": "unknown"}, 400, "not there any more"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_stored(
    site: Site,
    owner: FlaskClient,
    session: SessionId,
    body: bytes,
    form: dict[str, str],
    status: int,
    words: str,
) -> None:
    answer = bring(owner, session, body, **form)

    assert answer.status_code == status
    assert words in answer.text
    assert list_transcripts(site.db, session) == ()


@pytest.mark.parametrize("case", list_cases("xss-text"), ids=lambda case: str(case["id"]))
def test_hostile_words_are_text(
    owner: FlaskClient, session: SessionId, case: dict[str, object]
) -> None:
    words = str(case.get("value", case.get("raw", "")))
    words = words.replace("\n", " ").replace("-->", "")
    body = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words} basket\n".encode()

    address = bring(owner, session, body, name=words[:90]).headers["Location"]
    page = owner.get(f"{address}?q=basket").text.split("<main")[1].split("</main>")[0]

    for tag in ("<script", "<img", "<svg", "<iframe", "<style", '<a href="java'):
        assert tag not in page.lower()


@pytest.mark.parametrize("case", list_cases("paths"), ids=lambda case: str(case["id"]))
def test_hostile_names_of_files_are_only_names(
    site: Site, owner: FlaskClient, session: SessionId, case: dict[str, object]
) -> None:
    name = str(case.get("value", "x"))

    bring(owner, session, name=name)

    (made,) = list_transcripts(site.db, session)
    assert "/" not in made.name
    assert "\\" not in made.name


def test_a_deleted_transcript_is_gone(site: Site, owner: FlaskClient, session: SessionId) -> None:
    address = bring(owner, session).headers["Location"]
    token = find_token(owner.get(address))

    answer = owner.post(f"{address}/delete", data={"csrf_token": token})

    assert answer.status_code == 303
    assert list_transcripts(site.db, session) == ()
    assert owner.get(address).status_code == 404


def test_a_session_that_was_erased_has_no_transcript_and_takes_none(
    site: Site, owner: FlaskClient, session: SessionId
) -> None:
    bring(owner, session)
    erase_session(site.db, session, now_ms=NOW_MS)

    answer = bring(owner, session)

    assert answer.status_code == 410
    assert list_transcripts(site.db, session) == ()


def test_a_session_takes_only_so_many(site: Site, owner: FlaskClient, session: SessionId) -> None:
    for _ in range(LIMITS.session_transcripts):
        assert bring(owner, session).status_code == 303

    assert bring(owner, session).status_code == 409
    assert len(list_transcripts(site.db, session)) == LIMITS.session_transcripts
