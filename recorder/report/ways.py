"""The ways that participants took through the pages, and how well their clicks were aimed."""

from collections.abc import Sequence
from dataclasses import replace

from recorder.metrics.clusters import Form, clustered_proportion
from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.navigation import (
    LOST_ABOVE,
    NOT_LOST_BELOW,
    Orientation,
    lostness,
    mean_path_efficiency,
    orientation,
    path_efficiency,
    typical_lostness,
)
from recorder.model.attempts import Attempt
from recorder.model.studies import Task
from recorder.projections.addresses import page_of
from recorder.report.figures import bunches_of, figure_of, share_of
from recorder.report.rules import Rules
from recorder.report.timing import is_success
from recorder.report.tree import Figure, Navigation, Profile, Share
from recorder.report.words import format_count, format_list, tell_mean


def build_navigation(task: Task, ended: Sequence[Attempt], rules: Rules) -> Navigation | None:
    """Measure the ways of the attempts that ended on a page; None when none has."""
    ended = [attempt for attempt in ended if attempt.has_page]
    if not ended:
        return None
    completed = [attempt for attempt in ended if is_success(attempt)]
    direct = sum(attempt.direct is True for attempt in completed)
    aimed = [one for one in ended if one.target_clicks is not None]
    has_way = bool(task.best_paths)
    return Navigation(
        direct_success=share_of(direct, len(ended), rules.profile),
        first_click=_first_clicks(aimed, rules.profile) if aimed else None,
        misclicks=_misclicks(aimed, rules.profile) if aimed else None,
        lostness=_lostness(completed) if has_way else None,
        efficiency=_efficiency(completed) if has_way else None,
        words=_tell(completed) if has_way else "",
    )


def different_pages(attempt: Attempt) -> int:
    """Count the different pages that an attempt saw."""
    return len({page_of(address) for address in attempt.pages})


def attempt_lostness(attempt: Attempt) -> Estimate:
    """Measure how far one attempt's way was from the shortest one, or tell why not."""
    if attempt.fewest_pages is None:
        return Estimate(None, None, 0, "lostness", reason=Reason.NO_DATA)
    return lostness(different_pages(attempt), len(attempt.pages), attempt.fewest_pages)


def _first_clicks(aimed: Sequence[Attempt], profile: Profile) -> Share:
    firsts = [one.first_click_hit for one in aimed if one.first_click_hit is not None]
    return share_of(sum(firsts), len(firsts), profile)


def _misclicks(aimed: Sequence[Attempt], profile: Profile) -> Figure:
    form: Form = (
        "clopper_pearson_effective_n" if profile == "strict" else "adjusted_wald_effective_n"
    )
    missed = [one.clicks - (one.target_clicks or 0) for one in aimed]
    made = clustered_proportion(missed, [one.clicks for one in aimed], method=form)
    return bunches_of(made, sum(missed))


def _lostness(completed: Sequence[Attempt]) -> Figure:
    each = [attempt_lostness(attempt) for attempt in completed]
    made = typical_lostness([one.estimate for one in each]).value
    if made.estimate is None:
        short = any(one.reason is Reason.FEWER_PAGES_THAN_MINIMUM for one in each)
        made = replace(made, reason=_why_none(completed, is_short=short))
    return figure_of(made, tell_mean(made, 2))


def _why_none(completed: Sequence[Attempt], *, is_short: bool) -> Reason:
    if not completed:
        return Reason.NO_SUCCESSFUL_ATTEMPTS
    return Reason.FEWER_PAGES_THAN_MINIMUM if is_short else Reason.NO_DATA


def _efficiency(completed: Sequence[Attempt]) -> Figure:
    made = mean_path_efficiency(
        None if one.fewest_pages is None else path_efficiency(len(one.pages), one.fewest_pages)
        for one in completed
    )
    return figure_of(made, tell_mean(made, 2))


def _tell(completed: Sequence[Attempt]) -> str:
    each = [attempt_lostness(attempt) for attempt in completed]
    said = [orientation(one.estimate) for one in each if one.estimate is not None]
    short = sum(one.reason is Reason.FEWER_PAGES_THAN_MINIMUM for one in each)
    parts = [
        f"{said.count(Orientation.LOST)} lost (above {LOST_ABOVE})",
        f"{said.count(Orientation.NOT_LOST)} not (below {NOT_LOST_BELOW})",
        f"{said.count(Orientation.UNCLEAR)} between",
    ]
    whose = f"Of {format_count(len(said), 'way', 'ways')} that can be judged, {format_list(parts)}"
    cut = (
        f"; {format_count(short, 'way was', 'ways were')} shorter than the best path and have none"
    )
    return f"{whose}{cut if short else ''}." if said or short else ""
