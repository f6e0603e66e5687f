import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from recorder.model.ids import StudyId
from recorder.storage.sessions import get_session, list_sessions
from recorder.web.wording import visible
from tests.web.helpers import Site, find_token, list_cases, start


def run_session(
    site: Site, text: str = "because", *, name: str = "Buy", spacing_ms: float = 1000.0
) -> str:
    """Record a whole session, with a text of the participant's at every place there is."""
    body = start(site.client()).get_json()
    events: list[dict[str, Any]] = [
        {"type": "session.started", "viewport_width_px": 1280, "viewport_height_px": 800},
        {"type": "page.viewed", "address": "/index.html", "title": text},
        {"type": "task.shown", "task": "buy"},
        {"type": "task.started", "task": "buy"},
        {"type": "element.clicked", "selector": text, "name": name, "role": "button"},
        {"type": "problem.reported", "text": text, "task": "buy"},
        {"type": "script.failed", "message": text, "source": text},
        {"type": "custom.reported", "name": name, "data": {"said": text}},
        {"type": "page.viewed", "address": "/thanks.html"},
        {"type": "task.ended", "task": "buy", "claim": "done"},
        {"type": "rating.given", "question": "seq", "value": 6, "task": "buy"},
        {"type": "rating.given", "question": "why", "value": text, "task": "buy"},
        {"type": "session.ended", "why": "finished"},
    ]
    events.append({"type": "epoch.ended", "last_seq": len(events)})
    timed = [{**event, "at_ms": spacing_ms * place} for place, event in enumerate(events)]
    site.append(body["token"], timed)
    return str(body["session"])


def test_a_session_shows_what_came_of_it_and_why(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)

    page = owner.get(f"/sessions/{session}").text

    assert "Buy a thing" in page
    assert "completed" in page
    assert "reached /thanks.html at" in page
    assert "Everything that was recorded has arrived." in page
    assert "opened /thanks.html" in page


@pytest.mark.parametrize("case", list_cases("xss-text"), ids=lambda case: str(case["id"]))
def test_hostile_text_is_shown_and_never_run(
    site: Site, owner: FlaskClient, case: dict[str, Any]
) -> None:
    text = case["inject"]["*TEXT*"]
    session = run_session(site, text, name=text)

    page = owner.get(f"/sessions/{session}").text

    assert str(escape(visible(text))) in page
    if "<" in text or '"' in text or "'" in text:
        assert text not in page
    assert "49{" not in page
    assert owner.get("/studies/shop/sessions").status_code == 200


def test_control_characters_are_shown_as_symbols(site: Site, owner: FlaskClient) -> None:
    session = run_session(site, "a\x01b\x1b[31m\u202egnp.exe")

    page = owner.get(f"/sessions/{session}").text

    assert "a␁b␛[31m⟨U+202E⟩gnp.exe" in page


def test_a_moment_can_be_pointed_at(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)

    page = owner.get(f"/sessions/{session}?t=8000").text

    assert page.count('aria-current="true"') == 1
    assert owner.get(f"/sessions/{session}?t=nonsense").status_code == 200


def test_every_link_to_a_moment_points_at_that_moment(site: Site, owner: FlaskClient) -> None:
    """Moments have fractions of milliseconds and links have none."""
    session = run_session(site, spacing_ms=1000.37)
    page = owner.get(f"/sessions/{session}").text
    links = re.findall(r'href="\?t=(-?\d+)#(t\d+)"', page)

    marked = [
        re.findall(
            r'<li id="(t\d+)"[^>]*aria-current', owner.get(f"/sessions/{session}?t={at}").text
        )
        for at, _ in links
    ]

    assert len(links) > 10
    assert marked == [[line] for _, line in links]


@pytest.mark.parametrize(
    ("show", "shown", "hidden"),
    [
        ("tasks", ["read the task “Buy a thing”", "complete?”: 6"], ["opened /index.html"]),
        ("pages", ["opened /index.html", "clicked “Buy”"], ["reported a problem"]),
        ("faults", ["reported a problem", "a script of the page failed"], ["clicked “Buy”"]),
        ("nonsense", ["opened /index.html", "reported a problem"], []),
    ],
)
def test_a_part_of_the_timeline_can_be_asked_for(
    site: Site, owner: FlaskClient, show: str, shown: list[str], hidden: list[str]
) -> None:
    session = run_session(site)

    timeline = owner.get(f"/sessions/{session}?show={show}").text.split('id="timeline"')[1]

    assert [words for words in shown if words not in timeline] == []
    assert [words for words in hidden if words in timeline] == []


