"""What holds for every figure of one report: the profile, and whether the study still runs."""

from dataclasses import dataclass

from recorder.report.tree import Profile


@dataclass(frozen=True, slots=True)
class Rules:
    """How one report computes.

    Attributes:
        is_running: Fewer have taken part than are planned.
        seed: What random resampling starts from.
    """

    profile: Profile = "standard"
    is_running: bool = False
    seed: int = 0


STANDARD = Rules()
"""The rules of a study that is over."""
