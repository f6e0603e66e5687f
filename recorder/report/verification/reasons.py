"""Why a report file may differ from the one made again, in sentences."""

from collections.abc import Iterator

from recorder.report.stamp import Stamp
from recorder.report.words import format_list

SHOWN = 12
"""Characters of a hash that are shown; they tell any two of one study apart."""


def tell_stamp(stamp: Stamp) -> str:
    """Tell in one line what a report was made from."""
    software = format_list([f"{name} {version}" for name, version in stamp.software])
    without = "" if stamp.has_quotes else ", without what people wrote"
    return (
        f"study {stamp.study}, study file {stamp.study_version[:SHOWN] or 'not known'}, "
        f"{_sessions(stamp)}, data {stamp.data_hash[:SHOWN] or 'not known'}, "
        f"profile {stamp.profile}{without}; {software}"
    )


def list_reasons(was: Stamp, now: Stamp) -> Iterator[str]:
    """List what was different when the file was made, from its stamp."""
    if was.data_hash != now.data_hash:
        yield _tell_data(was, now)
    if was.study_version != now.study_version:
        yield (
            f"The study file was another: version {was.study_version[:SHOWN] or 'not known'} made "
            f"the file and is not kept here, {now.study_version[:SHOWN]} made it again."
        )
    if was.data_hash == now.data_hash and was.session_versions != now.session_versions:
        yield "The versions of the study file that its sessions ran under are not those here."
    if was.profile != now.profile:
        yield f"The profile was {was.profile}; it was made again with {now.profile}."
    yield from _tell_software(was, now)


def tell_figures(was: Stamp, now: Stamp) -> str | None:
    """Tell whether the figures differ or the file was changed; None where nothing is known."""
    if not was.figures_hash or was.data_hash != now.data_hash:
        return None
    if was.figures_hash != now.figures_hash:
        return "The figures that it was made from are not those that come out here."
    if was.software == now.software:
        return "It was made from the same figures: the file itself was changed afterwards."
    return "It was made from the same figures."


def is_explained(was: Stamp, now: Stamp) -> bool:
    """Tell whether the stamps alone give a reason why the figures are others."""
    return any(list_reasons(was, now)) or was.figures_hash == now.figures_hash


def _tell_data(was: Stamp, now: Stamp) -> str:
    if was.sessions == now.sessions:
        change = f"both have {_sessions(was)}, but not the same events"
    else:
        change = f"the file was made from {_sessions(was)}, and there are {now.sessions}"
    old, new = was.data_hash[:SHOWN] or "not known", now.data_hash[:SHOWN]
    return (
        f"The data are others ({old} then, {new} here): {change}. "
        "Something was recorded or erased since."
    )


def _tell_software(was: Stamp, now: Stamp) -> Iterator[str]:
    old, new = dict(was.software), dict(now.software)
    for name in {**new, **old}:
        if old.get(name) != new.get(name):
            versions = f"{old.get(name, 'none')} made the file, {new.get(name, 'none')} is here"
            yield f"{name} is another version: {versions}."


def _sessions(stamp: Stamp) -> str:
    return f"{stamp.sessions} {'session' if stamp.sessions == 1 else 'sessions'}"
