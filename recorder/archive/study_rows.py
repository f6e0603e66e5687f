"""Rows about the study itself: its versions, tasks, questions and variants."""

import json
from collections.abc import Iterator, Mapping, Sequence

from recorder.archive.columns import Row
from recorder.model.kept import KeptStudy
from recorder.model.questions import Question
from recorder.model.studies import Study, StudyVersion

SHORT = 12
"""Letters of a version's hash that name it for people."""


def study_row(kept: KeptStudy, newest: Study) -> Row:
    """Make the one row of the study."""
    product = newest.product
    return {
        "study": kept.id,
        "title": newest.title,
        "product": f"{product.name} {product.version}".strip() if product else "",
        "goals": newest.goals.strip(),
        "language": newest.language,
        "closed_ms": kept.closed_ms,
    }


def version_rows(kept: KeptStudy, versions: Sequence[StudyVersion]) -> Iterator[Row]:
    """Make a row for each version, oldest first."""
    for row, version in zip(kept.versions, versions, strict=True):
        title = f"{version.study.title} ({row.hash[:SHORT]})"
        names = {"hash": row.hash, "title": title, "study": kept.id}
        yield {**names, "added_ms": row.added_ms, "text": row.text}


def variant_rows(versions: Sequence[StudyVersion]) -> Iterator[Row]:
    """Make a row for each variant of any version, in the newest words."""
    titles = {one.id: one.title for version in versions for one in version.study.variants}
    for variant, title in sorted(titles.items()):
        yield {"variant": variant, "title": title}


def task_rows(versions: Sequence[StudyVersion], named: Mapping[str, str]) -> Iterator[Row]:
    """Make a row for each task of any version, and for each that only an event names.

    Args:
        versions: The study's, oldest first.
        named: What the tasks that events name are called.
    """
    newest = [str(task.id) for task in versions[-1].study.tasks]
    tasks = {str(task.id): task for version in versions for task in version.study.tasks}
    for name in sorted({*tasks, *named}):
        task = tasks.get(name)
        yield {
            "task": name,
            "title": task.title if task else named[name],
            "position": newest.index(name) + 1 if name in newest else None,
            "scenario": task.scenario if task else None,
        }


def question_rows(versions: Sequence[StudyVersion]) -> Iterator[Row]:
    """Make a row for each question of any version, in the newest words."""
    rows: dict[str, Row] = {}
    for version in versions:
        asked: list[tuple[str | None, Question]] = [
            (task.id, question) for task in version.study.tasks for question in task.questions
        ]
        asked += [(None, question) for question in version.study.after_study]
        for task, question in asked:
            row = _question_row(task, question)
            rows[name_question(task, question.id)] = row
    yield from rows.values()


def name_question(task: str | None, question: str) -> str:
    """Name a question within the study: one of a task by both ids."""
    return question if task is None else f"{task}/{question}"


def _question_row(task: str | None, question: Question) -> Row:
    is_scale = question.kind == "scale"
    choices = json.dumps(question.choices, ensure_ascii=False) if question.choices else None
    return {
        "id": name_question(task, question.id),
        "title": question.ask,
        "task": task,
        "question": question.id,
        "kind": question.kind,
        "instrument": question.instrument,
        "minimum": question.minimum if is_scale else None,
        "points": question.points if is_scale else None,
        "choices": choices,
    }
