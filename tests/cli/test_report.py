import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.cli import export, report
from recorder.errors import NotFoundError

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


def test_a_program_gets_the_report_as_json() -> None:
    done = run(report.command, "shop", "--json")

    assert json.loads(done.output)["header"]["sessions"] == 0


def test_a_file_of_an_unknown_kind_is_wrong_usage(tmp_path: Path) -> None:
    done = run(report.command, "shop", "--out", str(tmp_path / "report.doc"))

    assert done.exit_code == 2
    assert "ends in .html or .json" in done.output
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
        "answers.csv",
        "attempts.csv",
        "codebook.csv",
        "sessions.csv",
    ]
    assert (out / "attempts.csv").read_bytes().startswith(b'"session","participant",')


def test_the_export_as_json_is_the_report(tmp_path: Path) -> None:
    run(export.command, "shop", "--format", "json", "--out", str(tmp_path / "out"))

    body = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert body["header"]["id"] == "shop"
