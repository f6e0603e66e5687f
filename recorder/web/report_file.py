"""The report as one HTML file that opens anywhere: no script, no request, nothing beside it."""

from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from recorder import __version__
from recorder.config import shipped
from recorder.report.stamp import NAME, make_stamp, write_stamp
from recorder.report.tree import Report
from recorder.report.words import shorten
from recorder.web.report_page import report_page
from recorder.web.wording import FILTERS, visible

TITLE_ON_PAPER = 90
"""Characters of the title at the foot of each printed page: one line."""


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
    sheet = (templates / "static" / "recorder.css").read_text("utf-8")
    return pages.get_template("report/one_file.html").render(
        **report_page(report),
        styles=_Styles(f"{sheet}{write_foot(report.header.title)}"),
        version=__version__,
        stamp=(NAME, write_stamp(make_stamp(report))),
    )


def write_foot(title: str) -> str:
    """Write the rule that puts a study's title at the foot of each printed page.

    The title is the one text in the sheet that is not ours: whatever is no letter, digit or
    space is written by its number, so that nothing in it can end the text or the sheet.
    """
    words = "".join(
        one if one.isascii() and (one.isalnum() or one == " ") else f"\\{ord(one):x} "
        for one in visible(shorten(title, TITLE_ON_PAPER))
    )
    font = 'font: 8pt Arial, "Liberation Sans", sans-serif; color: #555'
    return f'@page {{ @bottom-left {{ content: "{words}"; {font}; width: 80% }} }}\n'
