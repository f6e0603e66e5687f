"""What participants did that makes their data doubtful; told, and never left out by itself."""

from collections.abc import Iterator, Mapping, Sequence

from recorder.metrics.pace import FEWEST_OTHERS, SPEEDING, most_usual, pace
from recorder.metrics.sus import ITEMS
from recorder.model.attempts import Attempt
from recorder.model.ids import ParticipantId, SessionId, TaskId
from recorder.model.outcomes import Claim
from recorder.model.studies import Question, Study
from recorder.report.questionnaires import (
    Filled,
    filled_after_study,
    filled_after_task,
    given_by,
    rows_of,
)
from recorder.report.questions import Given, ratings
from recorder.report.readings import SessionReading
from recorder.report.timing import seconds
from recorder.report.tree import Remark
from recorder.report.words import format_list, format_percent

LONG_TEXT = 20
"""Letters from which on two people do not write the same by chance."""

MANY_RATINGS = 6
"""From so many ratings on, one and the same number everywhere is no opinion."""

By = Mapping[TaskId, Sequence[Attempt]]


def list_behaviour(study: Study, readings: Sequence[SessionReading], ended: By) -> Iterator[Remark]:
    """List what looks careless: too fast, without doing anything, or always the same answer.

    Such sessions count until a person leaves them out, with a reason.

    Args:
        study: The newest version of the study.
        readings: The sessions that count.
        ended: Their ended attempts of each task.
    """
    yield from _about_speed(readings, ended)
    yield from _about_idle(readings, ended)
    yield from _about_straight_lines(study, readings)
    yield from _about_same_ratings(study, readings, ended)
    yield from _about_same_words(study, readings, ended)


def _about_speed(readings: Sequence[SessionReading], ended: By) -> Iterator[Remark]:
    times = {
        task: {
            attempt.session: time_s
            for attempt in attempts
            if attempt.claim is Claim.DONE and (time_s := seconds(attempt)) is not None
        }
        for task, attempts in ended.items()
    }
    judged = {task: timed for task, timed in times.items() if len(timed) > FEWEST_OTHERS}
    limits = {task: most_usual(list(timed.values())) for task, timed in judged.items()}
    for reading in readings:
        own = reading.session.id
        tasks = [task for task, timed in judged.items() if own in timed]
        own_s = [judged[task][own] for task in tasks]
        if sum(own_s) >= SPEEDING * sum(limits[task] for task in tasks):
            continue
        others = [[t for who, t in judged[task].items() if who != own] for task in tasks]
        made = pace(own_s, others)
        if made is not None and made < SPEEDING:
            yield _remark(
                reading,
                f"said done in {format_percent(made)} of the time that the others took for the "
                "same tasks, less than a third.",
            )


def _about_idle(readings: Sequence[SessionReading], ended: By) -> Iterator[Remark]:
    idle: dict[SessionId, list[str]] = {}
    for task, attempts in ended.items():
        done = [one for one in attempts if one.claim is Claim.DONE and one.has_page]
        passive = [attempt for attempt in done if not _has_acted(attempt)]
        # Where most need no click, having made none says nothing.
        if 2 * len(passive) < len(done):
            for attempt in passive:
                idle.setdefault(attempt.session, []).append(str(task))
    for reading in readings:
        if reading.session.id in idle:
            tasks = format_list(idle[reading.session.id])
            yield _remark(
                reading,
                f"said done without a click and without another page ({tasks}), unlike most.",
            )


def _has_acted(attempt: Attempt) -> bool:
    return attempt.clicks > 0 or len(attempt.pages) > 1


def _about_straight_lines(study: Study, readings: Sequence[SessionReading]) -> Iterator[Remark]:
    items = [one for one in study.after_study if one.instrument == "sus"]
    if len(items) != ITEMS:
        return
    rows = rows_of(items, filled_after_study(readings))
    for reading, row in zip(readings, rows, strict=True):
        if None not in row and len(set(row)) == 1:
            yield _remark(
                reading,
                f"gave all ten items of the SUS the same answer ({row[0]:g}), praise and "
                "complaint alike.",
            )


def _about_same_ratings(
    study: Study, readings: Sequence[SessionReading], ended: By
) -> Iterator[Remark]:
    given: dict[SessionId, list[tuple[Question, float]]] = {}
    for _, question, filled in _asked(study, readings, ended):
        if question.kind == "scale" and question.instrument != "sus":
            listed = given_by(question, filled)
            for one, rating in zip(listed, ratings(question, listed), strict=True):
                if rating is not None:
                    given.setdefault(one.session, []).append((question, rating))
    for reading in readings:
        own = given.get(reading.session.id, [])
        values = {rating for _, rating in own}
        if len(own) >= MANY_RATINGS and len(values) == 1 and not _are_all_best(own):
            yield _remark(reading, f"gave all {len(own)} ratings the same number ({own[0][1]:g}).")


def _are_all_best(given: Sequence[tuple[Question, float]]) -> bool:
    """Tell whether all ratings are the top of their scale, as of somebody who is content."""
    return all(rating == one.minimum + one.points - 1 for one, rating in given)


def _about_same_words(
    study: Study, readings: Sequence[SessionReading], ended: By
) -> Iterator[Remark]:
    for place, question, filled in _asked(study, readings, ended):
        if question.kind in ("text", "long-text"):
            for people in _same_words(given_by(question, filled)):
                names = format_list([str(one) for one in people])
                yield Remark(
                    f"{names} wrote the same answer to {question.id}{place}, word for word.",
                    kind="behaviour",
                )


def _same_words(given: Sequence[Given]) -> Iterator[list[ParticipantId]]:
    by_text: dict[str, list[ParticipantId]] = {}
    for one in given:
        text = " ".join(one.value.casefold().split()) if isinstance(one.value, str) else ""
        if len(text) >= LONG_TEXT:
            by_text.setdefault(text, []).append(one.participant)
    for people in by_text.values():
        if len(set(people)) > 1:
            yield people


def _asked(
    study: Study, readings: Sequence[SessionReading], ended: By
) -> Iterator[tuple[str, Question, list[Filled]]]:
    """List every question with where it was asked, for a sentence, and what was answered."""
    for task in study.tasks:
        filled = filled_after_task(ended.get(TaskId(task.id), ()))
        for question in task.questions:
            yield f" after {task.id}", question, filled
    after = filled_after_study(readings)
    for question in study.after_study:
        yield "", question, after


def _remark(reading: SessionReading, what: str) -> Remark:
    sentence = f"{reading.session.participant} {what}"
    return Remark(sentence, reading.session.id, kind="behaviour")
