"""Starting a session: one way for the wire and for the pages of the recorder."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import msgspec
from flask import current_app, request

from recorder.config import LIMITS
from recorder.context import get_clock, get_db
from recorder.errors import ConflictError, ConsentRequiredError, NotAllowedError, NotFoundError
from recorder.model.ids import VariantId
from recorder.model.sessions import SessionMode
from recorder.model.studies import Study, StudyVersion
from recorder.storage.sessions import NewSession, StartedSession, start_session
from recorder.web.refusals import Refusals

MINUTE_MS = 60_000


class GivenConsent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which version of the text was agreed to, and what besides."""

    version: int
    choices: dict[str, bool] = {}


class StartRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The body of `POST /v1/sessions`; without consent nothing starts."""

    v: int
    study: str
    invite: str | None = None
    consent: GivenConsent | None = None
    variant: str | None = None
    test: bool = False
    screener: dict[str, str] = {}


def begin(
    version: StudyVersion,
    asked: StartRequest,
    *,
    is_trusted: bool = False,
    mode: SessionMode = SessionMode.UNMODERATED,
) -> StartedSession:
    """Start one session after its consent; whatever is refused stores nothing.

    Args:
        version: The study as its file says now.
        asked: Checked here against the study.
        is_trusted: A signed-in person asks, who needs no invitation to try a study or to lead
            a session by hand.
        mode: Who leads the session; what an invitation says counts before this.

    Raises:
        ConsentRequiredError: There is no consent, or it is to another version of the text.
        ValueError: A choice, an answer or a variant is not in the study.
        NotFoundError: The invitation is not known.
        ConflictError: The invitation was used.
        GoneError: The study is closed or full.
        NotAllowedError: The study needs an invitation.
    """
    study = version.study
    consent = check_consent(study, asked.consent)
    check_answers(study, asked)
    if not (asked.invite or study.participants.open or is_trusted):
        raise NotAllowedError("this study takes participants by invitation only")
    new = NewSession(
        version=version,
        consent_version=consent.version,
        invitation=asked.invite or None,
        choices=dict(consent.choices),
        screener=dict(asked.screener),
        variant=VariantId(asked.variant) if asked.variant else None,
        is_test=asked.test,
        mode=mode,
        now_ms=get_clock()(),
    )
    return start_session(get_db(), new)


def check_consent(study: Study, consent: GivenConsent | None) -> GivenConsent:
    """Answer the consent when it is to the text that the study has now.

    Raises:
        ConsentRequiredError: It is missing or to another version.
        ValueError: It has a choice that the study does not offer.
    """
    if consent is None or consent.version != study.consent.version:
        raise ConsentRequiredError("consent_required")
    unknown = set(consent.choices) - set(study.choice_ids)
    if unknown:
        raise ValueError(f"the consent offers no choice {sorted(unknown)}")
    return consent


def check_answers(study: Study, asked: StartRequest) -> None:
    """Refuse answers and variants that the study does not have.

    Raises:
        ValueError: One of them is not in the study.
        NotAllowedError: An answer is one after which participants are sent away.
    """
    if asked.variant and asked.variant not in {variant.id for variant in study.variants}:
        raise ValueError("the study has no such variant")
    questions = {question.id: question for question in study.screener}
    for id_, answer in asked.screener.items():
        if id_ not in questions or answer not in questions[id_].choices:
            raise ValueError("the screener has no such answer")
        if answer in questions[id_].reject:
            raise NotAllowedError("the screener sends this participant away")


def is_rejected(study: Study, answers: Mapping[str, str]) -> bool:
    """Tell whether an answer sends the participant away, with thanks."""
    return any(answers.get(question.id) in question.reject for question in study.screener)


@dataclass(frozen=True, slots=True)
class Starts:
    """What this process remembers of starting: who was refused, and who has just started.

    Attributes:
        refused: Refused starts of each address.
        wrong_codes: Wrong withdrawal codes of each address.
        recent: Sessions just started from a page, by the page's own secret, so that sending
            the page again shows the same session and never starts a second one.
        lock: Held while a page starts a session, as two clicks come at the same time.
    """

    refused: Refusals
    wrong_codes: Refusals
    recent: dict[str, StartedSession]
    lock: Lock

    def remember(self, once: str, started: StartedSession) -> None:
        """Keep a started session until a thousand others came after it."""
        self.recent[once] = started
        while len(self.recent) > 1_000:
            del self.recent[next(iter(self.recent))]


def make_starts() -> Starts:
    """Make the empty memory of one application."""
    return Starts(
        Refusals(LIMITS.refused_starts_per_minute, MINUTE_MS),
        Refusals(LIMITS.code_guesses_per_hour, 60 * MINUTE_MS),
        {},
        Lock(),
    )


def get_starts() -> Starts:
    """Answer what this application remembers of starting."""
    starts = current_app.extensions["recorder.starts"]
    assert isinstance(starts, Starts)  # noqa: S101 - set by create_app only
    return starts


def count_refusal() -> bool:
    """Count one refused start of the address that asks; tell whether it had too many."""
    return get_starts().refused.count(request.remote_addr or "", get_clock()())


REFUSALS = (ConflictError, NotAllowedError, NotFoundError)
"""What counts as a refused start; a valid invitation never counts."""
