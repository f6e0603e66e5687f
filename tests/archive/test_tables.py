"""What people find in an archive: every column explained, words searchable, links that lead on."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recorder.archive.codebook import APPLICATION_ID, FORMAT
from recorder.model.sessions import SessionMode
from recorder.storage.database import Database
from recorder.storage.log import read_data_hash
from tests.archive.helpers import PEOPLE, SITTING, TEA, WORDS, add_people, add_study, archive, ask
from tests.storage.helpers import open_new, start

MO: dict[str, object] = {"person": "mo"}


@pytest.fixture(scope="module")
def made(prepared: Path) -> Path:
    """The archive of a study of three sessions, which no test here changes."""
    return prepared / "study.sqlite"


def list_columns(made: Path) -> set[tuple[str, str, int]]:
    """List table, column and place of everything that is in the file, by SQLite's own account."""
    tables = ask(
        made,
        "select name from pragma_table_list where schema = 'main'"
        " and type in ('table', 'view') and name not like 'sqlite_%'",
    )
    return {
        (str(table), str(column), int(str(place)) + 1)
        for (table,) in tables
        for column, place in ask(made, "select name, cid from pragma_table_info(?)", table)
    }


def test_the_codebook_has_every_column_of_every_table_and_view(made: Path) -> None:
    explained = ask(made, 'select "table", "column", position from codebook')

    assert set(explained) == list_columns(made)
    assert len(explained) == len(set(explained))


def test_every_column_is_explained_in_words_with_its_type_and_unit(made: Path) -> None:
    rows = ask(made, 'select "table", "column", type, unit, meaning from codebook')

    for table, column, kind, unit, meaning in rows:
        assert re.fullmatch(r"[A-Z0-9].*[.:]", str(meaning)), (table, column)
        assert kind in ("text", "integer", "real", "blob")
        if re.search(r"_(ms|s|px)$", str(column)):
            assert unit, f"{table}.{column} has no unit"


def test_the_types_are_those_of_the_tables(made: Path) -> None:
    rows = ask(
        made,
        """select c."table", c."column", lower(i.type), c.type from codebook c
        join pragma_table_list t on t.name = c."table" and t.type = 'table'
        join pragma_table_info(c."table") i on i.name = c."column" """,
    )

    assert [row for row in rows if row[2] != row[3]] == []
    assert len(rows) > 150


def test_every_value_is_one_of_those_that_the_codebook_lists(made: Path) -> None:
    listed = ask(
        made, 'select "table", "column", "values" from codebook where "values" like \'%,%\''
    )

    checked = 0
    for table, column, values in listed:
        allowed = {word.split()[0] for word in str(values).split(", ")}
        found = ask(made, f'select distinct "{column}" from "{table}"')  # noqa: S608
        assert {str(one) for (one,) in found if one is not None} <= allowed, (table, column)
        checked += len(found)
    assert checked > 20


def test_every_table_is_introduced(made: Path) -> None:
    introduced = {str(name) for (name,) in ask(made, "select name from _about")}

    assert introduced == {table for table, _, _ in list_columns(made)}


def test_every_reference_leads_to_a_row(made: Path) -> None:
    """Tasks that only an event names have a row too."""
    assert ask(made, "pragma foreign_key_check") == []
    assert ask(made, "pragma integrity_check") == [("ok",)]
    linked = ask(made, "select count(*) from codebook where refers <> ''")
    assert linked[0] > (30,)


def test_what_is_referred_to_has_a_label(made: Path) -> None:
    """Datasette shows a column called name or title in place of a key that nobody can read."""
    targets = ask(made, "select distinct refers from codebook where refers <> ''")
    readable = {"participants", "kept_invitations"}

    for (table,) in targets:
        names = {one for (one,) in ask(made, "select name from pragma_table_info(?)", table)}
        assert table in readable or names & {"name", "title"}, table


