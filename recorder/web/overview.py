"""The list of studies, and one study: how to test it, invite people and carry the snippet."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

import segno
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import (
    StudyFile,
    find_study,
    get_clock,
    get_db,
    get_settings,
    list_study_files,
)
from recorder.model.audits import AuditAct
from recorder.model.ids import StudyId
from recorder.model.sessions import Session, SessionMode
from recorder.model.studies import Study
from recorder.storage.invitations import Invitation, add_invitations, list_invitations
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import is_study_closed
from recorder.web.addresses import join_address, snippet_tag
from recorder.web.api import start_link
from recorder.web.audits import note
from recorder.web.checks import find_good_sign
from recorder.web.people import may
from recorder.web.standing import Standing, standing
from recorder.web.starts import GivenConsent, StartRequest, begin
from recorder.web.warming import start_warming

bp = Blueprint("overview", __name__)

MOST_AT_ONCE = 200
"""Invitations made at once by the form; the command line makes more."""

MOST_CODES = 12
"""Links that are drawn as QR codes too; more are sent, not shown around."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a study in its bar."""

    name: str
    words: str
    href: str


TABS = (
    ("overview", "Overview", "overview.show_study"),
    ("check", "Check my page", "checks.show_check"),
    ("moderate", "Moderate", "moderation.show_moderation"),
    ("sessions", "Sessions", "sessions.list_sessions"),
    ("verdicts", "Verdicts", "verdicts.list_verdicts"),
    ("report", "Report", "reports.show_report"),
)
"""The pages of a study: name, words, route."""


def list_tabs(study: StudyId) -> list[Tab]:
    """List the pages of a study that who asks may see, for its bar."""
    return [
        Tab(name, words, url_for(endpoint, study_id=study))
        for name, words, endpoint in TABS
        if may(endpoint)
    ]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sessions of a study stand where; tries are counted apart."""

    sessions: int
    finished: int
    running: int
    silent: int
    stopped: int
    tries: int


def count_sessions(sessions: list[Session]) -> Counts:
    """Count sessions by where they stand; withdrawn ones are not counted."""
    real = [session for session in sessions if not session.is_test]
    states = Counter(standing(session) for session in real)
    return Counts(
        sessions=len(real) - states[Standing.WITHDRAWN],
        finished=states[Standing.FINISHED],
        running=states[Standing.RUNNING],
        silent=states[Standing.SILENT],
        stopped=states[Standing.STOPPED],
        tries=len(sessions) - len(real),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One study of the list."""

    file: StudyFile
    counts: Counts


@bp.get("/")
def list_studies() -> str:
    """List the studies, those with a faulty file too."""
    entries = [
        Entry(file, count_sessions(list_sessions(get_db(), file.id))) for file in list_study_files()
    ]
    return render_template(
        "researcher/studies.html", entries=entries, folder=get_settings().studies
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of one study shows.

    Attributes:
        is_served: The recorder serves the prototype itself, with the snippet in it.
        open_link: Where people join without an invitation; "" when they may not.
        has_sign: Its page has answered a check.
    """

    study: Study
    counts: Counts
    invitations: list[Invitation]
    is_served: bool
    is_closed: bool
    open_link: str
    open_code: str
    tag: str
    has_sign: bool

    @property
    def used(self) -> int:
        """How many invitations were used at least once."""
        return sum(invitation.used > 0 for invitation in self.invitations)


def read_overview(study: Study) -> Overview:
    """Gather what the page of one study shows."""
    db, base_url = get_db(), get_settings().base_url
    link = join_address(base_url, study.id)
    start = study.prototype.start if study.prototype else ""
    is_open = study.participants.open
    return Overview(
        study=study,
        counts=count_sessions(list_sessions(db, study.id)),
        invitations=list_invitations(db, study.id),
        is_served=start.startswith("prototype/"),
        is_closed=is_study_closed(db, study.id),
        open_link=link if is_open else "",
        open_code=write_code(link) if is_open else "",
        tag=snippet_tag(base_url, study.id),
        has_sign=find_good_sign(study.id) is not None,
    )


def write_code(link: str) -> str:
    """Draw a link as a QR code, as an address of an image."""
    code: str = segno.make(link, error="m").svg_data_uri(scale=4, border=2, light="#fff")
    return code


@bp.get("/studies/<study_id>")
def show_study(study_id: str) -> str:
    """Show one study and the four steps to its first session."""
    start_warming()
    overview = read_overview(find_study(StudyId(study_id)).study)
    return render_template(
        "researcher/study.html", study=overview.study, overview=overview, here="overview"
    )


@bp.post("/studies/<study_id>/invitations")
def invite(study_id: str) -> str:
    """Make invitations and show their links, which are never shown again."""
    study = find_study(StudyId(study_id)).study
    count = request.form.get("count", type=int) or 0
    if not 1 <= count <= MOST_AT_ONCE:
        abort(400)
    label = request.form.get("label", "").strip()[:200]
    mode = read_mode()
    made = add_invitations(get_db(), study.id, count, label=label, mode=mode, now_ms=get_clock()())
    note(AuditAct.PARTICIPANTS_INVITED, study.id, f"{count} {mode}")
    links = [
        join_address(get_settings().base_url, study.id, invitation.secret or "")
        for invitation in made
    ]
    return render_template(
        "researcher/invitations.html",
        study=study,
        here="overview",
        label=label,
        links=links,
        codes=[write_code(link) for link in links] if count <= MOST_CODES else [],
        is_moderated=mode is SessionMode.MODERATED,
        table="data:text/csv;charset=utf-8," + quote("\r\n".join(["invitation", *links, ""])),
    )


def read_mode() -> SessionMode:
    """Read from a form who is to lead: a moderator, or nobody."""
    is_moderated = request.form.get("mode") == SessionMode.MODERATED
    return SessionMode.MODERATED if is_moderated else SessionMode.UNMODERATED


@bp.post("/studies/<study_id>/try")
def try_out(study_id: str) -> ResponseReturnValue:
    """Start a researcher's own session, which no report counts."""
    version = find_study(StudyId(study_id))
    study = version.study
    asked = StartRequest(
        v=1,
        study=study.id,
        consent=GivenConsent(study.consent.version),
        variant=request.form.get("variant") or None,
        test=True,
    )
    started = begin(version, asked, is_trusted=True, mode=read_mode())
    return render_template(
        "researcher/try.html",
        study=study,
        here="overview",
        started=started,
        is_moderated=started.session.mode is SessionMode.MODERATED,
        start=start_link(version, started),
    )
