"""The stamp of a report in its PDF: the key words among the facts of the document.

A PDF is changed by adding to its end: the facts are written once more with the stamp, a table
says where, and all that was there before stays as and where it is (ISO 32000-1, 7.5.6).
"""

import re

_INFO = re.compile(rb"/Info (\d+) 0 R")
_TRAILER = re.compile(rb"trailer\s*<<((?:(?!>>).)*)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_ESCAPED = re.compile(rb"([()\\])")


def add_stamp(pdf: bytes, stamp: str) -> bytes:
    """Add a stamp to the facts of a PDF.

    Args:
        pdf: As a browser or WeasyPrint wrote it; one without facts is answered as it is.
        stamp: ASCII.
    """
    trailer = _TRAILER.search(pdf, max(0, len(pdf) - 1024))
    named = _INFO.search(trailer[1]) if trailer else None
    if trailer is None or named is None:
        return pdf
    start = pdf.rfind(b"\n%s 0 obj\n" % named[1])
    facts, closed, _ = pdf[start + 1 : pdf.find(b"endobj", start)].rpartition(b">>")
    if start < 0 or not closed:
        return pdf
    words = _ESCAPED.sub(rb"\\\1", stamp.encode("ascii"))
    head = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    added = b"%s\n/Keywords (%s)>>\nendobj\n" % (facts.rstrip(), words)
    table = b"xref\n%s 1\n%010d 00000 n \n" % (named[1], len(head))
    end = b"trailer\n<<%s\n/Prev %s>>\n" % (trailer[1].rstrip(), trailer[2])
    return head + added + table + end + b"startxref\n%d\n%%%%EOF\n" % (len(head) + len(added))
