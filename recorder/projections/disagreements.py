"""Where what a person judged, the criterion found and the participant said part."""

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Claim, Finding, Outcome

_NAMES = {
    Outcome.COMPLETED: "completed",
    Outcome.PARTIAL: "partly completed",
    Outcome.FAILED: "failed",
    Outcome.GAVE_UP: "given up",
    Outcome.TIMED_OUT: "timed out",
    Outcome.ABANDONED: "abandoned",
    Outcome.VOID: "void",
}


def disagreements(attempt: Attempt) -> list[str]:
    """Say in sentences where verdict, criterion and claim disagree; nothing if they agree."""
    found = [
        _said_and_found(attempt),
        _judged_and_found(attempt),
        _judged_and_said(attempt),
        _too_late(attempt),
    ]
    return [sentence for sentence in found if sentence]


def _said_and_found(attempt: Attempt) -> str:
    match attempt.claim, attempt.criterion:
        case Claim.DONE, Finding.NOT_MET:
            return "The participant said done, but the criterion was not met."
        case Claim.DONE, Finding.PARTLY_MET:
            return "The participant said done, but the criterion was met only in part."
        case Claim.GAVE_UP, Finding.MET:
            return "The participant gave up, although the criterion was met."
        case Claim.SKIPPED, Finding.MET:
            return "The participant skipped the task, although the criterion was met."
        case _:
            return ""


def _judged_and_found(attempt: Attempt) -> str:
    if attempt.verdict in (None, Outcome.VOID) or attempt.criterion is Finding.NONE:
        return ""
    judged_met = attempt.verdict is Outcome.COMPLETED
    found_met = attempt.criterion is Finding.MET
    if attempt.verdict is Outcome.PARTIAL and attempt.criterion is Finding.PARTLY_MET:
        return ""
    if judged_met == found_met and attempt.verdict is not Outcome.PARTIAL:
        return ""
    found = {Finding.MET: "met", Finding.PARTLY_MET: "met in part", Finding.NOT_MET: "not met"}
    name = _NAMES[attempt.verdict] if attempt.verdict else ""
    return f"A person judged it {name}, but the criterion was {found[attempt.criterion]}."


def _judged_and_said(attempt: Attempt) -> str:
    if attempt.verdict is None or attempt.claim is None:
        return ""
    name = _NAMES[attempt.verdict]
    if attempt.claim is Claim.DONE and attempt.verdict not in (Outcome.COMPLETED, Outcome.VOID):
        return f"The participant said done, but a person judged it {name}."
    if attempt.claim is not Claim.DONE and attempt.verdict is Outcome.COMPLETED:
        return f"The participant did not say done, but a person judged it {name}."
    return ""


def _too_late(attempt: Attempt) -> str:
    if attempt.criterion is Finding.MET and attempt.outcome is Outcome.TIMED_OUT:
        return "The criterion was met, but only after the time limit."
    return ""
