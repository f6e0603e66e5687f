"""Who codes sees nothing of what others judged before their own word, on no page and in no file."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.model.people import Role
from recorder.web.needs import NEEDS
from tests.web.helpers import Site, find_token
from tests.web.test_coding import judge, post, take_part

REASON = "zebra crossing"
QUERIES = (
    "",
    "?task=buy",
    "?task=buy&back=coding",
    "?show=people",
    "?show=tasks",
    "?table=attempts",
    "?profile=strict",
)
WORDS = "shown once you have judged it"


@pytest.fixture
def session(site: Site) -> str:
    """A session that ada judged, against what the participant said, and judged anew."""
    session = take_part(site)
    ada = site.person(Role.RESEARCHER, "ada")
    judge(ada, session, "failed", reason=REASON)
    post(ada, session, "/taken-back")
    judge(ada, session, "partial", score="37", reason=REASON)
    return session


def list_paths(site: Site, session: str) -> Iterator[str]:
    """List the address of every page and file that a reviewer may open."""
    known = {"study_id": "shop", "session_id": session}
    for rule in site.app.url_map.iter_rules():
        need = NEEDS.get(rule.endpoint)
        is_open = isinstance(need, frozenset) and Role.REVIEWER in need
        if is_open and "GET" in (rule.methods or ()) and rule.arguments <= set(known):
            _, path = rule.build(known, append_unknown=False) or ("", "")
            if not path.endswith(".pdf"):
                yield path


def read(answer: TestResponse) -> str:
    """Read an answer as text, what is zipped in it too."""
    if not answer.data.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def read_acts(client: FlaskClient, session: str) -> list[tuple[int, str]]:
    """Read from a session's log what people did, each with its seq."""
    log = json.loads(client.get(f"/sessions/{session}/log.json").data)
    return [
        (batch["from"] + at, event["type"])
        for batch in log["batches"]
        for at, event in enumerate(batch["events"])
        if "person" in event
    ]


def test_every_page_and_file_is_silent_before_and_some_speak_after(
    site: Site, session: str
) -> None:
    """A page that is added later is asked here too."""
    bo = site.person(Role.REVIEWER, "bo")
    paths = list(list_paths(site, session))

    before = {path + query: read(bo.get(path + query)) for path in paths for query in QUERIES}
    judge(bo, session, "completed", reason="my own")
    after = {path for path in paths if any(REASON in read(bo.get(path + q)) for q in QUERIES)}

    assert len(paths) >= 20
    assert [path for path, text in before.items() if REASON in text] == []
    assert [path for path, text in before.items() if "Ada: " in text] == []
    assert after >= {
        f"/sessions/{session}",
        f"/sessions/{session}/log.json",
        f"/sessions/{session}/verdict",
    }


def test_the_log_that_a_replay_fetches_leaves_out_others_verdicts_until_then(
    site: Site, session: str
) -> None:
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    three = [(1, "verdict.given"), (2, "verdict.withdrawn"), (3, "verdict.given")]

    before, silent = read_acts(bo, session), bo.get(f"/sessions/{session}/log.json").text
    of_ada = read_acts(ada, session)
    state = bo.get(f"/sessions/{session}/log.json").json["state"]  # type: ignore[index]
    judge(bo, session, "completed", reason="my own")
    after = read_acts(bo, session)

    assert (before, of_ada) == ([], three)
    assert "consent.given" in silent
    assert after == [*three, (4, "verdict.given")]
    assert (state["tasks"][0]["verdicts"], state["undoable"]) == ([], [])


def test_a_live_room_fetches_everything_for_those_who_may_be_in_it(
    site: Site, session: str
) -> None:
    """Who codes alone elsewhere may still moderate here, and undo."""
    bo, dee = site.person(Role.REVIEWER, "bo"), site.person(Role.RESEARCHER, "dee")
    dee.set_cookie("coding", "alone")
    address = f"/sessions/{session}/log.json"

    alone, in_room = dee.get(address), dee.get(f"{address}?room=yes")

    assert (REASON in alone.text, REASON in in_room.text) == (False, True)
    assert in_room.get_json()["state"]["undoable"]
    assert REASON not in bo.get(f"{address}?room=yes").text


def test_a_replay_says_what_its_story_leaves_out(site: Site, session: str) -> None:
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    address = f"/sessions/{session}/replay"

    before, of_ada = bo.get(address).text, ada.get(address).text
    judge(bo, session, "completed", reason="my own")

    assert f"What others judged is {WORDS}." in before
    assert WORDS not in of_ada + bo.get(address).text


def test_lists_of_sessions_hide_the_outcome_until_then(site: Site, session: str) -> None:
    bo = site.person(Role.REVIEWER, "bo")

    def look() -> tuple[object, object, object, str, str]:
        (row,) = bo.get("/studies/shop/sessions.json").json["rows"]  # type: ignore[index]
        table = bo.get("/studies/shop/sessions.csv").text
        return row["outcome"], row["verdict"], row["score"], table, _list_page(bo)

    before = look()
    judge(bo, session, "failed", reason="my own")
    after = look()

    assert before[:3] == ("hidden", "hidden", None)
    assert '"hidden"' in before[3]
    assert "partial" not in before[3] + before[4]
    assert ": hidden" in before[4]
    assert "Hidden is what others judged" in before[4]
    # The last word counts.
    assert after[:3] == ("failed", "failed", 0.0)
    assert ": hidden" not in after[4]


