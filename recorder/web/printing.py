"""What turns a page into a PDF: a browser of this machine, or WeasyPrint."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Lock

from recorder.errors import CannotPrintError, UnavailableError

TIME_LIMIT_S = 60
"""Longest time a browser may take; a report of many pages takes about two seconds."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
"""Where browsers are that are on nobody's PATH."""

ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--no-first-run",
    # No name has an address: whatever a page may ask for is not fetched.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)
REMEDIES = (
    "install Chromium or Chrome (or name one in RECORDER_CHROMIUM), "
    "or WeasyPrint: pip install 'usability-recorder[pdf]'"
)

_printing = Lock()


def print_page(html: str, *, chromium: str = "") -> bytes:
    """Print one page that needs nothing beside it, by the first of our ways that works.

    One page at a time is printed in this process; a browser takes some 200 MB.

    Args:
        html: The page; what it would fetch is not fetched.
        chromium: Name or path of the browser; "" looks for one.

    Raises:
        CannotPrintError: There is neither a browser nor WeasyPrint, or neither managed.
        UnavailableError: Others are waiting for their PDF already.
    """
    if not _printing.acquire(timeout=TIME_LIMIT_S):
        raise UnavailableError("another report is being printed", retry_after_s=TIME_LIMIT_S)
    try:
        browser = find_browser(chromium)
        printed = print_by_browser(browser, html) if browser else None
        printed = printed or _print_by_weasyprint(html)
    finally:
        _printing.release()
    if printed:
        return printed
    if browser:
        raise CannotPrintError(f"{browser} did not print a PDF; {REMEDIES}")
    named = f"there is no browser {chromium}" if chromium else "there is no browser that prints"
    raise CannotPrintError(f"{named}, so no PDF can be made; {REMEDIES}")


def find_browser(wanted: str = "", places: Iterable[str] = (*NAMES, *PLACES)) -> str | None:
    """Find the path of the browser that is wanted, else of the first known one; None if none."""
    found = map(shutil.which, (wanted,) if wanted else places)
    return next(filter(None, found), None)


def print_by_browser(
    browser: str, html: str, *, time_limit_s: float = TIME_LIMIT_S
) -> bytes | None:
    """Have a browser print a page, with a profile of its own that is gone afterwards.

    Returns:
        The PDF; None when the browser made none within the limit. It is ended either way.
    """
    # A browser may still be writing to its profile when it is ended.
    with tempfile.TemporaryDirectory(prefix="recorder-print-", ignore_cleanup_errors=True) as name:
        page, printed = Path(name, "report.html"), Path(name, "report.pdf")
        page.write_text(html, "utf-8", newline="\n")
        own = [f"--user-data-dir={name}/profile", f"--print-to-pdf={printed}", page.as_uri()]
        with _started([browser, *ARGUMENTS, *_sandbox(), *own]) as process:
            try:
                process.wait(time_limit_s)
            except subprocess.TimeoutExpired:
                return None
        return printed.read_bytes() if printed.is_file() else None


@contextmanager
def _started(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a program in a group of its own, and end the whole group whatever happens."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # When all of them have ended by themselves there is no group left.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _sandbox() -> list[str]:
    # Chromium refuses to sandbox itself as root. The page holds no script in any case.
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ["--no-sandbox"] if is_root else []


def _print_by_weasyprint(html: str) -> bytes | None:
    """Print a page by WeasyPrint; None when it, or a library that it needs, is not here."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError):
        return None
    page = weasyprint.HTML(string=html, url_fetcher=_refuse)
    # Its identifier is drawn at random unless it is given.
    printed: bytes = page.write_pdf(pdf_tags=True, pdf_identifier=b"usability-recorder")
    return printed


def _refuse(url: str, *_: object, **__: object) -> object:
    raise ValueError(f"a report fetches nothing, not even {url[:80]}")
