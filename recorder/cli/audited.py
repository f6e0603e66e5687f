"""Writes down in the audit log what was done by a command."""

from recorder.clock import wall_clock_ms
from recorder.model.audits import AuditAct, AuditEntry
from recorder.storage.audit import add_audit
from recorder.storage.database import Database

COMMAND, RETENTION = "command", "retention"
"""What the audit log calls the role of who types commands, and of the server by itself."""


def note(
    db: Database, act: AuditAct, of: str = "", detail: str = "", *, role: str = COMMAND
) -> None:
    """Write one line about a command."""
    add_audit(db, AuditEntry(wall_clock_ms(), "", role, act, of, detail))
