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
