"""`recorder plan`, typed as people type it."""

from pathlib import Path

import pytest

from recorder.errors import NotFoundError
from tests.cli.shell import type_in

STUDY = """\
format: 1
id: shop
title: A small shop
participants: {planned: 12}
consent: {version: 1, text: We record clicks., retention: 12 months}
tasks:
  - {id: buy, title: Buy a thing, scenario: Buy it.}
"""


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "studies" / "shop"
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RECORDER_STUDIES", str(tmp_path / "studies"))


def test_without_options_the_usual_tables_are_printed() -> None:
    done = type_in("plan")

    assert done.exit_code == 0
    assert "21 participants narrow the 95 % interval" in done.output
    assert "What can these participants tell?" not in done.output


def test_shares_are_read_as_percentages_and_as_decimals() -> None:
    percent = type_in("plan", "--margin", "10%", "--difference", "90%", "70%")
    decimal = type_in("plan", "--margin", "0.1", "--difference", "0.9", "0.7")

    assert percent.output == decimal.output
    assert "93 participants narrow" in percent.output
    assert "64 participants for each design" in percent.output


def test_what_a_number_of_participants_can_tell_is_printed_on_request() -> None:
    done = type_in("plan", "--n", "8", "--paired")

    assert "22-78 % (4 of 8)" in done.output
    assert "37 participants who try both designs" in done.output


def test_a_study_brings_the_number_it_has_planned() -> None:
    done = type_in("plan", "shop")

    assert "With 12 participants, the interval" in done.output


@pytest.mark.parametrize("margin", ["0", "90%", "much", "nan"])
def test_a_share_out_of_bounds_is_wrong_usage(margin: str) -> None:
    done = type_in("plan", "--margin", margin)

    assert done.exit_code == 2
    assert "Invalid value for '--margin'" in done.output


def test_a_study_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="there is no study 'nothing'"):
        type_in("plan", "nothing")
