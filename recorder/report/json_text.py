"""The report as JSON: every number with its n, interval and method."""

import json
from dataclasses import asdict
from math import isfinite

from recorder.report.tables import Table
from recorder.report.tree import Comparison, Report

FORMAT = 1
"""Version of this shape; keys are only ever added."""


def write_json(report: Report) -> str:
    """Write a report as JSON; the same report always gives the same text."""
    return _write(report)


def write_comparison(comparison: Comparison) -> str:
    """Write a comparison as JSON, in the same manner."""
    return _write(comparison)


def write_rows(table: Table) -> str:
    """Write a table as a JSON list with an object a row, its cells as they are."""
    names = [column.name for column in table.columns]
    return _dump([dict(zip(names, row, strict=True)) for row in table.rows])


def _write(value: Report | Comparison) -> str:
    return _dump({"format": FORMAT, **asdict(value)})


def _dump(value: object) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _finite(value: object) -> object:
    """Replace what JSON cannot say: an infinite number is written as null."""
    match value:
        case dict():
            return {str(key): _finite(one) for key, one in value.items()}
        case list() | tuple():
            return [_finite(one) for one in value]
        case float() if not isfinite(value):
            return None
        case _:
            return value
