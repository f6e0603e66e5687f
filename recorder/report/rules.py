"""What holds for every figure of one report: the profile, and whether the study still runs."""

from dataclasses import dataclass

from recorder.report.tree import Profile

PROFILES: tuple[Profile, ...] = ("standard", "strict")


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


def find_profile(name: str | None) -> Profile | None:
    """Find the profile of this name; None, for what the study file chooses, for any other."""
    return next((profile for profile in PROFILES if profile == name), None)


STANDARD = Rules()
"""The rules of a study that is over."""
