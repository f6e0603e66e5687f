"""What a participant's browser is, as coarsely as a report needs it."""

import re
from dataclasses import dataclass

from recorder.model.events import Device

# Every browser names those that it is like as well: whoever comes first here is meant.
_BROWSERS = {
    "SamsungBrowser": "Samsung Internet",
    "OPR": "Opera",
    "Edg": "Edge",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "HeadlessChrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iOS",
    "iPad": "iOS",
    "Android": "Android",
    "Windows": "Windows",
    "Mac": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class DeviceClass:
    """The class of browser, system and device that `session.started` names.

    Attributes:
        browser: Its family, without a version; empty when it is none of the known.
        os: The family of its system; empty when it is none of the known.
        device: What it is held in; `unknown` when its system is.
    """

    browser: str
    os: str
    device: Device


def describe_device(user_agent: str) -> DeviceClass:
    """Read the coarse class out of a `User-Agent`, which itself is kept nowhere.

    An iPad that asks for desktop pages calls itself a Mac, and counts as one.
    """
    mark = _first(_SYSTEMS, user_agent)
    return DeviceClass(
        browser=_BROWSERS.get(_first(_BROWSERS, user_agent), ""),
        os=_SYSTEMS.get(mark, ""),
        device=_find_device(mark, is_mobile="Mobile" in user_agent),
    )


def _first(marks: dict[str, str], user_agent: str) -> str:
    return next((mark for mark in marks if re.search(rf"\b{mark}", user_agent)), "")


def _find_device(mark: str, *, is_mobile: bool) -> Device:
    if mark == "iPad" or (mark == "Android" and not is_mobile):
        return "tablet"
    if is_mobile:
        return "phone"
    return "desktop" if mark else "unknown"
