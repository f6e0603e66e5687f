from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from recorder.web.prototypes import put_snippet
from tests.web.helpers import Site, list_cases

TAG = b'<script src="/snippet/recorder.js" data-study="shop" data-root="/prototype/shop"></script>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (b"<head><script>", b"<head>%s<script>"),
        (b'<!DOCTYPE html>\n<HEAD lang="en">x', b'<!DOCTYPE html>\n<HEAD lang="en">%sx'),
        (b"<html><body>", b"<html>%s<body>"),
        (b"<!doctype html><p>", b"<!doctype html>%s<p>"),
        (b"<header>top</header>", b"%s<header>top</header>"),
        (b"", b"%s"),
    ],
)
def test_the_snippet_comes_before_every_other_script(html: bytes, expected: bytes) -> None:
    assert put_snippet(html, "shop") == expected.replace(b"%s", TAG)


def test_pages_get_the_snippet_and_none_of_our_rules(client: FlaskClient) -> None:
    """A prototype may hold inline scripts; what protects our pages would break it."""
    answer = client.get("/prototype/shop/index.html")

    assert TAG in answer.data
    assert answer.data.index(TAG) < answer.data.index(b"own.js")
    assert "Content-Security-Policy" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_other_files_come_as_they_are(client: FlaskClient) -> None:
    answer = client.get("/prototype/shop/own.js", buffered=True)

    assert answer.data == b"// own"
    assert answer.content_type.startswith("text/javascript")


def test_a_folder_is_its_index(client: FlaskClient) -> None:
    assert TAG in client.get("/prototype/shop/").data
    moved = client.get("/prototype/shop/deep")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/prototype/shop/deep/")
    assert TAG in client.get("/prototype/shop/deep/").data


@pytest.mark.parametrize("case", list_cases("paths"), ids=lambda case: str(case["id"]))
def test_no_path_leads_out_of_the_folder(site: Site, case: dict[str, str]) -> None:
    client = site.client()
    for value in (case["value"], quote(case["value"], safe=""), f"deep/{case['value']}"):
        for path in (f"/prototype/shop/{value}", f"/prototype/{value}/x", f"/studies/{value}"):
            answer = client.get(path)

            assert answer.status_code < 500
            assert b"format: 1" not in answer.data
            assert b"root:" not in answer.data


def test_the_study_file_beside_the_prototype_is_not_served(client: FlaskClient) -> None:
    for path in ("../study.yaml", "..%2fstudy.yaml", "%2e%2e/study.yaml", "deep/../../study.yaml"):
        answer = client.get(f"/prototype/shop/{path}")

        assert answer.status_code == 404
        assert b"format: 1" not in answer.data


def test_a_link_that_leads_out_is_not_followed(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("outside")
    link = site.settings.studies / "shop" / "prototype" / "link.txt"
    link.symlink_to(secret)

    assert site.client().get("/prototype/shop/link.txt").status_code == 404


def test_the_icon_that_browsers_ask_for_is_no_failed_request(client: FlaskClient) -> None:
    """It would be recorded as a fault of the page under test."""
    assert client.get("/favicon.ico").status_code == 204
