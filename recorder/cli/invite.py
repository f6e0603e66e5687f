"""`recorder invite STUDY`: make invitations."""

import csv
import io
import json
from pathlib import Path

import click

from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.config import Settings
from recorder.errors import NotFoundError
from recorder.model.audits import AuditAct, AuditEntry
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode
from recorder.storage.audit import add_audit
from recorder.storage.database import Database
from recorder.storage.invitations import Invitation, add_invitations
from recorder.storage.studies import list_study_versions
from recorder.storage.study_folders import read_study
from recorder.web.addresses import join_address

Rows = list[dict[str, str]]


@click.command("invite")
@click.argument("study")
@click.option("--count", default=1, type=click.IntRange(1, 10_000), help="How many links [1].")
@click.option("--uses", default=1, type=click.IntRange(1, 10_000), help="Sessions a link [1].")
@click.option("--moderated", is_flag=True, help="Sessions that a moderator leads.")
@click.option("--label", default="", help="For your own list, such as the group.")
@click.option("--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@click.option(
    "--format",
    "how",
    default="text",
    type=click.Choice(["text", "json", "csv"]),
    help="Links to read, or a table for programs [text].",
)
def command(
    study: str,
    *,
    count: int,
    uses: int,
    moderated: bool,
    label: str,
    file: Path | None,
    how: str,
) -> None:
    """Make invitations to STUDY and print their links.

    Each link starts --uses sessions. It is shown only now: the recorder keeps no more than
    its hash. With --moderated, whoever comes by one waits for the tasks that a moderator
    gives: the study's page Moderate shows who is there.
    """
    with open_recorder() as (settings, db):
        _check_study(db, settings, StudyId(study))
        mode = SessionMode.MODERATED if moderated else SessionMode.UNMODERATED
        now_ms = wall_clock_ms()
        made = add_invitations(
            db,
            StudyId(study),
            count,
            uses=uses,
            label=label,
            mode=mode,
            now_ms=now_ms,
        )
        told = f"{count} {mode}"
        act = AuditAct.PARTICIPANTS_INVITED
        add_audit(db, AuditEntry(now_ms, "", "command", act, study, told))
    rows = [_list_invitation(each, settings) for each in made]
    if file:
        file.write_text(_format(rows, "csv"), encoding="utf-8", newline="")
        click.echo(f"wrote {count} invitations to {file}")
        return
    click.echo(_format(rows, how), nl=False)


def _check_study(db: Database, settings: Settings, study: StudyId) -> None:
    if list_study_versions(db, study):
        return
    folder = settings.studies / study
    if not folder.resolve().is_relative_to(settings.studies.resolve()):
        raise NotFoundError(f"there is no study {study}")
    read_study(folder)


def _list_invitation(invitation: Invitation, settings: Settings) -> dict[str, str]:
    secret = invitation.secret or ""
    return {"invite": secret, "url": join_address(settings.base_url, invitation.study, secret)}


def _format(rows: Rows, how: str) -> str:
    if how == "json":
        return json.dumps(rows, indent=2) + "\n"
    if how == "text":
        return "".join(f"{row['url']}\n" for row in rows)
    table = io.StringIO()
    writer = csv.DictWriter(table, ["invite", "url"])
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()