def _list_page(client: FlaskClient) -> str:
    text = client.get("/studies/shop/sessions").text
    return text[text.index("<tbody>") - 400 : text.index("</tbody>")]


@pytest.mark.usefixtures("session")
def test_a_report_counts_what_is_hidden_and_lists_it_without_its_outcome(site: Site) -> None:
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")

    seen = json.loads(bo.get("/studies/shop/report.json").data)
    whole = json.loads(ada.get("/studies/shop/report.json").data)

    (task,), (all_of_it,) = seen["tasks"], whole["tasks"]
    (row,), (known,) = task["rows"], all_of_it["rows"]
    assert (row["outcome"], row["outcome_words"], row["score"]) == ("hidden", WORDS, None)
    assert (row["reason"], row["decided_by"]) == ("", "")
    assert (known["outcome"], known["reason"]) == ("partial", REASON)
    assert (task["completion"], task["outcomes"]) == (
        all_of_it["completion"],
        all_of_it["outcomes"],
    )
    assert (task["time"]["points"], len(all_of_it["time"]["points"])) == ([], 1)
    assert [one["verdict"] for one in seen["disagreements"]] == [""]
    assert [one["verdict"] for one in whole["disagreements"]] == ["partial"]
    assert "1 attempt is hidden in every list" in seen["remarks"][0]["sentence"]
    assert "The sums count it." in bo.get("/studies/shop/report").text
    assert "The sums count it." not in ada.get("/studies/shop/report").text


def test_the_list_of_verdicts_gives_no_reason_that_a_verdict_gave(site: Site, session: str) -> None:
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    judge(site.person(Role.REVIEWER, "cy"), session, "failed")

    before, of_ada = (one.get("/studies/shop/verdicts").text for one in (bo, ada))

    assert "The participant said done, but the criterion was not met." in before
    assert "a person judged it failed" in of_ada
    assert "judged it" not in before.replace(WORDS, "")
    assert WORDS in before
    assert ("People differ (0)" in before, "People differ (1)" in of_ada) == (True, True)


def test_what_was_agreed_on_is_hidden_from_a_third_coder_too(site: Site, session: str) -> None:
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    judge(bo, session, "gave_up", reason="my own")
    post(ada, session, "/agreed", outcome="abandoned", reason="after a long talk")
    cy = site.person(Role.REVIEWER, "cy")

    pages = [
        cy.get(path).text
        for path in (
            "/studies/shop/verdicts",
            "/studies/shop/coding",
            f"/sessions/{session}",
            f"/sessions/{session}/log.json",
        )
    ]

    assert not any("after a long talk" in page or "agreed: " in page for page in pages)
    assert "after a long talk" in bo.get(f"/sessions/{session}").text


def test_a_researcher_who_chooses_to_code_alone_is_blind_everywhere_until_taking_it_back(
    site: Site, session: str
) -> None:
    dee = site.person(Role.RESEARCHER, "dee")
    address = f"/sessions/{session}/log.json"

    def choose(**form: str) -> TestResponse:
        token = find_token(dee.get("/studies/shop/coding"))
        data = {"csrf_token": token, **form}
        return dee.post("/studies/shop/coding/alone", data=data, follow_redirects=True)

    first = REASON in dee.get(address).text
    chosen = choose(alone="yes")
    alone = [REASON in read(dee.get(path)) for path in list_paths(site, session)]
    back = choose()
    again = REASON in dee.get(address).text

    assert (first, any(alone), again) == (True, False, True)
    assert "You judge alone." in chosen.text
    assert "Show me what others judge" in chosen.text
    assert "Hide what others judge" in back.text


@pytest.mark.parametrize("role", [Role.OWNER, Role.OBSERVER])
def test_who_does_not_code_sees_everything(site: Site, session: str, role: Role) -> None:
    """An observer cannot judge, so a choice to code alone would hide things for ever."""
    person = site.person(role, "eve")
    if role is Role.OBSERVER:
        person.set_cookie("coding", "alone")

    row = person.get("/studies/shop/sessions.json").json["rows"][0]  # type: ignore[index]

    assert (row["outcome"], row["verdict"]) == ("partial", "partial")
    assert REASON in person.get(f"/sessions/{session}/log.json").text


def test_a_path_does_not_tell_that_somebody_judged_it_completed(site: Site) -> None:
    """Only what was completed is called direct or not."""
    session = take_part(site)
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    judge(ada, session, "completed", reason=REASON)
    address = f"/sessions/{session}"

    before = bo.get(address).text
    judge(bo, session, "failed")
    judge(bo, session, "completed", reason="my own")
    after = bo.get(address).text

    assert "<dt>Path</dt><dd>\u2013</dd>" in before
    assert "<dt>Path</dt><dd>\u2013</dd>" not in after
