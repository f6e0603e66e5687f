"""What the tests of recorded voices share: a study that asks for it, and parts of a voice."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.helpers import EPOCH, write_study

TAKE = "tttttttttttttttt"
KIND = "audio/webm;codecs=opus"


def write_voice_study(root: Path, *, language: str = "en") -> None:
    """Write the study `shop`, which asks whether the voice may be recorded."""
    write_study(root, language=language)
    file = root / "shop" / "study.yaml"
    file.write_text(file.read_text("utf-8") + "capture: {sound: true}\n", "utf-8")


def begin(client: FlaskClient, *, sound: bool = True) -> dict[str, Any]:
    """Start a session whose participant lets the voice be recorded, or does not."""
    body = {"v": 1, "study": "shop", "consent": {"version": 2, "choices": {"sound": sound}}}
    answer = client.post("/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def put(
    client: FlaskClient,
    token: str,
    body: bytes = b"sound",
    *,
    number: object = 0,
    **changes: object,
) -> TestResponse:
    """Send one part as a page does; `changes` are other values than the usual."""
    query = {
        "epoch": EPOCH,
        "at_ms": "1000",
        "length_ms": "1000",
        "sha256": sha256(body).hexdigest(),
    }
    sent = {"take": TAKE, "kind": KIND, **query, **changes}
    take, kind = sent.pop("take"), sent.pop("kind")
    return client.put(
        f"/v1/media/{take}/{number}",
        query_string=sent,
        data=body,
        headers={"Authorization": f"Bearer {token}", "Content-Type": str(kind)},
    )
