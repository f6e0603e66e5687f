"""Which sessions the figures leave out, and why: never silently."""

from collections.abc import Sequence
from typing import Literal

from recorder.model.sessions import SessionState
from recorder.model.studies import Study
from recorder.report.readings import SessionReading
from recorder.report.tree import Exclusion


def split_readings(
    study: Study, readings: Sequence[SessionReading]
) -> tuple[list[SessionReading], tuple[Exclusion, ...]]:
    """Part the sessions that count from those left out, each with its reason."""
    judged = [(reading, _judge(study, reading)) for reading in readings]
    counted = [reading for reading, exclusion in judged if exclusion is None]
    return counted, tuple(exclusion for _, exclusion in judged if exclusion is not None)


def _judge(study: Study, reading: SessionReading) -> Exclusion | None:
    who = reading.session.participant
    if reading.session.state is SessionState.WITHDRAWN:
        return _leave_out(reading, "withdrawn", f"{who} withdrew; what was recorded is erased.")
    if reading.excluded_because is not None:
        why = reading.excluded_because.strip() or "no reason given"
        return _leave_out(reading, "excluded", f"{who} was excluded by a person: {why}")
    if reading.session.is_test and study.exclude.test_sessions:
        return _leave_out(reading, "test", f"{who} is a test session of the study's own people.")
    return None


def _leave_out(
    reading: SessionReading, reason: Literal["test", "withdrawn", "excluded"], sentence: str
) -> Exclusion:
    return Exclusion(reading.session.id, reading.session.participant, reason, sentence)
