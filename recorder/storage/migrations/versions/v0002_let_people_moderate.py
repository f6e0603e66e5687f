"""Let people sign in by name, moderate, share reports and keep sound.

The audit log refuses changes by itself, as the log does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

NEVER_UPDATED = """
create trigger audit_is_never_updated before update on audit
begin
  select raise(abort, 'the audit log is never changed');
end
"""
NEVER_DELETED = """
create trigger audit_is_never_deleted before delete on audit
begin
  select raise(abort, 'the audit log is never changed');
end
"""


def upgrade() -> None:
    """Add the tables of people, their keys, shares, audit, sound and transcripts."""
    for table in ("invitations", "sessions"):
        mode = sa.Column("mode", sa.Text, nullable=False, server_default="unmoderated")
        op.add_column(table, mode)
    _make_people()
    _make_keys()
    _make_audit()
    _make_sound()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NEVER_UPDATED)
        op.execute(NEVER_DELETED)


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("created_ms", MOMENT, nullable=False),
        sa.Column("disabled_ms", MOMENT),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_ins",
        sa.Column("secret_hash", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("people.login"), nullable=False),
        sa.Column("since_ms", MOMENT, nullable=False),
        sa.Column("used_ms", MOMENT, nullable=False),
        sa.Column("ended_ms", MOMENT),
        sa.Column("device", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("sign_ins_by_person", "sign_ins", ["person"])


def _make_keys() -> None:
    op.create_table(
        "keys",
        sa.Column("secret_hash", sa.Text, primary_key=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("role", sa.Text),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_ms", MOMENT, nullable=False),
        sa.Column("expires_ms", MOMENT, nullable=False),
        sa.Column("used_ms", MOMENT),
        sa.Column("revoked_ms", MOMENT),
        sqlite_strict=True,
    )
    op.create_table(
        "shares",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        sa.Column("study", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("passphrase_hash", sa.Text),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_ms", MOMENT, nullable=False),
        sa.Column("expires_ms", MOMENT, nullable=False),
        sa.Column("revoked_ms", MOMENT),
        sa.Column("opened", WHOLE, nullable=False),
        sa.Column("opened_ms", MOMENT),
        sqlite_strict=True,
    )
    op.create_index("shares_by_study", "shares", ["study"])


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("at_ms", MOMENT, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )


def _make_sound() -> None:
    op.create_table(
        "sound_parts",
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
        sa.Column("take", sa.Text, primary_key=True),
        sa.Column("number", WHOLE, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("epoch", sa.Text, nullable=False),
        sa.Column("at_ms", MOMENT, nullable=False),
        sa.Column("length_ms", MOMENT, nullable=False),
        sa.Column("received_ms", MOMENT, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("bytes", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("sound_parts_by_size", "sound_parts", ["session", "bytes"])
    op.create_table(
        "transcripts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("begins_ms", MOMENT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_ms", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("transcripts_by_session", "transcripts", ["session"])
