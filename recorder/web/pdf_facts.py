"""What a PDF says about itself, made the same for the same report."""

import re
from datetime import UTC, datetime

from recorder import __version__

CREATOR = f"Usability Recorder {__version__}"

_INFO = re.compile(rb"/Info (\d+) 0 R")
_DATE = re.compile(rb"/(?:CreationDate|ModDate) \((D:\d{14}[+-]\d\d'\d\d')\)")
_CREATOR = re.compile(rb"/Creator (\((?:[^()\\]|\\.)*\))", re.DOTALL)


def settle_facts(pdf: bytes, made_ms: float | None) -> bytes:
    """Replace the moment of printing and the browser's name in a PDF that a browser printed.

    Every byte stays at its place, because a PDF finds its parts by their place: what is
    shorter is followed by spaces, which a PDF allows between its words.

    Args:
        pdf: As the browser wrote it; without the facts it is answered as it is.
        made_ms: The moment to write instead, ms since 1970; None leaves the dates out.
    """
    start, end = _find_facts(pdf)
    facts = _DATE.sub(lambda found: _date(found, made_ms), pdf[start:end])
    return pdf[:start] + _CREATOR.sub(_creator, facts, count=1) + pdf[end:]


def _find_facts(pdf: bytes) -> tuple[int, int]:
    named = _INFO.findall(pdf, max(0, len(pdf) - 1024))
    start = pdf.find(b"\n%s 0 obj\n" % named[-1]) if named else -1
    end = pdf.find(b"endobj", start)
    return (start, end) if 0 <= start < end else (0, 0)


def _date(found: re.Match[bytes], made_ms: float | None) -> bytes:
    if made_ms is None:
        return b" " * len(found[0])
    made = datetime.fromtimestamp(made_ms / 1000, UTC)
    return found[0].replace(found[1], f"D:{made:%Y%m%d%H%M%S}+00'00'".encode())


def _creator(found: re.Match[bytes]) -> bytes:
    ours = b"/Creator (%s)" % CREATOR.encode()
    return ours.ljust(len(found[0])) if len(ours) <= len(found[0]) else found[0]
