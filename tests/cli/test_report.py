import json
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from recorder.cli import export, report
from recorder.errors import CannotPrintError, NotFoundError

STUDY = """\
format: 1
id: shop
title: A small shop
consent: {version: 1, text: We record clicks., retention: 12 months}
tasks:
  - {id: buy, title: Buy a thing, scenario: Buy it., questions: [seq]}
"""


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "studies" / "shop"
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RECORDER_STUDIES", str(tmp_path / "studies"))


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))  # type: ignore[arg-type]


def test_the_report_of_a_new_study_says_that_nobody_took_part() -> None:
    done = run(report.command, "shop")

    assert done.exit_code == 0
    assert done.output.startswith("A small shop\n  Nobody has taken part yet.")


def test_the_report_is_written_as_one_file(tmp_path: Path) -> None:
    out = tmp_path / "report.html"

    done = run(report.command, "shop", "--out", str(out))

    assert done.exit_code == 0
    assert "Nobody has taken part yet." in out.read_text("utf-8")


def test_the_report_is_written_as_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"

    done = run(report.command, "shop", "--out", str(out))

    assert done.exit_code == 0
    assert openpyxl.load_workbook(out)["Summary"]["A1"].value == "A small shop"


def test_without_anything_that_prints_the_remedies_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_CHROMIUM", str(tmp_path / "no-browser"))
    # As on a machine where it is not installed.
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    done = run(report.command, "shop", "--out", str(tmp_path / "report.pdf"))

    assert isinstance(done.exception, CannotPrintError)
    assert f"there is no browser {tmp_path / 'no-browser'}" in str(done.exception)
    assert "RECORDER_CHROMIUM" in str(done.exception)
    assert "usability-recorder[pdf]" in str(done.exception)
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.browser
def test_the_report_is_written_as_a_pdf(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"

    done = run(report.command, "shop", "--out", str(out))

    assert done.exit_code == 0
    assert "Nobody has taken part yet." in PdfReader(out).pages[0].extract_text()


def test_a_program_gets_the_report_as_json() -> None:
    done = run(report.command, "shop", "--json")

    assert json.loads(done.output)["header"]["sessions"] == 0


def test_a_file_of_an_unknown_kind_is_wrong_usage(tmp_path: Path) -> None:
    done = run(report.command, "shop", "--out", str(tmp_path / "report.doc"))

    assert done.exit_code == 2
    assert "ends in .html, .pdf, .xlsx, .json or .zip" in done.output
    assert not (tmp_path / "report.doc").exists()


def test_a_study_that_is_not_there_is_named() -> None:
    done = run(report.command, "nothing")

    assert isinstance(done.exception, NotFoundError)
    assert str(done.exception) == "there is no study 'nothing'"


def test_the_tables_are_written_into_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "new" / "tables"

    done = run(export.command, "shop", "--out", str(out))

    assert done.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "acts.csv",
        "answers.csv",
        "attempts.csv",
        "codebook.csv",
        "notes.csv",
        "sessions.csv",
        "verdicts.csv",
    ]
    assert (out / "attempts.csv").read_bytes().startswith(b'"session","participant",')


def test_the_export_as_a_workbook_has_the_tables(tmp_path: Path) -> None:
    done = run(export.command, "shop", "--format", "xlsx", "--out", str(tmp_path / "out"))

    assert done.exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")
    assert {"attempts", "answers", "sessions", "codebook"} < set(book.sheetnames)


def test_the_export_as_json_is_the_report(tmp_path: Path) -> None:
    run(export.command, "shop", "--format", "json", "--out", str(tmp_path / "out"))

    body = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert body["header"]["id"] == "shop"


def test_the_export_as_json_has_the_tables_and_explains_their_columns(tmp_path: Path) -> None:
    run(export.command, "shop", "--format", "json", "--out", str(tmp_path / "out"))

    tables = {
        name: json.loads((tmp_path / "out" / f"{name}.json").read_text("utf-8"))
        for name in ("attempts", "answers", "sessions", "codebook")
    }
    assert tables["attempts"] == tables["sessions"] == []
    assert {row["table"] for row in tables["codebook"]} == {
        *("attempts", "answers", "sessions"),
        *("notes", "verdicts", "acts"),
    }


def test_the_command_line_chooses_the_profile() -> None:
    usual, strict = (
        json.loads(run(report.command, "shop", "--json", *more).output)
        for more in ((), ("--profile", "strict"))
    )

    assert (usual["profile"], strict["profile"]) == ("standard", "strict")
    assert len(usual["provenance"]["data_hash"]) == 64


def test_a_profile_that_there_is_not_is_wrong_usage() -> None:
    assert run(report.command, "shop", "--profile", "lenient").exit_code == 2
