"""What one attempt left for its criterion to look at: pages, clicks, reports, answers."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from recorder.model.attempts import Answer
from recorder.model.events import (
    CustomReported,
    ElementClicked,
    PageViewed,
    RatingGiven,
    TaskEnded,
    TaskShown,
    TaskStarted,
)
from recorder.model.ids import EpochId, TaskId
from recorder.projections.timeline import Entry


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that came before the participant."""

    at_ms: float
    address: str


@dataclass(frozen=True, slots=True)
class Click:
    """A click, the selectors that it met, and the page it was on."""

    at_ms: float
    matches: tuple[str, ...]
    page: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the page itself told."""

    at_ms: float
    name: str
    data: object


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a question, or None where it was taken back."""

    at_ms: float
    value: Answer | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one attempt left, in order; times are on the session's clock.

    Attributes:
        pages: The page the participant was on at the start, then every page after it.
        replies: Answers to the task's questions, oldest first. One given after the task
            ended counts at the task's end, so a time limit does not run on while the
            participant answers.
    """

    start_ms: float
    pages: tuple[Seen, ...] = ()
    clicks: tuple[Click, ...] = ()
    reports: tuple[Report, ...] = ()
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)


class Views:
    """Every `page.viewed` of a session, to be asked which page was on at a moment."""

    def __init__(self, timeline: Sequence[Entry]) -> None:
        self._all: tuple[list[int], list[str]] = ([], [])
        self._by_epoch: dict[EpochId, tuple[list[int], list[str]]] = {}
        for index, entry in enumerate(timeline):
            if isinstance(entry.event, PageViewed):
                own = self._by_epoch.setdefault(entry.epoch, ([], []))
                for places, addresses in (self._all, own):
                    places.append(index)
                    addresses.append(entry.event.address)

    def page_at(self, index: int, epoch: EpochId) -> str | None:
        """Find the page of this epoch at this place of the timeline, else of any epoch."""
        for places, addresses in (self._by_epoch.get(epoch, ([], [])), self._all):
            before = bisect_right(places, index)
            if before:
                return addresses[before - 1]
        return None


def gather_evidence(
    timeline: Sequence[Entry],
    views: Views,
    *,
    start: int,
    end: int,
    start_ms: float | None = None,
) -> Evidence:
    """Gather what lies in the window from one index of the timeline to another, inclusive.

    Args:
        timeline: The whole session.
        views: Its pages.
        start: Index of the first event of the window.
        end: Index of the last.
        start_ms: When the window begins where that is before its first event, because a
            person said so; None when it begins with it.
    """
    first = timeline[start]
    pages: list[Seen] = []
    clicks: list[Click] = []
    reports: list[Report] = []
    is_within = start_ms is not None and start_ms < first.at_ms
    begin_ms = start_ms if is_within and start_ms is not None else first.at_ms
    page = views.page_at(start - is_within, first.epoch)
    if page is not None and (is_within or not isinstance(first.event, PageViewed)):
        pages.append(Seen(begin_ms, page))
    for index in range(start, end + 1):
        entry = timeline[index]
        match entry.event:
            case PageViewed(address=address):
                pages.append(Seen(entry.at_ms, address))
            case ElementClicked(matches=matches, selector=selector):
                page = views.page_at(index, entry.epoch)
                # A client that knows no criteria still says which element it was.
                clicks.append(Click(entry.at_ms, (*matches, selector), page))
            case CustomReported(name=name, data=data):
                reports.append(Report(entry.at_ms, name, _decoded(data)))
            case _:
                pass
    return Evidence(begin_ms, tuple(pages), tuple(clicks), tuple(reports))


def gather_replies(
    timeline: Sequence[Entry],
    task: TaskId | None,
    *,
    since: int,
    latest_ms: float | None,
    questions: frozenset[str] = frozenset(),
) -> dict[str, tuple[Reply, ...]]:
    """Gather the answers to a task's questions, or with None to those after the study.

    Args:
        timeline: The whole session.
        task: Whose questions.
        since: Index from which on answers belong to the go that counts.
        latest_ms: When the attempt ended; later answers count at that moment.
        questions: The task's questions: an answer that names no task belongs to the task
            at hand, if that asks the question.
    """
    replies: dict[str, list[Reply]] = {}
    at_hand: str | None = None
    for entry in timeline[since:]:
        event = entry.event
        if isinstance(event, TaskShown | TaskStarted | TaskEnded):
            at_hand = event.task
        if isinstance(event, RatingGiven) and _belongs(event, task, at_hand, questions):
            at_ms = entry.at_ms if latest_ms is None else min(entry.at_ms, latest_ms)
            replies.setdefault(event.question, []).append(Reply(at_ms, event.value))
    return {question: tuple(trail) for question, trail in replies.items()}


def _belongs(
    rating: RatingGiven, task: TaskId | None, at_hand: str | None, questions: frozenset[str]
) -> bool:
    if rating.task is not None or task is None:
        return rating.task == task
    return at_hand == task and rating.question in questions


def _decoded(data: msgspec.Raw) -> object:
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        return None
