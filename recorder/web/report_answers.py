"""The report of a study, read, and sent as each kind of file."""

from collections.abc import Callable

from flask import Response, request

from recorder.context import get_db, get_settings
from recorder.errors import NotFoundError
from recorder.model.ids import StudyId
from recorder.model.studies import Study
from recorder.projections.blindness import Viewer
from recorder.report.blinding import blind_report, list_hidden
from recorder.report.build import build_report
from recorder.report.json_text import write_json
from recorder.report.rules import find_profile
from recorder.report.tables import list_tables, write_csv
from recorder.report.tree import Report
from recorder.report.workbook import write_workbook
from recorder.report.zipped_tables import zip_tables
from recorder.storage.log import read_data_hash
from recorder.web.report_file import render_report_file
from recorder.web.report_pdf import render_report_pdf
from recorder.web.study_readings import read_sessions_of

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_report(study_id: str, viewer: Viewer | None = None) -> tuple[Study, Report]:
    """Read a study's report, with the methods that this request asks for.

    Args:
        study_id: Names the study.
        viewer: From whom verdicts on single attempts may be kept; None for who sees all.

    Raises:
        NotFoundError: There is no such study.
    """
    version, readings = read_sessions_of(StudyId(study_id))
    report = build_report(
        version.study,
        readings,
        profile=find_profile(request.args.get("profile")),
        data_hash=read_data_hash(get_db(), version.study.id),
        study_version=version.hash,
    )
    if viewer is not None:
        hidden = list_hidden(readings, viewer)
        report = blind_report(report, version.study, readings, hidden)
    return version.study, report


def send_report(report: Report, kind: str) -> Response:
    """Send a report as a file of one of `KINDS`.

    Raises:
        CannotPrintError: Nothing on this server can make a PDF.
        NotFoundError: There is no such kind.
    """
    if kind not in KINDS:
        raise NotFoundError("there is no such kind of file")
    return KINDS[kind](report)


def _send_html(report: Report) -> Response:
    name = f"{report.header.id}-report.html"
    return _send(render_report_file(report), "text/html; charset=utf-8", name)


def _send_pdf(report: Report) -> Response:
    printed = render_report_pdf(report, chromium=get_settings().chromium)
    return _send(printed, "application/pdf", f"{report.header.id}-report.pdf")


def _send_xlsx(report: Report) -> Response:
    return _send(write_workbook(report), XLSX_TYPE, f"{report.header.id}-report.xlsx")


def _send_json(report: Report) -> Response:
    return Response(write_json(report), mimetype="application/json")


def _send_csv(report: Report) -> Response:
    """Send the tables and their codebook in one ZIP, or one of them: `?table=attempts`."""
    wanted, study = request.args.get("table"), report.header.id
    if wanted is None:
        return _send(zip_tables(report), "application/zip", f"{study}-tables.zip")
    for table in list_tables(report):
        if table.name == wanted:
            return _send(write_csv(table), "text/csv; charset=utf-8", f"{study}-{table.name}.csv")
    raise NotFoundError("there is no such table")


KINDS: dict[str, Callable[[Report], Response]] = {
    "html": _send_html,
    "pdf": _send_pdf,
    "xlsx": _send_xlsx,
    "csv": _send_csv,
    "json": _send_json,
}


def _send(body: str | bytes, content_type: str, name: str) -> Response:
    response = Response(body, content_type=content_type)
    # A study's id is small letters, digits and hyphens: nothing to escape.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
