"""The report as one HTML file that opens anywhere: no script, no request, nothing beside it."""

from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from recorder import __version__
from recorder.config import shipped
from recorder.report.charts import draw_charts
from recorder.report.tree import Report
from recorder.web.wording import FILTERS


@dataclass(frozen=True, slots=True)
class _Styles:
    """Our own style sheet, which a page takes as it is."""

    css: str

    def __html__(self) -> str:
        return self.css


def render_report_file(report: Report) -> str:
    """Write a report as one HTML file; the same report always gives the same bytes."""
    templates = shipped("templates")
    pages = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    pages.filters.update(FILTERS)
    styles = _Styles((templates / "static" / "recorder.css").read_text("utf-8"))
    return pages.get_template("report/one_file.html").render(
        report=report,
        charts=draw_charts(report),
        links=False,
        styles=styles,
        version=__version__,
    )
