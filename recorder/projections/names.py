"""What people call the things that a log names by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the things that events name by their ids.

    What is not in here is told by its id.

    Attributes:
        questions: What a question asks, short.
        instruments: The title of the instrument that a question is an item of.
        people: The names of people, by their logins.
    """

    tasks: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def call(self, login: str) -> str:
        """Answer what pages call a person; the login where no name is known."""
        return self.people.get(login, login)


NO_NAMES = Names()
