"""Answers to the questions after the study."""

from recorder.model.attempts import Answer
from recorder.model.ids import QuestionId
from recorder.model.sessions import SessionRecord
from recorder.projections.evidence import gather_replies
from recorder.projections.timeline import build_timeline


def project_answers(record: SessionRecord) -> dict[QuestionId, Answer]:
    """Read the answers that stand: the last to each question, less those taken back."""
    replies = gather_replies(build_timeline(record), None, since=0, latest_ms=None)
    return {
        QuestionId(question): trail[-1].value
        for question, trail in replies.items()
        if trail[-1].value is not None
    }
