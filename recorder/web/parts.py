"""Which of the snippet's bundles a page of a session loads beside the recording core."""

from recorder.config import shipped
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.model.studies import Study
from recorder.model.study_parts import SOUND
from recorder.projections.progress import Progress
from recorder.web.assets import content_mark


def list_parts(study: Study, session: Session, progress: Progress) -> list[str]:
    """List the parts by their addresses beside the snippet.

    An address names the part's content, so that a browser may keep it for ever.
    """
    folder = shipped("snippet")
    marks = {name: content_mark(folder / name) for name in name_parts(study, session, progress)}
    return [f"{name}?v={mark}" for name, mark in marks.items() if mark]


def name_parts(study: Study, session: Session, progress: Progress) -> list[str]:
    """Name the parts that a session needs; none when nothing is left to do."""
    is_moderated = session.mode is SessionMode.MODERATED
    # A moderator may give another task after the last one.
    is_over = progress.phase == "over" and not is_moderated
    if is_over or session.state is not SessionState.OPEN:
        return []
    wanted = {
        "panel.js": not is_moderated,
        "moderated.js": is_moderated,
        "dom.js": study.capture.dom,
        "voice.js": is_sound_allowed(study, session),
    }
    return [name for name, is_wanted in wanted.items() if is_wanted]


def is_sound_allowed(study: Study, session: Session) -> bool:
    """Tell whether the study records voices, and this participant agreed to it."""
    return study.capture.sound and session.choices.get(SOUND, False)