def test_labels_are_words(made: Path) -> None:
    assert ask(made, "select title from studies") == [("Tea shop",)]
    assert ask(made, "select name from sessions order by started_ms")[0] in [
        ("p01, current",),
        ("p01, short",),
    ]
    (title,) = ask(made, "select title from study_versions")[0]
    assert re.fullmatch(r"Tea shop \([0-9a-f]{12}\)", str(title))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("hovers", ["note"]),
        ("kettle", ["answer"]),
        ("teuer", ["problem"]),
        ("кнопка", ["problem"]),
        ("coffee", ["verdict"]),
        ("help", ["slip"]),
        ("hesitates", []),
        ("wrong", []),
    ],
)
def test_words_are_found(made: Path, words: str, kinds: list[str]) -> None:
    """Not what a note said before it was changed, nor one that was taken back."""
    sql = """select w.kind from words w join words_fts f on f.rowid = w.id
      where words_fts match ?"""

    assert [kind for (kind,) in ask(made, sql, words)] == kinds


def test_every_event_has_its_row_and_its_place_on_the_sessions_clock(made: Path) -> None:
    rows = ask(
        made,
        """select e.seq, e.type, e.task, e.at_ms, e.event from events e
        join sessions s on s.session = e.session
        where s.participant = 'p01' and e.epoch = 'AAAAAAAAAAAAAAAA' order by e.seq""",
    )

    assert [row[1] for row in rows] == [one["type"] for one in SITTING] + ["epoch.ended"]
    told = json.loads(str(rows[4][4]))
    assert told == {"type": "problem.reported", "at_ms": 2_500.0, "task": "buy", "text": WORDS}
    assert rows[2][2:4] == ("buy", 1_000.0)
    (spread,) = ask(
        made,
        """select max(session_ms - at_ms) - min(session_ms - at_ms) from events e
        join sessions s on s.session = e.session
        where s.participant = 'p01' and e.epoch = 'AAAAAAAAAAAAAAAA'""",
    )[0]
    assert abs(float(str(spread))) < 0.01


def test_what_people_did_is_there(made: Path) -> None:
    notes = ask(made, "select note, person, text, changes, is_retracted from notes order by note")
    verdicts = ask(made, "select person, outcome, score, is_withdrawn from verdicts order by id")

    assert notes == [("n1", "mo", "Hovers long.", 1, 0), ("n2", "mo", None, 0, 1)]
    assert verdicts == [("mo", "failed", None, 0), ("al", "partial", 0.25, 1)]
    attempt = ask(made, "select outcome, verdict, reason, assists, slips from attempts")[0]
    assert attempt == ("failed", "failed", "Bought coffee.", 1, 1)
    assert ask(made, "select count(*) from events where type like 'note.%'") == [(4,)]
    assert len(PEOPLE) == 9


