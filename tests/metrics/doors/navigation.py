"""Ways through the pages."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.navigation import lostness, orientation
from tests.metrics.doors.plain import Door, Result, plain


def _lostness(inputs: Mapping[str, Any]) -> Result:
    made = lostness(inputs["unique"], inputs["total"], inputs["minimum"])
    verdict = None if made.estimate is None else str(orientation(made.estimate))
    return {**plain(made, "lostness"), "orientation": verdict}


DOORS: dict[str, Door] = {"lostness": _lostness}
