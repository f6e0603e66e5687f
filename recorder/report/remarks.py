"""What a reader must know about the quality of the data."""

from collections.abc import Iterator, Mapping, Sequence

from recorder.model.attempts import Attempt
from recorder.model.ids import TaskId
from recorder.model.outcomes import Outcome
from recorder.model.sessions import SessionMode, SessionState
from recorder.model.studies import Study
from recorder.report.assigned import answers_of, ended_by_task, uncounted_tasks
from recorder.report.behaviour import list_behaviour
from recorder.report.positions import has_mixed_order
from recorder.report.questionnaires import given_after_study
from recorder.report.questions import invalid_answers
from recorder.report.readings import SessionReading
from recorder.report.timing import has_time
from recorder.report.tree import Remark
from recorder.report.words import format_count, format_list

NOTABLE_CLOCK_ERROR_MS = 1_000


def list_remarks(study: Study, readings: Sequence[SessionReading]) -> Iterator[Remark]:
    """List what limits the figures: gaps, open sessions, broken times, careless answers."""
    ended = ended_by_task(study, readings)
    yield from _about_versions(study, readings)
    yield from _about_order(ended)
    yield from _about_moderation(readings)
    yield from _about_sessions(readings)
    for reading in readings:
        for attempt in reading.planned:
            yield from _about_attempt(attempt)
    yield from _about_answers(study, readings, ended)
    yield from list_behaviour(study, readings, ended)


def _about_versions(study: Study, readings: Sequence[SessionReading]) -> Iterator[Remark]:
    versions = {reading.session.version for reading in readings}
    if len(versions) > 1:
        yield Remark(
            f"The sessions ran under {len(versions)} versions of the study file; each was "
            "scored with its own, and the words shown are those of the newest."
        )
    if len({reading.session.variant for reading in readings}) > 1:
        yield Remark(
            "The figures of a task pool the variants; the comparison holds them against each other."
        )
    gone = uncounted_tasks(study, readings)
    if gone:
        listed = format_list([str(task) for task in gone])
        yield Remark(f"Sessions were given tasks that the study file no longer has: {listed}.")


def _about_order(ended: Mapping[TaskId, Sequence[Attempt]]) -> Iterator[Remark]:
    people = {attempt.participant for attempts in ended.values() for attempt in attempts}
    reached = sum(bool(attempts) for attempts in ended.values())
    if reached > 1 and len(people) > 1 and not has_mixed_order(ended):
        yield Remark(
            "All participants had the tasks in the same order, so nobody can tell what comes "
            "from a task and what from its place: practice makes late tasks easier, and "
            "tiredness harder."
        )


def _about_moderation(readings: Sequence[SessionReading]) -> Iterator[Remark]:
    modes = [reading.session.mode for reading in readings]
    moderated, by_hand = modes.count(SessionMode.MODERATED), modes.count(SessionMode.BY_HAND)
    if moderated:
        yield Remark(
            f"{format_count(moderated, 'session was', 'sessions were')} moderated: a moderator "
            "gave the tasks and may have ended them. Somebody who is there changes how people work."
        )
    if by_hand:
        yield Remark(
            f"{format_count(by_hand, 'session was', 'sessions were')} recorded by hand, without "
            "a page: times are the moderator's, and no criterion looked at them."
        )
    cut = sum(bool(each.recut_by) for reading in readings for each in reading.planned)
    if cut:
        yield Remark(
            f"A person corrected when {format_count(cut, 'attempt', 'attempts')} began or ended."
        )
    unplanned = sum(not each.is_planned for reading in readings for each in reading.attempts)
    if unplanned:
        yield Remark(
            f"{format_count(unplanned, 'attempt', 'attempts')} at tasks that the study does not "
            "plan: shown with their sessions only, and in no figure."
        )


def _about_sessions(readings: Sequence[SessionReading]) -> Iterator[Remark]:
    still_open = sum(reading.session.state is SessionState.OPEN for reading in readings)
    if still_open:
        yield Remark(
            f"{format_count(still_open, 'session is', 'sessions are')} still open; "
            "the figures will change."
        )
    for reading in readings:
        if not reading.is_complete:
            words = reading.completeness.strip() or "not everything has arrived"
            yield Remark(f"{reading.session.participant}: {words}", reading.session.id)


def _about_attempt(attempt: Attempt) -> Iterator[Remark]:
    who = f"{attempt.participant}, {attempt.task}"
    if attempt.outcome is Outcome.COMPLETED and not has_time(attempt):
        yield Remark(f"{who}: completed without a valid time; left out of times.", attempt.session)
    if attempt.outcome is Outcome.VOID:
        why = attempt.reason.strip() or "no reason given"
        yield Remark(f"{who}: void and in no share ({why}).", attempt.session)
    if attempt.clock_error_ms > NOTABLE_CLOCK_ERROR_MS:
        seconds = attempt.clock_error_ms / 1000
        yield Remark(
            f"{who}: several page loads leave its time uncertain by {seconds:.1f} s.",
            attempt.session,
        )


def _about_answers(
    study: Study,
    readings: Sequence[SessionReading],
    ended: Mapping[TaskId, Sequence[Attempt]],
) -> Iterator[Remark]:
    wrong = [
        (str(question.id), one)
        for question in study.after_study
        for one in invalid_answers(question, given_after_study(question, readings))
    ]
    for task in study.tasks:
        wrong += [
            (f"{task.id}, {question.id}", one)
            for question in task.questions
            for one in invalid_answers(question, answers_of(question, ended[TaskId(task.id)]))
        ]
    for where, one in wrong:
        yield Remark(
            f"{one.participant}, {where}: the answer is none that the question allows; "
            "not counted.",
            one.session,
        )
