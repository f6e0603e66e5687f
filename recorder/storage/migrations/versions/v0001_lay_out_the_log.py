"""Lay out the log, and the tables of those who take part.

The log refuses changes by itself: rows of `batches` are never updated, and deleted only
while their session is being erased.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

NEVER_UPDATED = """
create trigger batches_are_never_updated before update on batches
begin
  select raise(abort, 'the log is never changed');
end
"""
NEVER_DELETED = """
create trigger batches_are_deleted_by_erasure_only before delete on batches
when not exists (select 1 from sessions where id = old.session and is_erasing = 1)
begin
  select raise(abort, 'the log is only deleted by erasing a participant');
end
"""


def upgrade() -> None:
    """Make every table of the first version."""
    _make_studies()
    _make_sessions()
    _make_log()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NEVER_UPDATED)
        op.execute(NEVER_DELETED)


def _make_studies() -> None:
    op.create_table(
        "study_versions",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("study", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("added_ms", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("study_versions_by_study", "study_versions", ["study", "added_ms"])
    op.create_table(
        "closed_studies",
        sa.Column("study", sa.Text, primary_key=True),
        sa.Column("closed_ms", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "invitations",
        sa.Column("id", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        sa.Column("study", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("uses", WHOLE, nullable=False),
        sa.Column("used", WHOLE, nullable=False),
        sa.Column("created_ms", MOMENT, nullable=False),
        sa.Column("closed_ms", MOMENT),
        sqlite_strict=True,
    )
    op.create_index("invitations_by_study", "invitations", ["study"])


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("study", sa.Text, nullable=False),
        sa.Column("version", sa.Text, sa.ForeignKey("study_versions.hash"), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("variant", sa.Text),
        sa.Column("tasks", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started_ms", MOMENT, nullable=False),
        sa.Column("last_received_ms", MOMENT),
        sa.Column("screener", sa.Text, nullable=False),
        sa.Column("is_test", WHOLE, nullable=False),
        sa.Column("invitation", WHOLE, sa.ForeignKey("invitations.id")),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        sa.Column("code_hash", sa.Text, nullable=False, unique=True),
        sa.Column("events", WHOLE, nullable=False),
        sa.Column("bytes", WHOLE, nullable=False),
        sa.Column("is_erasing", WHOLE, nullable=False),
        sa.UniqueConstraint("study", "participant"),
        sqlite_strict=True,
    )
    op.create_table(
        "consents",
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("given_ms", MOMENT, nullable=False),
        sa.Column("withdrawn_ms", MOMENT),
        sqlite_strict=True,
    )
    op.create_table(
        "erasures",
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("study", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("erased_ms", MOMENT, nullable=False),
        sqlite_strict=True,
    )


def _make_log() -> None:
    op.create_table(
        "epochs",
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("epoch", sa.Text, primary_key=True),
        sa.Column("prev", sa.Text),
        sa.Column("ack", WHOLE, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("duplicates", WHOLE, nullable=False),
        sa.Column("conflicts", WHOLE, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "batches",
        sa.Column("id", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("epoch", sa.Text, nullable=False),
        sa.Column("from_seq", WHOLE, nullable=False),
        sa.Column("through_seq", WHOLE, nullable=False),
        sa.Column("received_ms", MOMENT, nullable=False),
        sa.Column("origin_ms", MOMENT, nullable=False),
        sa.Column("now_ms", MOMENT, nullable=False),
        sa.Column("wall_ms", MOMENT, nullable=False),
        sa.Column("rtt_ms", MOMENT),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("session", "epoch", "from_seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "readings",
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("events", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
