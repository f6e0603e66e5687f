"""Writes down in the audit log what the person of this request did."""

from recorder.context import get_clock, get_db
from recorder.model.audits import AuditAct, AuditEntry
from recorder.storage.audit import add_audit
from recorder.web.people import find_person


def note(act: AuditAct, of: str = "", detail: str = "") -> None:
    """Write one line about who asks.

    Args:
        act: What is done.
        of: Names what it is done to: a study, a session's id, a login. Never anybody's words.
        detail: What else tells it apart, such as the kind of a file.
    """
    person = find_person()
    login, role = (person.login, person.role) if person else ("", "")
    add_audit(get_db(), AuditEntry(get_clock()(), login, role, act, of, detail))
