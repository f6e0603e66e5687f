"""How people judged outcomes, and how far those who judged the same attempts agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from recorder.metrics.agreement import Agreement, any_two_agreement
from recorder.metrics.kappas import cohens_kappa, fleiss_kappa
from recorder.metrics.krippendorff import krippendorff_alpha
from recorder.model.attempts import Attempt
from recorder.model.ids import TaskId
from recorder.model.outcomes import Outcome
from recorder.model.sessions import Session
from recorder.model.studies import Study
from recorder.projections.notes import Note
from recorder.projections.verdicts import Coding, Verdicts, find_decider
from recorder.report.exclusions import split_readings
from recorder.report.figures import figure_of, share_of
from recorder.report.readings import SessionReading
from recorder.report.tree import Codings, Figure
from recorder.report.words import Told, format_count, tell_mean

COEFFICIENTS = {
    "cohens_kappa_unweighted": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "krippendorff_alpha_nominal": "Krippendorff's alpha",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One attempt that people may judge."""

    session: Session
    attempt: Attempt
    title: str
    verdicts: Verdicts


def list_units(study: Study, readings: Sequence[SessionReading]) -> list[Unit]:
    """List the attempts that began and ended in sessions that count, oldest session first."""
    counted, _ = split_readings(study, readings)
    return list(_units(study, counted))


def _units(study: Study, counted: Sequence[SessionReading]) -> Iterator[Unit]:
    titles = {str(task.id): task.title for task in study.tasks}
    for reading in counted:
        for attempt in reading.attempts:
            is_over = attempt.outcome is not None or attempt.ended_ms is not None
            if is_over and (attempt.started_ms is not None or attempt.claim is not None):
                task = TaskId(attempt.task)
                verdicts = reading.verdicts.get(task, Verdicts(task))
                title = attempt.title or titles.get(task, task)
                yield Unit(reading.session, attempt, title, verdicts)


def build_codings(study: Study, counted: Sequence[SessionReading]) -> Codings | None:
    """Tell whose word the outcomes are, and how far those who judged agree.

    Agreement is computed from each person's own last word, whatever they agreed on later.

    Args:
        study: The newest version of the study.
        counted: The sessions that count.

    Returns:
        None where no person has judged anything and no two people wrote notes on a session.
    """
    units = [unit for unit in _units(study, counted) if unit.attempt.is_planned]
    deciders = [find_decider(unit.attempt, unit.verdicts) for unit in units]
    decided = sum(one in ("person", "agreement") for one in deciders)
    table = [unit.verdicts.standing for unit in units if unit.verdicts.standing]
    notes = [reading.notes for reading in counted]
    any_two = _any_two(counted)
    if not table and not decided and any_two is None:
        return None
    shared = [words for words in table if len(words) > 1]
    measured = measure_agreement(table)
    made = Codings(
        outcomes=len(units),
        decided=decided,
        agreed=deciders.count("agreement"),
        coders=len({one.person for words in table for one in words}),
        shared=len(shared),
        observed=share_of(*_pairs(shared)) if shared else None,
        coefficient=_figure(measured) if measured else None,
        any_two=any_two,
        note_takers=len({note.person for listed in notes for note in listed}),
        words="",
    )
    return replace(made, words=_tell(made))


def measure_agreement(table: Sequence[Sequence[Coding]]) -> Agreement | None:
    """Measure agreement beyond chance on the attempts that two people or more judged.

    Two people: Cohen's kappa. More of them, who all judged the same attempts: Fleiss'
    kappa; who did not: Krippendorff's alpha.
    """
    shared = [{one.person: one.outcome for one in words} for words in table if len(words) > 1]
    people = sorted({person for words in shared for person in words})
    names = [each for each in Outcome if any(each in words.values() for words in shared)]
    if len(people) < 2:
        return None
    if len(people) == 2:
        first, second = people
        pairs = [(words[first], words[second]) for words in shared]
        return cohens_kappa([[pairs.count((one, two)) for two in names] for one in names])
    if all(len(words) == len(people) for words in shared):
        counts = [[list(words.values()).count(name) for name in names] for words in shared]
        return fleiss_kappa(counts)
    ratings = [[_number(names, words.get(person)) for words in shared] for person in people]
    return krippendorff_alpha(ratings, "nominal")


def _number(names: Sequence[Outcome], outcome: Outcome | None) -> float | None:
    return None if outcome is None else float(names.index(outcome))


def _pairs(shared: Sequence[Sequence[Coding]]) -> tuple[int, int]:
    """Count the pairs of words on the same attempt that are equal, and all pairs."""
    pairs = [one.outcome is two.outcome for words in shared for one, two in combinations(words, 2)]
    return sum(pairs), len(pairs)


def _figure(measured: Agreement) -> Figure:
    return figure_of(measured.coefficient, tell_mean(measured.coefficient, 2))


def _any_two(counted: Sequence[SessionReading]) -> Figure | None:
    """Compare what people marked in the sessions of which two or more wrote notes."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for reading in counted:
        marked = {note.person: set[tuple[str, str, str]]() for note in reading.notes}
        for note in reading.notes:
            place = (str(reading.session.id), str(note.task or ""))
            marked[note.person].update((*place, name) for name in _names(note))
        people = [person for person, names in marked.items() if names]
        for person in people if len(people) > 1 else ():
            found.setdefault(person, set()).update(marked[person])
    if not found:
        return None
    made = any_two_agreement(list(found.values()))
    told = tell_mean(made, 2)
    # It comes without an interval by nature, so no reason is told.
    return figure_of(made, Told(told.head, f"{made.n} people"))


def _names(note: Note) -> Iterator[str]:
    yield from (f"#{tag}" for tag in note.tags)
    if note.marker:
        yield note.marker


def _tell(made: Codings) -> str:
    return " ".join(filter(None, (_tell_deciders(made), _tell_coders(made), _tell_notes(made))))


def _tell_deciders(made: Codings) -> str:
    if not made.decided:
        return "No outcome was decided by a person."
    together = f", {made.agreed} of them agreed on by several people" if made.agreed else ""
    of_all = format_count(made.outcomes, "outcome", "outcomes")
    return f"A person decided {made.decided} of {of_all}{together}."


def _tell_coders(made: Codings) -> str:
    if made.observed is None:
        return ""
    judged = format_count(made.shared, "attempt was", "attempts were")
    beyond = ""
    if made.coefficient is not None:
        name = COEFFICIENTS[made.coefficient.estimate.method]
        beyond = f"; {name} {made.coefficient.text}"
    equal = f"{made.observed.text} pairs of verdicts were equal{beyond}"
    return f"{judged} judged by two people or more, each alone: {equal}."


def _tell_notes(made: Codings) -> str:
    if made.any_two is None:
        return ""
    return f"Of what two people marked in the same tasks, they share {made.any_two.text}."
