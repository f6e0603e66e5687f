"""`recorder transcript SESSION FILE.vtt`: bring in what a participant said, as text."""

from pathlib import Path

import click

from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.errors import InvalidTranscriptError, NotFoundError
from recorder.model.ids import SessionId
from recorder.model.transcripts import parse_moment, read_vtt
from recorder.projections.sound import project_sound
from recorder.storage.database import Database
from recorder.storage.log import read_record
from recorder.storage.sessions import get_session
from recorder.storage.sound import list_takes
from recorder.storage.transcripts import add_transcript


@click.command("transcript")
@click.argument("session")
@click.argument("file", metavar="FILE.vtt", type=click.Path(path_type=Path))
@click.option("--begins", default="0:00", help="Where it begins in the session, such as 1:05.")
@click.option("--take", default="", help="Recording that it begins with, by its name.")
@click.option("--name", default="", help="What people call it; the file's name when left out.")
def command(session: str, file: Path, begins: str, take: str, name: str) -> None:
    """Add the transcript FILE.vtt (WebVTT) to SESSION.

    It is shown beside the replay and on the session's page, and can be searched there.
    """
    with open_recorder() as (_, db):
        found = get_session(db, SessionId(session))
        made = add_transcript(
            db,
            found.id,
            name=name or file.name,
            begins_ms=_find_take(db, found.id, take) if take else _read_moment(begins),
            text=_read(file),
            added_by="",
            now_ms=wall_clock_ms(),
        )
    count = len(made.cues)
    noun = "line" if count == 1 else "lines"
    click.echo(f"{count} {noun} added to {found.participant} of {found.study}")


def _read(file: Path) -> str:
    try:
        return read_vtt(file.read_bytes())
    except OSError as error:
        raise NotFoundError(f"{file} cannot be read: {error.strerror}") from None
    except InvalidTranscriptError as error:
        raise InvalidTranscriptError(error.why, error.line, file=file.name) from None


def _read_moment(typed: str) -> float:
    try:
        return parse_moment(typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--begins") from None


def _find_take(db: Database, session: SessionId, take: str) -> float:
    sound = project_sound(read_record(db, session), list_takes(db, session))
    begins = [one.begins_ms for one in sound.takes if one.take.take == take]
    if not begins:
        known = ", ".join(one.take.take for one in sound.takes) or "none"
        raise NotFoundError(f"the session has no recording {take!r}; it has {known}")
    return begins[0]
