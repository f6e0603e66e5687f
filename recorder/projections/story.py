"""A session told to people: what happened, moment by moment, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recorder.model.events import (
    AssistGiven,
    ClockJumped,
    ConsentGiven,
    ConsentWithdrawn,
    CustomReported,
    ElementClicked,
    EventDropped,
    FieldChanged,
    KeyPressed,
    NoteAdded,
    NoteChanged,
    NoteRetracted,
    PageScrolled,
    PageViewed,
    PointerMoved,
    ProblemReported,
    RatingGiven,
    RequestFailed,
    ScriptFailed,
    SessionEnded,
    SessionExcluded,
    SessionIncluded,
    SessionStarted,
    SlipNoted,
    TaskAssigned,
    TaskEnded,
    TaskPaused,
    TaskRestarted,
    TaskResumed,
    TaskShown,
    TaskStarted,
    VerdictGiven,
    VerdictWithdrawn,
    ViewResized,
)
from recorder.model.ids import TaskId
from recorder.model.sessions import SessionRecord
from recorder.projections.intervals import Stretch
from recorder.projections.presence import build_presence
from recorder.projections.timeline import Entry, build_timeline

_ENDED = {
    "done": "said: done",
    "gave_up": "gave up",
    "skipped": "skipped the task",
    "time_limit": "the time was up",
    "criterion": "the task was done",
    "stopped": "the task was stopped",
    "participant": "ended the task",
}
_SHORT_MS = 1_000.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    Attributes:
        at_ms: Milliseconds since the session started.
        kind: The event's type on the wire, or "away" for a stretch without the participant.
        words: What happened, for people, such as "clicked “Add to basket” (button)".
        task: The task that ran then; None between tasks.
        detail: More, such as a selector or a message; "" when there is none.
    """

    at_ms: float
    kind: str
    words: str
    task: TaskId | None = None
    detail: str = ""


def tell_story(record: SessionRecord) -> tuple[Moment, ...]:
    """Tell a session as moments, oldest first.

    Pointer moves, scrolls and arrow keys that follow each other are one moment. What only
    machines need (measurements, DOM recording) is left out. Text that a page or a participant
    chose is passed on as it came: a page that shows it has to escape it.
    """
    timeline = build_timeline(record)
    moments = [*_moments(timeline), *_absences(record, timeline)]
    return tuple(sorted(moments, key=lambda moment: moment.at_ms))


def _moments(timeline: Sequence[Entry]) -> Iterator[Moment]:
    task: TaskId | None = None
    group = ""
    for entry in timeline:
        event = entry.event
        if isinstance(event, TaskShown | TaskStarted):
            task = TaskId(event.task)
        told = _tell(entry)
        kind = str(event.__struct_config__.tag)
        grouped = isinstance(event, PointerMoved | PageScrolled | KeyPressed)
        if told is not None and not (grouped and group == kind):
            yield Moment(entry.at_ms, kind, told[0], task, told[1])
        if told is not None:
            group = kind
        if isinstance(event, TaskEnded):
            task = None


def _absences(record: SessionRecord, timeline: Sequence[Entry]) -> list[Moment]:
    presence = build_presence(record, timeline)
    away = [("left the page for", stretch) for stretch in presence.hidden]
    slept = [("the machine slept for", stretch) for stretch in presence.suspended]
    return [
        Moment(stretch.begin_ms, "away", f"{words} {_lasting(stretch)}")
        for words, stretch in [*away, *slept]
        if stretch.length_ms >= _SHORT_MS
    ]


def _lasting(stretch: Stretch) -> str:
    seconds = round(stretch.length_ms / 1_000)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def _tell(entry: Entry) -> tuple[str, str] | None:
    """Say one event in words, with its detail; None for what people need not read."""
    return _tell_task(entry) or _tell_page(entry) or _tell_fault(entry) or _tell_people(entry)


