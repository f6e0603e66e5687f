"""A report shared by a link: with whom nobody knows, what of it, and until when."""

from dataclasses import dataclass

from recorder.model.ids import StudyId

DAY_MS = 86_400_000
USUAL_DAYS, MOST_DAYS = 14, 90
"""How long a share works when nobody says, and at most."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What whoever has the link may see besides the figures.

    Attributes:
        quotes: What participants wrote, in their own words.
        sessions: The page of each session.
        downloads: The report as files.
    """

    quotes: bool = False
    sessions: bool = False
    downloads: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One link to one report; its secret is shown once and kept nowhere.

    Attributes:
        id: Names it in addresses; it opens nothing.
        label: For whom it was made, in the words of who made it.
        made_by: Login of who made it.
        expires_ms: It opens nothing from then on, ms since 1970.
        revoked_ms: Since when it opens nothing; None while nobody revoked it.
        opened: How often it was opened.
        opened_ms: When last; None for never.
    """

    id: str
    study: StudyId
    label: str
    scope: Scope
    has_passphrase: bool
    made_by: str
    made_ms: float
    expires_ms: float
    revoked_ms: float | None = None
    opened: int = 0
    opened_ms: float | None = None

    def works(self, now_ms: float) -> bool:
        """Tell whether it opens anything now."""
        return self.revoked_ms is None and now_ms < self.expires_ms
