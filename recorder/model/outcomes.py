"""How an attempt can end, and who says so."""

from enum import StrEnum


class Outcome(StrEnum):
    """How an attempt ended; no two are ever merged."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    GAVE_UP = "gave_up"
    TIMED_OUT = "timed_out"
    ABANDONED = "abandoned"
    VOID = "void"


class Claim(StrEnum):
    """What the participant said when the task ended."""

    DONE = "done"
    GAVE_UP = "gave_up"
    SKIPPED = "skipped"


class Finding(StrEnum):
    """What a task's success criterion found; NONE when the task declares none."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NONE = "none"
