"""Studies and their versions held against each other on a page."""

import shutil
from pathlib import Path

from flask.testing import FlaskClient

from tests.web.helpers import STUDY, Site, start, write_study

SECOND = STUDY.replace("id: shop", "id: shop-2").replace("A small shop", "The second shop")


def write_second(studies: Path) -> None:
    """Write a study with the same task, in which nobody has taken part."""
    folder = studies / "shop-2"
    shutil.copytree(studies / "shop", folder)
    (folder / "study.yaml").write_text(SECOND.format(open="true", language="en"), "utf-8")


def take_part(site: Site, study: str = "shop", claim: str = "done", why: int = 5) -> None:
    """Let one participant end the task."""
    answer = start(site.client(), study=study)
    assert answer.status_code == 201, answer.text
    token = answer.get_json()["token"]
    events = [
        {"type": "page.viewed", "at_ms": 900, "address": "/index.html"},
        {"type": "task.shown", "at_ms": 1_000, "task": "buy"},
        {"type": "task.started", "at_ms": 2_000, "task": "buy"},
        {"type": "page.viewed", "at_ms": 30_000 + why, "address": "/thanks.html"},
        {"type": "task.ended", "at_ms": 32_000 + why, "task": "buy", "claim": claim},
        {"type": "rating.given", "at_ms": 35_000, "task": "buy", "question": "seq", "value": 6},
    ]
    if claim != "done":
        del events[3]
    site.append(token, events)


def test_a_lone_study_has_nothing_to_be_compared_with(owner: FlaskClient) -> None:
    page = owner.get("/studies/shop/compare").text

    assert "There is nothing to compare with yet" in page
    assert "<select" not in page


def test_two_studies_are_compared_task_by_task_the_other_first(
    site: Site, owner: FlaskClient
) -> None:
    write_second(site.settings.studies)
    for claim in ("gave_up", "gave_up", "done"):
        take_part(site, "shop", claim)
    for _ in range(3):
        take_part(site, "shop-2")

    page = owner.get("/studies/shop-2/compare?with=shop").text.replace("\N{NO-BREAK SPACE}", " ")

    assert '<option value="shop" selected>A small shop</option>' in page
    assert (
        "“The second shop” (3 people) against “A small shop” (3 people): different people." in page
    )
    assert "3 of 3 against 1 of 3" in page
    assert "n = 3 and 3" in page
    assert "style=" not in page


def test_the_margin_is_told_and_nonsense_is_left_aside(site: Site, owner: FlaskClient) -> None:
    write_second(site.settings.studies)
    for study in ("shop", "shop-2"):
        take_part(site, study)

    with_margin = owner.get("/studies/shop/compare?with=shop-2&margin=10").text
    without = "".join(
        owner.get(f"/studies/shop/compare?with=shop-2&margin={margin}&profile=odd").text
        for margin in ("nan", "500", "ten")
    )

    assert "Not shown to be within 10 points either way" in with_margin
    assert "points either way:" not in without


def test_versions_of_one_study_are_compared(site: Site, owner: FlaskClient) -> None:
    take_part(site, claim="gave_up")
    first = owner.get("/studies/shop/report.json").get_json()["header"]["versions"][0]["hash"]
    write_changed(site.settings.studies)
    site.now_ms[0] += 60_000
    take_part(site)

    page = owner.get("/studies/shop/compare").text
    made = owner.get(f"/studies/shop/compare?with={first}").text

    assert f'<option value="{first}">version 1 ({first[:12]}), 1 session</option>' in page
    assert f"” (1 person) against “version 1 ({first[:12]})” (1 person)" in made
    assert "Worded differently on the two sides, so read with care: “Buy a thing”." in made


def write_changed(studies: Path) -> None:
    """Write the study anew, with another scenario."""
    write_study(studies)
    path = studies / "shop" / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("Buy it.", "Buy two."), "utf-8")


def test_what_is_not_there_cannot_be_compared(owner: FlaskClient) -> None:
    assert owner.get("/studies/shop/compare?with=nothing").status_code == 404
    assert owner.get("/studies/shop/compare?with=shop").status_code == 404
    assert owner.get("/studies/nothing/compare").status_code == 404


def test_a_stranger_sees_no_comparison(client: FlaskClient) -> None:
    assert client.get("/studies/shop/compare").status_code in (302, 303)
