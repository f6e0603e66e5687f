"""Tickets: a page of ours opens the live room with one, so that a cookie alone never does."""

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from recorder.clock import Clock
from recorder.errors import NotAllowedError
from recorder.storage.sign_ins import SignIn

LIFE_S = 60
"""How long a ticket opens the room; the room stays open as long as the sign-in does."""


class Tickets:
    """Makes tickets and reads them."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._serializer = URLSafeTimedSerializer(
            secret, salt="live ticket, version 1", signer=_signer(clock)
        )

    def make(self, sign_in: SignIn) -> str:
        """Make a ticket for one sign-in."""
        return str(self._serializer.dumps(sign_in.id))

    def check(self, ticket: object, sign_in: SignIn | None) -> SignIn:
        """Check that a ticket is fresh, ours, and of the sign-in that shows it.

        Raises:
            NotAllowedError: It is not, or nobody is signed in.
        """
        if sign_in is None or not isinstance(ticket, str) or len(ticket) > 1_000:
            raise NotAllowedError("the live room needs a sign-in and a ticket")
        try:
            named = self._serializer.loads(ticket, max_age=LIFE_S)
        except BadData:
            raise NotAllowedError("the ticket is too old or not ours") from None
        if named != sign_in.id:
            raise NotAllowedError("the ticket belongs to another sign-in")
        return sign_in


def _signer(clock: Clock) -> type[TimestampSigner]:
    class Signer(TimestampSigner):
        """Signs by the clock that everything else goes by."""

        def get_timestamp(self) -> int:
            return int(clock() / 1000)

    return Signer