def _tell_task(entry: Entry) -> tuple[str, str] | None:
    match entry.event:
        case SessionStarted(device=device, browser=browser, os=system):
            return "began to record", ", ".join(filter(None, (device, browser, system)))
        case SessionEnded(why=why):
            return ("finished the session" if why == "finished" else "stopped the session"), ""
        case ConsentGiven():
            return "gave consent", ""
        case ConsentWithdrawn():
            return "withdrew the consent", ""
        case TaskShown(task=task):
            return f"read the task {task}", ""
        case TaskStarted(task=task):
            return f"started the task {task}", ""
        case TaskEnded(task=task, claim=claim, why=why):
            return _ENDED[claim or why], task
        case TaskPaused():
            return "paused", ""
        case TaskResumed():
            return "came back from the pause", ""
        case RatingGiven(question=question, value=None):
            return f"took back the answer to {question}", ""
        case RatingGiven(question=question, value=value):
            return f"answered {question}: {_answer(value)}", ""
        case ProblemReported(text=text):
            return "reported a problem", text
        case _:
            return None


def _answer(value: object) -> str:
    match value:
        case list():
            return ", ".join(map(str, value))
        case float() | int():
            return f"{value:g}"
        case _:
            return f"“{value}”"


def _tell_page(entry: Entry) -> tuple[str, str] | None:
    match entry.event:
        case PageViewed(address=address, how=how):
            return f"{'came back to' if how == 'restored' else 'opened'} {address}", ""
        case ElementClicked() as click:
            return _tell_click(click), click.selector
        case FieldChanged(selector=selector, kind=kind):
            return f"changed a field{f' ({kind})' if kind else ''}", selector
        case PageScrolled():
            return "scrolled", ""
        case PointerMoved():
            return "moved the pointer", ""
        case KeyPressed():
            return "moved about by key", ""
        case ViewResized(viewport_width_px=width, viewport_height_px=height):
            return "resized the window", f"{width:g} by {height:g} px"
        case CustomReported(name=name, data=data):
            return f"the page reported {name}", bytes(data).decode(errors="replace")
        case ClockJumped(by_ms=by_ms) if not entry.slept_ms:
            return "the device's clock was set", f"by {by_ms / 1_000:g} s"
        case _:
            return None


def _tell_click(click: ElementClicked) -> str:
    if click.name:
        return f"clicked “{click.name}”{f' ({click.role})' if click.role else ''}"
    what = click.role or click.selector
    return f"clicked {what}" if what else "clicked"


def _tell_fault(entry: Entry) -> tuple[str, str] | None:
    match entry.event:
        case ScriptFailed(message=message):
            return "a script of the page failed", message
        case RequestFailed(address=address, status=status):
            answer = f"answered {status}" if status else "got no answer"
            return "a request of the page failed", f"{address} {answer}"
        case EventDropped(was=was, why=why):
            return f"an event could not be sent ({why.replace('_', ' ')})", was
        case _:
            return None


def _tell_people(entry: Entry) -> tuple[str, str] | None:
    match entry.event:
        case TaskAssigned(task=task, person=person):
            return f"{person} gave the task {task}", ""
        case TaskRestarted(task=task, person=person):
            return f"{person} had the task {task} begun again", ""
        case AssistGiven(person=person, level=level):
            return f"{person} {('nudged', 'gave a hint', 'told what to do')[level - 1]}", ""
        case SlipNoted(person=person, text=text):
            return f"{person} noted a wrong turn", text
        case VerdictGiven(task=task, person=person, outcome=outcome, reason=reason):
            return f"{person} judged {task}: {outcome.replace('_', ' ')}", reason
        case VerdictWithdrawn(task=task, person=person):
            return f"{person} took the verdict on {task} back", ""
        case SessionExcluded(person=person, reason=reason):
            return f"{person} excluded the session", reason
        case SessionIncluded(person=person):
            return f"{person} included the session again", ""
        case NoteAdded(person=person, text=text):
            return f"{person} noted", text
        case NoteChanged(person=person, text=text):
            return f"{person} changed a note", text
        case NoteRetracted(person=person):
            return f"{person} took a note back", ""
        case _:
            return None
