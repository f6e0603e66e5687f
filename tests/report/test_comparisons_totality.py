"""Whatever was recorded can be compared, and which side comes first changes only the signs."""

import re
from math import isclose, isfinite

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.metrics.estimates import Estimate
from recorder.report.comparisons import Round, compare_rounds, compare_variants
from recorder.report.exclusions import split_readings
from recorder.report.json_text import write_comparison
from recorder.report.readings import SessionReading
from recorder.report.rules import Rules
from recorder.report.tree import Comparison, Contrast, Profile, Share
from tests.report.test_totality import STUDY, profiles, studies, walk

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
RATIOS = {"welch_log", "paired_log"}
ALONE = re.compile(r"no difference", re.IGNORECASE)
margins = st.none() | st.sampled_from([0.01, 0.1, 0.5])


def contrasts(comparison: Comparison) -> list[Contrast]:
    """List every measure that was compared."""
    return [*(one for task in comparison.tasks for one in task.contrasts), *comparison.scores]


def check(comparison: Comparison) -> None:
    """Check that a comparison says nothing impossible, and says everything in words."""
    assert comparison.summary
    write_comparison(comparison)
    for value in walk(comparison):
        if isinstance(value, str):
            assert not ALONE.search(value), value
            assert "nan" not in value.split(), value
            assert "p=.000" not in value
        if isinstance(value, float):
            assert isfinite(value)
        if isinstance(value, Estimate) and value.interval is not None:
            assert value.interval.low <= value.interval.high
    for one in contrasts(comparison):
        assert one.sentence.endswith(".")
        if one.effect.estimate.interval is not None:
            assert one.method, one.effect.estimate.method
        if one.favours:
            assert one.tested is None or (one.tested.adjusted_p or 0) <= 0.05


@SETTINGS
@given(studies(), profiles, st.booleans(), margins)
def test_every_study_has_its_variants_compared(
    readings: list[SessionReading], profile: Profile, is_running: bool, margin: float | None
) -> None:
    counted, _ = split_readings(STUDY, readings)

    for one in compare_variants(STUDY, counted, Rules(profile, is_running), margin=margin):
        check(one)


@SETTINGS
@given(studies(), studies(), profiles, st.sampled_from(["studies", "versions"]))
def test_swapping_the_sides_turns_every_effect_round(
    first: list[SessionReading], second: list[SessionReading], profile: Profile, kind: str
) -> None:
    a, b = (Round(name, name, STUDY, tuple(each)) for name, each in (("A", first), ("B", second)))

    is_versions = kind == "versions"
    there = compare_rounds(a, b, kind="versions" if is_versions else "studies", profile=profile)
    back = compare_rounds(b, a, kind="versions" if is_versions else "studies", profile=profile)

    check(there)
    assert bool(there.refused) == bool(back.refused)
    for one, other in zip(contrasts(there), contrasts(back), strict=True):
        assert is_turned(one, other), (one.effect, other.effect)
        assert {one.favours, other.favours} in ({""}, {"a", "b"})
        assert (one.tested is None) == (other.tested is None)
        if one.tested and other.tested:
            assert isclose(one.tested.test.p or 0, other.tested.test.p or 0, abs_tol=1e-9)


def is_turned(one: Contrast, other: Contrast) -> bool:
    """Tell whether one effect is the other seen from the other side."""
    x, y = one.effect.estimate.estimate, other.effect.estimate.estimate
    if x is None or y is None:
        return x is y
    if one.measure == "time_of_all":
        return isclose(x, 1 - y, abs_tol=1e-9)
    if one.effect.estimate.method in RATIOS:
        return isclose(x * y, 1, rel_tol=1e-9)
    is_share = isinstance(one.a, Share)
    return isclose(x, -y, abs_tol=1e-9) and (not is_share or -1 <= x <= 1)
