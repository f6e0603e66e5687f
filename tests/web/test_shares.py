import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from recorder.model.ids import StudyId
from recorder.model.people import Role
from recorder.storage.shares import list_shares
from tests.cli.shell import type_in
from tests.web.accounts import post
from tests.web.helpers import Site
from tests.web.shares import PATH, share
from tests.web.test_comparisons import write_second
from tests.web.test_needs import ask, list_ways
from tests.web.test_session_page import run_session

MARK = "zebra crossing at dawn"
KINDS = ["html", "json", "csv", "xlsx"]


def test_a_link_opens_the_report_for_somebody_without_a_login(site: Site) -> None:
    run_session(site, MARK)
    made = share(site, label="Steering group")

    opened = made.open()
    page = made.reader.get(f"{made.path}/report")

    assert made.secret.startswith("shr_")
    assert (opened.status_code, opened.headers["Location"]) == (303, f"{made.path}/report#top")
    assert page.status_code == 200
    assert "A small shop" in page.text
    assert "1 of 1 session counted" in page.text
    assert "Steering group" not in page.text


def test_only_those_who_run_studies_share(site: Site) -> None:
    report = "/studies/shop/report"

    for role in Role:
        may = role in (Role.OWNER, Role.RESEARCHER)
        client = site.person(role)
        assert client.get(PATH).status_code == (200 if may else 403)
        assert (PATH in client.get(report).text) == may


@pytest.mark.parametrize("allowed", [(), ("sessions",), ("downloads",), ("quotes",)])
def test_a_share_shows_what_was_allowed_and_no_more(site: Site, allowed: tuple[str, ...]) -> None:
    session = run_session(site, MARK)
    made = share(site, *allowed)
    made.open()

    page = made.reader.get(f"{made.path}/report").text
    one = made.reader.get(f"{made.path}/sessions/{session}").status_code
    file = made.reader.get(f"{made.path}/report.json").status_code

    assert (MARK in page) == ("quotes" in allowed)
    assert (f"{made.path}/sessions/{session}" in page) == ("sessions" in allowed)
    assert (f"{made.path}/report.pdf" in page) == ("downloads" in allowed)
    assert one == (200 if "sessions" in allowed else 404)
    assert file == (200 if "downloads" in allowed else 404)
    assert not re.search(r'href="/(sessions|studies)/', page)


def test_without_quotes_no_word_of_a_participant_is_anywhere(site: Site) -> None:
    session = run_session(site, MARK)
    made = share(site, "sessions", "downloads")
    made.open()

    pages = [made.reader.get(f"{made.path}/{one}") for one in ("report", f"sessions/{session}")]
    files = [made.reader.get(f"{made.path}/report.{kind}") for kind in KINDS]

    assert [one.status_code for one in pages + files] == [200] * 6
    for answer in pages + files:
        assert MARK not in unpack(answer.data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_shared_without_quotes_can_be_verified(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    run_session(site, MARK)
    made = share(site, "downloads")
    made.open()
    file = tmp_path / f"shared.{kind}"
    file.write_bytes(made.reader.get(f"{made.path}/report.{kind}").data)
    monkeypatch.setenv("RECORDER_DATA", str(site.settings.data))

    verified = type_in("verify-report", str(file))

    assert (verified.exit_code, ": the same\n" in verified.output) == (0, True)
    assert "without what people wrote" in verified.output


def test_with_quotes_they_are_in_all_of_them(site: Site) -> None:
    """Proves that the search above would find them."""
    session = run_session(site, MARK)
    made = share(site, "sessions", "downloads", "quotes")
    made.open()

    for one in ["report", f"sessions/{session}", *(f"report.{kind}" for kind in KINDS)]:
        assert MARK in unpack(made.reader.get(f"{made.path}/{one}").data), one


def unpack(body: bytes) -> str:
    """Read the words of a page or file, whatever it is packed in."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8")
    with ZipFile(io.BytesIO(body)) as packed:
        if "xl/workbook.xml" in packed.namelist():
            book = load_workbook(io.BytesIO(body))
            return json.dumps([list(sheet.values) for sheet in book], default=str)
        return "".join(packed.read(name).decode("utf-8") for name in packed.namelist())


def test_what_colleagues_say_among_themselves_is_never_shared(site: Site) -> None:
    """Notes, remarks and verdicts' reasons stay inside, whatever is allowed."""
    session = run_session(site)
    owner = site.owner()
    post(owner, f"/sessions/{session}", page="/account", reason=MARK)
    made = share(site, "sessions", "quotes")
    made.open()

    assert MARK not in made.reader.get(f"{made.path}/sessions/{session}").text


def test_a_session_of_another_study_is_not_shared(site: Site) -> None:
    write_second(site.settings.studies)
    session = run_session(site)
    made = share(site, "sessions", study="shop-2")
    made.open()

    assert made.reader.get(f"{made.path}/sessions/{session}").status_code == 404


@pytest.mark.parametrize("days", ["0", "91", "", "x", "-1"])
def test_a_link_ends_within_ninety_days(owner: FlaskClient, days: str) -> None:
    answer = post(owner, PATH, page=PATH, days=days)

    assert answer.status_code == 400
    assert "1 to 90 days" in answer.text


def test_a_passphrase_is_asked_for(site: Site) -> None:
    made = share(site, passphrase="nobody expects it")

    asked = made.open()
    before = made.reader.get(f"{made.path}/report").status_code
    wrong = made.open(passphrase="somebody expects it")
    right = made.open(passphrase="nobody expects it")

    assert (asked.status_code, before) == (200, 404)
    assert "passphrase" in asked.text
    assert (wrong.status_code, right.status_code) == (403, 303)
    assert made.reader.get(f"{made.path}/report").status_code == 200


def test_passphrases_cannot_be_tried_for_ever(site: Site) -> None:
    made = share(site, passphrase="nobody expects it")
    for _ in range(30):
        last = made.open(passphrase="somebody expects it")
        if last.status_code == 429:
            break

    assert last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 3_600
    assert made.open(passphrase="nobody expects it").status_code == 429


def test_openings_are_counted_and_written_down(site: Site) -> None:
    made = share(site, label="Board")
    made.open()
    made.open()

    (listed,) = list_shares(site.db, StudyId("shop"))
    page = site.owner().get(PATH).text
    log = site.owner().get("/audit").text

    assert (listed.opened, listed.opened_ms) == (2, site.now_ms[0])
    assert "2 times, last" in page
    assert log.count("shared report opened</td>") == 2
    assert made.secret not in log + page


def test_who_has_a_share_is_a_stranger_everywhere_else(site: Site) -> None:
    """Every route answers them as it answers nobody."""
    made = share(site, "quotes", "sessions", "downloads")
    made.open()
    for way in list_ways(site):
        if way.endpoint.startswith("shared."):
            continue
        theirs, nobody = ask(made.reader, way), ask(site.client(), way)

        assert theirs.status_code == nobody.status_code, way
        assert theirs.headers.get("Location") == nobody.headers.get("Location") or (
            way.endpoint.startswith("overview.")
        ), way
