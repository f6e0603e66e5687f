"""What pages call people."""

from recorder.context import get_db
from recorder.storage.people import list_people


def list_names() -> dict[str, str]:
    """List the names of all people who ever had a login, by their logins."""
    return {person.login: person.name for person in list_people(get_db())}
