import pytest
from flask.testing import FlaskClient

from recorder.web.headers import POLICY
from tests.web.helpers import Site, start

PAGES = ["/", "/sign-in", "/join/shop", "/done/shop", "/withdraw", "/help", "/nowhere"]
DATA = ["/healthz", "/schema/study-1.json", "/v1/studies/shop", "/v1/nowhere"]


@pytest.mark.parametrize("path", [*PAGES, *DATA, "/static/recorder.css"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")


def test_personal_pages_are_kept_nowhere(owner: FlaskClient) -> None:
    session = start(owner).get_json()["session"]

    for path in ("/", "/studies/shop", "/studies/shop/sessions", f"/sessions/{session}"):
        assert owner.get(path).headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_inline(client: FlaskClient) -> None:
    assert "unsafe" not in POLICY
    assert "script-src 'self'" in POLICY
    for path in PAGES:
        page = client.get(path, follow_redirects=True).text
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_only_the_snippet_may_be_used_by_other_sites(client: FlaskClient) -> None:
    assert client.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"

    answer = client.get("/snippet/recorder.js", buffered=True)

    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers
    assert "immutable" not in answer.headers["Cache-Control"]
    assert client.get("/snippet/../study.yaml").status_code == 404


def test_a_snippet_named_by_its_content_may_be_kept_for_ever(site: Site) -> None:
    client = site.client()
    with site.app.test_request_context():
        address = site.app.jinja_env.globals["snippet"]("recorder.js")  # type: ignore[operator]

    assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]
    wrong = client.get("/snippet/recorder.js?v=0123456789", buffered=True)
    assert "immutable" not in wrong.headers["Cache-Control"]


def test_problems_are_said_in_words_with_a_number(client: FlaskClient) -> None:
    page = client.get("/nowhere")
    data = client.get("/v1/nowhere")

    assert "There is nothing at this address" in page.text
    assert data.get_json()["error"] == "not_found"
    assert len(data.get_json()["id"]) == 8


def test_our_own_faults_show_no_traceback(site: Site) -> None:
    def fail() -> str:
        raise RuntimeError("a secret inside")

    site.app.view_functions["help.show_index"] = fail

    answer = site.client().get("/help")

    assert answer.status_code == 500
    assert "Something went wrong on this server" in answer.text
    assert "secret" not in answer.text


def test_colours_are_kept_in_a_cookie_and_on_the_page(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "dark", "next": "/sign-in"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert 'data-theme="dark"' in client.get("/sign-in").text
    client.post("/theme", data={"theme": "", "next": "//evil.test"})
    assert "data-theme" not in client.get("/sign-in").text
