"""The tables: what each row is, in one place; migrations make them.

Times are milliseconds since 1970 by the server's clock. Truth values are 0 or 1. Types are
those that SQLite's STRICT tables and PostgreSQL both know.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import REAL, TypeEngine

metadata = MetaData()

Whole = BigInteger().with_variant(Integer(), "sqlite")
Moment: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

study_versions = Table(
    "study_versions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("study", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("added_ms", Moment, nullable=False),
    Index("study_versions_by_study", "study", "added_ms"),
    sqlite_strict=True,
)

closed_studies = Table(
    "closed_studies",
    metadata,
    Column("study", Text, primary_key=True),
    Column("closed_ms", Moment, nullable=False),
    sqlite_strict=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=True),
    Column("secret_hash", Text, nullable=False, unique=True),
    Column("study", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("uses", Whole, nullable=False),
    Column("used", Whole, nullable=False),
    Column("created_ms", Moment, nullable=False),
    Column("closed_ms", Moment),
    Column("mode", Text, nullable=False, server_default="unmoderated"),
    Index("invitations_by_study", "study"),
    sqlite_strict=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("study", Text, nullable=False),
    Column("version", Text, ForeignKey("study_versions.hash"), nullable=False),
    Column("number", Whole, nullable=False),
    Column("participant", Text, nullable=False),
    Column("variant", Text),
    Column("tasks", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_ms", Moment, nullable=False),
    Column("last_received_ms", Moment),
    Column("screener", Text, nullable=False),
    Column("is_test", Whole, nullable=False),
    Column("invitation", Whole, ForeignKey("invitations.id")),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("code_hash", Text, nullable=False, unique=True),
    Column("events", Whole, nullable=False),
    Column("bytes", Whole, nullable=False),
    Column("is_erasing", Whole, nullable=False),
    Column("mode", Text, nullable=False, server_default="unmoderated"),
    UniqueConstraint("study", "participant"),
    sqlite_strict=True,
)

consents = Table(
    "consents",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("text_hash", Text, nullable=False),
    Column("version", Whole, nullable=False),
    Column("choices", Text, nullable=False),
    Column("given_ms", Moment, nullable=False),
    Column("withdrawn_ms", Moment),
    sqlite_strict=True,
)

epochs = Table(
    "epochs",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("epoch", Text, primary_key=True),
    Column("prev", Text),
    Column("ack", Whole, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("duplicates", Whole, nullable=False),
    Column("conflicts", Whole, nullable=False),
    sqlite_strict=True,
)

batches = Table(
    "batches",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=True),
    Column("session", Text, ForeignKey("sessions.id"), nullable=False),
    Column("epoch", Text, nullable=False),
    Column("from_seq", Whole, nullable=False),
    Column("through_seq", Whole, nullable=False),
    Column("received_ms", Moment, nullable=False),
    Column("origin_ms", Moment, nullable=False),
    Column("now_ms", Moment, nullable=False),
    Column("wall_ms", Moment, nullable=False),
    Column("rtt_ms", Moment),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("session", "epoch", "from_seq"),
    sqlite_strict=True,
)

readings = Table(
    "readings",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Whole, nullable=False),
    Column("events", Whole, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)

erasures = Table(
    "erasures",
    metadata,
    Column("session", Text, primary_key=True),
    Column("study", Text, nullable=False),
    Column("participant", Text, nullable=False),
    Column("erased_ms", Moment, nullable=False),
    sqlite_strict=True,
)

people = Table(
    "people",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text),
    Column("created_ms", Moment, nullable=False),
    Column("disabled_ms", Moment),
    sqlite_strict=True,
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("secret_hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.login"), nullable=False),
    Column("since_ms", Moment, nullable=False),
    Column("used_ms", Moment, nullable=False),
    Column("ended_ms", Moment),
    Column("device", Text, nullable=False),
    Index("sign_ins_by_person", "person"),
    sqlite_strict=True,
)

keys = Table(
    "keys",
    metadata,
    Column("secret_hash", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("person", Text),
    Column("role", Text),
    Column("label", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_ms", Moment, nullable=False),
    Column("expires_ms", Moment, nullable=False),
    Column("used_ms", Moment),
    Column("revoked_ms", Moment),
    sqlite_strict=True,
)

shares = Table(
    "shares",
    metadata,
    Column("id", Text, primary_key=True),
    Column("secret_hash", Text, nullable=False, unique=True),
    Column("study", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("passphrase_hash", Text),
    Column("made_by", Text, nullable=False),
    Column("made_ms", Moment, nullable=False),
    Column("expires_ms", Moment, nullable=False),
    Column("revoked_ms", Moment),
    Column("opened", Whole, nullable=False),
    Column("opened_ms", Moment),
    Index("shares_by_study", "study"),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=True),
    Column("at_ms", Moment, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)

sound_parts = Table(
    "sound_parts",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("take", Text, primary_key=True),
    Column("number", Whole, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("at_ms", Moment, nullable=False),
    Column("length_ms", Moment, nullable=False),
    Column("received_ms", Moment, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", Whole, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # How much a session has is asked at each part; the index alone answers it.
    Index("sound_parts_by_size", "session", "bytes"),
    sqlite_strict=True,
)

transcripts = Table(
    "transcripts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("session", Text, ForeignKey("sessions.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("begins_ms", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_ms", Moment, nullable=False),
    Index("transcripts_by_session", "session"),
    sqlite_strict=True,
)
