"""Shares: links to a report for people without a login; only hashes of their secrets are kept."""

import json
from dataclasses import asdict
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Row, insert, select, update

from recorder.model.ids import StudyId
from recorder.model.shares import Scope, Share
from recorder.storage.database import Database
from recorder.storage.secret_words import draw_name, hash_secret
from recorder.storage.tables import shares


def add_share(
    db: Database,
    study: StudyId,
    scope: Scope,
    *,
    label: str,
    made_by: str,
    expires_ms: float,
    now_ms: float,
    passphrase_hash: str | None = None,
) -> tuple[Share, str]:
    """Make a share and return it with its secret, `shr_` and 160 bits, shown only now."""
    secret, id_ = f"shr_{token_urlsafe(20)}", draw_name()
    has_passphrase = passphrase_hash is not None
    share = Share(id_, study, label, scope, has_passphrase, made_by, now_ms, expires_ms)
    row = {"id": id_, "study": study, "label": label, "scope": json.dumps(asdict(scope))}
    hashes = {"secret_hash": hash_secret(secret), "passphrase_hash": passphrase_hash}
    times = {"made_by": made_by, "made_ms": now_ms, "expires_ms": expires_ms}
    db.change(insert(shares).values(**row, **hashes, **times, opened=0))
    return share, secret


def list_shares(db: Database, study: StudyId) -> list[Share]:
    """List a study's shares, the newest first, those that work no longer too."""
    query = select(shares).where(shares.c.study == study).order_by(shares.c.made_ms.desc())
    with db.read() as connection:
        return [_share(row) for row in connection.execute(query)]


def find_share(db: Database, secret: str, *, now_ms: float) -> Share | None:
    """Find the share that a secret opens now."""
    return _find(db, shares.c.secret_hash == hash_secret(secret), now_ms)


def find_share_by_id(db: Database, id_: str, *, now_ms: float) -> Share | None:
    """Find a share by its id, unless it works no longer."""
    return _find(db, shares.c.id == id_, now_ms)


def find_passphrase(db: Database, id_: str) -> str | None:
    """Find the hash of a share's passphrase; None when it has none."""
    with db.read() as connection:
        query = select(shares.c.passphrase_hash).where(shares.c.id == id_)
        found: str | None = connection.scalar(query)
        return found


def count_opening(db: Database, id_: str, *, now_ms: float) -> None:
    """Count that a share was opened."""
    query = update(shares).where(shares.c.id == id_)
    db.change(query.values(opened=shares.c.opened + 1, opened_ms=now_ms))


def revoke_share(db: Database, study: StudyId, id_: str, *, now_ms: float) -> bool:
    """Let a share open nothing any more; tell whether it would have."""
    is_it = shares.c.id == id_, shares.c.study == study, shares.c.revoked_ms.is_(None)
    return db.change(update(shares).where(*is_it).values(revoked_ms=now_ms)) > 0


def _find(db: Database, which: ColumnElement[bool], now_ms: float) -> Share | None:
    with db.read() as connection:
        row = connection.execute(select(shares).where(which)).first()
    share = None if row is None else _share(row)
    return share if share and share.works(now_ms) else None


def _share(row: Row[*tuple[object, ...]]) -> Share:
    return Share(
        row.id,
        StudyId(row.study),
        row.label,
        Scope(**json.loads(row.scope)),
        row.passphrase_hash is not None,
        row.made_by,
        row.made_ms,
        row.expires_ms,
        row.revoked_ms,
        row.opened,
        row.opened_ms,
    )
