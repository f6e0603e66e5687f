import io

import pytest
from pypdf import PdfReader

from recorder.web.pdf_facts import CREATOR, settle_facts

AS_OF_MS = 1_795_300_000_000.0
BROWSER = rb"Mozilla/5.0 \(X11; Linux x86_64\) AppleWebKit/537.36"
STREAM = b"/CreationDate (D:20200101000000+00'00') /Creator (a participant's words)"


def make_pdf(when: str, *, title: bytes = b"Tea shop") -> bytes:
    """Make a PDF of one empty page, as a browser writes its parts."""
    facts = b"/Creator (%s)\n/Producer (Skia/PDF m156)\n" % BROWSER
    facts += b"/CreationDate (%b)\n/ModDate (%b)" % (when.encode(), when.encode())
    parts = [
        b"<</Title (%s)\n%s>>" % (title, facts),
        b"<</Type /Catalog /Pages 3 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [4 0 R]>>",
        b"<</Type /Page /Parent 3 0 R /MediaBox [0 0 9 9]>>",
        b"<</Length %d>> stream\n%s\nendstream" % (len(STREAM), STREAM),
    ]
    body, places = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size 6\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def test_a_pdf_bears_the_date_of_the_data_and_our_name_and_still_opens() -> None:
    settled = settle_facts(make_pdf("D:20261122052146+02'00'"), AS_OF_MS)

    facts = PdfReader(io.BytesIO(settled), strict=True).metadata
    assert facts is not None
    assert f"{facts.creation_date:%Y-%m-%d %H:%M:%S%z}" == "2026-11-21 22:26:40+0000"
    assert facts.modification_date == facts.creation_date
    assert facts.creator == CREATOR
    assert facts.title == "Tea shop"


def test_when_and_by_which_browser_it_was_printed_makes_no_difference() -> None:
    morning = settle_facts(make_pdf("D:20261122052146+00'00'"), AS_OF_MS)
    evening = settle_facts(make_pdf("D:20271231235959-11'30'"), AS_OF_MS)

    assert morning == evening
    assert b"Mozilla" not in morning


def test_every_part_stays_at_its_place() -> None:
    """A PDF finds its parts by their place, and only its facts may change."""
    printed = make_pdf("D:20261122052146+00'00'")

    settled = settle_facts(printed, AS_OF_MS)

    assert len(settled) == len(printed)
    assert settled[settled.index(b"endobj") :] == printed[printed.index(b"endobj") :]


def test_a_report_without_data_has_no_date() -> None:
    settled = settle_facts(make_pdf("D:20261122052146+00'00'"), None)

    facts = PdfReader(io.BytesIO(settled), strict=True).metadata
    assert facts is not None
    assert facts.creation_date is None
    assert facts.title == "Tea shop"


def test_a_title_that_looks_like_a_fact_stays_as_it_is() -> None:
    """In a PDF's text, brackets are written with a backslash."""
    title = rb"/CreationDate \(D:20200101000000+00'00'\) /Creator \(me\)"

    settled = settle_facts(make_pdf("D:20261122052146+00'00'", title=title), AS_OF_MS)

    assert title in settled


@pytest.mark.parametrize("other", [b"", b"no PDF", b"%PDF-1.7\ntrailer <</Info 7 0 R>>"])
def test_what_has_no_such_facts_is_answered_as_it_is(other: bytes) -> None:
    assert settle_facts(other, AS_OF_MS) == other
