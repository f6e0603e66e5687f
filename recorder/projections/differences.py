"""What changed between two readings of the same session."""

from collections.abc import Iterable
from dataclasses import dataclass

from recorder.model.attempts import Attempt
from recorder.model.ids import SessionId, TaskId
from recorder.model.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """An attempt whose outcome or score changed.

    Attributes:
        before: How it ended before; None while it ran or where there was no attempt.
        after: How it ends now; None while it runs or where there is no attempt.
        reason: Why, in a few words.
    """

    session: SessionId
    task: TaskId
    before: Outcome | None
    after: Outcome | None
    reason: str


def list_differences(before: Iterable[Attempt], after: Iterable[Attempt]) -> tuple[Difference, ...]:
    """List the attempts whose outcome or score changed, sorted by session and task order."""
    old = {(attempt.session, attempt.task): attempt for attempt in before}
    new = {(attempt.session, attempt.task): attempt for attempt in after}
    pairs = [(key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    found = [
        Difference(
            *key,
            before=one.outcome if one else None,
            after=other.outcome if other else None,
            reason=_reason(one, other),
        )
        for key, one, other in pairs
        if _fate(one) != _fate(other)
    ]
    return tuple(sorted(found, key=lambda difference: difference.session))


def format_difference(difference: Difference) -> str:
    """Write a difference as one line: session, task, old -> new, reason."""
    before, after = difference.before or "none", difference.after or "none"
    return f"{difference.session} {difference.task}: {before} -> {after} ({difference.reason})"


def _fate(attempt: Attempt | None) -> tuple[Outcome | None, float | None] | None:
    return (attempt.outcome, attempt.score) if attempt else None


def _reason(before: Attempt | None, after: Attempt | None) -> str:
    if before is None:
        return "there was no attempt before"
    if after is None:
        return "there is no attempt any more"
    if before.verdict != after.verdict:
        return f"the verdict is now {after.verdict or 'none'}"
    if before.criterion != after.criterion:
        found = after.criterion.replace("_", " ")
        return f"the criterion was {before.criterion.replace('_', ' ')} and is now {found}"
    if Outcome.VOID in (before.outcome, after.outcome):
        return after.reason or "the session counts again"
    if before.outcome is None:
        return "the attempt ran before and is over now"
    if before.claim != after.claim:
        return f"the participant's claim is now {after.claim or 'none'}"
    if before.outcome == after.outcome:
        return f"the score was {before.score} and is now {after.score}"
    return "the time limit or the end is read otherwise"