def test_a_moment_keeps_its_number_in_every_part_of_the_timeline(
    site: Site, owner: FlaskClient
) -> None:
    """A link to a moment must lead to the same one whatever is shown."""
    session = run_session(site)
    whole = owner.get(f"/sessions/{session}").text
    part = owner.get(f"/sessions/{session}?show=faults").text

    numbers = re.findall(r'<li id="(t\d+)" class="fault"', whole)
    assert len(numbers) == 2
    assert re.findall(r'<li id="(t\d+)"', part) == numbers
    assert re.findall(r'href="\?show=faults&amp;t=-?\d+#(t\d+)"', part) == numbers


def test_a_task_leads_to_where_it_began(site: Site, owner: FlaskClient) -> None:
    page = owner.get(f"/sessions/{run_session(site)}").text

    (number,) = re.findall(r'href="\?t=-?\d+#(t\d+)">What happened, from', page)
    assert "started the task “Buy a thing”" in page.split(f'<li id="{number}"')[1].split("</li>")[0]


def test_a_session_left_out_says_why_and_can_come_back(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)
    path = f"/sessions/{session}"
    token = find_token(owner.get(path))

    owner.post(path, data={"csrf_token": token, "reason": "the fire alarm <b>rang</b>"})
    left_out = owner.get(path).text
    owner.post(path, data={"csrf_token": token, "include": "yes"})
    back_in = owner.get(path).text

    assert "the fire alarm &lt;b&gt;rang&lt;/b&gt;" in left_out
    assert "left out of the report" in left_out
    assert "void" in left_out
    assert "Leave it out of the report" in back_in
    assert "completed" in back_in


def test_erasing_asks_for_the_pseudonym(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)
    path = f"/sessions/{session}/erase"
    token = find_token(owner.get(path))

    wrong = owner.post(path, data={"csrf_token": token, "participant": "p02"})
    assert wrong.status_code == 400
    right = owner.post(path, data={"csrf_token": token, "participant": "p01"})

    assert right.status_code == 303
    (kept,) = list_sessions(site.db, StudyId("shop"))
    assert get_session(site.db, kept.id).state == "withdrawn"
    assert "because" not in owner.get(f"/sessions/{session}").text


def test_sessions_are_listed_filtered_and_exported(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)
    site.now_ms[0] += 1_000
    start(site.client())

    listed = owner.get("/studies/shop/sessions").text
    finished = owner.get("/studies/shop/sessions?state=finished").text
    rows = owner.get("/studies/shop/sessions.json").get_json()["rows"]
    table = list(csv.DictReader(io.StringIO(owner.get("/studies/shop/sessions.csv").text)))

    assert (">p01<" in listed, ">p02<" in listed) == (True, True)
    assert (">p01<" in finished, ">p02<" in finished) == (True, False)
    assert (rows[0]["session"], rows[0]["outcome"]) == (session, "completed")
    assert [row["participant"] for row in table] == ["p01", "p02"]


def test_a_mark_in_the_list_says_its_task_and_outcome_to_everybody(
    site: Site, owner: FlaskClient
) -> None:
    """A green tick alone says nothing to who cannot see it, nor which task it stands for."""
    run_session(site)

    page = owner.get("/studies/shop/sessions").text

    assert 'title="Buy a thing: completed"' in page
    assert '<span class="visually-hidden">Buy a thing: completed</span>' in page


def test_what_is_kept_of_a_reading_equals_what_is_read_afresh(
    site: Site, owner: FlaskClient
) -> None:
    run_session(site)

    first = owner.get("/studies/shop/sessions.json").get_json()
    again = owner.get("/studies/shop/sessions.json").get_json()

    assert first == again
    assert first["rows"][0]["active_ms"] == 6000.0


def test_a_session_that_is_not_there_is_not_found(owner: FlaskClient) -> None:
    assert owner.get("/sessions/AAAAAAAAAAAAAAAA").status_code == 404
    assert owner.get("/sessions/%00").status_code == 404
