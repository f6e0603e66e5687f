"""A report names what it was made with: every formula, every program, the data."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.metadata import version

import pytest

from recorder import __version__
from recorder.metrics.estimates import Estimate, Significance
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.tree import Profile
from tests.report.helpers import (
    BUY,
    GOOD_SUS,
    after_study,
    make_attempt,
    make_reading,
    make_study,
    six_sessions,
    wide_readings,
    wide_study,
)


def used(value: object) -> Iterator[str]:
    """List the method of every number in a report, however deep it lies."""
    if isinstance(value, Estimate | Significance):
        if value.n:
            yield value.method
    elif isinstance(value, tuple):
        for one in value:
            yield from used(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from used(getattr(value, field.name))


@pytest.mark.parametrize("profile", ["standard", "strict"])
@pytest.mark.parametrize("participants", [14, 60])
def test_every_number_has_a_method_that_is_explained(profile: Profile, participants: int) -> None:
    report = build_report(wide_study(), wide_readings(participants), profile=profile)

    explained = {one.name for one in report.methods}
    assert set(used(report)) <= explained
    assert len(explained) == len(report.methods)
    assert all(one.text and one.source for one in report.methods)


@pytest.mark.parametrize("profile", ["standard", "strict"])
@pytest.mark.parametrize("is_paired", [True, False])
def test_every_comparison_has_a_method_that_is_explained(
    profile: Profile,
    is_paired: bool,
) -> None:
    variants = [{"id": name, "title": name, "start": "https://shop.example/"} for name in "ab"]
    study = make_study(variants=variants)
    readings = [
        make_reading(
            who,
            make_attempt(who, BUY, done, 20 + who, variant=variant, participant=f"p{person}"),
            variant=variant,
            participant=f"p{person}",
            answers=after_study(GOOD_SUS, 5 + who % 5),
        )
        for who in range(20)
        for variant in ["ab"[who % 2]]
        for person in [who // 2 if is_paired else who]
        for done in [Outcome.COMPLETED if who % 3 else Outcome.FAILED]
    ]

    report = build_report(study, readings, profile=profile)

    assert report.comparisons
    assert set(used(report)) <= {one.name for one in report.methods}


def test_no_method_is_explained_that_was_not_used() -> None:
    names = [one.name for one in build_report(make_study(), []).methods]

    assert names == ["standard", "counting", "benchmark"]


def test_a_study_that_still_runs_explains_its_live_intervals() -> None:
    study = make_study(participants={"planned": 99})

    names = {one.name for one in build_report(study, six_sessions()).methods}

    assert {"confidence_sequence_bernoulli", "confidence_sequence_log_time"} <= names


def test_the_programs_that_computed_are_named() -> None:
    made = build_report(make_study(), [], data_hash="ab" * 32).provenance

    assert made is not None
    assert dict(made.software)["recorder"] == __version__
    assert dict(made.software)["SciPy"] == version("scipy")
    assert [name for name, _ in made.software] == [
        "recorder",
        "Python",
        "SciPy",
        "NumPy",
        "matplotlib",
    ]
    assert made.data_hash == "ab" * 32


def test_the_seed_follows_from_the_studys_id_alone() -> None:
    """CRC-32 of "tea-shop": the same on every machine and in every year."""
    ours, other = (
        build_report(make_study(id=name, title=name), []).provenance
        for name in ("tea-shop", "tea-shop-2")
    )

    assert ours is not None
    assert other is not None
    assert ours.seed == 0xE36187B5
    assert ours.seed != other.seed
