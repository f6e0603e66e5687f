"""The command `verify-report`: what is no report, what is not here, and what cannot be printed."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

from recorder.errors import InvalidReportError, NotFoundError
from recorder.report.stamp import read_stamp, write_stamp
from recorder.web.pdf_stamp import add_stamp
from tests.cli.reports import change, use, verify
from tests.cli.shell import run_apart, type_in
from tests.web.test_pdf_facts import make_pdf


@pytest.mark.parametrize(
    "content",
    [b"", b"<!doctype html><p>Hello", b"%PDF-1.4\n", b"{}", b"[1]", b"PK\x03\x04", b"\xff\xfe\x00"],
)
def test_what_is_no_report_is_said_so(here: Path, content: bytes) -> None:
    (here / "other").write_bytes(content)

    with pytest.raises(InvalidReportError, match="other is not a report of this program"):
        verify(here / "other")


def test_no_report_ends_with_one_and_one_sentence(here: Path) -> None:
    (here / "notes.txt").write_text("tea", "utf-8")

    done = run_apart("verify-report", str(here / "notes.txt"), data=here)

    assert done.returncode == 1
    assert done.stderr == (
        f"recorder: {here / 'notes.txt'} is not a report of this program: it bears no stamp\n"
    )


def test_a_report_of_a_study_that_is_not_here_is_said_so(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(tmp_path / "elsewhere", monkeypatch)

    with pytest.raises(NotFoundError, match='the study "tea-shop", which is not here'):
        verify(here / "report.html")


def test_an_archive_of_another_study_is_said_so(here: Path) -> None:
    change(here / "report.json", lambda text: text.replace('"id": "tea-shop"', '"id": "coffee"', 1))

    with pytest.raises(NotFoundError, match=r'the study "coffee", which is not in tea\.sqlite'):
        verify(here / "report.json", "--archive", str(here / "tea.sqlite"))


def test_a_file_that_is_not_there_is_said_so(here: Path) -> None:
    with pytest.raises(InvalidReportError, match=r"nothing\.html cannot be read: No such file"):
        verify(here / "nothing.html")


def stamped_pdf(here: Path) -> Path:
    """Write a PDF that another program printed, with the stamp of the report."""
    with zipfile.ZipFile(here / "report.zip") as packed:
        stamp = read_stamp(packed.read("provenance.json").decode())
    assert stamp is not None
    file = here / "report.pdf"
    file.write_bytes(add_stamp(make_pdf("D:20261122052146+02'00'"), write_stamp(stamp)))
    return file


def test_where_nothing_prints_only_the_stamp_of_a_pdf_is_compared(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_CHROMIUM", str(tmp_path / "no-browser"))
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    code, said = verify(stamped_pdf(here))

    assert code == 3
    assert "Nothing on this machine prints a PDF: only what its stamp says was compared." in said


@pytest.mark.browser
def test_a_pdf_is_the_same_with_the_same_browser_and_else_is_compared_by_its_words(
    here: Path,
) -> None:
    file = here / "report.pdf"
    type_in("report", "tea-shop", "--out", str(file))

    same = verify(file)
    file.write_bytes(re.sub(rb"(/Producer \(Skia/PDF m)\d", rb"\g<1>0", file.read_bytes()))
    other = verify(file)

    assert same[0] == 0
    assert other[0] == 3
    assert "were printed by different programs, Skia/PDF m0" in other[1]
    assert "Every word on its pages is the same; its drawings were not compared." in other[1]
