"""Whether the rows of an archive belong together: who made it may not be who we think."""

from collections.abc import Iterable, Iterator

import msgspec

from recorder.errors import InvalidArchiveError, InvalidStudyError, InvalidTranscriptError
from recorder.model.kept import KeptStudy
from recorder.model.sessions import SessionState
from recorder.model.study_text import parse_study
from recorder.model.transcripts import parse_vtt


def check_references(kept: KeptStudy) -> None:
    """Check that every row refers to rows that are there, and that texts can be read.

    Raises:
        InvalidArchiveError: Something does not; the message says what.
    """
    for fault in _list_faults(kept):
        raise InvalidArchiveError(f"the archive is damaged: {fault}")


def _list_faults(kept: KeptStudy) -> Iterator[str]:
    yield from _list_version_faults(kept)
    yield from _list_doubles(kept)
    yield from _list_session_faults(kept)
    sessions = [session.id for session in kept.sessions]
    if sorted(one.session for one in kept.consents) != sorted(sessions):
        yield "not every session has its one consent"
    if not {epoch.session for epoch in kept.epochs} <= set(sessions):
        yield "a page load belongs to no session"
    present = {one.id for one in kept.sessions if one.state is not SessionState.WITHDRAWN}
    if not {one.session for one in kept.transcripts} <= present:
        yield "a transcript belongs to no session"
    for transcript in kept.transcripts:
        if not _is_transcript(transcript.text):
            yield f"the transcript {transcript.id} cannot be read"
    if [one.id for one in kept.invitations] != list(range(1, len(kept.invitations) + 1)):
        yield "its invitations are not numbered from 1"
    for consent in kept.consents:
        if not _is_json(consent.choices, dict[str, bool]):
            yield f"the choices of session {consent.session} cannot be read"


def _list_version_faults(kept: KeptStudy) -> Iterator[str]:
    if not kept.versions:
        yield "it has no study file"
    for version in kept.versions:
        try:
            parsed = parse_study(version.text, name="study.yaml")
        except InvalidStudyError as error:
            yield f"a version of the study cannot be read: {error.faults[0]}"
            continue
        if parsed.hash != version.hash:
            yield "a version of the study is not what its hash says"
        if parsed.study.id != kept.id:
            yield "a version of the study is of another study"


def _list_doubles(kept: KeptStudy) -> Iterator[str]:
    unique: tuple[tuple[str, Iterable[object]], ...] = (
        ("versions", (one.hash for one in kept.versions)),
        ("sessions", (one.id for one in kept.sessions)),
        ("participants", (one.participant for one in kept.sessions)),
        ("tokens", (one.token_hash for one in kept.sessions)),
        ("withdrawal codes", (one.code_hash for one in kept.sessions)),
        ("invitations", (one.secret_hash for one in kept.invitations)),
        ("transcripts", (one.id for one in kept.transcripts)),
        ("page loads", ((one.session, one.epoch) for one in kept.epochs)),
    )
    for noun, names in unique:
        found = list(names)
        if len(set(found)) != len(found):
            yield f"two of its {noun} have the same name"


def _list_session_faults(kept: KeptStudy) -> Iterator[str]:
    versions = {version.hash for version in kept.versions}
    invitations = {invitation.id for invitation in kept.invitations}
    recorded = {epoch.session for epoch in kept.epochs}
    for one in kept.sessions:
        if not {one.version, one.scored_with or one.version} <= versions:
            yield f"session {one.id} ran under a version that is missing"
        if one.invitation is not None and one.invitation not in invitations:
            yield f"session {one.id} came by an invitation that is missing"
        if not (_is_json(one.tasks, list[str]) and _is_json(one.screener, dict[str, str])):
            yield f"the tasks or the screener of session {one.id} cannot be read"
        is_withdrawn = one.state is SessionState.WITHDRAWN
        if is_withdrawn and (one.id in recorded or one.erased_ms is None):
            yield f"session {one.id} was withdrawn and is not erased"


def _is_transcript(text: str) -> bool:
    try:
        parse_vtt(text)
    except InvalidTranscriptError:
        return False
    return True


def _is_json(text: str, kind: object) -> bool:
    try:
        msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
