"""The two sides of a comparison: who belongs to which, and whether they are the same people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recorder.model.attempts import Attempt
from recorder.model.ids import ParticipantId, TaskId, VariantId
from recorder.model.studies import Study
from recorder.report.assigned import assigned_to, ended_attempts
from recorder.report.readings import SessionReading
from recorder.report.tree import Side
from recorder.report.words import format_count, format_list

FEW_SHARED = 0.1
"""Below this share of people on both sides, the sides count as different people."""


@dataclass(frozen=True, slots=True)
class Group:
    """One side and its sessions, those that count.

    Attributes:
        study: The plan that its sessions followed.
    """

    side: Side
    study: Study
    readings: tuple[SessionReading, ...]

    @property
    def people(self) -> set[ParticipantId]:
        """Who took part on this side."""
        return {one.session.participant for one in self.readings}

    def ended(self, task: str) -> list[Attempt]:
        """List the attempts at a task that ended with an outcome other than void."""
        return ended_attempts(assigned_to(TaskId(task), self.readings))


@dataclass(frozen=True, slots=True)
class Design:
    """Whether the same people worked on both sides.

    Attributes:
        refused: Why neither kind of comparison fits, in a sentence; "" when one does.
        notes: Who is counted on both sides or on none, in sentences.
    """

    is_paired: bool
    refused: str = ""
    notes: tuple[str, ...] = ()


def make_group(key: str, words: str, study: Study, readings: Sequence[SessionReading]) -> Group:
    """Make one side of its sessions."""
    people = {one.session.participant for one in readings}
    return Group(Side(key, words, len(people)), study, tuple(readings))


def group_variants(study: Study, counted: Sequence[SessionReading]) -> list[Group]:
    """Part the sessions by variant, in the order of the study file; empty ones are left out.

    Somebody who worked with several variants is in the group of each, with what belongs there.
    """
    titles = {variant.id: variant.title for variant in study.variants}
    met = {variant for reading in counted for variant in _variants_of(reading)}
    names = [*titles, *sorted(met - set(titles))]
    return [
        make_group(name, titles.get(name, name), study, list(_only(name, counted)))
        for name in names
        if name in met
    ]


def choose_design(first: Group, second: Group) -> Design:
    """Tell whether the sides are different people, the same, or a mixture that is refused.

    A few people on both sides are too few to matter. Where nearly all are, or where the
    study file says that each participant gets all variants, each is compared with themself.
    """
    shared, everybody = first.people & second.people, first.people | second.people
    part = len(shared) / len(everybody) if everybody else 0.0
    alone = len(everybody) - len(shared)
    if part < FEW_SHARED:
        return Design(is_paired=False, notes=_tell_shared(shared))
    is_within = first.study.assignment == "within" or second.study.assignment == "within"
    if not is_within and part < 1 - FEW_SHARED:
        return Design(is_paired=False, refused=_refuse(len(everybody), len(shared), alone))
    people = format_count(alone, "person has", "people have")
    left_out = f"{people} worked with one of the two only and can be compared with nobody."
    return Design(is_paired=True, notes=(left_out,) if alone else ())


def pair(first: Sequence[Attempt], second: Sequence[Attempt]) -> list[tuple[Attempt, Attempt]]:
    """Put each person's attempts of both sides together; who has one only is left out."""
    others = {attempt.participant: attempt for attempt in second}
    ours = {attempt.participant: attempt for attempt in first}
    return [(attempt, others[who]) for who, attempt in ours.items() if who in others]


def _variants_of(reading: SessionReading) -> set[VariantId]:
    named = {attempt.variant or reading.session.variant for attempt in reading.planned}
    return {name for name in {*named, reading.session.variant} if name is not None}


def _only(variant: str, counted: Sequence[SessionReading]) -> Iterator[SessionReading]:
    for one in counted:
        if variant in _variants_of(one):
            belongs = tuple(
                attempt
                for attempt in one.planned
                if (attempt.variant or one.session.variant) == variant
            )
            # Who worked with several variants answered the last questions about all of them.
            is_alone = _variants_of(one) == {variant}
            yield replace(one, attempts=belongs, answers=one.answers if is_alone else {})


def _tell_shared(shared: set[ParticipantId]) -> tuple[str, ...]:
    if not shared:
        return ()
    names = format_list([str(who) for who in sorted(shared)])
    return (f"{names} worked with both and is counted on each side, as if they were others.",)


def _refuse(everybody: int, shared: int, alone: int) -> str:
    both = format_count(shared, "person", "people")
    return (
        f"Of {everybody} people, {both} worked with both and {alone} with one of the two only. "
        "Neither a comparison of different people nor one of the same people fits such a "
        "mixture, so nothing is compared."
    )
