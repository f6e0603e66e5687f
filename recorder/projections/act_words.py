"""What people did, in words: the same in a session's story and on the moderator's buttons."""

from collections.abc import Mapping

from recorder.model.events import (
    Act,
    AnyEvent,
    AssistGiven,
    MessageSent,
    ModerationHanded,
    NoteAdded,
    NoteChanged,
    NoteRetracted,
    RemarkMade,
    SessionClosed,
    SessionExcluded,
    SessionIncluded,
    SlipNoted,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRecut,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)

UNDOABLE = (
    TaskAssigned
    | TaskBegun
    | TaskFinished
    | TaskRestarted
    | TaskRecut
    | AssistGiven
    | SlipNoted
    | VerdictGiven
    | VerdictWithdrawn
    | VerdictAgreed
    | NoteAdded
    | NoteChanged
    | NoteRetracted
    | MessageSent
    | SessionClosed
)
"""What can be taken back in a room; the rest is simply done again the other way round."""

_HELPED = ("nudged", "gave a hint", "told what to do")


def tell_act(event: AnyEvent | Act, titles: Mapping[str, str]) -> str:
    """Say in words what a person did, without the person; "" for what no person does.

    Args:
        event: The act.
        titles: What people call the tasks, by their ids.
    """
    return _tell_task(event, titles) or _tell_verdict(event, titles) or _tell_room(event)


def _title(titles: Mapping[str, str], task: str) -> str:
    return f"“{titles[task]}”" if task in titles else task


def _tell_task(event: AnyEvent | Act, titles: Mapping[str, str]) -> str:
    match event:
        case TaskAssigned(task=task):
            return f"gave the task {_title(titles, task)}"
        case TaskBegun(task=task):
            return f"started the clock of {_title(titles, task)}"
        case TaskFinished(task=task, claim=claim):
            said = f" ({claim.replace('_', ' ')})" if claim else ""
            return f"ended {_title(titles, task)}{said}"
        case TaskRecut(task=task):
            return f"corrected when {_title(titles, task)} began or ended"
        case TaskRestarted(task=task):
            return f"had the task {_title(titles, task)} begun again"
        case AssistGiven(level=level):
            return _HELPED[level - 1]
        case SlipNoted():
            return "noted a wrong turn"
        case _:
            return ""


def _tell_verdict(event: AnyEvent | Act, titles: Mapping[str, str]) -> str:
    match event:
        case VerdictGiven(task=task, outcome=outcome):
            return f"judged {_title(titles, task)}: {outcome.replace('_', ' ')}"
        case VerdictWithdrawn(task=task):
            return f"took the verdict on {_title(titles, task)} back"
        case VerdictAgreed(task=task, outcome=outcome):
            agreed = f"wrote down what was agreed on {_title(titles, task)}"
            return f"{agreed}: {outcome.replace('_', ' ')}"
        case _:
            return ""


def _tell_room(event: AnyEvent | Act) -> str:
    match event:
        case NoteAdded(marker=marker):
            return f"set the marker {marker}" if marker else "noted"
        case NoteChanged():
            return "changed a note"
        case NoteRetracted():
            return "took a note back"
        case MessageSent(text=text):
            return "wrote to the participant" if text else "took the words back"
        case RemarkMade():
            return "said to those who watch"
        case ModerationHanded(person=person, to=to):
            return "took over as moderator" if person == to else f"handed the session over to {to}"
        case SessionClosed():
            return "ended the session"
        case SessionExcluded():
            return "excluded the session"
        case SessionIncluded():
            return "included the session again"
        case _:
            return ""
