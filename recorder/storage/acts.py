"""What the server recorded for people in one session, and where that leaves the session."""

from sqlalchemy import Connection, select, update

from recorder.model.events import AnyEvent
from recorder.model.ids import SERVER_EPOCH, SessionId
from recorder.model.sessions import SessionState
from recorder.storage.packing import unpack
from recorder.storage.tables import batches, sessions


def list_server_events(connection: Connection, session: SessionId) -> list[AnyEvent]:
    """List what the server itself recorded in a session; the place in the list is the seq."""
    query = select(batches.c.body).where(
        batches.c.session == session, batches.c.epoch == SERVER_EPOCH
    )
    bodies = connection.execute(query.order_by(batches.c.from_seq)).scalars()
    return [event for body in bodies for event in unpack(body)]


def replace_state(connection: Connection, session: SessionId, state: SessionState) -> None:
    """Say where a session stands, inside the transaction that recorded why."""
    connection.execute(update(sessions).where(sessions.c.id == session).values(state=state))
