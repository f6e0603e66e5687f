"""The statements that append a batch, each compiled once."""

from sqlalchemy import bindparam, func, insert, select, update

from recorder.storage.prepared import Prepared
from recorder.storage.tables import batches, consents, epochs, sessions

FIND_PLACE = Prepared(
    select(
        sessions.c.id,
        sessions.c.state,
        sessions.c.started_ms,
        sessions.c.events,
        sessions.c.bytes,
        consents.c.given_ms,
        epochs.c.ack,
        epochs.c.head,
    )
    .select_from(
        sessions.outerjoin(consents, consents.c.session == sessions.c.id).outerjoin(
            epochs,
            (epochs.c.session == sessions.c.id) & (epochs.c.epoch == bindparam("epoch")),
        )
    )
    .where(sessions.c.token_hash == bindparam("token_hash"))
)
FIND_SERVER_EPOCH = Prepared(
    select(epochs.c.ack, epochs.c.head).where(
        epochs.c.session == bindparam("session"), epochs.c.epoch == bindparam("epoch")
    )
)
INSERT_BATCH_ROW = Prepared(
    insert(batches).values(
        {column.name: bindparam(column.name) for column in batches.c if column.name != "id"}
    )
)
INSERT_EPOCH = Prepared(
    insert(epochs).values({column.name: bindparam(column.name) for column in epochs.c})
)
UPDATE_EPOCH = Prepared(
    update(epochs)
    .where(epochs.c.session == bindparam("of_session"), epochs.c.epoch == bindparam("of_epoch"))
    .values(
        ack=bindparam("ack"),
        head=bindparam("head"),
        duplicates=epochs.c.duplicates + bindparam("more_duplicates"),
        conflicts=epochs.c.conflicts + bindparam("more_conflicts"),
    )
)
UPDATE_SESSION = Prepared(
    update(sessions)
    .where(sessions.c.id == bindparam("of_session"))
    .values(
        state=func.coalesce(bindparam("new_state"), sessions.c.state),
        events=sessions.c.events + bindparam("more_events"),
        bytes=sessions.c.bytes + bindparam("more_bytes"),
        last_received_ms=func.coalesce(bindparam("received"), sessions.c.last_received_ms),
    )
)
