"""The report of a study: as a page, one HTML file, PDF, workbook, JSON and tables."""

from flask import Blueprint, Response, render_template

from recorder.model.audits import AuditAct
from recorder.report.blinding import HIDDEN
from recorder.web.audits import note
from recorder.web.report_answers import read_report, send_report
from recorder.web.report_links import link_inside
from recorder.web.report_page import report_page
from recorder.web.viewers import get_viewer

bp = Blueprint("reports", __name__, url_prefix="/studies")


@bp.get("/<study_id>/report")
def show_report(study_id: str) -> str:
    """Show how the participants of one study fared, task by task."""
    study, report = read_report(study_id, get_viewer())
    links = link_inside(report.header.id)
    return render_template(
        "report/show.html",
        study=study,
        has_hidden=any(row.outcome == HIDDEN for task in report.tasks for row in task.rows),
        **report_page(report, links),
    )


@bp.get("/<study_id>/report.html")
def download_report(study_id: str) -> Response:
    """Send the report as one file that needs nothing beside it."""
    return _send(study_id, "html")


@bp.get("/<study_id>/report.pdf")
def download_report_pdf(study_id: str) -> Response:
    """Send the report as a PDF.

    Raises:
        CannotPrintError: Nothing on this server can make one.
    """
    return _send(study_id, "pdf")


@bp.get("/<study_id>/report.xlsx")
def download_report_xlsx(study_id: str) -> Response:
    """Send the report's figures and tables as one workbook."""
    return _send(study_id, "xlsx")


@bp.get("/<study_id>/report.json")
def show_report_json(study_id: str) -> Response:
    """Send every figure with its n, interval and method."""
    return _send(study_id, "json")


@bp.get("/<study_id>/report.csv")
def show_report_csv(study_id: str) -> Response:
    """Send the tables and their codebook in one ZIP, or one of them: `?table=attempts`.

    Raises:
        NotFoundError: There is no such table.
    """
    return _send(study_id, "csv")


def _send(study_id: str, kind: str) -> Response:
    study, report = read_report(study_id, get_viewer())
    response = send_report(report, kind)
    note(AuditAct.DOWNLOADED, study.id, f"report, {kind}")
    return response
