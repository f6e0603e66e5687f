"""The report's tables in one ZIP, with the stamp that says what they were made from."""

import io
import zipfile

from recorder.report.stamp import make_stamp, write_stamp
from recorder.report.tables import list_tables, write_csv
from recorder.report.tree import Report

STAMP_FILE = "provenance.json"
DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def zip_tables(report: Report) -> bytes:
    """Zip the tables, their codebook and the stamp; the same report gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in list_tables(report):
            _add(packed, f"{table.name}.csv", write_csv(table))
        _add(packed, STAMP_FILE, f"{write_stamp(make_stamp(report))}\n")
    return file.getvalue()


def _add(packed: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, DATE)
    # Otherwise it would tell the kind of machine that it was made on.
    entry.create_system = UNIX
    # Half a pair of surrogates is no character: nothing that is written as UTF-8 holds it.
    packed.writestr(entry, text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
