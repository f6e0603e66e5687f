"""What a participant is told before consent, read from the study."""

from collections.abc import Mapping
from dataclasses import dataclass

from recorder.model.studies import Study, Task

TYPICAL_TASK_S = 120
QUESTION_S = 6
READING_S = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Sentences about what happens and what is recorded."""

    expect: tuple[str, ...]
    recorded: tuple[str, ...]
    not_recorded: tuple[str, ...]


def expected_minutes(study: Study) -> int:
    """Guess how long a session takes, rounded to five minutes."""
    tasks_s = sum(_expected_task_s(task) for task in study.tasks)
    questions = sum(len(task.questions) for task in study.tasks) + len(study.after_study)
    return max(5, 5 * round((READING_S + tasks_s + QUESTION_S * questions) / 300))


def _expected_task_s(task: Task) -> float:
    """Guess how long a task takes: a limit is set well above what most people need."""
    return TYPICAL_TASK_S if task.time_limit_s is None else task.time_limit_s / 2


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
            (capture.sound, say["recorded_sound"]),
        ),
        not_recorded=_pick(
            (True, say["not_name"]),
            (capture.text == "none", say["not_typed"]),
            (True, say["not_camera_only" if capture.sound else "not_camera"]),
        ),
    )


def _pick(*sentences: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(sentence for holds, sentence in sentences if holds)
