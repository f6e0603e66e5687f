"""A shared report, for people without a login: the link's secret opens it, and nothing else.

The secret comes in the address's fragment, is sent once, and is traded for a cookie that goes
to this share's pages only. Each page looks the share up: one that was revoked opens nothing.
"""

from hashlib import sha256

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from recorder.context import get_clock, get_db, get_settings
from recorder.errors import NotFoundError
from recorder.model.audits import AuditAct
from recorder.model.ids import SessionId
from recorder.model.sessions import SessionState
from recorder.model.shares import Share
from recorder.model.studies import Study
from recorder.readings import read_session_reading
from recorder.report.quotes import without_quotes
from recorder.report.tree import Report
from recorder.storage.shares import count_opening, find_passphrase, find_share, find_share_by_id
from recorder.web.addresses import read_secret_of
from recorder.web.audits import note
from recorder.web.passwords import is_password
from recorder.web.people import refuse_scripts
from recorder.web.rates import SHARE, count_address, count_try, forget_address, forget_tries
from recorder.web.report_answers import read_report, send_report
from recorder.web.report_links import link_shared
from recorder.web.report_page import report_page
from recorder.web.shared_session import build_shared_session

bp = Blueprint("shared", __name__, url_prefix="/s")

COOKIE, COOKIE_S = "share", 12 * 3_600
WRONG = "That is not the passphrase."


@bp.before_request
def refuse_prototypes() -> None:
    """Refuse scripts: prototypes of this origin must not read a report in somebody's name."""
    refuse_scripts()


@bp.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """Ask search engines to forget what they might be led to."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("")
def show_link() -> str:
    """Show a page whose script sends the secret that came in the address's fragment."""
    return render_template(
        "entry/link.html",
        title="A shared report",
        lead="Somebody shared a report with you. Open the link, or paste it here.",
        action=url_for("shared.open_share"),
        prefix="shr",
        words="",
    )


@bp.post("")
def open_share() -> ResponseReturnValue:
    """Trade the secret for a cookie of this share, once its passphrase was right.

    Raises:
        NotFoundError: It opens nothing: unknown, expired and revoked alike.
        UnavailableError: There were too many tries.
    """
    count_address()
    secret = read_secret_of(request.form.get("key", ""))
    share = find_share(get_db(), secret, now_ms=get_clock()())
    if share is None:
        raise NotFoundError("nothing is shared by this link")
    if share.has_passphrase and not _is_passphrase(share):
        is_wrong = "passphrase" in request.form
        words = WRONG if is_wrong else ""
        page = render_template("entry/passphrase.html", key=secret, words=words)
        return page, 403 if is_wrong else 200
    forget_address()
    count_opening(get_db(), share.id, now_ms=get_clock()())
    note(AuditAct.SHARE_OPENED, share.study, share.id)
    return _let_in(share)


@bp.get("/<share_id>/report")
def show_report(share_id: str) -> str:
    """Show the report as far as the share reaches.

    Raises:
        NotFoundError: Nothing is shared with this browser.
    """
    share = _get_share(share_id)
    study, report = _read(share)
    scope = share.scope
    links = link_shared(share.id, sessions=scope.sessions, downloads=scope.downloads)
    return render_template(
        "entry/shared_report.html", share=share, study=study, **report_page(report, links)
    )


@bp.get("/<share_id>/report.<kind>")
def download(share_id: str, kind: str) -> Response:
    """Send the report as a file, where the share allows it.

    Raises:
        NotFoundError: Nothing is shared with this browser, or no files.
    """
    share = _get_share(share_id)
    if not share.scope.downloads:
        raise NotFoundError("no files are shared")
    response = send_report(_read(share)[1], kind)
    note(AuditAct.DOWNLOADED, share.study, f"report, {kind}, by share {share.id}")
    return response


@bp.get("/<share_id>/sessions/<session_id>")
def show_session(share_id: str, session_id: str) -> str:
    """Show one session of the study, where the share allows it.

    Raises:
        NotFoundError: Nothing is shared with this browser, or not this session.
    """
    share = _get_share(share_id)
    if not share.scope.sessions:
        raise NotFoundError("no sessions are shared")
    abandon_ms = get_settings().abandon_after_s * 1_000
    now_ms = get_clock()()
    version, record, reading = read_session_reading(
        get_db(), SessionId(session_id), now_ms=now_ms, abandon_after_ms=abandon_ms
    )
    if record.session.study != share.study or record.session.state is SessionState.WITHDRAWN:
        raise NotFoundError("this session is not shared")
    page = build_shared_session(
        version.study,
        record,
        reading,
        has_quotes=share.scope.quotes,
        now_ms=now_ms,
        abandon_after_ms=abandon_ms,
        at_ms=request.args.get("t", type=float),
    )
    study = version.study
    return render_template("entry/shared_session.html", share=share, study=study, page=page)


def _read(share: Share) -> tuple[Study, Report]:
    study, report = read_report(share.study)
    return study, report if share.scope.quotes else without_quotes(report)


def _is_passphrase(share: Share) -> bool:
    """Tell whether the form has the passphrase; each try counts."""
    if "passphrase" not in request.form:
        return False
    count_try(SHARE, share.id)
    if not is_password(find_passphrase(get_db(), share.id), request.form["passphrase"]):
        return False
    forget_tries(SHARE, share.id)
    return True


def _let_in(share: Share) -> ResponseReturnValue:
    place = url_for("shared.show_report", share_id=share.id)
    response = redirect(f"{place}#top", 303)
    response.set_cookie(
        COOKIE,
        _get_seal().dumps([share.id, _mark(share)]),
        COOKIE_S,
        path=place.removesuffix("report"),
        httponly=True,
        samesite="Lax",
        secure=get_settings().base_url.startswith("https://"),
    )
    return response


def _get_share(share_id: str) -> Share:
    """Get the share that this browser was let into.

    Raises:
        NotFoundError: It was not, or the share works no longer.
    """
    share = find_share_by_id(get_db(), share_id, now_ms=get_clock()())
    try:
        kept = _get_seal().loads(request.cookies.get(COOKIE, ""), max_age=COOKIE_S)
    except BadData:
        kept = None
    if share is None or kept != [share.id, _mark(share)]:
        raise NotFoundError("nothing is shared here")
    return share


def _mark(share: Share) -> str:
    """Name the passphrase that was asked for, so that a cookie of another one is worth nothing."""
    kept = find_passphrase(get_db(), share.id) or ""
    return sha256(kept.encode()).hexdigest()[:16]


def _get_seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="share cookie, version 1")
