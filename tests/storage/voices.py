"""Voices in tests of the storage: a study that records them, a session, and its parts."""

from hashlib import sha256

from recorder.model.ids import EpochId, SessionId
from recorder.model.sound import SoundPart
from recorder.model.studies import StudyVersion
from recorder.model.study_text import parse_study
from recorder.storage.database import Database
from recorder.storage.secret_words import hash_secret
from recorder.storage.sessions import StartedSession
from recorder.storage.sound import add_sound_part
from recorder.storage.transcripts import add_transcript
from tests.storage.helpers import START_MS, make_version, start

TAKE = "tttttttttttttttt"
EPOCH = EpochId("AAAAAAAAAAAAAAAA")
KIND = "audio/webm;codecs=opus"


def make_voice_version() -> StudyVersion:
    """Make a study that asks whether the voice may be recorded."""
    return parse_study(make_version().text + "\ncapture: {sound: true}\n", name="study.yaml")


def speak(db: Database, words: bytes, *, parts: int = 3) -> StartedSession:
    """Record a session whose participant says the words in every part, and transcribe it."""
    started = start(db, make_voice_version(), choices={"sound": True})
    for number in range(parts):
        body = words + b"-%d-" % number + bytes(range(256)) * 16
        part = SoundPart(
            TAKE, number, KIND, EPOCH, 1_000.0 * number, 1_000.0, sha256(body).hexdigest(), body
        )
        token_hash = hash_secret(started.token)
        assert add_sound_part(db, part, token_hash=token_hash, now_ms=START_MS + 2_000)
    add_transcript(
        db,
        SessionId(started.session.id),
        name="said.vtt",
        begins_ms=0.0,
        text=f"WEBVTT\n\n00:00.000 --> 00:01.000\n{words.decode()}\n",
        added_by="mo",
        now_ms=START_MS + 5_000,
    )
    return started
