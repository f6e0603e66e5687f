"""One report from one study and the readings of its sessions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recorder.metrics.resampling import seed_from
from recorder.model.ids import QuestionId, TaskId
from recorder.model.studies import Study
from recorder.report.assigned import ended_by_task
from recorder.report.coding import build_codings
from recorder.report.comparisons import compare_variants
from recorder.report.denominators import build_denominators
from recorder.report.disagreements import list_disagreements
from recorder.report.exclusions import split_readings
from recorder.report.methods import list_methods
from recorder.report.overall import build_overall
from recorder.report.provenance import build_provenance
from recorder.report.questionnaires import (
    build_questionnaires,
    filled_after_study,
    given_after_study,
    is_scored,
)
from recorder.report.questions import build_question
from recorder.report.readings import SessionReading
from recorder.report.remarks import list_remarks
from recorder.report.rules import Rules
from recorder.report.summary import build_summary
from recorder.report.tasks import build_task, worst_first
from recorder.report.tree import (
    AnswerRow,
    Exclusion,
    Header,
    Profile,
    QuestionResult,
    Report,
    ScoredQuestionnaire,
    SessionRow,
    VersionUse,
)
from recorder.report.words import format_moment


def build_report(
    study: Study,
    sessions: Sequence[SessionReading],
    *,
    profile: Profile | None = None,
    data_hash: str = "",
    study_version: str = "",
) -> Report:
    """Build the report of a study; nothing can go wrong here.

    What there is no data for is said in words, with the reason. Sessions that do not count
    are listed with theirs. The same readings always make the same report.

    Args:
        study: The newest version of the study; its tasks and questions are shown.
        sessions: Every session of the study, those to be left out included.
        profile: Which methods to use; None uses those that the study file chooses.
        data_hash: Of the logs that the readings were made from; "" where it is not known.
        study_version: Hash of the version of the study; "" where it is not known.
    """
    ordered = sorted(sessions, key=lambda one: (one.session.started_ms, one.session.id))
    counted, exclusions = split_readings(study, ordered)
    planned = study.participants.planned
    rules = Rules(
        profile=profile or study.report.profile,
        is_running=planned is not None and len(counted) < planned,
        seed=seed_from(study.id),
    )
    made = [build_task(task, number, counted, rules) for number, task in enumerate(study.tasks, 1)]
    report = Report(
        header=_header(study, counted, ordered),
        summary=(),
        tasks=tuple(sorted(made, key=worst_first)),
        questionnaires=_questionnaires(study, counted),
        questions=_other_questions(study, counted, rules),
        exclusions=exclusions,
        disagreements=tuple(list_disagreements(study, counted)),
        remarks=tuple(list_remarks(study, counted)),
        methods=(),
        sessions=_session_rows(ordered, exclusions),
        answers=tuple(_answer_rows(counted)),
        profile=rules.profile,
        is_running=rules.is_running,
        overall=build_overall(ended_by_task(study, counted), rules),
        denominators=build_denominators(len(ordered), exclusions, made),
        comparisons=compare_variants(study, counted, rules),
        codings=build_codings(study, counted),
        provenance=build_provenance(data_hash, rules.seed, study_version),
    )
    return replace(report, summary=tuple(build_summary(report)), methods=list_methods(report))


def _questionnaires(
    study: Study, counted: Sequence[SessionReading]
) -> tuple[ScoredQuestionnaire, ...]:
    return tuple(build_questionnaires(study.after_study, filled_after_study(counted)))


def _other_questions(
    study: Study, counted: Sequence[SessionReading], rules: Rules
) -> tuple[QuestionResult, ...]:
    return tuple(
        build_question(question, given_after_study(question, counted), rules.profile)
        for question in study.after_study
        if not is_scored(question)
    )


def _header(
    study: Study, counted: Sequence[SessionReading], ordered: Sequence[SessionReading]
) -> Header:
    received = [one.session.last_received_ms or one.session.started_ms for one in ordered]
    as_of_ms = max(received, default=None)
    versions = Counter(one.session.version for one in counted)
    variants = Counter(one.session.variant for one in counted if one.session.variant)
    product = study.product
    return Header(
        id=study.id,
        title=study.title,
        product=f"{product.name} {product.version}".strip() if product else "",
        goals=study.goals.strip(),
        versions=tuple(VersionUse(name, count) for name, count in versions.items()),
        variants=tuple(sorted((str(name), count) for name, count in variants.items())),
        sessions=len(counted),
        sessions_in_all=len(ordered),
        planned=study.participants.planned,
        as_of_ms=as_of_ms,
        as_of_words="" if as_of_ms is None else format_moment(as_of_ms),
    )


def _session_rows(
    ordered: Sequence[SessionReading], exclusions: Sequence[Exclusion]
) -> tuple[SessionRow, ...]:
    why = {one.session: one.sentence for one in exclusions}
    return tuple(
        SessionRow(
            session=one.session.id,
            participant=one.session.participant,
            variant=one.session.variant,
            version=one.session.version,
            state=str(one.session.state),
            started_ms=one.session.started_ms,
            is_counted=one.session.id not in why,
            why_not=why.get(one.session.id, ""),
            is_complete=one.is_complete,
            completeness=one.completeness,
            mode=str(one.session.mode),
        )
        for one in ordered
    )


def _answer_rows(counted: Sequence[SessionReading]) -> Iterator[AnswerRow]:
    for one in counted:
        who = one.session.participant
        for attempt in one.planned:
            for question, value in attempt.answers.items():
                yield AnswerRow(one.session.id, who, TaskId(attempt.task), question, value)
        for question, value in one.answers.items():
            yield AnswerRow(one.session.id, who, None, QuestionId(question), value)
