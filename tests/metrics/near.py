"""Numbers that are right but for rounding, where a whole result is compared at once."""

from typing import Any

import pytest


def near(number: float, *, tolerance: float | None = None) -> Any:
    """Stand for a number within a millionth of itself, or within an absolute tolerance."""
    return pytest.approx(number, abs=tolerance, rel=None if tolerance is None else 0)
