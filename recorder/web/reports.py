"""The report of a study: as a page, one HTML file, PDF, workbook, JSON and tables."""

from flask import Blueprint, Response, render_template, request

from recorder.context import get_db, get_settings
from recorder.errors import NotFoundError
from recorder.model.ids import StudyId
from recorder.model.studies import Study
from recorder.report.build import build_report
from recorder.report.json_text import write_json
from recorder.report.rules import find_profile
from recorder.report.tables import list_tables, write_csv
from recorder.report.tree import Report
from recorder.report.workbook import write_workbook
from recorder.report.zipped_tables import zip_tables
from recorder.storage.log import read_data_hash
from recorder.web.report_file import render_report_file
from recorder.web.report_page import report_page
from recorder.web.report_pdf import render_report_pdf
from recorder.web.study_readings import read_sessions_of

bp = Blueprint("reports", __name__, url_prefix="/studies")

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<study_id>/report")
def show_report(study_id: str) -> str:
    """Show how the participants of one study fared, task by task."""
    study, report = _read_report(study_id)
    return render_template("report/show.html", study=study, links=True, **report_page(report))


@bp.get("/<study_id>/report.html")
def download_report(study_id: str) -> Response:
    """Send the report as one file that needs nothing beside it."""
    _, report = _read_report(study_id)
    return _send(render_report_file(report), "text/html; charset=utf-8", f"{study_id}-report.html")


@bp.get("/<study_id>/report.pdf")
def download_report_pdf(study_id: str) -> Response:
    """Send the report as a PDF.

    Raises:
        CannotPrintError: Nothing on this server can make one.
    """
    _, report = _read_report(study_id)
    printed = render_report_pdf(report, chromium=get_settings().chromium)
    return _send(printed, "application/pdf", f"{study_id}-report.pdf")


@bp.get("/<study_id>/report.xlsx")
def download_report_xlsx(study_id: str) -> Response:
    """Send the report's figures and tables as one workbook."""
    _, report = _read_report(study_id)
    return _send(write_workbook(report), XLSX_TYPE, f"{study_id}-report.xlsx")


@bp.get("/<study_id>/report.json")
def show_report_json(study_id: str) -> Response:
    """Send every figure with its n, interval and method."""
    _, report = _read_report(study_id)
    return Response(write_json(report), mimetype="application/json")


@bp.get("/<study_id>/report.csv")
def show_report_csv(study_id: str) -> Response:
    """Send the tables and their codebook in one ZIP, or one of them: `?table=attempts`.

    Raises:
        NotFoundError: There is no such table.
    """
    _, report = _read_report(study_id)
    wanted = request.args.get("table")
    if wanted is None:
        return _send(zip_tables(report), "application/zip", f"{study_id}-tables.zip")
    for table in list_tables(report):
        if table.name == wanted:
            csv_type = "text/csv; charset=utf-8"
            return _send(write_csv(table), csv_type, f"{study_id}-{table.name}.csv")
    raise NotFoundError("there is no such table")


def _read_report(study_id: str) -> tuple[Study, Report]:
    version, readings = read_sessions_of(StudyId(study_id))
    report = build_report(
        version.study,
        readings,
        profile=find_profile(request.args.get("profile")),
        data_hash=read_data_hash(get_db(), version.study.id),
        study_version=version.hash,
    )
    return version.study, report


def _send(body: str | bytes, content_type: str, name: str) -> Response:
    response = Response(body, content_type=content_type)
    # A study's id is small letters, digits and hyphens: nothing to escape.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
