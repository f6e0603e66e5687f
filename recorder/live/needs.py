"""Which message of a live room needs what: the one table that decides who may send it."""

from dataclasses import dataclass

from recorder.model.people import Role

RUN = frozenset({Role.OWNER, Role.RESEARCHER})
WATCH = RUN | {Role.OBSERVER}
"""Who may be in a live room; others only read sessions that have ended, and note."""
EVERYBODY = frozenset(Role)

EVENTS: dict[str, frozenset[Role]] = {
    "act": EVERYBODY,
    "clock": EVERYBODY,
    "connect": EVERYBODY,
    "join": WATCH,
    "leave": EVERYBODY,
    "read": EVERYBODY,
}
"""What each message of `/room` needs; one that is missing here is refused."""


@dataclass(frozen=True, slots=True)
class ActNeeds:
    """What an act needs in a live room.

    Attributes:
        is_moderators: Only the person who moderates the session now may do it.
        is_control: It leads the session, so there must be somebody to lead.
    """

    roles: frozenset[Role]
    is_moderators: bool = False
    is_control: bool = False


_CONTROL = ActNeeds(RUN, is_moderators=True, is_control=True)

ACTS: dict[str, ActNeeds] = {
    "act.undone": ActNeeds(EVERYBODY),
    "assist.given": ActNeeds(RUN, is_moderators=True),
    "message.sent": _CONTROL,
    "moderation.handed": ActNeeds(RUN, is_control=True),
    "note.added": ActNeeds(EVERYBODY),
    "note.changed": ActNeeds(EVERYBODY),
    "note.retracted": ActNeeds(EVERYBODY),
    "remark.made": ActNeeds(WATCH),
    "session.closed": _CONTROL,
    "session.excluded": ActNeeds(RUN),
    "session.included": ActNeeds(RUN),
    "slip.noted": ActNeeds(WATCH),
    "task.assigned": _CONTROL,
    "task.begun": _CONTROL,
    "task.finished": _CONTROL,
    "task.recut": ActNeeds(RUN, is_moderators=True),
    "task.restarted": _CONTROL,
    "verdict.agreed": ActNeeds(RUN),
    "verdict.given": ActNeeds(RUN),
    "verdict.withdrawn": ActNeeds(RUN),
}
"""What each act needs; one that is missing here is refused."""

SHOWN_TO_PARTICIPANT = frozenset(
    {
        "message.sent",
        "session.closed",
        "task.assigned",
        "task.begun",
        "task.finished",
        "task.restarted",
    }
)
"""Acts that change what the participant's page shows; of all others it hears nothing."""
