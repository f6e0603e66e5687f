"""One event of a session in plain words, such as `clicked “Add to basket” (button)`."""

from recorder.model.events import (
    AnyEvent,
    ClockJumped,
    ConsentGiven,
    ConsentWithdrawn,
    CustomReported,
    ElementClicked,
    EventDropped,
    FieldChanged,
    KeyPressed,
    PageScrolled,
    PageViewed,
    PointerMoved,
    ProblemReported,
    RatingGiven,
    RequestFailed,
    ScriptFailed,
    SessionEnded,
    SessionStarted,
    SoundStarted,
    SoundStopped,
    TaskEnded,
    TaskPaused,
    TaskResumed,
    TaskShown,
    TaskStarted,
    ViewResized,
)
from recorder.projections.act_words import tell_act
from recorder.projections.names import Names
from recorder.projections.timeline import Entry

_ENDED = {
    "done": "said: done",
    "gave_up": "gave up",
    "skipped": "skipped the task",
    "time_limit": "the time was up",
    "criterion": "the task was done",
    "stopped": "the task was stopped",
    "participant": "ended the task",
}


def tell_event(entry: Entry, names: Names) -> tuple[str, str] | None:
    """Say one event in words, with its detail; None for what people need not read."""
    return (
        _tell_task(entry, names)
        or _tell_page(entry)
        or _tell_fault(entry)
        or _tell_people(entry, names)
    )


def _tell_task(entry: Entry, names: Names) -> tuple[str, str] | None:
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
            return f"read the task {_title(names, task)}", ""
        case TaskStarted(task=task):
            return f"started the task {_title(names, task)}", ""
        case TaskEnded(task=task, claim=claim, why=why):
            return _ENDED[claim or why], names.tasks.get(task, task)
        case TaskPaused():
            return "paused", ""
        case TaskResumed():
            return "came back from the pause", ""
        case RatingGiven(question=question, value=None):
            return f"took back the answer to {_asked(names, question)}", ""
        case RatingGiven(question=question, value=value):
            return f"answered {_asked(names, question)}: {tell_answer(value)}", ""
        case ProblemReported(text=text):
            return "reported a problem", text
        case _:
            return None


def _title(names: Names, task: str) -> str:
    return f"“{names.tasks[task]}”" if task in names.tasks else task


def _asked(names: Names, question: str) -> str:
    return f"“{names.questions[question]}”" if question in names.questions else question


def tell_answer(value: object) -> str:
    """Say what was answered to one question: a number, words in quotes, or several choices."""
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
        case SoundStarted():
            return "the voice is recorded from here on", ""
        case SoundStopped():
            return "the voice is recorded no more", ""
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


def _tell_people(entry: Entry, names: Names) -> tuple[str, str] | None:
    event = entry.event
    words = tell_act(event, names.tasks)
    person = getattr(event, "person", "")
    if not words or not person:
        return None
    later = " (taken back later)" if entry.is_undone else ""
    return f"{names.call(person)} {words}{later}", _said(event)


def _said(event: AnyEvent) -> str:
    """Tell what a person wrote with an act."""
    return str(getattr(event, "text", "") or getattr(event, "reason", ""))
