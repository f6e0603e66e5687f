"""`recorder report STUDY --against OTHER`."""

import json
from pathlib import Path

import pytest

from recorder.cli.against import tell_comparison
from recorder.config import read_settings
from recorder.errors import NotFoundError
from recorder.storage.database import open_database
from recorder.storage.studies import list_study_versions
from tests.cli.shell import type_in
from tests.report.test_comparisons import compare, passed

STUDY = """\
format: 1
id: {id}
title: {title}
consent: {{version: 1, text: We record clicks., retention: 12 months}}
tasks:
  - {{id: buy, title: Buy a thing, scenario: Buy it., questions: [seq]}}
"""


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, title in (("round-1", "First round"), ("round-2", "Second round")):
        folder = tmp_path / "studies" / name
        folder.mkdir(parents=True)
        (folder / "study.yaml").write_text(STUDY.format(id=name, title=title), "utf-8")
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RECORDER_STUDIES", str(tmp_path / "studies"))


def test_two_studies_are_compared_in_words() -> None:
    done = type_in("report", "round-2", "--against", "round-1")

    assert done.exit_code == 0
    assert done.output.startswith("“Second round” (0 people) against “First round” (0 people)")
    assert "Nothing to compare in completion" in done.output


def test_a_program_gets_the_comparison_as_json() -> None:
    done = type_in("report", "round-2", "--against", "round-1", "--json", "--profile", "strict")

    body = json.loads(done.output)
    assert (body["kind"], body["a"]["key"], body["b"]["key"]) == ("studies", "round-1", "round-2")
    assert body["correction"] == "holm"


def test_a_version_is_named_by_the_first_letters_of_its_hash() -> None:
    type_in("report", "round-1")
    db = open_database(read_settings().database)
    (version,) = list_study_versions(db, "round-1")  # type: ignore[arg-type]
    db.close()

    done = type_in("report", "round-1", "--against", version[:8], "--json")

    assert json.loads(done.output)["kind"] == "versions"


@pytest.mark.parametrize("other", ["nothing", "round-1", "abc"])
def test_what_is_not_there_is_refused(other: str) -> None:
    with pytest.raises(NotFoundError):
        type_in("report", "round-1", "--against", other)


def test_a_comparison_is_printed_and_not_written(tmp_path: Path) -> None:
    out = tmp_path / "report.html"

    done = type_in("report", "round-2", "--against", "round-1", "--out", str(out))

    assert done.exit_code == 2
    assert not out.exists()


def test_each_measure_is_told_with_both_sides_its_sentence_and_its_test() -> None:
    told = tell_comparison(compare(passed(4, 13), passed(10, 12)))

    assert "  Completed: 10 of 12 (83 %, 95 % interval 54-97 %) against 4 of 13 (31 %, " in told
    assert "    More people completed it with “Short checkout”: plausibly 13 to 78 points" in told
    assert "    Effect +53 points (95 % interval +13 to +78 points, n = 13 and 12), " in told
    assert "; p=.010, N-1 two-proportion test." in told
