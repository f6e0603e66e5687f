"""What the panel is told about its own session, and nothing about any other."""

from dataclasses import asdict

from recorder.model.questions import Question
from recorder.model.sessions import Session
from recorder.model.studies import Study, StudyVersion, Task
from recorder.projections.progress import Progress
from recorder.web.addresses import after_address, done_address


def write_question(question: Question) -> dict[str, object]:
    """Write a question as the panel reads it."""
    return {
        "id": question.id,
        "ask": question.ask,
        "kind": question.kind,
        "choices": list(question.choices),
        "required": question.required,
        "points": question.points,
        "minimum": question.minimum,
        "low_label": question.low_label,
        "high_label": question.high_label,
    }


def write_task(task: Task) -> dict[str, object]:
    """Write a task without what would give its criteria away."""
    return {
        "id": task.id,
        "title": task.title,
        "scenario": task.scenario,
        "start": task.start,
        "time_limit_s": task.time_limit_s,
        "ends": task.ends,
        "questions": [write_question(question) for question in task.questions],
    }


def write_tasks(study: Study, session: Session) -> list[dict[str, object]]:
    """Write the tasks in the order that this participant gets them."""
    found = (study.find_task(task_id) for task_id in session.tasks)
    return [write_task(task) for task in found if task is not None]


def write_capture(study: Study) -> dict[str, object]:
    """Write what the study allows to be captured."""
    capture = study.capture
    return {
        "pointer": capture.pointer,
        "text": capture.text,
        "names": capture.names,
        "query": list(capture.query),
        "dom": capture.dom,
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
        "state": session.state,
        "participant": session.participant,
        "variant": session.variant,
        "tasks": write_tasks(study, session),
        "progress": asdict(progress),
        "after": after_address(base_url, study.id, version.hash),
        "done": done_address(base_url, study.id),
        "capture": write_capture(study),
        "watch": list(study.all_click_selectors()),
        "has_after_study": bool(study.after_study),
    }


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
            "choices": [{"id": each.id, "ask": each.ask} for each in study.consent.choices],
        },
        "screener": [
            {"id": each.id, "ask": each.ask, "choices": list(each.choices)}
            for each in study.screener
        ],
        "capture": write_capture(study),
        "variants": [variant.id for variant in study.variants],
    }
