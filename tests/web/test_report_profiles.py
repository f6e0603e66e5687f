"""A report can be asked for with stricter methods, and names the data it was made of."""

import json
from typing import Any

from flask.testing import FlaskClient

from recorder.model.ids import StudyId
from recorder.storage.log import read_data_hash
from tests.web.helpers import Site, start


def take_part(site: Site) -> None:
    token = start(site.client()).get_json()["token"]
    site.append(
        token,
        [
            {"type": "task.started", "at_ms": 2_000, "task": "buy"},
            {"type": "page.viewed", "at_ms": 30_000, "address": "/thanks.html"},
            {"type": "task.ended", "at_ms": 32_000, "task": "buy", "claim": "done"},
        ],
    )


def read_json(owner: FlaskClient, query: str = "") -> dict[str, Any]:
    body: dict[str, Any] = json.loads(owner.get(f"/studies/shop/report.json{query}").text)
    return body


def test_the_address_chooses_the_profile(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    usual, strict = read_json(owner), read_json(owner, "?profile=strict")

    assert (usual["profile"], strict["profile"]) == ("standard", "strict")
    methods = [one["tasks"][0]["completion"]["estimate"]["method"] for one in (usual, strict)]
    assert methods == ["adjusted_wald", "clopper_pearson"]
    assert "1 of 1 (95 % interval 3-100 %)" in owner.get("/studies/shop/report?profile=strict").text


def test_a_profile_that_there_is_not_is_passed_over(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    assert read_json(owner, "?profile=lenient")["profile"] == "standard"


def test_the_report_names_the_data_it_was_made_of(site: Site, owner: FlaskClient) -> None:
    before = read_json(owner)["provenance"]["data_hash"]
    take_part(site)

    after = read_json(owner)["provenance"]["data_hash"]

    assert before != after == read_data_hash(site.db, StudyId("shop"))
