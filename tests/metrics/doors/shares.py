"""Shares of participants."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.completion import adjusted_wald, laplace
from tests.metrics.doors.plain import Door, Result, plain


def _proportion(inputs: Mapping[str, Any]) -> Result:
    intervals = {"adjusted_wald": adjusted_wald}
    method = intervals[inputs["method"]]
    return plain(method(inputs["x"], inputs["n"], inputs.get("confidence", 0.95)), "estimate")


def _point(inputs: Mapping[str, Any]) -> Result:
    points = {"laplace": laplace}
    return plain(points[inputs["method"]](inputs["x"], inputs["n"]), "estimate")


DOORS: dict[str, Door] = {
    "proportion_ci": _proportion,
    "completion_point_estimate": _point,
}
