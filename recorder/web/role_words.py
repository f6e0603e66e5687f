"""What each role is called, and what it may do, for the people who read it."""

from dataclasses import dataclass

from recorder.model.people import Role


@dataclass(frozen=True, slots=True)
class RoleWords:
    """One role in words.

    Attributes:
        name: As a chip or a choice shows it.
        title: As a sentence goes on with it.
        may: What the role may do, as a sentence goes on after "may".
    """

    name: str
    title: str
    may: str


ROLE_WORDS = {
    Role.OWNER: RoleWords(
        "Owner", "an owner", "do everything, and look after the people and the audit log."
    ),
    Role.RESEARCHER: RoleWords(
        "Researcher",
        "a researcher",
        "run studies: invite participants, lead sessions, write notes and verdicts, share "
        "reports, erase data.",
    ),
    Role.OBSERVER: RoleWords(
        "Observer", "an observer", "watch sessions and replays, write notes, read reports."
    ),
    Role.REVIEWER: RoleWords(
        "Reviewer",
        "a reviewer",
        "read reports and replays, judge attempts, write notes; no live sessions.",
    ),
}
