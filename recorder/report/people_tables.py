"""What people wrote, judged and did about sessions, as tidy tables beside the report's own.

They are no part of a report, which may be shared with others: only who has the data writes them.
"""

from collections.abc import Iterator, Mapping, Sequence

from recorder.model.events import Act
from recorder.model.sessions import Session, SessionRecord
from recorder.projections.act_words import tell_act
from recorder.projections.notes import project_notes
from recorder.projections.timeline import Entry, build_timeline
from recorder.projections.verdicts import Coding, Verdicts, project_verdicts
from recorder.report.tables import Cell, Column, Table

_WHO = (
    Column("session", "The session's id."),
    Column("participant", "The participant's pseudonym."),
)
NOTE_COLUMNS = (
    *_WHO,
    Column("note", "Names the note."),
    Column("moment_ms", "The moment it speaks of, in milliseconds since the session started."),
    Column("written_ms", "When it was written first, in milliseconds since the session started."),
    Column("person", "Who wrote it, by login."),
    Column("task", "The task at hand at that moment; empty between tasks."),
    Column("marker", "The study's marker type; empty for a free note."),
    Column("score", "The marker's score; empty when it has none."),
    Column("text", "What it says now."),
    Column("tags", "Words after #, small, with blanks between."),
    Column("severity", "1 to 3 for !, !! and !!! standing alone; 0 without."),
    Column("names", "People named with @, with blanks between."),
    Column("changes", "Times it was changed."),
)
VERDICT_COLUMNS = (
    *_WHO,
    Column("task", "The task's id."),
    Column("person", "Who judged, by login; for an agreement, who wrote it down."),
    Column("at_ms", "When, in milliseconds since the session started."),
    Column("kind", "verdict, agreed, or withdrawn for one taken back."),
    Column("outcome", "How the attempt was judged; empty for one taken back."),
    Column("score", "0 to 1, for partial; empty where nobody named one."),
    Column("reason", "Why; may be empty."),
    Column("between", "Who agreed, by login, with blanks between; else empty."),
    Column("is_standing", "Whether it is that person's last word and was not taken back."),
)
ACT_COLUMNS = (
    *_WHO,
    Column("at_ms", "When, in milliseconds since the session started."),
    Column("person", "Who did it, by login."),
    Column("type", "What was done, such as task.assigned; see Privacy in the help."),
    Column("task", "The task's id; empty where it is about none."),
    Column("words", "The same in words."),
    Column("text", "What was written with it; empty when nothing."),
    Column("is_undone", "Whether it was taken back: yes or no."),
)


def list_people_tables(
    records: Sequence[SessionRecord], titles: Mapping[str, str]
) -> tuple[Table, ...]:
    """List the tables of notes, verdicts and acts, oldest session first.

    Args:
        records: The sessions with their logs.
        titles: What people call the tasks, by their ids.
    """
    read = [(record.session, build_timeline(record)) for record in records]
    notes = [row for session, timeline in read for row in _note_rows(session, timeline)]
    verdicts = [row for session, timeline in read for row in _verdict_rows(session, timeline)]
    acts = [row for session, timeline in read for row in _act_rows(session, timeline, titles)]
    return (
        Table("notes", NOTE_COLUMNS, tuple(notes)),
        Table("verdicts", VERDICT_COLUMNS, tuple(verdicts)),
        Table("acts", ACT_COLUMNS, tuple(acts)),
    )


def _note_rows(session: Session, timeline: Sequence[Entry]) -> Iterator[tuple[Cell, ...]]:
    for note in project_notes(timeline):
        yield (
            session.id,
            session.participant,
            note.id,
            round(note.moment_ms, 3),
            round(note.written_ms, 3),
            note.person,
            note.task,
            note.marker,
            note.score,
            note.text,
            " ".join(note.tags),
            note.severity,
            " ".join(note.names),
            max(0, len(note.history) - 1),
        )


def _verdict_rows(session: Session, timeline: Sequence[Entry]) -> Iterator[tuple[Cell, ...]]:
    for verdicts in project_verdicts(timeline).values():
        for word in verdicts.history:
            yield (
                session.id,
                session.participant,
                verdicts.task,
                word.person,
                round(word.at_ms, 3),
                _kind(word),
                str(word.outcome) if word.outcome else None,
                word.score,
                word.reason,
                " ".join(word.between),
                _stands(verdicts, word),
            )


def _kind(word: Coding) -> str:
    if word.between:
        return "agreed"
    return "verdict" if word.outcome else "withdrawn"


def _stands(verdicts: Verdicts, word: Coding) -> bool:
    return any(word is one for one in (*verdicts.standing, verdicts.agreed))


def _act_rows(
    session: Session, timeline: Sequence[Entry], titles: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    for entry in timeline:
        event = entry.event
        if isinstance(event, Act):
            yield (
                session.id,
                session.participant,
                round(entry.at_ms, 3),
                str(getattr(event, "person", "")),
                str(event.__struct_config__.tag),
                getattr(event, "task", None),
                tell_act(event, titles) or "took an act back",
                str(getattr(event, "text", "") or getattr(event, "reason", "")),
                entry.is_undone,
            )
