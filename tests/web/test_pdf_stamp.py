import io

import pytest
from pypdf import PdfReader

from recorder.web.pdf_facts import settle_facts
from recorder.web.pdf_stamp import add_stamp
from tests.web.test_pdf_facts import make_pdf

STAMP = '{"study":"tea (shop) \\\\ \\u20ac"}'


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_pdf_bears_its_stamp_beside_its_other_facts_and_still_opens(end: bytes) -> None:
    printed = settle_facts(make_pdf("D:20261122052146+02'00'"), 1_795_300_000_000.0)

    stamped = add_stamp(printed.rstrip(b"\n") + end, STAMP)

    pdf = PdfReader(io.BytesIO(stamped), strict=True)
    assert pdf.metadata is not None
    assert str(pdf.metadata["/Keywords"]) == STAMP
    assert pdf.metadata.title == "Tea shop"
    assert len(pdf.pages) == 1


def test_all_that_was_there_stays_where_it_was() -> None:
    printed = make_pdf("D:20261122052146+02'00'")

    assert add_stamp(printed, STAMP).startswith(printed)


@pytest.mark.parametrize("other", [b"", b"no PDF", b"%PDF-1.7\ntrailer <</Info 7 0 R>>"])
def test_what_has_no_facts_is_answered_as_it_is(other: bytes) -> None:
    assert add_stamp(other, STAMP) == other
