"""Which acts people took back: those stay in the log, and every reading leaves them out."""

from collections.abc import Sequence

from recorder.model.events import ActUndone, AnyEvent


def find_undone(events: Sequence[AnyEvent]) -> frozenset[int]:
    """Find the places of the acts that do not stand.

    An act stands unless a later `act.undone` that stands names it; so to undo an undo does
    the act again. A name means the first act that has it: a later one that borrows the
    name takes nothing with it.

    Args:
        events: What the server wrote into one session's log, in the order of the log.
    """
    if not any(isinstance(event, ActUndone) for event in events):
        return frozenset()
    first: dict[str, int] = {}
    for place, event in enumerate(events):
        first.setdefault(getattr(event, "act", ""), place)
    named, undone = set[str](), set[int]()
    for place in range(len(events) - 1, -1, -1):
        event, name = events[place], getattr(events[place], "act", "")
        if name and name in named and first[name] == place:
            undone.add(place)
        elif isinstance(event, ActUndone):
            named.add(event.undone)
    return frozenset(undone)
