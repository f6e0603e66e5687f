"""`recorder verify`: is the log complete and exactly what was acknowledged?"""

import dataclasses
import json
import sys

import click

from recorder.config import read_settings
from recorder.errors import NotFoundError
from recorder.storage.audit import has_line
from recorder.storage.database import open_database
from recorder.storage.verification import Finding, verify_log

FOUND_SOMETHING = 3


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--audit-head", metavar="HASH", help="Also look for the line a backup named.")
def command(*, as_json: bool, audit_head: str | None) -> None:
    """Check the log: complete, or what is damaged or missing.

    Recomputes every hash chain, the audit log's too, looks for gaps and damaged batches, and
    has the database check itself. Exit code 3 when something was found.
    """
    settings = read_settings()
    db = open_database(settings.database)
    if db.path is not None and not db.path.exists():
        raise NotFoundError(f"there is no database at {db.path}")
    # Not migrated first: a damaged file shall be looked at, not written to.
    findings = verify_log(db)
    if audit_head and not has_line(db, audit_head):
        findings.append(Finding("the audit log has no such line: some were cut off"))
    db.close()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in findings], indent=2))
    else:
        _show(findings)
    sys.exit(FOUND_SOMETHING if findings else 0)


def _show(findings: list[Finding]) -> None:
    for finding in findings:
        where = f"session {finding.session}: " if finding.session else ""
        click.echo(f"{where}{finding.words}" + (f" ({finding.epoch})" if finding.epoch else ""))
    count = len(findings)
    click.echo(f"{count} found" if findings else "complete: the log is what was acknowledged")
