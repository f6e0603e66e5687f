"""Attempts where the participant, the criterion and a person do not say the same."""

from collections.abc import Iterator, Sequence

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.studies import Study
from recorder.report.readings import SessionReading
from recorder.report.tree import Disagreement
from recorder.report.words import OUTCOME_WORDS, format_list

CLAIM_WORDS = {
    Claim.DONE: "said it was done",
    Claim.GAVE_UP: "gave up",
    Claim.SKIPPED: "skipped it",
}
FINDING_WORDS = {
    Finding.MET: "met",
    Finding.PARTLY_MET: "partly met",
    Finding.NOT_MET: "not met",
    Finding.NONE: "",
}


def list_disagreements(study: Study, readings: Sequence[SessionReading]) -> Iterator[Disagreement]:
    """List every attempt whose witnesses contradict each other, in the order of sessions."""
    titles = {str(task.id): task.title for task in study.tasks}
    for reading in readings:
        for attempt in reading.attempts:
            if attempt.task in titles and _contradicts(attempt):
                yield _describe(attempt, titles[attempt.task])


def _contradicts(attempt: Attempt) -> bool:
    """Tell whether one witness says success and another says failure."""
    said = {
        {Claim.DONE: True, Claim.GAVE_UP: False, Claim.SKIPPED: False}.get(attempt.claim)
        if attempt.claim
        else None,
        {Finding.MET: True, Finding.NOT_MET: False}.get(attempt.criterion),
        _success(attempt.verdict),
    }
    return {True, False} <= said


def _success(verdict: Outcome | None) -> bool | None:
    # Half a success and a void attempt contradict nobody.
    if verdict in (None, Outcome.PARTIAL, Outcome.VOID):
        return None
    return verdict is Outcome.COMPLETED


def _describe(attempt: Attempt, title: str) -> Disagreement:
    claim = CLAIM_WORDS[attempt.claim] if attempt.claim else ""
    criterion = FINDING_WORDS[attempt.criterion]
    verdict = OUTCOME_WORDS[attempt.verdict] if attempt.verdict else ""
    outcome = OUTCOME_WORDS[attempt.outcome] if attempt.outcome else "still running"
    parts = [f"{attempt.participant} {claim}"] if claim else []
    parts += [f"the criterion was {criterion}"] if criterion else []
    parts += [f"a person judged it {verdict}"] if verdict else []
    began_ms = attempt.started_ms if attempt.started_ms is not None else attempt.shown_ms
    return Disagreement(
        session=attempt.session,
        participant=attempt.participant,
        task=attempt.task,
        task_title=title,
        t_ms=None if began_ms is None else round(began_ms),
        claim=claim,
        criterion=criterion,
        verdict=verdict,
        outcome_words=outcome,
        sentence=f"{format_list(parts)}; counted as {outcome}.",
    )
