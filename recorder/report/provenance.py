"""What it takes to make the same report again."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from recorder import __version__
from recorder.report.tree import Provenance

LIBRARIES = (("SciPy", "scipy"), ("NumPy", "numpy"), ("matplotlib", "matplotlib"))


def build_provenance(data_hash: str, seed: int, study_version: str = "") -> Provenance:
    """Name the software that computed, the data, the seed and the study file."""
    return Provenance(_software(), data_hash, seed, study_version)


@cache
def _software() -> tuple[tuple[str, str], ...]:
    own = (("recorder", __version__), ("Python", python_version()))
    return own + tuple((name, _version(package)) for name, package in LIBRARIES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
