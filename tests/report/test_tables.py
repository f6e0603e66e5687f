import csv
import io
import json
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.model.attempts import Answer
from recorder.model.ids import QuestionId
from recorder.report.build import build_report
from recorder.report.json_text import write_json, write_rows
from recorder.report.tables import Column, Table, guard, list_tables, write_csv
from recorder.report.tree import Report
from tests.report.helpers import make_reading, make_study, six_sessions, wide_readings, wide_study

TEXTS: list[dict[str, str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "spreadsheet_texts.json").read_text("utf-8")
)["cases"]
STARTS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"


@pytest.fixture
def report() -> Report:
    return build_report(make_study(), six_sessions())


def read(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_csv(table), newline="")))


def one_cell(text: str) -> Table:
    return Table("one", (Column("text", "A text."), Column("number", "A number.")), ((text, -1.5),))


def without_apostrophe(cell: str) -> str:
    return cell.removeprefix("'")


@pytest.mark.parametrize("case", TEXTS, ids=[case["id"] for case in TEXTS])
def test_a_text_that_a_spreadsheet_would_compute_stays_a_text(case: dict[str, str]) -> None:
    """A participant's answer must never run on the researcher's machine."""
    row = read(one_cell(case["text"]))[0]

    assert row["text"].lstrip(" \ufeff\0\u00a0")[:1] not in set(STARTS)
    assert without_apostrophe(row["text"]) == case["text"]
    assert row["number"] == "-1.5"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_taking_one_apostrophe_away_gives_back_every_text(text: str) -> None:
    """The guard loses nothing: the rule in the help page is its exact inverse."""
    cell = guard(text)

    assert isinstance(cell, str)
    assert without_apostrophe(cell) == text
    stripped = cell.lstrip(" \ufeff\0\u00a0")
    assert not stripped or stripped[0] not in STARTS


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert [guard(cell) for cell in (-1.5, 3, None, True, False)] == [-1.5, 3, "", "yes", "no"]


def test_the_attempts_table_has_a_row_for_each_assigned_attempt(report: Report) -> None:
    attempts = read(list_tables(report)[0])

    assert len(attempts) == 12
    assert attempts[0] == {
        "session": "session000000001",
        "participant": "p01",
        "variant": "",
        "task": "buy-green-tea",
        "task_title": "Buy green tea",
        "position": "1",
        "outcome": "completed",
        "score": "",
        "time_s": "55.0",
        "assists": "0",
        "slips": "0",
        "script_errors": "0",
        "request_errors": "0",
        "direct": "yes",
        "reason": "",
        "t_ms": "5000",
        "clicks": "0",
        "target_clicks": "",
        "first_click_hit": "",
        "pages_seen": "0",
        "pages_different": "0",
        "fewest_pages": "",
        "lostness": "",
        "mode": "unmoderated",
        "decided_by": "criterion",
        "is_recut": "no",
    }


def test_the_sessions_table_names_those_left_out(report: Report) -> None:
    sessions = read(list_tables(report)[2])

    left_out = {row["participant"]: row["why_not"] for row in sessions if row["is_counted"] == "no"}
    assert set(left_out) == {"p07", "p08", "p09"}
    assert left_out["p08"] == "p08 was excluded by a person: works for the shop"


def test_an_answer_of_several_choices_has_a_row_for_each() -> None:
    answers: dict[QuestionId, Answer] = {
        QuestionId("why"): ["slow", "=1+1"],
        QuestionId("nps"): 7.0,
    }

    rows = read(list_tables(build_report(make_study(), [make_reading(1, answers=answers)]))[1])

    assert [(row["question"], row["value_number"], row["value_text"]) for row in rows] == [
        ("why", "", "slow"),
        ("why", "", "'=1+1"),
        ("nps", "7.0", ""),
    ]


def test_the_codebook_explains_every_column(report: Report) -> None:
    *tables, codebook = list_tables(report)

    explained = {(row["table"], row["column"]) for row in read(codebook) if row["meaning"]}
    assert explained == {(table.name, one.name) for table in tables for one in table.columns}


def test_the_json_holds_each_figure_with_its_n_interval_and_method(report: Report) -> None:
    body = json.loads(write_json(report))

    buy = next(task for task in body["tasks"] if task["number"] == 1)
    assert body["format"] == 1
    assert buy["completion"]["hits"] == 4
    assert buy["completion"]["estimate"]["method"] == "adjusted_wald"
    assert buy["completion"]["estimate"]["interval"]["low"] == pytest.approx(0.35963, abs=1e-5)
    assert buy["completion"]["estimate"]["n"] == 5


def test_the_same_sessions_give_the_same_bytes() -> None:
    """Two exports of one study must not differ."""
    first = build_report(wide_study(), wide_readings())
    second = build_report(wide_study(), wide_readings())

    assert write_json(first) == write_json(second)
    assert list(map(write_csv, list_tables(first))) == list(map(write_csv, list_tables(second)))


def test_a_table_as_json_has_an_object_a_row_and_cells_as_they_are() -> None:
    table = Table(
        "t",
        (Column("who", "A pseudonym."), Column("time_s", "Seconds."), Column("direct", "")),
        (("p01", 2.5, None), ("=p02", inf, True)),
    )

    assert json.loads(write_rows(table)) == [
        {"who": "p01", "time_s": 2.5, "direct": None},
        {"who": "=p02", "time_s": None, "direct": True},
    ]
