"""A report for somebody who has yet to judge: the same sums, and no outcome of a single attempt."""

from dataclasses import replace

from recorder.model.outcomes import Outcome
from recorder.projections.blindness import Viewer
from recorder.report.blinding import blind_report, list_hidden
from recorder.report.build import build_report
from recorder.report.charts import draw_charts
from recorder.report.json_text import write_json
from recorder.report.tables import attempts_table
from recorder.report.tree import Report
from tests.report.helpers import BUY, make_study
from tests.report.test_coding import judged

DONE, FAILED = Outcome.COMPLETED, Outcome.FAILED
STUDY = make_study()
READINGS = [
    judged(1, ada=DONE),
    judged(2, ada=FAILED),
    judged(3, ada=DONE, bo=DONE),
    judged(4),
    replace(judged(5, ada=DONE), excluded_because="fell asleep"),
]
WHOLE = build_report(STUDY, READINGS)


def seen_by(login: str, *, is_coder: bool = True) -> Report:
    hidden = list_hidden(READINGS, Viewer(login, is_coder=is_coder))
    return blind_report(WHOLE, STUDY, READINGS, hidden)


def outcomes(report: Report) -> dict[str, str]:
    (task,) = (one for one in report.tasks if one.id == BUY)
    return {row.participant: row.outcome for row in task.rows}


def test_only_what_others_judged_and_this_coder_has_not_is_hidden() -> None:
    assert outcomes(seen_by("bo")) == {
        "p01": "hidden",
        "p02": "hidden",
        "p03": "completed",
        "p04": "completed",
    }
    assert outcomes(seen_by("cy"))["p03"] == "hidden"
    assert seen_by("ada") == WHOLE
    assert seen_by("eve", is_coder=False) == WHOLE


def test_sums_are_those_of_everybody() -> None:
    seen, whole = (
        next(one for one in report.tasks if one.id == BUY) for report in (seen_by("bo"), WHOLE)
    )

    assert replace(seen, rows=(), time=whole.time) == replace(whole, rows=())
    assert replace(seen.time, points=(), everybody=None) == replace(
        whole.time, points=(), everybody=None
    )
    assert seen_by("bo").summary == WHOLE.summary
    assert seen_by("bo").codings == WHOLE.codings


def test_no_time_tells_who_succeeded() -> None:
    """A curve rises at the time of each success, and times stand beside the participants."""
    seen = next(one for one in seen_by("bo").tasks if one.id == BUY)

    assert [one.participant for one in seen.time.points] == ["p03", "p04"]
    assert seen.time.everybody is not None
    assert seen.time.everybody.curve == ()
    assert draw_charts(seen_by("bo")).curves[BUY] is None


def test_disagreements_say_nothing_of_hidden_verdicts() -> None:
    assert [one.participant for one in WHOLE.disagreements] == ["p02"]
    assert seen_by("bo").disagreements == ()


def test_a_blinded_report_says_how_many_and_is_written_in_every_form() -> None:
    report = seen_by("bo")

    assert report.remarks[0].sentence.startswith("What others judged of 2 attempts is hidden")
    assert write_json(report).count('"outcome": "hidden"') == 2
    assert sum("hidden" in row for row in attempts_table(report).rows) == 2
