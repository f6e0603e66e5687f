"""Time on task, errors and ways through the pages."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.rates import poisson_rate
from recorder.metrics.times import typical_time
from tests.metrics.doors.plain import Door, Result, plain


def _geometric(inputs: Mapping[str, Any]) -> Result:
    return plain(typical_time(inputs["times"], inputs.get("completed")), "geometric_mean")


def _rate(inputs: Mapping[str, Any]) -> Result:
    return plain(poisson_rate(inputs["x"], inputs["exposure"]), "rate")


DOORS: dict[str, Door] = {
    "time_geometric": _geometric,
    "poisson_rate_ci": _rate,
}
