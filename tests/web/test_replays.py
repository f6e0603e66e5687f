import re
from pathlib import Path

from flask.testing import FlaskClient

from recorder.config import shipped
from tests.web.helpers import Site, start

ROOT = Path(__file__).parents[2]


def _policy(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {name: value for name, _, value in parts}


def test_the_stage_allows_nothing_but_to_be_seen(site: Site, owner: FlaskClient) -> None:
    """Whatever is replayed inherits this policy, so it holds for hostile recordings too."""
    session = start(owner).get_json()["session"]

    answer = owner.get(f"/sessions/{session}/stage", headers={"Sec-Fetch-Dest": "iframe"})

    policy = _policy(answer.headers["Content-Security-Policy"])
    assert policy.pop("script-src").startswith("'nonce-")
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": f"data: blob: {site.settings.base_url}/prototype/shop/",
        "font-src": "data:",
        "connect-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_nonce_of_a_stage_serves_once(owner: FlaskClient) -> None:
    """A recording that was made earlier cannot name a script that would run."""
    session = start(owner).get_json()["session"]

    answers = [owner.get(f"/sessions/{session}/stage") for _ in range(2)]

    nonces = [
        re.findall(r"nonce-([\w-]{20,})'", each.headers["Content-Security-Policy"])
        for each in answers
    ]
    assert nonces[0] != nonces[1]
    for answer, (nonce,) in zip(answers, nonces, strict=True):
        assert re.findall(r'nonce="([^"]*)"', answer.text) == [nonce]


def test_a_stage_is_shown_to_nobody_who_is_not_signed_in(site: Site) -> None:
    session = start(site.client()).get_json()["session"]

    answer = site.client().get(f"/sessions/{session}/stage")

    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]


def test_no_frame_of_ours_may_run_what_was_recorded() -> None:
    """One such word beside the frame's other right would undo its whole sandbox."""
    word = "allow-" + "scripts"
    places = [ROOT / "snippet" / "src", ROOT / "recorder", shipped("templates")]
    files = [
        path
        for place in places
        for path in place.rglob("*")
        if path.suffix in (".ts", ".py", ".html", ".js")
    ]

    assert len(files) > 100
    assert [path.name for path in files if word in path.read_text("utf-8")] == []
    assert [path.name for path in files if "UNSAFE_" in path.read_text("utf-8")] == []
