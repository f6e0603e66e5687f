import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.metrics.vectors import evaluate

OURS = Path(__file__).parents[1] / "data" / "statistics.json"
# Whoever checks with vectors of their own names the file; it is no setting of the product.
FILE = Path(os.environ.get("RECORDER_VECTORS", OURS))  # noqa: TID251
GOLDEN: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", GOLDEN, ids=[str(case["id"]) for case in GOLDEN])
def test_a_measure_agrees_with_independent_programs(case: dict[str, Any]) -> None:
    """Each vector was computed by a reference and checked with another program."""
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(ValueError, match=expected["reason"]):
            evaluate(case["metric"], case["inputs"])
        return

    computed = evaluate(case["metric"], case["inputs"])

    absolute, relative = case["tolerance"].get("abs", 1e-6), case["tolerance"].get("rel", 1e-6)
    assert {key: computed[key] for key in expected} == _close(expected, absolute, relative)


def _close(expected: Any, absolute: float, relative: float) -> Any:
    if isinstance(expected, dict):
        return {key: _close(value, absolute, relative) for key, value in expected.items()}
    if isinstance(expected, list):
        return [_close(value, absolute, relative) for value in expected]
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return expected
    return pytest.approx(expected, abs=absolute, rel=relative)
