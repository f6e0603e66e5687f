"""Printing with stand-ins for a browser: programs of three lines that behave badly."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from recorder.errors import CannotPrintError
from recorder.web.printing import find_browser, print_by_browser, print_page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def write_program(folder: Path, *lines: str) -> str:
    """Write a program that stands where a browser would."""
    path = folder / "browser"
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), "ascii")
    path.chmod(0o755)
    return str(path)


def is_running(number: int) -> bool:
    """Tell whether a process is there and is no mere remainder that waits to be counted."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text("ascii").split()[2] != "Z"


@pytest.fixture(autouse=True)
def _no_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    # As on a machine where it is not installed.
    monkeypatch.setitem(sys.modules, "weasyprint", None)


def test_a_browser_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """Otherwise each download would leave processes of 200 MB behind."""
    told = tmp_path / "numbers"
    browser = write_program(tmp_path, f"sleep 300 & echo $$ $! > {told}", "wait")

    printed = print_by_browser(browser, "<p>Hello", time_limit_s=1)

    assert printed is None
    numbers = [int(number) for number in told.read_text("ascii").split()]
    assert len(numbers) == 2
    for _ in range(100):
        if not any(map(is_running, numbers)):
            break
        time.sleep(0.02)
    assert not any(map(is_running, numbers))


def test_what_a_browser_was_given_is_gone_afterwards(tmp_path: Path) -> None:
    """The page holds what participants said."""
    told = tmp_path / "arguments"
    browser = write_program(
        tmp_path,
        f'for each; do echo "$each"; done > {told}',
        'for each; do case $each in --print-to-pdf=*) echo %PDF > "${each#*=}";; esac; done',
    )

    printed = print_by_browser(browser, "<p>Hello")

    arguments = told.read_text("utf-8").splitlines()
    assert printed == b"%PDF\n"
    page = Path(arguments[-1].removeprefix("file://"))
    assert page.name == "report.html"
    assert not page.parent.exists()
    assert f"--user-data-dir={page.parent}/profile" in arguments


@pytest.mark.parametrize("fault", ["exit 1", "exit 0", "kill -9 $$"])
def test_a_browser_that_prints_nothing_is_named_with_the_remedies(
    tmp_path: Path, fault: str
) -> None:
    browser = write_program(tmp_path, fault)

    with pytest.raises(CannotPrintError) as caught:
        print_page("<p>Hello", chromium=browser)

    assert str(caught.value).startswith(f"{browser} did not print a PDF; install Chromium")
    assert "pip install 'usability-recorder[pdf]'" in str(caught.value)


def test_a_browser_that_is_named_is_taken_and_no_other(tmp_path: Path) -> None:
    browser = write_program(tmp_path, "exit 0")

    assert find_browser(browser, [sys.executable]) == browser
    assert find_browser(str(tmp_path / "none"), [sys.executable]) is None
    assert find_browser("", [str(tmp_path / "none"), sys.executable]) == sys.executable
    assert find_browser("", []) is None


class Pages:
    """Stands in for WeasyPrint: tells what it was asked, and tries to fetch."""

    def __init__(self, *, string: str, url_fetcher: Callable[[str], object]) -> None:
        self.html = string
        self.fetch = url_fetcher

    def write_pdf(self, **options: object) -> bytes:
        """Answer the page and the options as bytes."""
        with pytest.raises(ValueError, match="a report fetches nothing"):
            self.fetch("file:///etc/hostname")
        return f"{self.html} {sorted(options)}".encode()


def test_where_no_browser_prints_weasyprint_does_and_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its identifier is given, for it would be another one each time."""
    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=Pages))
    browser = write_program(tmp_path, "exit 1")

    printed = [print_page("<p>Hello", chromium=one) for one in (browser, str(tmp_path / "none"))]

    assert printed == [b"<p>Hello ['pdf_identifier', 'pdf_tags']"] * 2


def test_printing_once_does_not_keep_the_next_from_printing(tmp_path: Path) -> None:
    browser = write_program(tmp_path, "exit 1")

    for _ in range(2):
        with pytest.raises(CannotPrintError):
            print_page("<p>Hello", chromium=browser)
