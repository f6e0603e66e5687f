"""Every error that a caller of this package may act on.

RecorderError
 ├─ InvalidStudyError      a study file says something it may not
 ├─ InvalidEventError      an event or a batch breaks the wire's rules
 ├─ NotFoundError          what was asked for is not here
 ├─ NotAllowedError        the one who asks may not have it
 │   └─ ConsentRequiredError   nothing may be recorded before consent
 ├─ GoneError              it was here: withdrawn, closed or full
 ├─ ConflictError          it clashes with what is stored
 ├─ TooLargeError          a limit of `config.LIMITS` was exceeded
 ├─ CannotPrintError       nothing here can make a PDF
 ├─ InvalidArchiveError    a study archive is none, newer than this program, or damaged
 ├─ InvalidReportError     a file is no report of ours, or is damaged
 ├─ InvalidPersonError     a login, a name or a password may not be so
 ├─ InvalidTranscriptError  a file is no WebVTT file
 ├─ InvalidSettingError    a setting is not of its kind, or does not exist
 └─ UnavailableError       try the same again later
"""

from collections.abc import Sequence
from dataclasses import dataclass


class RecorderError(Exception):
    """Something went wrong that a caller may act on."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a file, and where.

    Attributes:
        file: Name of the file as the reader knows it.
        line: Counted from 1.
        column: Counted from 1.
        sentence: What is wrong and what to write instead.
    """

    file: str
    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        """Write it as editors and terminals make a link of it."""
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


class InvalidStudyError(RecorderError):
    """A study file says something it may not; the message lists every place.

    Attributes:
        faults: Every place, in the order of the file.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class InvalidEventError(RecorderError):
    """An event breaks the wire's rules.

    Attributes:
        index: Place of the event in its batch, from 0; None when the batch itself is wrong.
        field: Dotted name of the wrong field, or "" when it is the whole.
        why: What is wrong in one sentence, without repeating what was sent.
    """

    def __init__(self, why: str, *, index: int | None = None, field: str = "") -> None:
        place = "batch" if index is None else f"event {index}"
        super().__init__(f"{place}, {field or 'whole'}: {why}")
        self.index, self.field, self.why = index, field, why


class NotFoundError(RecorderError):
    """What was asked for is not here."""


class NotAllowedError(RecorderError):
    """The one who asks may not have it."""


class ConsentRequiredError(NotAllowedError):
    """Nothing may be recorded before consent."""


class GoneError(RecorderError):
    """It was here and is no longer: withdrawn, closed or full.

    Attributes:
        why: One word for programs: "withdrawn", "closed" or "full".
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ConflictError(RecorderError):
    """It clashes with what is stored, such as an invitation that was used."""


class TooLargeError(RecorderError):
    """A limit was exceeded.

    Attributes:
        limit: The limit's name in `config.LIMITS`.
        allowed: Its value.
    """

    def __init__(self, limit: str, allowed: int) -> None:
        super().__init__(f"{limit} is limited to {allowed}")
        self.limit, self.allowed = limit, allowed


class CannotPrintError(RecorderError):
    """Nothing on this machine can make a PDF; the message says what would."""


class InvalidArchiveError(RecorderError):
    """A study archive is none, is newer than this program, or is not what was written."""


class InvalidReportError(RecorderError):
    """A file is no report of this program, or is damaged."""


class InvalidPersonError(RecorderError):
    """A login, a name or a password may not be so, or nobody would be left to run this."""


class InvalidTranscriptError(RecorderError):
    """A file is no WebVTT file.

    Attributes:
        why: What is wrong in one sentence, without a full stop.
        line: Where, counted from 1.
    """

    def __init__(self, why: str, line: int, *, file: str = "") -> None:
        super().__init__(f"{file}:{line}: {why}" if file else f"line {line}: {why}")
        self.why, self.line = why, line


class InvalidSettingError(RecorderError):
    """A setting is not of its kind, or does not exist."""


class UnavailableError(RecorderError):
    """Try the same again later.

    Attributes:
        status: The HTTP status that says so: 429, 503 or 507.
        retry_after_s: Seconds to wait.
    """

    def __init__(self, why: str, *, status: int = 503, retry_after_s: int = 1) -> None:
        super().__init__(why)
        self.status, self.retry_after_s = status, retry_after_s
