"""The report as a PDF: its one HTML file, printed."""

from recorder.report.stamp import make_stamp, write_stamp
from recorder.report.tree import Report
from recorder.web.pdf_facts import settle_facts
from recorder.web.pdf_stamp import add_stamp
from recorder.web.printing import print_page
from recorder.web.report_file import render_report_file


def render_report_pdf(report: Report, *, chromium: str = "") -> bytes:
    """Print a report; the same report and browser always give the same bytes.

    Args:
        report: What to print.
        chromium: Name or path of the browser; "" looks for one.

    Raises:
        CannotPrintError: Nothing on this machine can make a PDF.
        UnavailableError: Others are waiting for their PDF already.
    """
    printed = print_page(render_report_file(report), chromium=chromium)
    settled = settle_facts(printed, report.header.as_of_ms)
    return add_stamp(settled, write_stamp(make_stamp(report)))