def test_what_people_did_is_told_in_words_and_undone_things_are_marked(tmp_path: Path) -> None:
    db = open_new(tmp_path)
    session = start(db, mode=SessionMode.BY_HAND).session.id
    add_people(
        db,
        session,
        [
            {**MO, "type": "task.assigned", "at_ms": 1, "task": "x", "title": "More", "act": "g"},
            {**MO, "type": "task.begun", "at_ms": 2, "task": "x"},
            {**MO, "type": "task.finished", "at_ms": 9, "task": "x", "claim": "done"},
            {**MO, "type": "slip.noted", "at_ms": 5, "task": "x", "text": "Oh.", "act": "s"},
            {**MO, "type": "act.undone", "at_ms": 10, "undone": "s"},
            {**MO, "type": "note.added", "at_ms": 11, "note": "n", "text": "Ah #tag !", "act": "n"},
            {**MO, "type": "note.added", "at_ms": 12, "note": "m", "text": "", "marker": "quote"},
            {**MO, "type": "note.added", "at_ms": 13, "note": "o", "text": "Gone.", "act": "o"},
            {**MO, "type": "act.undone", "at_ms": 14, "undone": "o"},
            {**MO, "type": "verdict.given", "at_ms": 15, "task": "x", "outcome": "failed"},
            {
                **MO,
                "type": "verdict.agreed",
                "at_ms": 16,
                "task": "x",
                "outcome": "partial",
                "between": ["mo", "al"],
            },
        ],
    )
    made = archive(db, tmp_path / "tea.sqlite")
    db.close()

    acts = ask(made, "select type, words, is_undone from acts order by id")
    notes = ask(made, "select note, marker, tags, severity, is_retracted from notes order by note")
    verdicts = ask(made, "select kind, outcome, between_people from verdicts order by id")
    attempts = ask(made, "select task, outcome, judged_by, is_planned from attempts")

    assert acts[0] == ("task.assigned", "gave the task “More”", 0)
    assert ("slip.noted", "noted a wrong turn", 1) in acts
    assert ("act.undone", "took an act back", 0) in acts
    assert notes == [
        ("m", "quote", "[]", 0, 0),
        ("n", None, '["tag"]', 1, 0),
        ("o", None, "[]", 0, 1),
    ]
    assert verdicts == [("verdict", "failed", "[]"), ("agreed", "partial", '["mo", "al"]')]
    assert attempts == [("x", "partial", "mo", 0)]
    assert ask(made, "select title from tasks where task = 'x'") == [("More",)]


def test_answers_are_numbers_words_and_choices(made: Path) -> None:
    rows = ask(made, "select task, question, value_number, value_text from answers order by id")

    assert rows == [
        ("buy", "seq", 6.0, None),
        (None, "why", None, "The kettle sang."),
        (None, "which", None, "red"),
        (None, "which", None, "green"),
    ]


def test_participants_have_what_their_page_told(made: Path) -> None:
    rows = ask(made, "select participant, browser, device, viewport_width_px from participants")

    assert sorted(rows, key=str)[0] == ("p01", "firefox", "desktop", 1280.0)
    assert ("t01", None, None, None) in rows


def test_the_views_answer_the_first_questions(made: Path) -> None:
    outcomes = ask(made, "select participant, task, outcome from outcomes")
    results = ask(made, "select sum(attempts), sum(completed), sum(not_reached) from task_results")

    assert [row[2] for row in outcomes if row[0] == "p01"] == [
        "failed",
        "abandoned",
        "not_reached",
        "not_reached",
    ]
    assert {row[0] for row in outcomes} == {"p01", "p02"}, "a try does not count"
    assert results == [(3, 0, 5)]
    assert [row[0] for row in ask(made, "select text from problems")] == [WORDS]
    assert ask(made, "select distinct address from page_views") == [("/index.html",)]
    assert ask(made, "select distinct selector, page_x_px, page_y_px from clicks") == [
        ("#buy", 10.0, 0)
    ]


def test_the_file_says_what_it_is_and_when_its_data_end(filled: Database, made: Path) -> None:
    told = {str(row[0]): row[1] for row in ask(made, "select name, value from provenance")}
    header = made.read_bytes()[:100]

    assert told["study"] == "tea-shop"
    assert told["data_hash"] == read_data_hash(filled, TEA)
    assert told["sessions"] == "3"
    assert int.from_bytes(header[60:64], "big") == FORMAT
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert not [name for name in told if "made" in name]


def test_when_it_is_made_changes_nothing(tmp_path: Path) -> None:
    """Two archives of the same study can be compared byte by byte."""
    db = open_new(tmp_path)
    add_study(db)
    first = archive(db, tmp_path / "first.sqlite")

    second = archive(db, tmp_path / "second.sqlite")

    assert first.read_bytes() == second.read_bytes()
    db.close()


def test_it_opens_without_anything_of_the_recorder(made: Path) -> None:
    """No function, collation or module is needed that plain SQLite lacks."""
    with closing(sqlite3.connect(made)) as connection:
        for (name,) in connection.execute("select name from _about").fetchall():
            connection.execute(f'select * from "{name}"').fetchall()  # noqa: S608
