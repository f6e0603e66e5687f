"""Attempts where the participant, the criterion and a person do not say the same."""

from collections.abc import Iterator, Sequence

from recorder.model.attempts import Attempt
from recorder.model.studies import Study
from recorder.projections.disagreements import disagreements
from recorder.report.readings import SessionReading
from recorder.report.tree import Disagreement
from recorder.report.words import OUTCOME_WORDS


def list_disagreements(study: Study, readings: Sequence[SessionReading]) -> Iterator[Disagreement]:
    """List every attempt whose witnesses contradict each other, in the order of sessions."""
    titles = {str(task.id): task.title for task in study.tasks}
    for reading in readings:
        for attempt in reading.planned:
            said = disagreements(attempt)
            if said and attempt.task in titles:
                yield _describe(attempt, titles[attempt.task], said)


def _describe(attempt: Attempt, title: str, said: list[str]) -> Disagreement:
    outcome = OUTCOME_WORDS[attempt.outcome] if attempt.outcome else "still running"
    began_ms = attempt.started_ms if attempt.started_ms is not None else attempt.shown_ms
    return Disagreement(
        session=attempt.session,
        participant=attempt.participant,
        task=attempt.task,
        task_title=title,
        t_ms=None if began_ms is None else max(0, round(began_ms)),
        claim=str(attempt.claim or ""),
        criterion=str(attempt.criterion),
        verdict=str(attempt.verdict or ""),
        outcome_words=outcome,
        sentence=" ".join(said),
    )
