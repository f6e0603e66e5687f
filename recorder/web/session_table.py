"""The sessions of a study as a tidy table: one row for each session and task."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from recorder.report.blinding import HIDDEN, NOTHING, Hidden, hide_outcomes
from recorder.report.readings import SessionReading
from recorder.report.tables import Cell, guard

COLUMNS = (
    "participant",
    "session",
    "variant",
    "state",
    "mode",
    "is_test",
    "started_ms",
    "excluded_because",
    "is_complete",
    "task",
    "position",
    "outcome",
    "score",
    "claim",
    "criterion",
    "verdict",
    "assists",
    "direct",
    "raw_ms",
    "active_ms",
    "clicks",
)


def list_rows(
    readings: Sequence[SessionReading], hidden: Hidden = NOTHING
) -> list[dict[str, Cell]]:
    """List one row for each session and task; a session without attempts has one row.

    Args:
        readings: The sessions.
        hidden: Attempts whose outcome and verdict stand there as `hidden`.
    """
    rows = []
    for reading in hide_outcomes(readings, hidden):
        session = reading.session
        first: dict[str, Cell] = {
            "participant": session.participant,
            "session": session.id,
            "variant": session.variant,
            "state": str(session.state),
            "mode": str(session.mode),
            "is_test": session.is_test,
            "started_ms": session.started_ms,
            "excluded_because": reading.excluded_because,
            "is_complete": reading.is_complete,
        }
        for attempt in reading.attempts or (None,):
            row = {name: getattr(attempt, name, None) for name in COLUMNS[len(first) :]}
            if attempt and (session.id, attempt.task) in hidden:
                row |= {"outcome": HIDDEN, "verdict": HIDDEN}
            rows.append(first | row)
    return rows


def write_csv(rows: Sequence[Mapping[str, Cell]]) -> str:
    """Write rows as CSV with a heading; no cell is ever computed by a spreadsheet."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    writer.writerows([guard(row.get(name)) for name in COLUMNS] for row in rows)
    return out.getvalue()
