import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.web.helpers import Site, make_site, start, write_study


def take_part(site: Site) -> None:
    """Let one participant buy, rate the task as 6 and say why."""
    token = start(site.client()).get_json()["token"]
    site.append(
        token,
        [
            {"type": "page.viewed", "at_ms": 900, "address": "/index.html"},
            {"type": "task.shown", "at_ms": 1_000, "task": "buy"},
            {"type": "task.started", "at_ms": 2_000, "task": "buy"},
            {"type": "page.viewed", "at_ms": 2_100, "address": "/index.html"},
            {"type": "page.viewed", "at_ms": 30_000, "address": "/thanks.html"},
            {"type": "task.ended", "at_ms": 32_000, "task": "buy", "claim": "done"},
            {"type": "rating.given", "at_ms": 35_000, "task": "buy", "question": "seq", "value": 6},
            {
                "type": "rating.given",
                "at_ms": 38_000,
                "task": "buy",
                "question": "why",
                "value": "=1+1 <script>alert(1)</script>",
            },
        ],
    )


def test_the_report_of_a_study_that_nobody_took_part_in_invites(owner: FlaskClient) -> None:
    answer = owner.get("/studies/shop/report")

    assert answer.status_code == 200
    assert "Nobody has taken part in this study yet" in answer.text
    assert "<table" not in answer.text


def test_the_page_shows_figures_with_links_to_the_session(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    page = owner.get("/studies/shop/report").text

    assert "1 of 1 (95 % interval 17-100 %)" in page
    assert re.search(r'<a href="/sessions/[\w-]{16}\?t=\d+#here">p01</a>', page)
    assert "<script>alert(1)" not in page
    assert "style=" not in page


def test_the_page_switches_between_profiles(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    usual = owner.get("/studies/shop/report").text
    strict = owner.get("/studies/shop/report?profile=strict").text

    assert re.search(r'profile=standard" aria-current="true"', usual)
    assert re.search(r'profile=strict" aria-current="true"', strict)
    assert "1 of 1 (95 % interval 3-100 %)" in strict
    assert 'href="/studies/shop/compare"' in usual
    assert 'href="/studies/shop/plan"' in usual


def test_the_file_is_downloaded_and_links_nowhere(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    answer = owner.get("/studies/shop/report.html")

    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="shop-report.html"'
    assert 'href="/' not in answer.text
    assert "1 of 1" in answer.text


def test_the_json_holds_the_report(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    body = json.loads(owner.get("/studies/shop/report.json").text)

    assert body["header"]["sessions"] == 1
    assert body["tasks"][0]["completion"]["estimate"]["n"] == 1
    assert body["tasks"][0]["rows"][0]["outcome"] == "completed"


def test_the_tables_come_in_one_archive_or_one_by_one(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    packed = zipfile.ZipFile(io.BytesIO(owner.get("/studies/shop/report.csv").data))
    answers = owner.get("/studies/shop/report.csv?table=answers").text

    assert sorted(packed.namelist()) == [
        "answers.csv",
        "attempts.csv",
        "codebook.csv",
        "provenance.json",
        "sessions.csv",
    ]
    rows = list(csv.DictReader(io.StringIO(answers)))
    assert [row["value_text"][:5] for row in rows if row["question"] == "why"] == ["'=1+1"]
    assert owner.get("/studies/shop/report.csv?table=nothing").status_code == 404


def test_the_workbook_is_downloaded(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    answer = owner.get("/studies/shop/report.xlsx")

    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="shop-report.xlsx"'
    answers = openpyxl.load_workbook(io.BytesIO(answer.data))["answers"]
    assert ("why", None, "=1+1 <script>alert(1)</script>") in [row[3:] for row in answers.values]


@pytest.mark.parametrize("kind", ["report.html", "report.json", "report.csv", "report.xlsx"])
def test_the_same_data_give_the_same_file(site: Site, owner: FlaskClient, kind: str) -> None:
    """Two people who download it can compare what they have."""
    take_part(site)

    first = owner.get(f"/studies/shop/{kind}").data

    assert owner.get(f"/studies/shop/{kind}").data == first


@pytest.mark.browser
def test_the_pdf_is_downloaded_and_always_the_same(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    first = owner.get("/studies/shop/report.pdf")

    assert first.mimetype == "application/pdf"
    disposition = first.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="shop-report.pdf"'
    assert owner.get("/studies/shop/report.pdf").data == first.data


def test_a_server_that_cannot_print_says_what_would_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_study(tmp_path / "studies")
    monkeypatch.setenv("RECORDER_CHROMIUM", str(tmp_path / "no-browser"))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    site = make_site(tmp_path)

    answer = site.owner().get("/studies/shop/report.pdf")

    assert answer.status_code == 501
    assert "RECORDER_CHROMIUM" in answer.text
    assert "usability-recorder[pdf]" in answer.text
    site.db.close()


FILES = ["report.html", "report.pdf", "report.xlsx", "report.json", "report.csv"]


@pytest.mark.parametrize("kind", ["report", *FILES])
def test_a_report_is_for_people_who_signed_in(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/studies/shop/{kind}")

    assert answer.status_code in {302, 303, 401, 403}
    assert "A small shop" not in answer.text


@pytest.mark.parametrize("kind", ["report", *FILES])
def test_a_study_that_is_not_there_has_no_report(owner: FlaskClient, kind: str) -> None:
    assert owner.get(f"/studies/nothing/{kind}").status_code == 404
