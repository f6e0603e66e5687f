"""Each assigned attempt as the report lists it, one row for each."""

from dataclasses import replace

from recorder.model.attempts import Attempt
from recorder.model.ids import TaskId
from recorder.projections.verdicts import find_decider
from recorder.report.assigned import Assigned
from recorder.report.timing import seconds
from recorder.report.tree import AttemptRow, QuestionResult
from recorder.report.ways import attempt_lostness, different_pages
from recorder.report.words import OUTCOME_WORDS, format_time


def build_row(one: Assigned, ease: QuestionResult | None) -> AttemptRow:
    """List one assigned attempt; a task that was not reached has a row too."""
    row = _base_row(one, ease)
    made = one.attempt
    if made is None or made.started_ms is None or not made.has_page:
        return row
    return replace(
        row,
        clicks=made.clicks,
        target_clicks=made.target_clicks,
        first_click_hit=made.first_click_hit,
        pages_seen=len(made.pages),
        pages_different=different_pages(made),
        fewest_pages=made.fewest_pages,
        lostness=attempt_lostness(made).estimate,
    )


def _base_row(one: Assigned, ease: QuestionResult | None) -> AttemptRow:
    made = one.attempt or Attempt(
        one.session.id, one.session.participant, one.session.variant, TaskId(""), 0
    )
    began_ms = made.started_ms if made.started_ms is not None else made.shown_ms
    time_s = seconds(made)
    rating = made.answers.get(ease.id) if ease else None
    return AttemptRow(
        session=one.session.id,
        participant=one.session.participant,
        variant=one.session.variant,
        position=made.position or None,
        outcome=one.standing,
        outcome_words=OUTCOME_WORDS[one.standing],
        score=made.score,
        t_ms=None if began_ms is None else max(0, round(began_ms)),
        time_s=time_s,
        time_words="" if time_s is None else format_time(time_s),
        assists=made.assists,
        slips=made.slips,
        script_errors=made.script_errors,
        request_errors=made.request_errors,
        direct=made.direct,
        direct_words={True: "yes", False: "no", None: ""}[made.direct],
        ease_words=f"{rating:g}" if isinstance(rating, float | int) else "",
        reason=made.reason,
        mode=str(one.session.mode),
        decided_by=_decider(one.attempt),
        is_recut=bool(made.recut_by),
    )


def _decider(attempt: Attempt | None) -> str:
    """Say whose word an outcome is; "" where there is none, or nobody's."""
    if attempt is None or attempt.outcome is None:
        return ""
    decider = find_decider(attempt, None)
    return "" if decider == "nobody" else decider
