"""What a participant's page may send, told apart by `type`."""

from recorder.model.browsing_events import (
    ClockJumped,
    ElementClicked,
    FieldChanged,
    KeyPressed,
    PageHidden,
    PageMeasured,
    PageScrolled,
    PageShown,
    PageViewed,
    PointerMoved,
    ViewResized,
)
from recorder.model.recorder_events import (
    CustomReported,
    DomRecorded,
    EventDropped,
    RecorderMeasured,
    RequestFailed,
    ScriptFailed,
    SoundStarted,
    SoundStopped,
)
from recorder.model.session_events import (
    ConsentWithdrawn,
    EpochEnded,
    ProblemReported,
    RatingGiven,
    SessionEnded,
    SessionStarted,
    TaskEnded,
    TaskPaused,
    TaskResumed,
    TaskShown,
    TaskStarted,
)

PageEvent = (
    SessionStarted
    | SessionEnded
    | EpochEnded
    | ConsentWithdrawn
    | TaskShown
    | TaskStarted
    | TaskEnded
    | RatingGiven
    | ProblemReported
    | TaskPaused
    | TaskResumed
    | PageViewed
    | PageHidden
    | PageShown
    | ViewResized
    | PageMeasured
    | ClockJumped
    | ElementClicked
    | FieldChanged
    | PageScrolled
    | PointerMoved
    | KeyPressed
    | ScriptFailed
    | RequestFailed
    | EventDropped
    | DomRecorded
    | SoundStarted
    | SoundStopped
    | RecorderMeasured
    | CustomReported
)
"""What a participant's page may send."""
