"""Sharing a report by a link: made, listed and revoked by those who run studies."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_known_study, get_clock, get_db, get_settings
from recorder.model.audits import AuditAct
from recorder.model.ids import StudyId
from recorder.model.shares import DAY_MS, MOST_DAYS, USUAL_DAYS, Scope
from recorder.model.studies import Study
from recorder.storage.shares import add_share, list_shares, revoke_share
from recorder.web.addresses import share_address
from recorder.web.audits import note
from recorder.web.passwords import hash_password
from recorder.web.people import get_person

bp = Blueprint("shares", __name__, url_prefix="/studies")

MOST_LABEL, SHORTEST_PASSPHRASE = 100, 8
WRONG_DAYS = f"A share works for 1 to {MOST_DAYS} days."
WRONG_PASSPHRASE = f"A passphrase has {SHORTEST_PASSPHRASE} characters or more."


@bp.get("/<study_id>/shares")
def show_shares(study_id: str) -> str:
    """List a study's shares, and offer to make another."""
    return _show(find_known_study(StudyId(study_id)).study, "", "")


@bp.post("/<study_id>/shares")
def share(study_id: str) -> ResponseReturnValue:
    """Make a share, and show its link this once."""
    study = find_known_study(StudyId(study_id)).study
    days = request.form.get("days", type=int) or 0
    if not 1 <= days <= MOST_DAYS:
        return _show(study, WRONG_DAYS, "days"), 400
    passphrase = request.form.get("passphrase", "")
    if passphrase and not SHORTEST_PASSPHRASE <= len(passphrase) <= 200:
        return _show(study, WRONG_PASSPHRASE, "passphrase"), 400
    now_ms = get_clock()()
    made, secret = add_share(
        get_db(),
        study.id,
        _read_scope(),
        label=" ".join(request.form.get("label", "").split())[:MOST_LABEL],
        made_by=get_person().login,
        expires_ms=now_ms + days * DAY_MS,
        now_ms=now_ms,
        passphrase_hash=hash_password(passphrase) if passphrase else None,
    )
    note(AuditAct.SHARE_MADE, study.id, made.id)
    link = share_address(get_settings().base_url, secret)
    return render_template(
        "people/share_link.html", study=study, here="report", link=link, share=made
    )


@bp.post("/<study_id>/shares/revoke")
def revoke(study_id: str) -> ResponseReturnValue:
    """Let a share open nothing any more, not even for those who are reading."""
    study, id_ = find_known_study(StudyId(study_id)).study, request.form.get("id", "")
    if revoke_share(get_db(), study.id, id_, now_ms=get_clock()()):
        note(AuditAct.SHARE_REVOKED, study.id, id_)
        flash("The link opens nothing any more.")
    return redirect(url_for("shares.show_shares", study_id=study.id), 303)


def _read_scope() -> Scope:
    return Scope(**{name: name in request.form for name in ("quotes", "sessions", "downloads")})


def _show(study: Study, words: str, field: str) -> str:
    return render_template(
        "people/shares.html",
        study=study,
        here="report",
        shares=list_shares(get_db(), study.id),
        now_ms=get_clock()(),
        usual_days=USUAL_DAYS,
        most_days=MOST_DAYS,
        words=words,
        field=field,
    )
