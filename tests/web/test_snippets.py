"""The bundles as a participant's browser gets them."""

import gzip

from flask.testing import FlaskClient

from recorder.config import shipped


def test_a_bundle_is_packed_for_browsers_that_can_unpack_it(client: FlaskClient) -> None:
    plain = (shipped("snippet") / "recorder.js").read_bytes()

    packed = client.get(
        "/snippet/recorder.js", headers={"Accept-Encoding": "br, gzip"}, buffered=True
    )

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain) / 2
    assert gzip.decompress(packed.data) == plain


def test_a_bundle_is_plain_for_everybody_else(client: FlaskClient) -> None:
    plain = client.get("/snippet/recorder.js", buffered=True)

    assert "Content-Encoding" not in plain.headers
    assert plain.data == (shipped("snippet") / "recorder.js").read_bytes()


def test_a_bundle_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    mark = client.get("/snippet/recorder.js", headers=headers, buffered=True).headers["ETag"]

    again = client.get(
        "/snippet/recorder.js", headers={**headers, "If-None-Match": mark}, buffered=True
    )

    assert (again.status_code, again.data) == (304, b"")
