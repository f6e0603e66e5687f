import json
import logging

import pytest
from werkzeug.test import Client

from recorder.web.wsgi import create_application
from tests.web.helpers import EPOCH, NOW_MS, Site, start


def make_client(site: Site) -> Client:
    return Client(create_application(site.settings, site.db, lambda: NOW_MS))


def make_batch(token: str) -> bytes:
    clock = {"origin_ms": NOW_MS, "now_ms": 1.0, "wall_ms": NOW_MS}
    batch = {"v": 1, "token": token, "epoch": EPOCH, "prev": None, "from": 0, "clock": clock}
    return json.dumps({**batch, "events": [{"type": "page.shown", "at_ms": 0.5}]}).encode()


def test_ingest_stands_beside_the_pages(site: Site) -> None:
    token = start(site.client()).get_json()["token"]
    client = make_client(site)

    appended = client.post("/v1/ingest", data=make_batch(token))
    page = client.get("/join/shop")

    assert appended.get_json()["ack"] == 0
    assert appended.headers["Access-Control-Allow-Origin"] == "*"
    assert "A small shop" in page.text


def test_secrets_are_in_no_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """Tokens, codes and keys are refused without being repeated anywhere."""
    caplog.set_level(logging.DEBUG)
    client = make_client(site)
    secrets = ["ses_AAAAAAAAAAAAAAAAAAAAAA", "inv_AAAAAAAAAAAAAAAAAAAAAA", "CODE-CODE-CODE-CODE"]

    client.get("/v1/session", headers={"Authorization": f"Bearer {secrets[0]}"})
    client.post("/v1/ingest", data=make_batch(secrets[0]))
    body = {"v": 1, "study": "shop", "invite": secrets[1], "consent": {"version": 2}}
    client.post("/v1/sessions", json=body)
    client.post("/withdraw", data={"code": secrets[2]})

    assert "answered 401" in caplog.text
    for secret in secrets:
        assert secret not in caplog.text


def test_a_proxy_is_believed_only_when_it_is_announced(site: Site) -> None:
    """Otherwise anybody could claim another address for every try."""
    client = make_client(site)

    statuses = [
        client.post(
            "/withdraw", data={"code": "x"}, headers={"X-Forwarded-For": f"10.0.0.{number}"}
        ).status_code
        for number in range(21)
    ]

    assert statuses[-1] == 429
