"""One attempt as somebody judges it: what speaks for which outcome, and who said what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from recorder.model.attempts import Attempt
from recorder.model.events import VerdictGiven
from recorder.model.outcomes import Finding, Outcome
from recorder.model.people import Person, Role
from recorder.projections.blindness import Viewer, is_blind, is_hidden
from recorder.projections.verdicts import Coding, Verdicts
from recorder.report.words import format_list

JUDGED = tuple(str(outcome) for outcome in Outcome)
"""What a person may say became of an attempt."""

_AGREE = {
    Finding.MET: (Outcome.COMPLETED,),
    Finding.PARTLY_MET: (Outcome.PARTIAL,),
    Finding.NOT_MET: (
        Outcome.FAILED,
        Outcome.GAVE_UP,
        Outcome.TIMED_OUT,
        Outcome.ABANDONED,
    ),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One line of an attempt's history.

    Attributes:
        words: Who said what.
        act: What takes it back; "" where this person may not.
    """

    words: str
    at_ms: float
    reason: str
    is_gone: bool
    act: str = ""


@dataclass(frozen=True, slots=True)
class Judging:
    """What one person sees of the verdicts on one attempt.

    Attributes:
        own: This person's word that stands; None without.
        is_blind: There are others' words, kept from this person until there is one of theirs.
        words: Everything said so far, oldest first; empty while blind.
        others: The words of the others that stand; empty while blind.
        differ: People judged it differently and have not agreed.
    """

    own: Coding | None
    is_blind: bool
    words: tuple[Word, ...]
    others: tuple[Coding, ...]
    agreed: Coding | None
    differ: bool


def see_verdicts(
    verdicts: Verdicts, person: Person, viewer: Viewer, names: Mapping[str, str]
) -> Judging:
    """Show verdicts to one person; who codes independently sees none before their own."""
    if is_blind(viewer, verdicts):
        return Judging(None, is_hidden(viewer, verdicts), (), (), None, differ=False)
    standing = {*(one.act for one in verdicts.standing)}
    if verdicts.agreed:
        standing.add(verdicts.agreed.act)
    return Judging(
        own=verdicts.find(person.login),
        is_blind=False,
        words=tuple(_tell(one, names, standing, person) for one in verdicts.history),
        others=tuple(one for one in verdicts.standing if one.person != person.login),
        agreed=verdicts.agreed,
        differ=verdicts.differ,
    )


def goes_against(finding: Finding, outcome: Outcome) -> bool:
    """Answer whether an outcome contradicts the criterion; void and no criterion never do."""
    if finding is Finding.NONE or outcome is Outcome.VOID:
        return False
    return outcome not in _AGREE[finding]


def check_verdict(attempt: Attempt, verdict: VerdictGiven) -> str:
    """Say what a verdict still needs; "" for nothing."""
    if goes_against(attempt.criterion, Outcome(verdict.outcome)) and not verdict.reason.strip():
        return "This goes against the criterion: please say why."
    return ""


def parse_score(written: str) -> float | None:
    """Parse a score in percent as people write it; None for nothing.

    Raises:
        ValueError: It is no number from 0 to 100.
    """
    plain = written.strip().removesuffix("%").strip().replace(",", ".")
    if not plain:
        return None
    score = float(plain) / 100
    if not 0 <= score <= 1:
        raise ValueError(f"a score lies between 0 and 100 %, not {written}")
    return score


def parse_moment(written: str) -> float | None:
    """Parse a moment such as `1:23.4` or `83.4` seconds into milliseconds; None for nothing.

    Raises:
        ValueError: It is none.
    """
    parts = written.strip().replace(",", ".").split(":")
    if parts == [""]:
        return None
    if len(parts) > 3:
        raise ValueError(f"a moment is written as 1:23.4, not {written}")
    seconds = 0.0
    for part in parts:
        value = float(part)
        if not 0 <= value < 1e7:
            raise ValueError(f"a moment is written as 1:23.4, not {written}")
        seconds = seconds * 60 + value
    return round(seconds * 1_000, 3)


def _tell(one: Coding, names: Mapping[str, str], standing: set[str], viewer: Person) -> Word:
    who = names.get(one.person, one.person)
    is_gone = one.is_undone or (one.outcome is not None and one.act not in standing)
    word = Word(f"{who} took the verdict back", one.at_ms, "", is_gone=is_gone)
    if one.outcome is None:
        return word
    score = "" if one.score is None else f" {one.score:.0%}"
    outcome = f"{one.outcome.replace('_', ' ')}{score}"
    may_undo = bool(one.between) and not is_gone and viewer.role is not Role.OBSERVER
    said = f"{who}: {outcome}"
    if one.between:
        people = format_list([names.get(each, each) for each in one.between])
        said = f"{people} agreed: {outcome}"
    return replace(word, words=said, reason=one.reason, act=one.act if may_undo else "")
