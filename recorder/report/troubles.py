"""What went wrong in attempts, and whether a few participants have most of it."""

from collections.abc import Sequence

from recorder.metrics.rates import dispersion_index, event_rate, is_overdispersed, spread_rate
from recorder.model.attempts import Attempt
from recorder.report.figures import figure_of, share_of
from recorder.report.rules import Rules
from recorder.report.tree import Trouble
from recorder.report.words import tell_rate


def build_troubles(ended: Sequence[Attempt], rules: Rules) -> tuple[Trouble, ...]:
    """Count errors of scripts, failed requests and slips over the attempts that ended.

    What no page recorded can have had slips only.
    """
    with_page = [one for one in ended if one.has_page]
    scripts = [one.script_errors for one in with_page]
    requests = [one.request_errors for one in with_page]
    slips = [one.slips for one in ended]
    return (
        _build("script_errors", "errors of the page's scripts", scripts, rules),
        _build("request_errors", "failed requests", requests, rules),
        _build("slips", "slips noted by a person", slips, rules),
    )


def _build(kind: str, words: str, counts: Sequence[int], rules: Rules) -> Trouble:
    hit = share_of(sum(count > 0 for count in counts), len(counts), rules.profile)
    rate = event_rate(counts)
    wide = spread_rate(counts, seed=rules.seed) if is_overdispersed(counts) else None
    return Trouble(
        kind=kind,
        words=words,
        total=sum(counts),
        hit=hit,
        rate=figure_of(rate, tell_rate(rate)),
        dispersion=dispersion_index(counts),
        wide=figure_of(wide, tell_rate(wide)) if wide else None,
    )
