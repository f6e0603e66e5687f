"""What the panel is told about its own session, and nothing about any other."""

from collections.abc import Mapping
from dataclasses import asdict

from recorder.model.questions import Question
from recorder.model.sessions import Session
from recorder.model.studies import Study, StudyVersion, Task
from recorder.model.study_parts import SOUND, ConsentChoice
from recorder.projections.progress import Progress
from recorder.web.addresses import after_address, done_address
from recorder.web.panel_texts import panel_texts_for
from recorder.web.parts import is_sound_allowed, list_parts
from recorder.web.texts import texts_for
from recorder.web.voice_texts import voice_texts_for
from recorder.web.wording import points

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def write_question(question: Question, say: Mapping[str, str]) -> dict[str, object]:
    """Write a question as the panel reads it: a scale is a choice of numbers."""
    return {
        "id": question.id,
        "ask": question.ask,
        "kind": question.kind,
        "choices": list_choices(question),
        "required": question.required,
        "hint": write_hint(question, say),
    }


def list_choices(question: Question) -> list[str]:
    """List what can be chosen, the lowest step of a scale first; nothing where one writes."""
    if question.kind == "scale":
        return [str(point) for point in points(question)]
    return list(question.choices)


def write_hint(question: Question, say: Mapping[str, str]) -> str:
    """Write what stands below a question: that it may be left out, and a scale's ends."""
    ends = points(question)
    hints = (
        "" if question.required else say["optional"],
        question.low_label and f"{ends[0]} = {question.low_label}",
        question.high_label and f"{ends[-1]} = {question.high_label}",
    )
    return " · ".join(hint for hint in hints if hint)


def write_task(task: Task, step: str, say: Mapping[str, str]) -> dict[str, object]:
    """Write a task without what would give its criteria away."""
    return {
        "id": task.id,
        "step": step,
        "title": task.title,
        "scenario": task.scenario,
        "start": task.start,
        "time_limit_s": task.time_limit_s,
        "ends": task.ends,
        "questions": [write_question(question, say) for question in task.questions],
    }


def write_tasks(study: Study, session: Session) -> list[dict[str, object]]:
    """Write the tasks in the order that this participant gets them."""
    say = texts_for(study.language)
    found = [study.find_task(task_id) for task_id in session.tasks]
    tasks = [task for task in found if task is not None]
    steps = [
        say["task_step"].format(number=number, total=len(tasks))
        for number in range(1, len(tasks) + 1)
    ]
    return [write_task(task, step, say) for task, step in zip(tasks, steps, strict=True)]


def write_capture(study: Study) -> dict[str, object]:
    """Write what the study allows to be captured."""
    capture = study.capture
    return {
        "pointer": capture.pointer,
        "text": capture.text,
        "names": capture.names,
        "query": list(capture.query),
        "dom": capture.dom,
        "sound": capture.sound,
    }


def write_session(
    version: StudyVersion, session: Session, progress: Progress, *, base_url: str
) -> dict[str, object]:
    """Write the answer of `GET /v1/session`."""
    study = version.study
    return {
        "session": session.id,
        "study": study.id,
        "title": study.title,
        "language": study.language,
        "direction": find_direction(study.language),
        "state": session.state,
        "mode": session.mode,
        "participant": session.participant,
        "variant": session.variant,
        "tasks": write_tasks(study, session),
        "progress": asdict(progress),
        "after": after_address(base_url, study.id, version.hash),
        "done": done_address(base_url, study.id),
        "capture": write_capture(study),
        "watch": list(study.all_click_selectors()),
        "has_after_study": bool(study.after_study),
        "parts": list_parts(study, session, progress),
        "words": panel_texts_for(study.language),
        **({"voice": voice_texts_for(study.language)} if is_sound_allowed(study, session) else {}),
    }


def find_direction(language: str) -> str:
    """Tell where lines begin in a language: `rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def write_choices(study: Study) -> list[dict[str, object]]:
    """Write what a participant may agree to besides taking part."""
    choices = list_consent_choices(study)
    return [{"id": each.id, "ask": each.ask} for each in choices]


def list_consent_choices(study: Study) -> tuple[ConsentChoice, ...]:
    """List what a participant may agree to besides taking part, the recorder's own last."""
    if not study.capture.sound:
        return study.consent.choices
    own = ConsentChoice(id=SOUND, ask=texts_for(study.language)["choice_sound"])
    return (*study.consent.choices, own)


def write_study(study: Study) -> dict[str, object]:
    """Write what a participant may know before consent."""
    return {
        "study": study.id,
        "title": study.title,
        "language": study.language,
        "welcome": study.welcome,
        "open": study.participants.open,
        "tasks": len(study.tasks),
        "consent": {
            "version": study.consent.version,
            "text": study.consent.text,
            "retention": study.consent.retention,
            "choices": write_choices(study),
        },
        "screener": [
            {"id": each.id, "ask": each.ask, "choices": list(each.choices)}
            for each in study.screener
        ],
        "capture": write_capture(study),
        "variants": [variant.id for variant in study.variants],
    }
