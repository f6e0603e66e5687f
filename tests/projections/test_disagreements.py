"""Where verdict, criterion and claim part, a person has to look."""

from dataclasses import replace

import pytest

from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.projections.disagreements import disagreements
from tests.projections.helpers import a_task, began, load, project, said

AGREED = project(a_task(), load("a", began(1), said(2)))


@pytest.mark.parametrize(
    ("claim", "criterion", "verdict", "sentences"),
    [
        (Claim.DONE, Finding.MET, None, []),
        (Claim.DONE, Finding.NONE, Outcome.COMPLETED, []),
        (None, Finding.NOT_MET, None, []),
        (Claim.GAVE_UP, Finding.NOT_MET, Outcome.GAVE_UP, []),
        (Claim.GAVE_UP, Finding.PARTLY_MET, Outcome.PARTIAL, []),
        (Claim.DONE, Finding.MET, Outcome.VOID, []),
        (
            Claim.DONE, Finding.NOT_MET, None,
            ["The participant said done, but the criterion was not met."],
        ),
        (
            Claim.DONE, Finding.PARTLY_MET, None,
            ["The participant said done, but the criterion was met only in part."],
        ),
        (
            Claim.GAVE_UP, Finding.MET, None,
            ["The participant gave up, although the criterion was met."],
        ),
        (
            Claim.SKIPPED, Finding.MET, None,
            ["The participant skipped the task, although the criterion was met."],
        ),
        (
            Claim.DONE, Finding.MET, Outcome.FAILED,
            [
                "A person judged it failed, but the criterion was met.",
                "The participant said done, but a person judged it failed.",
            ],
        ),
        (
            None, Finding.NOT_MET, Outcome.COMPLETED,
            ["A person judged it completed, but the criterion was not met."],
        ),
        (
            None, Finding.NOT_MET, Outcome.PARTIAL,
            ["A person judged it partly completed, but the criterion was not met."],
        ),
        (
            Claim.GAVE_UP, Finding.NONE, Outcome.COMPLETED,
            ["The participant did not say done, but a person judged it completed."],
        ),
    ],
)  # fmt: skip
def test_disagreements_are_sentences(
    claim: Claim | None, criterion: Finding, verdict: Outcome | None, sentences: list[str]
) -> None:
    attempt = replace(AGREED, claim=claim, criterion=criterion, verdict=verdict)

    assert disagreements(attempt) == sentences


def test_a_criterion_met_too_late_is_said() -> None:
    late = replace(AGREED, criterion=Finding.MET, outcome=Outcome.TIMED_OUT)

    assert disagreements(late) == ["The criterion was met, but only after the time limit."]
