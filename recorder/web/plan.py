"""What a participant is told before consent, read from the study."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from recorder.model.studies import Study

TYPICAL_TASK_S = 180
QUESTION_S = 8
READING_S = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """Sentences about what happens and what is recorded."""

    expect: tuple[str, ...]
    recorded: tuple[str, ...]
    not_recorded: tuple[str, ...]


def expected_minutes(study: Study) -> int:
    """Guess how long a session takes, rounded up to five minutes."""
    tasks_s = sum(min(task.time_limit_s or TYPICAL_TASK_S, 600) for task in study.tasks)
    questions = sum(len(task.questions) for task in study.tasks) + len(study.after_study)
    return 5 * ceil((READING_S + tasks_s + QUESTION_S * questions) / 300)


def describe_plan(study: Study, say: Mapping[str, str]) -> Plan:
    """Say in words what the study's own settings mean for a participant."""
    has_questions = bool(study.after_study) or any(task.questions for task in study.tasks)
    count = len(study.tasks)
    tasks = say["one_task"] if count == 1 else say["many_tasks"].format(count=count)
    capture = study.capture
    return Plan(
        expect=_pick(
            (True, say["expect_tasks"].format(tasks=tasks)),
            (has_questions, say["expect_questions"]),
            (True, say["expect_time"].format(minutes=expected_minutes(study))),
        ),
        recorded=_pick(
            (True, say["recorded_clicks"]),
            (capture.pointer, say["recorded_pointer"]),
            (capture.names, say["recorded_names"]),
            (capture.dom, say["recorded_dom"]),
            (has_questions, say["recorded_answers"]),
        ),
        not_recorded=_pick(
            (True, say["not_name"]),
            (capture.text == "none", say["not_typed"]),
            (True, say["not_camera"]),
        ),
    )


def _pick(*sentences: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(sentence for holds, sentence in sentences if holds)
