"""Every kind of file says what it was made from."""

import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape

import openpyxl
import pytest

from recorder import __version__
from recorder.report.build import build_report
from recorder.report.stamp import make_stamp, read_stamp, write_stamp
from recorder.report.tree import Report
from recorder.report.workbook import write_workbook
from recorder.report.zipped_tables import zip_tables
from recorder.web.report_file import render_report_file
from tests.report.helpers import make_study, six_sessions


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(make_study(), six_sessions(), data_hash="ab" * 32, study_version="cd" * 32)


def test_a_stamp_names_the_study_its_data_and_the_programs(report: Report) -> None:
    stamp = make_stamp(report)

    assert (stamp.study, stamp.study_version) == ("tea-shop", "cd" * 32)
    assert stamp.session_versions == ("a" * 64,)
    assert (stamp.data_hash, stamp.profile) == ("ab" * 32, "standard")
    assert dict(stamp.software)["recorder"] == __version__
    assert stamp.sessions == report.header.sessions_in_all


def test_a_stamp_is_read_as_it_was_written(report: Report) -> None:
    stamp = replace(make_stamp(report), study="тест 🫖\x00")

    text = write_stamp(stamp)

    assert text.isascii()
    assert text.isprintable()
    assert read_stamp(text) == stamp


@pytest.mark.parametrize("other", ["", "{}", "[" * 100_000, '{"study": 5}', "\ud800"])
def test_what_is_no_stamp_is_none(other: str) -> None:
    assert read_stamp(other) is None


def test_the_figures_have_one_hash_whatever_computed_them(report: Report) -> None:
    elsewhere = replace(report, provenance=None)
    other = build_report(make_study(), six_sessions()[1:])

    assert make_stamp(elsewhere).figures_hash == make_stamp(report).figures_hash
    assert make_stamp(other).figures_hash != make_stamp(report).figures_hash


def test_each_kind_of_file_bears_the_stamp(report: Report) -> None:
    stamp = make_stamp(report)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(report)))
    tables = zipfile.ZipFile(io.BytesIO(zip_tables(report)))

    meta = re.search(r'<meta name="recorder-report" content="([^"]*)"', render_report_file(report))
    cells = {row[0]: row[1] for row in book["Methods"].values}

    assert meta is not None
    assert read_stamp(unescape(meta[1])) == stamp
    assert read_stamp(str(cells["recorder-report"])) == stamp
    assert (cells["data"], cells["study file"]) == (stamp.data_hash, stamp.study_version)
    assert read_stamp(tables.read("provenance.json").decode()) == stamp
    assert json.loads(tables.read("provenance.json"))["study"] == "tea-shop"
