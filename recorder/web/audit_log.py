"""The audit log as the owner reads it, and as a table."""

import csv
import io

from flask import Blueprint, Response, render_template, request

from recorder.context import get_db
from recorder.model.audits import AuditAct
from recorder.report.tables import guard
from recorder.storage.audit import list_audit, list_audited_people
from recorder.web.audits import note
from recorder.web.wording import iso_time

bp = Blueprint("audit_log", __name__)

PAGE = 100
"""Lines on one page."""

COLUMNS = ("number", "time", "person", "role", "act", "object", "detail")


@bp.get("/audit")
def show_audit() -> str:
    """Show the newest lines, of everybody or one person, of everything or one act."""
    person, act = request.args.get("person", ""), request.args.get("act", "")
    before = request.args.get("before", 0, type=int)
    lines = list_audit(get_db(), person=person, act=act, before=before, most=PAGE + 1)
    return render_template(
        "people/audit.html",
        lines=lines[:PAGE],
        older=lines[PAGE - 1][0] if len(lines) > PAGE else None,
        logins=list_audited_people(get_db()),
        acts=[one.value for one in AuditAct],
        person=person,
        act=act,
    )


@bp.get("/audit.csv")
def send_audit() -> Response:
    """Send every line that the filter lets through as a table, the newest first."""
    person, act = request.args.get("person", ""), request.args.get("act", "")
    note(AuditAct.DOWNLOADED, "audit log", "csv")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for number, line in list_audit(get_db(), person=person, act=act, most=0):
        words = (line.person, line.role, line.act, line.object, line.detail)
        writer.writerow([number, iso_time(line.at_ms), *map(guard, words)])
    response = Response(table.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=audit-log.csv"
    return response
