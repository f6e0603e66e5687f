import json
from pathlib import Path
from typing import Any

import pytest

from tests.metrics.vectors import IMPLEMENTED, NOT_YET, evaluate, name_of

GOLDEN: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "statistics.json").read_text("utf-8")
)["cases"]
COMPUTED = [case for case in GOLDEN if name_of(case) in IMPLEMENTED]


@pytest.mark.parametrize("case", COMPUTED, ids=[str(case["id"]) for case in COMPUTED])
def test_a_measure_agrees_with_independent_programs(case: dict[str, Any]) -> None:
    """Each vector was computed by a reference and checked with another program."""
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(ValueError, match=expected["reason"]):
            evaluate(name_of(case), case["inputs"])
        return

    computed = evaluate(name_of(case), case["inputs"])

    absolute, relative = case["tolerance"].get("abs", 1e-6), case["tolerance"].get("rel", 1e-6)
    close = {
        key: pytest.approx(value, abs=absolute, rel=relative)
        if isinstance(value, float | int)
        else value
        for key, value in expected.items()
    }
    assert {key: computed[key] for key in expected} == close


def test_every_name_of_the_golden_file_is_computed_or_listed_as_not_yet() -> None:
    """A vector that nobody runs must be a decision, not an oversight."""
    names = {name_of(case) for case in GOLDEN}

    print(f"{len(IMPLEMENTED)} measures computed, {len(NOT_YET)} not yet")
    assert set(IMPLEMENTED) | NOT_YET == names
    assert not set(IMPLEMENTED) & NOT_YET
    assert len(COMPUTED) >= len(IMPLEMENTED)
