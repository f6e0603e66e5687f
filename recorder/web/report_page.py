"""What the templates of a report need, on the page and in its one-file copy alike."""

from typing import TypedDict

from recorder.report.charts import Charts, draw_charts
from recorder.report.tree import Report
from recorder.web.report_links import NO_LINKS, Links

MOST_ROWS = 50
"""Rows that a page shows of a long table; the tables for download hold them all."""


class ReportPage(TypedDict):
    """The values that the templates know by these names.

    Attributes:
        method_titles: What each method is called, by the name that an estimate has of it.
        most_rows: Rows that are shown of a long table.
        links: Where its words lead.
    """

    report: Report
    charts: Charts
    method_titles: dict[str, str]
    most_rows: int
    links: Links


def report_page(report: Report, links: Links = NO_LINKS) -> ReportPage:
    """Draw a report's charts, and name its methods."""
    return ReportPage(
        report=report,
        charts=draw_charts(report),
        method_titles={method.name: method.title for method in report.methods},
        most_rows=MOST_ROWS,
        links=links,
    )
