"""Transcripts of what participants said: brought in, read, searched and deleted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_version, get_clock, get_db
from recorder.errors import InvalidTranscriptError, TooLargeError
from recorder.model.audits import AuditAct
from recorder.model.ids import SessionId
from recorder.model.transcripts import Cue, Transcript, parse_moment, read_vtt
from recorder.storage.sessions import get_session
from recorder.storage.transcripts import (
    add_transcript,
    delete_transcript,
    get_transcript,
    list_transcripts,
)
from recorder.web.audits import note
from recorder.web.people import get_person
from recorder.web.sounds import read_session_sound

bp = Blueprint("transcripts", __name__, url_prefix="/sessions/<session_id>")

MOST_NAME = 100


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a transcript as its page shows it.

    Attributes:
        at_ms: When, on the session's clock.
        pieces: The words in pieces, each with whether it is what was looked for.
    """

    at_ms: float
    speaker: str
    pieces: tuple[tuple[str, bool], ...]


@bp.get("/transcripts/new")
def ask_transcript(session_id: str) -> str:
    """Ask for a WebVTT file, and where it begins."""
    return _show_form(SessionId(session_id), "")


@bp.post("/transcripts")
def add(session_id: str) -> ResponseReturnValue:
    """Take a WebVTT file; what is wrong with it is said with its line."""
    session = get_session(get_db(), SessionId(session_id))
    try:
        name, text = _read_file()
        begins_ms = _read_begin(session.id)
    except InvalidTranscriptError as error:
        return _show_form(session.id, f"Line {error.line}: {error.why}."), 400
    except TooLargeError as error:
        return _show_form(session.id, f"The file has more than {error.allowed:,} bytes."), 413
    except ValueError as error:
        return _show_form(session.id, str(error)), 400
    made = add_transcript(
        get_db(),
        session.id,
        name=name,
        begins_ms=begins_ms,
        text=text,
        added_by=get_person().login,
        now_ms=get_clock()(),
    )
    note(AuditAct.TRANSCRIPT_ADDED, session.id, made.id)
    flash(f"The transcript is here: {len(made.cues)} lines.")
    return redirect(_address(made), 303)


def _read_file() -> tuple[str, str]:
    """Read what the file is called, and its checked text."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise ValueError("Choose a WebVTT file; its name mostly ends with .vtt.")
    return name_file(request.form.get("name") or file.filename), read_vtt(file.stream.read())


def name_file(typed: str) -> str:
    """Name a transcript by what was typed, or by its file, whatever folders that names."""
    last = re.split(r"[/\\]", typed)[-1]
    plain = "".join(letter for letter in last if letter.isprintable())
    return plain.strip()[:MOST_NAME] or "transcript"


def _read_begin(session: SessionId) -> float:
    """Read where a transcript begins: with a recording, or at a typed moment."""
    chosen = request.form.get("take", "")
    if chosen:
        takes = read_session_sound(session).takes
        begins = [one.begins_ms for one in takes if one.take.take == chosen]
        if not begins:
            raise ValueError("That recording is not there any more.")
        return begins[0]
    return parse_moment(request.form.get("begins") or "0")


def _show_form(session_id: SessionId, problem: str) -> str:
    session = get_session(get_db(), session_id)
    return render_template(
        "researcher/transcript_new.html",
        study=find_version(session.version).study,
        here="sessions",
        session=session,
        takes=read_session_sound(session.id).takes,
        problem=problem,
    )


@bp.get("/transcripts/<transcript_id>")
def show_transcript(session_id: str, transcript_id: str) -> str:
    """Show a transcript as text, or the lines of it that have what is looked for."""
    transcript = get_transcript(get_db(), SessionId(session_id), transcript_id)
    session = get_session(get_db(), transcript.session)
    wanted = request.args.get("q", "").strip()[:200]
    cues = transcript.cues
    return render_template(
        "researcher/transcript.html",
        study=find_version(session.version).study,
        here="sessions",
        session=session,
        transcript=transcript,
        lines=list(list_said(transcript, cues, wanted)),
        total=len(cues),
        wanted=wanted,
    )


def list_said(transcript: Transcript, cues: tuple[Cue, ...], wanted: str) -> Iterator[Said]:
    """List the lines that have the wanted words, each with its moment in the session."""
    for cue in cues:
        pieces = split_hits(cue.text, wanted)
        if not wanted or any(is_hit for _, is_hit in pieces):
            yield Said(transcript.begins_ms + cue.start_ms, cue.speaker, pieces)


def split_hits(text: str, wanted: str) -> tuple[tuple[str, bool], ...]:
    """Split a text at what is looked for, whatever its capitals."""
    if not wanted:
        return ((text, False),)
    pieces = re.split(f"({re.escape(wanted)})", text, flags=re.IGNORECASE)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)


@bp.get("/transcripts/<transcript_id>.vtt")
def send_transcript(session_id: str, transcript_id: str) -> Response:
    """Send the file as it came in."""
    transcript = get_transcript(get_db(), SessionId(session_id), transcript_id)
    response = Response(transcript.text, content_type="text/vtt; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={transcript.id}.vtt"
    return response


@bp.get("/transcripts.json")
def list_lines(session_id: str) -> Response:
    """List a session's transcripts with their lines on the session's clock."""
    session = get_session(get_db(), SessionId(session_id))
    found = list_transcripts(get_db(), session.id)
    return jsonify({"session": session.id, "transcripts": [write_transcript(one) for one in found]})


def write_transcript(transcript: Transcript) -> dict[str, object]:
    """Write a transcript for programs; times are the session's."""
    begins_ms = transcript.begins_ms
    return {
        "id": transcript.id,
        "name": transcript.name,
        "begins_ms": begins_ms,
        "cues": [
            {
                "start_ms": begins_ms + cue.start_ms,
                "end_ms": begins_ms + cue.end_ms,
                "speaker": cue.speaker,
                "text": cue.text,
            }
            for cue in transcript.cues
        ],
    }


@bp.post("/transcripts/<transcript_id>/delete")
def delete(session_id: str, transcript_id: str) -> ResponseReturnValue:
    """Delete a transcript for good."""
    session = get_session(get_db(), SessionId(session_id))
    delete_transcript(get_db(), session.id, transcript_id)
    note(AuditAct.TRANSCRIPT_DELETED, session.id, transcript_id)
    flash("The transcript is deleted.")
    return redirect(url_for("sessions.show_session", session_id=session.id), 303)


def _address(transcript: Transcript) -> str:
    return url_for(
        "transcripts.show_transcript",
        session_id=transcript.session,
        transcript_id=transcript.id,
    )
